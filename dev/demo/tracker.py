"""Write a ledger as the person whose it is, through the same API as any client."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import httpx

from dev.demo.api import post, succeeded
from dev.demo.habits import Life
from dev.demo.ledger import Bookkeeper, Ledger, Row

CHUNK = 1_000
"""Rows of one request."""


async def keep_books(
    http: httpx.AsyncClient, headers: Mapping[str, str], *, owner: UUID, life: Life, today: date
) -> None:
    """Write the person's 24 months; what is already there stays as it is. Raises DemoFailed."""
    holidays = await _holidays(http, headers)
    ledger = Bookkeeper(owner=owner, life=life, today=today, holidays=holidays).keep()
    settings: Row = {"month_start": life.month_start, "start_day": life.start_day}
    await _write(http, headers, "budget_settings", [settings])
    await _write(http, headers, "accounts", ledger.accounts)
    for table, rows in (await _with_category_ids(http, headers, ledger)).items():
        await _write(http, headers, table, rows)


async def _with_category_ids(
    http: httpx.AsyncClient, headers: Mapping[str, str], ledger: Ledger
) -> dict[str, list[Row]]:
    answer = succeeded(await http.get("/rest/v1/categories?select=id,code", headers=headers))
    ids = {row["code"]: row["id"] for row in answer.json()}
    tables = {
        "recurring_transactions": ledger.recurring_transactions,
        "transactions": ledger.transactions,
        "transaction_parts": ledger.transaction_parts,
        "budgets": ledger.budgets,
    }
    return {table: [_with_id(row, ids) for row in rows] for table, rows in tables.items()}


def _with_id(row: Row, ids: Mapping[str, str]) -> Row:
    code = row["category"]
    rest = {name: value for name, value in row.items() if name != "category"}
    return rest | {"category_id": ids[str(code)] if code else None}


async def _holidays(http: httpx.AsyncClient, headers: Mapping[str, str]) -> set[date]:
    answer = succeeded(await http.get("/rest/v1/public_holidays?select=day", headers=headers))
    return {date.fromisoformat(row["day"]) for row in answer.json()}


async def _write(http: httpx.AsyncClient, headers: Mapping[str, str], table: str, rows: list[Row]) -> None:
    keep_first = {**headers, "prefer": "resolution=ignore-duplicates,return=minimal"}
    for start in range(0, len(rows), CHUNK):
        await post(http, f"/rest/v1/{table}", rows[start : start + CHUNK], keep_first)
