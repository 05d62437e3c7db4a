"""Patterns: medians of full months, changes that matter, and days of the week."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.month.model import TrendMonth
from shared.domain.budget.patterns.engine import spending_patterns
from shared.domain.budget.patterns.model import CategoryMonths, SpendingMonths, Trend
from shared.domain.budget.patterns.words import pattern_words
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.months import Month

DAY = date(2026, 11, 22)
FIRST = Month(2026, 5)


def a_month(place: int, *, spending: int, income: int = 5_000_000, transactions: int = 9) -> TrendMonth:
    month = FIRST.add(place)
    return TrendMonth(
        month=month,
        first_day=month.first_day,
        last_day=month.last_day,
        transactions=transactions,
        income=income,
        needs=spending,
        wants=0,
        uncategorized=0,
        spending=spending,
        saving=0,
    )


def a_category(*amounts: int, code: str | None = "wants.coffee") -> CategoryMonths:
    return CategoryMonths(
        category_id=None,
        code=code,
        name=code and "Kopi",
        name_en=code and "Coffee",
        budget_group=BudgetGroup.WANTS if code else None,
        is_fixed=False,
        amounts=amounts,
    )


def told(*categories: CategoryMonths, days: dict[date, int] | None = None) -> SpendingMonths:
    number = len(categories[0].amounts)
    months = tuple(
        a_month(place, spending=sum(it.amounts[place] for it in categories)) for place in range(number)
    )
    start, end = months[0].first_day, months[-1].last_day
    every = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    return SpendingMonths(
        months=months, categories=categories, days=tuple((days or {}).get(day, 0) for day in every)
    )


def test_the_usual_is_the_median_so_that_one_odd_month_says_nothing() -> None:
    found = spending_patterns(told(a_category(100_000, 90_000, 9_000_000, 110_000, 95_000)), day=DAY)

    assert found is not None
    assert found.usual == 100_000
    assert (found.most, found.least) == (Month(2026, 7), Month(2026, 6))


@pytest.mark.parametrize(
    ("amounts", "trend", "change"),
    [
        ((200_000, 200_000, 200_000, 500_000, 500_000, 500_000), Trend.RISING, 300_000),
        ((500_000, 500_000, 500_000, 200_000, 200_000, 200_000), Trend.FALLING, -300_000),
        # 2 % of an income of 5 million is 100 thousand.
        ((200_000, 200_000, 200_000, 299_999, 299_999, 299_999), Trend.STEADY, 99_999),
        ((200_000, 200_000, 200_000, 300_000, 300_000, 300_000), Trend.RISING, 100_000),
        ((200_000, 700_000, 200_000), Trend.STEADY, 0),
        ((0, 0), Trend.STEADY, 0),
    ],
)
def test_a_change_is_between_halves_and_has_to_matter(
    amounts: tuple[int, ...], trend: Trend, change: int
) -> None:
    found = spending_patterns(told(a_category(*amounts)), day=DAY)

    assert found is not None
    assert (found.categories[0].trend, found.categories[0].change) == (trend, change)
    assert len(found.changes) == (trend is not Trend.STEADY)


def test_months_before_the_first_transaction_are_left_out() -> None:
    books = told(a_category(0, 0, 300_000, 300_000))
    began_late = [it.model_copy(update={"transactions": 0}) for it in books.months[:2]]

    found = spending_patterns(books.model_copy(update={"months": (*began_late, *books.months[2:])}), day=DAY)

    assert found is not None
    assert (len(found.months), found.usual) == (2, 300_000)


def test_one_month_tells_no_pattern() -> None:
    assert spending_patterns(told(a_category(300_000)), day=DAY) is None


def test_a_weekday_is_a_mean_of_all_such_days() -> None:
    # May 2026 begins on a Friday; June ends the two months.
    saturdays = {date(2026, 5, 2): 90_000, date(2026, 5, 9): 90_000}
    found = spending_patterns(told(a_category(180_000, 0), days=saturdays), day=DAY)

    assert found is not None
    by_day = {it.weekday: it.usual for it in found.weekdays}
    assert by_day == {1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 20_000, 7: 0}
    assert found.weekend_share == Decimal(1)


def test_categories_come_with_the_largest_first_and_their_share() -> None:
    small, large = a_category(100, 100), a_category(300, 300, code="needs.groceries")

    found = spending_patterns(told(small, large), day=DAY)

    assert found is not None
    assert [(it.key, it.share) for it in found.categories] == [
        ("needs.groceries", Decimal("0.75")),
        ("wants.coffee", Decimal("0.25")),
    ]


def test_sentences_name_what_changed() -> None:
    found = spending_patterns(told(a_category(200_000, 500_000)), day=DAY)

    assert found is not None
    said = dict(pattern_words(found, "id"))
    assert said["category_rising"] == "Kopi naik Rp300.000 sebulan: dari Rp200.000 menjadi Rp500.000."
    assert said["usual_month"].startswith("Biasanya kamu mengeluarkan Rp350.000 sebulan")
    assert set(dict(pattern_words(found, "en"))) == set(said)


AMOUNTS = st.lists(st.tuples(*[st.integers(-(10**9), 10**12)] * 4), min_size=1, max_size=5)


@given(amounts=AMOUNTS)
def test_the_order_of_categories_does_not_matter(amounts: list[tuple[int, ...]]) -> None:
    categories = [a_category(*each, code=f"wants.c{place}") for place, each in enumerate(amounts)]

    there, back = (
        spending_patterns(told(*each), day=DAY) for each in (categories, list(reversed(categories)))
    )

    assert there == back


@given(amounts=AMOUNTS)
def test_what_is_told_of_a_category_lies_within_its_months(amounts: list[tuple[int, ...]]) -> None:
    found = spending_patterns(told(*(a_category(*each) for each in amounts)), day=DAY)

    assert found is not None
    for it in found.categories:
        for figure in (it.usual, it.before, it.lately):
            assert min(it.amounts) <= figure <= max(it.amounts)
        assert it.change == it.lately - it.before
