"""A debt: what is owed, to whom, and on which terms."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from shared.domain.budget.holdings import MAX_ITEM_RUPIAH, ItemAmount, LiabilityKind, Name, YearlyRate
from shared.domain.days import Day
from shared.domain.money import Fraction
from shared.domain.values import Value
from shared.words import Words

MAX_MONTHS = 600
"""How far ahead a debt is followed."""

MONTHS_A_YEAR = 12
DAYS_A_YEAR = 365
DAYS_A_MONTH = 30
"""A daily rate times 365 is the annual rate; a month of a daily loan is charged as 30 days."""

REQUIRED = Words(id="Wajib diisi untuk jenis bunga ini.", en="This is required with this interest method.")
NO_RATE = Words(
    id="Utang tanpa bunga (NONE) tidak punya suku bunga.", en="A debt without interest (NONE) has no rate."
)
OVER_PRINCIPAL = Words(
    id="Pokok awal tidak boleh lebih kecil dari sisa utang.",
    en="The principal cannot be smaller than the balance.",
)
NO_PAYMENT = Words(
    id="Isi cicilan (instalment), sisa bulan (months_left), atau minimum_fraction.",
    en="Give the instalment, months_left or minimum_fraction.",
)
NO_FLAT_PAYMENT = Words(
    id="Isi cicilan (instalment) atau sisa bulan (months_left).", en="Give the instalment or months_left."
)
ONE_PAYMENT = Words(
    id="Isi salah satu saja: cicilan (instalment), sisa bulan (months_left), atau minimum_fraction.",
    en="Give only one of the instalment, months_left and minimum_fraction.",
)
NOT_OF_THIS_METHOD = Words(
    id="Isian ini tidak berlaku untuk jenis bunga ini.", en="This does not go with this interest method."
)
FLAT_INSTALMENT_TOO_SMALL = Words(
    id="Cicilan harus lebih besar dari bunga dan biaya sebulan ({charges}).",
    en="The instalment has to be more than a month's interest and fee ({charges}).",
)
CAP_WITHOUT_FRACTION = Words(
    id="Batas denda hanya berlaku bersama late_fraction.", en="A cap on the penalty needs late_fraction."
)

PositiveAmount = Annotated[
    int, Field(strict=True, ge=1, le=MAX_ITEM_RUPIAH, description="Whole rupiah (IDR), more than zero.")
]
Share = Annotated[Fraction, Field(ge=Decimal(0), le=Decimal(1), decimal_places=6)]
"""A part of something: 0.05 is 5 %."""


class InterestMethod(StrEnum):
    """What interest is charged on: what is still owed (EFFECTIVE), the principal as it was at the start
    (FLAT, by the month; DAILY, by the day), or nothing (NONE)."""

    EFFECTIVE = "EFFECTIVE"
    FLAT = "FLAT"
    DAILY = "DAILY"
    NONE = "NONE"


class Purpose(StrEnum):
    """What the money was borrowed for, as the caps on online loans tell it apart."""

    CONSUMPTION = "CONSUMPTION"
    MICRO_BUSINESS = "MICRO_BUSINESS"
    BUSINESS = "BUSINESS"


class Debt(Value):
    """Money owed today and its terms. Amounts are whole rupiah, rates fractions a year.

    `balance` is the principal that is still owed; `principal` what was borrowed at the start. What must be
    paid each month is said in one of three ways: `instalment` (as it is billed, the monthly fee included),
    `months_left` (the instalment follows from it), or `minimum_fraction` of what is owed, at least
    `minimum_floor` (credit cards). A DAILY debt runs for `days_left` more days and is then due whole, unless
    an `instalment` is paid before. A debt without interest needs none of them; a card without any has the
    minimum that is usual on the day (`completed` in caps.py).

    `late_*`: what a month costs in which less than the minimum is paid: an amount, and a fraction of what is
    owed (of a DAILY debt, of the principal that is still out) up to a cap. `early_penalty`: the fraction of
    principal that paying it ahead of schedule costs.
    `interest_waived`: whether FLAT and DAILY interest that is not due yet falls away when paid ahead; where
    it does not, paying ahead saves nothing. `charges_cap`: interest, fees and penalties together never come
    to more than this fraction of the principal; `charged` of it are behind already. `origination_fee` was
    kept back or paid at the start; it counts in what the debt costs, not in what is owed.
    `lender_licensed` is what the person says; None is not known, and is never guessed.
    """

    kind: LiabilityKind
    name: Name
    lender: Name | None = None
    lender_licensed: bool | None = None
    taken_on: Day | None = None
    purpose: Purpose = Purpose.CONSUMPTION
    method: InterestMethod
    balance: PositiveAmount
    annual_rate: YearlyRate = Field(default=Decimal(0), validate_default=True)
    principal: PositiveAmount | None = Field(default=None, validate_default=True)
    monthly_fee: ItemAmount = 0
    origination_fee: ItemAmount = 0
    minimum_fraction: Annotated[Share, Field(gt=Decimal(0))] | None = None
    minimum_floor: ItemAmount = 0
    instalment: PositiveAmount | None = Field(default=None, validate_default=True)
    months_left: Annotated[int, Field(strict=True, ge=1, le=MAX_MONTHS)] | None = Field(
        default=None, validate_default=True
    )
    days_left: Annotated[int, Field(strict=True, ge=1, le=MAX_MONTHS * DAYS_A_MONTH)] | None = Field(
        default=None, validate_default=True
    )
    late_amount: ItemAmount = 0
    late_fraction: Share = Decimal(0)
    late_cap: ItemAmount | None = None
    early_penalty: Share = Decimal(0)
    interest_waived: bool = False
    charges_cap: Annotated[Fraction, Field(ge=Decimal(0), le=Decimal(100), decimal_places=6)] | None = None
    charged: ItemAmount = 0

    @field_validator("annual_rate")
    @classmethod
    def _no_rate_without_interest(cls, rate: Decimal, known: ValidationInfo) -> Decimal:
        if rate > 0 and known.data.get("method") is InterestMethod.NONE:
            raise ValueError(NO_RATE)
        return rate

    @field_validator("principal")
    @classmethod
    def _principal_as_the_method_needs(cls, principal: int | None, known: ValidationInfo) -> int | None:
        if principal is None and known.data.get("method") in {InterestMethod.FLAT, InterestMethod.DAILY}:
            raise ValueError(REQUIRED)
        if principal is not None and principal < known.data.get("balance", principal):
            raise ValueError(OVER_PRINCIPAL)
        return principal

    @field_validator("minimum_fraction")
    @classmethod
    def _a_share_only_of_what_is_still_owed(
        cls, fraction: Decimal | None, known: ValidationInfo
    ) -> Decimal | None:
        if fraction is not None and known.data.get("method") is not InterestMethod.EFFECTIVE:
            raise ValueError(NOT_OF_THIS_METHOD)
        return fraction

    @field_validator("instalment")
    @classmethod
    def _instalment_above_flat_interest(cls, instalment: int | None, known: ValidationInfo) -> int | None:
        told = known.data
        if instalment is None or told.get("method") is not InterestMethod.FLAT:
            return instalment
        if not {"principal", "annual_rate", "monthly_fee"} <= told.keys():
            return instalment
        interest = told["principal"] * told["annual_rate"] / MONTHS_A_YEAR
        charges = int(interest.to_integral_value()) + told["monthly_fee"]
        if instalment <= charges:
            raise ValueError(Words(*(words.format(charges=charges) for words in FLAT_INSTALMENT_TOO_SMALL)))
        return instalment

    @field_validator("months_left")
    @classmethod
    def _one_way_of_paying(cls, months: int | None, known: ValidationInfo) -> int | None:
        told, method = known.data, known.data.get("method")
        if method is InterestMethod.DAILY and months is not None:
            raise ValueError(NOT_OF_THIS_METHOD)
        if not {"instalment", "minimum_fraction"} <= told.keys():
            return months
        ways = sum(way is not None for way in (months, told["instalment"], told["minimum_fraction"]))
        if ways > 1:
            raise ValueError(ONE_PAYMENT)
        card = told.get("kind") is LiabilityKind.CREDIT_CARD
        if ways == 0 and method is InterestMethod.EFFECTIVE and not card:
            raise ValueError(NO_PAYMENT)
        if ways == 0 and method is InterestMethod.FLAT:
            raise ValueError(NO_FLAT_PAYMENT)
        return months

    @field_validator("days_left")
    @classmethod
    def _days_only_of_a_daily_loan(cls, days: int | None, known: ValidationInfo) -> int | None:
        daily = known.data.get("method") is InterestMethod.DAILY
        if daily and days is None:
            raise ValueError(REQUIRED)
        if not daily and days is not None:
            raise ValueError(NOT_OF_THIS_METHOD)
        return days

    @field_validator("late_cap")
    @classmethod
    def _cap_of_a_fraction(cls, cap: int | None, known: ValidationInfo) -> int | None:
        if cap is not None and known.data.get("late_fraction") == 0:
            raise ValueError(CAP_WITHOUT_FRACTION)
        return cap

    @property
    def says_what_to_pay(self) -> bool:
        """Whether an instalment, the months that are left or a minimum is told."""
        told = (self.instalment, self.months_left, self.minimum_fraction)
        return any(way is not None for way in told)
