"""All transactions of a person with the names that make them readable elsewhere, page by page."""

from collections.abc import AsyncIterator
from typing import Any

from pydantic import TypeAdapter

from shared.domain.budget.imports.export import ExportedTransaction
from shared.domain.caller import Caller
from shared.stores.database import Database

PAGE = 5000
"""Transactions of one request; the database gives no more."""


_PAGE = TypeAdapter(tuple[ExportedTransaction, ...])


class ExportPages:
    """The transactions of one caller, in the order of day and id."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def pages(self) -> AsyncIterator[tuple[ExportedTransaction, ...]]:
        """Every transaction once, some thousands at a time."""
        page = await self._page({"page_size": PAGE})
        while page:
            yield page
            last = page[-1]
            after = {"after_day": last.booked_on.isoformat(), "after_id": str(last.id), "page_size": PAGE}
            page = await self._page(after) if len(page) == PAGE else ()

    async def _page(self, wanted: dict[str, Any]) -> tuple[ExportedTransaction, ...]:
        call = self._database.as_caller(self._caller).rpc("export_transactions", wanted)
        return _PAGE.validate_python(await self._database.run(call))
