"""Imports as a client of PostgREST stages them, row by row as a test says."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from tests.database.tracker.books import Books

Row = dict[str, Any]


def coffee(line: int = 2, **changes: object) -> Row:
    """A row of a bank's file."""
    row: Row = {
        "line": line,
        "booked_on": "2026-10-10",
        "amount": -35_000,
        "description": "KOPI KENANGAN",
        "merchant": "Kopi Kenangan",
        "verdict": "NEW",
        "occurrence": 0,
    }
    row |= changes
    return {"fingerprint": sha256(f"{row['booked_on']}{row['amount']}".encode()).hexdigest()} | row


def own(line: int, name: str, *, kind: str = "BANK", **changes: Any) -> Row:
    """A row of Fintar's own file: `facts` are merged."""
    facts = {"id": str(uuid4()), "account_kind": kind} | changes.pop("facts", {})
    row = coffee(line, account_name=name, facts=facts, fingerprint=uuid4().hex, **changes)
    return {column: value for column, value in row.items() if column != "description"}


def start(books: Books, account: str | None = None, **told: object) -> str:
    """Begin an import; its id."""
    wish = {
        "id": str(uuid4()),
        "file_name": "mutasi.csv",
        "file_sha256": uuid4().hex * 2,
        "profile": "generic" if account else "fintar",
        "layout": "layout",
    }
    if account:
        wish["account_id"] = account
    return books.call("start_import", **{"import": wish | told})["id"]


def stage(books: Books, import_id: str, *rows: Row) -> int:
    """Add rows; how many there are then."""
    return books.call("stage_import_rows", import_id=import_id, staged=list(rows))


def ready(books: Books, account: str | None, *rows: Row, **told: object) -> str:
    """An import for review; its id."""
    import_id = start(books, account, **told)
    stage(books, import_id, *rows)
    books.call("finish_import", import_id=import_id)
    return import_id


def booked(books: Books, account: str | None, *rows: Row, **told: object) -> str:
    """An import that is booked; its id."""
    import_id = ready(books, account, *rows, **told)
    books.call("commit_import", import_id=import_id)
    return import_id


def rows_of(books: Books, import_id: str) -> dict[int, Row]:
    """The rows of an import by line."""
    rows = books.rows("import_rows", import_id=f"eq.{import_id}", order="line")
    return {row["line"]: row for row in rows}


def verdicts(books: Books, import_id: str) -> list[str]:
    """What was found about each row, in its order."""
    return [row["verdict"] for row in rows_of(books, import_id).values()]


def ledger(books: Books) -> list[tuple[str, int]]:
    """Day and amount of all transactions."""
    rows = books.rows("transactions", select="booked_on,amount", order="booked_on,amount")
    return [(row["booked_on"], row["amount"]) for row in rows]
