"""Budgets of one month copied to another."""

import pytest

from tests.database.month.plans import MONTH, RENT, budgets, move, plan
from tests.database.tracker.books import COFFEE, GROCERIES, Books, Row, refusal


def copy(books: Books, source: str = MONTH, target: str = "2026-11") -> list[Row]:
    return books.call("copy_budgets", from_month=source, to_month=target)


class TestCopying:
    def test_takes_amounts_and_choices_but_not_what_was_moved(self, books: Books) -> None:
        plan(books, GROCERIES, 1_000_000, rollover_surplus=True)
        plan(books, RENT, 800_000, rollover_overspend=True)
        move(books, GROCERIES, RENT, 100_000)

        added = copy(books)

        assert sorted((row["category_id"], row["month"], row["amount"], row["moved"]) for row in added) == [
            (RENT, "2026-11", 800_000, 0),
            (GROCERIES, "2026-11", 1_000_000, 0),
        ]
        assert {row["category_id"]: row["rollover_surplus"] for row in added} == {
            GROCERIES: True,
            RENT: False,
        }
        assert {row["category_id"]: row["rollover_overspend"] for row in added} == {
            GROCERIES: False,
            RENT: True,
        }

    def test_again_adds_nothing(self, books: Books) -> None:
        plan(books, GROCERIES, 1_000_000)
        copy(books)
        before = budgets(books, "2026-11")

        assert copy(books) == []
        assert budgets(books, "2026-11") == before

    def test_leaves_what_is_planned_already(self, books: Books) -> None:
        plan(books, GROCERIES, 1_000_000)
        plan(books, COFFEE, 50_000)
        plan(books, COFFEE, 70_000, month="2026-11")

        added = copy(books)

        assert [row["category_id"] for row in added] == [GROCERIES]
        assert budgets(books, "2026-11") == {GROCERIES: (1_000_000, 0), COFFEE: (70_000, 0)}

    def test_onto_itself_or_from_an_empty_month_adds_nothing(self, books: Books) -> None:
        plan(books, GROCERIES, 1_000_000)

        assert copy(books, MONTH, MONTH) == []
        assert copy(books, "2026-01", "2026-02") == []

    def test_leaves_archived_categories_behind(self, books: Books) -> None:
        gone = books.category("NEEDS")
        plan(books, gone, 10)
        books.change("categories", gone, archived=True)

        assert copy(books) == []

    def test_copies_nobody_elses(self, books: Books, others: Books) -> None:
        plan(others, GROCERIES, 1_000_000)

        assert copy(books) == []
        assert budgets(books, "2026-11") == {}


class TestRefusals:
    def test_of_a_closed_month(self, books: Books) -> None:
        plan(books, GROCERIES, 10)
        books.call("close_month", month="2026-08")

        answer = books.send("POST", "/rpc/copy_budgets", {"from_month": MONTH, "to_month": "2026-08"})

        assert refusal(answer) == "month_closed"

    @pytest.mark.parametrize(
        ("source", "target", "refused"),
        [
            ("2026-13", "2026-11", "year_month_check"),
            (MONTH, "2026-1", "year_month_check"),
            (None, MONTH, "22023"),
            (MONTH, None, "22023"),
            (MONTH, "1999-01", "budgets_month_check"),
        ],
    )
    def test_of_what_is_no_month(
        self, books: Books, source: str | None, target: str | None, refused: str
    ) -> None:
        plan(books, GROCERIES, 10)

        answer = books.send("POST", "/rpc/copy_budgets", {"from_month": source, "to_month": target})

        assert (answer.status_code, refusal(answer)) == (400, refused)

    def test_of_whoever_is_not_signed_in(self, books: Books) -> None:
        answer = books.http.post("/rpc/copy_budgets", json={"from_month": MONTH, "to_month": MONTH})

        assert answer.status_code == 401
