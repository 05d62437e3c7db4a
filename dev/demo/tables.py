"""One person's tables, through the same API as any client. What is already there stays as it is."""

from collections.abc import Mapping

import httpx

from dev.demo.api import post, succeeded
from dev.demo.ledger import Row

Ids = Mapping[object, str]


class Tables:
    """The tables as the person whose headers these are."""

    def __init__(self, http: httpx.AsyncClient, headers: Mapping[str, str]) -> None:
        self._http = http
        self._headers = headers

    async def rows(self, table: str, columns: str, limit: int = 1_000) -> list[Row]:
        """Some columns of what the person may read. Raises DemoFailed."""
        asked = {"select": columns, "limit": str(limit)}
        answer = await self._http.get(f"/rest/v1/{table}", params=asked, headers=dict(self._headers))
        return succeeded(answer).json()

    async def ids(self, table: str, by: str) -> Ids:
        """Ids by another column. Raises DemoFailed."""
        return {row[by]: str(row["id"]) for row in await self.rows(table, f"id,{by}") if row[by]}

    async def add_unless_any(self, table: str, rows: list[Row]) -> None:
        """In one request, so that there are all or none. Raises DemoFailed."""
        if rows and not await self.rows(table, "user_id", limit=1):
            await self.add(table, rows)

    async def add(self, table: str, rows: list[Row], *, once_by: str | None = None) -> None:
        """In one request, so that both legs of a transfer come together. Raises DemoFailed."""
        path = f"/rest/v1/{table}"
        if once_by is not None:
            path += f"?on_conflict={once_by}"
        await post(self._http, path, rows, self._quietly("resolution=ignore-duplicates,return=minimal"))

    async def begin(self, path: str, told: Row) -> Row:
        """Ask a function for something new; its answer. Raises DemoFailed."""
        return (await post(self._http, f"/api/v1/financial{path}", told, self._headers)).json()

    def _quietly(self, preference: str) -> dict[str, str]:
        return {**self._headers, "prefer": preference}
