"""CSV text as lines: its separator is found over the whole text, quotes and line breaks in cells included."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.budget.imports.bounds import MAX_CELL
from shared.domain.budget.imports.headings import roles_of
from shared.domain.budget.imports.refusals import CellTooLong, QuoteOpen, TooManyRows, TooWide
from shared.domain.budget.imports.table import Line, Table, numbered

SEPARATORS = (",", ";", "\t", "|")

_LOOKED_AT = 60
"""Lines from the top among which a header is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """How well a separator explains a text; the larger the better, from left to right."""

    known_headings: int
    even_lines: int
    width: int


def read_delimited(text: str) -> Table:
    """The text as a table, by the separator that explains it best.

    Best is the one under which a line holds the most headings that are known, then under which most
    lines have one width, then the wider. Raises QuoteOpen, TooWide, CellTooLong and TooManyRows.
    """
    tables = [_split(text, separator) for separator in SEPARATORS if separator in text]
    readable = [table for table in tables if isinstance(table, Table) and table.lines]
    if readable:
        return max(readable, key=_fit)
    for refusal in tables:
        if not isinstance(refusal, Table):
            raise refusal
    return Table(_lines(text, ","), ",")


def _split(text: str, separator: str) -> Table | TooWide | CellTooLong | QuoteOpen | TooManyRows:
    """The table under a separator, or why there is none: a wrong one easily makes cells without end."""
    try:
        return Table(_lines(text, separator), separator)
    except (TooWide, CellTooLong, QuoteOpen, TooManyRows) as refusal:
        return refusal


def _fit(table: Table) -> _Fit:
    width, even = Counter(len(line.cells) for line in table.lines).most_common(1)[0]
    headings = max(len(roles_of(line)) for line in table.lines[:_LOOKED_AT])
    return _Fit(headings, even if width > 1 else 0, width)


def _lines(text: str, separator: str) -> tuple[Line, ...]:
    """The lines; those whose quotes do not follow the rules are read as spreadsheets read them."""
    try:
        return numbered(_records(text, separator, strict=True))
    except csv.Error:
        pass
    try:
        return numbered(_records(text, separator, strict=False))
    except csv.Error:
        raise CellTooLong from None


def _records(text: str, separator: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line that it begins on. Raises QuoteOpen at the end of the text."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise QuoteOpen(line=begins) from None
        if "field limit" in str(error):
            raise CellTooLong(line=begins) from None
        raise


csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
