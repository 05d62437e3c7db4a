"""Conversations of one person, in MongoDB."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from shared.domain.caller import Caller
from shared.domain.conversation.errors import SessionIdTaken, SessionNotFound, TurnInProgress
from shared.domain.conversation.model import (
    MAX_TITLE,
    ChatSession,
    RunningTurn,
    SessionPage,
    SessionType,
)
from shared.domain.values import Value
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
            "running_turn": {"bsonType": ["object", "null"], "required": ["id", "until"]},
            "created_at": {"bsonType": "date"},
            "updated_at": {"bsonType": "date"},
        },
    },
    # A person's sessions, the last used first, page by page.
    indexes=(IndexModel([("user_id", ASCENDING), ("updated_at", DESCENDING), ("_id", DESCENDING)]),),
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
                known = await sessions.find_one({"_id": session.id, "user_id": self._owner})
                if known is None:
                    raise SessionIdTaken from None
                return _from_document(known)
        return session

    async def find(self, session_id: UUID) -> ChatSession:
        """One session. Raises SessionNotFound."""
        async with self._documents.using(RULES) as sessions:
            found = await sessions.find_one({"_id": session_id, "user_id": self._owner})
        if found is None:
            raise SessionNotFound
        return _from_document(found)

    async def page(self, *, limit: int, cursor: str | None) -> SessionPage:
        """Sessions from `cursor` on, the last used first. Raises InvalidInput for a bad cursor."""
        asked: Document = {"user_id": self._owner}
        if cursor is not None:
            place = from_cursor(cursor, _Place)
            asked["$or"] = [
                {"updated_at": {"$lt": place.updated_at}},
                {"updated_at": place.updated_at, "_id": {"$lt": place.id}},
            ]
        async with self._documents.using(RULES) as sessions:
            rows = sessions.find(asked).sort([("updated_at", DESCENDING), ("_id", DESCENDING)])
            found = [_from_document(row) for row in await rows.limit(limit + 1).to_list()]
        items = tuple(found[:limit])
        more = len(found) > limit
        last = to_cursor(_Place(updated_at=items[-1].updated_at, id=items[-1].id)) if more else None
        return SessionPage(items=items, next_cursor=last)

    async def remove(self, session_id: UUID) -> None:
        """Remove a session. Raises SessionNotFound."""
        async with self._documents.using(RULES) as sessions:
            removed = await sessions.delete_one({"_id": session_id, "user_id": self._owner})
        if not removed.deleted_count:
            raise SessionNotFound

    async def begin_turn(self, session_id: UUID, *, turn: RunningTurn, now: datetime) -> ChatSession:
        """Take the session for one turn and two places in its order (`next_seq` - 2 and - 1).

        Raises TurnInProgress while another turn holds it, SessionNotFound.
        """
        free: list[Document] = [{"running_turn": None}, {"running_turn.until": {"$lte": now}}]
        async with self._documents.using(RULES) as sessions:
            taken = await sessions.find_one_and_update(
                {"_id": session_id, "user_id": self._owner, "$or": free},
                {
                    "$set": {"running_turn": to_bson(turn.model_dump()), "updated_at": now},
                    "$inc": {"next_seq": 2},
                },
                return_document=ReturnDocument.AFTER,
            )
        if taken is None:
            await self.find(session_id)
            raise TurnInProgress
        return _from_document(taken)

    async def end_turn(
        self, session_id: UUID, *, turn_id: UUID, title: str | None, metadata: dict[str, JsonValue]
    ) -> bool:
        """Let the session go; name it where it has no title yet. False where the turn no longer holds it."""
        changes: dict[str, Any] = {"running_turn": None}
        if title is not None:
            changes["title"] = {"$ifNull": ["$title", {"$literal": title}]}
        if metadata:
            changes["metadata"] = {"$literal": to_bson(metadata)}
        async with self._documents.using(RULES) as sessions:
            ended = await sessions.update_one(
                {"_id": session_id, "user_id": self._owner, "running_turn.id": turn_id}, [{"$set": changes}]
            )
        return ended.matched_count == 1


def _to_document(session: ChatSession) -> Document:
    fields = to_bson(session.model_dump())
    return {"_id": fields.pop("id"), **fields}


def _from_document(document: Document) -> ChatSession:
    fields = from_bson(document)
    return ChatSession.model_validate({"id": fields.pop("_id"), **fields})
