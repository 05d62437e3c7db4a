"""My conversations over HTTP: begun, found, renamed, archived, exported, removed."""

from asyncio import to_thread
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from functions.chat.models.messages import MessageListView
from functions.chat.models.sessions import (
    ConversationView,
    ConversationWish,
    SessionChangeWish,
    SessionListView,
    SessionsWish,
    SessionView,
    SessionWish,
)
from functions.chat.service import shown_proposals
from shared.domain.caller import Caller
from shared.domain.conversation.errors import ChatStoreUnavailable, SessionIdTaken, SessionNotFound
from shared.domain.conversation.transcript import Transcript
from shared.domain.days import today_in_jakarta
from shared.services.conversations import ConversationService
from shared.web.routing import Call, Download, NoContent, Router
from shared.words import Words

MARKDOWN = "text/markdown"
FILE_NAME = Words(id="fintar-obrolan-{day}.md", en="fintar-conversation-{day}.md")


class SessionDeps(Protocol):
    """What this topic works with."""

    @property
    def conversations(self) -> Callable[[Caller], ConversationService]:
        """The service by caller."""
        ...


router = Router[SessionDeps](name="chat", base="/api/v1/chat")


@router.get("/sessions", answers=SessionListView, rate="read", raises=(ChatStoreUnavailable,))
async def list_sessions(call: Call[SessionDeps], query: SessionsWish) -> SessionListView:
    """List or search my conversations, the last used first.

    Archived ones are left out unless `state` asks for them. With `q` only those in whose title or messages
    every word of it begins a word.
    """
    service = call.deps.conversations(call.caller)
    return SessionListView.of(await service.page(query.chosen, limit=query.limit, cursor=query.cursor))


@router.post(
    "/sessions",
    answers=SessionView,
    status=201,
    rate="write",
    idempotent=True,
    raises=(SessionIdTaken, ChatStoreUnavailable),
    example={"type": "budget_help", "title": "Anggaran bulan ini"},
)
async def create_session(call: Call[SessionDeps], body: SessionWish) -> SessionView:
    """Begin a conversation.

    `type` chooses the advisor's instructions. Without a title it gets one from its first exchange.
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
async def read_session(
    call: Call[SessionDeps], session_id: UUID, query: ConversationWish
) -> ConversationView:
    """Read a conversation with its latest messages.

    Messages come in the order they were said; `messages.next_cursor` leads to older ones.
    """
    service = call.deps.conversations(call.caller)
    session, page = await service.read(session_id, limit=query.limit, cursor=query.cursor)
    proposals = await shown_proposals(service, page.items, now=call.now)
    return ConversationView.with_messages(session, MessageListView.of(page, proposals))


@router.patch(
    "/sessions/{session_id}",
    answers=SessionView,
    rate="write",
    raises=(SessionNotFound, ChatStoreUnavailable),
    example={"title": "Anggaran nikah"},
)
async def change_session(call: Call[SessionDeps], session_id: UUID, body: SessionChangeWish) -> SessionView:
    """Rename a conversation, archive it or take it back.

    An archived conversation (`is_active` false) keeps all that was said; a new message takes it back too.
    """
    return SessionView.of(await call.deps.conversations(call.caller).change(session_id, body.change))


@router.delete(
    "/sessions/{session_id}", answers=None, rate="write", raises=(SessionNotFound, ChatStoreUnavailable)
)
async def delete_session(call: Call[SessionDeps], session_id: UUID) -> NoContent:
    """Delete a conversation with all its messages and proposals; a turn that runs in it ends."""
    await call.deps.conversations(call.caller).remove(session_id)
    return NoContent()


@router.get(
    "/sessions/{session_id}/export",
    answers=None,
    downloads=(MARKDOWN,),
    rate="read",
    raises=(SessionNotFound, ChatStoreUnavailable),
)
async def export_session(call: Call[SessionDeps], session_id: UUID) -> Download:
    """Download a conversation as Markdown.

    Who said what and when, with a footnote for each figure that says where it comes from. What was written
    is shown as it was written: nothing in it becomes a link, a picture or HTML.
    """
    service = call.deps.conversations(call.caller)
    session = await service.find(session_id)
    transcript = Transcript(session, language=call.language)
    parts = [transcript.heading(now=call.now)]
    async for messages in service.all_messages(session_id):
        # Escaping a long conversation keeps a core busy: other requests go on meanwhile.
        parts.append(await to_thread(transcript.told, messages))
    name = FILE_NAME.into(call.language, day=today_in_jakarta(now=call.now).isoformat())
    return Download(content="".join(parts).encode(), media_type=MARKDOWN, file_name=name)
