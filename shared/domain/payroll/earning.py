"""What is earned in a month before zakat and tax: pay, contributions and giving."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from shared.domain.months import Month
from shared.domain.payroll.contributions import contributions
from shared.domain.payroll.lines import Effect, Line, LineCode, amount_of, taxable, total
from shared.domain.payroll.model import Employment, HolidayAllowance, Terms, terms_in
from shared.domain.payroll.rules import rupiah

FULL_THR = "payroll.thr_full_after_months"

OWN_PENSION = (LineCode.JHT_WORKER, LineCode.JP_WORKER, LineCode.PENSION_FUND)
"""What lowers the income of a year where the worker pays it (PMK 168/2023 art. 10(1)b)."""


class Earned(NamedTuple):
    """A month before zakat and tax, in rupiah.

    `gross` is what is taxable; `pension` and `donation` lower the income of the year.
    """

    month: Month
    lines: tuple[Line, ...]
    paid: int
    deducted: int
    gross: int
    pension: int
    donation: int

    @property
    def thr(self) -> int:
        """The holiday allowance in it."""
        return amount_of(self.lines, LineCode.THR)


def earn(employment: Employment, month: Month) -> Earned:
    """The month's lines, without zakat and tax."""
    terms = terms_in(employment, month)
    lines = (
        *_pay(employment, terms, month),
        *contributions(employment.bpjs, wage=terms.wage, month=month, sector=employment.sector),
        *_giving(employment),
    )
    return Earned(
        month=month,
        lines=lines,
        paid=total(lines, Effect.PAID),
        deducted=total(lines, Effect.DEDUCTED),
        gross=taxable(lines),
        pension=total((line for line in lines if line.code in OWN_PENSION), Effect.DEDUCTED),
        donation=employment.religious_donation,
    )


def _pay(employment: Employment, terms: Terms, month: Month) -> Iterator[Line]:
    agreed = {
        LineCode.SALARY: terms.salary,
        LineCode.FIXED_ALLOWANCES: terms.fixed_allowances,
        LineCode.VARIABLE_PAY: terms.variable_pay,
    }
    for code, amount in agreed.items():
        if amount or code is LineCode.SALARY:
            yield Line(code=code, effect=Effect.PAID, amount=amount, taxable=True)
    if employment.thr and employment.thr.month == month:
        yield holiday_allowance(employment.thr, wage=terms.wage)
    for extra in employment.extra_pay:
        if extra.month == month:
            yield Line(code=LineCode(extra.kind.value), effect=Effect.PAID, amount=extra.amount, taxable=True)


def holiday_allowance(thr: HolidayAllowance, *, wage: int) -> Line:
    """THR: its own amount, or n/12 of a month's wage, the whole from 12 months on (Permenaker 6/2016 art. 3).

    Less than one month of service gives none. Rounded half to even.
    """
    if thr.amount is not None:
        return Line(code=LineCode.THR, effect=Effect.PAID, amount=thr.amount, taxable=True)
    full = rupiah(FULL_THR, thr.month.first_day)
    served = min(thr.months_of_service or 0, full)
    amount = (Decimal(wage) * served / full).to_integral_value(ROUND_HALF_EVEN)
    return Line(
        code=LineCode.THR,
        effect=Effect.PAID,
        amount=int(amount),
        taxable=True,
        base=wage,
        parts=(served, full),
        rests_on=(FULL_THR,),
    )


def _giving(employment: Employment) -> Iterator[Line]:
    given = {
        LineCode.PENSION_FUND: employment.pension_fund,
        LineCode.RELIGIOUS_DONATION: employment.religious_donation,
    }
    for code, amount in given.items():
        if amount:
            yield Line(code=code, effect=Effect.DEDUCTED, amount=amount)
