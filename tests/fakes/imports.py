"""Imports in memory, beside the ledger that they book into."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from shared.domain.budget.entries import SavedTransaction
from shared.domain.budget.imports.export import ExportedCategory, ExportedTransaction
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import (
    BookedInClosedMonth,
    CategoryCounts,
    ImportInClosedMonth,
    ImportNotBooked,
    ImportNotReady,
    ImportPreview,
    ImportState,
    NewImport,
    WrongAccount,
)
from shared.domain.budget.imports.staging import StagedRow
from shared.domain.budget.transactions import Account, AccountKind, TransactionSource
from shared.domain.caller import Caller
from shared.domain.requests import DatabaseUnavailable
from shared.errors import NotFound
from tests.builders.bookkeeping import system_categories
from tests.fakes.ledger import FakeBooks, FakeLedger

BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)
NEAR = timedelta(days=2)
Digest = tuple[str, int]


@dataclass
class FakeImport:
    """One import with its rows by line; `booked` are the transactions it added, with their lines."""

    new: NewImport
    state: ImportState = ImportState.STAGING
    rows: dict[int, StagedRow] = field(default_factory=dict[int, StagedRow])
    booked: dict[UUID, int] = field(default_factory=dict[UUID, int])
    told: dict[str, int] = field(default_factory=dict[str, int])

    def included(self) -> list[StagedRow]:
        """The rows that will be booked."""
        return [
            row for _, row in sorted(self.rows.items()) if row["included"] and row["verdict"] != "REFUSED"
        ]


class FakeImports:
    """Everybody's imports."""

    def __init__(self, ledger: FakeLedger) -> None:
        self._ledger = ledger
        self._imports: dict[UUID, dict[UUID, FakeImport]] = {}
        self._digests: dict[UUID, dict[UUID, Digest]] = {}

    def of(self, caller: Caller) -> "FakeImportsOfCaller":
        """The store as deps would build it."""
        return FakeImportsOfCaller(
            self._ledger,
            self._ledger.books_of(caller),
            self._imports.setdefault(caller.id, {}),
            self._digests.setdefault(caller.id, {}),
        )

    def exports_of(self, caller: Caller) -> "FakeExports":
        """The store of exports as deps would build it."""
        return FakeExports(self._ledger.books_of(caller))


@dataclass
class FakeImportsOfCaller:
    """One person's imports. `imports` may be changed by a test, as a client changes rows."""

    ledger: FakeLedger
    books: FakeBooks
    imports: dict[UUID, FakeImport]
    digests: dict[UUID, Digest]

    async def remembered_mapping(self, layout: str, account_id: UUID) -> Mapping | None:
        """How the latest file of this layout was read, only its columns if it was of another account."""
        self._refuse_when_down()
        kept = [
            (found.new.account_id, found.new.mapping)
            for found in self.imports.values()
            if (found.new.layout, found.new.profile) == (layout, "generic")
            and found.state in {ImportState.READY, ImportState.COMMITTED}
            and found.new.mapping is not None
        ]
        own = [mapping for account, mapping in kept if account == account_id]
        others = [mapping.columns_only() for _, mapping in kept]
        return next(iter([*own[-1:], *others[-1:]]), None)

    async def start(self, new: NewImport) -> ImportState:
        """Begin an import, or find the one with its id."""
        self._refuse_when_down()
        if new.account_id is not None and new.account_id not in self.books.accounts:
            raise WrongAccount
        return self.imports.setdefault(new.id, FakeImport(new)).state

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Add rows; lines that are there already are left."""
        found = self._found(import_id)
        if found.state is not ImportState.STAGING:
            raise ImportNotReady
        for row in rows:
            found.rows.setdefault(row["line"], {**row, "included": row["verdict"] == "NEW"})

    async def finish(self, import_id: UUID) -> None:
        """All rows are there: find duplicates."""
        found = self._found(import_id)
        if found.state is not ImportState.STAGING:
            return
        known = set(self.digests.values())
        for row in found.included():
            if (row["fingerprint"], row["occurrence"]) in known or self._is_mine(row):
                self._leave_out(row, "DUPLICATE", "already_booked")
        self._mark_same_file(found)
        self._mark_likely(found)
        for row in found.included():
            if self._is_closed(row["booked_on"]):
                row |= {"included": False, "reason": {"code": "month_closed"}}
        found.state = ImportState.READY

    async def preview(self, import_id: UUID) -> ImportPreview:
        """The import for review."""
        found = self._found(import_id)
        rows = [row for _, row in sorted(found.rows.items())]
        days = [row["booked_on"] for row in rows if "booked_on" in row]
        return ImportPreview.model_validate(
            {
                "import": {
                    **found.new.model_dump(),
                    "state": found.state,
                    "first_on": min(days, default=None),
                    "last_on": max(days, default=None),
                    "booked": found.told,
                    "created_at": BEGINNING,
                    "committed_at": BEGINNING if found.told else None,
                    "reverted_at": BEGINNING if "removed" in found.told else None,
                },
                "counts": _counts(rows, found.included(), self._closed_lines(found)),
                "categorized": CategoryCounts().model_dump(by_alias=True),
                "refused": [_refused(row) for row in rows if row["verdict"] == "REFUSED"][:100],
                "sample": [_reviewed(row) for row in rows if row["verdict"] != "REFUSED"][:20],
                "accounts": list(self._named(rows)),
                "new_categories": [],
            }
        )

    async def commit(self, import_id: UUID) -> None:
        """Book it as a whole."""
        found = self._found(import_id)
        if found.state is ImportState.COMMITTED:
            return
        if found.state is not ImportState.READY:
            raise ImportNotReady
        closed = self._closed_lines(found)
        if closed:
            raise ImportInClosedMonth(count=len(closed), line=closed[0])
        for row in found.included():
            self._book(found, row)
        found.state, found.told = ImportState.COMMITTED, {"rows": len(found.booked)}

    async def revert(self, import_id: UUID) -> None:
        """Take it back as a whole."""
        found = self._found(import_id)
        if found.state is ImportState.REVERTED:
            return
        if found.state is not ImportState.COMMITTED:
            raise ImportNotBooked
        there = [self.books.transactions[each] for each in found.booked if each in self.books.transactions]
        going = [row for row in there if self._is_as_imported(found, row)]
        if any(self._is_closed(row.booked_on.isoformat()) for row in going):
            raise BookedInClosedMonth
        for row in going:
            del self.books.transactions[row.id], self.digests[row.id]
        found.state = ImportState.REVERTED
        found.told |= {"removed": len(going), "kept": len(there) - len(going)}

    def _book(self, found: FakeImport, row: StagedRow) -> None:
        name = row.get("account_name")
        account = found.new.account_id or self._account_named(str(name), row)
        made = uuid5(found.new.id, str(row["line"]))
        self.books.transactions[made] = SavedTransaction.model_validate(
            {
                "id": made,
                "account_id": account,
                "booked_on": row["booked_on"],
                "amount": row["amount"],
                "category_id": row.get("category_id"),
                "merchant": row.get("merchant"),
                "note": row.get("note"),
                "source": TransactionSource.IMPORT,
                "transfer_id": None,
                "is_split": bool(row.get("parts")),
                "recurring_id": None,
                "due_on": None,
                "created_at": BEGINNING,
                "updated_at": BEGINNING,
            }
        )
        self.digests[made] = (row["fingerprint"], row["occurrence"])
        found.booked[made] = row["line"]

    def _account_named(self, name: str, row: StagedRow) -> UUID:
        known = {account.name.casefold(): account.id for account in self.books.accounts.values()}
        if name.casefold() not in known:
            kind = AccountKind(row["facts"]["account_kind"])
            made = Account(id=uuid5(UUID(int=0), name), name=name, kind=kind)
            self.books.accounts[made.id] = made
            return made.id
        return known[name.casefold()]

    def _mark_same_file(self, found: FakeImport) -> None:
        twins = [
            each
            for each in self.imports.values()
            if each is not found and each.new.file_sha256 == found.new.file_sha256
        ]
        there = {
            line for each in twins for made, line in each.booked.items() if made in self.books.transactions
        }
        for row in found.included():
            if row["line"] in there:
                self._leave_out(row, "POSSIBLE_DUPLICATE", "same_file")

    def _mark_likely(self, found: FakeImport) -> None:
        typed = [row for row in self.books.transactions.values() if not self._is_alike(row.id, found.new)]
        for apart in (0, 1, -1, 2, -2):
            for row in found.included():
                day = date.fromisoformat(row["booked_on"]) + timedelta(days=apart)
                like = next((each for each in typed if self._is_like(each, found, row, day)), None)
                if like is not None:
                    typed.remove(like)
                    self._leave_out(row, "POSSIBLE_DUPLICATE", "looks_like_another")

    def _is_alike(self, transaction: UUID, new: NewImport) -> bool:
        """Whether it came with a file that was read in the same way, so that its digest would tell."""
        came = next((each.new for each in self.imports.values() if transaction in each.booked), None)
        if came is None or new.account_id is None:
            return False
        columns = [each.mapping and each.mapping.columns_only() for each in (came, new)]
        return (came.profile, came.layout) == (new.profile, new.layout) and columns[0] == columns[1]

    def _is_like(self, typed: SavedTransaction, found: FakeImport, row: StagedRow, day: date) -> bool:
        account = self.books.accounts[typed.account_id]
        same = account.id == found.new.account_id or account.name == row.get("account_name")
        return same and typed.amount == row["amount"] and typed.booked_on == day

    def _is_as_imported(self, found: FakeImport, row: SavedTransaction) -> bool:
        read = found.rows[found.booked[row.id]]
        same = (row.booked_on.isoformat(), row.amount) == (read["booked_on"], read["amount"])
        at_home = found.new.account_id in {None, row.account_id}
        return same and at_home and row.is_split == bool(read.get("parts"))

    def _is_mine(self, row: StagedRow) -> bool:
        return UUID(row.get("facts", {}).get("id", str(UUID(int=0)))) in self.books.transactions

    def _is_closed(self, day: str) -> bool:
        return self.books.closed_until is not None and date.fromisoformat(day) <= self.books.closed_until

    def _closed_lines(self, found: FakeImport) -> list[int]:
        return [row["line"] for row in found.included() if self._is_closed(row["booked_on"])]

    def _leave_out(self, row: StagedRow, verdict: str, code: str) -> None:
        row |= {"verdict": verdict, "included": False, "reason": {"code": code}}

    def _named(self, rows: list[StagedRow]) -> Iterator[dict[str, Any]]:
        known = {account.name.casefold(): account.id for account in self.books.accounts.values()}
        kinds = {row["account_name"]: row["facts"]["account_kind"] for row in rows if "account_name" in row}
        for name, kind in sorted(kinds.items()):
            yield {"name": name, "kind": kind, "id": known.get(name.casefold())}

    def _found(self, import_id: UUID) -> FakeImport:
        self._refuse_when_down()
        if import_id not in self.imports:
            raise NotFound
        return self.imports[import_id]

    def _refuse_when_down(self) -> None:
        if self.ledger.down:
            raise DatabaseUnavailable


@dataclass
class FakeExports:
    """One person's transactions as they are taken along, two a page."""

    books: FakeBooks

    async def pages(self) -> AsyncIterator[tuple[ExportedTransaction, ...]]:
        """Every transaction once."""
        rows = sorted(self.books.transactions.values(), key=lambda row: (row.booked_on, row.id))
        for begin in range(0, len(rows), 2):
            yield tuple(self._exported(row) for row in rows[begin : begin + 2])

    def _exported(self, row: SavedTransaction) -> ExportedTransaction:
        account = self.books.accounts[row.account_id]
        category = next((each for each in system_categories() if each.id == row.category_id), None)
        return ExportedTransaction(
            id=row.id,
            booked_on=row.booked_on,
            account=account.name,
            account_kind=account.kind,
            amount=row.amount,
            category=None
            if category is None
            else ExportedCategory(name=category.name, code=category.code, budget_group=category.budget_group),
            merchant=row.merchant,
            note=row.note,
            source=row.source,
            transfer_id=row.transfer_id,
        )


def _counts(rows: list[StagedRow], included: list[StagedRow], closed: list[int]) -> dict[str, int | None]:
    verdicts = [row["verdict"] for row in rows]
    codes = [row.get("reason", {}).get("code") for row in rows]
    amounts = [row["amount"] for row in included]
    return {
        "rows": len(rows),
        "new": verdicts.count("NEW"),
        "duplicates": verdicts.count("DUPLICATE"),
        "possible_duplicates": verdicts.count("POSSIBLE_DUPLICATE"),
        "refused": verdicts.count("REFUSED"),
        "included": len(included),
        "in_closed_months": codes.count("month_closed"),
        "included_in_closed_months": len(closed),
        "first_closed_line": next(iter(closed), None),
        "rounded": codes.count("rounded"),
        "money_in": sum(amount for amount in amounts if amount > 0),
        "money_out": sum(amount for amount in amounts if amount < 0),
    }


def _refused(row: StagedRow) -> dict[str, Any]:
    reason = {"field": None, "value": None, **row["reason"]}
    return {"line": row["line"], "description": row.get("description"), **reason}


def _reviewed(row: StagedRow) -> dict[str, Any]:
    columns = ("description", "merchant", "note", "category_id", "category_origin", "account_name")
    reason = row.get("reason", {})
    return {
        **{column: row.get(column) for column in columns},
        **{column: row[column] for column in ("line", "booked_on", "amount", "verdict", "included")},
        "code": reason.get("code"),
        "value": reason.get("value"),
    }
