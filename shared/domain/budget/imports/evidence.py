"""What the cells of a column prove: the order of its dates, the decimal mark of its amounts.

A proof is a cell that can mean one thing only, such as a day beyond the 12th; cells that agree whichever
way they are read need none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

K = TypeVar("K", bound=StrEnum)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Evidence(Generic[K]):
    """How a column can be read. `proven` is the one way, or any where all ways say the same.

    `possible` are the ways left open, `doubtful` a text that they read differently.
    """

    proven: K | None
    possible: tuple[K, ...]
    doubtful: str | None

    def allows(self, way: K) -> bool:
        """Whether the column may be read in this way, as far as it tells."""
        return way in self.possible


def weigh(readings: Iterable[tuple[str, Mapping[K, V]]], ways: type[K]) -> Evidence[K]:
    """The evidence of texts with all that each can mean; a text that means nothing counts for nothing.

    Texts that contradict each other prove nothing: every way that reads one of them is possible.
    """
    read = [(text, meant) for text, meant in dict(readings).items() if meant]
    common = [way for way in ways if all(way in meant for _, meant in read)]
    some = [way for way in ways if any(way in meant for _, meant in read)]
    possible = tuple(common or some or ways)
    doubtful = next((text for text, meant in read if _differs(meant, possible)), None)
    sure = doubtful is None or len(possible) == 1
    return Evidence(possible[0] if sure and (common or not read) else None, possible, doubtful)


def _differs(meant: Mapping[K, V], possible: tuple[K, ...]) -> bool:
    return len({meant.get(way) for way in possible}) > 1
