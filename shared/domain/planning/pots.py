"""Money set aside for goals, month by month, out of what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


@dataclass(slots=True)
class Pot:
    """One goal over the months: `targets` by month, `held` so far, saved for from month `first` on.

    `deadline` is the last month that ends by its date, None without a date; `released` the month in which
    the goal is given up, `reached` the one in which enough lies there.
    """

    id: str
    priority: int
    targets: Sequence[int]
    deadline: int | None
    held: int = 0
    first: int = 0
    released: int | None = None
    reached: int | None = None

    def asked(self, month: int) -> int:
        """What has to lie there in the end, seen from a month: the target at its date, or today's."""
        return self.targets[month if self.deadline is None else max(month, self.deadline)]

    def wanted(self, month: int) -> int:
        """What it takes this month: an even share of what is lacking until its date, else all of it."""
        lacking = max(0, self.asked(month) - self.held)
        months_left = 1 if self.deadline is None else max(1, self.deadline - month + 1)
        return -(-lacking // months_left)


class Path(NamedTuple):
    """Cash after each month, what went into goals in it (negative: came back), and what lies in them."""

    cash: list[int]
    contributions: list[int]
    set_aside: list[int]


def split(left: int, wanted: Sequence[int]) -> list[int]:
    """What is left, shared out in the order of priority: each gets what it wants as long as there is some."""
    shares: list[int] = []
    for wish in wanted:
        share = max(0, min(left, wish))
        shares.append(share)
        left -= share
    return shares


def follow(*, opening: int, nets: Sequence[int], kept: int, pots: Sequence[Pot]) -> Path:
    """Walk through the months. Goals get what is left above `kept`; `pots` learn when they are reached."""
    waiting = sorted(pots, key=lambda pot: (pot.priority, *_date_first(pot), pot.id))
    cash, aside = opening, sum(pot.held for pot in pots)
    path = Path([], [], [])
    leaving = {pot.released for pot in pots}
    last = max((month for month in leaving if month is not None), default=-1)
    for month, net in enumerate(nets):
        if not waiting and month > last:
            _rest(path, cash, aside, nets[month:])
            break
        cash += net
        given = 0
        if month in leaving:
            given = -_take_back(pots, month)
            waiting = [pot for pot in waiting if pot.released != month]
        if waiting:
            given += _give(waiting, cash - given - kept, month)
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


def _give(waiting: Sequence[Pot], left: int, month: int) -> int:
    """Set aside for the goals that are saved for this month; the sum."""
    saving = [pot for pot in waiting if pot.first <= month]
    shares = split(left, [pot.wanted(month) for pot in saving])
    for pot, share in zip(saving, shares, strict=True):
        pot.held += share
        if pot.held >= pot.asked(month):
            pot.reached = month
    return sum(shares)


def _date_first(pot: Pot) -> tuple[bool, int]:
    return pot.deadline is None, pot.deadline or 0
