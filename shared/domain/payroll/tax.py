"""PPh 21: a month by the effective rates, the year by article 17, and the allowance that bears it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from shared.domain.months import Month
from shared.domain.payroll.model import EarlierJob, PtkpStatus, TaxNumber
from shared.domain.payroll.rules import (
    PASAL_17,
    SURCHARGES,
    brackets,
    number,
    part,
    ptkp_of,
    rupiah,
    surcharge,
    ter_category,
)

POSITION_COST_RATE = "payroll.position_cost_rate"
POSITION_COST_MAX = "payroll.position_cost_month_max"
ROUNDED_TO = "payroll.taxable_rounding"

NO_EARLIER_JOB = EarlierJob(net=0, withheld=0)


class Taxpayer(NamedTuple):
    """Whose tax it is."""

    ptkp: PtkpStatus
    tax_number: TaxNumber


class MonthTax(NamedTuple):
    """The tax of a month, its rate, and where the bracket below ends, if there is one; rupiah.

    `raised` says that the rate holds the surcharge of those without a number.
    """

    amount: int
    rate: Decimal
    raised: bool
    edge: int | None
    rests_on: tuple[str, ...]


def month_tax(gross: int, taxpayer: Taxpayer, month: Month) -> MonthTax:
    """TER of the gross income of a month (PP 58/2023; PMK 168/2023 art. 15(1)a), raised without a number."""
    category = ter_category(taxpayer.ptkp, month.first_day)
    table = brackets(category, month.first_day)
    place = table.place(gross)
    added = surcharge(taxpayer.tax_number, month)
    rate = table.rows[place].rate * (1 + added)
    raised_by = SURCHARGES.get(taxpayer.tax_number)
    return MonthTax(
        amount=part(gross, rate),
        rate=rate,
        raised=added > 0,
        edge=table.rows[place - 1].up_to if place else None,
        rests_on=(category, raised_by) if raised_by else (category,),
    )


class YearSoFar(NamedTuple):
    """What came together until a month, in rupiah.

    Gross income, the worker's old-age and pension contributions, giving through the employer, the tax that
    was withheld, and how much of it the state bore.
    """

    months: int = 0
    gross: int = 0
    pension: int = 0
    giving: int = 0
    withheld: int = 0
    borne_by_state: int = 0


class InBracket(NamedTuple):
    """The part of the taxable income in one bracket of article 17."""

    base: int
    rate: Decimal
    tax: int


class YearTax(NamedTuple):
    """The tax of a year in its steps, rupiah.

    `above_ptkp` is taxable before it is rounded; `due` is negative where too much was withheld.
    """

    position_cost: int
    net: int
    ptkp: int
    above_ptkp: int
    taxable: int
    in_brackets: tuple[InBracket, ...]
    tax: int
    raised_by: int
    year_tax: int
    due: int

    @property
    def withheld_before(self) -> int:
        """What was withheld already, by this employer and by an earlier one."""
        return self.year_tax - self.due


def year_tax(year: YearSoFar, taxpayer: Taxpayer, last: Month, earlier: EarlierJob | None) -> YearTax:
    """The settlement in the last month worked (PMK 168/2023 arts 8, 10 and 15(1)b).

    `year` holds the last month's income and deductions already, and the tax of the months before. Position
    cost is capped over all months worked; another employer's net income comes on top, and its tax off.
    """
    day = last.first_day
    most = rupiah(POSITION_COST_MAX, day) * year.months
    cost = min(part(year.gross, number(POSITION_COST_RATE, day)), most)
    net = year.gross - cost - year.pension - year.giving
    before = earlier or NO_EARLIER_JOB
    ptkp = ptkp_of(taxpayer.ptkp, day)
    step = rupiah(ROUNDED_TO, day)
    above_ptkp = max(0, net + before.net - ptkp)
    taxable = above_ptkp // step * step
    in_brackets = tuple(_by_bracket(taxable, last))
    tax = sum(one.tax for one in in_brackets)
    raised_by = part(tax, surcharge(taxpayer.tax_number, last))
    return YearTax(
        position_cost=cost,
        net=net,
        ptkp=ptkp,
        above_ptkp=above_ptkp,
        taxable=taxable,
        in_brackets=in_brackets,
        tax=tax,
        raised_by=raised_by,
        year_tax=tax + raised_by,
        due=tax + raised_by - before.withheld - year.withheld,
    )


def least_fixed_point(tax: Callable[[int], int], start: int) -> int:
    """The smallest allowance from `start` on that is exactly the tax it brings about.

    `tax(allowance)` never falls, is at least `start` there, and takes less than a whole rupiah of a further
    one but for its jumps, which only go up. So the climb from below ends, and at the first fixed point
    (Kleene); and no pay is out of reach, since each rupiah of gross adds at most one to what is left.
    """
    allowance = start
    while (more := tax(allowance)) != allowance:
        allowance = more
    return allowance


def _by_bracket(taxable: int, last: Month) -> Iterator[InBracket]:
    below = 0
    for row in brackets(PASAL_17, last.first_day).rows:
        if taxable <= below:
            return
        end = taxable if row.up_to is None else min(taxable, row.up_to)
        yield InBracket(base=end - below, rate=row.rate, tax=part(end - below, row.rate))
        below = end
