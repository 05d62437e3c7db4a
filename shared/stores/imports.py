"""A person's imports, as their owner sees them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import (
    BookedInClosedMonth,
    ImportInClosedMonth,
    ImportNotBooked,
    ImportNotReady,
    ImportPreview,
    NewImport,
    WrongAccount,
)
from shared.domain.budget.imports.staging import StagedRow
from shared.domain.caller import Caller
from shared.errors import NotFound
from shared.stores.database import Database, DatabaseUnavailable, RefusedByDatabase, Row


class ImportRows:
    """The imports of one caller. `patient` is the same database with more time, for whole files at once."""

    def __init__(self, *, database: Database, patient: Database, caller: Caller) -> None:
        self._database = database
        self._patient = patient
        self._caller = caller

    async def remembered_mapping(self, layout: str) -> Mapping | None:
        """How the latest file of this layout was read that its owner did not take back."""
        imports = self._database.as_caller(self._caller).from_("imports").select("mapping")
        found = await self._database.run(
            imports.eq("layout", layout)
            .eq("profile", "generic")
            .in_("state", ["READY", "COMMITTED"])
            .not_.is_("mapping", "null")
            .order("created_at", desc=True)
            .limit(1)
        )
        return Mapping.model_validate(found[0]["mapping"]) if found else None

    async def start(self, new: NewImport) -> None:
        """Begin an import, or find the one with its id. Raises WrongAccount."""
        told = new.model_dump(mode="json", exclude_none=True)
        try:
            await self._call(self._database, "start_import", {"import": told})
        except RefusedByDatabase as refused:
            if refused.constraint == "imports_account_fkey":
                raise WrongAccount from None
            raise

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Add rows, at most 5000; lines that are there already are left. Raises NotFound, ImportNotReady."""
        try:
            await self._call(
                self._database, "stage_import_rows", {"import_id": str(import_id), "staged": [*rows]}
            )
        except RefusedByDatabase as refused:
            raise _of_state(refused, ImportNotReady) from None

    async def finish(self, import_id: UUID) -> None:
        """All rows are there: find duplicates. Raises NotFound."""
        await self._call(self._patient, "finish_import", {"import_id": str(import_id)})

    async def preview(self, import_id: UUID) -> ImportPreview:
        """The import for review. Raises NotFound."""
        rows = await self._call(self._patient, "import_preview", {"import_id": str(import_id)})
        if not rows:
            raise DatabaseUnavailable
        return ImportPreview.model_validate(rows[0])

    async def commit(self, import_id: UUID) -> None:
        """Book every included row, all or none; again changes nothing.

        Raises NotFound, ImportNotReady and ImportInClosedMonth.
        """
        try:
            await self._call(self._patient, "commit_import", {"import_id": str(import_id)})
        except RefusedByDatabase as refused:
            if refused.constraint == "month_closed":
                raise await self._closed_rows(import_id) from None
            raise _of_state(refused, ImportNotReady) from None

    async def revert(self, import_id: UUID) -> None:
        """Take it back; again changes nothing. Raises NotFound, ImportNotBooked, BookedInClosedMonth."""
        try:
            await self._call(self._patient, "revert_import", {"import_id": str(import_id)})
        except RefusedByDatabase as refused:
            if refused.constraint == "month_closed":
                raise BookedInClosedMonth from None
            raise _of_state(refused, ImportNotBooked) from None

    async def _closed_rows(self, import_id: UUID) -> ImportInClosedMonth | NotFound:
        closed = self._database.as_caller(self._caller).from_("closed_months").select("last_day")
        latest = await self._database.run(closed.order("last_day", desc=True).limit(1))
        if not latest:
            return NotFound()
        rows = self._database.as_caller(self._caller).from_("import_rows").select("line")
        found = await self._database.run(
            rows.eq("import_id", str(import_id))
            .eq("included", value="true")
            .lte("booked_on", str(latest[0]["last_day"]))
            .order("line")
            .limit(50_000)
        )
        return ImportInClosedMonth(count=len(found), line=found[0]["line"] if found else 0)

    async def _call(self, database: Database, function: str, arguments: dict[str, Any]) -> list[Row]:
        return await database.run(database.as_caller(self._caller).rpc(function, arguments))


def _of_state(
    refused: RefusedByDatabase, conflict: type[ImportNotReady] | type[ImportNotBooked]
) -> Exception:
    return conflict() if refused.constraint == "import_state" else refused
