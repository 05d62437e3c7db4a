"""Money moved from one category's budget to another's."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import Connection, errors

from shared.domain.budget.month.model import MonthSummary
from shared.domain.months import Month
from tests.database.month.keeping import Keeper
from tests.database.month.ledgers import PLANNED_PURPOSES, Ledger, asked_months, ledgers
from tests.database.month.plans import EMERGENCY, MONTH, RENT, budgets, move, move_wish, plan
from tests.database.tracker.books import COFFEE, GROCERIES, SALARY, Books, Row, refusal

MOVE = "select to_jsonb(array(select public.move_budget(%s, %s, %s, %s)))"


class TestMoving:
    def test_takes_from_one_and_gives_to_the_other(self, books: Books) -> None:
        plan(books, GROCERIES, 1_000_000)
        plan(books, COFFEE, 200_000)

        rows = move(books, GROCERIES, COFFEE, 150_000)

        assert [(row["category_id"], row["amount"], row["moved"]) for row in rows] == [
            (GROCERIES, 1_000_000, -150_000),
            (COFFEE, 200_000, 150_000),
        ]
        assert budgets(books) == {GROCERIES: (1_000_000, -150_000), COFFEE: (200_000, 150_000)}

    def test_to_a_category_without_a_budget_makes_one(self, books: Books) -> None:
        plan(books, GROCERIES, 1_000_000)

        move(books, GROCERIES, COFFEE, 1_000_000)

        assert budgets(books) == {GROCERIES: (1_000_000, -1_000_000), COFFEE: (0, 1_000_000)}

    def test_makes_a_budget_with_the_choices_of_the_one_before(self, books: Books) -> None:
        plan(books, GROCERIES, 500_000, month="2026-08", rollover_surplus=True)
        plan(books, COFFEE, 10, month="2026-08", rollover_overspend=True)

        rows = move(books, GROCERIES, COFFEE, 300_000)

        assert [(row["amount"], row["moved"]) for row in rows] == [(0, -300_000), (0, 300_000)]
        assert [(row["rollover_surplus"], row["rollover_overspend"]) for row in rows] == [
            (True, False),
            (False, True),
        ]

    def test_back_leaves_all_as_it_was(self, books: Books) -> None:
        plan(books, GROCERIES, 100)
        plan(books, EMERGENCY, 100)

        move(books, GROCERIES, EMERGENCY, 100)
        move(books, EMERGENCY, GROCERIES, 100)

        assert budgets(books) == {GROCERIES: (100, 0), EMERGENCY: (100, 0)}

    def test_asks_what_is_planned_and_not_what_is_left(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000)
        books.transaction(books.account(), -90_000, category_id=GROCERIES)

        move(books, GROCERIES, COFFEE, 100_000)

        assert budgets(books)[GROCERIES] == (100_000, -100_000)


class TestRefusals:
    def test_of_more_than_is_planned(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, COFFEE, 100_001))

        assert refusal(answer) == "budget_move"
        assert budgets(books) == {GROCERIES: (100_000, 0)}

    def test_of_what_was_overspent_before(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000, month="2026-09", rollover_overspend=True)
        plan(books, GROCERIES, 100_000)
        books.transaction(books.account(), -150_000, on="2026-09-10", category_id=GROCERIES)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, COFFEE, 50_001))

        assert refusal(answer) == "budget_move"
        assert move(books, GROCERIES, COFFEE, 50_000)

    def test_of_lowering_a_budget_below_what_was_moved_out_of_it(self, books: Books) -> None:
        kept = plan(books, GROCERIES, 100_000)
        move(books, GROCERIES, COFFEE, 60_000)

        too_low = books.send("PATCH", "/budgets", {"amount": 59_999}, id=f"eq.{kept['id']}")
        enough = books.send("PATCH", "/budgets", {"amount": 60_000}, id=f"eq.{kept['id']}")

        assert refusal(too_low) == "budget_plan"
        assert enough.is_success
        assert budgets(books) == {GROCERIES: (60_000, -60_000), COFFEE: (0, 60_000)}

    def test_of_lowering_count_what_earlier_months_left_and_not_what_they_lack(self, books: Books) -> None:
        plan(books, GROCERIES, 50_000, month="2026-09", rollover_surplus=True)
        rich = plan(books, GROCERIES, 100_000)
        plan(books, RENT, 10_000, month="2026-09", rollover_overspend=True)
        poor = plan(books, RENT, 100_000)
        move(books, GROCERIES, COFFEE, 60_000)
        move(books, RENT, COFFEE, 60_000)
        books.transaction(books.account(), -500_000, on="2026-09-10", category_id=RENT)

        lowered = {
            "rich": books.send("PATCH", "/budgets", {"amount": 10_000}, id=f"eq.{rich['id']}"),
            "poor": books.send("PATCH", "/budgets", {"amount": 60_000}, id=f"eq.{poor['id']}"),
        }
        refused = books.send("PATCH", "/budgets", {"amount": 9_999}, id=f"eq.{rich['id']}")

        assert {name: answer.is_success for name, answer in lowered.items()} == {"rich": True, "poor": True}
        assert refusal(refused) == "budget_plan"

    def test_of_a_category_without_a_plan(self, books: Books) -> None:
        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, COFFEE, 1))

        assert refusal(answer) == "budget_move"
        assert budgets(books) == {}

    def test_of_one_category_twice(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, GROCERIES, 1))

        assert refusal(answer) == "budget_move_categories"

    def test_to_income(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, SALARY, 1))

        assert refusal(answer) == "budget_group_income"

    def test_of_a_closed_month(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000)
        plan(books, COFFEE, 100_000)
        books.call("close_month", month=MONTH)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, COFFEE, 1))

        assert refusal(answer) == "month_closed"
        assert budgets(books) == {GROCERIES: (100_000, 0), COFFEE: (100_000, 0)}

    def test_to_somebody_elses_category(self, books: Books, others: Books) -> None:
        plan(books, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, others.category(), 1))

        assert refusal(answer) == "category_owner"

    def test_to_no_category(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, str(uuid4()), 1))

        assert refusal(answer) == "budgets_category_id_fkey"

    @pytest.mark.parametrize(
        ("wish", "refused"),
        [
            ({"amount": 0}, "22023"),
            ({"amount": -1}, "22023"),
            ({"amount": None}, "22023"),
            ({"from_category_id": None}, "22023"),
            ({"to_category_id": None}, "22023"),
            ({"month": None}, "22023"),
            ({"month": "2026-00"}, "year_month_check"),
            ({"month": "1999-11"}, "budgets_month_check"),
            ({"amount": 1.5}, "22P02"),
            ({"amount": 10**30}, "22003"),
        ],
    )
    def test_of_what_is_no_move(self, books: Books, wish: Row, refused: str) -> None:
        plan(books, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, COFFEE, 1) | wish)

        assert (answer.status_code, refusal(answer)) == (400, refused)

    def test_leave_what_others_planned_alone(self, books: Books, others: Books) -> None:
        plan(others, GROCERIES, 100_000)

        answer = books.send("POST", "/rpc/move_budget", move_wish(GROCERIES, RENT, 1))

        assert refusal(answer) == "budget_move"
        assert budgets(others) == {GROCERIES: (100_000, 0)}

    def test_of_whoever_is_not_signed_in(self, books: Books) -> None:
        answer = books.http.post("/rpc/move_budget", json=move_wish(GROCERIES, COFFEE, 1))

        assert answer.status_code == 401

    def test_of_writing_moved_directly(self, books: Books) -> None:
        kept = plan(books, GROCERIES, 100_000)

        answer = books.send("PATCH", "/budgets", {"moved": 5}, id=f"eq.{kept['id']}")

        assert answer.status_code == 403


moves = st.lists(
    st.tuples(
        st.sampled_from(PLANNED_PURPOSES), st.sampled_from(PLANNED_PURPOSES), st.integers(1, 3_000_000)
    ),
    max_size=6,
)


class TestAnyMovesInAnyBooks:
    @given(ledger=ledgers(), month=asked_months, wanted=moves)
    @settings(max_examples=25, deadline=None)
    def test_leave_the_sum_of_all_plans_and_all_spending_as_they_were(
        self, operator: Connection, ledger: Ledger, month: Month, wanted: list[tuple[str, str, int]]
    ) -> None:
        with operator.transaction(force_rollback=True):
            keeper = Keeper(operator, ledger)
            before = keeper.summary(month)
            for source, target, amount in wanted:
                try_to_move(operator, keeper, month, (source, target, amount))
            after = keeper.summary(month)

        assert (after.planned or 0) == (before.planned or 0)
        assert after.trend == before.trend
        assert moved(after) == moved(before)

    @given(ledger=ledgers(), month=asked_months, wanted=moves)
    @settings(max_examples=25, deadline=None)
    def test_are_done_exactly_where_enough_is_planned(
        self, operator: Connection, ledger: Ledger, month: Month, wanted: list[tuple[str, str, int]]
    ) -> None:
        with operator.transaction(force_rollback=True):
            keeper = Keeper(operator, ledger)
            for source, target, amount in wanted:
                planned = planned_for(keeper, source, month)
                open_month = not keeper.summary(month).closed
                done = try_to_move(operator, keeper, month, (source, target, amount))

                assert done == (open_month and source != target and planned >= amount)


def try_to_move(connection: Connection, keeper: Keeper, month: Month, wanted: tuple[str, str, int]) -> bool:
    """Whether the move was done; a refusal leaves everything as it was."""
    source, target, amount = wanted
    try:
        with connection.transaction():
            keeper.ask(MOVE, str(month), keeper.categories[source].id, keeper.categories[target].id, amount)
    except errors.CheckViolation:
        return False
    return True


def planned_for(keeper: Keeper, purpose: str, month: Month) -> int:
    told = keeper.summary(month)
    found = [each.budget for each in told.categories if each.category_id == keeper.categories[purpose].id]
    return found[0].planned if found and found[0] else 0


def moved(told: MonthSummary) -> int:
    """What was moved in, less what was moved out, over all categories."""
    return sum(each.budget.moved for each in told.categories if each.budget)
