"""Messages of one person's conversations, in MongoDB."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel, InsertOne, ReturnDocument, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError

from shared.domain.caller import Caller
from shared.domain.conversation.errors import MessageNotFound, TurnInProgress
from shared.domain.conversation.model import (
    MAX_COMMENT,
    ChatMessage,
    Feedback,
    FeedbackRating,
    FeedbackReason,
    MessagePage,
    MessageStatus,
    MessageType,
)
from shared.domain.conversation.searching import words_of
from shared.domain.values import Value
from shared.errors import FieldProblem, InvalidInput
from shared.stores.chat_words import SEARCHED, WITHOUT_WORDS, begins_with
from shared.stores.cursors import from_cursor, to_cursor
from shared.stores.documents import Document, Documents, Rules, from_bson, to_bson

DUPLICATE_KEY = 11_000

UNANSWERED = {"$ne": MessageStatus.COMPLETE.value}

SHOWN = {**WITHOUT_WORDS, "rounds": False, "remembered": False}
"""What pages leave out: words are for searching alone, rounds and remembered content for later turns."""

RULES = Rules(
    name="chat_messages",
    schema={
        "bsonType": "object",
        "required": ["_id", "session_id", "user_id", "seq", "type", "content", "status", "timestamp"],
        "properties": {
            "_id": {"bsonType": "binData"},
            "session_id": {"bsonType": "binData"},
            "user_id": {"bsonType": "binData"},
            "seq": {"bsonType": ["int", "long"], "minimum": 0},
            "type": {"enum": [kind.value for kind in MessageType]},
            "content": {"bsonType": "string", "minLength": 1},
            "status": {"enum": [status.value for status in MessageStatus]},
            "client_message_id": {"bsonType": "binData"},
            "turn_id": {"bsonType": "binData"},
            "reply_to": {"bsonType": "binData"},
            "ai_metadata": {
                "bsonType": "object",
                "required": ["model", "tokens", "processing_time"],
                "properties": {
                    "model": {"bsonType": "string"},
                    "tokens": {"bsonType": ["int", "long"], "minimum": 0},
                    "processing_time": {"bsonType": ["int", "long"], "minimum": 0},
                    "confidence": {"bsonType": ["decimal", "null"]},
                },
            },
            "provenance": {"bsonType": "object", "required": ["facts", "figures"]},
            "cards": {"bsonType": "array", "items": {"bsonType": "object", "required": ["title"]}},
            "proposals": {"bsonType": "array", "items": {"bsonType": "binData"}},
            "rounds": {"bsonType": "array", "items": {"bsonType": "string"}},
            "remembered": {"bsonType": "string"},
            "feedback": {
                "bsonType": "object",
                "required": ["rating", "given_at"],
                "properties": {
                    "rating": {"enum": [rating.value for rating in FeedbackRating]},
                    "reason": {"enum": [reason.value for reason in FeedbackReason]},
                    "comment": {"bsonType": "string", "maxLength": MAX_COMMENT},
                    "given_at": {"bsonType": "date"},
                },
            },
            "words": {"bsonType": "array", "items": {"bsonType": "string"}},
            "timestamp": {"bsonType": "date"},
        },
    },
    indexes=(
        # Order within a session, and its pages from the newest backwards.
        IndexModel([("session_id", ASCENDING), ("seq", ASCENDING)], unique=True),
        # One message for each id that a client gave.
        IndexModel(
            [("session_id", ASCENDING), ("client_message_id", ASCENDING)],
            unique=True,
            partialFilterExpression={"client_message_id": {"$exists": True}},
        ),
        # All that one person said, for when an account goes.
        IndexModel([("user_id", ASCENDING), ("timestamp", DESCENDING)]),
        # A person's sessions by the beginnings of words in what was said.
        IndexModel([("user_id", ASCENDING), ("words", ASCENDING), ("session_id", ASCENDING)], name=SEARCHED),
    ),
)


class _Place(Value):
    """Where a page of messages ends."""

    seq: int = Field(ge=0, lt=2**31)


class ChatMessages:
    """The caller's messages. Somebody else's are not there. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents, caller: Caller) -> None:
        self._documents = documents
        self._owner = caller.id

    async def add(self, message: ChatMessage) -> ChatMessage:
        """Keep a message; the one that was sent before with the same client id is given instead.

        Raises TurnInProgress where its place in the order is taken.
        """
        async with self._documents.using(RULES) as messages:
            try:
                await messages.insert_one(self._to_document(message))
            except DuplicateKeyError:
                pass
            else:
                return message
        sent = await self.find_sent(message.session_id, client_message_id=message.client_message_id)
        if sent is None:
            raise TurnInProgress
        return sent

    async def find(self, session_id: UUID, message_id: UUID) -> ChatMessage:
        """One message of a session. Raises MessageNotFound."""
        found = await self._find({"_id": message_id, "session_id": session_id})
        if found is None:
            raise MessageNotFound
        return found

    async def find_sent(self, session_id: UUID, *, client_message_id: UUID | None) -> ChatMessage | None:
        """The message that a client sent under this id."""
        if client_message_id is None:
            return None
        return await self._find({"session_id": session_id, "client_message_id": client_message_id})

    async def find_answer(self, message: ChatMessage) -> ChatMessage | None:
        """The complete answer to a message; it stands right behind it."""
        asked = {"session_id": message.session_id, "seq": message.seq + 1, "reply_to": message.id}
        return await self._find({**asked, "status": MessageStatus.COMPLETE.value})

    async def save_answer(self, answer: ChatMessage) -> None:
        """Keep a whole answer and mark the message it answers as complete.

        Raises TurnInProgress where the place of the answer is taken, because another run was faster. These
        are two writes: where it fails in between, the answer stands, and `complete` does the rest.
        """
        async with self._documents.using(RULES) as messages:
            try:
                await messages.bulk_write(
                    [
                        InsertOne(self._to_document(answer)),
                        UpdateOne(
                            {"_id": answer.reply_to, "user_id": self._owner},
                            {"$set": {"status": MessageStatus.COMPLETE.value}},
                        ),
                    ]
                )
            except BulkWriteError as error:
                if any(failed["code"] == DUPLICATE_KEY for failed in error.details["writeErrors"]):
                    raise TurnInProgress from None
                raise

    async def take(self, message_id: UUID, *, turn_id: UUID) -> None:
        """Say that this turn answers a message from now on; a complete message stays as it is."""
        pending = {"status": MessageStatus.PENDING.value, "turn_id": turn_id}
        await self._set(message_id, {"status": UNANSWERED}, pending)

    async def mark(self, message_id: UUID, *, turn_id: UUID | None, status: MessageStatus) -> None:
        """Say how the turn of a message ended, where no other took it since; complete stays complete."""
        await self._set(message_id, {"status": UNANSWERED, "turn_id": turn_id}, {"status": status.value})

    async def complete(self, message_id: UUID) -> None:
        """Mark a message as complete, whose answer is kept."""
        await self._set(message_id, {}, {"status": MessageStatus.COMPLETE.value})

    async def rate(self, session_id: UUID, message_id: UUID, feedback: Feedback | None) -> ChatMessage | None:
        """An answer with what its person thinks of it, or no longer; None where it is no answer of theirs."""
        asked = {"_id": message_id, "session_id": session_id, "user_id": self._owner}
        kept = to_bson(feedback.model_dump(exclude_none=True)) if feedback is not None else None
        change: Document = {"$unset": {"feedback": ""}} if kept is None else {"$set": {"feedback": kept}}
        async with self._documents.using(RULES) as messages:
            rated = await messages.find_one_and_update(
                {**asked, "type": MessageType.AI.value},
                change,
                SHOWN,
                return_document=ReturnDocument.AFTER,
            )
        return _from_document(rated) if rated is not None else None

    async def page(self, session_id: UUID, *, limit: int, cursor: str | None) -> MessagePage:
        """The latest messages before `cursor`, oldest first. Raises InvalidInput for a bad cursor."""
        before = {"$lt": from_cursor(cursor, _Place).seq} if cursor is not None else None
        found = await self._stretch(session_id, before, limit=limit + 1, order=DESCENDING)
        items = tuple(reversed(found[:limit]))
        older = _place(items[0]) if len(found) > limit else None
        return MessagePage(items=items, next_cursor=older, newer_cursor=_place(items[-1]) if items else None)

    async def newer(self, session_id: UUID, *, limit: int, after: str | None) -> MessagePage:
        """The first messages after a place, or from the first on, oldest first.

        Raises InvalidInput (`/query/after`) for a bad place.
        """
        behind = {"$gt": _after(after).seq} if after is not None else None
        found = await self._stretch(session_id, behind, limit=limit + 1, order=ASCENDING)
        items = tuple(found[:limit])
        last = _place(items[-1]) if items else after
        return MessagePage(items=items, next_cursor=last if len(found) > limit else None, newer_cursor=last)

    async def before(self, session_id: UUID, *, seq: int, limit: int, whole: bool) -> tuple[ChatMessage, ...]:
        """The latest messages before a place, oldest first; `whole` with what pages leave out."""
        shown = WITHOUT_WORDS if whole else SHOWN
        found = await self._stretch(session_id, {"$lt": seq}, limit=limit, order=DESCENDING, shown=shown)
        return tuple(reversed(found))

    async def sessions_with_word(self, word: str) -> frozenset[UUID]:
        """The sessions in one of whose messages a word begins so."""
        asked = {"user_id": self._owner, "words": begins_with(word)}
        steps = [{"$match": asked}, {"$group": {"_id": "$session_id"}}]
        async with self._documents.using(RULES) as messages:
            found = await messages.aggregate(steps, hint=SEARCHED)
            return frozenset([row["_id"] async for row in found])

    async def remove_all(self, session_id: UUID) -> None:
        """Remove the messages of a session."""
        async with self._documents.using(RULES) as messages:
            await messages.delete_many({"session_id": session_id, "user_id": self._owner})

    async def _set(self, message_id: UUID, asked: Document, changes: Document) -> None:
        """Change a message in one step, where it is as `asked`."""
        async with self._documents.using(RULES) as messages:
            await messages.update_one({"_id": message_id, "user_id": self._owner, **asked}, {"$set": changes})

    async def _stretch(
        self,
        session_id: UUID,
        seq: Document | None,
        *,
        limit: int,
        order: int,
        shown: Mapping[str, bool] = SHOWN,
    ) -> list[ChatMessage]:
        """Messages of a session within a range of its order."""
        asked: Document = {"session_id": session_id, "user_id": self._owner}
        if seq is not None:
            asked["seq"] = seq
        async with self._documents.using(RULES) as messages:
            rows = messages.find(asked, shown).sort([("seq", order)]).limit(limit)
            return [_from_document(row) for row in await rows.to_list()]

    async def _find(self, asked: Document) -> ChatMessage | None:
        async with self._documents.using(RULES) as messages:
            found = await messages.find_one({**asked, "user_id": self._owner}, SHOWN)
        return _from_document(found) if found is not None else None

    def _to_document(self, message: ChatMessage) -> Document:
        fields = to_bson(message.model_dump(exclude_none=True))
        words = words_of(message.content)
        return {"_id": fields.pop("id"), **fields, "user_id": self._owner, "words": words}


def _after(cursor: str) -> _Place:
    try:
        return from_cursor(cursor, _Place)
    except InvalidInput as unknown:
        raise InvalidInput(FieldProblem("/query/after", unknown.fields[0].message)) from None


def _place(message: ChatMessage) -> str:
    return to_cursor(_Place(seq=message.seq))


def _from_document(document: Document) -> ChatMessage:
    fields = from_bson(document)
    return ChatMessage.model_validate({"id": fields.pop("_id"), **fields})
