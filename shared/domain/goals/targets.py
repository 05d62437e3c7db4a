"""What a goal asks for: an amount that may grow with prices, or one that follows another figure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from shared.domain.assumptions.dated import DatedValue, assumptions
from shared.domain.goals.calendar import months_until
from shared.domain.goals.model import NO_GROWTH, Goal, GoalKind, KnownFigures, TargetRule

LONGEST = 600
"""How many months are looked ahead: fifty years."""

_GROWTH: Mapping[GoalKind, str] = {
    GoalKind.EDUCATION: "growth_education",
    GoalKind.HOUSE: "growth_house",
    GoalKind.HAJJ: "growth_hajj",
}
_MONTHS_OF_EXPENSES: Mapping[TargetRule, str] = {
    TargetRule.EXPENSES_MIN: "emergency_fund_min",
    TargetRule.EXPENSES_GOOD: "emergency_fund_good",
}


class Target(NamedTuple):
    """An amount in whole rupiah at the prices of a day, and how fast it grows (a fraction a year)."""

    amount: int
    priced_on: date
    growth: Decimal = NO_GROWTH

    @property
    def grows(self) -> bool:
        """Whether a later day asks for more."""
        return self.growth > 0

    def on(self, day: date) -> int:
        """What is asked for on `day`: amount x (1 + growth)^(months / 12), half-even to the rupiah."""
        return grown(self.amount, self._factor(day)) if self.grows else self.amount

    def lowered_to(self, price: int, *, on: date) -> int:
        """The largest amount, at the prices of `priced_on`, that asks for at most `price` on that day."""
        amount = min(self.amount, int(price / self._factor(on)) + 1)
        while amount > 0 and self._replace(amount=amount).on(on) > price:
            amount -= 1
        return amount

    def _factor(self, day: date) -> Decimal:
        return growth_factor(self.growth, months_until(self.priced_on, day))


def target_of(goal: Goal, known: KnownFigures, *, today: date) -> Target | None:
    """The target of a goal; None where the figure that it follows is not known."""
    if goal.target is not None:
        growth = growth_assumed(goal.kind, today=today).value if goal.grows else NO_GROWTH
        return Target(goal.target, goal.priced_on, growth)
    if goal.target_rule is TargetRule.DEBTS:
        return None if known.debt is None else Target(known.debt, today)
    if known.expenses is None:
        return None
    months = months_of_expenses(goal.target_rule, today=today)
    return Target(int((months.value * known.expenses).to_integral_value(ROUND_CEILING)), today)


def growth_assumed(kind: GoalKind, *, today: date) -> DatedValue:
    """The dated growth a year of what a kind of goal costs, with its source."""
    return assumptions("goals")[_GROWTH.get(kind, "growth_general")].on(today)


def months_of_expenses(rule: TargetRule, *, today: date) -> DatedValue:
    """How many months of spending an emergency fund should hold by that rule, with its source."""
    return assumptions("budget")[_MONTHS_OF_EXPENSES[rule]].on(today)


def assumption_of(goal: Goal) -> str | None:
    """The dated figure that a goal's target rests on, as `topic.name`; None for an amount that stays."""
    if goal.grows:
        return f"goals.{_GROWTH.get(goal.kind, 'growth_general')}"
    months = _MONTHS_OF_EXPENSES.get(goal.target_rule)
    return f"budget.{months}" if months else None


def grown(amount: int, factor: Decimal) -> int:
    """The amount after growth, half-even to the rupiah."""
    return int((amount * factor).to_integral_value(ROUND_HALF_EVEN))


def growth_factor(growth: Decimal, months: Fraction) -> Decimal:
    """(1 + growth)^(months / 12): whole years exactly, the rest to 28 digits."""
    years, rest = divmod(months, 12)
    part = Decimal(rest.numerator) / (12 * rest.denominator)
    return (1 + growth) ** int(years) * (1 + growth) ** part


@cache
def growth_by_month(growth: Decimal) -> Sequence[Decimal]:
    """The growth factors after 0 to `LONGEST` + 1 whole months."""
    within_a_year = [(1 + growth) ** (Decimal(month) / 12) for month in range(12)]
    return [(1 + growth) ** (month // 12) * within_a_year[month % 12] for month in range(LONGEST + 2)]
