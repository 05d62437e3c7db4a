"""Queries that take turns, so that a busy machine slows all of them alike."""

import time
from collections.abc import Callable, Hashable, Mapping
from statistics import median
from typing import TypeVar

Case = Callable[[], object]
Name = TypeVar("Name", bound=Hashable)

WARM_UP = 7
"""Rounds that do not count: a connection keeps a statement's plan from the sixth time on."""


def take_turns(cases: Mapping[Name, Case], *, rounds: int) -> dict[Name, float]:
    """The median milliseconds of each case over so many rounds, in each of which every case runs once."""
    taken: dict[Name, list[float]] = {name: [] for name in cases}
    for _ in range(WARM_UP + rounds):
        for name, case in cases.items():
            taken[name].append(_timed(case))
    return {name: median(times[WARM_UP:]) for name, times in taken.items()}


def _timed(case: Case) -> float:
    begun = time.perf_counter()
    case()
    return (time.perf_counter() - begun) * 1000
