"""How long a month's report takes and how large it is, beside the least that its library can do.

A blank page (of the picture's size, of A4) and a workbook with one empty sheet are the limits. "First" is
a new process, from nothing imported to the file; "next" are later months in the same process, each of
them different, so that nothing drawn before can be used again.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from io import BytesIO
from statistics import median
from uuid import UUID

from typst import Compiler, Fonts

from functions.budget.models.report import ReportFormat
from functions.budget.report.files import make_file
from functions.budget.report.model import MonthReport
from functions.budget.report.spreadsheet import File
from shared.domain.budget.month.model import (
    CategoryBudget,
    CategorySum,
    DaySum,
    Item,
    MerchantSum,
    MonthSummary,
    TrendMonth,
)
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.months import Month

FIRSTS, NEXTS = 7, 25
ITEMS = 300
MONTH = Month(2026, 11)
BLANK = {"svg": "#set page(width: 1080pt, height: 1350pt)", "pdf": '#set page("a4")'}
FIRST = (
    "from dev.bench.report import month, make_file, ReportFormat; make_file(month(0), ReportFormat('{kind}'))"
)


def run() -> str:
    """The table: median milliseconds, the same as a multiple of the limit, and kilobytes."""
    lines = [f"{'':6}{'first':>9}{'next':>9}{'limit':>9}{'next / limit':>14}{'size':>9}"]
    for kind, limit in LIMITS.items():
        first = median(_first(kind) for _ in range(FIRSTS))
        numbers = iter(range(1, 10_000))
        next_ones = _timed(lambda kind=kind, numbers=numbers: make_file(month(next(numbers)), kind))
        least = _timed(limit)
        size = len(make_file(month(0), kind).content) / 1000
        ratio = f"{next_ones / least:12.1f} x"
        lines.append(f"{kind:6}{first:6.0f} ms{next_ones:6.1f} ms{least:6.2f} ms{ratio}{size:6.0f} kB")
    return "\n".join(lines)


def month(number: int) -> MonthReport:
    """A lively month; another number gives other amounts, names and days."""
    categories = tuple(_categories(number))
    sums = {
        group: sum(one.amount for one in categories if one.budget_group is group) for group in BudgetGroup
    }
    spending = sums[BudgetGroup.NEEDS] + sums[BudgetGroup.WANTS]
    summary = MonthSummary(
        month=MONTH,
        first_day=MONTH.first_day,
        last_day=MONTH.last_day,
        closed=False,
        transactions=ITEMS,
        income=sums[BudgetGroup.INCOME],
        needs=sums[BudgetGroup.NEEDS],
        wants=sums[BudgetGroup.WANTS],
        uncategorized=0,
        spending=spending,
        saving=sums[BudgetGroup.SAVING],
        adjustments=0,
        net=sums[BudgetGroup.INCOME] - spending - sums[BudgetGroup.SAVING],
        planned=5_000_000,
        categories=categories,
        merchants=tuple(
            MerchantSum(
                merchant=f"Toko {number} {at}", amount=500_000 - at * 37_000 - number, transactions=at
            )
            for at in range(1, 9)
        ),
        trend=tuple(_trend(number, at) for at in range(12)),
        days=tuple(_days(spending)),
    )
    return MonthReport(
        summary=summary,
        insights=tuple(f"Wawasan {number}-{at}: kopi & jajan lewat Rp{at}86.000." for at in range(5)),
        items=tuple(_items(number)),
        language="id",
        made_at=datetime(2026, 12, 1, 3, tzinfo=UTC) + timedelta(seconds=number),
    )


def _categories(number: int) -> Iterator[CategorySum]:
    groups = (
        [BudgetGroup.INCOME] * 2
        + [BudgetGroup.NEEDS] * 9
        + [BudgetGroup.WANTS] * 7
        + [BudgetGroup.SAVING] * 2
    )
    for at, group in enumerate(groups):
        earned = group is BudgetGroup.INCOME
        amount = (7_000_000 if earned else 90_000 + at * 31_000) + number * 100
        planned = 80_000 + at * 33_000
        budget = CategoryBudget(
            amount=planned,
            moved=0,
            carried=0,
            available=planned - amount,
            rollover_surplus=False,
            rollover_overspend=False,
        )
        yield CategorySum(
            category_id=UUID(int=at + 1),
            code=None,
            name=f"Kategori {number} ke-{at}",
            name_en=None,
            budget_group=group,
            is_fixed=False,
            amount=amount,
            transactions=5,
            budget=None if earned else budget,
        )


def _trend(number: int, at: int) -> TrendMonth:
    one = MONTH.add(at - 11)
    return TrendMonth(
        month=one,
        first_day=one.first_day,
        last_day=one.last_day,
        transactions=90,
        income=7_000_000 + at * 90_000 + number,
        needs=3_100_000 + at * 20_000,
        wants=1_400_000 + (at * 7 % 5) * 110_000,
        uncategorized=40_000,
        spending=4_540_000 + at * 20_000 + (at * 7 % 5) * 110_000,
        saving=700_000,
    )


def _days(spending: int) -> Iterator[DaySum]:
    for at in range(1, 31):
        yield DaySum(
            day=date(2026, 11, at),
            spent=spending // 30,
            cumulative=spending * at // 30,
            budget_line=5_000_000 * at // 30,
        )


def _items(number: int) -> Iterator[Item]:
    for at in range(ITEMS):
        yield Item(
            booked_on=date(2026, 11, 30 - at % 30),
            amount=-10_000 - at * 50 - number,
            category_id=UUID(int=at % 20 + 1),
            merchant=f"Toko {number} {at}",
            transaction_id=UUID(int=at + 1),
        )


def _first(kind: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST.format(kind=kind)], check=True)
    return (time.perf_counter() - begun) * 1000


def _timed(work: Callable[[], object]) -> float:
    """Median milliseconds, after one round that does not count."""
    taken: list[float] = []
    for _ in range(NEXTS + 1):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken[1:])


_NO_FONTS = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])


def _blank(kind: str) -> object:
    compiler = Compiler(BLANK[kind].encode(), font_paths=_NO_FONTS, ignore_system_fonts=True)
    return compiler.compile(format="svg" if kind == "svg" else "pdf")


def _empty_workbook() -> None:
    file: File = import_module("xlsxwriter").Workbook(BytesIO(), {"in_memory": True})
    file.add_worksheet("")
    file.close()


LIMITS: dict[ReportFormat, Callable[[], object]] = {
    ReportFormat.SVG: lambda: _blank("svg"),
    ReportFormat.PDF: lambda: _blank("pdf"),
    ReportFormat.XLSX: _empty_workbook,
}


if __name__ == "__main__":
    print(run())
