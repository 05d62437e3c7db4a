"""What the changes of a scenario do, change by change, gathered so that their order means nothing."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from shared.domain.budget.transactions import BudgetGroup
from shared.domain.debts.loans import Loan
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.changes import (
    CategoryChange,
    Change,
    Child,
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
    Purchase,
    RecurringCost,
    Scenario,
)
from shared.domain.planning.credit import Credit
from shared.domain.planning.model import Baseline, PayKind, PlannedGoal, PriceGroup
from shared.domain.planning.schedules import ExtraPaid
from shared.domain.planning.timeline import Timeline

SPENT = frozenset({BudgetGroup.NEEDS, BudgetGroup.WANTS})


class RawShift(NamedTuple):
    """A change of an amount from month `first` up to before `after`, `amount` in rupiah of month `first`.

    `where` points at the change, for a problem with it.
    """

    first: int
    after: int
    amount: int
    factor: Fraction
    where: str


class PayRun(NamedTuple):
    """A yearly pay that holds from month `first` up to before `after`."""

    first: int
    after: int
    kind: PayKind
    month: int
    times: Decimal


class GrowthRun(NamedTuple):
    """A rate of price growth for a group, for the category of that key, or for all where both are None."""

    first: int
    after: int
    group: PriceGroup | None
    category: str | None
    rate: Decimal


class Cost(NamedTuple):
    """A new monthly cost: `amount` at the prices of month `priced`."""

    first: int
    after: int
    amount: Fraction
    priced: int
    group: BudgetGroup
    price_group: PriceGroup


class NewLoan(NamedTuple):
    """A loan that is taken in month `taken`; its first payment is in the next one."""

    taken: int
    loan: Loan


@dataclass(slots=True)
class Effects:
    """Everything that a scenario changes, by what it changes."""

    incomes: defaultdict[str, list[RawShift]] = field(default_factory=lambda: defaultdict(list))
    categories: defaultdict[str, list[RawShift]] = field(default_factory=lambda: defaultdict(list))
    pay: defaultdict[str, list[PayRun]] = field(default_factory=lambda: defaultdict(list))
    growth: list[GrowthRun] = field(default_factory=list[GrowthRun])
    costs: list[Cost] = field(default_factory=list[Cost])
    spent: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    borrowed: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    assets: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    loans: dict[str, NewLoan] = field(default_factory=dict[str, NewLoan])
    extra: defaultdict[str, list[ExtraPaid]] = field(default_factory=lambda: defaultdict(list))
    goals: list[tuple[int, PlannedGoal]] = field(default_factory=list[tuple[int, PlannedGoal]])
    dropped: dict[str, int] = field(default_factory=dict[str, int])


class Setting(NamedTuple):
    """What a change is applied in."""

    baseline: Baseline
    time: Timeline
    assumed: Assumed


def effects_of(scenario: Scenario, setting: Setting, *, where: str) -> Effects:
    """What a checked scenario changes. `where` points at the scenario."""
    effects = Effects()
    for place, change in enumerate(scenario.changes):
        _APPLY[type(change)](effects, change, setting, f"{where}/changes/{place}")
    return effects


def _income_change(effects: Effects, change: IncomeChange, setting: Setting, where: str) -> None:
    effects.incomes[change.income].append(_shift(change, setting, where))


def _income_loss(effects: Effects, change: IncomeLoss, setting: Setting, where: str) -> None:
    span = setting.time.span(change.since, change.until)
    effects.incomes[change.income].append(RawShift(*span, 0, Fraction(change.left), where))


def _category_change(effects: Effects, change: CategoryChange, setting: Setting, where: str) -> None:
    effects.categories[change.category].append(_shift(change, setting, where))


def _purchase(effects: Effects, change: Purchase, setting: Setting, where: str) -> None:
    month = setting.time.index(change.since)
    effects.spent[month] += change.amount
    effects.assets[month] += change.asset


def _instalment(effects: Effects, change: Instalment, setting: Setting, where: str) -> None:
    month = setting.time.index(change.since)
    effects.spent[month] += change.price
    effects.assets[month] += change.asset
    _borrow(effects, change.id, change.price - change.down_payment, change.credit, month)


def _new_debt(effects: Effects, change: NewDebt, setting: Setting, where: str) -> None:
    _borrow(effects, change.id, change.amount, change.credit, setting.time.index(change.since))


def _extra_payment(effects: Effects, change: ExtraPayment, setting: Setting, where: str) -> None:
    span = setting.time.span(change.since, change.until)
    effects.extra[change.debt].append(ExtraPaid(*span, change.amount))


def _pay_month(effects: Effects, change: PayMonthChange, setting: Setting, where: str) -> None:
    span = setting.time.span(change.since, change.until)
    run = PayRun(*span, PayKind(change.type), change.month, change.times)
    effects.pay[change.income].append(run)


def _price_growth(effects: Effects, change: PriceGrowth, setting: Setting, where: str) -> None:
    span = setting.time.span(change.since, change.until)
    effects.growth.append(GrowthRun(*span, change.group, change.category, change.growth))


def _recurring_cost(effects: Effects, change: RecurringCost, setting: Setting, where: str) -> None:
    first, after = setting.time.span(change.since, change.until)
    amount = Fraction(change.amount)
    effects.costs.append(Cost(first, after, amount, first, change.group, change.price_group))


def _move(effects: Effects, change: Move, setting: Setting, where: str) -> None:
    first, after = setting.time.span(change.since, change.until)
    effects.spent[first] += change.cost
    for place, shift in enumerate(change.categories):
        pointer = f"{where}/categories/{place}"
        raw = RawShift(first, after, 0, 1 + Fraction(shift.fraction), pointer)
        effects.categories[shift.category].append(raw)


def _child(effects: Effects, change: Child, setting: Setting, where: str) -> None:
    first, after = setting.time.span(change.since, change.until)
    assumed = setting.assumed
    if change.until is None:
        after = min(after, first + assumed.count("planning.child_until"))
    older = min(after, first + assumed.count("planning.child_older_from"))
    effects.spent[first] += _birth_cost(change, setting)
    told = change.monthly_cost
    told_older = told if change.monthly_cost_older is None else change.monthly_cost_older
    young = _child_cost(change, told, "planning.child_share", setting)
    effects.costs.append(_cost(first, older, young))
    if older < after:
        grown_up = _child_cost(change, told_older, "planning.child_share_older", setting)
        effects.costs.append(_cost(older, after, grown_up))


def _goal_added(effects: Effects, change: GoalAdded, setting: Setting, where: str) -> None:
    goal = PlannedGoal(
        id=change.id,
        target=change.target,
        growth=change.growth,
        target_on=change.target_on,
        priority=change.priority,
    )
    effects.goals.append((setting.time.index(change.since), goal))


def _goal_dropped(effects: Effects, change: GoalDropped, setting: Setting, where: str) -> None:
    effects.dropped[change.goal] = setting.time.index(change.since)


_APPLY: Mapping[type[Change], Callable[[Effects, Any, Setting, str], None]] = {
    IncomeChange: _income_change,
    IncomeLoss: _income_loss,
    CategoryChange: _category_change,
    Purchase: _purchase,
    Instalment: _instalment,
    NewDebt: _new_debt,
    ExtraPayment: _extra_payment,
    PayMonthChange: _pay_month,
    PriceGrowth: _price_growth,
    RecurringCost: _recurring_cost,
    Move: _move,
    Child: _child,
    GoalAdded: _goal_added,
    GoalDropped: _goal_dropped,
}


def _shift(change: IncomeChange | CategoryChange, setting: Setting, where: str) -> RawShift:
    span = setting.time.span(change.since, change.until)
    if change.amount is not None:
        return RawShift(*span, change.amount, Fraction(1), f"{where}/amount")
    return RawShift(*span, 0, 1 + Fraction(change.fraction or 0), where)


def _borrow(effects: Effects, key: str, principal: int, credit: Credit, month: int) -> None:
    effects.borrowed[month] += principal
    effects.spent[month] += credit.origination_fee
    effects.loans[key] = NewLoan(month, Loan.of(credit.debt(principal, name=key)))


def _usual_spending(baseline: Baseline) -> int:
    return sum(line.amount for line in baseline.categories if line.group in SPENT)


def _birth_cost(change: Child, setting: Setting) -> int:
    if change.birth_cost is not None:
        return change.birth_cost
    cost = setting.assumed.value("planning.birth_months") * _usual_spending(setting.baseline)
    return int(cost.to_integral_value(ROUND_HALF_EVEN))


def _child_cost(change: Child, told: int | None, share: str, setting: Setting) -> tuple[Fraction, int]:
    """A month's cost and the month at whose prices it is: what the person says, at those of the birth; else
    a share of what one adult costs, at those of the start."""
    if told is not None:
        return Fraction(told), setting.time.index(change.since)
    others = (change.adults - 1) * Fraction(setting.assumed.value("planning.other_adult_share"))
    one_adult = Fraction(_usual_spending(setting.baseline)) / (1 + others)
    return one_adult * Fraction(setting.assumed.value(share)), 0


def _cost(first: int, after: int, priced: tuple[Fraction, int]) -> Cost:
    return Cost(first, after, *priced, BudgetGroup.NEEDS, PriceGroup.OTHER)
