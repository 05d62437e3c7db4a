"""Lines of a payslip and of the settlement: each with what it was taken of, and the figures it rests on."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shared.domain.payroll.model import PtkpStatus


class Effect(StrEnum):
    """What a line does: it is paid, it is deducted, or the employer pays it to somebody else."""

    PAID = "PAID"
    DEDUCTED = "DEDUCTED"
    EMPLOYER = "EMPLOYER"


class LineCode(StrEnum):
    """Everything that can stand on a payslip."""

    SALARY = "SALARY"
    FIXED_ALLOWANCES = "FIXED_ALLOWANCES"
    VARIABLE_PAY = "VARIABLE_PAY"
    THR = "THR"
    BONUS = "BONUS"
    OVERTIME = "OVERTIME"
    OTHER_PAY = "OTHER_PAY"
    TAX_ALLOWANCE = "TAX_ALLOWANCE"
    TAX_BORNE_BY_EMPLOYER = "TAX_BORNE_BY_EMPLOYER"
    TAX_BORNE_BY_STATE = "TAX_BORNE_BY_STATE"
    TAX_RETURNED = "TAX_RETURNED"
    HEALTH_EMPLOYER = "HEALTH_EMPLOYER"
    JHT_EMPLOYER = "JHT_EMPLOYER"
    JP_EMPLOYER = "JP_EMPLOYER"
    ACCIDENT = "ACCIDENT"
    JKM = "JKM"
    HEALTH_WORKER = "HEALTH_WORKER"
    HEALTH_FAMILY = "HEALTH_FAMILY"
    JHT_WORKER = "JHT_WORKER"
    JP_WORKER = "JP_WORKER"
    PENSION_FUND = "PENSION_FUND"
    RELIGIOUS_DONATION = "RELIGIOUS_DONATION"
    ZAKAT = "ZAKAT"
    WITHHELD = "WITHHELD"


class Remark(StrEnum):
    """What is to be known of a base or a rate."""

    WAGE_MAX = "WAGE_MAX"
    MINIMUM_WAGE = "MINIMUM_WAGE"
    RELIEF = "RELIEF"
    SURCHARGE = "SURCHARGE"
    AFTER_TAX = "AFTER_TAX"
    STATE_PAID = "STATE_PAID"


class Line(NamedTuple):
    """One line of a month. `amount` is rupiah, negative only where an allowance for tax is taken back.

    `taxable` says that it counts in the month's gross income; `base`, with a `rate` or with `parts` of a
    whole (8 of 12), says what it was taken of. In the last month the base is the tax of the year, and
    `before` what was withheld of it already; of an allowance that is taken back, what was given before.
    """

    code: LineCode
    effect: Effect
    amount: int
    taxable: bool = False
    base: int | None = None
    rate: Decimal | None = None
    parts: tuple[int, int] | None = None
    before: int | None = None
    remark: Remark | None = None
    rests_on: tuple[str, ...] = ()


class SettlementCode(StrEnum):
    """The steps of the year's settlement, in the order of the law."""

    GROSS = "GROSS"
    POSITION_COST = "POSITION_COST"
    PENSION_CONTRIBUTIONS = "PENSION_CONTRIBUTIONS"
    GIVING = "GIVING"
    NET = "NET"
    EARLIER_NET = "EARLIER_NET"
    PTKP = "PTKP"
    TAXABLE = "TAXABLE"
    BRACKET = "BRACKET"
    SURCHARGE = "SURCHARGE"
    YEAR_TAX = "YEAR_TAX"
    EARLIER_WITHHELD = "EARLIER_WITHHELD"
    WITHHELD_BEFORE = "WITHHELD_BEFORE"
    DUE = "DUE"


class SettlementLine(NamedTuple):
    """One step of the settlement, in rupiah.

    `limit` is what position cost may be for each of the `months`, or the step that taxable income is rounded
    down to; `before` is what was withheld already of the year's tax, the `base` of what is due.
    """

    code: SettlementCode
    amount: int
    base: int | None = None
    rate: Decimal | None = None
    limit: int | None = None
    months: int | None = None
    before: int | None = None
    ptkp: PtkpStatus | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def cap(self) -> int | None:
        """The limit over all months, in rupiah."""
        return None if self.limit is None or self.months is None else self.limit * self.months


def total(lines: Iterable[Line], effect: Effect) -> int:
    """The sum of the lines with one effect."""
    return sum(line.amount for line in lines if line.effect is effect)


def taxable(lines: Iterable[Line]) -> int:
    """Gross income: the sum of the lines that count in it."""
    return sum(line.amount for line in lines if line.taxable)


def amount_of(lines: Iterable[Line], *codes: LineCode) -> int:
    """The sum of the lines with these codes."""
    return sum(line.amount for line in lines if line.code in codes)
