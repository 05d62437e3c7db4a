"""The web layer's real parts, put together in one way for every function."""

from collections.abc import Callable

import httpx

from shared.settings import SupabaseSettings, WebSettings
from shared.web.auth import TokenVerifier
from shared.web.idempotency import IdempotencyKeys
from shared.web.limits import RateLimits
from shared.web.parts import WebParts


def real_parts(
    *,
    supabase: SupabaseSettings,
    web: WebSettings,
    http: Callable[[], httpx.AsyncClient],
    rate_limits: RateLimits,
    idempotency: IdempotencyKeys,
) -> WebParts:
    """Parts that trust the project's tokens; `http` gives the client that its keys are fetched with."""
    return WebParts(
        verifier=TokenVerifier.over_jwks(issuer=supabase.issuer, url=supabase.jwks, http=http),
        rate_limits=rate_limits,
        idempotency=idempotency,
        origins=web.origins,
        log_level=web.log_level,
        trusted_proxies=web.trusted_proxies,
    )
