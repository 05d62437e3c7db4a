"""The settlement as lines that can be followed one by one."""

from collections.abc import Iterator

from shared.domain.months import Month
from shared.domain.payroll.lines import SettlementCode, SettlementLine
from shared.domain.payroll.model import EarlierJob
from shared.domain.payroll.rules import PASAL_17, SURCHARGES, number, ptkp_rests_on, rupiah, surcharge
from shared.domain.payroll.tax import (
    POSITION_COST_MAX,
    POSITION_COST_RATE,
    ROUNDED_TO,
    Taxpayer,
    YearSoFar,
    YearTax,
)


def settlement_lines(
    tax: YearTax, *, year: YearSoFar, taxpayer: Taxpayer, last: Month, earlier: EarlierJob | None
) -> Iterator[SettlementLine]:
    """Each step from gross income to what is due, in the order of the law."""
    yield from _to_net(tax, year, last)
    if earlier:
        yield SettlementLine(code=SettlementCode.EARLIER_NET, amount=earlier.net)
    yield SettlementLine(
        code=SettlementCode.PTKP, amount=tax.ptkp, ptkp=taxpayer.ptkp, rests_on=ptkp_rests_on(taxpayer.ptkp)
    )
    yield SettlementLine(
        code=SettlementCode.TAXABLE,
        amount=tax.taxable,
        base=tax.above_ptkp,
        limit=rupiah(ROUNDED_TO, last.first_day),
        rests_on=(ROUNDED_TO,),
    )
    yield from _to_year_tax(tax, taxpayer, last)
    if earlier:
        yield SettlementLine(code=SettlementCode.EARLIER_WITHHELD, amount=earlier.withheld)
    yield SettlementLine(code=SettlementCode.WITHHELD_BEFORE, amount=year.withheld)
    yield SettlementLine(
        code=SettlementCode.DUE, amount=tax.due, base=tax.year_tax, before=tax.withheld_before
    )


def _to_net(tax: YearTax, year: YearSoFar, last: Month) -> Iterator[SettlementLine]:
    yield SettlementLine(code=SettlementCode.GROSS, amount=year.gross, months=year.months)
    yield SettlementLine(
        code=SettlementCode.POSITION_COST,
        amount=tax.position_cost,
        base=year.gross,
        rate=number(POSITION_COST_RATE, last.first_day),
        limit=rupiah(POSITION_COST_MAX, last.first_day),
        months=year.months,
        rests_on=(POSITION_COST_RATE, POSITION_COST_MAX),
    )
    yield SettlementLine(code=SettlementCode.PENSION_CONTRIBUTIONS, amount=year.pension)
    yield SettlementLine(code=SettlementCode.GIVING, amount=year.giving)
    yield SettlementLine(code=SettlementCode.NET, amount=tax.net)


def _to_year_tax(tax: YearTax, taxpayer: Taxpayer, last: Month) -> Iterator[SettlementLine]:
    for one in tax.in_brackets:
        yield SettlementLine(
            code=SettlementCode.BRACKET, amount=one.tax, base=one.base, rate=one.rate, rests_on=(PASAL_17,)
        )
    raised = SURCHARGES.get(taxpayer.tax_number)
    if raised:
        yield SettlementLine(
            code=SettlementCode.SURCHARGE,
            amount=tax.raised_by,
            base=tax.tax,
            rate=surcharge(taxpayer.tax_number, last),
            rests_on=(raised,),
        )
    yield SettlementLine(code=SettlementCode.YEAR_TAX, amount=tax.year_tax)
