"""How a sheet is written: a heading that stays, typed cells, sums that the spreadsheet works out itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from functions.budget.report import words
from functions.budget.report.spreadsheet import File, Options, Sheet, Style
from shared.domain.money import MAX_RUPIAH, format_rupiah
from shared.words import Language, Words

Cell = str | int | float | date | None
Kind = Literal["text", "rupiah", "count", "day", "share"]

_SUM_OF_SHOWN = 109
"""The function of SUBTOTAL that adds up what a filter has left."""

_HEADING = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#0F3B35",
    "valign": "vcenter",
    "text_wrap": True,
}
_NUMBERS: dict[Kind, str] = {
    "text": "@",
    "rupiah": "#,##0",
    "count": "#,##0",
    "day": "yyyy-mm-dd",
    "share": "0%",
}


class Column(NamedTuple):
    """A column of a table: its heading, what it holds, its width in letters, and whether it is summed."""

    heading: Words
    kind: Kind
    width: int
    summed: bool = False


@dataclass(frozen=True)
class Book:
    """A workbook that is being written, with the formats that its sheets share."""

    file: File
    language: Language

    def sheet(self, name: Words) -> Sheet:
        """A new sheet without grid lines, printed one A4 page wide."""
        sheet = self.file.add_worksheet(name.into(self.language))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def style(self, kind: Kind, *, bold: bool = False) -> Style:
        """How a cell of that kind looks."""
        return self._styles[kind, bold]

    @cached_property
    def heading(self) -> Style:
        """How the first line of a table looks."""
        return self.file.add_format(_HEADING)

    @cached_property
    def title(self) -> Style:
        """How the name of the report looks."""
        return self.file.add_format({"bold": True, "font_size": 18, "font_color": "#0F3B35"})

    @cached_property
    def strong(self) -> Style:
        """How the name of a part looks."""
        return self.file.add_format({"bold": True})

    @cached_property
    def quiet(self) -> Style:
        """How a remark looks."""
        return self.file.add_format({"font_color": "#56656D"})

    @cached_property
    def _styles(self) -> dict[tuple[Kind, bool], Style]:
        return {
            (kind, bold): self.file.add_format(_style(number, bold=bold))
            for kind, number in _NUMBERS.items()
            for bold in (False, True)
        }


def _style(number: str, *, bold: bool) -> Options:
    sides = {"align": "left"} if number == _NUMBERS["day"] else {}
    return {"num_format": number} | sides | ({"bold": True, "top": 1} if bold else {})


def put(sheet: Sheet, row: int, column: int, value: Cell, style: Style) -> None:
    """Write one cell as what it is; text is never read as anything else.

    A spreadsheet counts in floating point: an amount beyond 15 digits is written as text instead of a
    number that is almost right.
    """
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, int) and abs(value) > MAX_RUPIAH:
        sheet.write_string(row, column, format_rupiah(value, "id"), style)
    else:
        sheet.write_number(row, column, value, style)


def write_table(book: Book, sheet: Sheet, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table whose first line stays in sight, and answer how many rows it has.

    A last line sums up the columns that ask for it, over the rows that a filter leaves.
    """
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading.into(book.language), book.heading)
    written = list(rows)
    for down, row in enumerate(written, start=1):
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            put(sheet, down, at, value, book.style(column.kind))
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    if written:
        sheet.autofilter(0, 0, len(written), len(columns) - 1)
        _write_sums(book, sheet, columns, written)
    return len(written)


def _write_sums(book: Book, sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    if not any(column.summed for column in columns):
        return
    last = len(rows)
    for at, column in enumerate(columns):
        style = book.style(column.kind, bold=True)
        if column.summed:
            total = sum(value for row in rows if isinstance(value := row[at], int))
            letter = chr(ord("A") + at)
            formula = f"=SUBTOTAL({_SUM_OF_SHOWN},{letter}2:{letter}{last + 1})"
            sheet.write_formula(last + 1, at, formula, style, total)
        else:
            put(sheet, last + 1, at, words.TOTAL.into(book.language) if at == 0 else None, style)
