"""Whole rupiah and decimal fractions: the only two ways Fintar writes amounts and shares."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer

from shared.words import Language

MAX_RUPIAH = 999_999_999_999_999
"""The largest amount kept: 15 digits, as in the tables, and exact in a JSON number."""

Rupiah = Annotated[int, Field(strict=True, ge=-MAX_RUPIAH, le=MAX_RUPIAH, description="Whole rupiah (IDR).")]
"""Whole rupiah; negative where a direction has a sign."""

Amount = Annotated[
    int, Field(strict=True, ge=0, le=MAX_RUPIAH, description="Whole rupiah (IDR), zero or more.")
]
"""Whole rupiah, zero or more."""

Fraction = Annotated[
    Decimal,
    PlainSerializer(float, return_type=float, when_used="json"),
    Field(description="A decimal fraction: 0.2 is 20 %."),
]
"""A share or a rate as a decimal fraction; a JSON number on the wire, Decimal everywhere else."""


def share(part: int, whole: int, *, places: int = 4) -> Decimal | None:
    """`part` of `whole` as a decimal fraction, half-even to `places`; None where the whole is 0."""
    if whole == 0:
        return None
    return (Decimal(part) / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def format_rupiah(amount: int, language: Language) -> str:
    """An amount as people read it: `Rp1.250.000` in Indonesian, `Rp1,250,000` in English."""
    digits = f"{abs(amount):,}"
    if language == "id":
        digits = digits.replace(",", ".")
    return f"{'-' if amount < 0 else ''}Rp{digits}"
