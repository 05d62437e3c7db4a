"""The cells of a table read as days and amounts, each text once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shared.domain.budget.imports.amounts import Amounts, exactly, possible_amounts
from shared.domain.budget.imports.dates import Days, YearOf, certain, possible_days
from shared.domain.budget.imports.table import Cell, Line

_FARTHEST = Decimal(10) ** 16
"""Beyond it a number in a workbook has lost digits; it is refused later as too large."""


@dataclass(slots=True)
class CellReader:
    """Reads cells, and remembers what it read: statements repeat their days and amounts."""

    year_of: YearOf | None = None
    _days: dict[str, Days | None] = field(default_factory=dict[str, Days | None])
    _amounts: dict[str, Amounts | None] = field(default_factory=dict[str, Amounts | None])

    def days(self, cell: Cell) -> Days | None:
        """What the cell can mean as a day; None where it is no date."""
        if isinstance(cell, date):
            return certain(cell)
        if isinstance(cell, Decimal):
            return None
        if cell not in self._days:
            self._days[cell] = possible_days(bare(cell), self.year_of)
        return self._days[cell]

    def amounts(self, cell: Cell) -> Amounts | None:
        """What the cell can mean as an amount; None where it is none."""
        if isinstance(cell, Decimal):
            return exactly(cell) if abs(cell) < _FARTHEST else None
        if isinstance(cell, date):
            return None
        if cell not in self._amounts:
            self._amounts[cell] = possible_amounts(bare(cell))
        return self._amounts[cell]

    def days_of(self, lines: tuple[Line, ...], column: int) -> Iterator[tuple[str, Days]]:
        """Each cell of a column that is a date, with what it can mean."""
        for line in lines:
            days = self.days(line.cell(column))
            if days:
                yield _told(line.cell(column)), days

    def amounts_of(self, lines: tuple[Line, ...], *columns: int) -> Iterator[tuple[str, Amounts]]:
        """Each cell of some columns that is an amount, with what it can mean."""
        for line in lines:
            for column in columns:
                cell = line.cell(column)
                amounts = self.amounts(cell)
                if amounts is not None:
                    yield _told(cell), amounts


def _told(cell: Cell) -> str:
    """A cell as it stands; one of a workbook that leaves no doubt in a way that no text is read."""
    return cell if isinstance(cell, str) else f"={cell}"


def bare(text: str) -> str:
    """A text cell without the apostrophe that spreadsheets put before text, on one line."""
    return " ".join(text.strip().removeprefix("'").split())
