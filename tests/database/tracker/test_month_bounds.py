"""Budget months: the database and a plain count of days agree, and every day lies in exactly one month."""

from datetime import date
from itertools import pairwise
from typing import Any, cast
from uuid import UUID

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import Connection, sql

from shared.domain.months import Month
from tests.database.over_sql import add_account
from tests.database.tracker.books import Books, refusal
from tests.database.tracker.calendar_reference import (
    DAY,
    EVERY_START,
    Start,
    days_between,
    label_of,
    last_working_day,
)

FIRST, LAST = date(2016, 1, 1), date(2034, 12, 31)
HOLIDAYS = frozenset(holidays.country_holidays("ID", years=range(2015, 2036)))

Bounds = tuple[Month, date, date]


def choose(operator: Connection[Any], person: UUID, start: Start) -> None:
    operator.execute(
        """
        insert into public.budget_settings (user_id, month_start, start_day) values (%s, %s, %s)
        on conflict (user_id) do update set month_start = excluded.month_start, start_day = excluded.start_day
        """,
        (person, *start.columns),
    )


def months(operator: Connection[Any], person: UUID, first: str, last: str) -> list[Bounds]:
    rows = operator.execute(
        "select month, first_day, last_day from private.budget_months(%s, %s, %s)", (person, first, last)
    ).fetchall()
    return [(Month.parse(month), first_day, last_day) for month, first_day, last_day in rows]


def labels(operator: Connection[Any], person: UUID, first: date, last: date) -> dict[date, Month]:
    """The month that the database gives each day."""
    rows = operator.execute(
        """
        select day::date, private.budget_month_of(%s, day::date)
        from generate_series(%s, %s, interval '1 day') as day
        """,
        (person, first, last),
    ).fetchall()
    return {day: Month.parse(month) for day, month in rows}


@pytest.mark.parametrize("start", EVERY_START, ids=str)
def test_the_database_and_the_count_of_days_agree_over_19_years(
    operator: Connection[Any], start: Start
) -> None:
    with operator.transaction(force_rollback=True):
        person = add_account(operator)
        choose(operator, person, start)
        told = months(operator, person, "2015-12", "2035-01")

    by_day = {day: month for month, first, last in told for day in days_between(first, last)}
    assert sum((last - first).days + 1 for _, first, last in told) == len(by_day)
    differing = [day for day in days_between(FIRST, LAST) if by_day[day] != label_of(day, start, HOLIDAYS)]
    assert differing == []


@pytest.mark.parametrize("start", [Start(1), Start(15), Start(16), Start(28), Start(None)], ids=str)
def test_the_month_of_a_day_is_the_one_whose_bounds_hold_it(operator: Connection[Any], start: Start) -> None:
    with operator.transaction(force_rollback=True):
        person = add_account(operator)
        choose(operator, person, start)
        told = labels(operator, person, date(2024, 1, 1), date(2026, 12, 31))

    assert told == {day: label_of(day, start, HOLIDAYS) for day in told}


def test_the_last_working_day_is_before_a_holiday(operator: Connection[Any]) -> None:
    row = operator.execute("select private.last_working_day('2025-03-01')").fetchone()

    # Nyepi on Saturday the 29th, Idul Fitri on Monday the 31st.
    assert row == (date(2025, 3, 28),)
    assert last_working_day(Month(2025, 3), HOLIDAYS) == date(2025, 3, 28)


class TestClosing:
    """Whatever was closed and however the settings changed, the months stay a calendar."""

    steps = st.lists(
        st.one_of(
            st.tuples(st.just("choose"), st.sampled_from(EVERY_START)),
            st.tuples(st.just("close"), st.integers(1, 12)),
            st.tuples(st.just("reopen"), st.integers(1, 12)),
        ),
        max_size=8,
    )

    @given(steps=steps)
    @settings(max_examples=60, deadline=None)
    def test_leaves_every_day_in_exactly_one_month(self, operator: Connection[Any], steps: list[Any]) -> None:
        with operator.transaction(force_rollback=True):
            person = add_account(operator)
            operator.execute("select set_config('request.jwt.claims', %s, true)", (f'{{"sub": "{person}"}}',))
            for step, value in steps:
                kept = _closed(operator, person)
                if step == "choose":
                    choose(operator, person, cast("Start", value))
                    assert _closed(operator, person) == kept
                else:
                    operator.execute(
                        sql.SQL("select private.{}(%s)").format(sql.Identifier(f"{step}_month")),
                        (f"2025-{value:02}",),
                    )

            told = months(operator, person, "2024-06", "2026-06")
            closed = _closed(operator, person)
            labelled = labels(operator, person, date(2024, 11, 1), date(2026, 2, 28))

        assert all(first <= last for _, first, last in told)
        assert all(after[1] == before[2] + DAY for before, after in pairwise(told)), "a gap or an overlap"
        assert set(closed) <= set(told)
        assert [month for month, _, _ in closed] == [
            closed[0][0].add(number) for number in range(len(closed))
        ]
        by_day = {day: month for month, first, last in told for day in days_between(first, last)}
        assert labelled == {day: by_day[day] for day in labelled}


def _closed(operator: Connection[Any], person: UUID) -> list[Bounds]:
    rows = operator.execute(
        "select month, first_day, last_day from public.closed_months where user_id = %s order by month",
        (person,),
    ).fetchall()
    return [(Month.parse(month), first_day, last_day) for month, first_day, last_day in rows]


class TestAsking:
    def test_without_settings_it_is_the_calendar_month(self, books: Books) -> None:
        assert books.call("budget_month", month="2024-02") == {
            "month": "2024-02",
            "first_day": "2024-02-01",
            "last_day": "2024-02-29",
            "closed": False,
        }

    def test_without_a_month_it_is_the_one_of_today(self, books: Books) -> None:
        now = books.call("budget_month")

        assert now["first_day"] <= books.account_opened_today() <= now["last_day"]

    def test_follows_the_settings_of_the_caller(self, books: Books, others: Books) -> None:
        books.add("budget_settings", start_day=25)

        assert books.call("budget_month", month="2026-11")["first_day"] == "2026-10-25"
        assert others.call("budget_month", month="2026-11")["first_day"] == "2026-11-01"

    def test_names_the_month_after_most_of_its_days(self, books: Books) -> None:
        books.add("budget_settings", start_day=15)
        by_fifteen = books.call("budget_month", month="2026-11")
        books.send("PATCH", "/budget_settings", {"start_day": 16}, user_id=f"eq.{books.person.id}")
        by_sixteen = books.call("budget_month", month="2026-11")

        assert (by_fifteen["first_day"], by_fifteen["last_day"]) == ("2026-11-15", "2026-12-14")
        assert (by_sixteen["first_day"], by_sixteen["last_day"]) == ("2026-10-16", "2026-11-15")

    def test_many_come_in_order(self, books: Books) -> None:
        rows = books.call("budget_months", from_month="2025-11", to_month="2026-02")

        assert [row["month"] for row in rows] == ["2025-11", "2025-12", "2026-01", "2026-02"]
        assert books.call("budget_months", from_month="2026-02", to_month="2026-01") == []

    @pytest.mark.parametrize(
        ("function", "months_asked"),
        [
            ("budget_month", {"month": "2026-13"}),
            ("budget_month", {"month": "0000-01"}),
            ("budget_month", {"month": "November"}),
            ("budget_months", {"from_month": "1000-01", "to_month": "9999-12"}),
        ],
    )
    def test_refuses_what_is_no_month_or_too_many(
        self, books: Books, function: str, months_asked: dict[str, str]
    ) -> None:
        answer = books.send("POST", f"/rpc/{function}", months_asked)

        assert answer.status_code == 400, answer.text

    @pytest.mark.parametrize(
        ("function", "months_asked"),
        [
            ("budget_month", {"month": "9999-12"}),
            ("budget_month", {"month": "1999-11"}),
            ("budget_months", {"from_month": "9999-11", "to_month": "9999-12"}),
            ("budget_months", {"from_month": "2101-01", "to_month": "2101-02"}),
            ("month_summary", {"month": "9999-12"}),
        ],
    )
    def test_refuses_months_that_no_day_of_the_books_is_in(
        self, books: Books, function: str, months_asked: dict[str, str]
    ) -> None:
        answer = books.send("POST", f"/rpc/{function}", months_asked)

        assert (answer.status_code, refusal(answer)) == (400, "22023")

    def test_strangers_settings_and_months_stay_unseen(self, books: Books, others: Books) -> None:
        books.add("budget_settings", start_day=9)
        books.call("close_month", month="2025-01")

        assert others.rows("budget_settings") == others.rows("closed_months") == []

    def test_nobody_asks_without_signing_in(self, books: Books) -> None:
        answer = books.http.post("/rpc/budget_month", json={})

        assert refusal(answer) == "42501"


def test_public_holidays_are_read_by_everybody_and_written_by_nobody(books: Books) -> None:
    assert (
        books.rows("public_holidays", day="eq.2026-08-17")[0]["name"] == "Hari Kemerdekaan Republik Indonesia"
    )
    for method in ("POST", "PATCH", "DELETE"):
        answer = books.send(
            method, "/public_holidays", {"day": "2026-11-11", "name": "x"}, day="eq.2026-08-17"
        )
        assert refusal(answer) == "42501"
