"""The chat function over HTTP: conversations, and messages answered as a stream or in one piece."""

from contextlib import aclosing
from uuid import UUID, uuid4, uuid5

from starlette.types import ASGIApp

from functions.chat.deps import Deps
from functions.chat.models import (
    ChatTurnView,
    ConversationView,
    ConversationWish,
    MessageWish,
    PageWish,
    SessionListView,
    SessionView,
    SessionWish,
)
from functions.chat.service import Said
from functions.chat.stream import EVENTS, TurnDone, server_events
from shared.domain.conversation.errors import (
    ChatStoreUnavailable,
    ClientMessageIdReused,
    SessionIdTaken,
    SessionNotFound,
    TurnInProgress,
)
from shared.gateways.advisor.protocol import AdvisorUnavailable
from shared.web.app import make_application
from shared.web.idempotency import asked_with
from shared.web.routing import Call, NoContent, Router
from shared.web.sse import EventStream

router = Router[Deps](name="chat", base="/api/v1/chat")


@router.get("/sessions", answers=SessionListView, rate="read", raises=(ChatStoreUnavailable,))
async def list_sessions(call: Call[Deps], query: PageWish) -> SessionListView:
    """List my conversations, the last used first."""
    page = await call.deps.conversations(call.caller).page(limit=query.limit, cursor=query.cursor)
    return SessionListView.of(page)


@router.post(
    "/sessions",
    answers=SessionView,
    status=201,
    rate="write",
    idempotent=True,
    raises=(SessionIdTaken, ChatStoreUnavailable),
    example={"type": "budget_help", "title": "Anggaran bulan ini"},
)
async def create_session(call: Call[Deps], body: SessionWish) -> SessionView:
    """Begin a conversation.

    `type` chooses the advisor's instructions. Without a title it gets one from its first message.
    """
    session = await call.deps.conversations(call.caller).create(
        session_id=call.new_id("chat_session"), session_type=body.type, title=body.title, now=call.now
    )
    return SessionView.of(session)


@router.get(
    "/sessions/{session_id}",
    answers=ConversationView,
    rate="read",
    raises=(SessionNotFound, ChatStoreUnavailable),
)
async def read_session(call: Call[Deps], session_id: UUID, query: ConversationWish) -> ConversationView:
    """Read a conversation with its latest messages.

    Messages come in the order they were said; `messages.next_cursor` leads to older ones.
    """
    session, page = await call.deps.conversations(call.caller).read(
        session_id, limit=query.limit, cursor=query.cursor
    )
    return ConversationView.with_messages(session, page)


@router.delete(
    "/sessions/{session_id}", answers=None, rate="write", raises=(SessionNotFound, ChatStoreUnavailable)
)
async def delete_session(call: Call[Deps], session_id: UUID) -> NoContent:
    """Delete a conversation with all its messages."""
    await call.deps.conversations(call.caller).remove(session_id)
    return NoContent()


@router.post(
    "/sessions/{session_id}/messages",
    answers=ChatTurnView,
    rate="chat",
    events=EVENTS,
    raises=(
        SessionNotFound,
        TurnInProgress,
        ClientMessageIdReused,
        ChatStoreUnavailable,
        AdvisorUnavailable,
    ),
    example={
        "content": "Keuanganku sehat nggak?",
        "client_message_id": "0f8fad5b-d9cb-469f-a165-70867728950e",
    },
)
async def send_message(call: Call[Deps], session_id: UUID, body: MessageWish) -> ChatTurnView | EventStream:
    """Send a message and get it answered from my own figures.

    Server-sent events where the client accepts `text/event-stream`, else one JSON answer. The same
    `client_message_id` again (or the same `Idempotency-Key`) gives the stored answer of a finished turn, or
    runs an unfinished one anew; while it still runs, the answer is `turn_in_progress`.
    """
    chat = call.deps.chat(call.caller)
    turn = await chat.begin(
        Said(
            session_id=session_id,
            content=body.content,
            client_message_id=body.client_message_id or _message_id(call, session_id),
            now=call.now,
            language=call.language,
        )
    )
    if call.wants_stream:
        return EventStream(server_events(chat.run(turn)))
    async with aclosing(chat.run(turn)) as events:
        answers = [event.message async for event in events if isinstance(event, TurnDone)]
    return ChatTurnView.of(turn.message, answers[-1])


def _message_id(call: Call[Deps], session_id: UUID) -> UUID:
    """The message's id where the client gave none: from its Idempotency-Key if there is one."""
    asked = asked_with(call.request, None)
    return uuid4() if asked is None else uuid5(session_id, asked.key)


def make_app(deps: Deps) -> ASGIApp:
    """The chat function as an ASGI app over `deps`."""
    return make_application(routers=[router], deps=deps, security=deps.web)
