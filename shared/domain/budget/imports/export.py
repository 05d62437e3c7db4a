"""A person's transactions as Fintar's own file, page by page; it imports back to the same rows."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from pydantic import ConfigDict

from shared.domain.budget.cells import harmless
from shared.domain.budget.imports.own_columns import HEADINGS
from shared.domain.budget.transactions import AccountKind, BudgetGroup, TransactionSource
from shared.domain.values import Value

BOM = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


class _AsKept(Value):
    """Texts stay as they are kept, spaces at their ends included."""

    model_config = ConfigDict(str_strip_whitespace=False)


class ExportedCategory(_AsKept):
    """A category as a file names it: by its code, or a person's own by its name."""

    name: str
    code: str | None
    budget_group: BudgetGroup


class ExportedPart(_AsKept):
    """One part of a split transaction."""

    amount: int
    category: ExportedCategory | None
    note: str | None


class ExportedTransaction(_AsKept):
    """A transaction with the names that make it readable elsewhere. `amount` is signed whole rupiah."""

    id: UUID
    booked_on: date
    account: str
    account_kind: AccountKind
    amount: int
    category: ExportedCategory | None
    merchant: str | None
    note: str | None
    source: TransactionSource
    transfer_id: UUID | None
    parts: tuple[ExportedPart, ...] = ()


def first_line() -> str:
    """The byte order mark and the header."""
    return BOM + _written([HEADINGS])


def lines_of(transactions: Iterable[ExportedTransaction]) -> str:
    """The lines of some transactions, in their order."""
    return _written(line for transaction in transactions for line in _lines(transaction))


def _lines(transaction: ExportedTransaction) -> Iterator[tuple[str, ...]]:
    if not transaction.parts:
        yield _line(transaction, transaction.amount, transaction.category, "", None)
    count = len(transaction.parts)
    for number, part in enumerate(transaction.parts, 1):
        yield _line(transaction, part.amount, part.category, f"{number}/{count}", part.note)


def _line(
    transaction: ExportedTransaction,
    amount: int,
    category: ExportedCategory | None,
    part: str,
    part_note: str | None,
) -> tuple[str, ...]:
    return (
        str(transaction.id),
        transaction.booked_on.isoformat(),
        harmless(transaction.account),
        transaction.account_kind.value,
        str(amount),
        harmless(category.name) if category else "",
        (category.code or "") if category else "",
        category.budget_group.value if category else "",
        harmless(transaction.merchant or ""),
        harmless(transaction.note or ""),
        transaction.source.value,
        str(transaction.transfer_id or ""),
        harmless(part_note or ""),
        # A spreadsheet would take 1/2 for a day. Last, so that no text is followed by the end of a line.
        f"part {part}" if part else "",
    )


def _written(lines: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue()
