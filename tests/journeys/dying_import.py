"""The budget function, killed in the middle of staging a file: `python -m tests.journeys.dying_import PORT`.

It has sent one chunk of rows, and is gone before the next.
"""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import uvicorn

from functions.budget.deps import Deps
from functions.budget.routes import make_app
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import ImportPreview, ImportState, NewImport
from shared.domain.budget.imports.staging import StagedRow
from shared.domain.caller import Caller
from shared.services.imports import ImportService, ImportStore
from shared.settings import SupabaseSettings, load
from shared.stores.database import Database
from shared.stores.http import shared_client
from shared.stores.imports import ImportRows
from shared.stores.transactions import TransactionRows


class DyingImports:
    """Real imports, in a process that does not live to stage a second chunk."""

    def __init__(self, imports: ImportStore) -> None:
        self._imports = imports
        self._staged = 0

    async def remembered_mapping(self, layout: str, account_id: UUID) -> Mapping | None:
        """Remember as always."""
        return await self._imports.remembered_mapping(layout, account_id)

    async def start(self, new: NewImport) -> ImportState:
        """Start as always."""
        return await self._imports.start(new)

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Stage once, then die."""
        if self._staged:
            os.kill(os.getpid(), signal.SIGKILL)
        self._staged += 1
        await self._imports.stage(import_id, rows)

    async def finish(self, import_id: UUID) -> None:
        """Finish as always."""
        await self._imports.finish(import_id)

    async def preview(self, import_id: UUID) -> ImportPreview:
        """Preview as always."""
        return await self._imports.preview(import_id)

    async def commit(self, import_id: UUID) -> None:
        """Book, and die before anybody hears of it."""
        await self._imports.commit(import_id)
        os.kill(os.getpid(), signal.SIGKILL)

    async def revert(self, import_id: UUID) -> None:
        """Revert as always."""
        await self._imports.revert(import_id)


def dying_deps() -> Deps:
    """The real parts, but for imports."""
    supabase = load(SupabaseSettings)
    database = Database(url=supabase.url, publishable_key=supabase.publishable_key, http=shared_client)

    def imports(caller: Caller) -> ImportService:
        rows = ImportRows(database=database, patient=database, caller=caller)
        return ImportService(
            store=DyingImports(rows), bookkeeping=TransactionRows(database=database, caller=caller)
        )

    return replace(Deps.from_environment(), imports=imports)


if __name__ == "__main__":
    uvicorn.run(make_app(dying_deps()), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
