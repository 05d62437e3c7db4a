"""A watched turn ends when it is told to, wherever it waits, and no earlier."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from shared.domain.conversation.errors import ChatStoreUnavailable, SessionNotFound, TurnStopped
from shared.services.running_turns import RunningTurns, Watch


class Work:
    """Events of a turn: two at once, then one that waits for ever."""

    def __init__(self, *, swallows: bool = False, breaks: bool = False) -> None:
        self.swallows = swallows
        self.breaks = breaks
        self.waits = asyncio.Event()
        self.closed = False

    async def events(self) -> AsyncGenerator[int]:
        try:
            yield 1
            yield 2
            self.waits.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if self.breaks:
                    raise ConnectionError from None
                if not self.swallows:
                    raise
            yield 3
        finally:
            self.closed = True


async def heard(work: Work, watch: Watch) -> list[int]:
    told: list[int] = []
    async with aclosing(work.events()) as events:
        while (event := await watch.next(events)) is not None:
            told.append(event)
    return told


class TestWatch:
    async def test_hands_out_every_event(self) -> None:
        async def three() -> AsyncGenerator[int]:
            for number in range(3):
                yield number

        events, watch = three(), Watch()
        told = [await watch.next(events) for _ in range(4)]

        assert told == [0, 1, 2, None]

    @pytest.mark.parametrize(
        "work", [Work(), Work(swallows=True), Work(breaks=True)], ids=["plain", "swallows", "breaks"]
    )
    async def test_cancels_what_is_waited_for(self, work: Work) -> None:
        work.waits, watch = asyncio.Event(), Watch()
        running = asyncio.create_task(heard(work, watch))
        await work.waits.wait()

        watch.end(TurnStopped())
        watch.end(SessionNotFound())

        with pytest.raises(TurnStopped):
            await running
        assert work.closed
        assert running.cancelling() == 0

    async def test_ends_before_the_next_event_where_nothing_is_waited_for(self) -> None:
        work, watch = Work(), Watch()
        async with aclosing(work.events()) as events:
            assert await watch.next(events) == 1
            watch.end(TurnStopped())
            with pytest.raises(TurnStopped):
                await watch.next(events)

    async def test_passes_on_a_cancellation_from_outside(self) -> None:
        work = Work()
        running = asyncio.create_task(heard(work, Watch()))
        await work.waits.wait()

        running.cancel()

        with pytest.raises(asyncio.CancelledError):
            await running
        assert work.closed

    async def test_passes_on_an_error_of_the_work(self) -> None:
        async def broken() -> AsyncGenerator[int]:
            raise TimeoutError
            yield 1

        with pytest.raises(TimeoutError):
            await Watch().next(broken())


class TestRunningTurns:
    async def test_stops_the_turn_that_is_meant(self) -> None:
        running, mine, other = RunningTurns(), uuid4(), uuid4()

        async def look() -> None:
            return None

        async with running.watched(mine, look) as watch, running.watched(other, look) as beside:
            running.stop(mine)
            running.stop(uuid4())

            beside.check()
            with pytest.raises(TurnStopped):
                watch.check()

    async def test_looks_until_it_hears_why_to_end(self) -> None:
        looks: list[Exception] = [ChatStoreUnavailable(), SessionNotFound()]
        told = asyncio.Event()

        async def look() -> None:
            if len(looks) == 1:
                told.set()
            raise looks.pop(0)

        async with RunningTurns(look_every=0).watched(uuid4(), look) as watch:
            await told.wait()
            await asyncio.sleep(0)
            with pytest.raises(SessionNotFound):
                watch.check()
        assert looks == []

    async def test_looks_no_more_when_the_turn_is_over(self) -> None:
        looked = asyncio.Event()

        async def look() -> None:
            looked.set()

        async with RunningTurns(look_every=0).watched(uuid4(), look):
            await looked.wait()
        looked.clear()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

        assert not looked.is_set()

    @pytest.mark.parametrize("swallows", [ChatStoreUnavailable, None], ids=["and fails", "and says yes"])
    async def test_ends_with_its_turn_though_a_driver_swallows_that_it_should(
        self, swallows: type[Exception] | None
    ) -> None:
        looks, began = 0, asyncio.Event()

        async def look() -> None:
            nonlocal looks
            looks += 1
            if looks > 1:
                raise SessionNotFound
            began.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if swallows is not None:
                    raise swallows from None

        with capture_logs():
            async with asyncio.timeout(30), RunningTurns(look_every=0).watched(uuid4(), look):
                await began.wait()

        assert looks == 1
