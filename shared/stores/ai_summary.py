"""Everybody's uses of models, in aggregates and nothing else: the one store that reads across people.

It gives counts, sums, ranks and codes by day, feature and model. No query of it projects an id, a session or
anything that somebody wrote, so that it has nothing of the kind to return. Who may ask is decided before, by
the database.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from shared.domain.usage.model import Latency, SummaryRow
from shared.stores.ai_analytics import DAY_IN_JAKARTA, RULES, start_of
from shared.stores.documents import Document, Documents, from_bson

_GROUP: Document = {"day": DAY_IN_JAKARTA, "feature": "$feature", "ai_model": "$ai_model"}
_CODE = "^[a-z][a-z0-9_]{0,59}$"


class AiSummary:
    """Aggregates over everybody. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents) -> None:
        self._documents = documents

    async def by_model(self, *, since: date, until: date) -> Sequence[SummaryRow]:
        """A row for each day in Jakarta, feature and model from `since` to `until`, both included."""
        between = {"$gte": start_of(since), "$lt": start_of(until + timedelta(days=1))}
        rows, errors = await asyncio.gather(
            self._groups([{"$match": {"timestamp": between}}, *_SUMS]),
            self._groups([{"$match": {"timestamp": between, "success": False}}, *_ERRORS]),
        )
        codes: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for group in errors:
            code = group["_id"].pop("code")
            codes[str(group["_id"])][code] = group["calls"]
        return [_row(group, codes[str(group["_id"])]) for group in rows]

    async def _groups(self, stages: list[Document]) -> list[Document]:
        async with self._documents.using(RULES) as uses:
            groups = await uses.aggregate(stages, allowDiskUse=True)
            return [from_bson(group) for group in await groups.to_list()]


def _at_rank(percent: int) -> Document:
    """The processing time at a nearest rank, in a group whose rows carry their rank and number."""
    rank = {"$ceil": {"$divide": [{"$multiply": [percent, "$rows"]}, 100]}}
    return {"$max": {"$cond": [{"$eq": ["$rank", rank]}, "$processing_time", None]}}


_SUMS: list[Document] = [
    {
        "$project": {
            "_id": 0,
            "group": _GROUP,
            "processing_time": 1,
            "token_usage": 1,
            "cost_usd_micros": {"$ifNull": ["$cost_usd_micros", None]},
            "groundedness": {"$ifNull": ["$groundedness", None]},
        }
    },
    {
        "$setWindowFields": {
            "partitionBy": "$group",
            "sortBy": {"processing_time": 1},
            "output": {
                "rank": {"$documentNumber": {}},
                "rows": {"$count": {}, "window": {"documents": ["unbounded", "unbounded"]}},
            },
        }
    },
    {
        "$group": {
            "_id": "$group",
            "calls": {"$sum": 1},
            "tokens": {"$sum": "$token_usage"},
            "cost_usd_micros": {"$sum": "$cost_usd_micros"},
            "unpriced": {"$sum": {"$cond": [{"$eq": ["$cost_usd_micros", None]}, 1, 0]}},
            "checked": {"$sum": {"$cond": [{"$eq": ["$groundedness", None]}, 0, 1]}},
            "grounded": {"$avg": "$groundedness"},
            **{f"p{percent}": _at_rank(percent) for percent in (50, 95, 99)},
        }
    },
    {"$sort": {"_id.day": 1, "_id.feature": 1, "_id.ai_model": 1}},
]

_ERRORS: list[Document] = [
    {
        "$group": {
            "_id": {
                **_GROUP,
                # What is no code was not written by us, and is not told.
                "code": {
                    "$cond": [
                        {"$regexMatch": {"input": {"$ifNull": ["$error", ""]}, "regex": _CODE}},
                        "$error",
                        "other",
                    ]
                },
            },
            "calls": {"$sum": 1},
        }
    },
]


def _row(group: dict[str, Any], errors: dict[str, int]) -> SummaryRow:
    ranks = {name: group.pop(name) for name in ("p50", "p95", "p99")}
    told = {**group.pop("_id"), **group, "latency_ms": Latency(**ranks), "errors": errors}
    return SummaryRow.model_validate(told)
