"""Debts and goals that a person keeps, or declared, as a plan follows them."""

from collections.abc import Iterator, Sequence
from datetime import date

from shared.domain.budget.holdings import MAX_ITEM_RUPIAH as MOST
from shared.domain.budget.holdings import Liability, LiabilityKind
from shared.domain.budget.model import FinancialData, Snapshot
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.goals.model import Goal, GoalKind, GoalState, KnownFigures
from shared.domain.goals.targets import target_of
from shared.domain.months import Month
from shared.domain.planning.model import MAX_DEBTS, MAX_GOALS, PlannedDebt, PlannedGoal

DECLARED_TOTAL = "debt"
WITHOUT_POT = frozenset({GoalKind.DEBT_FREE})
"""Debts are followed by themselves; a goal to be free of them sets nothing more aside."""


def kept_debts(
    kept: Sequence[PlannedDebt], data: FinancialData, snapshot: Snapshot, *, keeps_debts: bool
) -> tuple[PlannedDebt, ...]:
    """The debts of the debts table; without any, the declared ones; without those, the declared total.

    `keeps_debts`: whether any is on record, paid off or not; then the declared ones no longer count.

    A declared debt without a monthly payment is owed all along and not paid down.
    """
    if keeps_debts or kept:
        return tuple(kept[:MAX_DEBTS])
    listed = tuple(_declared(data.liabilities or ()))
    total = snapshot.rupiah("snapshot.current_debt")
    if listed or not total:
        return listed
    name = LiabilityKind.OTHER
    debt = Debt(kind=name, name=name.value, method=InterestMethod.NONE, balance=min(total, MOST))
    return (PlannedDebt(id=DECLARED_TOTAL, debt=debt),)


def is_paid(debt: Debt) -> bool:
    """Whether anything is known to be paid on it; nothing is on a declared one without a monthly payment."""
    return debt.method is not InterestMethod.NONE or debt.says_what_to_pay


def kept_goals(
    goals: Sequence[Goal], snapshot: Snapshot, *, start: Month, today: date
) -> tuple[PlannedGoal, ...]:
    """The active goals whose target is known.

    What is set aside for emergencies stays in the cash as the emergency fund; its goal asks for the rest.
    """
    known = KnownFigures(
        expenses=snapshot.rupiah("snapshot.monthly_expenses"), debt=snapshot.rupiah("snapshot.current_debt")
    )
    found = (_goal(goal, known, start, today) for goal in goals)
    return tuple(goal for goal in found if goal is not None)[:MAX_GOALS]


def _goal(goal: Goal, known: KnownFigures, start: Month, today: date) -> PlannedGoal | None:
    target = target_of(goal, known, today=today)
    if goal.state is not GoalState.ACTIVE or goal.kind in WITHOUT_POT or target is None:
        return None
    emergency = goal.kind is GoalKind.EMERGENCY_FUND
    lacking = target.on(start.first_day) - goal.counted
    held = 0 if emergency else goal.set_aside
    if lacking + held <= 0:
        return None
    return PlannedGoal(
        id=str(goal.id),
        name=goal.name,
        target=min(lacking + held, MOST),
        growth=target.growth,
        target_on=goal.target_on,
        priority=goal.priority,
        set_aside=min(held, MOST),
    )


def _declared(liabilities: Sequence[Liability]) -> Iterator[PlannedDebt]:
    for place, it in enumerate(liabilities):
        if it.balance:
            rate = it.annual_rate or 0
            with_interest = bool(rate and it.monthly_payment)
            yield PlannedDebt(
                id=f"{DECLARED_TOTAL}.{place + 1}",
                debt=Debt.model_validate(
                    {
                        "kind": it.kind,
                        "name": it.name,
                        "lender": it.lender,
                        "method": InterestMethod.EFFECTIVE if with_interest else InterestMethod.NONE,
                        "balance": it.balance,
                        "annual_rate": rate if with_interest else 0,
                        "instalment": it.monthly_payment or None,
                    }
                ),
            )
