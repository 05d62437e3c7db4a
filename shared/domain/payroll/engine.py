"""A year of take-home pay: every month by the effective rates, the last one by the whole year."""

from collections.abc import Iterable, Iterator
from datetime import date

from shared.domain.payroll.budget_lines import budget_lines
from shared.domain.payroll.checks import check
from shared.domain.payroll.lines import Effect, LineCode, SettlementLine, amount_of
from shared.domain.payroll.model import Employment
from shared.domain.payroll.month import Paid, pay_month
from shared.domain.payroll.notes import notes
from shared.domain.payroll.result import BudgetLine, MonthPay, TakeHome, YearPay
from shared.domain.payroll.rules import ter_category
from shared.domain.payroll.settlement import settlement_lines
from shared.domain.payroll.tax import Taxpayer, YearSoFar

OWN_SHARES = (LineCode.HEALTH_WORKER, LineCode.HEALTH_FAMILY, LineCode.JHT_WORKER, LineCode.JP_WORKER)


def take_home(employment: Employment) -> TakeHome:
    """What is left of a year's pay, with the reason for each line. Raises EmploymentRefused."""
    check(employment)
    paid = tuple(_months(employment))
    months = tuple(one.pay for one in paid)
    zakat = tuple(one.zakat for one in paid if one.zakat)
    holiday = next((one.holiday for one in paid if one.holiday), None)
    settlement = tuple(_settlement(employment, paid))
    own = () if employment.zakat and employment.zakat.through_employer else zakat
    lines = tuple(budget_lines(holiday=holiday, zakat=own))
    used = {
        *_used_in(months),
        *((name, employment.ends.first_day) for line in settlement for name in line.rests_on),
        *((name, one.month.first_day) for one in zakat for name in one.rests_on),
        *_used_by(lines),
    }
    return TakeHome(
        year=employment.year,
        ptkp=employment.ptkp,
        category=ter_category(employment.ptkp, employment.begins.first_day),
        method=employment.method,
        months=months,
        totals=_totals(months),
        settlement=settlement,
        notes=tuple(notes(employment, paid)),
        holiday=holiday,
        zakat=zakat,
        budget_lines=lines,
        used=tuple(sorted(used)),
    )


def _months(employment: Employment) -> Iterator[Paid]:
    year = YearSoFar()
    for month in employment.months:
        paid = pay_month(employment, month, year)
        year = paid.year
        yield paid


def _settlement(employment: Employment, paid: tuple[Paid, ...]) -> Iterator[SettlementLine]:
    last, before = paid[-1], paid[-2].year if len(paid) > 1 else YearSoFar()
    assert last.tax is not None
    yield from settlement_lines(
        last.tax,
        year=last.year._replace(withheld=before.withheld),
        taxpayer=Taxpayer(employment.ptkp, employment.tax_number),
        last=employment.ends,
        earlier=employment.earlier_job,
    )


def _totals(months: tuple[MonthPay, ...]) -> YearPay:
    return YearPay(
        gross=sum(month.gross for month in months),
        paid=sum(month.paid for month in months),
        deducted=sum(month.deducted for month in months),
        take_home=sum(month.take_home for month in months),
        employer=sum(month.employer for month in months),
        contributions=sum(
            line.amount
            for month in months
            for line in month.lines
            if line.code in OWN_SHARES and line.effect is Effect.DEDUCTED
        ),
        withheld=sum(month.withheld for month in months),
        borne_by_state=sum(amount_of(month.lines, LineCode.TAX_BORNE_BY_STATE) for month in months),
    )


def _used_in(months: tuple[MonthPay, ...]) -> Iterator[tuple[str, date]]:
    for month in months:
        for line in month.lines:
            yield from ((name, month.month.first_day) for name in line.rests_on)


def _used_by(lines: Iterable[BudgetLine]) -> Iterator[tuple[str, date]]:
    return ((name, line.month.first_day) for line in lines for name in line.rests_on)
