"""What a loan really costs: flat rates as effective ones and back, and the rate with every charge in it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import NamedTuple

from shared.domain.debts.loans import Loan, Paid, bill, pay_bill
from shared.domain.debts.model import (
    DAYS_A_MONTH,
    DAYS_A_YEAR,
    MAX_MONTHS,
    MONTHS_A_YEAR,
    Debt,
    InterestMethod,
)
from shared.domain.money import Fraction
from shared.domain.values import Value

PLACES = Decimal("0.000001")
_PRECISION = 34
_CLOSE = Decimal("1e-14")
_LARGEST = Decimal(1_000_000)
"""No rate beyond this a year is worth a number."""


class YearlyCost(Value):
    """A rate by the year: `nominal` is the rate of a period times the periods of a year, `effective` the one
    that comes of it with interest on interest. Fractions; None where it is beyond any measure."""

    nominal: Fraction | None
    effective: Fraction | None


class DebtCost(Value):
    """All that a debt costs when its minimums are paid: `charges` are interest and fees together.

    Of the whole contract where its start is known (FLAT, and what is at its beginning), else from today on.
    `months` it takes; DAILY ones of 30 days. `flat_rate`: all charges by the year, as a fraction of what was
    borrowed.
    """

    borrowed: int
    paid: int
    charges: int
    months: int
    days: int | None
    rate: YearlyCost
    flat_rate: Fraction


class Flow(NamedTuple):
    """A payment, so many periods from the start."""

    time: int
    amount: Decimal


def flat_to_effective(flat_rate: Decimal, *, months: int) -> YearlyCost:
    """The rate on what is still owed that costs the same as `flat_rate` a year on the principal.

    Solves the annuity of n equal payments of 1/n + rate/12 per rupiah borrowed; of 12 n rupiah, so that
    nothing is rounded.
    """
    payment = MONTHS_A_YEAR + months * flat_rate
    flows = [Flow(month, payment) for month in range(1, months + 1)]
    return yearly(period_rate(Decimal(MONTHS_A_YEAR * months), flows), periods=MONTHS_A_YEAR)


def effective_to_flat(annual_rate: Decimal, *, months: int) -> Decimal:
    """The yearly rate on the principal that costs the same as a nominal `annual_rate` on what is owed."""
    if annual_rate == 0:
        return Decimal(0)
    with localcontext() as context:
        context.prec = _PRECISION
        rate = annual_rate / MONTHS_A_YEAR
        payment = rate / (1 - (1 + rate) ** -months)
        return _rounded((payment * months - 1) * MONTHS_A_YEAR / months)


def period_rate(borrowed: Decimal, flows: Sequence[Flow]) -> Decimal | None:
    """The rate of one period at which the payments are worth what was borrowed.

    None where it is beyond any measure: nothing was borrowed, or nearly nothing. Raises ValueError where less
    is paid back than was borrowed. Newton's method inside a bracket; the value falls as the rate grows.
    """
    paid = sum((flow.amount for flow in flows), Decimal(0))
    if borrowed <= 0:
        return None
    if paid <= borrowed:
        if paid < borrowed:
            raise ValueError("less is paid back than was borrowed")
        return Decimal(0)
    with localcontext() as context:
        context.prec = _PRECISION
        return _solved(borrowed, flows)


def yearly(rate: Decimal | None, *, periods: int) -> YearlyCost:
    """The yearly rates that belong to the rate of a period, to six decimals."""
    if rate is None:
        return YearlyCost(nominal=None, effective=None)
    with localcontext() as context:
        context.prec = _PRECISION
        effective = (1 + rate) ** periods - 1
        return YearlyCost(
            nominal=_rounded(rate * periods),
            effective=None if effective > _LARGEST else _rounded(effective),
        )


def cost_of(debt: Debt, *, minimums: Sequence[Paid] | None = None) -> DebtCost | None:
    """What a debt costs with all its charges; None where paying the minimum never ends it.

    `minimums` are its months from today with only the minimum paid, where they are known already.
    """
    begun = as_agreed(debt)
    months = minimums if minimums is not None and begun is debt else _minimums(begun)
    if not months[-1].loan.ended:
        return None
    flows = _flows(begun, months)
    charges = sum(month.interest + month.fee for month in months)
    at_start = begun.principal in (None, begun.balance)
    upfront = begun.origination_fee if at_start else 0
    daily = begun.method is InterestMethod.DAILY
    periods = DAYS_A_YEAR if daily else MONTHS_A_YEAR
    rate = period_rate(Decimal(begun.balance - upfront), flows)
    charges += upfront
    return DebtCost(
        borrowed=begun.balance,
        paid=sum(int(flow.amount) for flow in flows) + upfront,
        charges=charges,
        months=-(-flows[-1].time // DAYS_A_MONTH) if daily else flows[-1].time,
        days=flows[-1].time if daily else None,
        rate=yearly(rate, periods=periods),
        flat_rate=_rounded(Decimal(charges * periods) / (begun.balance * flows[-1].time)),
    )


def as_agreed(debt: Debt) -> Debt:
    """A FLAT debt as it was at its start, as far as its terms tell; others as they are today."""
    if debt.method is not InterestMethod.FLAT or debt.principal in (None, debt.balance):
        return debt
    scheduled = Loan.of(debt).terms.scheduled_principal
    months = min(MAX_MONTHS, -(-debt.principal // scheduled))
    changes = {"balance": debt.principal, "months_left": months, "instalment": None, "charged": 0}
    return debt.model_copy(update=changes)


def _minimums(debt: Debt) -> Sequence[Paid]:
    """The months of a debt with only the minimum paid."""
    loan, months = Loan.of(debt), list[Paid]()
    while not loan.ended and len(months) < MAX_MONTHS:
        billed = bill(loan)
        months.append(pay_bill(loan, billed, billed.minimum))
        loan = months[-1].loan
    return months


def _flows(debt: Debt, months: Sequence[Paid]) -> list[Flow]:
    """The payments with their times: months, or days for DAILY."""
    flows = list[Flow]()
    for place, month in enumerate(months, start=1):
        daily = debt.method is InterestMethod.DAILY
        time = min(place * DAYS_A_MONTH, debt.days_left or 0) if daily else place
        if month.amount:
            flows.append(Flow(time, Decimal(month.amount)))
    return flows


def _solved(borrowed: Decimal, flows: Sequence[Flow]) -> Decimal | None:
    low, high = Decimal(0), Decimal("0.01")
    while _worth(high, flows)[0] > borrowed:
        low, high = high, high * 2
        if high > _LARGEST:
            return None
    rate = (low + high) / 2
    while high - low > _CLOSE:
        worth, slope = _worth(rate, flows)
        if worth > borrowed:
            low = rate
        else:
            high = rate
        step = (worth - borrowed) / slope
        if abs(step) < _CLOSE:
            return rate - step
        inside = low < rate - step < high
        rate = rate - step if inside else (low + high) / 2
    return rate


def _worth(rate: Decimal, flows: Sequence[Flow]) -> tuple[Decimal, Decimal]:
    """The present value of the payments at a rate, and how it changes with the rate."""
    factor = 1 / (1 + rate)
    worth = slope = Decimal(0)
    power, time = Decimal(1), 0
    for flow in flows:
        power *= factor if flow.time == time + 1 else factor ** (flow.time - time)
        time = flow.time
        part = flow.amount * power
        worth += part
        slope -= time * part
    return worth, slope * factor


def _rounded(rate: Decimal) -> Decimal:
    return rate.quantize(PLACES, ROUND_HALF_EVEN)
