"""Proposals for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared.domain.caller import Caller
from shared.domain.conversation.model import FactUnit
from shared.domain.conversation.proposals import LIFETIME, Proposal, ProposedFigure

NOON = datetime(2126, 11, 22, 12, 0, tzinfo=UTC)
"""Far ahead: MongoDB forgets proposals by its own clock, which a test does not wait for."""


def a_proposal(
    owner: Caller, session_id: UUID | None = None, *, made_at: datetime = NOON, **changes: Any
) -> Proposal:
    """A write that waits; `changes` are of its fields."""
    fields: dict[str, Any] = {
        "id": uuid4(),
        "user_id": owner.id,
        "session_id": session_id or uuid4(),
        "tool": "set_budget",
        "language": "id",
        "summary": "Anggarkan Rp300.000 untuk Kopi & jajan di November 2026.",
        "details": (
            ProposedFigure(
                fact_id="set_budget.amount",
                label="Anggaran baru",
                value=300_000,
                unit=FactUnit.RUPIAH,
                text="Rp300.000",
            ),
        ),
        "arguments": {"budget": {"amount": 300_000}},
        "created_at": made_at,
        "expires_at": made_at + LIFETIME,
    }
    return Proposal.model_validate({**fields, **changes})


def later(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)
