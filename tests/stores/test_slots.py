"""Places for what may run at once: who comes later waits, who waits too long is sent away."""

import asyncio

import pytest

from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.stores.slots import Slots

FOR_EVER = 1e6


class Counting:
    """Counts how many are inside at once."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._inside = 0
        self.most = 0
        self.order: list[int] = []

    async def visit(self, number: int) -> None:
        """Be inside for a moment."""
        async with self._slots.one():
            self._inside += 1
            self.most = max(self.most, self._inside)
            self.order.append(number)
            await asyncio.sleep(0)
            self._inside -= 1


async def test_no_more_are_inside_than_there_are_places_and_all_come_in_order() -> None:
    counting = Counting(Slots(3, patience=FOR_EVER))
    await asyncio.gather(*map(counting.visit, range(20)))
    assert counting.most == 3
    assert counting.order == list(range(20))


async def test_who_finds_no_place_in_time_is_sent_away() -> None:
    slots = Slots(1, patience=0.01)
    async with slots.one():
        with pytest.raises(ChatStoreUnavailable):
            await Counting(slots).visit(1)


async def test_a_place_is_given_back_by_whoever_fails_or_gives_up() -> None:
    slots = Slots(1, patience=FOR_EVER)
    with pytest.raises(RuntimeError):
        async with slots.one():
            raise RuntimeError
    async with slots.one():
        waiting = asyncio.create_task(Counting(slots).visit(1))
        await asyncio.sleep(0)
        waiting.cancel()
    counting = Counting(slots)
    await counting.visit(2)
    assert counting.order == [2]
