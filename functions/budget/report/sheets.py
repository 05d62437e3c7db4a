"""The five sheets of the workbook."""

from collections.abc import Sequence
from itertools import islice

from functions.budget.report import words
from functions.budget.report.figures import span_name
from functions.budget.report.graphs import INK, NEEDS, OTHER, SAVING, WANTS, Graph, Series, draw
from functions.budget.report.model import MonthReport
from functions.budget.report.tables import category_lines, item_lines, totals_of
from functions.budget.report.written import Book, Column, put, write_table
from shared.domain.budget.month.model import TrendMonth
from shared.domain.months import format_month

MOST_ITEMS = 10_000
"""How many transactions are listed; more make a file that phones open badly."""

_CATEGORY_COLUMNS = (
    Column(words.GROUP, "text", 16),
    Column(words.CATEGORY, "text", 30),
    Column(words.AMOUNT, "rupiah", 16),
    Column(words.BUDGET, "rupiah", 16),
    Column(words.MOVED, "rupiah", 16),
    Column(words.CARRIED, "rupiah", 16),
    Column(words.AVAILABLE, "rupiah", 16),
    Column(words.COUNT, "count", 12),
)
_DAY_COLUMNS = (
    Column(words.DAY, "day", 14),
    Column(words.SPENT_ON_DAY, "rupiah", 16, summed=True),
    Column(words.CUMULATIVE, "rupiah", 16),
    Column(words.BUDGET_LINE, "rupiah", 18),
)
_ITEM_COLUMNS = (
    Column(words.DAY, "day", 14),
    Column(words.MERCHANT, "text", 36),
    Column(words.CATEGORY, "text", 28),
    Column(words.GROUP, "text", 16),
    Column(words.AMOUNT, "rupiah", 16, summed=True),
)
_TREND_COLUMNS = (
    Column(words.MONTH, "text", 18),
    Column(words.INCOME, "rupiah", 16),
    Column(words.NEEDS, "rupiah", 16),
    Column(words.WANTS, "rupiah", 16),
    Column(words.UNCATEGORIZED, "rupiah", 16),
    Column(words.SAVED, "rupiah", 16),
    Column(words.SPENT, "rupiah", 16),
    Column(words.COUNT, "count", 12),
)


def write_summary(book: Book, report: MonthReport) -> None:
    """The month's sums, its savings rate, and the insights as sentences."""
    sheet, language, month = book.sheet(words.SHEET_SUMMARY), report.language, report.summary
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 20)
    sheet.write_string(0, 0, format_month(month.month, language), book.title)
    sheet.write_string(1, 0, span_name(month.first_day, month.last_day, language), book.quiet)
    for at, heading in enumerate((words.FIGURE, words.AMOUNT)):
        sheet.write_string(3, at, heading.into(language), book.heading)
    row = 4
    for total in totals_of(report):
        put(sheet, row, 0, total.name, book.style("text"))
        put(sheet, row, 1, total.amount, book.style("rupiah"))
        row += 1
    put(sheet, row, 0, words.SAVINGS_RATE.into(language), book.style("text"))
    rate = report.savings_rate
    put(sheet, row, 1, None if rate is None else float(rate), book.style("share"))
    if report.insights:
        sheet.write_string(row + 2, 0, words.INSIGHTS.into(language), book.strong)
    for below, sentence in enumerate(report.insights, start=row + 3):
        put(sheet, below, 0, sentence, book.quiet)


def write_categories(book: Book, report: MonthReport) -> None:
    """Every category with its budget, and both as bars."""
    sheet = book.sheet(words.SHEET_CATEGORIES)
    lines = category_lines(report)
    write_table(book, sheet, _CATEGORY_COLUMNS, lines)
    income = words.INCOME.into(report.language)
    spent = [row for row, line in enumerate(lines, start=1) if line.group != income]
    if spent:
        graph = Graph(
            kind="bar",
            title=words.BUDGETS,
            series=(Series(words.SUM, 2, NEEDS), Series(words.PLANNED, 3, OTHER)),
            first=spent[0],
            last=spent[-1],
            labels=1,
            place="J2",
        )
        draw(book, sheet, graph)


def write_days(book: Book, report: MonthReport) -> None:
    """The month day by day, with what was spent so far against the budget's pace."""
    sheet = book.sheet(words.SHEET_DAYS)
    rows = write_table(
        book,
        sheet,
        _DAY_COLUMNS,
        [(one.day, one.spent, one.cumulative, one.budget_line) for one in report.summary.days],
    )
    if rows:
        graph = Graph(
            kind="line",
            title=words.DAYS,
            series=(Series(words.DAYS_SPENT, 2, NEEDS), Series(words.DAYS_BUDGET, 3, OTHER)),
            days=True,
            first=1,
            last=rows,
            labels=0,
            place="F2",
        )
        draw(book, sheet, graph)


def write_items(book: Book, report: MonthReport) -> None:
    """The month's transactions, newest first."""
    sheet = book.sheet(words.SHEET_ITEMS)
    found = list(islice(item_lines(report), MOST_ITEMS + 1))
    lines = found[:MOST_ITEMS]
    rows = write_table(
        book,
        sheet,
        _ITEM_COLUMNS,
        [(it.item.booked_on, it.merchant, it.category, it.group, it.item.amount) for it in lines],
    )
    if len(found) > len(lines) or report.items_cut:
        remark = words.ITEMS_CUT.into(report.language, count=rows)
        sheet.write_string(rows + 3, 0, remark, book.quiet)


def write_trend(book: Book, report: MonthReport) -> None:
    """The last months, with what went out stacked and what came in as a line."""
    sheet = book.sheet(words.SHEET_TREND)
    rows = write_table(book, sheet, _TREND_COLUMNS, [_trend_row(one, report) for one in report.summary.trend])
    if rows:
        graph = Graph(
            kind="column",
            title=words.TREND,
            series=(
                Series(words.NEEDS, 2, NEEDS),
                Series(words.WANTS, 3, WANTS),
                Series(words.UNCATEGORIZED, 4, OTHER),
                Series(words.SAVED, 5, SAVING),
            ),
            line=Series(words.INCOME, 1, INK),
            stacked=True,
            first=1,
            last=rows,
            labels=0,
            place="J2",
        )
        draw(book, sheet, graph)


def _trend_row(month: TrendMonth, report: MonthReport) -> Sequence[str | int]:
    return (
        format_month(month.month, report.language),
        month.income,
        month.needs,
        month.wants,
        month.uncategorized,
        month.saving,
        month.spending,
        month.transactions,
    )
