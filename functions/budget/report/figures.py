"""Amounts, shares and days as a reader of either language expects them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from shared.domain.money import format_rupiah
from shared.domain.months import MONTH_NAMES, Month, format_month
from shared.words import Language, Words

_MINUS = "\u2212"
_TO = "\u2013"


class _Scale(NamedTuple):
    size: int
    sign: Words


_SCALES = (
    _Scale(10**12, Words(id="\u00a0T", en="T")),
    _Scale(10**9, Words(id="\u00a0M", en="B")),
    _Scale(10**6, Words(id="\u00a0jt", en="M")),
    _Scale(10**3, Words(id="\u00a0rb", en="K")),
)
"""Triliun, miliar, juta and ribu, and what English readers use for them; heaviest first."""


def rupiah(amount: int, language: Language) -> str:
    """The whole amount with a true minus sign: `-Rp1.250.000`."""
    return format_rupiah(amount, language).replace("-", _MINUS)


def short_rupiah(amount: int, language: Language) -> str:
    """The amount in three digits: `Rp1,25 jt` in Indonesian, `Rp1.25M` in English.

    Below a thousand it is written whole. Half a last digit is rounded away from zero.
    """
    size = abs(amount)
    for scale in _SCALES:
        # From 999.5 thousand on it would be written as 1,000 thousand: that is 1 million.
        if size * 2000 >= scale.size * 1999:
            sign = _MINUS if amount < 0 else ""
            return f"{sign}Rp{_three_digits(Decimal(size) / scale.size, language)}{scale.sign.into(language)}"
    return rupiah(amount, language)


def percent(fraction: Decimal, language: Language) -> str:
    """A fraction in whole percent: 0.21 is `21%`."""
    whole = int((fraction * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return _grouped(whole, language) + "%"


def month_sign(month: Month, language: Language) -> str:
    """The month in three letters: `Agu` in Indonesian, `Aug` in English."""
    return MONTH_NAMES[month.month - 1].into(language)[:3]


def day_name(day: date, language: Language) -> str:
    """`23 November 2026`."""
    return f"{day.day} {format_month(Month.of(day), language)}"


def day_sign(day: date, language: Language) -> str:
    """`23 Nov`."""
    return f"{day.day} {month_sign(Month.of(day), language)}"


def span_name(first: date, last: date, language: Language) -> str:
    """`1-30 November 2026`, `25 Okt - 24 Nov 2026`, or with both years where they differ."""
    if Month.of(first) == Month.of(last):
        return f"{first.day}{_TO}{day_name(last, language)}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{day_sign(first, language)}{year} {_TO} {day_sign(last, language)} {last.year}"


def _three_digits(size: Decimal, language: Language) -> str:
    places = 2 if size < Decimal("9.995") else 1 if size < Decimal("99.95") else 0
    rounded = size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{rounded:f}".partition(".")
    rest = rest.rstrip("0")
    point = "," if language == "id" else "."
    return _grouped(int(whole), language) + (point + rest if rest else "")


def _grouped(whole: int, language: Language) -> str:
    digits = f"{abs(whole):,}"
    return (_MINUS if whole < 0 else "") + (digits.replace(",", ".") if language == "id" else digits)
