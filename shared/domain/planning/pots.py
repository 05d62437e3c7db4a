"""Money set aside for goals, month by month, out of what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


@dataclass(slots=True)
class Pot:
    """One goal over the months: what has to lie there in the end by month, as it is `asked`, and `held` so
    far. It is saved for from month `first` on.

    `deadline` is the last month that ends by its date, None without a date; `released` the month in which
    the goal is given up, `reached` the one in which enough lies there.
    """

    id: str
    priority: int
    asked: Sequence[int]
    deadline: int | None
    held: int = 0
    first: int = 0
    released: int | None = None
    reached: int | None = None

    @property
    def shrinks(self) -> bool:
        """Whether it may be reached without getting any more, because less is asked for later."""
        return self.asked[-1] < self.asked[0]

    def give(self, left: int, month: int) -> int:
        """Set aside what it takes this month, as far as there is something left: an even share of what is
        lacking until its date, else all of it."""
        lacking = self.asked[month] - self.held
        if lacking <= 0:
            self.reached = month
            return 0
        if left <= 0:
            return 0
        if self.deadline is None or self.deadline <= month:
            share = min(left, lacking)
        else:
            share = min(left, -(-lacking // (self.deadline - month + 1)))
        self.held += share
        if share == lacking:
            self.reached = month
        return share


class Path(NamedTuple):
    """Cash after each month, what went into goals in it (negative: came back), and what lies in them."""

    cash: list[int]
    contributions: list[int]
    set_aside: list[int]


def follow(*, opening: int, nets: Sequence[int], kept: int, pots: Sequence[Pot]) -> Path:
    """Walk through the months. Goals get what is left above `kept`; `pots` learn when they are reached."""
    waiting = sorted(pots, key=lambda pot: (pot.priority, *_date_first(pot), pot.id))
    cash, aside = opening, sum(pot.held for pot in pots)
    path = Path([], [], [])
    leaving = {pot.released for pot in pots}
    last = max((month for month in leaving if month is not None), default=-1)
    beginning = {pot.first for pot in pots}
    shrinking = any(pot.shrinks for pot in pots)
    for month, net in enumerate(nets):
        if not waiting and month > last:
            _rest(path, cash, aside, nets[month:])
            break
        cash += net
        given = 0
        if month in leaving:
            given = -_take_back(pots, month)
            waiting = [pot for pot in waiting if pot.released != month]
        left = cash - given - kept
        if left > 0 or shrinking or month in beginning:
            share, reached = _give(waiting, left, month, all_of_them=shrinking or month in beginning)
            given += share
            if reached:
                waiting = [pot for pot in waiting if pot.reached is None]
        cash -= given
        aside += given
        path.cash.append(cash)
        path.contributions.append(given)
        path.set_aside.append(aside)
    return path


def _rest(path: Path, cash: int, aside: int, nets: Sequence[int]) -> None:
    """The months in which nothing goes to goals any more."""
    path.cash.extend(accumulate(nets[1:], initial=cash + nets[0]))
    path.contributions.extend([0] * len(nets))
    path.set_aside.extend([aside] * len(nets))


def _take_back(pots: Sequence[Pot], month: int) -> int:
    """Empty the pots of goals that are given up this month; the sum."""
    leaving = [pot for pot in pots if pot.released == month]
    freed = sum(pot.held for pot in leaving)
    for pot in leaving:
        pot.held = 0
    return freed


def _give(waiting: Sequence[Pot], left: int, month: int, *, all_of_them: bool) -> tuple[int, bool]:
    """Set aside for the goals that are saved for this month, in their order; the sum, and whether one of them
    is reached.

    Once nothing is left the rest of them need a look only where one may be reached without getting any.
    """
    given, reached = 0, False
    for pot in waiting:
        if given >= left and not all_of_them:
            break
        if pot.first <= month:
            given += pot.give(left - given, month)
            reached = reached or pot.reached is not None
    return given, reached


def _date_first(pot: Pot) -> tuple[bool, int]:
    return pot.deadline is None, pot.deadline or 0
