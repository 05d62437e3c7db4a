"""Write a ledger as the person whose it is, through the same API as any client."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import httpx

from dev.demo.api import post, succeeded
from dev.demo.habits import Life
from dev.demo.ledger import Bookkeeper, Row

Ids = Mapping[object, str]


class Books:
    """One person's tables. What is already there stays as it is."""

    def __init__(self, http: httpx.AsyncClient, headers: Mapping[str, str]) -> None:
        self._http = http
        self._headers = headers

    async def keep(self, *, owner: UUID, life: Life, today: date) -> None:
        """Write the person's 24 months up to `today`. Raises DemoFailed."""
        holidays = {date.fromisoformat(str(row["day"])) for row in await self._rows("public_holidays", "day")}
        ledger = Bookkeeper(owner=owner, life=life, today=today, holidays=holidays).keep()
        settings: Row = {"month_start": life.month_start, "start_day": life.start_day}
        await self._add("budget_settings", [settings], once_by="user_id")
        await self._add_unless_any("accounts", ledger.accounts)
        categories = await self._ids("categories", "code")
        accounts = await self._ids("accounts", "name")
        due = [_told_by_id(row, categories, accounts) for row in ledger.recurring_transactions]
        await self._add_unless_any("recurring_transactions", due)
        recurring = await self._ids("recurring_transactions", "merchant")
        booked = [_told_by_id(row, categories, accounts, recurring) for row in ledger.transactions]
        await self._add("transactions", booked, once_by="user_id,id")
        parts = [_told_by_id(row, categories) for row in ledger.transaction_parts]
        await self._add_unless_any("transaction_parts", parts)
        budgets = [_told_by_id(row, categories) for row in ledger.budgets]
        await self._add("budgets", budgets, once_by="user_id,category_id,month")

    async def _rows(self, table: str, columns: str, limit: int = 1_000) -> list[Row]:
        asked = {"select": columns, "limit": str(limit)}
        answer = await self._http.get(f"/rest/v1/{table}", params=asked, headers=dict(self._headers))
        return succeeded(answer).json()

    async def _ids(self, table: str, by: str) -> Ids:
        return {row[by]: str(row["id"]) for row in await self._rows(table, f"id,{by}") if row[by]}

    async def _add_unless_any(self, table: str, rows: list[Row]) -> None:
        """In one request, so that there are all or none."""
        if rows and not await self._rows(table, "user_id", limit=1):
            await post(self._http, f"/rest/v1/{table}", rows, self._quietly("return=minimal"))

    async def _add(self, table: str, rows: list[Row], *, once_by: str) -> None:
        """In one request, so that both legs of a transfer come together."""
        path = f"/rest/v1/{table}?on_conflict={once_by}"
        await post(self._http, path, rows, self._quietly("resolution=ignore-duplicates,return=minimal"))

    def _quietly(self, preference: str) -> dict[str, str]:
        return {**self._headers, "prefer": preference}


def _told_by_id(row: Row, categories: Ids, accounts: Ids | None = None, recurring: Ids | None = None) -> Row:
    """The row with ids in place of names."""
    ids = {"category": categories, "account": accounts, "recurring": recurring}
    told: Row = {name: value for name, value in row.items() if name not in ids}
    for name, known in ids.items():
        if name in row and known is not None:
            told[f"{name}_id"] = known[row[name]] if row[name] else None
    return told
