"""Per-caller limits: exact under concurrency, free of the clock, and nobody spends another's."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.over_sql import Cast, acting_as
from tests.people import People, Person

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def add_class(connection: Connection, name: str, *, burst: int, refill: timedelta) -> None:
    connection.execute("insert into private.rate_limit_classes values (%s, %s, %s)", (name, burst, refill))


def spend(connection: Connection, person: UUID, name: str, at: datetime) -> dict[str, Any]:
    row = connection.execute("select private.spend_rate_limit_at(%s, %s, %s)", (person, name, at)).fetchone()
    assert row is not None
    return row[0]


class TestSpending:
    def test_lets_a_burst_through_and_then_one_for_each_refill(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        owner = people_of_replica.owner
        add_class(replica, "trial", burst=3, refill=timedelta(seconds=10))

        burst = [spend(replica, owner, "trial", NOON) for _ in range(4)]
        too_early = spend(replica, owner, "trial", NOON + timedelta(seconds=9.999))
        in_time = spend(replica, owner, "trial", NOON + timedelta(seconds=10))
        too_early_again = spend(replica, owner, "trial", NOON + timedelta(seconds=10))

        assert [answer["allowed"] for answer in burst] == [True, True, True, False]
        assert [answer["remaining"] for answer in burst] == [2, 1, 0, 0]
        assert [answer["reset_after"] for answer in burst] == [10, 20, 30, 30]
        assert [answer["retry_after"] for answer in burst] == [0, 0, 0, 10]
        assert {answer["limit"] for answer in burst} == {3}
        assert [too_early["allowed"], in_time["allowed"], too_early_again["allowed"]] == [False, True, False]
        assert too_early["retry_after"] == 1

    def test_gives_a_rested_caller_the_whole_burst_and_no_more(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        owner = people_of_replica.owner
        add_class(replica, "trial", burst=3, refill=timedelta(seconds=10))
        spend(replica, owner, "trial", NOON)

        later = NOON + timedelta(days=30)

        assert [spend(replica, owner, "trial", later)["allowed"] for _ in range(4)] == [
            True,
            True,
            True,
            False,
        ]

    def test_counts_callers_and_classes_apart(self, replica: Connection, people_of_replica: Cast) -> None:
        add_class(replica, "trial", burst=1, refill=timedelta(hours=1))
        add_class(replica, "other", burst=1, refill=timedelta(hours=1))
        spend(replica, people_of_replica.owner, "trial", NOON)

        assert spend(replica, people_of_replica.ids["stranger"], "trial", NOON)["allowed"]
        assert spend(replica, people_of_replica.owner, "other", NOON)["allowed"]
        assert not spend(replica, people_of_replica.owner, "trial", NOON)["allowed"]

    def test_knows_its_classes_only(self, replica: Connection, people_of_replica: Cast) -> None:
        with pytest.raises(psycopg.errors.InvalidParameterValue), replica.transaction():
            spend(replica, people_of_replica.owner, "nonsense", NOON)

    def test_cannot_be_told_whose_bucket_or_what_time_it_is(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        stranger = people_of_replica.ids["stranger"]

        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            acting_as(replica, "authenticated", stranger),
        ):
            spend(replica, people_of_replica.owner, "read", NOON)


@pytest.fixture
def tight_class(operator: Connection) -> Iterator[str]:
    """A class that lets 20 through and does not refill while a test runs."""
    name = "trial_" + "".join(chr(ord("a") + int(digit, 16)) for digit in token_hex(4))
    add_class(operator, name, burst=20, refill=timedelta(hours=1))
    yield name
    operator.execute("delete from private.rate_limit_classes where route_class = %s", (name,))


@pytest.fixture
async def http(stack: Running) -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=40)
    async with httpx.AsyncClient(base_url=stack.url, timeout=30, trust_env=False, limits=limits) as client:
        yield client


class TestManyAtOnce:
    async def spend(
        self, http: httpx.AsyncClient, stack: Running, person: Person, name: str
    ) -> dict[str, Any]:
        headers = {"apikey": stack.publishable_key, "Authorization": f"Bearer {person.access_token}"}
        answer = await http.post("/rest/v1/rpc/spend_rate_limit", json={"route_class": name}, headers=headers)
        return answer.raise_for_status().json()

    async def test_admit_exactly_the_limit(
        self, people: People, stack: Running, http: httpx.AsyncClient, tight_class: str
    ) -> None:
        owner, stranger = await people("owner"), await people("stranger")

        async def work() -> int:
            answers = [await self.spend(http, stack, owner, tight_class) for _ in range(5)]
            return sum(answer["allowed"] for answer in answers)

        admitted = await asyncio.gather(*(work() for _ in range(40)))

        assert sum(admitted) == 20
        assert (await self.spend(http, stack, stranger, tight_class))["allowed"]

    async def test_are_refused_without_a_token(self, stack: Running, http: httpx.AsyncClient) -> None:
        answer = await http.post(
            "/rest/v1/rpc/spend_rate_limit",
            json={"route_class": "read"},
            headers={"apikey": stack.publishable_key},
        )

        assert (answer.status_code, answer.json()["code"]) == (401, "42501")


def test_the_classes_are_those_that_routes_name(operator: Connection) -> None:
    rows = operator.execute("""
        select route_class, burst, burst * refill from private.rate_limit_classes
        where route_class !~ '^trial'
    """)

    assert {name: (burst, period) for name, burst, period in rows} == {
        "read": (120, timedelta(minutes=1)),
        "write": (60, timedelta(minutes=1)),
        "chat": (20, timedelta(minutes=1)),
        "auth": (30, timedelta(minutes=1)),
    }
