"""How much more a month would meet a goal that the plan does not meet."""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.goals.split import Demand, Share, Sums, guarantees

FINEST = 1_000
"""Rupiah: what is missing is searched for in such steps where targets grow, or to three digits."""


class Line(NamedTuple):
    """Demands in their order, and the money that has come by the end of each month."""

    demands: Sequence[Demand]
    earned: Sums


def more_per_month(line: Line, place: int) -> int | None:
    """The least on top of each month's money with which the demand at `place` is met.

    Met: a dated one on its date, any other within the months looked at. All the money is split anew, so
    what those above it still lack comes first. Whole rupiah; rounded up to three digits, or the next
    thousand, where it or one above it grows, since growth is an assumption. None where no money can come
    in time.
    """
    due = line.demands[place].due
    if due is not None and not 0 <= due < len(line.earned):
        return None
    enough = _enough(line, place, [each.asks[0] for each in line.demands[:place]])
    if not any(each.grows for each in line.demands[: place + 1]):
        return enough
    return _narrowed(line, place, enough)


def _narrowed(line: Line, place: int, least: int) -> int:
    """The least that suffices where targets grow; `least` is not too much.

    The more there is a month, the sooner those above are reached and the less they ask for in all. So
    what they ask for at too little bounds the answer from above, and at enough from below.
    """
    step = step_of(least)
    low = guess = -(-least // step)
    high = None
    while high is None or low < high:
        is_met, totals = _tried(line, place, guess * step)
        bound = -(-_enough(line, place, totals) // step)
        if is_met:
            low, high = max(low, bound), guess
        else:
            low, high = guess + 1, bound if high is None else min(high, bound)
        guess = (low + high) // 2
    return high * step


def step_of(amount: int) -> int:
    """The steps in which an amount of that size is searched for."""
    return max(FINEST, 10 ** (len(str(amount)) - 3))


def _tried(line: Line, place: int, extra: int) -> tuple[bool, list[int]]:
    """Whether so much more a month meets the demand, and what those above it then ask for in all."""
    own = line.demands[place]
    earned = [sum_ + extra * month for month, sum_ in enumerate(line.earned[: _months(line, place)], 1)]
    *above, share = guarantees(line.demands[: place + 1], earned)
    totals = [_total(each, has, own) for each, has in zip(line.demands[:place], above, strict=True)]
    return share.reached is not None and share.short == 0, totals


def _months(line: Line, place: int) -> int:
    """How many months decide whether a demand is met."""
    if line.demands[place].due is None:
        return len(line.earned)
    last = max(each.due for each in line.demands[: place + 1] if each.due is not None)
    return min(len(line.earned), last + 1)


def _total(demand: Demand, share: Share, below: Demand) -> int:
    """What a demand asks for in all, at the most.

    One that is due no sooner than the dated one below it has to be on time, or it leaves nothing.
    """
    if demand.due is not None and below.due is not None and demand.due >= below.due:
        return demand.asks[0]
    return demand.asks[-1] if share.total is None else share.total


def _enough(line: Line, place: int, totals: Sequence[int]) -> int:
    """The least that suffices where those above ask for `totals` in all."""
    own, earned = line.demands[place], line.earned
    if own.due is None:
        before, last = sum(totals), len(earned)
        asked = zip(own.asks, earned, range(1, last + 1), strict=False) if own.grows else ()
        least = _a_month(before + own.asks[0], last - 1, earned)
        return max(0, min((-((sum_ - before - ask) // month) for ask, sum_, month in asked), default=least))
    above = [(each.due, total) for each, total in zip(line.demands[:place], totals, strict=True)]
    later = {due for due, _ in above if due is not None and own.due < due < len(earned)}
    return max(
        0, *(_a_month(_needed_by(above, month, own.asks[0]), month, earned) for month in {own.due, *later})
    )


def _needed_by(above: Sequence[tuple[int | None, int]], month: int, own: int) -> int:
    """All the money that must have come by a month, so that a dated demand has its own after `above`.

    A demand without a date gets its turn before it only where the dated ones above that one leave money
    that this one needs. Only at its own date and later ones above it must so much have come.
    """
    dated = own + sum(total for due, total in above if due is not None and due <= month)
    before, needed = 0, dated
    for due, total in above:
        if due is not None:
            before += total
        elif before < dated:
            needed += total
    return needed


def _a_month(amount: int, month: int, earned: Sums) -> int:
    """What has to come on top of each month's money for an amount by the end of a month, rounded up."""
    return -((earned[month] - amount) // (month + 1))
