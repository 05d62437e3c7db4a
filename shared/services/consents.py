"""What one agrees to: reading it, granting it and taking it back."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from shared.domain.consent.engine import Consent, check_version, consent
from shared.domain.consent.model import Decision, Purpose
from shared.domain.consent.texts import current_text

HISTORY = 100
"""How many decisions are told; all of them can be read from the table."""


class ConsentStore(Protocol):
    """The decisions of one caller."""

    async def read(self, *, limit: int) -> Sequence[Decision]:
        """The latest decisions about all purposes, the latest first."""
        ...

    async def decide(self, decision_id: UUID, *, purpose: Purpose, version: date, granted: bool) -> Decision:
        """Add a decision, unless one of that id is there. Raises AccountGone, TooMany."""
        ...


class ConsentService:
    """What a person does with their own consents."""

    def __init__(self, *, consents: ConsentStore) -> None:
        self._consents = consents

    async def read(self) -> tuple[Consent, ...]:
        """How things stand for every purpose."""
        decisions = await self._consents.read(limit=HISTORY)
        return tuple(_standing(purpose, decisions) for purpose in Purpose)

    async def grant(self, decision_id: UUID, purpose: Purpose, *, version: date | None) -> Consent:
        """Agree to the text in force. Raises ConsentTextOutdated, AccountGone, TooMany."""
        check_version(version, text=current_text(purpose))
        return await self._decide(decision_id, purpose, granted=True)

    async def withdraw(self, decision_id: UUID, purpose: Purpose) -> Consent:
        """Refuse, or take back what was granted, whichever text it was granted to. Raises AccountGone."""
        return await self._decide(decision_id, purpose, granted=False)

    async def _decide(self, decision_id: UUID, purpose: Purpose, *, granted: bool) -> Consent:
        version = current_text(purpose).version
        await self._consents.decide(decision_id, purpose=purpose, version=version, granted=granted)
        return _standing(purpose, await self._consents.read(limit=HISTORY))


def _standing(purpose: Purpose, decisions: Sequence[Decision]) -> Consent:
    mine = [decision for decision in decisions if decision.purpose is purpose]
    return consent(purpose, text=current_text(purpose), decisions=mine)
