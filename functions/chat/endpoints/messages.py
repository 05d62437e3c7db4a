"""Messages over HTTP: read, sent and answered, tried again, stopped, rated."""

from collections.abc import Callable
from contextlib import aclosing
from typing import Protocol
from uuid import UUID, uuid4, uuid5

from functions.chat.models.messages import (
    ChatTurnView,
    FeedbackWish,
    MessageListView,
    MessagesWish,
    MessageView,
    MessageWish,
)
from functions.chat.service import ChatService, OpenTurn, Replay, shown_proposals
from functions.chat.stream import EVENTS, TurnDone, server_events
from shared.domain.caller import Caller
from shared.domain.conversation.errors import (
    ChatStoreUnavailable,
    ClientMessageIdReused,
    MessageNotFound,
    NotAnAnswer,
    SessionNotFound,
    TurnInProgress,
    TurnNotRunning,
    TurnStopped,
)
from shared.domain.conversation.model import MessageStatus
from shared.domain.conversation.turns import Said
from shared.gateways.advisor.protocol import AdvisorUnavailable
from shared.services.conversations import ConversationService
from shared.services.turns import TurnService
from shared.web.idempotency import asked_with
from shared.web.leaving import while_connected
from shared.web.routing import Call, NoContent, Router
from shared.web.sse import EventStream


class MessageDeps(Protocol):
    """What this topic works with."""

    @property
    def conversations(self) -> Callable[[Caller], ConversationService]:
        """What was said, by caller."""
        ...

    @property
    def turns(self) -> Callable[[Caller], TurnService]:
        """Turns as they are kept, by caller."""
        ...

    @property
    def chat(self) -> Callable[[Caller], ChatService]:
        """Turns as they are answered, by caller."""
        ...


router = Router[MessageDeps](name="chat", base="/api/v1/chat")


@router.get(
    "/sessions/{session_id}/messages",
    answers=MessageListView,
    rate="read",
    raises=(SessionNotFound, ChatStoreUnavailable),
)
async def list_messages(call: Call[MessageDeps], session_id: UUID, query: MessagesWish) -> MessageListView:
    """List the messages of a conversation, page by page, both ways.

    The latest ones without a cursor, older ones before `cursor`, and newer ones `after` the `newer_cursor` of
    any page. Each page is in the order the messages were said.
    """
    service = call.deps.conversations(call.caller)
    if query.after is not None:
        page = await service.newer(session_id, limit=query.limit, after=query.after)
    else:
        _, page = await service.read(session_id, limit=query.limit, cursor=query.cursor)
    return MessageListView.of(page, await shown_proposals(service, page.items, now=call.now))


@router.post(
    "/sessions/{session_id}/messages",
    answers=ChatTurnView,
    rate="chat",
    repeat_key="Stands in for a missing `client_message_id`: no repeat makes a second message.",
    events=EVENTS,
    raises=(
        SessionNotFound,
        TurnInProgress,
        TurnStopped,
        ClientMessageIdReused,
        ChatStoreUnavailable,
        AdvisorUnavailable,
    ),
    example={
        "content": "Keuanganku sehat?",
        "client_message_id": "0f8fad5b-d9cb-469f-a165-70867728950e",
    },
)
async def send_message(
    call: Call[MessageDeps], session_id: UUID, body: MessageWish
) -> ChatTurnView | EventStream:
    """Send a message and get it answered from my own figures.

    Server-sent events where the client accepts `text/event-stream`, else one JSON answer. The same
    `client_message_id` again (or the same `Idempotency-Key`) gives the stored answer of a finished turn, or
    runs an unfinished one anew; while a turn runs in the conversation, the answer is `turn_in_progress`.

    The stream begins with `turn_started` and ends with exactly one of `done` (the stored answer) and
    `error` (a problem). Between them come `tool_started` and `tool_finished` for each tool; `card`, figures
    and perhaps a small chart to show beside the answer; `proposal`, a write that waits for my yes; `text`,
    the next piece of the answer, each figure checked; `text_restarted`, drop the text so far;
    `advisor_changed`, another advisor answers instead; then `provenance`, where each figure comes from, and
    `usage`. Comments keep the connection alive. A client that leaves cancels the turn.
    """
    chat = call.deps.chat(call.caller)
    said = Said(
        session_id=session_id,
        content=body.content,
        client_message_id=body.client_message_id or _message_id(call, session_id),
        now=call.now,
    )
    return await _answered(call, chat, await chat.begin(said, language=call.language))


@router.post(
    "/sessions/{session_id}/messages/{message_id}/retry",
    answers=ChatTurnView,
    status=200,
    rate="chat",
    events=EVENTS,
    raises=(
        SessionNotFound,
        MessageNotFound,
        TurnInProgress,
        TurnStopped,
        ChatStoreUnavailable,
        AdvisorUnavailable,
    ),
)
async def retry_message(
    call: Call[MessageDeps], session_id: UUID, message_id: UUID
) -> ChatTurnView | EventStream:
    """Try a message of mine again whose turn failed, was stopped or was cut off.

    It stays the same message, and is answered as when it is sent. One that was answered gives its stored
    answer; while a turn runs in the conversation, the answer is `turn_in_progress`.
    """
    chat = call.deps.chat(call.caller)
    turn = await chat.again(session_id, message_id, now=call.now, language=call.language)
    return await _answered(call, chat, turn)


@router.post(
    "/sessions/{session_id}/messages/{message_id}/stop",
    answers=None,
    rate="write",
    raises=(SessionNotFound, MessageNotFound, TurnNotRunning, ChatStoreUnavailable),
)
async def stop_message(call: Call[MessageDeps], session_id: UUID, message_id: UUID) -> NoContent:
    """Stop the answer to a message of mine.

    Its stream ends with `error` of code `turn_stopped`, at once or within some seconds, and nothing of the
    answer is kept; what it offered to write expires. The conversation takes the next message right away.
    Stopping again changes nothing; a message that was answered or failed is `turn_not_running`.
    """
    await call.deps.turns(call.caller).stop(session_id, message_id, now=call.now)
    return NoContent()


@router.put(
    "/sessions/{session_id}/messages/{message_id}/feedback",
    answers=MessageView,
    rate="write",
    raises=(SessionNotFound, MessageNotFound, NotAnAnswer, ChatStoreUnavailable),
    example={"rating": "DOWN", "reason": "MISUNDERSTOOD", "comment": "Aku tanya soal bulan lalu."},
)
async def rate_message(
    call: Call[MessageDeps], session_id: UUID, message_id: UUID, body: FeedbackWish
) -> MessageView:
    """Say what I think of an answer; the last word counts.

    A `reason` says why an answer was not good (`rating` DOWN).
    """
    service = call.deps.conversations(call.caller)
    rated = await service.rate(session_id, message_id, body.given(at=call.now))
    return MessageView.of(rated, await shown_proposals(service, [rated], now=call.now))


@router.delete(
    "/sessions/{session_id}/messages/{message_id}/feedback",
    answers=None,
    rate="write",
    raises=(SessionNotFound, MessageNotFound, NotAnAnswer, ChatStoreUnavailable),
)
async def unrate_message(call: Call[MessageDeps], session_id: UUID, message_id: UUID) -> NoContent:
    """Take back what I said of an answer."""
    await call.deps.conversations(call.caller).rate(session_id, message_id, None)
    return NoContent()


async def _answered(
    call: Call[MessageDeps], chat: ChatService, turn: OpenTurn | Replay
) -> ChatTurnView | EventStream:
    """The turn as the client wants it: as a stream, or in one piece; when it leaves, the turn ends."""
    if call.wants_stream:
        return EventStream(server_events(chat.run(turn)))
    return await while_connected(call.request, _in_one_piece(chat, turn))


async def _in_one_piece(chat: ChatService, turn: OpenTurn | Replay) -> ChatTurnView:
    async with aclosing(chat.run(turn)) as events:
        answers = [event.message async for event in events if isinstance(event, TurnDone)]
    answered = turn.message.model_copy(update={"status": MessageStatus.COMPLETE})
    return ChatTurnView(user_message=MessageView.of(answered), answer=answers[-1])


def _message_id(call: Call[MessageDeps], session_id: UUID) -> UUID:
    """The message's id where the client gave none: from its Idempotency-Key if there is one."""
    asked = asked_with(call.request, None)
    return uuid4() if asked is None else uuid5(session_id, asked.key)
