"""Rows as they are staged: with the digest that finds duplicates, a merchant and a category."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from shared.domain.budget.categories.model import Suggestion
from shared.domain.budget.imports.examination import Examined
from shared.domain.budget.imports.file_rows import CategoryName, FileRow, OwnFacts, OwnPart
from shared.domain.budget.imports.fingerprints import own_fingerprint, row_fingerprint, with_occurrences
from shared.domain.budget.transactions import Category, TransactionSource

StagedRow = dict[str, Any]
"""A row as the table import_rows has it, columns that are empty left out."""

_LONGEST_MERCHANT = 120
_LONGEST_NOTE = 500
_LONGEST_DESCRIPTION = 1000


class RowCategorizer(Protocol):
    """Finds the category of a description: a person's own rules, known merchants, then a suggestion."""

    def suggest(self, description: str, amount: int) -> Suggestion | None:
        """The category for a description and a signed amount in rupiah."""
        ...

    def merchant_of(self, description: str) -> str | None:
        """The merchant's name in a description."""
        ...


@dataclass(frozen=True, slots=True)
class _Names:
    """Categories by what files call them."""

    by_code: Mapping[str, UUID]
    by_name: Mapping[str, UUID]
    own: Mapping[str, UUID]

    @classmethod
    def of(cls, categories: Sequence[Category]) -> "_Names":
        english = {category.name_en.lower(): category.id for category in categories if category.name_en}
        shared = {category.name.lower(): category.id for category in categories if category.code}
        own = {category.name.lower(): category.id for category in categories if not category.code}
        codes = {category.code: category.id for category in categories if category.code}
        return cls(codes, {**english, **shared, **own}, own)


def staged_rows(
    examined: Examined,
    *,
    account_id: UUID | None,
    categories: Sequence[Category],
    categorizer: RowCategorizer,
) -> Iterator[StagedRow]:
    """Every row of an examined file, ready to be staged. `account_id` is None for Fintar's own file."""
    names = _Names.of(categories)
    memory = _Memory(categorizer)
    booked = [row for row in examined.rows if not row.refused]
    digests = dict(zip((row.line for row in booked), _digests(booked, account_id), strict=True))
    return (_staged(row, digests.get(row.line), names, memory) for row in examined.rows)


def _digests(rows: Sequence[FileRow], account_id: UUID | None) -> Iterator[tuple[str, int]]:
    return with_occurrences(_fingerprint(row, account_id) for row in rows)


def _fingerprint(row: FileRow, account_id: UUID | None) -> str:
    if row.own is not None:
        return own_fingerprint(row.own.id)
    if account_id is None or row.booked_on is None or row.amount is None:
        raise ValueError("a row of a bank's file is booked on an account")
    return row_fingerprint(
        account_id=account_id, booked_on=row.booked_on, amount=row.amount, description=row.description
    )


class _Memory:
    """Asks the categorizer once for each text and direction: statements repeat themselves."""

    def __init__(self, categorizer: RowCategorizer) -> None:
        self._categorizer = categorizer
        self._known: dict[tuple[str, bool], tuple[Suggestion | None, str | None]] = {}

    def look_at(self, description: str, amount: int) -> tuple[Suggestion | None, str | None]:
        """The suggestion, and the merchant's name."""
        key = (description, amount > 0)
        if key not in self._known:
            suggestion = self._categorizer.suggest(description, amount)
            named = suggestion.merchant if suggestion else self._categorizer.merchant_of(description)
            self._known[key] = (suggestion, named)
        return self._known[key]


def _staged(row: FileRow, digest: tuple[str, int] | None, names: _Names, memory: _Memory) -> StagedRow:
    told: StagedRow = {
        "line": row.line,
        "description": row.description[:_LONGEST_DESCRIPTION] or None,
        "balance": None if row.balance is None else round(row.balance),
        "reason": row.reason.document() if row.reason else None,
        "verdict": "REFUSED" if digest is None else "NEW",
    }
    if digest is not None and row.booked_on is not None and row.amount is not None:
        told |= {"booked_on": row.booked_on.isoformat(), "amount": row.amount}
        told |= {"fingerprint": digest[0], "occurrence": digest[1]}
        told |= _own(row, row.own, names) if row.own else _described(row, row.amount, names, memory)
    return {name: value for name, value in told.items() if value is not None}


def _described(row: FileRow, amount: int, names: _Names, memory: _Memory) -> StagedRow:
    """Merchant, note and category of a bank's row. What the file itself says of a category comes first."""
    suggestion, merchant = memory.look_at(row.description, amount) if row.description else (None, None)
    merchant = (merchant or row.description)[:_LONGEST_MERCHANT].strip() or None
    told: StagedRow = {"merchant": merchant, "note": _note(row, merchant)}
    named = names.by_name.get((row.category or "").lower())
    if named is not None:
        return told | {"category_id": str(named), "category_origin": "FILE"}
    if suggestion is not None:
        return told | {"category_id": str(suggestion.category_id), "category_origin": suggestion.origin.value}
    return told


def _note(row: FileRow, merchant: str | None) -> str | None:
    """The file's own note and, where the merchant does not say it all, the bank's text."""
    pieces = [row.note, row.description if row.description != merchant else None]
    return "\n".join(piece for piece in pieces if piece)[:_LONGEST_NOTE].strip() or None


def _own(row: FileRow, own: OwnFacts, names: _Names) -> StagedRow:
    category = None if own.category is None else _category(own.category, names)
    return {
        "description": None,
        "account_name": own.account,
        "merchant": own.merchant,
        "note": row.note,
        "category_id": category if isinstance(category, str) else None,
        "category_origin": "FILE" if own.category else None,
        "parts": [_part(part, names) for part in own.parts] or None,
        "facts": _facts(own, category),
    }


def _facts(own: OwnFacts, category: str | StagedRow | None) -> StagedRow:
    facts: StagedRow = {"id": str(own.id), "account_kind": own.account_kind.value}
    if own.transfer is not None:
        facts["transfer"] = str(own.transfer)
    if own.source is TransactionSource.RECONCILIATION:
        facts["reconciliation"] = True
    if isinstance(category, dict):
        facts["new_category"] = category
    return facts


def _part(part: OwnPart, names: _Names) -> StagedRow:
    told: StagedRow = {"amount": part.amount}
    if part.note is not None:
        told["note"] = part.note
    category = None if part.category is None else _category(part.category, names)
    if isinstance(category, str):
        told["category_id"] = category
    elif category is not None:
        told["new_category"] = category
    return told


def _category(named: CategoryName, names: _Names) -> str | StagedRow:
    """The id of a category that is there, or what it takes to make one's own."""
    code, name, group = named
    found = names.by_code.get(code) if code else names.own.get(name.lower())
    return {"name": name, "budget_group": group.value} if found is None else str(found)
