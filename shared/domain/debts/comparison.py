"""Strategies side by side, each as a plan, and what more money a month would do."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from shared.domain.debts.answers import DebtMonths, Ending, ExtraStep, PayoffPlan, ShortMonth
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.payoff import Money, Run, best_of, carried_out, pay_off
from shared.domain.debts.strategies import Strategy, Way, ways_of
from shared.domain.money import share
from shared.domain.months import Month

STEPS = (50_000, 100_000, 250_000, 500_000, 1_000_000)
"""Rupiah a month that are tried beside the person's own extra; round amounts to compare with."""


class Tried(NamedTuple):
    """The plans to choose between, by their strategies, and every order that was tried with that money."""

    runs: Mapping[Strategy, Run]
    orders: tuple[Run, ...]


def carry_out(borrower: Borrower, money: Money, *, own_order: Sequence[int]) -> Mapping[Strategy, Run]:
    """Every strategy with the same money, as `try_all` does."""
    return try_all(borrower, money, own_order=own_order).runs


def try_all(borrower: Borrower, money: Money, *, own_order: Sequence[int]) -> Tried:
    """Every strategy with the same money; an own order only where there is one, CHEAPEST only where it is
    better than all others.

    Paying only minimums takes whatever the minimums come to, so that it is what the terms say.
    """
    done = dict[Way, Run]()

    def best(strategy: Strategy) -> Run:
        ways = ways_of(borrower, strategy, own_order)
        for way in ways:
            if way not in done:
                done[way] = carried_out(borrower, strategy, money, way)
        return best_of(done[way] for way in ways)._replace(strategy=strategy)

    runs = {Strategy.AVALANCHE: best(Strategy.AVALANCHE), Strategy.SNOWBALL: best(Strategy.SNOWBALL)}
    runs[Strategy.MINIMUM_ONLY] = pay_off(borrower, Strategy.MINIMUM_ONLY, Money())
    if own_order:
        runs[Strategy.OWN_ORDER] = best(Strategy.OWN_ORDER)
    found = best(Strategy.CHEAPEST)
    others = [run for each, run in runs.items() if each is not Strategy.MINIMUM_ONLY]
    if all(_beats(found, run) for run in others):
        runs[Strategy.CHEAPEST] = found
    return Tried(runs, tuple(done.values()))


def _beats(found: Run, run: Run) -> bool:
    """Where debts remain, what they cost up to then says nothing."""
    if found.months is None:
        return found.rank[:2] < run.rank[:2]
    return found.rank < run.rank


def plan_of(run: Run, minimum_only: Run, *, borrower: Borrower, first: Month) -> PayoffPlan:
    """A run as a plan, against paying only minimums."""
    names = [debt.name for debt in borrower.debts]
    comparable = run.months is not None and minimum_only.months is not None
    return PayoffPlan(
        strategy=run.strategy,
        order=tuple(names[place] for place in run.order),
        months=run.months,
        free_on=None if run.months is None else first.add(run.months - 1),
        paid=run.totals.paid,
        interest=run.totals.interest,
        fees=run.totals.fees,
        penalties=run.totals.penalties,
        cost=run.cost,
        saved=minimum_only.cost - run.cost if comparable else None,
        months_sooner=(minimum_only.months or 0) - (run.months or 0) if comparable else None,
        endings=tuple(
            Ending(name=names[place], month=month, on=first.add(month - 1)) for place, month in run.endings
        ),
        short=tuple(
            ShortMonth(
                month=short.month,
                on=first.add(short.month - 1),
                needed=short.needed,
                lacking=short.lacking,
            )
            for short in run.short
        ),
        owed=run.owed,
        paid_by_month=run.paid_by_month,
    )


def months_of(run: Run, borrower: Borrower) -> tuple[DebtMonths, ...]:
    """The month table of each debt, in the order they were told."""
    return tuple(
        DebtMonths(
            name=debt.name,
            payments=tuple(step.amount for step in steps),
            interest=tuple(step.interest for step in steps),
            fees=tuple(step.fee for step in steps),
            penalties=tuple(step.penalty for step in steps),
            balances=tuple(step.loan.balance for step in steps),
        )
        for debt, steps in zip(borrower.debts, run.steps, strict=True)
    )


def extra_steps(
    borrower: Borrower, known: Run, money: Money, *, own_order: Sequence[int]
) -> tuple[ExtraStep, ...]:
    """What so much more a month does, against the same plan without any extra.

    `known` is the plan with that money as it is; its own extra is one of the steps.
    """
    base = money._replace(extra=0)

    def with_extra(extra: int) -> Run:
        more = _more(base, extra)
        return known if more == money else pay_off(borrower, known.strategy, more, own_order=own_order)

    without = with_extra(0)
    return tuple(_step(extra, with_extra(extra), without) for extra in sorted({*STEPS, money.extra} - {0}))


def _more(money: Money, extra: int) -> Money:
    if money.monthly is None:
        return money._replace(extra=extra)
    return money._replace(monthly=money.monthly + extra)


def _step(extra: int, run: Run, without: Run) -> ExtraStep:
    comparable = run.months is not None and without.months is not None
    saved = without.cost - run.cost if comparable else None
    return ExtraStep(
        extra=extra,
        months=run.months,
        months_saved=(without.months or 0) - (run.months or 0) if comparable else None,
        cost=run.cost,
        saved=saved,
        saved_per_rupiah=None if saved is None or not run.months else _per(saved, extra * run.months),
    )


def _per(saved: int, paid: int) -> Decimal:
    return share(saved, paid) or Decimal(0)
