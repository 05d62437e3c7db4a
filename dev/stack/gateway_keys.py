"""The rules for Supabase's API keys: who may pass the gateway, and as whom."""

import re
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qs

from dev.stack.credentials import Credentials
from dev.stack.signing import KeyRole, mint_role_token

OPEN_PATHS = re.compile(r"/auth/v1/(verify|callback|authorize|\.well-known/jwks\.json)/?")
TOKEN_LASTS = 300
RENEWED_BEFORE_END = 60
NO_KEY = {
    "message": "No API key found in request",
    "hint": "No `apikey` request header or url param was found.",
}
UNKNOWN_KEY = {
    "message": "Invalid API key",
    "hint": "Double check your Supabase `publishable` or `secret` API key.",
}
SECRET_IN_BROWSER = {
    "message": "Forbidden use of secret API key in browser",
    "hint": "Secret API keys can only be used in a protected environment and should be deleted immediately "
    "if leaked.",
}


class Refused(Exception):
    """The gateway lets the request go no further; `body` is the JSON of its 401."""

    def __init__(self, body: Mapping[str, str]) -> None:
        super().__init__(body["message"])
        self.body = body


class Admission(NamedTuple):
    """A request may pass, with this `Authorization`; `secret` when it came with the secret key."""

    authorization: str | None
    secret: bool


class Doorkeeper:
    """Knows the two keys and turns them into tokens of the roles they stand for."""

    def __init__(
        self, credentials: Credentials, *, issuer: str, clock: Callable[[], float] = time.time
    ) -> None:
        self._credentials = credentials
        self._issuer = issuer
        self._clock = clock
        self._tokens: dict[KeyRole, tuple[str, float]] = {}

    def admit(self, *, path: str, query: str, headers: Mapping[str, str]) -> Admission:
        """Let a request for Supabase Auth or PostgREST pass. Raises Refused."""
        authorization = headers.get("authorization")
        if OPEN_PATHS.fullmatch(path):
            return Admission(authorization, secret=False)
        key = headers.get("apikey") or next(iter(parse_qs(query).get("apikey", [])), None)
        if not key:
            raise Refused(NO_KEY)
        role = self._role_of(key, headers.get("user-agent", ""))
        return Admission(self._authorization(authorization, key, role), secret=role == "service_role")

    def _role_of(self, key: str, user_agent: str) -> KeyRole:
        if key == self._credentials.publishable_key:
            return "anon"
        if key != self._credentials.secret_key:
            raise Refused(UNKNOWN_KEY)
        if user_agent.startswith("Mozilla/"):
            raise Refused(SECRET_IN_BROWSER)
        return "service_role"

    def _authorization(self, given: str | None, key: str, role: KeyRole) -> str:
        """A caller's own token stays. A key is no token: it is replaced by one, and must be the same key."""
        scheme, _, token = (given or "").partition(" ")
        if given and not (scheme.lower() == "bearer" and token.startswith("sb_")):
            return given
        if given and token.strip() != key:
            raise Refused(UNKNOWN_KEY)
        return f"Bearer {self._token(role)}"

    def _token(self, role: KeyRole) -> str:
        now = self._clock()
        token, good_until = self._tokens.get(role, ("", 0.0))
        if now >= good_until:
            token = mint_role_token(
                self._credentials.signing_key, role=role, issuer=self._issuer, lasts=TOKEN_LASTS, now=now
            )
            self._tokens[role] = (token, now + TOKEN_LASTS - RENEWED_BEFORE_END)
        return token
