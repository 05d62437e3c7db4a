"""What a loan costs by the day and altogether, as the caps on online loans count it."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shared.domain.debts.minimums import Minimums
from shared.domain.debts.model import DAYS_A_MONTH, DAYS_A_YEAR, MONTHS_A_YEAR, Debt, InterestMethod
from shared.domain.debts.rates import DebtCost, cost_of
from shared.domain.debts.terms import Ratio

LONGEST_MONTH = 31
_PLACES = Decimal("0.00000001")


class Charged(NamedTuple):
    """All charges, as if no cap held them back: `a_day` and `altogether` as fractions of what was borrowed,
    down to eight decimals, so that rounding breaks no rule. The whole term is `months`; it and `altogether`
    are None where the loan never ends."""

    a_day: Decimal
    altogether: Decimal | None
    months: int | None


def charged(debt: Debt, minimums: Minimums, *, day: date) -> Charged:
    """Interest and fees of a loan by its terms, of the whole contract as far as they tell of it.

    Where interest is on what is still owed, a day is one of those to come, on what is owed today. Where such
    a loan never ends, a day is one of this month.
    """
    cost = _uncapped(debt, minimums)
    if cost is None:
        return Charged(_down(_this_month(debt)), None, None)
    principal = debt.principal or cost.borrowed
    if debt.method is InterestMethod.EFFECTIVE:
        by_day = Decimal(cost.charges) / (cost.borrowed * _days(debt, cost, day))
        return Charged(_down(by_day), _down(Decimal(cost.charges + debt.charged) / principal), cost.months)
    charges = Decimal(_agreed(debt, cost, principal, _days(debt, cost, day)))
    days = _days(debt, cost, day)
    return Charged(_down(charges / (principal * days)), _down(charges / principal), _months(debt, cost, days))


def _uncapped(debt: Debt, minimums: Minimums) -> DebtCost | None:
    if minimums.followed[-1].loan.charges_left == 0:
        return cost_of(debt.model_copy(update={"charges_cap": None}))
    return cost_of(debt, minimums=minimums)


def _this_month(debt: Debt) -> Decimal:
    return debt.annual_rate / DAYS_A_YEAR + Decimal(debt.monthly_fee) / (debt.balance * DAYS_A_MONTH)


def _agreed(debt: Debt, cost: DebtCost, principal: int, days: int) -> int:
    """Interest that is on the principal, and fees, over the whole term."""
    rate = debt.annual_rate
    interest = (
        Ratio.of(rate, divided_by=DAYS_A_YEAR).part_of(principal, times=days)
        if debt.method is InterestMethod.DAILY
        else Ratio.of(rate, divided_by=MONTHS_A_YEAR).part_of(principal) * cost.months
    )
    return interest + debt.monthly_fee * cost.months + debt.origination_fee


def _days(debt: Debt, cost: DebtCost, day: date) -> int:
    """The whole term in days: what is left and, where the day it was taken is told, what is behind."""
    if debt.method is InterestMethod.DAILY:
        behind = (day - debt.taken_on).days if debt.taken_on else 0
        return (debt.days_left or 0) + max(0, behind)
    return -(-cost.months * DAYS_A_YEAR // MONTHS_A_YEAR)


def _months(debt: Debt, cost: DebtCost, days: int) -> int:
    """The whole term in months; days make a month only beyond the longest one, so none is called long."""
    return -(-days // LONGEST_MONTH) if debt.method is InterestMethod.DAILY else cost.months


def _down(fraction: Decimal) -> Decimal:
    return fraction.quantize(_PLACES, "ROUND_DOWN")
