"""Work that is done whole, however often it is told to stop."""

import asyncio

import pytest

from shared.services.tidying import to_the_end


class Work:
    """Waits until it may go on, then is done, or fails."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.begun, self.goes_on = asyncio.Event(), asyncio.Event()
        self.done = False
        self._fails = fails

    async def run(self) -> None:
        """Do it."""
        self.begun.set()
        await self.goes_on.wait()
        if self._fails is not None:
            raise self._fails
        self.done = True


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("fails", [None, RuntimeError()])
async def test_is_done_before_the_cancellation_is_told(times: int, fails: Exception | None) -> None:
    work = Work(fails)
    doing = asyncio.create_task(to_the_end(work.run()))
    await work.begun.wait()
    for _ in range(times):
        doing.cancel()
        await asyncio.sleep(0)
    assert not doing.done()
    work.goes_on.set()

    with pytest.raises(asyncio.CancelledError):
        await doing
    assert work.done is (fails is None)


async def test_that_fails_says_so() -> None:
    work = Work(KeyError())
    work.goes_on.set()

    with pytest.raises(KeyError):
        await to_the_end(work.run())
