"""The budget analysis: figures from figures, then the score and the warnings that rest on them."""

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_CEILING, Decimal

from shared.domain.budget.amounts import Amounts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import BudgetAnalysis, Figure, HealthScore, Number, Snapshot, Unit
from shared.domain.budget.scoring import health_score
from shared.domain.budget.warnings import warnings
from shared.domain.days import today_in_jakarta
from shared.domain.money import share

INCOME = "snapshot.monthly_income"
EXPENSES = "snapshot.monthly_expenses"
FUND = "snapshot.emergency_fund_amount"


def analyze(snapshot: Snapshot, *, now: datetime) -> BudgetAnalysis:
    """What can be said about a budget at `now`. What is not known is named in `missing`."""
    limits = Limits(day=today_in_jakarta(now=now))
    amounts = Amounts.of(snapshot)
    computed = (
        *_cash_flow(amounts, limits),
        *_debt_burden(amounts),
        *_emergency_fund(amounts, limits),
        *_split(amounts),
    )
    figures = {figure.id: figure for figure in (*snapshot.figures, *computed)}
    health = health_score(amounts, figures, limits)
    return BudgetAnalysis(
        as_of=now,
        figures=(*figures.values(), *_score_figure(health)),
        declared=snapshot.declared,
        thresholds=limits.all(),
        health=health,
        warnings=warnings(amounts, figures, limits),
        missing=snapshot.missing,
    )


def months_covered(fund: int, spending: int) -> Decimal | None:
    """Months of `spending` that `fund` lasts, rounded down to a tenth; None where nothing is spent."""
    return Decimal(fund * 10 // spending) / 10 if spending else None


def _cash_flow(amounts: Amounts, limits: Limits) -> Iterator[Figure]:
    income, expenses = amounts.income, amounts.expenses
    if income is None or expenses is None:
        return
    surplus = income - expenses
    yield _figure("surplus", surplus, Unit.RUPIAH, INCOME, EXPENSES)
    if surplus < 0:
        yield _figure("shortfall", -surplus, Unit.RUPIAH, INCOME, EXPENSES)
    rate = share(surplus, income)
    if rate is None:
        return
    yield _figure("savings_rate", rate, Unit.FRACTION, "budget.surplus", INCOME)
    minimum = limits.value("savings_rate_min")
    if surplus >= 0 and rate < minimum:
        gap = _rounded_up(minimum * income) - surplus
        yield _figure("saving_gap", gap, Unit.RUPIAH, "threshold.savings_rate_min", INCOME, "budget.surplus")


def _debt_burden(amounts: Amounts) -> Iterator[Figure]:
    if not amounts.income:
        return
    if amounts.debt is not None:
        ratio = share(amounts.debt, amounts.income * 12)
        yield from _known("debt_to_yearly_income", ratio, Unit.FRACTION, "snapshot.current_debt", INCOME)
    if amounts.instalments is not None:
        ratio = share(amounts.instalments, amounts.income)
        yield from _known(
            "instalments_to_income", ratio, Unit.FRACTION, "snapshot.monthly_instalments", INCOME
        )


def _emergency_fund(amounts: Amounts, limits: Limits) -> Iterator[Figure]:
    fund, expenses = amounts.emergency_fund, amounts.expenses
    if fund is None or expenses is None:
        return
    months = months_covered(fund, expenses)
    if months is None:
        return
    yield _figure("emergency_fund_months", months, Unit.MONTHS, FUND, EXPENSES)
    minimum = limits.value("emergency_fund_min")
    if months < minimum:
        gap = _rounded_up(minimum * expenses) - fund
        yield _figure("emergency_fund_gap", gap, Unit.RUPIAH, "threshold.emergency_fund_min", EXPENSES, FUND)


def _split(amounts: Amounts) -> Iterator[Figure]:
    income, expenses, needs, wants = amounts.income, amounts.expenses, amounts.needs, amounts.wants
    if not income:
        return
    if needs is not None:
        yield from _known(
            "needs_share", share(needs, income), Unit.FRACTION, "snapshot.monthly_needs", INCOME
        )
    if wants is not None:
        yield from _known(
            "wants_share", share(wants, income), Unit.FRACTION, "snapshot.monthly_wants", INCOME
        )
    if needs is None or wants is None or expenses is None or needs + wants > expenses:
        return
    other = share(expenses - needs - wants, income)
    parts = ("snapshot.monthly_needs", "snapshot.monthly_wants")
    yield from _known("other_share", other, Unit.FRACTION, EXPENSES, *parts, INCOME)
    yield from _known(
        "saving_share", share(income - expenses, income), Unit.FRACTION, "budget.surplus", INCOME
    )


def _score_figure(health: HealthScore | None) -> Iterator[Figure]:
    if health is not None:
        rests_on = dict.fromkeys(figure for part in health.parts for figure in part.figures)
        yield _figure("health_score", health.points, Unit.POINTS, *rests_on)


def _known(name: str, value: Number | None, unit: Unit, *rests_on: str) -> Iterator[Figure]:
    if value is not None:
        yield _figure(name, value, unit, *rests_on)


def _figure(name: str, value: Number, unit: Unit, *rests_on: str) -> Figure:
    return Figure(
        id=f"budget.{name}", value=value, unit=unit, formula=name, basis="computed", rests_on=rests_on
    )


def _rounded_up(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_CEILING))
