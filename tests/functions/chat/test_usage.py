"""How much models are used, over HTTP."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx
import pytest

from functions.chat.endpoints.usage import router
from shared.domain.caller import Caller, UserRole
from shared.domain.usage.model import FeatureDay, Latency, SummaryRow
from shared.domain.usage.quota import Reservation
from shared.services.usage import SummaryService, UsageService
from shared.web.app import make_application
from shared.web.health import Check
from tests.fakes.quota import FakeQuotas
from tests.fakes.usage import FakeRoles, FakeSummary, FakeUses
from tests.fakes.web import NOON, a_caller, client, signed_client, web_parts

TODAY = date(2026, 11, 22)
USAGE, ANALYTICS = "/api/v1/chat/usage", "/api/v1/chat/analytics"


def used(days_ago: int, feature: str, calls: int, tokens: int) -> FeatureDay:
    return FeatureDay(day=TODAY - timedelta(days=days_ago), feature=feature, calls=calls, tokens=tokens)


def a_row(day: date, **values: Any) -> SummaryRow:
    known: dict[str, Any] = {
        "feature": "chat",
        "ai_model": "gemini-3.8-flash",
        "calls": 3,
        "tokens": 900,
        "cost_usd_micros": 700,
        "unpriced": 1,
        "latency_ms": Latency(p50=10, p95=20, p99=30),
        "errors": {"advisor_unavailable": 1},
        "checked": 2,
        "grounded": Decimal("0.75"),
    }
    return SummaryRow(day=day, **(known | values))


@dataclass
class UsageWorld:
    """The two routes over fakes."""

    role: FakeRoles = field(default_factory=lambda: FakeRoles(UserRole.USER))
    quotas: FakeQuotas = field(default_factory=FakeQuotas)
    uses: FakeUses = field(default_factory=FakeUses)
    everybody: FakeSummary = field(default_factory=FakeSummary)
    owner: Caller = field(default_factory=a_caller)
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])

    @property
    def usage(self) -> Callable[[Caller], UsageService]:
        return lambda caller: UsageService(
            quotas=self.quotas.as_caller(caller), uses=self.uses, configured=10_000
        )

    @property
    def summary(self) -> Callable[[Caller], SummaryService]:
        return lambda _: SummaryService(roles=self.role, summary=self.everybody)

    def http(self, caller: Caller | None = None) -> httpx.AsyncClient:
        app = make_application(routers=[router], deps=self, security=web_parts())
        return signed_client(app, caller or self.owner)

    def as_nobody(self) -> httpx.AsyncClient:
        return client(make_application(routers=[router], deps=self, security=web_parts()))


async def read(world: UsageWorld, path: str) -> dict[str, Any]:
    async with world.http() as http:
        answer = await http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestMyUsage:
    async def test_tells_what_is_left_today(self) -> None:
        world = UsageWorld()
        mine = world.quotas.as_caller(world.owner)
        await mine.settle(TODAY, uuid4(), tokens=2_500)
        held = Reservation(turn_id=uuid4(), tokens=4_000, until=NOON + timedelta(seconds=9))
        await mine.reserve(TODAY, held, limit=10_000, now=NOON)

        quota = (await read(world, USAGE))["quota"]

        assert quota == {
            "limit": 10_000,
            "used": 2_500,
            "reserved": 4_000,
            "left": 3_500,
            "resets_at": "2026-11-23T00:00:00+07:00",
        }

    async def test_tells_today_and_thirty_days_by_feature(self) -> None:
        world = UsageWorld(
            uses=FakeUses(
                used(30, "chat", 100, 100_000),
                used(29, "chat", 1, 50),
                used(3, "narrative", 2, 900),
                used(3, "chat", 4, 100),
                used(0, "chat", 2, 300),
                used(0, "title", 1, 20),
            )
        )

        told = await read(world, USAGE)

        assert told["day"] == "2026-11-22"
        assert told["today"] == {
            "calls": 3,
            "tokens": 320,
            "by_feature": [
                {"calls": 2, "tokens": 300, "feature": "chat"},
                {"calls": 1, "tokens": 20, "feature": "title"},
            ],
        }
        month = told["last_30_days"]
        assert (month["calls"], month["tokens"]) == (10, 1370)
        assert [one["feature"] for one in month["by_feature"]] == ["narrative", "chat", "title"]
        assert [(one["day"], one["tokens"]) for one in month["by_day"]] == [
            ("2026-10-24", 50),
            ("2026-11-19", 1000),
            ("2026-11-22", 320),
        ]

    async def test_is_never_less_than_nothing(self) -> None:
        world = UsageWorld()
        await world.quotas.as_caller(world.owner).settle(TODAY, uuid4(), tokens=12_000)

        assert (await read(world, USAGE))["quota"]["left"] == 0

    async def test_is_mine(self) -> None:
        world = UsageWorld()
        await world.quotas.as_caller(a_caller()).settle(TODAY, uuid4(), tokens=500)

        assert (await read(world, USAGE))["quota"]["used"] == 0

    async def test_tells_an_outage(self) -> None:
        world = UsageWorld()
        world.quotas.down = True

        async with world.http() as http:
            answer = await http.get(USAGE)

        assert (answer.status_code, answer.json()["code"]) == (503, "chat_store_unavailable")


class TestTheSummary:
    async def test_is_for_administrators(self) -> None:
        world = UsageWorld(role=FakeRoles(UserRole.ADMIN))
        world.everybody.rows = [a_row(TODAY), a_row(TODAY, feature="title", grounded=None, errors={})]

        told = await read(world, f"{ANALYTICS}?from=2026-11-20&until=2026-11-22")

        assert (told["since"], told["until"]) == ("2026-11-20", "2026-11-22")
        assert (told["calls"], told["tokens"], told["cost_usd_micros"]) == (6, 1800, 1400)
        assert told["items"][0] == {
            "calls": 3,
            "tokens": 900,
            "day": "2026-11-22",
            "feature": "chat",
            "ai_model": "gemini-3.8-flash",
            "cost_usd_micros": 700,
            "unpriced": 1,
            "latency_ms": {"p50": 10, "p95": 20, "p99": 30},
            "errors": {"advisor_unavailable": 1},
            "grounded": 0.75,
        }
        assert told["items"][1]["grounded"] is None

    async def test_spans_thirty_days_up_to_today_unless_told_otherwise(self) -> None:
        world = UsageWorld(role=FakeRoles(UserRole.ADMIN))

        await read(world, ANALYTICS)
        await read(world, f"{ANALYTICS}?until=2026-10-01")

        assert world.everybody.asked == [
            (date(2026, 10, 24), TODAY),
            (date(2026, 9, 2), date(2026, 10, 1)),
        ]

    @pytest.mark.parametrize("role", [UserRole.USER, UserRole.CONSULTANT])
    @pytest.mark.parametrize("claimed", list(UserRole))
    async def test_asks_the_database_whatever_the_token_says(self, role: UserRole, claimed: UserRole) -> None:
        world = UsageWorld(role=FakeRoles(role))

        async with world.http(a_caller(role=claimed)) as http:
            answer = await http.get(f"{ANALYTICS}?from=2026-11-20&until=2026-11-22")

        assert (answer.status_code, answer.json()["code"]) == (403, "administrators_only")
        assert world.everybody.asked == []

    async def test_is_open_to_an_administrator_with_an_older_token(self) -> None:
        world = UsageWorld(role=FakeRoles(UserRole.ADMIN))

        async with world.http(a_caller(role=UserRole.USER)) as http:
            answer = await http.get(ANALYTICS)

        assert answer.status_code == 200

    @pytest.mark.parametrize(
        "query",
        [
            "from=2026-11-22&until=2026-11-21",
            "from=2026-01-01&until=2026-04-03",
            "from=besok",
            "day=1",
            "until=0001-01-05",
            "from=0001-01-01&until=0001-01-05",
            "from=9999-12-01&until=9999-12-31",
        ],
    )
    async def test_refuses_days_that_make_no_sense(self, query: str) -> None:
        world = UsageWorld(role=FakeRoles(UserRole.ADMIN))

        async with world.http() as http:
            answer = await http.get(f"{ANALYTICS}?{query}")

        assert answer.status_code == 422
        assert world.everybody.asked == []

    async def test_spans_a_quarter_at_most(self) -> None:
        world = UsageWorld(role=FakeRoles(UserRole.ADMIN))

        await read(world, f"{ANALYTICS}?from=2026-01-01&until=2026-04-02")

        assert world.everybody.asked == [(date(2026, 1, 1), date(2026, 4, 2))]


@pytest.mark.parametrize("path", [USAGE, ANALYTICS])
async def test_strangers_are_asked_to_sign_in(path: str) -> None:
    async with UsageWorld().as_nobody() as http:
        answer = await http.get(path)

    assert answer.status_code == 401
