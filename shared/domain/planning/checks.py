"""What makes a plan impossible: months outside it, names that are not there, changes that overlap.

Pointers lead into a body `{"baseline": …, "scenarios": […]}`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from shared.domain.months import Month
from shared.domain.planning.changes import (
    CategoryChange,
    Change,
    ExtraPayment,
    GoalAdded,
    GoalDropped,
    IncomeChange,
    IncomeLoss,
    Instalment,
    Move,
    NewDebt,
    PayMonthChange,
    PriceGrowth,
    Scenario,
)
from shared.domain.planning.model import Baseline
from shared.domain.planning.refusals import (
    AFTER_END,
    BEFORE_START,
    CITY_TWICE,
    DEBT_NOT_YET,
    DROPPED_TWICE,
    FIRST_YEAR,
    FUND_OVER_CASH,
    GOAL_NOT_YET,
    GROUP_TWICE,
    GROWTH_TWICE,
    LAST_YEAR,
    LOST_TWICE,
    NO_CATEGORY,
    NO_DEBT,
    NO_GOAL,
    NO_INCOME,
    PAY_TWICE,
    TAKEN,
    UNTIL_BEFORE_FROM,
    PlanRefused,
    filled,
)
from shared.domain.planning.timeline import Timeline
from shared.errors import FieldProblem
from shared.words import Words

EARLIEST = Month(2000, 1)
LATEST = Month(2200, 12)
"""The first and the last month of any plan."""

Place = tuple[int, Change]


def check_plan(baseline: Baseline, scenarios: Sequence[Scenario], time: Timeline) -> None:
    """Raises PlanRefused, pointing at each thing that is impossible."""
    problems = [
        *baseline_problems(baseline, months=time.months),
        *chain.from_iterable(
            _Checked(baseline, scenario, time, f"/scenarios/{place}").problems()
            for place, scenario in enumerate(scenarios)
        ),
    ]
    if problems:
        raise PlanRefused(*problems)


def baseline_problems(baseline: Baseline, *, months: int) -> Iterator[FieldProblem]:
    """What is impossible about where a plan of so many months starts."""
    if baseline.start < EARLIEST:
        yield FieldProblem("/baseline/start", FIRST_YEAR)
    if baseline.start > LATEST.add(1 - months):
        yield FieldProblem("/baseline/start", LAST_YEAR)
    if baseline.emergency_fund > max(0, baseline.cash):
        yield FieldProblem("/baseline/emergency_fund", FUND_OVER_CASH)
    keys = {
        "incomes": [it.id for it in baseline.incomes],
        "categories": [it.id for it in baseline.categories],
        "debts": [it.id for it in baseline.debts],
        "goals": [it.id for it in baseline.goals],
    }
    for name, ids in keys.items():
        yield from (FieldProblem(f"/baseline/{name}/{place}/id", TAKEN) for place in _repeated(ids))
    groups = [it.group for it in baseline.price_growth_by_group]
    for place in _repeated(groups):
        yield FieldProblem(f"/baseline/price_growth_by_group/{place}/group", GROUP_TWICE)


class _Checked:
    """One scenario held against its baseline."""

    def __init__(self, baseline: Baseline, scenario: Scenario, time: Timeline, where: str) -> None:
        self._time = time
        self._changes = tuple(enumerate(scenario.changes))
        self._where = where
        self._incomes = {it.id for it in baseline.incomes}
        self._categories = {it.id for it in baseline.categories}
        self._debts = {it.id: 0 for it in baseline.debts}
        self._goals = {it.id: 0 for it in baseline.goals}
        self._new: list[tuple[str, int]] = []

    def problems(self) -> Iterator[FieldProblem]:
        yield from self._taken_names()
        for place, change in self._changes:
            yield from self._months(place, change)
            check = _CHECKS.get(type(change))
            if check is not None:
                yield from check(self, place, change)
        yield from self._overlaps(IncomeLoss, lambda it: it.income, LOST_TWICE)
        yield from self._overlaps(PayMonthChange, lambda it: (it.income, it.type), PAY_TWICE)
        yield from self._overlaps(PriceGrowth, lambda it: (it.group, it.category), GROWTH_TWICE)

    def _taken_names(self) -> Iterator[FieldProblem]:
        """Learn what the scenario adds; a name that is there already is a problem."""
        for place, change in self._changes:
            if isinstance(change, (Instalment, NewDebt)):
                known, begins = self._debts, self._time.index(change.since) + 1
            elif isinstance(change, GoalAdded):
                known, begins = self._goals, self._time.index(change.since)
            else:
                continue
            if change.id in known:
                yield self._problem(place, "id", TAKEN)
            else:
                known[change.id] = begins

    def _months(self, place: int, change: Change) -> Iterator[FieldProblem]:
        first, last = self._time.start, self._time.month(self._time.months - 1)
        if change.since < first:
            yield self._problem(place, "from", filled(BEFORE_START, start=first))
        elif change.since > last:
            yield self._problem(place, "from", filled(AFTER_END, end=last))
        until: Month | None = getattr(change, "until", None)
        if until is not None and until < change.since:
            yield self._problem(place, "until", UNTIL_BEFORE_FROM)

    def income(
        self, place: int, change: IncomeChange | IncomeLoss | PayMonthChange
    ) -> Iterator[FieldProblem]:
        if change.income not in self._incomes:
            yield self._problem(place, "income", NO_INCOME)

    def category(self, place: int, change: CategoryChange | PriceGrowth) -> Iterator[FieldProblem]:
        if change.category is not None and change.category not in self._categories:
            yield self._problem(place, "category", NO_CATEGORY)

    def extra(self, place: int, change: ExtraPayment) -> Iterator[FieldProblem]:
        begins = self._debts.get(change.debt)
        if begins is None:
            yield self._problem(place, "debt", NO_DEBT)
        elif self._time.index(change.since) < begins and begins > 0:
            yield self._problem(place, "from", filled(DEBT_NOT_YET, month=self._time.month(begins)))

    def dropped(self, place: int, change: GoalDropped) -> Iterator[FieldProblem]:
        begins = self._goals.get(change.goal)
        if begins is None:
            yield self._problem(place, "goal", NO_GOAL)
            return
        if self._time.index(change.since) < begins and begins > 0:
            yield self._problem(place, "from", filled(GOAL_NOT_YET, month=self._time.month(begins)))
        earlier = (it for _, it in self._changes[:place] if isinstance(it, GoalDropped))
        if any(it.goal == change.goal for it in earlier):
            yield self._problem(place, "goal", DROPPED_TWICE)

    def city(self, place: int, change: Move) -> Iterator[FieldProblem]:
        names = [it.category for it in change.categories]
        for inner, name in enumerate(names):
            if name not in self._categories:
                yield self._problem(place, f"categories/{inner}/category", NO_CATEGORY)
        for inner in _repeated(names):
            yield self._problem(place, f"categories/{inner}/category", CITY_TWICE)

    def _overlaps(
        self, kind: type[Any], about: Callable[[Any], object], words: Words
    ) -> Iterator[FieldProblem]:
        """Changes of one kind about the same thing whose months touch those of an earlier one of the list."""
        seen: list[tuple[object, int, int]] = []
        for place, change in self._changes:
            if isinstance(change, kind):
                subject, span = about(change), self._time.span(change.since, getattr(change, "until", None))
                if any(it == subject and span[0] < after and first < span[1] for it, first, after in seen):
                    yield self._problem(place, "from", words)
                seen.append((subject, *span))

    def _problem(self, place: int, field: str, words: Words) -> FieldProblem:
        return FieldProblem(f"{self._where}/changes/{place}/{field}", words)


_CHECKS: Mapping[type[Change], Callable[[_Checked, int, Any], Iterator[FieldProblem]]] = {
    IncomeChange: _Checked.income,
    IncomeLoss: _Checked.income,
    PayMonthChange: _Checked.income,
    CategoryChange: _Checked.category,
    PriceGrowth: _Checked.category,
    ExtraPayment: _Checked.extra,
    GoalDropped: _Checked.dropped,
    Move: _Checked.city,
}


def _repeated(keys: Iterable[object]) -> Iterator[int]:
    """The places of what stood earlier already."""
    seen: set[object] = set()
    for place, key in enumerate(keys):
        if key in seen:
            yield place
        seen.add(key)
