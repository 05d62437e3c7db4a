"""Proposals in memory, with the rules that MongoDB holds."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from pydantic import JsonValue

from shared.domain.caller import Caller
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.proposals import (
    MOST_OPEN,
    Hold,
    Proposal,
    ProposalNotFound,
    ProposalState,
)


class FakeProposals:
    """Everybody's proposals; `down` makes them fail like an unreachable MongoDB."""

    def __init__(self, kept: dict[UUID, Proposal] | None = None) -> None:
        self.down = False
        self.kept: dict[UUID, Proposal] = {} if kept is None else kept

    def as_caller(self, caller: Caller) -> "FakeProposalsOfCaller":
        """The store as deps would build it."""
        return FakeProposalsOfCaller(self, caller)


class FakeProposalsOfCaller:
    """One person's proposals."""

    def __init__(self, everybody: FakeProposals, caller: Caller) -> None:
        self._everybody = everybody
        self._owner = caller.id

    async def add(self, proposal: Proposal) -> None:
        """Keep a proposal."""
        self._kept[proposal.id] = proposal.model_copy(update={"user_id": self._owner})

    async def find(self, session_id: UUID, proposal_id: UUID) -> Proposal:
        """One proposal of a session."""
        found = self._one(proposal_id, lambda it: it.session_id == session_id)
        if found is None:
            raise ProposalNotFound
        return found

    async def waiting(self, session_id: UUID, *, now: datetime) -> tuple[Proposal, ...]:
        """Those of a session that may still be decided."""
        found = [
            it
            for it in self._mine()
            if it.session_id == session_id and it.standing(now=now) is ProposalState.PENDING
        ]
        return tuple(sorted(found, key=lambda it: (it.created_at, it.id))[:MOST_OPEN])

    async def among(self, ids: Collection[UUID]) -> tuple[Proposal, ...]:
        """Those of these proposals that are still kept."""
        found = [it for it in self._mine() if it.id in ids]
        return tuple(sorted(found, key=lambda it: (it.created_at, it.id)))

    async def take(
        self, session_id: UUID, proposal_id: UUID, *, hold: Hold, now: datetime
    ) -> Proposal | None:
        """Take a proposal for one confirm."""
        found = self._one(proposal_id, lambda it: it.session_id == session_id and _may_be_taken(it, now=now))
        return None if found is None else self._put(found, hold=hold)

    async def give_back(self, proposal_id: UUID, *, hold_id: UUID) -> None:
        """Let go of what was taken."""
        found = self._held(proposal_id, hold_id)
        if found is not None:
            self._put(found, hold=None)

    async def confirm(
        self, proposal_id: UUID, *, hold_id: UUID, result: dict[str, JsonValue], now: datetime
    ) -> Proposal | None:
        """Say that it is written."""
        found = self._held(proposal_id, hold_id)
        if found is None:
            return None
        return self._put(found, state=ProposalState.CONFIRMED, hold=None, result=result, decided_at=now)

    async def reject(self, session_id: UUID, proposal_id: UUID, *, now: datetime) -> Proposal | None:
        """Turn a waiting proposal down."""
        found = self._one(
            proposal_id,
            lambda it: (
                it.session_id == session_id
                and it.hold is None
                and it.standing(now=now) is ProposalState.PENDING
            ),
        )
        return None if found is None else self._put(found, state=ProposalState.REJECTED, decided_at=now)

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's proposals."""
        for made in self._mine():
            if made.session_id == session_id:
                del self._kept[made.id]

    @property
    def _kept(self) -> dict[UUID, Proposal]:
        if self._everybody.down:
            raise ChatStoreUnavailable
        return self._everybody.kept

    def _mine(self) -> list[Proposal]:
        return [it for it in self._kept.values() if it.user_id == self._owner]

    def _one(self, proposal_id: UUID, fits: Callable[[Proposal], bool]) -> Proposal | None:
        return next((it for it in self._mine() if it.id == proposal_id and fits(it)), None)

    def _held(self, proposal_id: UUID, hold_id: UUID) -> Proposal | None:
        return self._one(
            proposal_id,
            lambda it: it.state is ProposalState.PENDING and it.hold is not None and it.hold.id == hold_id,
        )

    def _put(self, proposal: Proposal, **changes: object) -> Proposal:
        self._kept[proposal.id] = proposal.model_copy(update=changes)
        return self._kept[proposal.id]


def _may_be_taken(proposal: Proposal, *, now: datetime) -> bool:
    """Whether it waits and nobody holds it, or who did is dead."""
    if proposal.state is not ProposalState.PENDING:
        return False
    return proposal.expires_at > now if proposal.hold is None else proposal.hold.until <= now
