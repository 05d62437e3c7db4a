"""Zakat on income: 2.5 % of a month that reaches the nisab, opt-in."""

from shared.domain.money import Fraction
from shared.domain.months import Month
from shared.domain.payroll.model import Zakat, ZakatBase
from shared.domain.payroll.rules import number, part, rupiah
from shared.domain.values import Value

NISAB = "zakat.nisab_month"
RATE = "zakat.rate"


class MonthZakat(Value):
    """Zakat of a month, rupiah. Without `base` and `nisab` it is the amount that the person chose."""

    month: Month
    amount: int
    base: int | None = None
    nisab: int | None = None
    rate: Fraction | None = None
    rests_on: tuple[str, ...] = ()


def month_zakat(zakat: Zakat, *, month: Month, pay: int, left: int) -> MonthZakat:
    """The zakat of a month: nothing below the nisab, else its rate of the base.

    `pay` is what is paid that month without any allowance for tax; `left` is that less the worker's
    contributions and the tax as it is before this zakat lowers it.
    """
    if zakat.amount is not None:
        return MonthZakat(month=month, amount=zakat.amount)
    base = max(0, pay if zakat.base is ZakatBase.GROSS else left)
    nisab = rupiah(NISAB, month.first_day)
    rate = number(RATE, month.first_day)
    amount = part(base, rate) if base >= nisab else 0
    return MonthZakat(month=month, amount=amount, base=base, nisab=nisab, rate=rate, rests_on=(NISAB, RATE))
