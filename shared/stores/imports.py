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
    ImportState,
    NewImport,
    WrongAccount,
)
from shared.domain.budget.imports.staging import StagedRow
from shared.domain.caller import Caller
from shared.stores.database import Database, DatabaseUnavailable, RefusedByDatabase, Row

_REMEMBERED = 20
"""Files of one layout among which one of the same account is looked for."""


class ImportRows:
    """The imports of one caller. `patient` is the same database with more time, for whole files at once."""

    def __init__(self, *, database: Database, patient: Database, caller: Caller) -> None:
        self._database = database
        self._patient = patient
        self._caller = caller

    async def remembered_mapping(self, layout: str, account_id: UUID) -> Mapping | None:
        """How the latest file of this layout was read that its owner did not take back.

        Where it was of another account, only its columns.
        """
        imports = self._database.as_caller(self._caller).from_("imports").select("mapping,account_id")
        found = await self._database.run(
            imports.eq("layout", layout)
            .eq("profile", "generic")
            .in_("state", ["READY", "COMMITTED"])
            .not_.is_("mapping", "null")
            .order("created_at", desc=True)
            .limit(_REMEMBERED)
        )
        own = next((row for row in found if row["account_id"] == str(account_id)), None)
        if own is not None:
            return Mapping.model_validate(own["mapping"])
        return Mapping.model_validate(found[0]["mapping"]).columns_only() if found else None

    async def start(self, new: NewImport) -> ImportState:
        """Begin an import, or find the one with its id; how far it is. Raises WrongAccount."""
        told = new.model_dump(mode="json", exclude_none=True)
        try:
            started = await self._call(self._database, "start_import", {"import": told})
        except RefusedByDatabase as refused:
            if refused.constraint == "imports_account_fkey":
                raise WrongAccount from None
            raise
        if not started:
            raise DatabaseUnavailable
        return ImportState(str(started[0]["state"]))

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

    async def _closed_rows(self, import_id: UUID) -> ImportInClosedMonth | DatabaseUnavailable:
        """The refusal with its figures; whoever reopened the month in between may try again."""
        counts = (await self.preview(import_id)).counts
        if counts.first_closed_line is None:
            return DatabaseUnavailable()
        return ImportInClosedMonth(count=counts.included_in_closed_months, line=counts.first_closed_line)

    async def _call(self, database: Database, function: str, arguments: dict[str, Any]) -> list[Row]:
        return await database.run(database.as_caller(self._caller).rpc(function, arguments))


def _of_state(
    refused: RefusedByDatabase, conflict: type[ImportNotReady] | type[ImportNotBooked]
) -> Exception:
    return conflict() if refused.constraint == "import_state" else refused
