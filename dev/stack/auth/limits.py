"""Token buckets, as the real program keeps them: in memory, per address, only where a header names it.

The bucket for mails is one for everybody, and counts only where sign-ups are confirmed by mail.
"""

import ipaddress
from time import monotonic

from starlette.requests import Request

from dev.stack.auth.answers import Refusal
from dev.stack.auth.settings import Settings

_BURST = 30
_FIVE_MINUTES = 300


class Bucket:
    """Buckets that hold `burst` and refill by `rate` a second, one a key."""

    def __init__(self, *, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._levels: dict[str, tuple[float, float]] = {}

    def spends(self, key: str) -> bool:
        """Take one from the key's bucket; false when it is empty."""
        moment = monotonic()
        level, since = self._levels.get(key, (self._burst, moment))
        level = min(self._burst, level + (moment - since) * self._rate)
        has_one = level >= 1
        self._levels[key] = (level - 1 if has_one else level, moment)
        return has_one


class Limits:
    """The buckets of all endpoints."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        each = {
            "verify": settings.verifications_in_five_minutes,
            "token": settings.tokens_in_five_minutes,
            **dict.fromkeys(("signup", "recover", "resend", "otp", "user"), settings.otps_in_five_minutes),
        }
        self._buckets = {name: Bucket(rate=many / _FIVE_MINUTES, burst=_BURST) for name, many in each.items()}
        self._mails = Bucket(rate=settings.mails_an_hour / 3600, burst=int(settings.mails_an_hour))

    def admit(self, request: Request, endpoint: str) -> None:
        """Raise 429 `over_request_rate_limit` when the caller's address has called too often."""
        address = self._address(request)
        if address and not self._buckets[endpoint].spends(address):
            raise Refusal(429, "over_request_rate_limit", "Request rate limit reached")

    def admit_mail(self) -> None:
        """Raise 429 `over_email_send_rate_limit` when too many mails went out this hour."""
        if not self._settings.autoconfirm and not self._mails.spends("all"):
            raise Refusal(429, "over_email_send_rate_limit", "email rate limit exceeded")

    def _address(self, request: Request) -> str:
        forwarded = _first(request.headers.get("sb-forwarded-for", ""))
        if self._settings.forwarded_for and _is_address(forwarded):
            return forwarded
        return (
            _first(request.headers.get(self._settings.limit_header, ""))
            if self._settings.limit_header
            else ""
        )


def address_of(request: Request) -> str | None:
    """The caller's address as far as proxies tell it."""
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
    valid = [part for part in forwarded if _is_address(part)]
    return valid[0] if valid else (request.client.host if request.client else None)


def _first(header: str) -> str:
    return header.split(",", maxsplit=1)[0].strip()


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
