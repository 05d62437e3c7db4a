"""Uses of an advisor by one person, in MongoDB: redacted and capped, without what was answered."""

from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.domain.caller import Caller
from shared.domain.conversation.model import ModelUse
from shared.stores.documents import Documents, Rules, to_bson

RULES = Rules(
    name="ai_analytics",
    schema={
        "bsonType": "object",
        "required": ["_id", "user_id", "feature", "ai_model", "processing_time", "success", "timestamp"],
        "properties": {
            "_id": {"bsonType": "binData"},
            "user_id": {"bsonType": "binData"},
            "session_id": {"bsonType": ["binData", "null"]},
            "feature": {"bsonType": "string"},
            "ai_model": {"bsonType": "string"},
            "request_data": {"bsonType": "object"},
            "response_data": {"bsonType": "object"},
            "processing_time": {"bsonType": ["int", "long"], "minimum": 0},
            "token_usage": {"bsonType": ["int", "long"], "minimum": 0},
            "success": {"bsonType": "bool"},
            "error": {"bsonType": ["string", "null"]},
            "timestamp": {"bsonType": "date"},
        },
    },
    indexes=(
        # A person's uses, the latest first; with a session, those to be forgotten with it.
        IndexModel([("user_id", ASCENDING), ("timestamp", DESCENDING)]),
        IndexModel([("user_id", ASCENDING), ("session_id", ASCENDING)]),
    ),
)


class AiAnalytics:
    """The caller's uses of advisors. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents, caller: Caller) -> None:
        self._documents = documents
        self._owner = caller.id

    async def add(self, use: ModelUse) -> None:
        """Keep one use."""
        fields = to_bson(use.model_dump())
        async with self._documents.using(RULES) as uses:
            await uses.insert_one({"_id": fields.pop("id"), **fields, "user_id": self._owner})

    async def forget_session(self, session_id: UUID) -> None:
        """Keep what a session's uses cost, and forget what was said and where."""
        async with self._documents.using(RULES) as uses:
            await uses.update_many(
                {"user_id": self._owner, "session_id": session_id},
                {"$set": {"session_id": None, "request_data": {}, "response_data": {}}},
            )
