"""The answer: a year of take-home pay, month by month, with all that it rests on."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shared.domain.budget.transactions import BudgetGroup
from shared.domain.months import Month
from shared.domain.payroll.lines import Line, SettlementLine
from shared.domain.payroll.model import Method, PtkpStatus
from shared.domain.payroll.zakat import MonthZakat
from shared.domain.values import Value


class MonthPay(NamedTuple):
    """A month: take-home pay is what is paid less what is deducted. All rupiah.

    `gross` is the gross income that the tax is taken of; `employer` is what the employer pays to others;
    `withheld` is negative where tax came back. `settles` marks the last month worked.
    """

    month: Month
    settles: bool
    lines: tuple[Line, ...]
    gross: int
    paid: int
    deducted: int
    take_home: int
    employer: int
    withheld: int


class YearPay(Value):
    """The sums of the months. `contributions` are the worker's to BPJS; all rupiah."""

    gross: int
    paid: int
    deducted: int
    take_home: int
    employer: int
    contributions: int
    withheld: int
    borne_by_state: int


class NoteCode(StrEnum):
    """What may surprise in a year of pay."""

    TER_EDGE = "TER_EDGE"
    OVER_WITHHELD = "OVER_WITHHELD"
    KEPT_BY_STATE = "KEPT_BY_STATE"
    SETTLEMENT_HEAVY = "SETTLEMENT_HEAVY"
    SETTLEMENT_EXCEEDS_PAY = "SETTLEMENT_EXCEEDS_PAY"
    ALLOWANCE_TAKEN_BACK = "ALLOWANCE_TAKEN_BACK"
    EARLIER_TAX_RETURNED = "EARLIER_TAX_RETURNED"
    TAX_BORNE_IS_INCOME = "TAX_BORNE_IS_INCOME"
    STATE_BEARS = "STATE_BEARS"
    STATE_BEARS_NOTHING = "STATE_BEARS_NOTHING"
    STATE_RULE_ABSENT = "STATE_RULE_ABSENT"
    STATE_NEEDS_NUMBER = "STATE_NEEDS_NUMBER"
    WITHOUT_NUMBER = "WITHOUT_NUMBER"
    OTHER_JOB = "OTHER_JOB"
    SHARE_PAID_BY_EMPLOYER = "SHARE_PAID_BY_EMPLOYER"
    NO_THR_YET = "NO_THR_YET"
    BELOW_NISAB = "BELOW_NISAB"
    ZAKAT_ON_ONES_OWN = "ZAKAT_ON_ONES_OWN"


class Note(Value):
    """Something worth knowing about some months, with the rupiah figures that its sentence names."""

    code: NoteCode
    months: tuple[Month, ...] = ()
    amount: int | None = None
    limit: int | None = None
    over: int | None = None


class Holiday(Value):
    """The holiday allowance: what is paid, and what of it is left after the tax that it brings that month."""

    month: Month
    amount: int
    after_tax: int


class LineReason(StrEnum):
    """Why a line is proposed."""

    THR_EXPECTED = "THR_EXPECTED"
    THR_SET_ASIDE = "THR_SET_ASIDE"
    ZAKAT = "ZAKAT"


class BudgetLine(Value):
    """A proposal for a month and a category of Fintar's own; money coming in is expected, not budgeted."""

    category_code: str
    budget_group: BudgetGroup
    month: Month
    amount: int
    reason: LineReason
    rests_on: tuple[str, ...] = ()


class TakeHome(NamedTuple):
    """A year of pay. `used` are the dated figures it rests on: an id, and a day each was used for."""

    year: int
    ptkp: PtkpStatus
    category: str
    method: Method
    months: tuple[MonthPay, ...]
    totals: YearPay
    settlement: tuple[SettlementLine, ...]
    notes: tuple[Note, ...]
    holiday: Holiday | None
    zakat: tuple[MonthZakat, ...]
    budget_lines: tuple[BudgetLine, ...]
    used: tuple[tuple[str, date], ...]
