"""Why the plan does not meet a goal, which goals come first, and what would meet it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from shared.domain.goals.asking import Asking
from shared.domain.goals.calendar import months_late
from shared.domain.goals.remedies import Line, more_surplus
from shared.domain.goals.split import Demand, Share, Sums, split
from shared.domain.goals.timeline import Timeline
from shared.domain.money import Amount
from shared.domain.months import Month
from shared.domain.values import Value


class WhyNot(StrEnum):
    """Why a goal is late or not reached in the plan, or not in it."""

    TARGET_UNKNOWN = "target_unknown"
    DATE_PASSED = "date_passed"
    NO_SURPLUS = "no_surplus"
    DATE_AFTER_THE_MONTHS = "date_after_the_months"
    GOALS_BEFORE_IT = "goals_before_it"
    SET_ASIDE_ALREADY = "set_aside_already"
    TARGET_OUTGROWS_SURPLUS = "target_outgrows_surplus"
    SURPLUS_TOO_SMALL = "surplus_too_small"
    BEYOND_THE_MONTHS = "beyond_the_months"


class SurplusRemedies(Value):
    """What would meet a goal in the plan; each on its own suffices, None where it cannot.

    `more_surplus`: whole rupiah that would have to be left over on top, every month, for all goals.
    `months_later`: for how many months the date would have to move. `fitting_target`: the largest target,
    at its own prices, that is met on the date, above what is there already.
    """

    more_surplus: Amount | None = None
    months_later: int | None = None
    fitting_target: Amount | None = None


class Shortfall(NamedTuple):
    """Why a goal is not met, the goals that get money first, and what would meet it."""

    why_not: WhyNot
    waits_for: tuple[UUID, ...]
    remedies: SurplusRemedies | None


class Board(NamedTuple):
    """A surplus split between the goals that ask for some: what is said about any of them rests on it.

    `shares` go on to the last date of all; only the steps that `line` looks at are told. `surplus` is that
    of whole months, below zero where more is spent than comes.
    """

    asked: Sequence[Asking]
    earned: Sums
    shares: Sequence[Share]
    line: Line
    timeline: Timeline
    surplus: Sequence[int]

    @property
    def deficit(self) -> int:
        """What is missing in the worst month before anything is left over in it."""
        return max(0, -min(self.surplus))

    def seen(self, place: int) -> Share:
        """What is seen of a goal's share in the months looked at."""
        return self._cut(self.asked[place].demand, self.shares[place])

    def alone(self, place: int) -> Share:
        """What would be seen of it if there were no other goal."""
        demand = self.asked[place].demand
        return self._cut(demand, split([demand], self.earned)[0])

    def expected_short(self, place: int) -> int | None:
        """What is missing on a date after the months looked at, if the last one's surplus goes on."""
        due = self.asked[place].demand.due
        after = due is not None and self.line.looked_at <= due < self.line.steps
        return self.shares[place].short if after else None

    def _cut(self, demand: Demand, share: Share) -> Share:
        known = share.reached is not None and share.reached < self.line.looked_at
        return Share(
            share.sums[: self.line.looked_at],
            share.total if known else None,
            share.reached if known else None,
            share.short if self.line.looks_at(demand.due) else 0,
        )


def is_met(share: Share) -> bool:
    """Whether all of it is there, on the date where there is one."""
    return share.reached is not None and not share.short


def shortfall_of(board: Board, place: int) -> Shortfall | None:
    """Why a goal is not met; None where it is, or will be on its date if the last surplus goes on."""
    share = board.seen(place)
    if is_met(share) or board.expected_short(place) == 0:
        return None
    return Shortfall(_why_not(board, place, share), _waits_for(board, place, share), _remedies(board, place))


def _why_not(board: Board, place: int, share: Share) -> WhyNot:
    """The first that holds. Money that is enough for the goal alone went to others first."""
    due, line = board.asked[place].demand.due, board.line
    if due == -1:
        return WhyNot.DATE_PASSED
    if max(board.surplus) <= 0:
        return WhyNot.NO_SURPLUS
    if due is not None and not line.looks_at(due):
        return WhyNot.DATE_AFTER_THE_MONTHS
    alone = board.alone(place)
    if is_met(alone):
        return WhyNot.GOALS_BEFORE_IT
    never = share.reached is None and alone.reached is None
    return _too_little(board, place, never=never)


def _too_little(board: Board, place: int, *, never: bool) -> WhyNot:
    """Why all the money is not enough for a goal even alone."""
    if board.earned[board.line.looked_at - 1] == 0:
        return WhyNot.SET_ASIDE_ALREADY
    if never and _outgrows(board, place):
        return WhyNot.TARGET_OUTGROWS_SURPLUS
    return WhyNot.BEYOND_THE_MONTHS if board.asked[place].demand.due is None else WhyNot.SURPLUS_TOO_SMALL


def _outgrows(board: Board, place: int) -> bool:
    """Whether its price grows by more than is left over in the month after those looked at."""
    target = board.asked[place].target
    last = Month.of(board.timeline.days[board.line.looked_at - 1])
    return target.grows and target.on(last.next().last_day) - target.on(last.last_day) >= board.surplus[-1]


def _waits_for(board: Board, place: int, share: Share) -> tuple[UUID, ...]:
    """The goals that have got money by its date, or else before it has its own.

    Those before it; and where it has no date or a later one, those after it whose own date comes first.
    """
    due, last = board.asked[place].demand.due, board.line.looked_at - 1
    waits = last if share.reached is None else share.reached - 1
    until = due if due is not None and 0 <= due <= last else waits
    others = enumerate(zip(board.asked, board.shares, strict=True))
    got = (asked.goal.id for at, (asked, has) in others if at != place and has.sums[until])
    return tuple(got) if until >= 0 else ()


def _remedies(board: Board, place: int) -> SurplusRemedies | None:
    """What would meet it; for a date after the months looked at if the last one's surplus goes on."""
    goal, target, day, price, demand = board.asked[place]
    share = board.shares[place] if board.expected_short(place) is not None else board.seen(place)
    later = fits = None
    more = more_surplus(board.line, place)
    if goal.target_on is not None and share.reached is not None:
        later = months_late(goal.target_on, board.timeline.days[share.reached])
    known = demand.due is not None and demand.due < board.line.steps
    if known and goal.target and price - share.short > goal.counted:
        fits = target.lowered_to(price - share.short, on=day)
    remedies = SurplusRemedies(
        more_surplus=None if more is None else more + board.deficit, months_later=later, fitting_target=fits
    )
    return None if remedies == SurplusRemedies() else remedies
