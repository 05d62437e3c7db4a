"""Uses of models by one person, in MongoDB: redacted and capped, without what was answered."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.domain.caller import Caller
from shared.domain.conversation.model import ModelUse
from shared.domain.days import JAKARTA, today_in_jakarta
from shared.domain.usage.model import FeatureDay
from shared.domain.usage.prices import TokenCount, cost_of
from shared.stores.documents import Document, Documents, Rules, to_bson

_TOKENS: Document = {"bsonType": ["int", "long"], "minimum": 0}

RULES = Rules(
    name="ai_analytics",
    schema={
        "bsonType": "object",
        "required": ["_id", "user_id", "feature", "ai_model", "processing_time", "success", "timestamp"],
        "properties": {
            "_id": {"bsonType": "binData"},
            "user_id": {"bsonType": "binData"},
            "session_id": {"bsonType": ["binData", "null"]},
            "feature": {"bsonType": "string", "pattern": "^[a-z_]{1,40}$"},
            "ai_model": {"bsonType": "string"},
            "request_data": {"bsonType": "object"},
            "response_data": {"bsonType": "object"},
            "processing_time": {"bsonType": ["int", "long"], "minimum": 0},
            "token_usage": _TOKENS,
            "input_tokens": _TOKENS,
            "output_tokens": _TOKENS,
            "cached_tokens": _TOKENS,
            "thought_tokens": _TOKENS,
            "cost_usd_micros": {"bsonType": ["int", "long", "null"], "minimum": 0},
            "groundedness": {"bsonType": ["decimal", "null"]},
            "finish": {"bsonType": ["string", "null"]},
            "success": {"bsonType": "bool"},
            "error": {"bsonType": ["string", "null"]},
            "timestamp": {"bsonType": "date"},
        },
    },
    indexes=(
        # A person's uses, the latest first; with a session, those to be forgotten with it.
        IndexModel([("user_id", ASCENDING), ("timestamp", DESCENDING)]),
        IndexModel([("user_id", ASCENDING), ("session_id", ASCENDING)]),
        # Everybody's uses between two days, for the summary.
        IndexModel([("timestamp", DESCENDING)]),
    ),
)

DAY_IN_JAKARTA: Document = {
    "$dateToString": {"date": "$timestamp", "format": "%Y-%m-%d", "timezone": "+07:00"}
}


class AiAnalytics:
    """The caller's uses of models. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents, caller: Caller) -> None:
        self._documents = documents
        self._owner = caller.id

    async def add(self, use: ModelUse) -> None:
        """Keep one use, with what it cost at the price of its day where that is known."""
        fields = to_bson(use.model_dump())
        kept = {"_id": fields.pop("id"), **fields, "cost_usd_micros": _cost(use), "user_id": self._owner}
        async with self._documents.using(RULES) as uses:
            await uses.insert_one(kept)

    async def forget_session(self, session_id: UUID) -> None:
        """Keep what a session's uses cost, and forget what was said and where."""
        async with self._documents.using(RULES) as uses:
            await uses.update_many(
                {"user_id": self._owner, "session_id": session_id},
                {"$set": {"session_id": None, "request_data": {}, "response_data": {}}},
            )

    async def by_day(self, *, since: date) -> Sequence[FeatureDay]:
        """How much each feature was used on each day in Jakarta from `since` on, by day, then feature."""
        stages: list[Document] = [
            {"$match": {"user_id": self._owner, "timestamp": {"$gte": start_of(since)}}},
            {
                "$group": {
                    "_id": {"day": DAY_IN_JAKARTA, "feature": "$feature"},
                    "calls": {"$sum": 1},
                    "tokens": {"$sum": "$token_usage"},
                }
            },
            {"$sort": {"_id.day": 1, "_id.feature": 1}},
        ]
        async with self._documents.using(RULES) as uses:
            groups = await (await uses.aggregate(stages)).to_list()
        return [
            FeatureDay.model_validate({**group["_id"], "calls": group["calls"], "tokens": group["tokens"]})
            for group in groups
        ]


def start_of(day: date) -> datetime:
    """The moment at which `day` begins in Jakarta."""
    return datetime.combine(day, time(), JAKARTA)


def _cost(use: ModelUse) -> int | None:
    if use.input_tokens + use.output_tokens != use.token_usage:
        # Without knowing which tokens were read and which were written, nobody knows their price.
        return None
    tokens = TokenCount(input=use.input_tokens, output=use.output_tokens, cached=use.cached_tokens)
    return cost_of(use.ai_model, tokens, day=today_in_jakarta(now=use.timestamp))
