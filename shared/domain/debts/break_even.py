"""The highest price at which something still costs no more than what is compared with it."""

from collections.abc import Callable
from itertools import cycle
from typing import NamedTuple


class Bracket(NamedTuple):
    """Prices between which it begins to cost more: at `low` it does not, at `high` it does.

    `at_low` and `at_high` are how much more is paid there, None where that is not known.
    """

    low: int
    at_low: int
    high: int
    at_high: int | None = None

    def narrowed(self, price: int, found: int | None) -> "Bracket":
        """The same with one more price known."""
        if found is None or found > 0:
            return self._replace(high=price, at_high=found)
        return self._replace(low=price, at_low=found)

    def by_slope(self) -> int:
        """A price on the other side of the nearer end, where a rupiah of it costs a rupiah at least."""
        if self.at_high is not None and self.at_high < -self.at_low:
            return self.high - self.at_high
        return self.low - self.at_low + 1

    def by_line(self) -> int:
        """Where a line between both ends meets what is compared with."""
        if self.at_high is None:
            return self.by_half()
        return self.low + self.at_low * (self.high - self.low) // (self.at_low - self.at_high)

    def by_half(self) -> int:
        """The middle."""
        return (self.low + self.high) // 2


def break_even(beyond: Callable[[int], int | None], *, most: Callable[[], int]) -> int | None:
    """The highest whole price up to `most` of which `beyond`, how much more is then paid, is not above zero.

    None where it is at 0 already. A higher price never costs less; `beyond` is None where a price is out of
    the question, as all higher ones are. `most` is asked only where there is something to look for. Each
    third guess halves what is left, so that the worst case is three times that of halving alone; where what
    is paid grows evenly with the price, some ten guesses do.
    """
    at_none = beyond(0)
    if at_none is None or at_none > 0:
        return None
    bracket = Bracket(0, at_none, most() + 1)
    for guess in cycle((Bracket.by_slope, Bracket.by_line, Bracket.by_half)):
        if bracket.high - bracket.low == 1:
            break
        price = min(max(guess(bracket), bracket.low + 1), bracket.high - 1)
        bracket = bracket.narrowed(price, beyond(price))
    return bracket.low
