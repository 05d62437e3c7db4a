"""A baseline made from what is stored: tracked figures first, then declared ones, each saying which it is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.domain.budget.facts import OWING, BudgetFacts
from shared.domain.budget.holdings import LiabilityKind
from shared.domain.budget.model import Basis, Figure, Snapshot, Unit
from shared.domain.budget.month.model import CategorySum
from shared.domain.goals.model import Goal
from shared.domain.months import Month
from shared.domain.planning.model import Baseline, IncomeStream, PlannedDebt, PlannedGoal
from shared.domain.planning.refusals import NOTHING_KNOWN, PlanRefused
from shared.domain.planning.stored_plans import fund_of_goals, kept_debts, kept_goals
from shared.domain.planning.usual_spending import UsualLine, usual_lines
from shared.domain.values import Value
from shared.errors import FieldProblem

INCOME = "income"
CARDS = frozenset({LiabilityKind.CREDIT_CARD, LiabilityKind.PAYLATER})


class Plans(Value):
    """What a person keeps about the future: their debts, and their goals."""

    debts: tuple[PlannedDebt, ...] = ()
    goals: tuple[Goal, ...] = ()


class StoredBaseline(Value):
    """A baseline, the figures it was made from, and the names of what is not known."""

    baseline: Baseline
    figures: tuple[Figure, ...] = ()
    missing: tuple[str, ...] = ()


class Stored(NamedTuple):
    """All that is stored about somebody's money. `categories` are those that their transactions name."""

    facts: BudgetFacts
    categories: Sequence[CategorySum]
    snapshot: Snapshot
    plans: Plans

    def rupiah(self, name: str) -> int | None:
        """A figure of the snapshot, where it is known."""
        return self.snapshot.rupiah(f"snapshot.{name}")


def baseline_of(stored: Stored) -> StoredBaseline:
    """Usual months from the one after today's on, with today's balances; the rest of this month is left out.

    Cash is what lies in cash, bank and e-wallet accounts, less what is set aside there for goals and what is
    owed on cards and paylater accounts that are no debts of their own. Raises PlanRefused where neither
    income nor spending is known.
    """
    income, spending = stored.rupiah("monthly_income"), stored.rupiah("monthly_expenses")
    start = Month.of(stored.facts.today).next()
    kept = stored.facts.snapshot
    debts = kept_debts(stored.plans.debts, kept.record.data, stored.snapshot, keeps_debts=kept.keeps_debts)
    lines = usual_lines(stored.facts, stored.categories, stored.snapshot, debts_apart=bool(debts))
    if income is None and spending is None and not lines:
        raise PlanRefused(FieldProblem("/baseline", NOTHING_KNOWN))
    goals = kept_goals(stored.plans.goals, stored.snapshot, start=start, today=stored.facts.today)
    aside = sum(goal.set_aside for goal in goals) + _owed_on_cards(stored, debts)
    cash = (stored.rupiah("current_savings") or 0) - aside
    fund = max(stored.rupiah("emergency_fund_amount") or 0, fund_of_goals(stored.plans.goals))
    baseline = Baseline(
        start=start,
        incomes=() if income is None else (IncomeStream(id=INCOME, amount=income),),
        categories=tuple(it.line for it in lines),
        debts=debts,
        goals=goals,
        cash=cash,
        emergency_fund=min(fund, max(0, cash)),
        other_assets=max(0, (stored.rupiah("investments_value") or 0) + (stored.rupiah("assets_value") or 0)),
    )
    return StoredBaseline(
        baseline=baseline,
        figures=tuple(_figures(baseline, lines, stored)),
        missing=_missing(stored),
    )


def _owed_on_cards(stored: Stored, debts: Sequence[PlannedDebt]) -> int:
    if any(it.debt.kind in CARDS for it in debts):
        return 0
    return sum(max(0, -it.balance) for it in stored.facts.snapshot.accounts if it.kind in OWING)


def _figures(baseline: Baseline, lines: Sequence[UsualLine], stored: Stored) -> Iterator[Figure]:
    taken = {"income": "monthly_income", "emergency_fund": "emergency_fund_amount"}
    for name, source in taken.items():
        told = stored.snapshot.find(f"snapshot.{source}")
        amount = baseline.emergency_fund if name == "emergency_fund" else told and told.value
        if told is not None and isinstance(amount, int):
            formula = told.formula if amount == told.value else "part_of_cash"
            yield _figure(name, amount, formula, told.basis, told.id)
    savings = stored.snapshot.find("snapshot.current_savings")
    if savings is not None:
        same = savings.value == baseline.cash
        formula, basis = (savings.formula, savings.basis) if same else ("less_set_aside", "computed")
        aside = (f"baseline.goal.{goal.id}" for goal in baseline.goals)
        yield _figure("cash", baseline.cash, formula, basis, savings.id, *aside)
    yield _figure("other_assets", baseline.other_assets, "investments_plus_assets", "computed")
    for it in lines:
        yield _figure(f"category.{it.line.id}", it.line.amount, it.formula, it.basis)
    for debt in baseline.debts:
        kept = bool(stored.plans.debts)
        formula, basis = ("kept_debt", "tracked") if kept else ("declared", "declared")
        yield _figure(f"debt.{debt.id}", debt.debt.balance, formula, basis)
    for goal in baseline.goals:
        yield _goal(goal)


def _goal(goal: PlannedGoal) -> Figure:
    return _figure(f"goal.{goal.id}", goal.set_aside, "set_aside_for_goal", "tracked")


def _figure(name: str, amount: int, formula: str, basis: Basis, *rests_on: str) -> Figure:
    return Figure(
        id=f"baseline.{name}", value=amount, unit=Unit.RUPIAH, formula=formula, basis=basis, rests_on=rests_on
    )


def _missing(stored: Stored) -> tuple[str, ...]:
    wanted = ("monthly_income", "monthly_expenses", "current_savings", "emergency_fund_amount")
    return tuple(name for name in wanted if stored.rupiah(name) is None)
