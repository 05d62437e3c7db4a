"""A baseline made from what is stored: tracked figures first, then declared ones, each saying which it is."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from shared.domain.budget.model import Basis, Figure, Unit
from shared.domain.budget.transactions import AccountKind
from shared.domain.goals.model import GoalKind
from shared.domain.months import Month
from shared.domain.planning.facts import Stored
from shared.domain.planning.model import Baseline, IncomeStream, PlannedGoal
from shared.domain.planning.refusals import NOTHING_KNOWN, PlanRefused
from shared.domain.planning.stored_cash import StoredCash, cash_of
from shared.domain.planning.stored_plans import kept_goals
from shared.domain.planning.usual_spending import UsualLine, usual_lines
from shared.domain.values import Value
from shared.errors import FieldProblem

INCOME = "income"


class StoredBaseline(Value):
    """A baseline, the figures it was made from, and the names of what is not known.

    `names_en` are the English names of the system's categories in it, by their code.
    """

    baseline: Baseline
    figures: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()
    names_en: Mapping[str, str] = Field(default_factory=dict[str, str])


def baseline_of(stored: Stored) -> StoredBaseline:
    """Usual months from the one after today's on, with today's balances; the rest of this month is left out.

    Cash is what `cash_of` says. Other assets are investments, assets, and what goals hold that the plan does
    not save for. Raises PlanRefused where neither income nor spending is known.
    """
    income, spending = stored.rupiah("monthly_income"), stored.rupiah("monthly_expenses")
    today = stored.facts.budget.today
    start = Month.of(today).next()
    lines = usual_lines(stored)
    if income is None and spending is None and not lines:
        raise PlanRefused(FieldProblem("/baseline", NOTHING_KNOWN))
    goals = kept_goals(stored.facts.goals, stored.snapshot, start=start, today=today)
    money = cash_of(stored)
    baseline = Baseline(
        start=start,
        incomes=() if income is None else (IncomeStream(id=INCOME, amount=income),),
        categories=tuple(it.line for it in lines),
        debts=stored.debts,
        goals=goals,
        cash=money.cash,
        emergency_fund=money.emergency_fund,
        other_assets=max(0, _invested(stored, money) + _resting(stored, goals)),
    )
    return StoredBaseline(
        baseline=baseline,
        figures=tuple(_figures(baseline, lines, stored)),
        missing=_missing(stored),
        names_en={it.code: it.name_en for it in stored.facts.categories if it.code and it.name_en},
    )


def _invested(stored: Stored, money: StoredCash) -> int:
    tracked = any(it.kind is AccountKind.INVESTMENT for it in stored.facts.budget.snapshot.accounts)
    investments = money.invested if tracked else stored.rupiah("investments_value") or 0
    return investments + (stored.rupiah("assets_value") or 0)


def _resting(stored: Stored, planned: Sequence[PlannedGoal]) -> int:
    """What lies in goals that the plan does not save for: paused ones, and those at their end."""
    held = sum(it.set_aside for it in stored.facts.goals if it.kind is not GoalKind.EMERGENCY_FUND)
    return held - sum(it.set_aside for it in planned)


def _figures(baseline: Baseline, lines: Sequence[UsualLine], stored: Stored) -> Iterator[Figure]:
    income = stored.snapshot.find("snapshot.monthly_income")
    if income is not None and isinstance(income.value, int):
        yield _figure("income", income.value, income.formula, income.basis, income.id)
    yield from _money(baseline, stored)
    for it in lines:
        yield _figure(f"category.{it.line.id}", it.line.amount, it.formula, it.basis)
    for debt in baseline.debts:
        kept = bool(stored.facts.debts)
        formula, basis = ("kept_debt", "tracked") if kept else ("declared", "declared")
        yield _figure(f"debt.{debt.id}", debt.debt.balance, formula, basis)
    in_fund = {str(goal.id) for goal in stored.facts.goals if goal.kind is GoalKind.EMERGENCY_FUND}
    for goal in baseline.goals:
        formula = "goal_beyond_fund" if goal.id in in_fund else "set_aside_for_goal"
        yield _figure(f"goal.{goal.id}", goal.set_aside, formula, "tracked")


def _money(baseline: Baseline, stored: Stored) -> Iterator[Figure]:
    """Cash, the emergency fund in it, and other assets."""
    fund = stored.snapshot.find("snapshot.emergency_fund_amount")
    if fund is not None and fund.value == baseline.emergency_fund:
        yield _figure("emergency_fund", baseline.emergency_fund, fund.formula, fund.basis, fund.id)
    elif fund is not None or baseline.emergency_fund:
        of = () if fund is None else (fund.id,)
        yield _figure("emergency_fund", baseline.emergency_fund, "part_of_cash", "computed", *of)
    savings = stored.snapshot.find("snapshot.current_savings")
    if savings is not None:
        same = savings.value == baseline.cash
        formula, basis = (savings.formula, savings.basis) if same else ("less_set_aside", "computed")
        aside = (f"baseline.goal.{goal.id}" for goal in baseline.goals)
        yield _figure("cash", baseline.cash, formula, basis, savings.id, *aside)
    resting = _resting(stored, baseline.goals) > 0
    formula = "investments_assets_resting" if resting else "investments_plus_assets"
    yield _figure("other_assets", baseline.other_assets, formula, "computed")


def _figure(name: str, amount: int, formula: str, basis: Basis, *rests_on: str) -> Figure:
    return Figure(
        id=f"baseline.{name}", value=amount, unit=Unit.RUPIAH, formula=formula, basis=basis, rests_on=rests_on
    )


def _missing(stored: Stored) -> tuple[str, ...]:
    wanted = ("monthly_income", "monthly_expenses", "current_savings", "emergency_fund_amount")
    held = any(goal.held for goal in stored.facts.goals if goal.kind is GoalKind.EMERGENCY_FUND)
    known = {"emergency_fund_amount"} if held else set[str]()
    return tuple(name for name in wanted if stored.rupiah(name) is None and name not in known)
