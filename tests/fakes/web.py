"""Stand-ins for what the web layer is handed, kept in memory."""

import base64
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
from starlette.types import ASGIApp

from shared.domain.caller import Caller, UserRole
from shared.domain.requests import Admission, DatabaseUnavailable, KeyClaim, KeyState, StoredAnswer
from shared.web.parts import Verifier, WebParts
from shared.web.refusals import TokenInvalid

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_caller(*, role: UserRole = UserRole.USER, identity: UUID | None = None) -> Caller:
    """Somebody who could be signed in."""
    who = identity or uuid4()
    return Caller(
        id=who, email=f"{who.hex[:8]}@example.com", role=role, session_id=uuid4(), token=f"token-of-{who}"
    )


class FakeVerifier:
    """Issues tokens that spell out the caller, and trusts these and no others."""

    def issue(self, caller: Caller) -> str:
        """A token that is verified to this very caller."""
        spelled = json.dumps({**caller.model_dump(mode="json"), "token": caller.token})
        return base64.urlsafe_b64encode(spelled.encode()).decode()

    async def verify(self, token: str) -> Caller:
        """The caller that the token was issued to."""
        try:
            return Caller.model_validate_json(base64.urlsafe_b64decode(token))
        except ValueError:
            raise TokenInvalid from None


class FixedClock:
    """A clock that moves only when told to."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def advance(self, duration: timedelta) -> None:
        """Let time pass."""
        self.now += duration


class FakeRateLimits:
    """Counts calls per caller and class; a bucket is `limit` and never refills by itself."""

    def __init__(self, limit: int = 1000) -> None:
        self.limit = limit
        self._taken: dict[tuple[UUID, str], int] = {}

    async def spend(self, caller: Caller, route_class: str) -> Admission:
        """Take one from the bucket if it holds one."""
        taken = self._taken.get((caller.id, route_class), 0)
        allowed = taken < self.limit
        if allowed:
            taken += 1
            self._taken[caller.id, route_class] = taken
        return Admission(
            allowed=allowed,
            limit=self.limit,
            remaining=self.limit - taken,
            reset_after=60 if taken else 0,
            retry_after=0 if allowed else 60,
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: str
    claimed_at: datetime
    leased_until: datetime | None
    expires_at: datetime
    answer: StoredAnswer | None = None


@dataclass(slots=True)
class FakeIdempotencyKeys:
    """Keys in a dictionary, with the lease and the day that the database gives them."""

    clock: FixedClock = field(default_factory=FixedClock)
    lease: timedelta = timedelta(seconds=60)
    kept_for: timedelta = timedelta(hours=24)
    _keys: dict[tuple[UUID, str], _Kept] = field(default_factory=dict[tuple[UUID, str], _Kept])

    async def claim(self, caller: Caller, *, key: str, fingerprint: str) -> KeyClaim:
        """Claim the key for this request, or say what became of it."""
        known, now = self._keys.get((caller.id, key)), self.clock()
        if known is None or known.expires_at <= now:
            return self._claimed(caller, key, fingerprint, claimed_at=now)
        if known.leased_until is None:
            return self._claimed(caller, key, fingerprint, claimed_at=known.claimed_at)
        if known.fingerprint != fingerprint:
            return KeyClaim(state=KeyState.REUSED)
        if known.answer is not None:
            return KeyClaim(state=KeyState.REPLAY, answer=known.answer)
        if known.leased_until <= now:
            return self._claimed(caller, key, fingerprint, claimed_at=known.claimed_at)
        return KeyClaim(state=KeyState.IN_PROGRESS)

    async def keep(self, caller: Caller, *, key: str, answer: StoredAnswer) -> None:
        """Keep the answer."""
        held = self._keys.get((caller.id, key))
        if held is not None and held.answer is None and held.leased_until is not None:
            self._keys[caller.id, key] = replace(held, answer=answer)

    async def release(self, caller: Caller, *, key: str) -> None:
        """Free the key for any request; the moment of its first claim stays."""
        held = self._keys.get((caller.id, key))
        if held is not None and held.answer is None:
            self._keys[caller.id, key] = replace(held, leased_until=None)

    def _claimed(self, caller: Caller, key: str, fingerprint: str, *, claimed_at: datetime) -> KeyClaim:
        now = self.clock()
        self._keys[caller.id, key] = _Kept(fingerprint, claimed_at, now + self.lease, now + self.kept_for)
        return KeyClaim(state=KeyState.NEW, claimed_at=claimed_at)


class ForgetfulKeys(FakeIdempotencyKeys):
    """Cannot keep an answer, as when the database goes away after the effect."""

    async def keep(self, caller: Caller, *, key: str, answer: StoredAnswer) -> None:
        """Fail."""
        raise DatabaseUnavailable


def web_parts(
    *,
    verifier: Verifier | None = None,
    rate_limits: FakeRateLimits | None = None,
    idempotency: FakeIdempotencyKeys | None = None,
    clock: FixedClock | None = None,
) -> WebParts:
    """The web layer's parts, all fake and of one clock."""
    clock = clock or FixedClock()
    return WebParts(
        verifier=verifier or FakeVerifier(),
        rate_limits=rate_limits or FakeRateLimits(),
        idempotency=idempotency or FakeIdempotencyKeys(clock),
        clock=clock,
    )


def client(app: ASGIApp) -> httpx.AsyncClient:
    """A client of the app that is not signed in."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://fintar.test")


def signed_client(app: ASGIApp, caller: Caller) -> httpx.AsyncClient:
    """A client of the app, signed in as the caller for a FakeVerifier."""
    signed = client(app)
    signed.headers["Authorization"] = f"Bearer {FakeVerifier().issue(caller)}"
    return signed
