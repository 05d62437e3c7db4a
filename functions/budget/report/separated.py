"""The month as a table of text: UTF-8 with a byte order mark, `;` between columns, lines ended by CRLF.

That is what a double click opens correctly in a spreadsheet with Indonesian settings, where `,` is the
decimal mark. Amounts are whole rupiah without separators, so that no reader can mistake one.
"""

import csv
from collections.abc import Iterable
from io import StringIO

from functions.budget.report import words
from functions.budget.report.model import MonthReport
from functions.budget.report.tables import category_lines, totals_of
from shared.domain.budget.cells import harmless

_COLUMNS = (
    words.MONTH,
    words.SECTION,
    words.GROUP,
    words.NAME,
    words.AMOUNT,
    words.BUDGET,
    words.MOVED,
    words.CARRIED,
    words.AVAILABLE,
    words.COUNT,
)


def separated(report: MonthReport) -> bytes:
    """The sums of the month and its categories with their budgets, one a line, with a line of headings."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading.into(report.language) for heading in _COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(report))
    return written.getvalue().encode("utf-8-sig")


def _rows(report: MonthReport) -> Iterable[tuple[str | int | None, ...]]:
    language, month = report.language, str(report.summary.month)
    sums, categories = words.SHEET_SUMMARY.into(language), words.CATEGORY.into(language)
    for total in totals_of(report):
        yield (month, sums, "", total.name, total.amount, *[None] * 5)
    for line in category_lines(report):
        yield (month, categories, *line)


def _cell(value: str | int | None) -> str | int:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value
