"""How much more has to be left over a month to meet a goal that the plan does not meet."""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.goals.split import Demand, Share, guarantees
from shared.domain.goals.timeline import Flow

FINEST = 1_000
"""Rupiah: what is missing is searched for in such steps where targets grow, or to three digits."""


class Line(NamedTuple):
    """Demands in their order, and the money that comes.

    A demand without a date has to be met within the first `looked_at` of all `steps`.
    """

    demands: Sequence[Demand]
    flow: Flow
    steps: int
    looked_at: int

    def looks_at(self, due: int | None) -> bool:
        """Whether a date lies within the months looked at."""
        return due is not None and due < self.looked_at


def more_surplus(line: Line, place: int) -> int | None:
    """The least on top of each month's money with which the demand at `place` is met.

    Met: a dated one on its date, any other within the months looked at. All the money is split anew, so
    what those above it still lack comes first. Whole rupiah; rounded up to three digits, or the next
    thousand, where one above it grows, since growth is an assumption. None where no money can come in time.
    """
    due = line.demands[place].due
    if due is not None and not 0 <= due < line.steps:
        return None
    enough = _enough(line, place, [each.asks[0] for each in line.demands[:place]])
    if not any(each.grows for each in line.demands[:place]):
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
    earned = line.flow.earned(extra=extra, steps=_steps(line, place))
    *above, share = guarantees(line.demands[: place + 1], earned)
    totals = [_total(each, has, own) for each, has in zip(line.demands[:place], above, strict=True)]
    return share.reached is not None and share.short == 0, totals


def _steps(line: Line, place: int) -> int:
    """How many steps decide whether a demand is met."""
    if line.demands[place].due is None:
        return line.looked_at
    last = max(each.due for each in line.demands[: place + 1] if each.due is not None)
    return min(line.steps, last + 1)


def _total(demand: Demand, share: Share, below: Demand) -> int:
    """What a demand asks for in all, at the most.

    One that is due no sooner than the dated one below it has to be on time, or it leaves nothing.
    """
    if demand.due is not None and below.due is not None and demand.due >= below.due:
        return demand.asks[0]
    return demand.asks[-1] if share.total is None else share.total


def _enough(line: Line, place: int, totals: Sequence[int]) -> int:
    """The least that suffices where those above ask for `totals` in all."""
    own = line.demands[place]
    if own.due is None:
        return max(0, _enough_in_turn(line, own, sum(totals)))
    above = [(each.due, total) for each, total in zip(line.demands[:place], totals, strict=True)]
    later = {due for due, _ in above if due is not None and own.due < due < line.steps}
    needed = ((_needed_by(above, step, own.asks[0]), step) for step in {own.due, *later})
    return max(0, *(line.flow.least_extra(amount, step) for amount, step in needed))


def _enough_in_turn(line: Line, own: Demand, above: int) -> int:
    """The least that suffices for a demand without a date once all those above it have theirs."""
    last = line.looked_at - 1
    if not own.grows:
        return line.flow.least_extra(above + own.asks[0], last)
    least = line.flow.least_extra(above + own.asks[last], last)
    # Only what outgrows the money needs less of it for an earlier month.
    fewer = line.flow.earned(extra=least - 1, steps=last)
    if all(come < above + asks for come, asks in zip(fewer, own.asks, strict=False)):
        return least
    return min(line.flow.least_extra(above + own.asks[step], step) for step in range(last + 1))


def _needed_by(above: Sequence[tuple[int | None, int]], step: int, own: int) -> int:
    """All the money that must have come by a step, so that a dated demand has its own after `above`.

    A demand without a date gets its turn before it only where the dated ones above that one leave money
    that this one needs. Only at its own date and later ones above it must so much have come.
    """
    dated = own + sum(total for due, total in above if due is not None and due <= step)
    before, needed = 0, dated
    for due, total in above:
        if due is not None:
            before += total
        elif before < dated:
            needed += total
    return needed
