"""What is told about goals: everything at once, and a goal's history page by page."""

from datetime import date
from typing import Any

import pytest

from tests.database.goals.saving import Saving
from tests.database.tracker.books import refusal

REACHED = 1_000


@pytest.fixture
def account(saving: Saving) -> str:
    """An account with enough for a goal."""
    return saving.account(REACHED * 3)


class TestOverview:
    def test_tells_everything_in_the_order_of_the_plan(self, saving: Saving, account: str) -> None:
        late, first, undated = (
            saving.goal(name="Akhir", priority=2),
            saving.goal(name="Awal", priority=1, target_on="2030-01-01"),
            saving.goal(name="Kapan saja", priority=1),
        )
        saving.set_aside(first, account, 5, made_on="2026-01-02")
        saving.set_aside(first, account, 6)
        saving.set_aside(first, account, 7)
        saving.set_aside(first, account, -2, "TAKEN_BACK")

        told = saving.overview()

        assert [goal["id"] for goal in told["goals"]] == [first, undated, late]
        assert [(each["kind"], each["amount"]) for each in told["contributions"]] == [
            ("SET_ASIDE", 13),
            ("TAKEN_BACK", -2),
        ]
        assert saving.overview("2026-01-01")["contributions"][0]["amount"] == 5
        assert date.fromisoformat(told["goals"][0]["started_on"]) == date.fromisoformat(told["today"])
        assert set(told["snapshot"]) >= {"financial_data", "months", "accounts"}

    def test_leaves_out_archived_accounts_in_which_nothing_is_set_aside(self, saving: Saving) -> None:
        holding, empty = saving.account(10), saving.account(10)
        saving.set_aside(saving.goal(), holding, 10)
        for account in (holding, empty):
            saving.books.change("accounts", account, archived=True)

        assert [place["account_id"] for place in saving.overview()["accounts"]] == [holding]


class TestHistory:
    def test_comes_page_by_page_the_latest_first(self, saving: Saving, account: str) -> None:
        goal = saving.goal()
        for amount in range(1, 6):
            saving.set_aside(goal, account, amount)

        pages: list[list[int]] = []
        place: dict[str, Any] = {}
        while page := saving.books.call("goal_history", goal_id=goal, page_size=2, **place):
            pages.append([row["amount"] for row in page])
            place = {"before_at": page[-1]["created_at"], "before_id": page[-1]["id"]}

        assert pages == [[5, 4], [3, 2], [1]]

    def test_tells_rows_of_one_moment_once_each(self, saving: Saving, account: str) -> None:
        goal = saving.goal()
        saving.books.add_all(
            "goal_contributions",
            [{"goal_id": goal, "account_id": account, "amount": amount} for amount in range(1, 8)],
        )

        told: list[int] = []
        place: dict[str, Any] = {}
        while page := saving.books.call("goal_history", goal_id=goal, page_size=3, **place):
            told += [row["amount"] for row in page]
            place = {"before_at": page[-1]["created_at"], "before_id": page[-1]["id"]}

        assert sorted(told) == list(range(1, 8))

    def test_is_of_ones_own_goals(self, saving: Saving, others: Saving) -> None:
        answer = saving.books.send("POST", "/rpc/goal_history", {"goal_id": others.goal()})
        assert refusal(answer) == "PT404"
