"""Consents in memory, with the rules that the database keeps."""

from datetime import date, datetime, timedelta
from uuid import UUID

from shared.domain.caller import Caller
from shared.domain.consent.engine import state_of
from shared.domain.consent.model import ConsentState, Decision, Purpose
from shared.domain.consent.texts import current_text
from shared.domain.requests import DatabaseUnavailable
from shared.errors import TooMany
from tests.fakes.users import BEGINNING

MOST_A_DAY = 50


class FakeConsents:
    """Everybody's decisions; `down` makes them fail like an unreachable database."""

    def __init__(self) -> None:
        self.down = False
        self.decisions: dict[UUID, list[Decision]] = {}

    def as_caller(self, caller: Caller) -> "FakeConsentsOfCaller":
        """The store as deps would build it."""
        return FakeConsentsOfCaller(self, caller.id)


class FakeConsentsOfCaller:
    """One person's own decisions, oldest first."""

    def __init__(self, everybody: FakeConsents, owner: UUID) -> None:
        self._everybody = everybody
        self._owner = owner

    async def read(self, *, limit: int) -> tuple[Decision, ...]:
        return tuple(reversed(self._mine()))[:limit]

    async def decide(self, decision_id: UUID, *, purpose: Purpose, version: date, granted: bool) -> Decision:
        mine = self._mine()
        latest = self._latest(purpose)
        known = any(one.id == decision_id for one in mine)
        refused_before = latest is not None and not latest.granted and not granted
        if latest is not None and (known or refused_before):
            return latest
        if granted and sum(one.granted for one in mine) >= MOST_A_DAY:
            raise TooMany(retry_after=3600)
        mine.append(
            Decision(
                id=decision_id,
                purpose=purpose,
                version=version,
                granted=granted,
                created_at=self._moment(len(mine)),
            )
        )
        return mine[-1]

    async def is_granted(self, purpose: Purpose) -> bool:
        latest = self._latest(purpose)
        return state_of(latest, text=current_text(purpose)) is ConsentState.GRANTED

    def _mine(self) -> list[Decision]:
        if self._everybody.down:
            raise DatabaseUnavailable
        return self._everybody.decisions.setdefault(self._owner, [])

    def _latest(self, purpose: Purpose) -> Decision | None:
        return next((one for one in reversed(self._mine()) if one.purpose is purpose), None)

    @staticmethod
    def _moment(number: int) -> datetime:
        return BEGINNING + timedelta(minutes=number)
