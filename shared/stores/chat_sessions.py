"""Conversations of one person, in MongoDB."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from shared.domain.caller import Caller
from shared.domain.conversation.errors import SessionIdTaken, SessionNotFound, TurnInProgress
from shared.domain.conversation.keeping import Taken
from shared.domain.conversation.model import (
    MAX_TITLE,
    ChatSession,
    Chosen,
    RunningTurn,
    SessionChange,
    SessionPage,
    SessionState,
    SessionType,
)
from shared.domain.conversation.searching import words_of
from shared.domain.values import Value
from shared.stores.chat_words import SEARCHED, WITHOUT_WORDS, begins_with
from shared.stores.cursors import from_cursor, to_cursor
from shared.stores.documents import Document, Documents, Rules, from_bson, to_bson

RULES = Rules(
    name="chat_sessions",
    schema={
        "bsonType": "object",
        "required": ["_id", "user_id", "type", "is_active", "next_seq", "created_at", "updated_at"],
        "properties": {
            "_id": {"bsonType": "binData"},
            "user_id": {"bsonType": "binData"},
            "title": {"bsonType": ["string", "null"], "maxLength": MAX_TITLE},
            "type": {"enum": [kind.value for kind in SessionType]},
            "is_active": {"bsonType": "bool"},
            "metadata": {"bsonType": "object"},
            "next_seq": {"bsonType": ["int", "long"], "minimum": 0},
            "running_turn": {"bsonType": ["object", "null"], "required": ["id", "message_id", "until"]},
            "words": {"bsonType": "array", "items": {"bsonType": "string"}},
            "created_at": {"bsonType": "date"},
            "updated_at": {"bsonType": "date"},
        },
    },
    indexes=(
        # A person's sessions, the last used first, page by page: all of them, or those in one state.
        IndexModel([("user_id", ASCENDING), ("updated_at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel(
            [
                ("user_id", ASCENDING),
                ("is_active", ASCENDING),
                ("updated_at", DESCENDING),
                ("_id", DESCENDING),
            ]
        ),
        # A person's sessions by the beginnings of words in their titles.
        IndexModel([("user_id", ASCENDING), ("words", ASCENDING)], name=SEARCHED),
    ),
)

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
LATEST = datetime(3000, 1, 1, tzinfo=UTC)


class _Place(Value):
    """Where a page of sessions ends."""

    updated_at: AwareDatetime = Field(ge=EARLIEST, le=LATEST)
    id: UUID


class ChatSessions:
    """The caller's sessions. Somebody else's are not found. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents, caller: Caller) -> None:
        self._documents = documents
        self._owner = caller.id

    async def add(self, session: ChatSession) -> ChatSession:
        """Keep a new session; one of the same id that is already there and mine is given instead.

        Raises SessionIdTaken.
        """
        async with self._documents.using(RULES) as sessions:
            try:
                await sessions.insert_one(_to_document(session) | {"user_id": self._owner})
            except DuplicateKeyError:
                known = await sessions.find_one({"_id": session.id, "user_id": self._owner}, WITHOUT_WORDS)
                if known is None:
                    raise SessionIdTaken from None
                return _from_document(known)
        return session

    async def find(self, session_id: UUID) -> ChatSession:
        """One session. Raises SessionNotFound."""
        async with self._documents.using(RULES) as sessions:
            found = await sessions.find_one({"_id": session_id, "user_id": self._owner}, WITHOUT_WORDS)
        if found is None:
            raise SessionNotFound
        return _from_document(found)

    async def page(
        self, chosen: Chosen, *, limit: int, cursor: str | None, among: frozenset[UUID] | None = None
    ) -> SessionPage:
        """The chosen sessions from `cursor` on, the last used first. Raises InvalidInput for a bad cursor."""
        asked = {"user_id": self._owner, **_chosen(chosen)}
        if among is not None:
            asked["_id"] = {"$in": list(among)}
        if cursor is not None:
            asked["$or"] = _behind(from_cursor(cursor, _Place))
        async with self._documents.using(RULES) as sessions:
            rows = sessions.find(asked, WITHOUT_WORDS).sort([("updated_at", DESCENDING), ("_id", DESCENDING)])
            found = [_from_document(row) for row in await rows.limit(limit + 1).to_list()]
        items = tuple(found[:limit])
        more = len(found) > limit
        last = to_cursor(_Place(updated_at=items[-1].updated_at, id=items[-1].id)) if more else None
        return SessionPage(items=items, next_cursor=last)

    async def with_word(self, word: str) -> frozenset[UUID]:
        """The sessions in whose title a word begins so."""
        async with self._documents.using(RULES) as sessions:
            found = sessions.find(
                {"user_id": self._owner, "words": begins_with(word)}, {"_id": True}, hint=SEARCHED
            )
            return frozenset([row["_id"] async for row in found])

    async def change(self, session_id: UUID, change: SessionChange) -> ChatSession:
        """The session with its new title or state; it stays where it stands in the list.

        Raises SessionNotFound.
        """
        changes: Document = change.model_dump(exclude_none=True)
        if change.title is not None:
            changes["words"] = words_of(change.title)
        async with self._documents.using(RULES) as sessions:
            changed = await sessions.find_one_and_update(
                {"_id": session_id, "user_id": self._owner},
                {"$set": changes},
                WITHOUT_WORDS,
                return_document=ReturnDocument.AFTER,
            )
        if changed is None:
            raise SessionNotFound
        return _from_document(changed)

    async def remove(self, session_id: UUID) -> None:
        """Remove a session. Raises SessionNotFound."""
        async with self._documents.using(RULES) as sessions:
            removed = await sessions.delete_one({"_id": session_id, "user_id": self._owner})
        if not removed.deleted_count:
            raise SessionNotFound

    async def begin_turn(self, session_id: UUID, *, turn: RunningTurn, now: datetime) -> Taken:
        """Take the session for one turn and two places in its order (`next_seq` - 2 and - 1).

        Raises TurnInProgress while another turn holds it, SessionNotFound.
        """
        free: list[Document] = [
            {"running_turn": None},
            {"running_turn.until": {"$lte": now}},
            {"running_turn.stop_asked": True},
        ]
        held = {"running_turn": to_bson(turn.model_dump()), "updated_at": now, "is_active": True}
        async with self._documents.using(RULES) as sessions:
            before = await sessions.find_one_and_update(
                {"_id": session_id, "user_id": self._owner, "$or": free},
                {"$set": held, "$inc": {"next_seq": 2}},
                WITHOUT_WORDS,
            )
        if before is None:
            await self.find(session_id)
            raise TurnInProgress
        session = _from_document(before)
        taken = {"running_turn": turn, "updated_at": now, "is_active": True, "next_seq": session.next_seq + 2}
        return Taken(session=session.model_copy(update=taken), left_behind=session.running_turn)

    async def keep_turn(self, session_id: UUID, *, turn_id: UUID, until: datetime) -> RunningTurn | None:
        """Hold the session until then. None where the turn no longer holds it."""
        return await self._turn(session_id, {"running_turn.id": turn_id}, {"running_turn.until": until})

    async def ask_to_stop(self, session_id: UUID, *, message_id: UUID, now: datetime) -> RunningTurn | None:
        """Ask the turn that answers this message to stop. None where none does that is alive."""
        asked = {"running_turn.message_id": message_id, "running_turn.until": {"$gt": now}}
        return await self._turn(session_id, asked, {"running_turn.stop_asked": True})

    async def end_turn(
        self, session_id: UUID, *, turn_id: UUID, title: str | None, metadata: dict[str, JsonValue]
    ) -> bool:
        """Let the session go; name it where it has no title yet. False where the turn no longer holds it."""
        changes: dict[str, Any] = {"running_turn": None}
        if title is not None:
            changes["title"] = {"$ifNull": ["$title", {"$literal": title}]}
            untitled = {"$eq": [{"$ifNull": ["$title", None]}, None]}
            changes["words"] = {"$cond": [untitled, {"$literal": words_of(title)}, "$words"]}
        if metadata:
            changes["metadata"] = {"$literal": to_bson(metadata)}
        async with self._documents.using(RULES) as sessions:
            ended = await sessions.update_one(
                {"_id": session_id, "user_id": self._owner, "running_turn.id": turn_id}, [{"$set": changes}]
            )
        return ended.matched_count == 1

    async def _turn(self, session_id: UUID, asked: Document, changes: Document) -> RunningTurn | None:
        """The running turn that is `asked` for, changed."""
        async with self._documents.using(RULES) as sessions:
            changed = await sessions.find_one_and_update(
                {"_id": session_id, "user_id": self._owner, **asked},
                {"$set": changes},
                {"running_turn": True},
                return_document=ReturnDocument.AFTER,
            )
        return RunningTurn.model_validate(changed["running_turn"]) if changed is not None else None


def _chosen(chosen: Chosen) -> Document:
    asked: Document = {}
    if chosen.state is not SessionState.ALL:
        asked["is_active"] = chosen.state is SessionState.ACTIVE
    if chosen.type is not None:
        asked["type"] = chosen.type.value
    return asked


def _behind(place: _Place) -> list[Document]:
    return [
        {"updated_at": {"$lt": place.updated_at}},
        {"updated_at": place.updated_at, "_id": {"$lt": place.id}},
    ]


def _to_document(session: ChatSession) -> Document:
    fields = to_bson(session.model_dump())
    return {"_id": fields.pop("id"), **fields, "words": words_of(session.title or "")}


def _from_document(document: Document) -> ChatSession:
    fields = from_bson(document)
    return ChatSession.model_validate({"id": fields.pop("_id"), **fields})
