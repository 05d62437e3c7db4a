"""The figures of the law on a day, and the one way in which a rate is taken of an amount.

Where the law states no rounding, a part is rounded half to even to whole rupiah; the one example in the
annex of PMK 168/2023 with a fraction (Tuan G: Rp13,777,062.39) agrees.
"""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from shared.domain.assumptions.dated import DatedTable, assumptions, tables
from shared.domain.months import Month
from shared.domain.payroll.model import AccidentRisk, PtkpStatus, TaxNumber

PASAL_17 = "income_tax.pasal_17"

SURCHARGES = {
    TaxNumber.NONE: "payroll.surcharge_without_number",
    TaxNumber.NIK: "payroll.surcharge_with_nik",
}
"""Which surcharge holds for whom; an NPWP has none."""

ACCIDENT = {risk: f"bpjs.jkk_{group}" for group, risk in enumerate(AccidentRisk, start=1)}
"""The rate of accident insurance by risk group."""

_STATUS_PARTS = ("payroll.ptkp_self", "payroll.ptkp_married", "payroll.ptkp_dependant")


@lru_cache(maxsize=4096)
def number(assumption: str, day: date) -> Decimal:
    """The figure `topic.name` on a day. Raises NoValueInForce before its first value."""
    topic, _, name = assumption.partition(".")
    return assumptions(topic)[name].on(day).value


@lru_cache(maxsize=4096)
def rupiah(assumption: str, day: date) -> int:
    """A figure in whole rupiah, or a count, on a day."""
    return int(number(assumption, day))


@lru_cache(maxsize=1024)
def brackets(assumption: str, day: date) -> DatedTable:
    """The bracket table `topic.name` on a day. Raises NoValueInForce before its first version."""
    topic, _, name = assumption.partition(".")
    return tables(topic)[name].on(day)


@lru_cache(maxsize=1024)
def ter_category(status: PtkpStatus, day: date) -> str:
    """The id of the monthly table that a status falls under (PP 58/2023 art. 2(4)).

    Raises NoValueInForce before the monthly effective rates began, KeyError for a status without one.
    """
    for name in ("ter_a", "ter_b", "ter_c"):
        if status in brackets(f"income_tax.{name}", day).applies_to:
            return f"income_tax.{name}"
    raise KeyError(status)


def ptkp_of(status: PtkpStatus, day: date) -> int:
    """What of a year's income is not taxed, in rupiah (PMK 101/PMK.010/2016 art. 1)."""
    own, married, dependant = (rupiah(name, day) for name in _STATUS_PARTS)
    return own + married * status.married + dependant * status.dependants


def ptkp_rests_on(status: PtkpStatus) -> tuple[str, ...]:
    """The figures that the untaxed income of a status is made of."""
    used = (True, status.married, status.dependants > 0)
    return tuple(name for name, holds in zip(_STATUS_PARTS, used, strict=True) if holds)


def surcharge(tax_number: TaxNumber, month: Month) -> Decimal:
    """What is added to the tax, as a share of it."""
    name = SURCHARGES.get(tax_number)
    return number(name, month.first_day) if name else Decimal(0)


def highest_tax(income: int, day: date) -> int:
    """The most tax that a net income can bring: all of it at the highest rate of article 17, raised."""
    highest = brackets(PASAL_17, day).rows[-1].rate
    return part(income, highest * (1 + max(number(name, day) for name in SURCHARGES.values())))


def part(amount: int, rate: Decimal) -> int:
    """`rate` of an amount in whole rupiah, half to even."""
    return int((amount * rate).to_integral_value(ROUND_HALF_EVEN))
