"""Finding the table in a file: its header, what stands above and below it, and what its columns may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.domain.budget.imports.amounts import possible_amounts
from shared.domain.budget.imports.bounds import MAX_ROWS
from shared.domain.budget.imports.currencies import foreign_statement
from shared.domain.budget.imports.dates import has_no_year, possible_days
from shared.domain.budget.imports.headings import Role, layout_of, roles_of
from shared.domain.budget.imports.layouts import Layout, known_header
from shared.domain.budget.imports.refusals import ForeignCurrency, NoRows, NoTable, TooManyRows
from shared.domain.budget.imports.table import Cell, Line, Table

_LOOKED_AT = 60
_DATES = frozenset({Role.DATE, Role.VALUE_DATE})
_AMOUNTS = frozenset({Role.AMOUNT, Role.DEBIT, Role.CREDIT})
_SUMMARY = re.compile(
    r"""['"]*(?:saldo\ (?:awal|akhir)|mutasi\ (?:debet|debit|kredit)
    |(?:starting|opening|ending|closing)\ balance|(?:grand\ |sub\ ?)?total|jumlah
    |credit|debet|debit|kredit|halaman|page|bersambung)(?:[ :]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""How the lines begin that banks write below a table."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A table that was found. `layout` is the digest of its header; `known` the bank's layout, if any.

    `width`: columns that the header names, or the widest row has where there is no header.
    `allowed`: cells that a row may have, counting empty ones at its end.
    """

    above: tuple[Line, ...]
    header: Line | None
    rows: tuple[Line, ...]
    skipped: int
    layout: str
    known: Layout | None
    width: int
    allowed: int


def survey(table: Table) -> Survey:
    """The table of transactions in a file. Raises NoTable, NoRows, TooManyRows and ForeignCurrency."""
    known = known_header(table.lines)
    header = known.at if known is not None else _header(table.lines)
    return _surveyed(table.lines, header, None if known is None else known.layout)


def without_layout(found: Survey) -> Survey:
    """The same table as one of no bank's."""
    return Survey(
        found.above, found.header, found.rows, found.skipped, found.layout, None, found.width, found.allowed
    )


def _header(lines: Sequence[Line]) -> int | None:
    """The header's index among the lines; None where the table begins without one. Raises NoTable."""
    for index, line in enumerate(lines[:_LOOKED_AT]):
        roles = set(roles_of(line).values())
        if roles & _DATES and roles & _AMOUNTS:
            return index
    first = next((index for index, line in enumerate(lines[: _LOOKED_AT + 1]) if _is_row(line)), None)
    if first is None:
        raise NoTable
    return first - 1 if first > 0 and _could_be_header(lines[first - 1]) else None


def _surveyed(lines: Sequence[Line], header: int | None, known: Layout | None) -> Survey:
    named = None if header is None else lines[header]
    begins = next((i for i, line in enumerate(lines) if _is_row(line)), 0) if header is None else header + 1
    body = [line for line in lines[begins:] if not _repeats(line, named)]
    rows = tuple(line for line in body if not _is_summary(line))
    if not rows:
        raise NoRows
    if len(rows) > MAX_ROWS:
        raise TooManyRows(line=rows[MAX_ROWS].number)
    above = lines[: max(0, begins - 1)] if named is not None else lines[:begins]
    foreign = foreign_statement(above)
    if foreign is not None:
        raise ForeignCurrency(foreign[1], line=foreign[0])
    headings: Sequence[Cell] = () if named is None else named.cells
    width = len(headings) or max(len(line.cells) for line in rows)
    return Survey(
        above=tuple(above),
        header=named,
        rows=rows,
        skipped=len(lines) - begins - len(rows),
        layout=layout_of(headings, width),
        known=known,
        width=width,
        allowed=_allowed(rows, width if named is None else named.width, width),
    )


def _allowed(rows: Sequence[Line], width: int, named: int) -> int:
    """Cells a row may have: as many as the header, or more where most rows end with as many empty ones."""
    longer = [line.width for line in rows if line.width > width and len(line.cells) <= named]
    return max(longer) if len(longer) * 2 > len(rows) else width


def _repeats(line: Line, header: Line | None) -> bool:
    """Whether the header comes again, as at the top of a page, in its own words or in another language's."""
    if header is None:
        return False
    return line.cells == header.cells or (len(roles_of(line)) >= 3 and not _is_row(line))


def _is_summary(line: Line) -> bool:
    """Whether the line sums up what is above it: it begins like a summary and is no row itself."""
    texts = (line.text(column) for column in range(len(line.cells)))
    begins = _SUMMARY.match(next((text for text in texts if text), ""))
    return begins is not None and not _is_row(line)


def _is_row(line: Line) -> bool:
    """Whether a line has a cell that reads as a day and another that reads as an amount."""
    days = [column for column, cell in enumerate(line.cells) if _is_day(cell)]
    others = (cell for column, cell in enumerate(line.cells) if column not in days)
    return bool(days) and any(_is_amount(cell) for cell in others)


def _could_be_header(line: Line) -> bool:
    texts = [cell for cell in line.cells if isinstance(cell, str) and cell.strip()]
    return len(texts) >= 2 and not any(_is_day(cell) or _is_amount(cell) for cell in line.cells)


def _is_day(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, date)
    text = cell.strip().lstrip("'")
    return has_no_year(text) or bool(possible_days(text))


def _is_amount(cell: Cell) -> bool:
    return isinstance(cell, Decimal) or (isinstance(cell, str) and possible_amounts(cell.strip()) is not None)
