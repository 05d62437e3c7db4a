"""What comes in and goes out month by month, before anything is set aside for goals.

What a scenario leaves alone is taken over from the baseline, not worked out again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import add
from typing import NamedTuple

from shared.domain.budget.transactions import BudgetGroup
from shared.domain.debts.loans import Loan
from shared.domain.planning.effects import Cost, Effects, GrowthRun, PayRun, RawShift
from shared.domain.planning.growth import (
    MONTHS_A_YEAR,
    Index,
    Piece,
    Shift,
    at_start_prices,
    grown,
    income_index,
    pieces,
    price_index,
    series,
)
from shared.domain.planning.model import Baseline, IncomeStream, PriceGroup, SpendingLine
from shared.domain.planning.refusals import BELOW_ZERO, PlanRefused
from shared.domain.planning.schedules import Schedule, schedule
from shared.domain.planning.timeline import Timeline
from shared.errors import FieldProblem


class Lines(NamedTuple):
    """Categories and monthly costs: whole rupiah by month, and the prices that each category follows.

    `flexible` is the part of both that varies beyond its plan.
    """

    by_category: Mapping[str, list[int]]
    indices: Mapping[str, Index]
    spending: list[int]
    saving: list[int]
    flexible: list[int]


class Debts(NamedTuple):
    """Debts by key, and what is paid and owed on all of them by month."""

    schedules: Mapping[str, Schedule]
    payments: list[int]
    owed: list[int]


class Flows(NamedTuple):
    """Everything that moves, in whole rupiah by month: `once` is the part of spending that comes once, and
    `assets` what stays of it."""

    by_income: Mapping[str, list[int]]
    income: list[int]
    borrowed: list[int]
    once: list[int]
    assets: list[int]
    lines: Lines
    debts: Debts

    @property
    def spending(self) -> list[int]:
        """What is spent on categories, monthly costs and single things."""
        return list(map(add, self.lines.spending, self.once))


class Household:
    """A baseline over its months, and what scenarios make of it."""

    def __init__(self, baseline: Baseline, time: Timeline, *, price_growth: Decimal) -> None:
        self.baseline = baseline
        self.time = time
        self._growth = price_growth
        self._by_group = {it.group: it.growth for it in baseline.price_growth_by_group}
        self._groups = {it.id: it.group for it in baseline.categories}
        self.flows = self._flows(Effects(), None)

    def changed(self, effects: Effects) -> Flows:
        """What a scenario makes of it. Raises PlanRefused where an amount would fall below zero."""
        return self._flows(effects, self.flows)

    def prices(self, scope: SpendingLine | PriceGroup, growth: Sequence[GrowthRun] = ()) -> Index:
        """The index of the prices that a category, or a group, follows.

        A changed rate of the category itself comes first, then one of its group, then the group's own,
        then a changed rate of all prices.
        """
        group = scope if isinstance(scope, PriceGroup) else scope.price_group
        own = self._by_group.get(group)
        key = scope.id if isinstance(scope, SpendingLine) else None
        layers = [
            [it for it in growth if key is not None and it.category == key],
            [it for it in growth if it.group is group],
            [it for it in growth if own is None and it.group is it.category is None],
        ]
        return price_index(_runs(layers, self._growth if own is None else own, self.time.months))

    def _flows(self, effects: Effects, known: Flows | None) -> Flows:
        incomes = {
            it.id: self._income(it, effects)
            if known is None or it.id in effects.incomes or it.id in effects.pay
            else known.by_income[it.id]
            for it in self.baseline.incomes
        }
        same_lines = known and not (effects.categories or effects.growth or effects.costs)
        same_debts = known and not (effects.loans or effects.extra)
        return Flows(
            by_income=incomes,
            income=_sum(incomes.values(), self.time.months),
            borrowed=self._by_month(effects.borrowed),
            once=self._by_month(effects.spent),
            assets=self._by_month(effects.assets),
            lines=known.lines if known and same_lines else self._lines(effects, known),
            debts=known.debts if known and same_debts else self._debts(effects, known),
        )

    def _income(self, stream: IncomeStream, effects: Effects) -> list[int]:
        index = income_index(stream.growth, self.time.months)
        found = _levels(stream.amount, effects.incomes.get(stream.id, ()), index)
        amounts = series(found, index)
        for times, months in self._pay_months(stream, effects.pay.get(stream.id, ())).items():
            for piece in found:
                paid = [month for month in months if piece.first <= month < piece.after]
                more = grown(piece.level * times, tuple([index[month] for month in paid]))
                for month, amount in zip(paid, more, strict=True):
                    amounts[month] += amount
        return amounts

    def _pay_months(
        self, stream: IncomeStream, changed: Sequence[PayRun]
    ) -> Mapping[Fraction, Sequence[int]]:
        """Months in which an income comes more than once, by how many times more.

        A changed pay takes the place of the usual one of its kind.
        """
        times: defaultdict[int, Decimal] = defaultdict(Decimal)
        for run in changed:
            for month in self._every_year(run.month):
                if run.first <= month < run.after:
                    times[month] += run.times
        for it in stream.pay_months:
            replaced = [run for run in changed if run.kind is it.kind]
            for month in self._every_year(it.month):
                if all(not run.first <= month < run.after for run in replaced):
                    times[month] += it.times
        months: defaultdict[Fraction, list[int]] = defaultdict(list)
        for month, more in times.items():
            months[Fraction(more)].append(month)
        return months

    def _every_year(self, calendar_month: int) -> range:
        first = (calendar_month - self.time.start.month) % MONTHS_A_YEAR
        return range(first, self.time.months, MONTHS_A_YEAR)

    def _lines(self, effects: Effects, known: Flows | None) -> Lines:
        indices: dict[str, Index] = {}
        by_category: dict[str, list[int]] = {}
        for line in self.baseline.categories:
            index = indices[line.id] = self.prices(line, effects.growth)
            shifts = effects.categories.get(line.id, ())
            if known and not shifts and index == known.lines.indices[line.id]:
                by_category[line.id] = known.lines.by_category[line.id]
            else:
                by_category[line.id] = series(_levels(line.amount, shifts, index), index)
        costs = [(cost.group, self._cost(cost, effects)) for cost in effects.costs]
        kept = BudgetGroup.SAVING
        told = [*((self._groups[key], amounts) for key, amounts in by_category.items()), *costs]
        flexible = [by_category[it.id] for it in self.baseline.categories if not it.is_fixed]
        return Lines(
            by_category=by_category,
            indices=indices,
            spending=_sum((amounts for group, amounts in told if group is not kept), self.time.months),
            saving=_sum((amounts for group, amounts in told if group is kept), self.time.months),
            flexible=_sum([*flexible, *(amounts for _, amounts in costs)], self.time.months),
        )

    def _cost(self, cost: Cost, effects: Effects) -> list[int]:
        index = self.prices(cost.price_group, effects.growth)
        level = cost.amount * at_start_prices(1, index, cost.priced)
        return series(pieces(0, [Shift(cost.first, cost.after, level)], len(index)), index)

    def _debts(self, effects: Effects, known: Flows | None) -> Debts:
        months = self.time.months
        found: dict[str, Schedule] = {}
        for it in self.baseline.debts:
            extra = effects.extra.get(it.id, ())
            same = known is not None and not extra
            found[it.id] = (
                known.debts.schedules[it.id]
                if known and same
                else schedule(Loan.of(it.debt), first=0, months=months, extra=extra)
            )
        for key, new in effects.loans.items():
            extra = effects.extra.get(key, ())
            found[key] = schedule(new.loan, first=new.taken + 1, months=months, extra=extra)
            found[key].balances[new.taken] = new.loan.balance
        return Debts(
            found,
            _sum((it.payments for it in found.values()), months),
            _sum((it.balances for it in found.values()), months),
        )

    def _by_month(self, amounts: Mapping[int, int]) -> list[int]:
        return [amounts.get(month, 0) for month in range(self.time.months)]


def _levels(base: int, raw: Sequence[RawShift], index: Index) -> list[Piece]:
    """The level over the months of the index. Raises PlanRefused where the shifts lead below zero."""
    shifts = [Shift(it.first, it.after, at_start_prices(it.amount, index, it.first), it.factor) for it in raw]
    found = pieces(base, shifts, len(index))
    for piece in found:
        if piece.level < 0:
            less = [it for it in raw if it.amount < 0 and it.first <= piece.first < it.after]
            raise PlanRefused(FieldProblem(less[-1].where, BELOW_ZERO))
    return found


def _runs(
    layers: Sequence[Sequence[GrowthRun]], usual: Decimal, months: int
) -> tuple[tuple[Decimal, int], ...]:
    """The rate of each month, as runs of equal ones: of the first layer that says something."""
    if not any(layers):
        return ((usual, months),)
    rates = [usual] * months
    for layer in reversed(layers):
        for it in layer:
            rates[it.first : it.after] = [it.rate] * (it.after - it.first)
    return tuple((rate, len(list(run))) for rate, run in groupby(rates))


def _sum(amounts: Iterable[Sequence[int]], months: int) -> list[int]:
    """Month by month."""
    found = list(amounts)
    return list(map(sum, zip(*found, strict=True))) if found else [0] * months
