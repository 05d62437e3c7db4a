"""What a loan really costs: flat rates as effective ones and back, and the rate with every charge in it."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from shared.domain.debts.flows import PRECISION, Flow, YearlyCost, period_rate, rounded, yearly
from shared.domain.debts.loans import Loan, Paid
from shared.domain.debts.minimums import Minimums
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
        context.prec = PRECISION
        rate = annual_rate / MONTHS_A_YEAR
        payment = rate / (1 - (1 + rate) ** -months)
        return rounded((payment * months - 1) * MONTHS_A_YEAR / months)


def cost_of(debt: Debt, *, minimums: Minimums | None = None) -> DebtCost | None:
    """What a debt costs with all its charges; None where paying the minimum never ends it.

    `minimums` are its months from today, where they are known already.
    """
    begun = as_agreed(debt)
    known = minimums if minimums is not None and begun is debt else Minimums(Loan.of(begun))
    if not known.ends:
        return None
    months = known.followed
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
        flat_rate=rounded(Decimal(charges * periods) / (begun.balance * flows[-1].time)),
    )


def as_agreed(debt: Debt) -> Debt:
    """A FLAT debt as it was at its start, as far as its terms tell; others as they are today."""
    if debt.method is not InterestMethod.FLAT or debt.principal in (None, debt.balance):
        return debt
    scheduled = Loan.of(debt).terms.scheduled_principal
    months = min(MAX_MONTHS, -(-debt.principal // scheduled))
    changes = {"balance": debt.principal, "months_left": months, "instalment": None, "charged": 0}
    return debt.model_copy(update=changes)


def _flows(debt: Debt, months: Sequence[Paid]) -> list[Flow]:
    """The payments with their times: months, or days for DAILY."""
    flows = list[Flow]()
    for place, month in enumerate(months, start=1):
        daily = debt.method is InterestMethod.DAILY
        time = min(place * DAYS_A_MONTH, debt.days_left or 0) if daily else place
        if month.amount:
            flows.append(Flow(time, Decimal(month.amount)))
    return flows
