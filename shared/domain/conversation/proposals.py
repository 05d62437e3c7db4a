"""Writes that wait for their person's yes.

    PENDING ── confirm ──> CONFIRMED      the write was done, and its result is kept
            ── reject ───> REJECTED       nothing was written
            ── ten minutes ─> EXPIRED     nothing was written; told from `expires_at`, never stored
            ── its turn gives no answer ─> EXPIRED      at once

A confirm first takes the proposal for a short while, so that two never write side by side. What is written
gets ids that follow from the proposal's own: a confirm that was cut off may be repeated and finds its rows. A
write that is refused gives the proposal back: until it expires it may be tried again. What was decided is
kept for as long as its session, what nobody decided is forgotten a day after its end.

A turn that gives no answer withdraws what it offered, since a new try at its message offers it again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid5

from pydantic import AwareDatetime, Field, JsonValue

from shared.domain.conversation.model import FactUnit, FactValue
from shared.domain.values import Value
from shared.errors import Conflict, NotFound
from shared.words import Language, Words

LIFETIME = timedelta(minutes=10)
"""How long a proposal may be confirmed."""

LEASE = timedelta(seconds=30)
"""How long one confirm may hold a proposal; after that its function is taken for dead."""

KEPT = timedelta(days=1)
"""How long after its end a proposal that nobody decided still says that it has expired."""

MOST_OPEN = 20
"""How many proposals of one session may wait at a time."""

LONGEST_SUMMARY = 500


class ProposalNotFound(NotFound):
    """There is no such proposal, or it is somebody else's, or it was forgotten."""

    code = "proposal_not_found"
    says = Words(id="Usulan ini tidak ada.", en="There is no such proposal.")


class ProposalExpired(Conflict):
    """Its ten minutes are over, or its turn gave no answer; nothing was written."""

    code = "proposal_expired"
    says = Words(
        id="Usulan ini sudah kedaluwarsa, jadi tidak ada yang disimpan. Minta lagi di obrolan.",
        en="This proposal has expired, so nothing was saved. Ask for it again in the chat.",
    )


class ProposalRejected(Conflict):
    """Its person said no already."""

    code = "proposal_rejected"
    says = Words(id="Usulan ini sudah kamu tolak.", en="You turned this proposal down already.")


class ProposalConfirmed(Conflict):
    """It is done already, so it cannot be turned down any more."""

    code = "proposal_confirmed"
    says = Words(
        id="Usulan ini sudah kamu setujui dan sudah disimpan.",
        en="You confirmed this proposal already, and it was saved.",
    )


class ProposalInProgress(Conflict):
    """Another confirm of it runs right now."""

    code = "proposal_in_progress"
    says = Words(
        id="Usulan ini sedang disimpan. Tunggu sebentar lalu coba lagi.",
        en="This proposal is being saved. Wait a moment and try again.",
    )


class TooManyProposals(Conflict):
    """Many proposals of the session wait already."""

    code = "too_many_proposals"
    says = Words(
        id="Masih ada {most} usulan yang menunggu. Setujui atau tolak dulu.",
        en="{most} proposals are waiting already. Confirm or reject them first.",
    )


class ProposalState(StrEnum):
    """What became of a proposal."""

    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"


class Decision(StrEnum):
    """What its person says to it."""

    CONFIRM = "CONFIRM"
    REJECT = "REJECT"


class ProposedFigure(Value):
    """One figure of what would be written. `text` is the value as people read it."""

    fact_id: str
    label: str
    value: FactValue
    unit: FactUnit
    text: str


class Hold(Value):
    """The one confirm that has taken a proposal; after `until` another may."""

    id: UUID
    until: AwareDatetime


class Proposal(Value):
    """A write that waits, or what became of it.

    `tool` offered it, in the turn `turn_id` where that is known, and `arguments` are what would be written,
    checked and with the person's own ids. `result` is what was written, None until then.
    """

    id: UUID
    user_id: UUID
    session_id: UUID
    turn_id: UUID | None = None
    tool: str
    language: Language
    summary: str = Field(max_length=LONGEST_SUMMARY)
    details: tuple[ProposedFigure, ...] = ()
    arguments: dict[str, JsonValue]
    state: ProposalState = ProposalState.PENDING
    hold: Hold | None = None
    result: dict[str, JsonValue] | None = None
    created_at: AwareDatetime
    expires_at: AwareDatetime
    decided_at: AwareDatetime | None = None

    def standing(self, *, now: datetime) -> ProposalState:
        """Its state at `now`."""
        over = self.state is ProposalState.PENDING and self.expires_at <= now
        return ProposalState.EXPIRED if over else self.state


def row_id(proposal_id: UUID, kind: str) -> UUID:
    """The id of a row that confirming writes, one per `kind`: the same however often it is tried."""
    return uuid5(proposal_id, kind)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a tool of a turn wants to write, before it is kept as a proposal."""

    session_id: UUID
    turn_id: UUID | None
    tool: str
    language: Language
    summary: str
    details: tuple[ProposedFigure, ...]
    arguments: dict[str, JsonValue]


class ProposalStore(Protocol):
    """The caller's proposals; somebody else's raise ProposalNotFound."""

    async def add(self, proposal: Proposal) -> None:
        """Keep a proposal."""
        ...

    async def find(self, session_id: UUID, proposal_id: UUID) -> Proposal:
        """One proposal of a session. Raises ProposalNotFound."""
        ...

    async def waiting(self, session_id: UUID, *, now: datetime) -> tuple[Proposal, ...]:
        """Those of a session that may still be decided, the oldest first, at most MOST_OPEN."""
        ...

    async def among(self, ids: Collection[UUID]) -> tuple[Proposal, ...]:
        """Those of these proposals that are still kept, the oldest first."""
        ...

    async def take(
        self, session_id: UUID, proposal_id: UUID, *, hold: Hold, now: datetime
    ) -> Proposal | None:
        """Take a proposal that waits for one confirm. None where it may not be taken; `find` says why.

        One that another confirm holds may be taken when that is dead, after the ten minutes too, since it
        may have written.
        """
        ...

    async def give_back(self, proposal_id: UUID, *, hold_id: UUID) -> None:
        """Let go of what was taken and not written."""
        ...

    async def confirm(
        self, proposal_id: UUID, *, hold_id: UUID, result: dict[str, JsonValue], now: datetime
    ) -> Proposal | None:
        """Say that it is written, with its result. None where the hold is no longer this one."""
        ...

    async def reject(self, session_id: UUID, proposal_id: UUID, *, now: datetime) -> Proposal | None:
        """Turn a waiting proposal down. None where it may not be; `find` says why."""
        ...

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's proposals."""
        ...
