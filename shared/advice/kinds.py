"""What figures of a text count, and one of them as it was found."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shared.advice.dates import Day
from shared.advice.numerals import Reading


class Kind(StrEnum):
    """What a figure in a text counts."""

    MONEY = "money"
    FOREIGN = "foreign"
    """Money that is not rupiah."""
    PERCENT = "percent"
    PART = "part"
    """A part of an amount in words: `setengah gajimu`."""
    TIMES = "times"
    """How many times as much, or how often: `dua kali lipat`, `3x`."""
    MONTHS = "months"
    DAYS = "days"
    POINTS = "points"
    COUNT = "count"
    PLAIN = "plain"
    """A decimal without a unit: `rasio 0,73`."""
    DATE = "date"


class Found(NamedTuple):
    """A figure in a text as it is seen. `plain` is the number before it was scaled to the kind's unit."""

    kind: Kind
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    plain: tuple[Reading, ...] = ()
    day: Day | None = None


ONE = (Decimal(1),)
SIZES = {
    "permille": (Decimal("0.001"),),
    "basis": (Decimal("0.0001"),),
    "years": (Decimal(12),),
    "weeks": (Decimal(7),),
}
"""How much one of a unit is, in the unit of its kind: fractions, months, days."""
