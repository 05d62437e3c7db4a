"""What the web layer is handed: who verifies, who counts, who remembers, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from shared.domain.caller import Caller
from shared.web.idempotency import IdempotencyKeys
from shared.web.limits import RateLimits


class Verifier(Protocol):
    """Turns an access token into the person behind it."""

    async def verify(self, token: str) -> Caller:
        """The caller. Raises TokenInvalid (401) for every token not to be trusted, AuthUnavailable."""
        ...


def utc_now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebParts:
    """Handed to `make_application`.

    `origins` may call from a browser. `trusted_proxies` is how many proxies in front of us append
    to X-Forwarded-For; with 0 the connection's own address is the client's.
    """

    verifier: Verifier
    rate_limits: RateLimits
    idempotency: IdempotencyKeys
    origins: tuple[str, ...] = ()
    clock: Callable[[], datetime] = utc_now
    trusted_proxies: int = 0
    log_level: str = "INFO"
