"""A plan that was followed, told: its worst month, its goals and debts, its sums."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.domain.debts.loans import Loan, accrue
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.planning.flows import Flows
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import (
    DebtOutcome,
    FundOutcome,
    GoalOutcome,
    Lowest,
    Outcome,
    Series,
    Shortage,
    Totals,
    Verdict,
)
from shared.domain.planning.pots import Pot
from shared.domain.planning.schedules import Schedule
from shared.domain.planning.timeline import Timeline

UNTOLD = Verdict(code="untold", good=True, figures=())


class Told(NamedTuple):
    """What a followed plan is told from."""

    baseline: Baseline
    time: Timeline
    flows: Flows
    pots: Sequence[Pot]
    series: Series


def outcome_of(told: Told, *, name: str) -> Outcome:
    """The outcome, still without its verdict."""
    cash = told.series.cash
    least = min(cash)
    return Outcome(
        name=name,
        series=told.series,
        totals=_totals(told),
        lowest=Lowest(month=told.time.month(cash.index(least)), cash=least),
        shortage=_shortage(told.series, told.time),
        emergency_fund=_fund(cash, told.baseline.emergency_fund, told.time),
        goals=tuple(_goals(told)),
        debts=tuple(_debts(told)),
        verdict=UNTOLD,
    )


def _totals(told: Told) -> Totals:
    series, schedules = told.series, told.flows.debts.schedules.values()
    return Totals(
        income=sum(series.income),
        spending=sum(series.spending),
        saving=sum(series.saving),
        debt_payments=sum(series.debt_payments),
        interest=sum(it.interest + it.fees for it in schedules),
        goal_contributions=sum(series.goal_contributions),
        cash=series.cash[-1],
        debts=series.debts[-1],
        net_worth=series.net_worth[-1],
    )


def _shortage(series: Series, time: Timeline) -> Shortage | None:
    short = [index for index, amount in enumerate(series.cash) if amount < 0]
    if not short:
        return None
    least = min(series.cash)
    return Shortage(
        first=time.month(short[0]),
        months=len(short),
        most=-least,
        set_aside=series.set_aside[series.cash.index(least)],
    )


def _fund(cash: Sequence[int], fund: int, time: Timeline) -> FundOutcome:
    touched = next((index for index, amount in enumerate(cash) if amount < fund), None)
    used_up = next((index for index, amount in enumerate(cash) if amount <= 0 < fund), None)
    return FundOutcome(
        amount=fund, touched=time.maybe(touched if fund else None), used_up=time.maybe(used_up)
    )


def _goals(told: Told) -> Iterator[GoalOutcome]:
    names = {it.id: it.name for it in told.baseline.goals}
    for pot in told.pots:
        yield _goal(pot, names.get(pot.id) or pot.id, told.time)


def _goal(pot: Pot, name: str, time: Timeline) -> GoalOutcome:
    late = pot.deadline is not None and (
        pot.deadline < time.months if pot.reached is None else pot.reached > pot.deadline
    )
    known = pot.deadline is not None and (pot.reached is not None or late)
    return GoalOutcome(
        id=pot.id,
        name=name,
        target=pot.asked[-1 if pot.reached is None else pot.reached],
        set_aside=pot.held,
        reached=time.maybe(pot.reached),
        due=time.maybe(pot.deadline),
        in_time=not late if known and pot.released is None else None,
        dropped=time.maybe(pot.released),
    )


def _debts(told: Told) -> Iterator[DebtOutcome]:
    known = {it.id: it.debt for it in told.baseline.debts}
    for key, it in told.flows.debts.schedules.items():
        debt = known.get(key)
        grows = debt is not None and _grows(debt, it)
        yield DebtOutcome(
            id=key,
            name=debt.name if debt else key,
            ends=told.time.maybe(it.ended),
            balance=it.balances[-1],
            paid=sum(it.payments),
            interest=it.interest,
            fees=it.fees,
            grows=grows,
            shrinks_from=sum(accrue(Loan.of(debt))) + 1 if debt and grows else None,
        )


def _grows(debt: Debt, schedule: Schedule) -> bool:
    # What is owed of a daily loan grows by its interest until its day, when all of it is due. A loan on terms
    # that a plan takes up is paid off by them.
    if schedule.ended is not None or debt.method is InterestMethod.DAILY:
        return False
    owed = [balance for balance in schedule.balances if balance]
    return len(owed) > 1 and owed[-1] > owed[0]
