"""Conversations in memory, and an advisor that follows a script."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Sequence
from datetime import datetime
from uuid import UUID

from pydantic import JsonValue

from shared.domain.caller import Caller
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import ChatMessage, ChatSession, ModelUse
from shared.domain.conversation.proposals import Proposal, ProposalState
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    Finished,
    FinishReason,
    TextDelta,
    ToolCall,
    TurnRequest,
    Usage,
)
from tests.fakes.chat_stores import FakeMessages, FakeSessions


class FakeConversations:
    """Everybody's conversations; `down` makes every store fail like an unreachable MongoDB.

    `takes_no_messages` fails the adding of messages alone; saving an answer waits for `may_save`, and `saves`
    is set once it does. With `loses_answers` an answer is kept, but not that its message is complete, as when
    the connection breaks between the two. `refuses_uses` is raised where a use is noted. `looked` is set when
    a running turn asks whether it may go on.
    """

    def __init__(self) -> None:
        self.down = False
        self.takes_no_messages = False
        self.loses_answers = False
        self.refuses_uses: Exception | None = None
        self.saves, self.may_save = asyncio.Event(), asyncio.Event()
        self.may_save.set()
        self.looked = asyncio.Event()
        self.sessions: dict[UUID, ChatSession] = {}
        self.messages: dict[UUID, ChatMessage] = {}
        self.proposals: dict[UUID, Proposal] = {}
        self.uses: list[tuple[UUID, ModelUse]] = []

    def as_caller(self, caller: Caller) -> ConversationStores:
        """The stores as deps would build them."""
        return ConversationStores(
            sessions=FakeSessions(self, caller),
            messages=FakeMessages(self, caller),
            offered=FakeOffered(self, caller),
            analytics=FakeAnalytics(self, caller),
        )

    def refuse_when_down(self) -> None:
        """Raises ChatStoreUnavailable while down."""
        if self.down:
            raise ChatStoreUnavailable

    async def until_it_may_be_saved(self) -> None:
        """Wait until answers may be kept."""
        self.saves.set()
        await self.may_save.wait()

    async def until_it_may_be_completed(self) -> None:
        """Raises ChatStoreUnavailable where answers are lost."""
        if self.loses_answers:
            raise ChatStoreUnavailable


class FakeOffered:
    """One person's proposals, as they are shown."""

    def __init__(self, kept: FakeConversations, caller: Caller) -> None:
        self._kept = kept
        self._owner = caller.id

    async def among(self, ids: Collection[UUID]) -> tuple[Proposal, ...]:
        """Those of these that are kept."""
        self._kept.refuse_when_down()
        return tuple(it for it in self._kept.proposals.values() if it.id in ids and self._is_mine(it))

    async def withdraw(self, session_id: UUID, *, turn_id: UUID, now: datetime) -> None:
        """Let what a turn offered expire now, where nobody decided it."""
        self._kept.refuse_when_down()
        for made in self._kept.proposals.values():
            offered = (made.session_id, made.turn_id, made.state)
            if self._is_mine(made) and offered == (session_id, turn_id, ProposalState.PENDING):
                expired = made.model_copy(update={"expires_at": min(made.expires_at, now)})
                self._kept.proposals[made.id] = expired

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's proposals."""
        self._kept.refuse_when_down()
        for made in list(self._kept.proposals.values()):
            if made.session_id == session_id and self._is_mine(made):
                del self._kept.proposals[made.id]

    def _is_mine(self, made: Proposal) -> bool:
        return made.user_id == self._owner


class FakeAnalytics:
    """One person's uses of advisors."""

    def __init__(self, kept: FakeConversations, caller: Caller) -> None:
        self._kept = kept
        self._owner = caller.id

    async def add(self, use: ModelUse) -> None:
        """Keep one use."""
        self._kept.refuse_when_down()
        if self._kept.refuses_uses is not None:
            raise self._kept.refuses_uses
        self._kept.uses.append((self._owner, use))

    async def forget_session(self, session_id: UUID) -> None:
        """Forget what was said in a session."""
        self._kept.refuse_when_down()
        nothing: dict[str, JsonValue] = {}
        forgotten = {"session_id": None, "request_data": nothing, "response_data": nothing}
        self._kept.uses = [
            (owner, use.model_copy(update=forgotten))
            if owner == self._owner and use.session_id == session_id
            else (owner, use)
            for owner, use in self._kept.uses
        ]


def says(*pieces: str) -> list[AdvisorEvent]:
    """A round in which the advisor answers in these pieces."""
    told: list[AdvisorEvent] = [TextDelta(text=piece) for piece in pieces]
    return [*told, Usage(input_tokens=10, output_tokens=5), Finished(reason=FinishReason.ANSWERED)]


def calls(*names: str, arguments: dict[str, JsonValue] | None = None, first: str = "") -> list[AdvisorEvent]:
    """A round in which the advisor asks for these tools, perhaps with a word before."""
    told: list[AdvisorEvent] = [TextDelta(text=first)] if first else []
    asked = [ToolCall(id=f"call-{name}", name=name, arguments=arguments or {}) for name in names]
    return [*told, *asked, Finished(reason=FinishReason.WANTS_TOOLS)]


class ScriptedAdvisor:
    """Plays one list of events for each time it is asked, the last one again and again.

    An exception in a list is raised at that point; an asyncio.Event is waited for. `requests` holds what it
    was asked, `cancelled` how often it was left before it had finished, `waits` is set once it waits.
    """

    model = "scripted"

    def __init__(self, *rounds: Sequence[AdvisorEvent | Exception | asyncio.Event]) -> None:
        self._rounds = rounds
        self.requests: list[TurnRequest] = []
        self.cancelled = 0
        self.waits = asyncio.Event()

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Play the next round."""
        script = self._rounds[min(len(self.requests), len(self._rounds) - 1)]
        self.requests.append(request)
        finished = False
        try:
            for event in script:
                if isinstance(event, Exception):
                    finished = True
                    raise event
                if isinstance(event, asyncio.Event):
                    self.waits.set()
                    await event.wait()
                    continue
                yield event
            finished = True
        finally:
            if not finished:
                self.cancelled += 1
