"""Tokens that one person used and reserved, a document a day, in MongoDB.

A day is changed by one atomic update that decides and writes at once, so that turns which run side by side
never reserve more than the limit together. A document is gone a week after its day.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from shared.domain.caller import Caller
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.usage.quota import QuotaStanding, Reservation, end_of_day
from shared.stores.documents import Document, Documents, Rules

KEPT = timedelta(days=7)
"""How long a day is kept after it is over."""

RULES = Rules(
    name="ai_quota",
    schema={
        "bsonType": "object",
        "required": ["_id", "user_id", "day", "used", "granted", "reservations", "settled", "expires_at"],
        "properties": {
            "_id": {"bsonType": "binData"},
            "user_id": {"bsonType": "binData"},
            "day": {"bsonType": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "used": {"bsonType": ["int", "long"], "minimum": 0},
            # What the last reservation was answered with.
            "granted": {"bsonType": "bool"},
            "reservations": {
                "bsonType": "array",
                "items": {
                    "bsonType": "object",
                    "required": ["turn_id", "tokens", "until"],
                    "properties": {
                        "turn_id": {"bsonType": "binData"},
                        "tokens": {"bsonType": ["int", "long"], "minimum": 0},
                        "until": {"bsonType": "date"},
                    },
                },
            },
            "settled": {"bsonType": "array", "items": {"bsonType": "binData"}},
            "expires_at": {"bsonType": "date"},
        },
    },
    indexes=(
        # What one person used, for when an account goes.
        IndexModel([("user_id", ASCENDING), ("day", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ),
)


class AiQuota:
    """The caller's tokens, day by day. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents, caller: Caller) -> None:
        self._documents = documents
        self._owner = caller.id

    async def reserve(self, day: date, wanted: Reservation, *, limit: int, now: datetime) -> bool:
        """Reserve tokens for a turn, in place of what it had reserved before.

        False, and nothing changes, where used, reserved and wanted together pass `limit`, and for a turn that
        was settled.
        """
        held = await self._update(day, _reserving(wanted, limit=limit, now=now))
        return bool(held["granted"])

    async def settle(self, day: date, turn_id: UUID, *, tokens: int) -> None:
        """Count what a turn used and free what it had reserved.

        The first time counts, also after the lease.
        """
        await self._update(day, _settling(turn_id, tokens=tokens))

    async def read(self, day: date, *, now: datetime) -> QuotaStanding:
        """How the day stands."""
        async with self._documents.using(RULES) as days:
            found = await days.find_one(self._key(day))
        if found is None:
            return QuotaStanding(day=day, used=0, reserved=0)
        reserved = sum(one["tokens"] for one in found["reservations"] if one["until"] > now)
        return QuotaStanding(day=day, used=found["used"], reserved=reserved)

    async def _update(self, day: date, stages: list[Document]) -> Document:
        first: Document = {
            "used": {"$ifNull": ["$used", 0]},
            "granted": {"$ifNull": ["$granted", False]},
            "reservations": {"$ifNull": ["$reservations", []]},
            "settled": {"$ifNull": ["$settled", []]},
            "day": day.isoformat(),
            "expires_at": end_of_day(day) + KEPT,
        }
        try:
            return await self._write(day, [{"$set": first}, *stages])
        except DuplicateKeyError:
            # Another turn has just begun the day; now it is there for both.
            return await self._write(day, [{"$set": first}, *stages])

    async def _write(self, day: date, stages: list[Document]) -> Document:
        async with self._documents.using(RULES) as days:
            written = await days.find_one_and_update(
                self._key(day), stages, upsert=True, return_document=ReturnDocument.AFTER
            )
        if written is None:
            # What is made where it was missing is always there afterwards.
            raise ChatStoreUnavailable
        return written

    def _key(self, day: date) -> Document:
        return {"_id": uuid5(self._owner, day.isoformat()), "user_id": self._owner}


def _reserving(wanted: Reservation, *, limit: int, now: datetime) -> list[Document]:
    others = _without("$reservations", wanted.turn_id)
    taken: Document = {"$add": ["$used", {"$sum": _tokens_of(others)}, wanted.tokens]}
    fits: Document = {"$and": [{"$not": _is_settled(wanted.turn_id)}, {"$lte": [taken, limit]}]}
    mine: Document = {"$literal": wanted.model_dump()}
    alive: Document = {
        "$filter": {"input": "$reservations", "as": "one", "cond": {"$gt": ["$$one.until", now]}}
    }
    booked: Document = {"$cond": ["$granted", {"$concatArrays": [others, [mine]]}, "$reservations"]}
    return [
        {"$set": {"reservations": alive}},
        {"$set": {"granted": fits}},
        {"$set": {"reservations": booked}},
    ]


def _settling(turn_id: UUID, *, tokens: int) -> list[Document]:
    known = _is_settled(turn_id)
    counted: Document = {"$cond": [known, 0, tokens]}
    noted: Document = {"$cond": [known, "$settled", {"$concatArrays": ["$settled", [turn_id]]}]}
    return [
        {
            "$set": {
                "used": {"$add": ["$used", counted]},
                "settled": noted,
                "reservations": _without("$reservations", turn_id),
            }
        }
    ]


def _is_settled(turn_id: UUID) -> Document:
    return {"$in": [turn_id, "$settled"]}


def _without(reservations: str, turn_id: UUID) -> Document:
    return {"$filter": {"input": reservations, "as": "one", "cond": {"$ne": ["$$one.turn_id", turn_id]}}}


def _tokens_of(reservations: Document) -> Any:  # noqa: ANN401 - an expression of the server
    return {"$map": {"input": reservations, "as": "one", "in": "$$one.tokens"}}
