"""The log of what one person agreed to and took back."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.domain.caller import Caller
from shared.domain.consent.engine import state_of
from shared.domain.consent.model import ConsentState, Decision, Purpose
from shared.domain.consent.texts import current_text
from shared.domain.requests import DatabaseUnavailable
from shared.stores.database import Database, Row

_COLUMNS = (*Decision.model_fields,)


class Consents:
    """The decisions of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self, *, limit: int) -> tuple[Decision, ...]:
        """The latest decisions about all purposes, the latest first."""
        rows = self._database.as_caller(self._caller).from_("consents").select(*_COLUMNS)
        mine = rows.eq("user_id", str(self._caller.id)).order("created_at", desc=True).limit(limit)
        return tuple(_decision(row) for row in await self._database.run(mine))

    async def decide(self, decision_id: UUID, *, purpose: Purpose, version: date, granted: bool) -> Decision:
        """Add a decision, unless one of that id is there; the latest one for its purpose.

        Raises AccountGone, and TooMany where somebody agrees again and again.
        """
        values: dict[str, Any] = {
            "decision": {
                "id": str(decision_id),
                "purpose": purpose.value,
                "version": version.isoformat(),
                "granted": granted,
            }
        }
        call = self._database.as_caller(self._caller).rpc("give_consent", values)
        rows = await self._database.run(call)
        if not rows:
            raise DatabaseUnavailable
        return _decision(rows[0])

    async def is_granted(self, purpose: Purpose) -> bool:
        """Whether the text in force is granted now, in one round trip. Raises DatabaseUnavailable."""
        rows = self._database.as_caller(self._caller).from_("consents").select(*_COLUMNS)
        mine = rows.eq("user_id", str(self._caller.id)).eq("purpose", purpose.value)
        found = await self._database.run(mine.order("created_at", desc=True).limit(1))
        latest = _decision(found[0]) if found else None
        return state_of(latest, text=current_text(purpose)) is ConsentState.GRANTED


def _decision(row: Row) -> Decision:
    return Decision.model_validate({name: row[name] for name in _COLUMNS})
