"""Digits with separators: which numbers they may stand for.

Indonesian writes 1.250.000,00 and English 1,250,000.00; people mix both. One separator before three digits
may part thousands or decimals, and only what follows (nothing, `rb`, `jt`) tells which of them makes sense.
"""

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple


class Digits(NamedTuple):
    """The numbers that written digits may stand for; none: they are not a number (`1.25.000`, `0812`)."""

    values: tuple[Decimal, ...]
    length: int
    """How many digits there are."""
    grouped: bool = False
    """Whether separators part thousands in every reading that has them."""
    likely: tuple[Decimal, ...] = ()
    """Where they are no number: what a slip at a separator may have made of one."""


def read_digits(written: str) -> Digits:
    """What digits with separators may stand for, the thousands first."""
    length = sum(character.isdigit() for character in written)
    separators = [character for character in written if not character.isdigit()]
    groups = written.replace(",", ".").split(".")
    if not separators:
        return Digits((Decimal(written),) if written == "0" or written[0] != "0" else (), length)
    if len(separators) == 1:
        return _once_parted(groups, length)
    if len(set(separators)) > 1:
        return _parted_both_ways(groups, separators, length)
    if _are_thousands(groups):
        return Digits((_whole(groups),), length, grouped=True)
    return Digits((), length, likely=_likely(groups))


def _once_parted(groups: list[str], length: int) -> Digits:
    decimals = Decimal(".".join(groups))
    if groups[0] != "0" and groups[0].startswith("0"):
        return Digits((), length)
    if len(groups[1]) == 3 and _are_thousands(groups):
        return Digits((_whole(groups), decimals), length, grouped=True)
    return Digits((decimals,), length, likely=_likely(groups))


def _parted_both_ways(groups: list[str], separators: list[str], length: int) -> Digits:
    """`1.250.000,00`: thousands, then decimals after the other separator. `1.250,000` may be either."""
    changes = sum(earlier != later for earlier, later in pairwise(separators))
    if changes != 1 or separators[-1] == separators[-2] or not _are_thousands(groups[:-1]):
        return Digits((), length)
    exact = Decimal(f"{_whole(groups[:-1])}.{groups[-1]}")
    if len(groups[-1]) == 3:
        return Digits((_whole(groups), exact), length)
    return Digits((exact,) if len(groups[-1]) <= 2 else (), length, grouped=True)


def _likely(groups: list[str]) -> tuple[Decimal, ...]:
    """`1.25.000` and `10.0000`: a separator at the wrong place, or a digit too few or too many in a group."""
    one_off = all(len(group) in {2, 3, 4} for group in groups[1:])
    repaired = [groups[0], *(group[:3].ljust(3, "0") for group in groups[1:])]
    if not one_off or not _are_thousands(repaired):
        return ()
    return tuple(dict.fromkeys((_whole(groups), _whole(repaired))))


def _are_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])


def _whole(groups: list[str]) -> Decimal:
    return Decimal("".join(groups))
