"""The whole answer about paying debts off: checked, completed, planned, compared, held against the rules."""

from collections.abc import Mapping, Sequence
from datetime import date

from shared.domain.debts.answers import (
    Assumed,
    EarlyEnd,
    Endless,
    PayoffAnswer,
    PayoffWish,
    TrueCost,
)
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.caps import Completed, completed
from shared.domain.debts.checks import debt_problems, wish_problems
from shared.domain.debts.comparison import extra_steps, months_of, plan_of, try_all
from shared.domain.debts.consolidation import consolidate
from shared.domain.debts.enough import enough_for
from shared.domain.debts.findings import findings
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR, Debt, InterestMethod
from shared.domain.debts.payoff import Money, Run
from shared.domain.debts.rates import cost_of
from shared.domain.debts.strategies import Strategy, Way, part_ahead_saves, ways_of
from shared.domain.debts.terms import annuity
from shared.domain.debts.verdicts import Case, cheapest, verdict
from shared.domain.months import Month
from shared.errors import InvalidInput

FIVE_YEARS = 5 * MONTHS_A_YEAR


def plan_payoff(wish: PayoffWish, debts: Sequence[Debt], *, day: date, debts_were_sent: bool) -> PayoffAnswer:
    """Everything there is to say about paying off 1 to 30 debts; the first payments are in `day`'s month.

    Raises InvalidInput, pointing into the body, where the wish does not go with the debts; what is wrong with
    the debts themselves only where they were sent, not with stored ones.
    """
    first = Month.of(day)
    problems = [*(debt_problems(debts, day=day) if debts_were_sent else ())]
    problems += wish_problems(wish, debts, first=first)
    if problems:
        raise InvalidInput(*problems)
    complete = [completed(debt, day=day) for debt in debts]
    borrower = Borrower.of([each.debt for each in complete])
    money = _money(wish, first)
    names = [debt.name for debt in debts]
    own_order = [names.index(name) for name in wish.order]
    tried = try_all(borrower, money, own_order=own_order)
    runs = tried.runs
    enough = enough_for(borrower, ways=_ways(borrower, own_order))
    advice = verdict(Case(runs, tried.orders, borrower, money, enough, wish.monthly_income))
    wanted = wish.strategy if wish.strategy in runs else advice.strategy
    strategy = wanted or cheapest(runs)
    more = runs[cheapest(runs) if strategy is Strategy.MINIMUM_ONLY else strategy]
    costs = tuple(
        TrueCost(name=debt.name, cost=cost_of(debt, minimums=minimums))
        for debt, minimums in zip(borrower.debts, borrower.minimums, strict=True)
    )
    found = findings(borrower, late=_paid_late(runs, borrower), day=day, monthly_income=wish.monthly_income)
    return PayoffAnswer(
        first_month=first,
        strategy=strategy,
        minimums=borrower.due_first,
        enough=enough,
        verdict=advice,
        plans=tuple(
            plan_of(run, runs[Strategy.MINIMUM_ONLY], borrower=borrower, first=first) for run in runs.values()
        ),
        debts=months_of(runs[strategy], borrower),
        extra_steps=extra_steps(borrower, more, money, own_order=own_order),
        endless=tuple(
            _never_ending(debt, minimums)
            for debt, minimums in zip(borrower.debts, borrower.minimums, strict=True)
            if not minimums.ends
        ),
        early=tuple(
            _settling(debt, minimums)
            for debt, minimums in zip(borrower.debts, borrower.minimums, strict=True)
        ),
        costs=costs,
        consolidation=(
            None
            if wish.consolidation is None
            else consolidate(borrower, wish.consolidation, present=more, money=money)
        ),
        warnings=found.warnings,
        thresholds=found.thresholds,
        assumed=_assumed(complete),
    )


def _money(wish: PayoffWish, first: Month) -> Money:
    one_off = dict[int, int]()
    for each in wish.one_off:
        month = first.months_until(each.month) + 1
        one_off[month] = one_off.get(month, 0) + each.amount
    return Money(monthly=wish.monthly_budget, extra=wish.extra, one_off=one_off)


def _ways(borrower: Borrower, own_order: Sequence[int]) -> Sequence[Way]:
    own = ways_of(borrower, Strategy.OWN_ORDER, own_order) if own_order else ()
    return (*ways_of(borrower, Strategy.CHEAPEST), *own)


def _paid_late(runs: Mapping[Strategy, Run], borrower: Borrower) -> frozenset[str]:
    """The debts of which any strategy pays less than the minimum in some month."""
    return frozenset(
        debt.name
        for run in runs.values()
        if run.short
        for debt, steps in zip(borrower.debts, run.steps, strict=True)
        if any(step.unpaid for step in steps)
    )


def _never_ending(debt: Debt, minimums: Minimums) -> Endless:
    billed = minimums.first
    charges = billed.interest + billed.fee
    return Endless(
        name=debt.name,
        code=_endless_code(billed.minimum, charges),
        minimum=billed.minimum,
        charges=charges,
        ends_with=_ends_within(MAX_MONTHS, debt, billed.interest),
        ends_in_five_years=_ends_within(FIVE_YEARS, debt, billed.interest),
    )


def _endless_code(minimum: int, charges: int) -> str:
    if minimum == 0:
        return "nothing_agreed"
    return "minimum_below_charges" if minimum <= charges else "hardly_shrinks"


def _ends_within(months: int, debt: Debt, interest: int) -> int:
    """The payment a month that ends a debt in so many; FLAT interest stays the same in each of them."""
    if debt.method is InterestMethod.FLAT:
        return -(-debt.balance // months) + interest + debt.monthly_fee
    return annuity(debt.balance, annual_rate=debt.annual_rate, months=months) + debt.monthly_fee


def _settling(debt: Debt, minimums: Minimums) -> EarlyEnd:
    """Settling now against the schedule: what the rest of it would be paid, less what settles it."""
    billed = minimums.first
    by_schedule = sum(step.amount for step in minimums.followed)
    saved = by_schedule - billed.settle if minimums.ends else None
    agreed = minimums.loan.interest_left > 0 and not debt.interest_waived
    return EarlyEnd(
        name=debt.name,
        code="due_now" if billed.minimum == billed.settle else _early_code(saved, agreed=agreed),
        settle=billed.settle,
        saved=saved,
        ahead_saves=part_ahead_saves(debt, minimums),
    )


def _early_code(saved: int | None, *, agreed: bool) -> str:
    if saved is None:
        return "never_ends"
    if saved == 0:
        return "flat_saves_nothing" if agreed else "saves_nothing"
    return "saves" if saved > 0 else "costs_more"


def _assumed(complete: Sequence[Completed]) -> tuple[Assumed, ...]:
    return tuple(Assumed(name=each.debt.name, rule=rule) for each in complete for rule in each.assumed)
