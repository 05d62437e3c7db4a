"""Quotas: in memory and in MongoDB they keep the same promises, whatever runs side by side."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.errors import WriteError

from dev.stack.running import Running
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.usage.keeping import Quotas
from shared.domain.usage.quota import QuotaStanding, Reservation
from shared.stores import ai_quota
from shared.stores.ai_quota import AiQuota
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import a_caller
from tests.stores.conversing import mongo, wired

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
LIMIT = 1000

Enrol = Callable[[], Quotas]


@pytest.fixture(params=["in memory", "in MongoDB"])
async def enrol(request: pytest.FixtureRequest) -> AsyncGenerator[Enrol]:
    """Makes people who have used nothing."""
    if request.param == "in memory":
        everybody = FakeQuotas()
        yield lambda: everybody.as_caller(a_caller())
        return
    stack: Running = request.getfixturevalue("stack")
    async with mongo(stack) as documents:
        yield lambda: AiQuota(documents=documents, caller=a_caller())


def a_reservation(tokens: int, *, turn: UUID | None = None, at: datetime = NOON) -> Reservation:
    return Reservation(turn_id=turn or uuid4(), tokens=tokens, until=at + LEASE)


async def reserve(
    store: Quotas, tokens: int, *, turn: UUID | None = None, at: datetime = NOON, limit: int = LIMIT
) -> UUID | None:
    """The turn that got its tokens, None where it was refused."""
    wanted = a_reservation(tokens, turn=turn, at=at)
    return wanted.turn_id if await store.reserve(DAY, wanted, limit=limit, now=at) else None


async def standing(store: Quotas, *, at: datetime = NOON) -> tuple[int, int]:
    """Tokens used, and reserved."""
    day = await store.read(DAY, now=at)
    return day.used, day.reserved


class TestReserving:
    async def test_is_refused_when_the_limit_would_be_passed(self, enrol: Enrol) -> None:
        mine = enrol()

        given_out = [await reserve(mine, 400) for _ in range(3)]
        rest = await reserve(mine, 200)

        assert [turn is not None for turn in given_out] == [True, True, False]
        assert rest is not None
        assert await standing(mine) == (0, 1000)

    async def test_begins_with_nothing_used(self, enrol: Enrol) -> None:
        assert await standing(enrol()) == (0, 0)

    async def test_counts_what_was_used(self, enrol: Enrol) -> None:
        mine = enrol()
        turn = await reserve(mine, 400)
        assert turn is not None
        await mine.settle(DAY, turn, tokens=700)

        assert await reserve(mine, 400) is None
        assert await reserve(mine, 300) is not None

    async def test_again_replaces_what_the_turn_had(self, enrol: Enrol) -> None:
        mine, turn = enrol(), uuid4()

        answers = [await reserve(mine, tokens, turn=turn) for tokens in (300, 900, 500)]

        assert answers == [turn] * 3
        assert await standing(mine) == (0, 500)

    async def test_for_more_than_there_is_keeps_what_the_turn_had(self, enrol: Enrol) -> None:
        mine, turn = enrol(), uuid4()
        await reserve(mine, 600)
        await reserve(mine, 300, turn=turn)

        assert await reserve(mine, 500, turn=turn) is None
        assert await standing(mine) == (0, 900)

    async def test_is_refused_for_a_turn_that_was_settled(self, enrol: Enrol) -> None:
        mine = enrol()
        turn = await reserve(mine, 100)
        assert turn is not None
        await mine.settle(DAY, turn, tokens=50)

        assert await reserve(mine, 100, turn=turn) is None
        assert await standing(mine) == (50, 0)

    async def test_lapses_with_its_lease(self, enrol: Enrol) -> None:
        mine = enrol()
        await reserve(mine, 1000)

        before = await reserve(mine, 1000, at=NOON + LEASE - timedelta(seconds=1))
        after = await reserve(mine, 1000, at=NOON + LEASE)

        assert before is None
        assert after is not None
        assert await standing(mine, at=NOON + LEASE) == (0, 1000)

    async def test_is_for_one_day_and_one_person(self, enrol: Enrol) -> None:
        mine, theirs = enrol(), enrol()
        await reserve(mine, 1000)

        tomorrow = a_reservation(1000)

        assert await reserve(theirs, 1000) is not None
        assert await mine.reserve(DAY + timedelta(days=1), tomorrow, limit=LIMIT, now=NOON)

    async def test_with_a_limit_of_nothing_is_refused(self, enrol: Enrol) -> None:
        assert await reserve(enrol(), 1, limit=0) is None


class TestSettling:
    async def test_twice_counts_once(self, enrol: Enrol) -> None:
        mine = enrol()
        turn = await reserve(mine, 400)
        assert turn is not None

        await mine.settle(DAY, turn, tokens=250)
        await mine.settle(DAY, turn, tokens=250)
        await mine.settle(DAY, turn, tokens=0)

        assert await standing(mine) == (250, 0)

    async def test_for_nothing_gives_the_tokens_back_once_and_for_all(self, enrol: Enrol) -> None:
        mine = enrol()
        turn = await reserve(mine, 400)
        assert turn is not None

        await mine.settle(DAY, turn, tokens=0)
        await mine.settle(DAY, turn, tokens=300)

        assert await standing(mine) == (0, 0)

    async def test_after_the_lease_still_counts(self, enrol: Enrol) -> None:
        mine = enrol()
        turn = await reserve(mine, 400)
        assert turn is not None
        other = await reserve(mine, 900, at=NOON + LEASE)

        await mine.settle(DAY, turn, tokens=350)

        assert other is not None
        assert await standing(mine, at=NOON + LEASE) == (350, 900)

    async def test_without_a_reservation_counts_too(self, enrol: Enrol) -> None:
        mine = enrol()

        await mine.settle(DAY, uuid4(), tokens=120)

        assert await standing(mine) == (120, 0)


class TestManyAtOnce:
    async def test_never_reserve_more_than_the_limit(self, stack: Running) -> None:
        caller = a_caller()
        async with AsyncExitStack() as open_ones:
            stores = [
                AiQuota(documents=await open_ones.enter_async_context(mongo(stack)), caller=caller)
                for _ in range(6)
            ]
            answers = await asyncio.gather(
                *(reserve(store, 130) for store in stores for _ in range(20)),
            )
            turns = [turn for turn in answers if turn is not None]
            await asyncio.gather(*(store.settle(DAY, turn, tokens=100) for store in stores for turn in turns))
            used = await standing(stores[0])

        assert len(turns) == LIMIT // 130
        assert used == (100 * len(turns), 0)


@dataclass(frozen=True)
class Act:
    """Something that one of a few turns does at some minute."""

    kind: str
    turn: int
    tokens: int
    minutes: int


ACTS = st.lists(
    st.builds(
        Act,
        kind=st.sampled_from(["reserve", "reserve", "settle"]),
        turn=st.integers(0, 4),
        tokens=st.integers(0, 600),
        minutes=st.integers(0, 1),
    ),
    max_size=25,
)


async def play(store: Quotas, acts: list[Act]) -> list[tuple[bool, QuotaStanding]]:
    """What each act answers, and how the day stands after it; time moves on with some of them."""
    turns = [UUID(int=number + 1) for number in range(5)]
    at, told = NOON, list[tuple[bool, QuotaStanding]]()
    for act in acts:
        at += timedelta(minutes=act.minutes)
        answer = False
        if act.kind == "reserve":
            wanted = a_reservation(act.tokens, turn=turns[act.turn], at=at)
            answer = await store.reserve(DAY, wanted, limit=LIMIT, now=at)
        else:
            await store.settle(DAY, turns[act.turn], tokens=act.tokens)
        told.append((answer, await store.read(DAY, now=at)))
    return told


def check(acts: list[Act], told: list[tuple[bool, QuotaStanding]]) -> None:
    """What is used is the sum of each turn's first settlement, and no reservation passes the limit."""
    settled: dict[int, int] = {}
    for act, (answer, day) in zip(acts, told, strict=True):
        if act.kind == "settle":
            settled.setdefault(act.turn, act.tokens)
        assert day.used == sum(settled.values())
        assert not answer or day.used + day.reserved <= LIMIT


class TestInterleaved:
    @given(acts=ACTS)
    async def test_in_memory_nothing_is_lost_or_counted_twice(self, acts: list[Act]) -> None:
        check(acts, await play(FakeQuotas().as_caller(a_caller()), acts))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(acts=ACTS)
    async def test_in_mongodb_it_goes_as_in_memory(self, acts: list[Act], stack: Running) -> None:
        in_memory = await play(FakeQuotas().as_caller(a_caller()), acts)
        async with mongo(stack) as documents:
            in_mongodb = await play(AiQuota(documents=documents, caller=a_caller()), acts)

        assert in_mongodb == in_memory
        check(acts, in_mongodb)


class TestDocuments:
    async def test_are_gone_a_week_after_their_day(self, stack: Running) -> None:
        caller = a_caller()
        async with mongo(stack) as documents:
            await AiQuota(documents=documents, caller=caller).settle(DAY, uuid4(), tokens=1)
            async with documents.using(ai_quota.RULES) as days:
                kept = await days.find_one({"user_id": caller.id})
                indexes = await days.index_information()

        assert kept is not None
        assert kept["expires_at"] == datetime(2026, 11, 29, 17, tzinfo=UTC)
        assert indexes["expires_at_1"]["expireAfterSeconds"] == 0

    async def test_hold_nothing_else(self, stack: Running) -> None:
        async with mongo(stack) as documents, documents.using(ai_quota.RULES) as days:
            with pytest.raises(WriteError):
                await days.insert_one({"user_id": "somebody"})

    async def test_an_outage_is_told_and_heals_by_itself(self, stack: Running) -> None:
        async with wired(stack, patience_ms=1_000) as (wire, documents), asyncio.timeout(30):
            mine = AiQuota(documents=documents, caller=a_caller())
            wire.cut()

            with pytest.raises(ChatStoreUnavailable):
                await reserve(mine, 1)
            with pytest.raises(ChatStoreUnavailable):
                await mine.read(DAY, now=NOON)

            await wire.mend()
            assert await reserve(mine, 1) is not None
