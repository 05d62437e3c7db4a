"""One month of pay: zakat, the tax on it, and who bears that."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.domain.months import Month
from shared.domain.payroll.bearing import STATE_BEARS, state_bears, worker_bears
from shared.domain.payroll.checks import deductions_exceed_pay
from shared.domain.payroll.earning import earn
from shared.domain.payroll.lines import Effect, Line, LineCode, Remark, amount_of, taxable, total
from shared.domain.payroll.model import Employment, Method, ZakatBase
from shared.domain.payroll.result import Holiday, MonthPay
from shared.domain.payroll.tax import Taxpayer, YearSoFar, YearTax, least_fixed_point, month_tax, year_tax
from shared.domain.payroll.zakat import MonthZakat, month_zakat

_BORNE_AS = {Method.GROSS_UP: LineCode.TAX_ALLOWANCE, Method.NET: LineCode.TAX_BORNE_BY_EMPLOYER}


class Paid(NamedTuple):
    """A month as it is paid, the year with it, and what is told beside it; `tax` in the last month only."""

    pay: MonthPay
    year: YearSoFar
    zakat: MonthZakat | None
    holiday: Holiday | None
    tax: YearTax | None


def pay_month(employment: Employment, month: Month, year: YearSoFar) -> Paid:
    """The month on top of the year so far. Raises EmploymentRefused where too much is deducted."""
    return _Paying(employment, month, year).pay()


class _Paying:
    """The steps of one month; each is worked out from what was earned and the year before it."""

    def __init__(self, employment: Employment, month: Month, year: YearSoFar) -> None:
        self._employment = employment
        self._month = month
        self._before = year
        self._earned = earn(employment, month)
        self._taxpayer = Taxpayer(employment.ptkp, employment.tax_number)
        self._settles = month == employment.ends

    def pay(self) -> Paid:
        zakat = self._zakat()
        given = zakat.amount if zakat and self._through_employer else 0
        if self._earned.deducted + given > self._earned.paid:
            raise deductions_exceed_pay(self._employment, self._month)
        allowance = self._allowance(given)
        gross = self._earned.gross + allowance
        year_tax = self._year_tax(gross, given) if self._settles else None
        withheld = self._withheld(gross) if year_tax is None else _settled(year_tax)
        lines = (
            *self._earned.lines,
            *self._zakat_line(zakat, given),
            *self._tax_lines(withheld, allowance=allowance),
        )
        return Paid(
            pay=self._pay(lines),
            year=self._year(gross, given)._replace(
                withheld=self._before.withheld + withheld.amount,
                borne_by_state=self._before.borne_by_state + amount_of(lines, LineCode.TAX_BORNE_BY_STATE),
            ),
            zakat=zakat,
            holiday=self._holiday(given),
            tax=year_tax,
        )

    @property
    def _worker_bears_tax(self) -> bool:
        return worker_bears(self._employment, self._month)

    @property
    def _through_employer(self) -> bool:
        return self._employment.zakat is not None and self._employment.zakat.through_employer

    def _zakat(self) -> MonthZakat | None:
        if self._employment.zakat is None:
            return None
        own_tax = self._tax(self._earned.gross, 0) if self._worker_bears_tax else 0
        left = self._earned.paid - self._earned.deducted - max(0, own_tax)
        return month_zakat(self._employment.zakat, month=self._month, pay=self._earned.paid, left=left)

    def _zakat_line(self, zakat: MonthZakat | None, given: int) -> Iterator[Line]:
        if zakat and given:
            on_what_is_left = self._employment.zakat and self._employment.zakat.base is ZakatBase.NET
            yield Line(
                code=LineCode.ZAKAT,
                effect=Effect.DEDUCTED,
                amount=given,
                base=zakat.base,
                rate=zakat.rate,
                remark=Remark.AFTER_TAX if on_what_is_left else None,
                rests_on=zakat.rests_on,
            )

    def _year(self, gross: int, given: int) -> YearSoFar:
        """The year with this month's income, before its tax."""
        before, earned = self._before, self._earned
        return before._replace(
            months=before.months + 1,
            gross=before.gross + gross,
            pension=before.pension + earned.pension,
            giving=before.giving + earned.donation + given,
        )

    def _year_tax(self, gross: int, given: int) -> YearTax:
        earlier = self._employment.earlier_job
        return year_tax(self._year(gross, given), self._taxpayer, self._month, earlier)

    def _tax(self, gross: int, given: int) -> int:
        """The tax on a gross income of this month; in the last one what is due, which may be below zero."""
        if self._settles:
            return self._year_tax(gross, given).due
        return month_tax(gross, self._taxpayer, self._month).amount

    def _allowance(self, given: int) -> int:
        """What the employer adds so that tax leaves the pay as it is; in the last month it may take back.

        It takes back at most what it gave: what an earlier employer withheld too much is the worker's.
        """
        if self._employment.method is Method.GROSS:
            return 0
        given_before = self._before.withheld if self._settles else 0

        def tax(allowance: int) -> int:
            return max(-given_before, self._tax(self._earned.gross + allowance, given))

        return least_fixed_point(tax, -given_before)

    def _tax_lines(self, withheld: Line, *, allowance: int) -> Iterator[Line]:
        if allowance:
            borne_as = _BORNE_AS[self._employment.method]
            before = self._before.withheld if allowance < 0 else None
            yield Line(code=borne_as, effect=Effect.PAID, amount=allowance, taxable=True, before=before)
        yield self._taken_or_returned(withheld)
        if withheld.amount > 0 and state_bears(self._employment, self._month):
            yield Line(
                code=LineCode.TAX_BORNE_BY_STATE,
                effect=Effect.PAID,
                amount=withheld.amount,
                rests_on=(STATE_BEARS[self._employment.sector],),
            )

    def _taken_or_returned(self, withheld: Line) -> Line:
        """The tax itself, or what comes back of it: not what the state bore (PMK 72/2025 art. 5(5a))."""
        if withheld.amount >= 0:
            return withheld
        kept = self._before.borne_by_state
        line = withheld._replace(amount=0, remark=Remark.STATE_PAID if kept else None)
        if -withheld.amount <= kept:
            return line
        return line._replace(code=LineCode.TAX_RETURNED, effect=Effect.PAID, amount=-withheld.amount - kept)

    def _withheld(self, gross: int) -> Line:
        tax = month_tax(gross, self._taxpayer, self._month)
        return Line(
            code=LineCode.WITHHELD,
            effect=Effect.DEDUCTED,
            amount=tax.amount,
            base=gross,
            rate=tax.rate,
            remark=Remark.SURCHARGE if tax.raised and tax.amount else None,
            rests_on=tax.rests_on,
        )

    def _holiday(self, given: int) -> Holiday | None:
        thr = self._earned.thr
        if not thr:
            return None
        gross = self._earned.gross
        more_tax = self._tax(gross, given) - self._tax(gross - thr, given) if self._worker_bears_tax else 0
        return Holiday(month=self._month, amount=thr, after_tax=thr - more_tax)

    def _pay(self, lines: tuple[Line, ...]) -> MonthPay:
        paid, deducted = total(lines, Effect.PAID), total(lines, Effect.DEDUCTED)
        return MonthPay(
            month=self._month,
            settles=self._settles,
            lines=lines,
            gross=taxable(lines),
            paid=paid,
            deducted=deducted,
            take_home=paid - deducted,
            employer=total(lines, Effect.EMPLOYER),
            withheld=amount_of(lines, LineCode.WITHHELD) - amount_of(lines, LineCode.TAX_RETURNED),
        )


def _settled(tax: YearTax) -> Line:
    """What is due in the last month; below zero it was withheld before."""
    return Line(
        code=LineCode.WITHHELD,
        effect=Effect.DEDUCTED,
        amount=tax.due,
        base=tax.year_tax,
        before=tax.withheld_before,
    )
