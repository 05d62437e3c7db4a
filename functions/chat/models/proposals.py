"""Proposals over HTTP: what is decided, and what came of it."""

from datetime import datetime

from pydantic import Field, JsonValue

from functions.chat.models.messages import ProposalView
from shared.domain.conversation.proposals import Decision, Proposal
from shared.domain.values import Value


class DecisionWish(Value):
    """What I say to a proposal."""

    decision: Decision


class ProposalListView(Value):
    """The proposals of a conversation that wait, the oldest first."""

    items: tuple[ProposalView, ...]

    @classmethod
    def of(cls, proposals: tuple[Proposal, ...], *, now: datetime) -> "ProposalListView":
        """Them as their owner sees them."""
        return cls(items=tuple(ProposalView.of(made, now=now) for made in proposals))


class DecidedProposalView(ProposalView):
    """A proposal that was decided."""

    decided_at: datetime | None
    result: dict[str, JsonValue] | None = Field(
        description="What was written: the rows as they are kept. Null for a rejected one."
    )

    @classmethod
    def after(cls, proposal: Proposal, *, now: datetime) -> "DecidedProposalView":
        """It as its owner sees it."""
        shown = dict(ProposalView.of(proposal, now=now))
        return cls(**shown, decided_at=proposal.decided_at, result=proposal.result)
