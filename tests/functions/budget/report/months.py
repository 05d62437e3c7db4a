"""Months to report on, summed up from their categories so that every figure agrees."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from hypothesis import strategies as st

from functions.budget.report.model import MonthReport
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
from shared.words import Language

INCOME, NEEDS, WANTS, SAVING = BudgetGroup
NOVEMBER = Month(2026, 11)
MADE_AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
AFTERWARDS = datetime(2026, 12, 2, 3, 0, tzinfo=UTC)


class Line(NamedTuple):
    """A category as a test writes it down; `planned` None is no budget."""

    name: str | None
    group: BudgetGroup | None
    amount: int
    planned: int | None = None
    name_en: str | None = None
    carried: int = 0


USUAL = (
    Line("Gaji", INCOME, 6_500_000, name_en="Salary"),
    Line("Usaha & freelance", INCOME, 1_350_000, name_en="Business & freelance"),
    Line("Kos & sewa", NEEDS, 1_250_000, 1_250_000, "Rent"),
    Line("Makan sehari-hari", NEEDS, 934_500, 900_000, "Everyday meals"),
    Line("Transportasi", NEEDS, 412_000, 450_000, "Transport"),
    Line("Keluarga & orang tua", NEEDS, 500_000, 500_000, "Family support"),
    Line("Pulsa & internet", NEEDS, 185_000, 200_000, "Phone & internet"),
    Line("Listrik, air & gas", NEEDS, 142_500, None, "Utilities"),
    Line("Kopi & jajan", WANTS, 486_000, 300_000, "Coffee & snacks"),
    Line("Makan di luar", WANTS, 375_000, 400_000, "Eating out"),
    Line("Belanja", WANTS, 629_900, 400_000, "Shopping"),
    Line("Langganan", WANTS, 154_000, 160_000, "Subscriptions"),
    Line("Hadiah & kondangan", WANTS, 250_000, None, "Gifts & weddings"),
    Line("Dana darurat", SAVING, 600_000, 500_000, "Emergency fund"),
    Line("Investasi", SAVING, 300_000, 400_000, "Investing"),
    Line(None, None, 87_500),
)


def lines(*, most: int = 999_999_999_999) -> st.SearchStrategy[list[Line]]:
    """Any month's categories: refunds, income taken back, budgets below zero and names of any kind."""
    amounts = st.integers(-most, most)

    def build(name: str, group: BudgetGroup | None, sums: tuple[int, int | None, int]) -> Line:
        amount, planned, carried = sums
        if group in {None, INCOME}:
            planned = None
        return Line(
            None if group is None else name, group, amount, planned, carried=carried if planned else 0
        )

    sums = st.tuples(amounts, st.none() | st.integers(0, most), amounts)
    line = st.builds(build, st.text(min_size=1, max_size=60), st.sampled_from([*BudgetGroup, None]), sums)
    return st.lists(line, max_size=40)


def category_id(number: int) -> UUID:
    """The id of the category in that place of the list."""
    return UUID(int=number + 1)


def a_summary(
    lines: Sequence[Line] = USUAL,
    *,
    month: Month = NOVEMBER,
    merchants: Sequence[tuple[str, int, int]] = (),
    adjustments: int = 0,
    closed: bool = False,
    earlier: Sequence[tuple[int, int, int, int]] = (),
) -> MonthSummary:
    """The month of these categories. `earlier`: income, needs, wants, saving of the months before."""
    income, needs, wants, saving = (
        sum(line.amount for line in lines if line.group is group) for group in BudgetGroup
    )
    uncategorized = sum(line.amount for line in lines if line.group is None)
    spending = needs + wants + uncategorized
    budgets = [line.planned + line.carried for line in lines if line.planned is not None]
    planned = sum(budgets) if budgets else None
    return MonthSummary(
        month=month,
        first_day=month.first_day,
        last_day=month.last_day,
        closed=closed,
        transactions=sum(1 for line in lines if line.amount) * 3,
        income=income,
        needs=needs,
        wants=wants,
        uncategorized=uncategorized,
        spending=spending,
        saving=saving,
        adjustments=adjustments,
        net=income - spending - saving + adjustments,
        planned=planned,
        categories=tuple(_category(number, line) for number, line in enumerate(lines)),
        merchants=tuple(MerchantSum(merchant=m, amount=a, transactions=n) for m, a, n in merchants),
        trend=tuple(
            _trend_month(month.add(number - len(earlier)), sums)
            for number, sums in enumerate([*earlier, (income, needs, wants, saving, uncategorized)])
        ),
        days=tuple(_days(month, spending, planned)),
    )


def a_report(
    summary: MonthSummary | None = None,
    *,
    language: Language = "id",
    insights: Sequence[str] = (),
    items: Sequence[Item] = (),
    made_at: datetime = MADE_AT,
) -> MonthReport:
    """A report on the usual month, or on the one given."""
    return MonthReport(
        summary=summary or a_summary(),
        insights=tuple(insights),
        items=tuple(items),
        language=language,
        made_at=made_at,
    )


def an_item(
    day: int, amount: int, *, category: int | None, merchant: str | None, month: Month = NOVEMBER
) -> Item:
    """A transaction of the month in the category of that place in the list."""
    return Item(
        booked_on=month.first_day + timedelta(days=day - 1),
        amount=amount,
        category_id=None if category is None else category_id(category),
        merchant=merchant,
        transaction_id=UUID(int=day * 1000 + abs(amount) % 1000),
    )


def _category(number: int, line: Line) -> CategorySum:
    budget = None
    if line.planned is not None:
        budget = CategoryBudget(
            amount=line.planned,
            moved=0,
            carried=line.carried,
            available=line.planned + line.carried - line.amount,
            rollover_surplus=False,
            rollover_overspend=False,
        )
    return CategorySum(
        category_id=category_id(number) if line.name is not None else None,
        code=None,
        name=line.name,
        name_en=line.name_en,
        budget_group=line.group,
        is_fixed=False,
        amount=line.amount,
        transactions=3 if line.amount else 0,
        budget=budget,
    )


def _trend_month(month: Month, sums: Sequence[int]) -> TrendMonth:
    income, needs, wants, saving, uncategorized = (*sums, 0)[:5]
    return TrendMonth(
        month=month,
        first_day=month.first_day,
        last_day=month.last_day,
        transactions=10,
        income=income,
        needs=needs,
        wants=wants,
        uncategorized=uncategorized,
        spending=needs + wants + uncategorized,
        saving=saving,
    )


def _days(month: Month, spending: int, planned: int | None) -> list[DaySum]:
    """The month's spending, a third of it on the first day and the rest unevenly over all of them."""
    count = month.last_day.day
    weights = [(7 * number * number + 3 * number) % 11 for number in range(1, count + 1)]
    weights[0] += sum(weights) // 2
    spent_by = [spending * sum(weights[:number]) // sum(weights) for number in range(count + 1)]
    return [
        DaySum(
            day=date(month.year, month.month, number),
            spent=spent_by[number] - spent_by[number - 1],
            cumulative=spent_by[number],
            budget_line=None if planned is None else planned * number // count,
        )
        for number in range(1, count + 1)
    ]


EARLIER = (
    (5_500_000, 3_100_000, 1_400_000, 500_000),
    (5_500_000, 3_250_000, 1_150_000, 500_000),
    (5_500_000, 3_180_000, 1_700_000, 300_000),
    (11_000_000, 4_900_000, 3_200_000, 1_500_000),
    (5_500_000, 3_150_000, 1_250_000, 600_000),
    (6_500_000, 3_300_000, 1_480_000, 800_000),
    (6_500_000, 3_280_000, 1_620_000, 800_000),
    (6_900_000, 3_410_000, 1_390_000, 800_000),
    (6_500_000, 3_390_000, 2_950_000, 200_000),
    (7_200_000, 3_500_000, 1_610_000, 900_000),
    (6_500_000, 3_450_000, 1_800_000, 900_000),
)
MERCHANTS = (
    ("Kos Bu Sri", 1_250_000, 1),
    ("Shopee", 429_900, 4),
    ("Indomaret", 312_400, 11),
    ("Kopi Kenangan", 286_000, 13),
    ("Gojek", 254_000, 17),
    ("Warteg Bahari", 231_500, 15),
    ("Telkomsel", 185_000, 2),
    ("PLN", 142_500, 1),
    ("Netflix", 65_000, 1),
)
INSIGHTS = (
    "Kopi & jajan sudah Rp486.000, Rp186.000 di atas anggaran dan 62% lebih banyak dari biasanya.",
    "Netflix naik dari Rp54.000 menjadi Rp65.000 sejak bulan ini.",
    "Sampai akhir bulan kamu masih bisa memakai sekitar Rp48.000 per hari.",
    "Rasio menabungmu 28%, lebih tinggi dari rata-rata tiga bulan terakhir.",
)


def a_full_report(language: Language = "id") -> MonthReport:
    """A month with everything that a report can show."""
    return a_report(a_summary(merchants=MERCHANTS, earlier=EARLIER), language=language, insights=INSIGHTS)
