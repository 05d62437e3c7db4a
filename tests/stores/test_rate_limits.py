"""Buckets: in memory and in Postgres they keep the same promises."""

import asyncio
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest

from dev.stack.running import Running
from shared.domain.requests import Admission
from shared.errors import Unauthenticated
from shared.stores.http import close_shared_client
from shared.stores.rate_limits import RateLimitStore
from shared.web.limits import RateLimits
from tests.fakes.web import FakeRateLimits, a_caller
from tests.people import People
from tests.stores.bystanders import Enter, enter_in_memory, entering
from tests.stores.owners import database_of

WORKERS = 40
LIMIT = 20
REFILL = 3
"""The class `chat`: requests at once, and seconds until one more is admitted."""


@dataclass(frozen=True)
class Place:
    """Buckets, and callers to spend from them."""

    limits: RateLimits
    enter: Enter


@pytest.fixture(params=["in memory", "in Postgres"])
async def place(request: pytest.FixtureRequest) -> AsyncGenerator[Place]:
    """The fake and the real one."""
    if request.param == "in memory":
        yield Place(FakeRateLimits(limit=LIMIT), enter_in_memory)
        return
    stack: Running = request.getfixturevalue("stack")
    async with People.of(stack) as people:
        yield Place(RateLimitStore(database_of(stack)), entering(people))
    await close_shared_client()


async def spend_at_once(place: Place, times: int) -> list[Admission]:
    caller = await place.enter()
    return await asyncio.gather(*(place.limits.spend(caller, "chat") for _ in range(times)))


class TestSpend:
    async def test_counts_down_from_the_limit(self, place: Place) -> None:
        caller = await place.enter()

        first = await place.limits.spend(caller, "chat")

        assert (first.allowed, first.limit, first.remaining) == (True, LIMIT, LIMIT - 1)
        assert first.retry_after == 0

    async def test_admits_forty_at_once_up_to_the_limit_and_not_one_more(self, place: Place) -> None:
        begun = time.monotonic()

        admissions = await spend_at_once(place, WORKERS)

        refilled = int((time.monotonic() - begun) / REFILL)
        admitted = sum(admission.allowed for admission in admissions)
        assert LIMIT <= admitted <= LIMIT + refilled

    async def test_refuses_when_the_bucket_is_empty_and_says_when_to_come_back(self, place: Place) -> None:
        admissions = await spend_at_once(place, WORKERS)

        refused = [admission for admission in admissions if not admission.allowed]
        assert all(admission.retry_after > 0 for admission in refused)
        assert {admission.remaining for admission in refused} == {0}

    async def test_keeps_callers_apart(self, place: Place) -> None:
        await spend_at_once(place, WORKERS)

        stranger = await place.limits.spend(await place.enter(), "chat")

        assert stranger.remaining == LIMIT - 1

    async def test_keeps_classes_apart(self, place: Place) -> None:
        caller = await place.enter()
        await asyncio.gather(*(place.limits.spend(caller, "chat") for _ in range(WORKERS)))

        other = await place.limits.spend(caller, "write")

        assert other.allowed


async def test_a_token_of_nobody_spends_nothing(stack: Running) -> None:
    limits = RateLimitStore(database_of(stack))

    with pytest.raises(Unauthenticated):
        await limits.spend(a_caller(), "chat")

    await close_shared_client()
