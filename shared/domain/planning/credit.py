"""Buying and borrowing on terms: how lenders in Indonesia quote them, made into a debt."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from shared.domain.budget.holdings import ItemAmount, LiabilityKind, YearlyRate
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR, Debt, InterestMethod
from shared.domain.money import Fraction
from shared.domain.values import Value
from shared.words import Words

ONE_RATE = Words(
    id="Isi satu suku bunga saja: per tahun (annual_rate) atau per bulan (monthly_rate).",
    en="Give only one rate: annual_rate or monthly_rate.",
)

MonthlyRate = Annotated[
    Fraction,
    Field(ge=Decimal(0), le=Decimal(1), decimal_places=6, description="Interest a month: 0.0295 is 2.95 %."),
]


class CreditTerms(StrEnum):
    """How interest is quoted: on what is still owed (EFFECTIVE), or on the whole principal every month
    (FLAT for loans and leasing, PAYLATER for the instalments of apps and shops)."""

    EFFECTIVE = "EFFECTIVE"
    FLAT = "FLAT"
    PAYLATER = "PAYLATER"


class Credit(Value):
    """Terms of a loan or of paying in instalments. Rates are fractions, by the year or by the month.

    `months` instalments, the first one a month after the money or the thing. `monthly_fee` is billed with
    each, `origination_fee` is paid in cash at the start.
    """

    terms: CreditTerms
    months: Annotated[int, Field(strict=True, ge=1, le=MAX_MONTHS)]
    annual_rate: YearlyRate | None = None
    monthly_rate: MonthlyRate | None = None
    monthly_fee: ItemAmount = 0
    origination_fee: ItemAmount = 0

    @field_validator("monthly_rate")
    @classmethod
    def _one_rate(cls, rate: Decimal | None, known: ValidationInfo) -> Decimal | None:
        if rate is not None and known.data.get("annual_rate") is not None:
            raise ValueError(ONE_RATE)
        return rate

    @property
    def rate_a_year(self) -> Decimal:
        """The nominal rate a year: twelve times a monthly one; 0 where none is given."""
        if self.monthly_rate is not None:
            return self.monthly_rate * MONTHS_A_YEAR
        return self.annual_rate or Decimal(0)

    def debt(self, principal: int, *, name: str) -> Debt:
        """The debt that `principal` rupiah on these terms are at the start. `principal` is above zero."""
        effective = self.terms is CreditTerms.EFFECTIVE
        return Debt(
            kind=LiabilityKind.PAYLATER if self.terms is CreditTerms.PAYLATER else LiabilityKind.OTHER,
            name=name,
            method=InterestMethod.EFFECTIVE if effective else InterestMethod.FLAT,
            balance=principal,
            annual_rate=self.rate_a_year,
            principal=principal,
            monthly_fee=self.monthly_fee,
            origination_fee=self.origination_fee,
            months_left=self.months,
        )
