"""From the bytes of a file to the table of transactions in it."""

import hashlib
from dataclasses import dataclass

from shared.domain.budget.imports.decoding import decoded
from shared.domain.budget.imports.delimited import read_delimited
from shared.domain.budget.imports.kinds import refuse_other_kinds
from shared.domain.budget.imports.refusals import EmptyFile, NoRows, NoTable, SeveralSheets
from shared.domain.budget.imports.survey import Survey, survey
from shared.domain.budget.imports.table import Table
from shared.domain.budget.imports.unpacking import unpacked
from shared.domain.budget.imports.workbook import ZIP, read_workbook, refuse_old_workbook


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file whose table was found. `sha256` is that of its unpacked bytes, in hexadecimal digits."""

    sha256: str
    table: Table
    survey: Survey


def open_file(content: bytes) -> OpenedFile:
    """The table in a CSV or XLSX file, plain or gzipped. Raises UnusableFile and FileTooLarge."""
    plain = unpacked(content)
    refuse_old_workbook(plain)
    refuse_other_kinds(plain)
    tables = read_workbook(plain) if plain.startswith(ZIP) else [read_delimited(decoded(plain))]
    table, found = _the_one(tables)
    return OpenedFile(hashlib.sha256(plain).hexdigest(), table, found)


def _the_one(tables: list[Table]) -> tuple[Table, Survey]:
    """The only table of transactions among the sheets. Raises what stood in the way, or SeveralSheets."""
    found: list[tuple[Table, Survey]] = []
    missing: NoTable | NoRows | EmptyFile = EmptyFile()
    for table in tables:
        try:
            found.append((table, survey(table)))
        except (NoTable, NoRows) as refusal:
            missing = refusal
    if len(found) > 1:
        raise SeveralSheets
    if not found:
        raise missing
    return found[0]
