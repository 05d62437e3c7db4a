"""Goals through their life, and what is told about them."""

from typing import Any

import pytest

from tests.database.goals.saving import Saving
from tests.database.tracker.books import NOBODYS, refusal

REACHED = 1_000


@pytest.fixture
def account(saving: Saving) -> str:
    """An account with enough for a goal."""
    return saving.account(REACHED * 3)


def reached(saving: Saving, account: str, **values: object) -> str:
    """A goal whose target is covered; its id."""
    goal = saving.goal(REACHED, **values)
    saving.set_aside(goal, account, REACHED)
    return goal


class TestStates:
    def test_begins_active(self, saving: Saving) -> None:
        assert saving.state(saving.goal()) == "ACTIVE"
        answer = saving.books.send(
            "POST",
            "/financial_goals",
            {"kind": "OWN", "name": "x", "target": 1, "state": "ACHIEVED"},
        )
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        ("path", "refused"),
        [
            (["PAUSED", "ACTIVE", "ACHIEVED", "ACTIVE", "DROPPED", "ACTIVE"], None),
            (["PAUSED", "ACHIEVED"], None),
            (["ACHIEVED", "PAUSED"], "goal_state"),
            (["ACHIEVED", "DROPPED"], "goal_state"),
            (["DROPPED", "ACHIEVED"], "goal_state"),
            (["DROPPED", "PAUSED"], "goal_state"),
            (["ACHIEVED", "SPENT"], "goal_state"),
            (["SPENT"], "goal_state"),
        ],
    )
    def test_follow_one_another_by_rule(
        self, saving: Saving, account: str, path: list[str], refused: str | None
    ) -> None:
        goal = reached(saving, account)
        *steps, last = path
        for state in steps:
            assert saving.move(goal, state).is_success

        answer = saving.move(goal, last)

        assert (refusal(answer) if answer.is_error else None) == refused

    def test_are_achieved_with_the_target_only(self, saving: Saving, account: str) -> None:
        goal = saving.goal(REACHED)
        saving.set_aside(goal, account, REACHED - 1)

        assert refusal(saving.move(goal, "ACHIEVED")) == "goal_reached"
        saving.set_aside(goal, account, 1)
        assert saving.move(goal, "ACHIEVED").is_success

    def test_of_a_dropped_goal_frees_its_money_in_every_account(self, saving: Saving, account: str) -> None:
        goal, second = saving.goal(), saving.account(500)
        saving.set_aside(goal, account, 700)
        saving.set_aside(goal, account, -100, "TAKEN_BACK")
        saving.set_aside(goal, second, 500)

        saving.move(goal, "DROPPED")

        found = saving.found(goal)
        assert (found["state"], found["set_aside"], found["held"]) == ("DROPPED", 0, [])
        history = saving.books.rows("goal_contributions", order="amount")
        assert [(row["kind"], row["amount"]) for row in history[:2]] == [
            ("TAKEN_BACK", -600),
            ("TAKEN_BACK", -500),
        ]

    @pytest.mark.parametrize("end", ["DROPPED", "ACHIEVED"])
    def test_at_an_end_take_nothing_more(self, saving: Saving, account: str, end: str) -> None:
        goal = reached(saving, account)
        saving.move(goal, end)

        assert refusal(saving.try_to(goal, account, 1)) == "contribution_state"

    def test_are_fifty_at_a_time(self, saving: Saving) -> None:
        row = {"kind": "OWN", "name": "Satu", "target": 1}
        made = saving.books.add_all("financial_goals", [row] * 50)

        assert refusal(saving.books.send("POST", "/financial_goals", row)) == "goal_number"
        saving.move(made[0]["id"], "DROPPED")
        saving.goal()
        assert refusal(saving.move(made[0]["id"], "ACTIVE")) == "goal_number"


class TestSpending:
    def test_counts_towards_the_target_and_ends_the_goal_when_all_went(
        self, saving: Saving, account: str
    ) -> None:
        goal = saving.goal(REACHED)
        saving.set_aside(goal, account, 600)
        saving.set_aside(goal, account, -600, "SPENT")
        assert saving.state(goal) == "ACTIVE"

        saving.set_aside(goal, account, 400)
        saving.set_aside(goal, account, -400, "SPENT")

        found = saving.found(goal)
        assert (found["state"], found["set_aside"], found["spent"]) == ("SPENT", 0, 1_000)

    def test_leaves_an_emergency_fund_to_be_filled_again(self, saving: Saving, account: str) -> None:
        fund = reached(saving, account, kind="EMERGENCY_FUND")
        saving.move(fund, "ACHIEVED")

        saving.set_aside(fund, account, -REACHED, "SPENT")

        assert saving.state(fund) == "ACTIVE"
        assert refusal(saving.move(fund, "SPENT")) == "goal_state"
        assert refusal(saving.move(fund, "ACHIEVED")) == "goal_reached"

    def test_ends_an_achieved_goal_with_its_last_rupiah(self, saving: Saving, account: str) -> None:
        goal = reached(saving, account)
        saving.move(goal, "ACHIEVED")

        saving.set_aside(goal, account, -400, "SPENT")
        assert saving.state(goal) == "ACHIEVED"
        saving.set_aside(goal, account, -600, "SPENT")

        assert saving.state(goal) == "SPENT"
        for state in ("ACTIVE", "PAUSED", "ACHIEVED", "DROPPED"):
            assert refusal(saving.move(goal, state)) == "goal_state"


class TestPrices:
    def test_are_of_the_day_that_the_target_was_written(self, saving: Saving, operator: Any) -> None:
        goal = saving.goal()
        with operator.transaction():
            operator.execute("set local role postgres")
            operator.execute(
                "update public.financial_goals set priced_on = '2024-01-01' where id = %s", (goal,)
            )

        saving.books.change("financial_goals", goal, name="Mobil")
        assert saving.found(goal)["priced_on"] == "2024-01-01"
        saving.books.change("financial_goals", goal, target=7_000)
        assert saving.found(goal)["priced_on"] == saving.overview()["today"]


class TestAddingAGoal:
    def test_brings_what_it_starts_with(self, saving: Saving, account: str) -> None:
        second = saving.account(50)
        (made,) = saving.books.call(
            "add_goal",
            goal={"kind": "WEDDING", "name": "Nikah", "target": 9_000, "target_on": "2030-01-31"},
            starting=[{"account_id": account, "amount": 40}, {"account_id": second, "amount": 50}],
        )

        found = saving.found(made["id"])
        assert (found["starting"], found["set_aside"], found["spent"]) == (90, 90, 0)
        assert {(each["account_id"], each["amount"]) for each in found["held"]} == {
            (account, 40),
            (second, 50),
        }
        assert saving.overview()["contributions"] == []

    def test_is_all_or_nothing(self, saving: Saving, account: str) -> None:
        answer = saving.books.send(
            "POST",
            "/rpc/add_goal",
            {
                "goal": {"kind": "OWN", "name": "x", "target": 1},
                "starting": [{"account_id": account, "amount": REACHED * 9}],
            },
        )

        assert refusal(answer) == "contribution_free"
        assert saving.books.rows("financial_goals") == []

    def test_sent_again_adds_nothing(self, saving: Saving, account: str) -> None:
        wish = {
            "goal": {"id": NOBODYS, "kind": "OWN", "name": "x", "target": 1},
            "starting": [{"account_id": account, "amount": REACHED * 2}],
        }

        first, again = (saving.books.call("add_goal", **wish) for _ in range(2))

        assert first == again
        assert saving.found(NOBODYS)["set_aside"] == REACHED * 2

    @pytest.mark.parametrize(
        "wish",
        [
            {"goal": {"kind": "OWN", "name": "x", "target": 1, "state": "ACHIEVED"}},
            {"goal": {"kind": "OWN", "name": "x", "target": 1}, "starting": {}},
            {"goal": {"kind": "OWN", "name": "x", "target": 1}, "starting": [{"amount": 1, "kind": "SPENT"}]},
            {"goal": []},
        ],
    )
    def test_refuses_what_nobody_knows(self, saving: Saving, wish: dict[str, Any]) -> None:
        assert refusal(saving.books.send("POST", "/rpc/add_goal", wish)) == "22023"


class TestAContributionSentAgain:
    def test_adds_nothing(self, saving: Saving, account: str) -> None:
        wish = {"id": NOBODYS, "goal_id": saving.goal(), "account_id": account, "amount": REACHED * 3}

        first, again = (saving.books.call("add_contribution", contribution=wish) for _ in range(2))

        assert first == again
        assert len(saving.books.rows("goal_contributions")) == 1

    def test_is_found_again_after_its_goal_came_to_an_end(self, saving: Saving, account: str) -> None:
        goal = reached(saving, account)
        wish = {"id": NOBODYS, "goal_id": goal, "account_id": account, "amount": -REACHED, "kind": "SPENT"}

        first, again = (saving.books.call("add_contribution", contribution=wish) for _ in range(2))

        assert first == again
        assert saving.state(goal) == "SPENT"

    def test_is_for_a_goal_of_ones_own(self, saving: Saving, others: Saving, account: str) -> None:
        wish = {"goal_id": others.goal(), "account_id": account, "amount": 1}

        answer = saving.books.send("POST", "/rpc/add_contribution", {"contribution": wish})

        assert refusal(answer) == "PT404"
