"""A scale for amounts with round marks, as an axis shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Axis:
    """Amounts from `bottom` to `top`, whole rupiah, with a mark at every `step`; 0 is always on it."""

    bottom: int
    top: int
    step: int

    def at(self, amount: int) -> float:
        """Where the amount lies: 0 is the bottom, 1 the top."""
        return (min(max(amount, self.bottom), self.top) - self.bottom) / (self.top - self.bottom)

    @property
    def marks(self) -> range:
        """The amounts with a mark, from the bottom up."""
        return range(self.bottom, self.top + 1, self.step)


def axis_over(amounts: Iterable[int], *, marks: int) -> Axis:
    """The axis that holds 0 and every amount, with at most about `marks` steps above and below 0."""
    known = (0, *amounts)
    low, high = min(known), max(known)
    step = _round_step(max(1, high - low), marks)
    bottom, top = low // step * step, -(-high // step) * step
    return Axis(bottom, max(top, bottom + step), step)


def _round_step(span: int, marks: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that covers the span in `marks` steps."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size * marks >= span:
                return step * size
        size *= 10
