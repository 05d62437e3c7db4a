"""Our budget function as it is deployed, but for a key that is known and a bucket that is never empty."""

from dataclasses import replace
from typing import Any

import httpx
from starlette.types import ASGIApp

from dev.bench.peers.asked import ISSUER, URL
from dev.bench.peers.serving import public_key, serve
from functions.budget.deps import Deps
from functions.budget.routes import make_app
from shared.domain.caller import Caller
from shared.domain.requests import Admission
from shared.web.auth import TokenVerifier

ENVIRONMENT = {
    "SUPABASE_URL": URL,
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_bench",
    "SUPABASE_SECRET_KEY": "sb_secret_bench",
}


class NeverEmpty:
    """Admits everybody, as a database would that answers at once."""

    async def spend(self, caller: Caller, route_class: str) -> Admission:
        """Let them in."""
        return Admission(allowed=True, limit=120, remaining=119, reset_after=1, retry_after=0)


def make_verifier(key: dict[str, Any]) -> TokenVerifier:
    """A verifier whose key endpoint is in this process; it is asked once."""
    published = httpx.MockTransport(lambda _: httpx.Response(200, json={"keys": [key]}))
    client = httpx.AsyncClient(transport=published)
    return TokenVerifier.over_jwks(issuer=ISSUER, url=f"{ISSUER}/.well-known/jwks.json", http=lambda: client)


def make_ours(key: dict[str, Any]) -> ASGIApp:
    """The app that trusts tokens of `key`."""
    deps = Deps.from_environment(ENVIRONMENT)
    web = replace(deps.web, verifier=make_verifier(key), rate_limits=NeverEmpty())
    return make_app(replace(deps, web=web))


if __name__ == "__main__":
    serve(make_ours(public_key()))
