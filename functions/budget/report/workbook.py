"""The month as a workbook: summary, categories, days, transactions and trend, with charts of its own."""

from datetime import UTC
from importlib import import_module
from io import BytesIO

from functions.budget.report import words
from functions.budget.report.model import MonthReport
from functions.budget.report.sheets import (
    write_categories,
    write_days,
    write_items,
    write_summary,
    write_trend,
)
from functions.budget.report.spreadsheet import File
from functions.budget.report.written import Book
from shared.domain.months import format_month

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_SHEETS = (write_summary, write_categories, write_days, write_items, write_trend)


def workbook(report: MonthReport) -> bytes:
    """An XLSX file. Text is always written as text, so that no cell can become a formula."""
    content = BytesIO()
    file = _new_file(content)
    month = format_month(report.summary.month, report.language)
    file.set_properties(
        {
            "title": words.TITLE.into(report.language, month=month),
            "author": "Fintar",
            "created": report.made_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    book = Book(file, report.language)
    for write in _SHEETS:
        write(book, report)
    file.close()
    return content.getvalue()


def _new_file(content: BytesIO) -> File:
    # Only who asks for a workbook pays for the library that writes it.
    xlsxwriter = import_module("xlsxwriter")
    file: File = xlsxwriter.Workbook(content, _OPTIONS)
    return file
