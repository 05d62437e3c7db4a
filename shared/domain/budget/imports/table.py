"""A file as a table: numbered lines of cells, whatever it was written in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.domain.budget.imports.bounds import (
    MAX_BLANK_LINES,
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_LINES,
)
from shared.domain.budget.imports.refusals import CellTooLong, TooManyRows, TooWide

Cell = str | Decimal | date
"""Text as it stands in a CSV; in a workbook also a number or a day, about which there is no doubt."""

_SPACES = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file. `number` counts from 1, as an editor or a spreadsheet shows it.

    `cells` end with the last one that holds something; `width` counts the empty ones behind it too.
    """

    number: int
    cells: tuple[Cell, ...]
    width: int

    def cell(self, column: int) -> Cell:
        """The cell of a column counted from 0; empty text beyond the line's end."""
        return self.cells[column] if column < len(self.cells) else ""

    def text(self, column: int) -> str:
        """The cell as one line of text."""
        return one_line(self.cell(column))


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file that are not blank, in its order. `separator` is None for a workbook."""

    lines: tuple[Line, ...]
    separator: str | None


def one_line(cell: Cell) -> str:
    """A cell as text that people can see: runs of white space as one space, nothing invisible, NFC."""
    if not isinstance(cell, str):
        return cell.isoformat() if isinstance(cell, date) else f"{cell:f}"
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", cell))
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN).strip()


def numbered(lines: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[Line, ...]:
    """The lines that are not blank, without empty cells at their ends.

    Raises TooWide, CellTooLong and TooManyRows, each with its line, before more is read.
    """
    kept: list[Line] = []
    blank = cells_read = 0
    for number, cells in lines:
        cells_read += len(cells)
        line = Line(number, _without_empty_end(cells), len(cells))
        if line.cells:
            _check(line)
            kept.append(line)
        else:
            blank += 1
        if len(kept) > MAX_LINES or blank > MAX_BLANK_LINES or cells_read > MAX_CELLS:
            raise TooManyRows(line=number)
    return tuple(kept)


def _without_empty_end(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and _is_empty(cells[end - 1]):
        end -= 1
    return tuple(cells[:end])


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip(" \t\r\n")


def _check(line: Line) -> None:
    if len(line.cells) > MAX_COLUMNS:
        raise TooWide(line=line.number)
    if any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in line.cells):
        raise CellTooLong(line=line.number)
