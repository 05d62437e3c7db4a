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
from shared.domain.debts.caps import Completed, completed, findings
from shared.domain.debts.checks import debt_problems, wish_problems
from shared.domain.debts.comparison import (
    carry_out,
    cheapest,
    extra_steps,
    months_of,
    paid_by_month,
    plan_of,
    verdict,
)
from shared.domain.debts.consolidation import consolidate
from shared.domain.debts.loans import bill
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR, Debt
from shared.domain.debts.payoff import Borrower, Money, Run, Strategy, saving_rate
from shared.domain.debts.rates import DebtCost, cost_of
from shared.domain.debts.terms import annuity
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
    runs = carry_out(borrower, money, own_order=own_order)
    strategy = wish.strategy or cheapest(runs)
    minimums = {
        debt.name: bill(loan).minimum for debt, loan in zip(borrower.debts, borrower.loans, strict=True)
    }
    costs = {
        debt.name: cost_of(debt, minimums=months)
        for debt, months in zip(borrower.debts, runs[Strategy.MINIMUM_ONLY].steps, strict=True)
    }
    found = findings(
        borrower.debts, costs=_known(costs), minimums=minimums, day=day, monthly_income=wish.monthly_income
    )
    enough = max(paid_by_month(runs[Strategy.MINIMUM_ONLY]))
    return PayoffAnswer(
        first_month=first,
        strategy=strategy,
        minimums=sum(minimums.values()),
        enough=enough,
        verdict=verdict(runs, borrower=borrower, enough=enough),
        plans=tuple(
            plan_of(run, runs[Strategy.MINIMUM_ONLY], borrower=borrower, first=first) for run in runs.values()
        ),
        debts=months_of(runs[strategy], borrower),
        extra_steps=extra_steps(borrower, runs[_paying_ahead(strategy, runs)], money, own_order=own_order),
        endless=_endless(runs[Strategy.MINIMUM_ONLY], borrower),
        early=_early(runs[Strategy.MINIMUM_ONLY], borrower),
        costs=tuple(TrueCost(name=name, cost=cost) for name, cost in costs.items()),
        consolidation=(
            None
            if wish.consolidation is None
            else consolidate(
                borrower, wish.consolidation, money=money, strategy=_paying_ahead(strategy, runs)
            )
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


def _paying_ahead(strategy: Strategy, runs: Mapping[Strategy, Run]) -> Strategy:
    """The strategy for questions about more money, which paying only minimums has no answer to."""
    return cheapest(runs) if strategy is Strategy.MINIMUM_ONLY else strategy


def _known(costs: Mapping[str, DebtCost | None]) -> dict[str, DebtCost]:
    return {name: cost for name, cost in costs.items() if cost is not None}


def _endless(minimum_only: Run, borrower: Borrower) -> tuple[Endless, ...]:
    """The debts that are still there after 600 months of minimums."""
    return tuple(
        _never_ending(debt, place, borrower)
        for place, debt in enumerate(borrower.debts)
        if not minimum_only.steps[place][-1].loan.ended
    )


def _never_ending(debt: Debt, place: int, borrower: Borrower) -> Endless:
    billed = bill(borrower.loans[place])
    charges = billed.interest + billed.fee

    def within(months: int) -> int:
        return annuity(debt.balance, annual_rate=debt.annual_rate, months=months) + debt.monthly_fee

    return Endless(
        name=debt.name,
        code="nothing_agreed" if billed.minimum == 0 else "minimum_below_charges",
        minimum=billed.minimum,
        charges=charges,
        ends_with=within(MAX_MONTHS),
        ends_in_five_years=within(FIVE_YEARS),
    )


def _early(minimum_only: Run, borrower: Borrower) -> tuple[EarlyEnd, ...]:
    return tuple(_settling(minimum_only, borrower, place) for place in range(len(borrower.debts)))


def _settling(minimum_only: Run, borrower: Borrower, place: int) -> EarlyEnd:
    """Settling now against the schedule: what the rest of it would be paid, less what settles it."""
    debt, loan, steps = borrower.debts[place], borrower.loans[place], minimum_only.steps[place]
    settle = bill(loan).settle
    ends = steps[-1].loan.ended
    saved = sum(step.amount for step in steps) - settle if ends else None
    agreed = loan.interest_left > 0 and not debt.interest_waived
    return EarlyEnd(
        name=debt.name,
        code=_early_code(saved, agreed=agreed),
        settle=settle,
        saved=saved,
        ahead_saves=saving_rate(debt, loan) > 0,
    )


def _early_code(saved: int | None, *, agreed: bool) -> str:
    if saved is None:
        return "never_ends"
    if saved == 0:
        return "flat_saves_nothing" if agreed else "saves_nothing"
    return "saves" if saved > 0 else "costs_more"


def _assumed(complete: Sequence[Completed]) -> tuple[Assumed, ...]:
    return tuple(Assumed(name=each.debt.name, rule=rule) for each in complete for rule in each.assumed)
