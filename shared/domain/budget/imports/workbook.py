"""XLSX workbooks as tables. The archive is opened here, counted and checked, and handed on anew.

The library that reads cells holds every cell between the first and the last one in memory, so that two
cells at opposite corners of a sheet of 5 kB would take it gigabytes. Every part is therefore parsed first,
and only parts that are well-formed XML within bounds are put into the archive that it gets to see.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from shared.domain.budget.imports.bounds import MAX_COLUMNS, MAX_ENTRIES, MAX_LINES, MAX_UNPACKED
from shared.domain.budget.imports.kinds import kind_of_archive
from shared.domain.budget.imports.refusals import (
    BrokenFile,
    FileTooLarge,
    OldWorkbook,
    OtherKind,
    TooManyRows,
    TooWide,
)
from shared.domain.budget.imports.table import Cell, Table, numbered

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED = 0x1
_PLACE = re.compile(r"\$?([A-Za-z]{1,4})\$?([0-9]{1,9})")

CellValue = int | float | str | bool | time | date | datetime | timedelta


def refuse_old_workbook(content: bytes) -> None:
    """Raise OldWorkbook for .xls and for workbooks behind a password, which have the same wrapping."""
    if content.startswith(OLE):
        raise OldWorkbook


def read_workbook(content: bytes) -> list[Table]:
    """The visible sheets that hold anything, in their order.

    Raises OtherKind, BrokenFile, FileTooLarge, TooWide, TooManyRows and CellTooLong.
    """
    from python_calamine import (  # noqa: PLC0415 - a library that only workbooks need
        CalamineError,
        CalamineWorkbook,
        SheetVisibleEnum,
    )

    checked = _checked(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(checked))
        visible = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible
        ]
        tables = [_table(workbook.get_sheet_by_name(name)) for name in visible]
    except CalamineError:
        raise BrokenFile from None
    return [table for table in tables if table.lines]


def _table(sheet: "CalamineSheet") -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    return Table(
        numbered((number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)), None
    )


def _cell(value: CellValue) -> Cell:
    if isinstance(value, bool | time | timedelta):
        return str(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float):
        return Decimal(repr(value))
    return value


def _checked(content: bytes) -> bytes:
    """An archive of nothing but the parts that were read and found within bounds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_other_archives(archive)
            parts = dict(_parts(archive))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise BrokenFile from None
    if _WORKBOOK not in parts:
        raise BrokenFile
    rebuilt = BytesIO()
    with zipfile.ZipFile(rebuilt, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return rebuilt.getvalue()


def _refuse_other_archives(archive: zipfile.ZipFile) -> None:
    names = frozenset(archive.namelist())
    if names and _WORKBOOK not in names:
        raise OtherKind(kind_of_archive(names))


def _parts(archive: zipfile.ZipFile) -> Iterable[tuple[str, bytes]]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise FileTooLarge
    room = MAX_UNPACKED
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise OldWorkbook
        part = _unpacked(archive, entry, room)
        room -= len(part)
        if _is_plain_xml(part):
            yield entry.filename, part


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """An entry's bytes, as many as there really are. Raises FileTooLarge beyond `room`."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise BrokenFile
    try:
        with archive.open(entry) as stream:
            part = stream.read(room + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
        raise BrokenFile from None
    if len(part) > room:
        raise FileTooLarge
    return part


def _is_plain_xml(part: bytes) -> bool:
    """Whether a part is XML without a document type. Raises TooWide and TooManyRows for its cells."""
    parser = expat.ParserCreate(namespace_separator=" ")
    extent = _Extent()
    parser.StartElementHandler = extent.begin
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        return False
    return True


def _refuse_doctype(*_: object) -> None:
    raise BrokenFile


class _Extent:
    """Where the cells of a sheet lie, followed while it is parsed; refuses what lies too far out."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._cell_at = (0, 0)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        element = name.rpartition(" ")[2]
        if element == "row":
            self._row, self._column = _whole(attributes.get("r"), self._row + 1), 0
        elif element == "c":
            self._enter(attributes.get("r"))
        elif element in {"v", "is", "t"}:
            self._refuse_far_cells()

    def _enter(self, place: str | None) -> None:
        named = None if place is None else _PLACE.fullmatch(place)
        if place is not None and named is None:
            raise BrokenFile
        self._column += 1
        if named is not None:
            self._column = _column_number(named[1])
        self._cell_at = (max(self._row, int(named[2]) if named else 0), self._column)

    def _refuse_far_cells(self) -> None:
        row, column = self._cell_at
        if column > MAX_COLUMNS:
            raise TooWide(line=row)
        if row > MAX_LINES:
            raise TooManyRows(line=row)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise BrokenFile
    return int(text)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
