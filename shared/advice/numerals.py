"""Digits with separators, in every way in which they are grouped, and the scales that follow them."""

import re
from decimal import Decimal
from typing import NamedTuple

from shared.advice.spelled import SCALES, SHORT_SCALES, TIMES


class Reading(NamedTuple):
    """One way to read a number; `step` is the size of the last digit shown.

    Where it is `rough` it also stands for somewhat more: `5 jutaan` is five million and a bit.
    """

    value: Decimal
    step: Decimal
    rough: bool = False


SEPARATOR = r"(?: ?[.,](?=\d)| [.,] (?=\d{3}(?!\d))|'(?=\d{3}(?!\d)))"
SPACED = r"\d{1,3}(?: \d{3}){1,5}(?:,\d{1,2})?(?!\d|[.,]\d)"
NUMBER = rf"(?P<number>{SPACED}|\d+(?:{SEPARATOR}\d+)*)"
ALONE = r"(?<![\d.,])"
"""Before a number: not the middle of another one."""

GAP = r"(?:[^\w\n.,!?;:|]{0,4}|\n)"
"""What may stand between a number and its scale: `(5) juta`, `"5" juta`, a line that was broken."""

SCALE = {name: Decimal(size) for name, size in (SCALES | SHORT_SCALES).items()}
SAFE_SCALE = "|".join(sorted(SCALE, key=len, reverse=True))
LETTER_SCALE = {"m": (Decimal(10**9), Decimal(10**6)), "b": (Decimal(10**9),), "t": (Decimal(10**12),)}
"""After a currency mark one letter is enough; M is miliar to Indonesians and million to the English."""

ANY_SCALE = "|".join([SAFE_SCALE, *LETTER_SCALE])
ABOUT = r"(?P<about>[-']?(?:a?an|ish)\b)?(?:nya|mu|ku)?\b"
"""The ending of a rough number: `5 jutaan`, `13 jt-an`."""

MANY = rf"(?:(?P<many>{'|'.join(TIMES)})(?:an)? )?"
"""`5 ratus ribu`."""


def read_number(written: str) -> tuple[Reading, ...]:
    """The ways to read digits with separators: `2,5` is 2.5; `1.250.000` whole; `1.250` either."""
    digits = re.sub(r" ?([.,]) ?", r"\1", written)
    if re.search(r"[ ']", digits):
        return (_decimals(re.sub(r"[ ']", "", digits)),)
    separators = [character for character in digits if character in ".,"]
    if not separators:
        return (Reading(Decimal(digits), Decimal(1)),)
    last = separators[-1]
    head, tail = digits.rsplit(last, 1)
    grouped = Reading(Decimal(re.sub(r"[.,]", "", digits)), Decimal(1))
    if separators.count(last) > 1:
        return (grouped,)
    decimals = _decimals(digits)
    if len(separators) > 1 or len(tail) != 3 or head.startswith("0"):
        return (decimals,)
    return (grouped, decimals)


def _decimals(digits: str) -> Reading:
    """The last separator begins the decimals, where there is one."""
    at = max(digits.rfind("."), digits.rfind(","))
    if at < 0:
        return Reading(Decimal(digits), Decimal(1))
    head, tail = re.sub(r"[.,]", "", digits[:at]), digits[at + 1 :]
    return Reading(Decimal(f"{head}.{tail}"), Decimal(1).scaleb(-len(tail)))


def scaled(readings: tuple[Reading, ...], sizes: tuple[Decimal, ...]) -> tuple[Reading, ...]:
    """The same counted in each of some sizes."""
    return tuple(
        Reading(reading.value * size, reading.step * size, reading.rough)
        for reading in readings
        for size in sizes
    )


def roughly(reading: Reading) -> Reading:
    """About so much: all that begins with the digits that are said."""
    exponent = reading.value.normalize().as_tuple().exponent
    last = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else reading.step
    return Reading(reading.value, max(last, reading.step), rough=True)
