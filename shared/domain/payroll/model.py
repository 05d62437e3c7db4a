"""A year of pay from one employer: what is agreed, month by month."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.domain.budget.month.asked import AskedMonth
from shared.domain.months import Month
from shared.domain.values import Value

MAX_PAY = 999_999_999_999
"""The largest single amount, a trillion rupiah less one: a whole year of such lines stays exact in JSON."""

PayAmount = Annotated[
    int, Field(strict=True, ge=0, le=MAX_PAY, description="Whole rupiah (IDR), zero or more.")
]


class PtkpStatus(StrEnum):
    """Marriage and dependants on 1 January: what of a year's income is not taxed.

    TK is single, K married, the number counts dependants; K/I adds a spouse's income in the annual return.
    To her employer a married woman whose husband earns is TK/0 (PMK 168/2023 art. 9).
    """

    TK_0 = "TK/0"
    TK_1 = "TK/1"
    TK_2 = "TK/2"
    TK_3 = "TK/3"
    K_0 = "K/0"
    K_1 = "K/1"
    K_2 = "K/2"
    K_3 = "K/3"
    K_I_0 = "K/I/0"
    K_I_1 = "K/I/1"
    K_I_2 = "K/I/2"
    K_I_3 = "K/I/3"

    @property
    def married(self) -> bool:
        """Whether the allowance for a spouse is added."""
        return self.value.startswith("K")

    @property
    def joined(self) -> bool:
        """Whether a spouse's income is taxed together with one's own, which only the annual return does."""
        return "/I/" in self.value

    @property
    def dependants(self) -> int:
        """How many dependants are counted, three at most."""
        return int(self.value[-1])


class Method(StrEnum):
    """Who bears the tax: the worker; the employer by an allowance of that size; the employer itself."""

    GROSS = "GROSS"
    GROSS_UP = "GROSS_UP"
    NET = "NET"


class TaxNumber(StrEnum):
    """How the tax office knows the worker: by an NPWP, by an NIK in its system, or not at all."""

    NPWP = "NPWP"
    NIK = "NIK"
    NONE = "NONE"


class AccidentRisk(StrEnum):
    """The risk group of the workplace for accident insurance (JKK), I to V."""

    VERY_LOW = "VERY_LOW"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    VERY_HIGH = "VERY_HIGH"


class Sector(StrEnum):
    """Sectors with reliefs: labour-intensive industries and tourism."""

    OTHER = "OTHER"
    LABOUR_INTENSIVE = "LABOUR_INTENSIVE"
    TOURISM = "TOURISM"


class ExtraKind(StrEnum):
    """Pay of a single month."""

    BONUS = "BONUS"
    OVERTIME = "OVERTIME"
    OTHER_PAY = "OTHER_PAY"


class ZakatBase(StrEnum):
    """What zakat is counted on: pay as agreed, or what is left after contributions and tax."""

    GROSS = "GROSS"
    NET = "NET"


class PayChange(Value):
    """New terms from a month on; what is absent stays as it was."""

    from_month: AskedMonth
    salary: PayAmount | None = None
    fixed_allowances: PayAmount | None = None
    variable_pay: PayAmount | None = None


class ExtraPay(Value):
    """Something paid in one month only."""

    month: AskedMonth
    kind: ExtraKind
    amount: PayAmount


class HolidayAllowance(Value):
    """THR: either its amount, or the months of service that it is worked out from."""

    month: AskedMonth
    amount: PayAmount | None = None
    months_of_service: Annotated[int, Field(strict=True, ge=0, le=720)] | None = None


class SocialSecurity(Value):
    """What of BPJS is paid. `accident` is the risk group, null without that insurance.

    `extra_family_members` are those beyond the five covered. `minimum_wage` is the month's wage below which
    health insurance is not counted in the worker's region.
    """

    health: bool = True
    jht: bool = True
    jp: bool = True
    accident: AccidentRisk | None = AccidentRisk.VERY_LOW
    jkm: bool = True
    employer_pays_worker_share: bool = False
    extra_family_members: Annotated[int, Field(strict=True, ge=0, le=20)] = 0
    minimum_wage: PayAmount | None = None


class Zakat(Value):
    """Zakat on income, where somebody wants it: an own amount a month, or from the nisab.

    Only what goes through the employer to an approved body lowers the tax that is withheld.
    """

    amount: PayAmount | None = None
    base: ZakatBase = ZakatBase.GROSS
    through_employer: bool = False


class EarlierJob(Value):
    """An employer earlier in the same year, from its certificate: net income and the tax (PPh 21) on it.

    Tax above the highest rate of that income is refused. What was withheld beyond the tax of the whole year
    comes back to the worker, whoever bears the tax at the new employer.
    """

    net: PayAmount
    withheld: PayAmount


class Employment(Value):
    """One year with one employer, for a resident who pays tax the whole year. Amounts are a month's."""

    year: Annotated[int, Field(strict=True, ge=2000, le=2100)]
    ptkp: PtkpStatus
    salary: PayAmount
    fixed_allowances: PayAmount = 0
    variable_pay: PayAmount = 0
    changes: tuple[PayChange, ...] = Field(default=(), max_length=11)
    first_month: AskedMonth | None = None
    last_month: AskedMonth | None = None
    method: Method = Method.GROSS
    tax_number: TaxNumber = TaxNumber.NPWP
    sector: Sector = Sector.OTHER
    bpjs: SocialSecurity = SocialSecurity()
    thr: HolidayAllowance | None = None
    extra_pay: tuple[ExtraPay, ...] = Field(default=(), max_length=36)
    pension_fund: PayAmount = 0
    religious_donation: PayAmount = 0
    zakat: Zakat | None = None
    earlier_job: EarlierJob | None = None

    @property
    def begins(self) -> Month:
        """The first month worked."""
        return self.first_month or Month(self.year, 1)

    @property
    def ends(self) -> Month:
        """The last month worked, which settles the year."""
        return self.last_month or Month(self.year, 12)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months worked, in order."""
        return tuple(self.begins.add(step) for step in range(self.begins.months_until(self.ends) + 1))


class Terms(Value):
    """What is agreed for one month."""

    salary: int
    fixed_allowances: int
    variable_pay: int

    @property
    def wage(self) -> int:
        """Salary and fixed allowances: what BPJS and THR are counted on."""
        return self.salary + self.fixed_allowances


def terms_in(employment: Employment, month: Month) -> Terms:
    """The terms in force in a month, after all changes up to it."""
    salary, fixed, variable = employment.salary, employment.fixed_allowances, employment.variable_pay
    for change in sorted(employment.changes, key=lambda one: one.from_month):
        if change.from_month > month:
            break
        salary = salary if change.salary is None else change.salary
        fixed = fixed if change.fixed_allowances is None else change.fixed_allowances
        variable = variable if change.variable_pay is None else change.variable_pay
    return Terms(salary=salary, fixed_allowances=fixed, variable_pay=variable)
