"""Rate limits: a call spends from its caller's bucket, and every answer says how full that is."""

from typing import Protocol

from shared.domain.caller import Caller
from shared.domain.requests import Admission
from shared.errors import TooMany


class RateLimits(Protocol):
    """Where the buckets are counted, one per caller and route class."""

    async def spend(self, caller: Caller, route_class: str) -> Admission:
        """Take one from the bucket if it holds one."""
        ...


def rate_headers(admission: Admission) -> dict[str, str]:
    """The RateLimit headers of an answer."""
    return {
        "RateLimit-Limit": str(admission.limit),
        "RateLimit-Remaining": str(max(0, admission.remaining)),
        "RateLimit-Reset": str(max(0, admission.reset_after)),
    }


def refuse_when_spent(admission: Admission) -> None:
    """Raise TooMany when the bucket is empty."""
    if not admission.allowed:
        raise TooMany(retry_after=max(1, admission.retry_after))
