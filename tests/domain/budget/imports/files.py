"""Files for tests: fixtures, workbooks made on the spot, and reading one in a single call."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from shared.domain.budget.imports.examination import Examined, examine
from shared.domain.budget.imports.file_rows import FileRow
from shared.domain.budget.imports.reading import open_file

FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> bytes:
    """A file of the folder `fixtures`."""
    return (FIXTURES / name).read_bytes()


def looked_at(content: bytes | str, **answers: Any) -> Examined:
    """A file as the preflight sees it."""
    raw = content if isinstance(content, bytes) else content.encode()
    return examine(open_file(raw), **answers)


def booked(examined: Examined) -> list[tuple[str, int, str]]:
    """Day, amount and description of every row that is not refused."""
    return [
        (row.booked_on.isoformat(), row.amount, row.description)
        for row in examined.rows
        if row.booked_on is not None and row.amount is not None
    ]


def refused(examined: Examined) -> dict[int, str]:
    """Line and code of every row that is refused."""
    return {row.line: code_of(row) for row in examined.rows if row.refused}


def code_of(row: FileRow) -> str:
    """The code of a row's reason; empty without one."""
    return row.reason.code if row.reason else ""


def asked(examined: Examined) -> list[str]:
    """The codes of the questions that a file leaves."""
    return [question.code for question in examined.questions]


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """An XLSX file with these rows on each sheet; days as day cells, numbers as number cells."""
    content = BytesIO()
    book: Any = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write(sheet, at, column, cell)
    book.close()
    return content.getvalue()


def _write(sheet: Any, row: int, column: int, cell: object) -> None:
    if isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, str(cell))
