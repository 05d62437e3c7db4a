"""What to look at in a budget, heaviest first, each with the figures and limits it rests on."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.amounts import Amounts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import BudgetWarning, Figure, Severity

Figures = Mapping[str, Figure]

WEIGHTS: Mapping[str, tuple[Severity, int]] = {
    "no_income": (Severity.URGENT, 100),
    "deficit": (Severity.URGENT, 95),
    "no_emergency_fund": (Severity.URGENT, 85),
    "instalments_too_high": (Severity.URGENT, 80),
    "heavy_debt": (Severity.IMPORTANT, 70),
    "thin_emergency_fund": (Severity.IMPORTANT, 60),
    "instalments_near_limit": (Severity.IMPORTANT, 55),
    "low_savings": (Severity.IMPORTANT, 50),
    "wants_heavy": (Severity.NOTICE, 40),
    "needs_heavy": (Severity.NOTICE, 30),
    "split_exceeds_spending": (Severity.NOTICE, 20),
    "debt_lists_disagree": (Severity.NOTICE, 15),
    "no_spending": (Severity.NOTICE, 10),
}
"""How much each warning weighs: first what eats money today, then what may, then what looks odd."""


SPLIT_FLOWS = ("snapshot.monthly_needs", "snapshot.monthly_wants", "snapshot.monthly_expenses")


class Over(NamedTuple):
    """A figure held against a limit that it should not exceed."""

    code: str
    figure: str
    limit: str
    also: tuple[str, ...] = ()


def warnings(amounts: Amounts, figures: Figures, limits: Limits) -> tuple[BudgetWarning, ...]:
    """The warnings a budget gives rise to, heaviest first."""
    found = (
        *_cash_flow(amounts, figures, limits),
        *_emergency_fund(amounts, figures, limits),
        *_debt(amounts, figures, limits),
        *_split(figures, limits),
        *_contradictions(amounts, figures),
    )
    return tuple(sorted(found, key=lambda warning: -warning.weight))


def _cash_flow(amounts: Amounts, figures: Figures, limits: Limits) -> Iterator[BudgetWarning]:
    if amounts.income == 0:
        yield _warning("no_income", "snapshot.monthly_income")
    if "budget.shortfall" in figures:
        yield _warning("deficit", "budget.shortfall", "snapshot.monthly_income", "snapshot.monthly_expenses")
    if "budget.saving_gap" in figures:
        yield _warning("low_savings", "budget.savings_rate", "budget.saving_gap", limit="savings_rate_min")


def _emergency_fund(amounts: Amounts, figures: Figures, limits: Limits) -> Iterator[BudgetWarning]:
    months = figures.get("budget.emergency_fund_months")
    if amounts.expenses == 0:
        yield _warning("no_spending", "snapshot.monthly_expenses")
    elif amounts.emergency_fund == 0 or (months is not None and months.value == 0):
        yield _warning("no_emergency_fund", "snapshot.emergency_fund_amount", limit="emergency_fund_min")
    elif "budget.emergency_fund_gap" in figures:
        yield _warning(
            "thin_emergency_fund",
            "budget.emergency_fund_months",
            "budget.emergency_fund_gap",
            limit="emergency_fund_min",
        )


def _debt(amounts: Amounts, figures: Figures, limits: Limits) -> Iterator[BudgetWarning]:
    """The first that holds: the heavier limit hides the lighter one."""
    instalments = ("snapshot.monthly_instalments",)
    rules = (
        Over("instalments_too_high", "budget.instalments_to_income", "instalments_max", instalments),
        Over("instalments_near_limit", "budget.instalments_to_income", "instalments_healthy", instalments),
    )
    if amounts.instalments is None:
        rules = (
            Over(
                "heavy_debt",
                "budget.debt_to_yearly_income",
                "debt_to_yearly_income_high",
                ("snapshot.current_debt",),
            ),
        )
    exceeded = [rule for rule in rules if _exceeds(rule, figures, limits)]
    yield from (_over(rule) for rule in exceeded[:1])


def _split(figures: Figures, limits: Limits) -> Iterator[BudgetWarning]:
    rules = (
        Over("wants_heavy", "budget.wants_share", "wants_max"),
        Over("needs_heavy", "budget.needs_share", "needs_max"),
    )
    yield from (_over(rule) for rule in rules if _exceeds(rule, figures, limits))


def _contradictions(amounts: Amounts, figures: Figures) -> Iterator[BudgetWarning]:
    needs, wants, expenses = amounts.needs, amounts.wants, amounts.expenses
    # The median of a sum may be less than the sum of medians: tracked figures do not contradict each other.
    told = any(figures[flow].basis != "tracked" for flow in SPLIT_FLOWS if flow in figures)
    if told and needs is not None and wants is not None and expenses is not None and needs + wants > expenses:
        yield _warning("split_exceeds_spending", *SPLIT_FLOWS)
    if amounts.listed_debt is not None and amounts.listed_debt != amounts.debt:
        yield _warning("debt_lists_disagree", "snapshot.current_debt", "snapshot.liabilities_balance")


def _exceeds(rule: Over, figures: Figures, limits: Limits) -> bool:
    figure = figures.get(rule.figure)
    return figure is not None and Decimal(figure.value) > limits.value(rule.limit)


def _over(rule: Over) -> BudgetWarning:
    return _warning(rule.code, rule.figure, *rule.also, limit=rule.limit)


def _warning(code: str, *figures: str, limit: str | None = None) -> BudgetWarning:
    severity, weight = WEIGHTS[code]
    return BudgetWarning(
        code=code,
        severity=severity,
        weight=weight,
        figures=figures,
        thresholds=(f"threshold.{limit}",) if limit else (),
    )
