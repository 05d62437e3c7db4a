"""Getting my bank's history in over HTTP, and taking my transactions along."""

import gzip
from uuid import UUID

from pydantic import JsonValue, ValidationError
from pydantic_core import from_json

from functions.budget.deps import Deps
from functions.budget.models.imports import ImportQuery, ImportView
from shared.domain.budget.imports.bounds import MAX_PACKED
from shared.domain.budget.imports.examination import MappingOutside
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import (
    BookedInClosedMonth,
    ImportInClosedMonth,
    ImportNotBooked,
    ImportNotReady,
    WrongAccount,
)
from shared.domain.budget.imports.refusals import (
    BrokenFile,
    CellTooLong,
    EmptyFile,
    FileTooLarge,
    ForeignCurrency,
    NoRows,
    NoTable,
    OldWorkbook,
    OtherKind,
    QuoteOpen,
    SeveralSheets,
    TooManyRows,
    TooWide,
    UnknownText,
)
from shared.domain.budget.imports.unpacking import GZIP
from shared.domain.values import Value
from shared.errors import InvalidInput, NotFound
from shared.services.imports import Asked, UploadedFile
from shared.web.invalid import problems_of
from shared.web.routing import Call, Download, Reply, Router, Upload

UPLOADS = (
    "text/csv",
    "text/plain",
    "text/tab-separated-values",
    "application/csv",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",
)
"""What browsers and phones call a CSV or XLSX file; what it really is, its bytes tell."""

router = Router[Deps](name="budget", base="/api/v1/financial")


class ExportQuery(Value):
    """`packed`: as gzip, a tenth of the size; it imports back as it is."""

    packed: bool = False


@router.post(
    "/imports",
    answers=ImportView,
    also={200: ImportView},
    status=201,
    rate="write",
    idempotent=True,
    uploads=UPLOADS,
    max_body=MAX_PACKED,
    raises=(
        WrongAccount,
        MappingOutside,
        ImportNotReady,
        EmptyFile,
        BrokenFile,
        UnknownText,
        OtherKind,
        OldWorkbook,
        SeveralSheets,
        ForeignCurrency,
        NoTable,
        NoRows,
        TooManyRows,
        TooWide,
        CellTooLong,
        QuoteOpen,
        FileTooLarge,
    ),
)
async def receive_import(call: Call[Deps], upload: Upload, query: ImportQuery) -> Reply:
    """Look at a bank's file and stage it.

    CSV or XLSX, plain or gzip, at most 4 MB as it comes and 50,000 rows. Known layouts of banks are read by
    themselves; any other by its headings, and what could mean two things (the order of day and month,
    separators, a sign) is asked and never guessed: then the answer is 200 with state NEEDS_MAPPING and
    nothing is kept. Otherwise 201: rows are staged with duplicates found, and nothing is booked yet.
    """
    if upload.encoding == "gzip" and not upload.content.startswith(GZIP):
        raise BrokenFile
    file = UploadedFile(upload.content, query.file_name, query.account_id, _mapping(query.mapping))
    received = await call.deps.imports(call.caller).receive(call.new_id("import"), file)
    if isinstance(received, Asked):
        return Reply(ImportView.asking(received, call.language), status=200)
    return Reply(ImportView.of(received, call.language))


@router.get("/imports/{import_id}", answers=ImportView, rate="read", raises=(NotFound,))
async def read_import(call: Call[Deps], import_id: UUID) -> ImportView:
    """Read an import of mine."""
    return ImportView.of(await call.deps.imports(call.caller).read(import_id), call.language)


@router.post(
    "/imports/{import_id}/commit",
    answers=ImportView,
    status=200,
    rate="write",
    raises=(NotFound, ImportNotReady, ImportInClosedMonth),
)
async def commit_import(call: Call[Deps], import_id: UUID) -> ImportView:
    """Book an import.

    Every included row becomes a transaction, all of them or none. Asking again changes nothing and answers
    the same.
    """
    return ImportView.of(await call.deps.imports(call.caller).commit(import_id), call.language)


@router.post(
    "/imports/{import_id}/revert",
    answers=ImportView,
    status=200,
    rate="write",
    raises=(NotFound, ImportNotBooked, BookedInClosedMonth),
)
async def revert_import(call: Call[Deps], import_id: UUID) -> ImportView:
    """Take an import back.

    What it booked goes, with any category, merchant or note it got since; a transaction whose day, amount,
    account or parts were changed stays and is counted in `booked.kept`. Asking again changes nothing.
    """
    return ImportView.of(await call.deps.imports(call.caller).revert(import_id), call.language)


@router.get("/transactions/export", downloads=("text/csv", "application/gzip"), rate="read")
async def export_transactions(call: Call[Deps], query: ExportQuery) -> Download:
    """Take all my transactions along.

    One CSV file in UTF-8 that a spreadsheet opens safely and that imports back to the same rows, here or
    into somebody else's books.
    """
    content = await call.deps.exports(call.caller).write()
    if query.packed:
        return Download(
            content=gzip.compress(content, mtime=0), media_type="application/gzip", file_name="fintar.csv.gz"
        )
    return Download(content=content, media_type="text/csv", file_name="fintar.csv")


def _mapping(told: str | None) -> Mapping | None:
    """The mapping that came as JSON. Raises InvalidInput pointing into it."""
    if told is None:
        return None
    try:
        return Mapping.model_validate_json(told)
    except ValidationError as error:
        raise InvalidInput(*problems_of(error, _as_json(told), under=("query", "mapping"))) from None


def _as_json(told: str) -> JsonValue:
    """What was told, as far as it is JSON; pointers lead into it."""
    try:
        return from_json(told)
    except ValueError:
        return None
