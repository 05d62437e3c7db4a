"""The caller's proposals: kept when a tool offers them, written when their person says yes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

import structlog
from pydantic import JsonValue
from uuid_utils.compat import uuid7

from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.proposals import (
    LEASE,
    LIFETIME,
    MOST_OPEN,
    Decision,
    Hold,
    Offer,
    Proposal,
    ProposalConfirmed,
    ProposalExpired,
    ProposalInProgress,
    ProposalRejected,
    ProposalState,
    ProposalStore,
    TooManyProposals,
)

log = structlog.stdlib.get_logger("fintar.proposals")


class Writer(Protocol):
    """Does what one tool proposes, through the services that the HTTP API uses."""

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Write, and say what was written. Again with the same id it finds its own rows.

        Raises what the services refuse.
        """
        ...


class ProposalService:
    """The proposals of one person. `writers` are made by the name of the tool that proposed."""

    def __init__(
        self, *, owner: UUID, store: ProposalStore, writers: Mapping[str, Callable[[], Writer]]
    ) -> None:
        self._owner = owner
        self._store = store
        self._writers = writers

    async def offer(self, offer: Offer, *, now: datetime) -> Proposal:
        """Keep what a tool wants to write until its person decides. Raises TooManyProposals."""
        moment = to_milliseconds(now)
        if len(await self._store.waiting(offer.session_id, now=moment)) >= MOST_OPEN:
            raise TooManyProposals(most=MOST_OPEN)
        proposal = Proposal(
            id=uuid7(),
            user_id=self._owner,
            session_id=offer.session_id,
            turn_id=offer.turn_id,
            tool=offer.tool,
            language=offer.language,
            summary=offer.summary,
            details=offer.details,
            arguments=offer.arguments,
            created_at=moment,
            expires_at=moment + LIFETIME,
        )
        await self._store.add(proposal)
        return proposal

    async def waiting(self, session_id: UUID, *, now: datetime) -> tuple[Proposal, ...]:
        """The proposals of a session that may still be decided, the oldest first."""
        return await self._store.waiting(session_id, now=to_milliseconds(now))

    async def decide(
        self, session_id: UUID, proposal_id: UUID, decision: Decision, *, now: datetime
    ) -> Proposal:
        """Write what was proposed, or turn it down; the same decision again gives the same proposal.

        Raises ProposalNotFound, ProposalExpired, ProposalInProgress, ProposalRejected where a rejected one is
        confirmed, ProposalConfirmed where a confirmed one is rejected, and what the write refuses: then the
        proposal waits on, and may be tried again until it expires.
        """
        moment = to_milliseconds(now)
        if decision is Decision.REJECT:
            rejected = await self._store.reject(session_id, proposal_id, now=moment)
            return rejected or await self._decided(session_id, proposal_id, decision, now=moment)
        hold = Hold(id=uuid7(), until=moment + LEASE)
        taken = await self._store.take(session_id, proposal_id, hold=hold, now=moment)
        if taken is None:
            return await self._decided(session_id, proposal_id, decision, now=moment)
        return await self._write(taken, hold, now=moment)

    async def forget(self, session_id: UUID) -> None:
        """Remove the proposals of a session."""
        await self._store.remove_all(session_id)

    async def _write(self, taken: Proposal, hold: Hold, *, now: datetime) -> Proposal:
        try:
            writer = self._writers[taken.tool]()
            result = await writer.write(taken.arguments, proposal_id=taken.id, now=now)
        except Exception:
            await self._give_back(taken, hold)
            raise
        written = await self._store.confirm(taken.id, hold_id=hold.id, result=result, now=now)
        # Where a slow confirm was taken over, or the session went, the rows are written all the same.
        done = {"state": ProposalState.CONFIRMED, "hold": None, "result": result, "decided_at": now}
        return written or taken.model_copy(update=done)

    async def _give_back(self, taken: Proposal, hold: Hold) -> None:
        """Let others try; where that cannot be said now, the lease says it later."""
        try:
            await self._store.give_back(taken.id, hold_id=hold.id)
        except ChatStoreUnavailable:
            log.warning("proposal_left_to_its_lease")

    async def _decided(
        self, session_id: UUID, proposal_id: UUID, decision: Decision, *, now: datetime
    ) -> Proposal:
        """The proposal where it stands as was asked for; else why it cannot be decided so."""
        proposal = await self._store.find(session_id, proposal_id)
        match proposal.standing(now=now), decision:
            case (ProposalState.CONFIRMED, Decision.CONFIRM) | (ProposalState.REJECTED, Decision.REJECT):
                return proposal
            case (ProposalState.CONFIRMED, _):
                raise ProposalConfirmed
            case (ProposalState.REJECTED, _):
                raise ProposalRejected
            case (_, _) if proposal.hold is not None:
                raise ProposalInProgress
            case (ProposalState.EXPIRED, _):
                raise ProposalExpired
            case _:
                raise ProposalInProgress
