"""What a person owns, owes and is insured against, as entries of short typed lists."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo

from shared.domain.money import Fraction
from shared.domain.values import Value
from shared.words import Words

MAX_ITEM_RUPIAH = 9_999_999_999_999
"""The largest amount of one entry: a full list still sums to a number that JSON carries exactly."""


def line(longest: int) -> FieldInfo:
    """The bounds of one line of text: 1 to `longest` characters, no control or line-breaking characters."""
    return Field(min_length=1, max_length=longest, pattern=r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$")


Name = Annotated[str, line(80)]

ItemAmount = Annotated[
    int, Field(strict=True, ge=0, le=MAX_ITEM_RUPIAH, description="Whole rupiah (IDR), zero or more.")
]


def _no_text(value: object) -> object:
    if isinstance(value, str):
        raise ValueError(Words(id="Harus berupa angka, bukan teks.", en="Must be a number, not text."))
    return value


YearlyRate = Annotated[
    Fraction,
    BeforeValidator(_no_text),
    Field(ge=Decimal(0), le=Decimal(20), decimal_places=6, description="Interest a year: 0.18 is 18 %."),
]
"""Online loans at 0.3 % a day exceed 1 a year, so the bound is generous."""


class InvestmentKind(StrEnum):
    """Product classes found in Indonesia."""

    MUTUAL_FUND = "MUTUAL_FUND"
    GOLD = "GOLD"
    STOCK = "STOCK"
    GOVERNMENT_BOND = "GOVERNMENT_BOND"
    CORPORATE_BOND = "CORPORATE_BOND"
    TIME_DEPOSIT = "TIME_DEPOSIT"
    PENSION_FUND = "PENSION_FUND"
    P2P_LENDING = "P2P_LENDING"
    CRYPTO = "CRYPTO"
    OTHER = "OTHER"


class AssetKind(StrEnum):
    """Things of value that are not investments."""

    HOUSE = "HOUSE"
    LAND = "LAND"
    CAR = "CAR"
    MOTORCYCLE = "MOTORCYCLE"
    JEWELLERY = "JEWELLERY"
    ELECTRONICS = "ELECTRONICS"
    BUSINESS = "BUSINESS"
    RECEIVABLE = "RECEIVABLE"
    OTHER = "OTHER"


class LiabilityKind(StrEnum):
    """Ways of owing money."""

    MORTGAGE = "MORTGAGE"
    VEHICLE_LOAN = "VEHICLE_LOAN"
    PERSONAL_LOAN = "PERSONAL_LOAN"
    BUSINESS_LOAN = "BUSINESS_LOAN"
    STUDENT_LOAN = "STUDENT_LOAN"
    CREDIT_CARD = "CREDIT_CARD"
    PAYLATER = "PAYLATER"
    ONLINE_LOAN = "ONLINE_LOAN"
    COOPERATIVE_LOAN = "COOPERATIVE_LOAN"
    PAWN = "PAWN"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


class InsuranceKind(StrEnum):
    """Kinds of cover, the two public BPJS schemes first."""

    BPJS_KESEHATAN = "BPJS_KESEHATAN"
    BPJS_KETENAGAKERJAAN = "BPJS_KETENAGAKERJAAN"
    HEALTH = "HEALTH"
    LIFE = "LIFE"
    CRITICAL_ILLNESS = "CRITICAL_ILLNESS"
    ACCIDENT = "ACCIDENT"
    VEHICLE = "VEHICLE"
    HOME = "HOME"
    OTHER = "OTHER"


class Investment(Value):
    """Money that is invested, at today's value."""

    kind: InvestmentKind
    name: Name
    value: ItemAmount
    monthly_contribution: ItemAmount | None = None


class Asset(Value):
    """A thing of value, at what it would sell for."""

    kind: AssetKind
    name: Name
    value: ItemAmount


class Liability(Value):
    """Money still owed: `balance` today, `monthly_payment` where it is paid in instalments."""

    kind: LiabilityKind
    name: Name
    balance: ItemAmount
    monthly_payment: ItemAmount | None = None
    annual_rate: YearlyRate | None = None
    lender: Name | None = None


class Insurance(Value):
    """A policy: what it costs a month (0 where an employer pays) and the sum it covers."""

    kind: InsuranceKind
    provider: Name | None = None
    monthly_premium: ItemAmount
    coverage: ItemAmount | None = None
