"""Messages of one person's conversations, in MongoDB."""

from uuid import UUID

from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel, InsertOne, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError

from shared.domain.caller import Caller
from shared.domain.conversation.errors import TurnInProgress
from shared.domain.conversation.model import ChatMessage, MessagePage, MessageStatus, MessageType
from shared.domain.values import Value
from shared.stores.cursors import from_cursor, to_cursor
from shared.stores.documents import Document, Documents, Rules, from_bson, to_bson

DUPLICATE_KEY = 11_000

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

        Raises TurnInProgress where the place of the answer is taken, because another run was faster.
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

    async def mark(self, message_id: UUID, *, status: MessageStatus) -> None:
        """Say how far the turn of a message has come; a complete message stays complete."""
        unanswered = {"$ne": MessageStatus.COMPLETE.value}
        async with self._documents.using(RULES) as messages:
            await messages.update_one(
                {"_id": message_id, "user_id": self._owner, "status": unanswered},
                {"$set": {"status": status.value}},
            )

    async def page(self, session_id: UUID, *, limit: int, cursor: str | None) -> MessagePage:
        """The latest messages before `cursor`, oldest first. Raises InvalidInput for a bad cursor."""
        asked: Document = {"session_id": session_id, "user_id": self._owner}
        if cursor is not None:
            asked["seq"] = {"$lt": from_cursor(cursor, _Place).seq}
        async with self._documents.using(RULES) as messages:
            rows = messages.find(asked).sort([("seq", DESCENDING)]).limit(limit + 1)
            found = [_from_document(row) for row in await rows.to_list()]
        items = tuple(reversed(found[:limit]))
        oldest = to_cursor(_Place(seq=items[0].seq)) if len(found) > limit else None
        return MessagePage(items=items, next_cursor=oldest)

    async def remove_all(self, session_id: UUID) -> None:
        """Remove the messages of a session."""
        async with self._documents.using(RULES) as messages:
            await messages.delete_many({"session_id": session_id, "user_id": self._owner})

    async def _find(self, asked: Document) -> ChatMessage | None:
        async with self._documents.using(RULES) as messages:
            found = await messages.find_one({**asked, "user_id": self._owner})
        return _from_document(found) if found is not None else None

    def _to_document(self, message: ChatMessage) -> Document:
        fields = to_bson(message.model_dump(exclude_none=True))
        return {"_id": fields.pop("id"), **fields, "user_id": self._owner}


def _from_document(document: Document) -> ChatMessage:
    fields = from_bson(document)
    return ChatMessage.model_validate({"id": fields.pop("_id"), **fields})
