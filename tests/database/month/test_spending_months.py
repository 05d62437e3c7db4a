"""The full months behind: what each category took, and the days."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.domain.months import Month
from tests.database.tracker.books import COFFEE, GROCERIES, SALARY, Books

RENT = "00000000-0000-4000-8000-000000000107"


@pytest.fixture
def this_month(books: Books) -> Month:
    """The calendar month of today, which is a budget month of who set nothing else."""
    return Month.of(date.fromisoformat(books.account_opened_today()))


def told(books: Books, months: int = 3) -> Any:
    return books.call("spending_months", months=months)


def by_code(answer: Any) -> dict[str | None, list[int]]:
    return {each["code"]: each["amounts"] for each in answer["categories"]}


def test_there_are_as_many_months_as_asked_for_and_none_is_of_today(books: Books, this_month: Month) -> None:
    months = [each["month"] for each in told(books)["months"]]

    assert months == [str(this_month.add(-back)) for back in (3, 2, 1)]
    assert len(told(books, 99)["months"]) == 12
    assert len(told(books, 0)["months"]) == 1


def test_each_category_has_an_amount_a_month_net_of_refunds(books: Books, this_month: Month) -> None:
    account = books.account()
    first, _, last = (this_month.add(-back).first_day for back in (3, 2, 1))
    books.transaction(account, -50_000, str(first), category_id=COFFEE)
    books.transaction(account, -20_000, str(last), category_id=COFFEE)
    books.transaction(account, 5_000, str(last), category_id=COFFEE)
    books.transaction(account, -9_000, str(last))
    books.transaction(account, 7_000_000, str(last), category_id=SALARY)
    books.transaction(account, -77_000, str(this_month.first_day), category_id=GROCERIES)

    answer = told(books)

    assert by_code(answer) == {"wants.coffee": [50_000, 0, 15_000], None: [0, 0, 9_000]}
    assert [each["spending"] for each in answer["months"]] == [50_000, 0, 24_000]
    assert [each["income"] for each in answer["months"]] == [0, 0, 7_000_000]


def test_days_tell_everyday_spending_without_what_is_fixed(books: Books, this_month: Month) -> None:
    account = books.account()
    first = this_month.add(-1).first_day
    books.transaction(account, -1_500_000, str(first), category_id=RENT)
    books.transaction(account, -30_000, str(first), category_id=COFFEE)
    books.transaction(account, -12_000, str(first + timedelta(days=2)), category_id=GROCERIES)

    days = told(books, 1)["days"]

    assert len(days) == this_month.add(-1).last_day.day
    assert days[:4] == [30_000, 0, 12_000, 0]


def test_nobody_is_told_of_anothers_months(books: Books, others: Books, this_month: Month) -> None:
    books.transaction(books.account(), -50_000, str(this_month.add(-1).first_day), category_id=COFFEE)

    assert told(others)["categories"] == []
    assert sum(told(others)["days"]) == 0
