"""The watch over one call: it ends reading in time, and never takes anybody else's cancelling for its own."""

import asyncio
from typing import NoReturn

import pytest

from shared.gateways.advisor.gemini.failures import Failed
from shared.gateways.advisor.gemini.watch import Watch
from shared.gateways.advisor.protocol import AdvisorFailure
from tests.gateways.gemini.fast_clock import on_fast_clock


def now() -> float:
    return asyncio.get_running_loop().time()


async def for_ever() -> NoReturn:
    await asyncio.Event().wait()
    raise AssertionError


def test_it_rings_after_silence_and_the_task_goes_on_as_if_nothing_was() -> None:
    async def reading() -> tuple[AdvisorFailure, float, int]:
        begun = now()
        with pytest.raises(Failed) as failed:
            await Watch(until=begun + 60, idle=10).read(for_ever())
        async with asyncio.timeout(5):
            await asyncio.sleep(1)
        task = asyncio.current_task()
        return failed.value.reason, now() - begun, task.cancelling() if task else -1

    assert on_fast_clock(reading()) == (AdvisorFailure.STALLED, 11, 0)


def test_it_rings_at_the_end_however_lively_it_was() -> None:
    async def reading() -> tuple[AdvisorFailure, float]:
        begun = now()
        watch = Watch(until=begun + 60, idle=10)
        for _ in range(6):
            await watch.read(asyncio.sleep(9))
            watch.alive()
        with pytest.raises(Failed) as failed:
            await watch.read(asyncio.sleep(9))
        return failed.value.reason, now() - begun

    assert on_fast_clock(reading()) == (AdvisorFailure.TIMED_OUT, 60)


def test_what_is_not_read_takes_no_time() -> None:
    async def reading() -> str:
        watch = Watch(until=now() + 1_000, idle=10)
        for _ in range(5):
            await watch.read(asyncio.sleep(9))
            await asyncio.sleep(50)
            watch.alive()
        return await watch.read(asyncio.sleep(9, "read"))

    assert on_fast_clock(reading()) == "read"


def test_another_timer_is_not_its_own() -> None:
    async def reading() -> None:
        async with asyncio.timeout(5):
            await Watch(until=now() + 60, idle=10).read(for_ever())

    with pytest.raises(TimeoutError):
        on_fast_clock(reading())


def test_whoever_is_cancelled_as_it_rings_is_cancelled() -> None:
    async def reading() -> BaseException:
        watch = Watch(until=now() + 60, idle=10)
        task = asyncio.create_task(watch.read(for_ever()))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(10, task.cancel)
        (end,) = await asyncio.gather(task, return_exceptions=True)
        return end

    assert isinstance(on_fast_clock(reading()), asyncio.CancelledError)


def test_a_look_while_nobody_reads_is_forgotten() -> None:
    async def reading() -> BaseException:
        watch = Watch(until=now() + 1_000, idle=10)
        await watch.read(asyncio.sleep(9))
        await asyncio.sleep(50)
        watch.alive()
        task = asyncio.create_task(watch.read(for_ever()))
        asyncio.get_running_loop().call_later(1, task.cancel)
        (end,) = await asyncio.gather(task, return_exceptions=True)
        return end

    assert isinstance(on_fast_clock(reading()), asyncio.CancelledError)
