"""Holding a file's running balance against its amounts: the strongest proof that both were read rightly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from shared.domain.budget.imports.file_rows import FileRow


@dataclass(frozen=True, slots=True)
class BalanceCheck:
    """How many pairs of neighbouring rows were `checked`, and the lines whose balance does not follow."""

    checked: int
    disagreeing: tuple[int, ...]

    @property
    def agreeing(self) -> int:
        """Pairs whose balance follows."""
        return self.checked - len(self.disagreeing)


def check_balances(rows: Sequence[FileRow], *, liability: bool) -> BalanceCheck | None:
    """The check in the file's order or, where more agrees, from its end; None without two balances.

    Only neighbours that were both read are compared. Where money is owed the balance may grow with spending.
    """
    ways = (
        (_forwards, _backwards) if not liability else (_forwards, _backwards, _owed_forwards, _owed_backwards)
    )
    checks = [_check(rows, follows) for follows in ways]
    best = max(checks, key=lambda check: check.agreeing)
    return best if best.checked else None


def _check(rows: Sequence[FileRow], follows: Callable[[FileRow, FileRow], Decimal | None]) -> BalanceCheck:
    pairs = [
        (above, below)
        for above, below in pairwise(rows)
        if above.exact is not None and below.exact is not None
    ]
    compared = [
        (below.line, follows(above, below))
        for above, below in pairs
        if above.balance is not None and below.balance is not None
    ]
    return BalanceCheck(len(compared), tuple(line for line, off in compared if off))


def _forwards(above: FileRow, below: FileRow) -> Decimal | None:
    return _sum(below.balance, above.balance, below.exact)


def _backwards(above: FileRow, below: FileRow) -> Decimal | None:
    return _sum(above.balance, below.balance, above.exact)


def _owed_forwards(above: FileRow, below: FileRow) -> Decimal | None:
    return _sum(above.balance, below.balance, below.exact)


def _owed_backwards(above: FileRow, below: FileRow) -> Decimal | None:
    return _sum(below.balance, above.balance, above.exact)


def _sum(after: Decimal | None, before: Decimal | None, moved: Decimal | None) -> Decimal | None:
    """What is missing for `after` to be `before` and what `moved`."""
    if after is None or before is None or moved is None:
        return None
    return after - before - moved
