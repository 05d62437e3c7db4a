"""Whether a written number is an amount beyond doubt, and which amounts it may be otherwise."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from shared.domain.budget.sentences.number_words import MILLION, THOUSAND
from shared.domain.budget.sentences.scaled import Number
from shared.domain.money import MAX_RUPIAH

SMALLEST_COIN = 100
"""Rupiah. A smaller price exists only in thousands, even behind `Rp`."""

LONGEST_PLAIN = 9
"""A plain number with more digits is as likely a phone or account number: it is asked."""


class Amount(NamedTuple):
    """What an amount may be, in whole rupiah without a sign.

    Certain: one value and no `problem`. `bare`: a small number without any unit, money only where nothing
    else in the clause is. `each`: the unit that it is the price of one of, "" where only "each" was said.
    """

    values: tuple[int, ...]
    problem: str | None = None
    bare: bool = False
    each: str | None = None
    sign: int = 0

    @property
    def is_certain(self) -> bool:
        """Whether it needs no question."""
        return self.problem is None and len(self.values) == 1


def judged(number: Number, *, rupiah: bool) -> Amount:
    """The amount that a number is; `rupiah` where the currency was named."""
    if number.broken or not number.values:
        return _broken(number)
    if number.scaled:
        return bounded(_whole(number.values), rough=number.rough)
    if number.grouped:
        return _unscaled(
            number._replace(values=number.values[:1]), rupiah=rupiah or number.values[0] >= THOUSAND
        )
    return _unscaled(number, rupiah=rupiah)


def bounded(values: Iterable[int], *, rough: bool = False) -> Amount:
    """Amounts as candidates, refused where they are nothing or beyond 15 digits."""
    given = tuple(dict.fromkeys(values))
    possible = tuple(value for value in given if 0 < value <= MAX_RUPIAH)
    if not possible:
        return Amount((), "amount_too_large" if any(given) else "amount_zero")
    if len(given) > 1:
        return Amount(possible, "amount_ambiguous")
    return Amount(possible, "amount_approximate" if rough else None)


def _whole(values: tuple[Decimal, ...]) -> Iterable[int]:
    """Whole rupiah; where there is a rest, what lies below and above."""
    for value in values:
        yield int(value.to_integral_value(ROUND_FLOOR))
        yield int(value.to_integral_value(ROUND_CEILING))


def _broken(number: Number) -> Amount:
    """What could not be read as one number: what it likely was, to be asked."""
    likely = bounded(_whole(number.values)).values if number.values else ()
    if likely and not number.scaled and likely[0] < THOUSAND:
        return _small(Decimal(likely[0]))
    code = "amount_ambiguous" if likely else "amount_garbled"
    return Amount(likely, code, bare=number.length > 0 and not likely and not number.grouped)


def _unscaled(number: Number, *, rupiah: bool) -> Amount:
    first = number.values[0]
    if first == 0:
        return Amount((), "amount_zero", bare=True)
    if first < (SMALLEST_COIN if rupiah else THOUSAND):
        return _small(first, number.likely)
    if number.length > LONGEST_PLAIN and not rupiah:
        return bounded(_whole(number.values))._replace(problem="amount_ambiguous")
    return bounded(_whole(number.values), rough=number.rough)


def _small(value: Decimal, likely: tuple[Decimal, ...] = ()) -> Amount:
    """`15` may be fifteen rupiah or fifteen thousand, `1,5` a thousand and a half or a million and a half."""
    scales = (1, THOUSAND) if value == int(value) else (THOUSAND, MILLION)
    values = (*(int(value * scale) for scale in scales), *(int(number) for number in likely))
    return Amount(tuple(dict.fromkeys(values)), "amount_ambiguous", bare=True)
