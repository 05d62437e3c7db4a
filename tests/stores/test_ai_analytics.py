"""Uses of models in MongoDB: one's own by day, everybody's in aggregates, and never anybody's words."""

import random
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import ceil
from typing import Any
from uuid import uuid4

import pytest

from dev.stack.running import Running
from shared.domain.conversation.model import ModelUse
from shared.domain.days import JAKARTA
from shared.domain.usage.model import FeatureDay, SummaryRow
from shared.stores import ai_analytics
from shared.stores.ai_analytics import AiAnalytics
from shared.stores.ai_summary import AiSummary
from shared.stores.documents import Documents
from tests.fakes.web import a_caller
from tests.stores.conversing import mongo

FLASH = "gemini-3.8-flash"


@pytest.fixture
async def documents(stack: Running) -> AsyncGenerator[Documents]:
    """The stack's own."""
    async with mongo(stack) as opened:
        yield opened


@pytest.fixture
def day() -> date:
    """A day on which no other test used anything."""
    return date(2100, 1, 1) + timedelta(days=random.SystemRandom().randrange(300_000))


def a_use(day: date, *, at: time = time(12, tzinfo=JAKARTA), **values: Any) -> ModelUse:
    """One use on a day in Jakarta."""
    known: dict[str, Any] = {
        "id": uuid4(),
        "session_id": uuid4(),
        "feature": "chat",
        "ai_model": FLASH,
        "request_data": {"content": "rahasia Kenari"},
        "response_data": {},
        "processing_time": 100,
        "token_usage": 1200,
        "input_tokens": 1000,
        "output_tokens": 200,
        "success": True,
        "error": None,
        "timestamp": datetime.combine(day, at).astimezone(UTC),
    }
    return ModelUse.model_validate(known | values)


async def cost_kept(documents: Documents, use: ModelUse) -> int | None:
    """What a use is kept with as its cost."""
    await AiAnalytics(documents=documents, caller=a_caller()).add(use)
    async with documents.using(ai_analytics.RULES) as uses:
        kept = await uses.find_one({"_id": use.id})
    assert kept is not None
    return kept["cost_usd_micros"]


class TestAUse:
    async def test_is_kept_with_its_cost_at_the_price_of_its_day(self, documents: Documents) -> None:
        priced = a_use(date(2026, 11, 22))

        assert await cost_kept(documents, priced) == 1000 * 0.75 + 200 * 3.75

    @pytest.mark.parametrize(
        "unknown",
        [
            a_use(date(2026, 11, 22), ai_model="gemini-9"),
            a_use(date(2020, 1, 1)),
            a_use(date(2026, 11, 22), input_tokens=0, output_tokens=0),
        ],
        ids=["model", "day", "which tokens"],
    )
    async def test_has_no_cost_where_the_price_is_not_known(
        self, documents: Documents, unknown: ModelUse
    ) -> None:
        assert await cost_kept(documents, unknown) is None

    async def test_of_the_offline_advisor_costs_nothing(self, documents: Documents) -> None:
        offline = a_use(
            date(2026, 11, 22), ai_model="offline", token_usage=0, input_tokens=0, output_tokens=0
        )

        assert await cost_kept(documents, offline) == 0


class TestByDay:
    async def test_adds_up_ones_own_by_day_in_jakarta_and_feature(
        self, documents: Documents, day: date
    ) -> None:
        mine = AiAnalytics(documents=documents, caller=a_caller())
        theirs = AiAnalytics(documents=documents, caller=a_caller())
        for use in (
            a_use(day, at=time(0, tzinfo=JAKARTA), token_usage=1),
            a_use(day, at=time(23, 59, 59, tzinfo=JAKARTA), token_usage=2),
            a_use(day, feature="title", token_usage=4),
            a_use(day + timedelta(days=1), at=time(0, tzinfo=JAKARTA), token_usage=8),
            a_use(day - timedelta(days=1), at=time(23, 59, 59, tzinfo=JAKARTA), token_usage=16),
        ):
            await mine.add(use)
        await theirs.add(a_use(day, token_usage=32))

        told = await mine.by_day(since=day)

        assert list(told) == [
            FeatureDay(day=day, feature="chat", calls=2, tokens=3),
            FeatureDay(day=day, feature="title", calls=1, tokens=4),
            FeatureDay(day=day + timedelta(days=1), feature="chat", calls=1, tokens=8),
        ]

    async def test_is_answered_from_an_index(self, documents: Documents, day: date) -> None:
        caller = a_caller()
        mine = AiAnalytics(documents=documents, caller=caller)
        for number in range(20):
            await mine.add(a_use(day - timedelta(days=number)))

        async with documents.using(ai_analytics.RULES) as uses:
            asked = {"user_id": caller.id, "timestamp": {"$gte": ai_analytics.start_of(day)}}
            plan = await uses.find(asked).explain()

        assert plan["executionStats"]["totalDocsExamined"] == 1


def random_uses(day: date, number: int) -> list[ModelUse]:
    """Uses of some features and models over three days, with errors and groundedness."""
    chance = random.Random(7)
    return [
        a_use(
            day + timedelta(days=chance.randrange(3)),
            feature=chance.choice(["chat", "narrative"]),
            ai_model=chance.choice([FLASH, "offline", "unheard-of"]),
            processing_time=chance.choice([chance.randrange(50), chance.randrange(5000)]),
            token_usage=1200,
            groundedness=chance.choice([None, Decimal("1"), Decimal("0.5"), Decimal("0.25")]),
            success=error is None,
            error=error,
        )
        for error in (chance.choice([None, None, "aborted", "timed_out"]) for _ in range(number))
    ]


def reference(uses: Sequence[ModelUse]) -> dict[tuple[date, str, str], dict[str, Any]]:
    """The summary by the textbook: sums, nearest ranks and means of each group."""
    groups: defaultdict[tuple[date, str, str], list[ModelUse]] = defaultdict(list)
    for use in uses:
        groups[use.timestamp.astimezone(JAKARTA).date(), use.feature, use.ai_model].append(use)
    told: dict[tuple[date, str, str], dict[str, Any]] = {}
    for key, group in groups.items():
        times = sorted(use.processing_time for use in group)
        shares = [use.groundedness for use in group if use.groundedness is not None]
        codes = [use.error for use in group if use.error]
        told[key] = {
            "calls": len(group),
            "tokens": sum(use.token_usage for use in group),
            "latency": tuple(times[ceil(len(times) * percent / 100) - 1] for percent in (50, 95, 99)),
            "errors": {code: codes.count(code) for code in codes},
            "checked": len(shares),
            "grounded": sum(shares) / len(shares) if shares else None,
        }
    return told


def told(rows: Sequence[SummaryRow]) -> dict[tuple[date, str, str], dict[str, Any]]:
    """What the summary says, in the shape of the reference."""
    return {
        (row.day, row.feature, row.ai_model): {
            "calls": row.calls,
            "tokens": row.tokens,
            "latency": (row.latency_ms.p50, row.latency_ms.p95, row.latency_ms.p99),
            "errors": dict(row.errors),
            "checked": row.checked,
            "grounded": row.grounded,
        }
        for row in rows
    }


class TestTheSummary:
    async def test_agrees_with_the_textbook_over_many_people(self, documents: Documents, day: date) -> None:
        uses = random_uses(day, 400)
        people = [AiAnalytics(documents=documents, caller=a_caller()) for _ in range(5)]
        for number, use in enumerate(uses):
            await people[number % 5].add(use)

        rows = await AiSummary(documents=documents).by_model(since=day, until=day + timedelta(days=2))

        found, expected = told(rows), reference(uses)
        assert found.keys() == expected.keys()
        for key, values in expected.items():
            grounded = found[key].pop("grounded")
            wanted = values.pop("grounded")
            assert grounded == (None if wanted is None else pytest.approx(wanted))
            assert found[key] == values

    async def test_prices_what_has_a_price_and_counts_the_rest(self, documents: Documents, day: date) -> None:
        mine = AiAnalytics(documents=documents, caller=a_caller())
        await mine.add(a_use(day))
        await mine.add(a_use(day, input_tokens=0, output_tokens=0))

        (row,) = await AiSummary(documents=documents).by_model(since=day, until=day)

        assert (row.calls, row.cost_usd_micros, row.unpriced) == (2, 1500, 1)

    async def test_spans_whole_days_in_jakarta(self, documents: Documents, day: date) -> None:
        mine = AiAnalytics(documents=documents, caller=a_caller())
        first, last = time(0, tzinfo=JAKARTA), time(23, 59, 59, 999_000, tzinfo=JAKARTA)
        for use in (
            a_use(day - timedelta(days=1), at=last),
            a_use(day, at=first),
            a_use(day, at=last),
            a_use(day + timedelta(days=1), at=first),
        ):
            await mine.add(use)

        rows = await AiSummary(documents=documents).by_model(since=day, until=day)

        assert [(row.day, row.calls) for row in rows] == [(day, 2)]

    async def test_of_a_day_without_any_use_is_empty(self, documents: Documents, day: date) -> None:
        assert list(await AiSummary(documents=documents).by_model(since=day, until=day)) == []

    async def test_names_nobody_and_tells_no_words(self, documents: Documents, day: date) -> None:
        caller, session = a_caller(), uuid4()
        mine = AiAnalytics(documents=documents, caller=caller)
        await mine.add(a_use(day, session_id=session, error="Kenari berkata: rahasia", success=False))
        await mine.add(a_use(day, session_id=session, error=None, success=False))

        rows = await AiSummary(documents=documents).by_model(since=day, until=day)

        text = str([row.model_dump() for row in rows])
        assert rows[0].errors == {"other": 2}
        for secret in ("enari", str(caller.id), caller.id.hex, str(session), session.hex):
            assert secret not in text
