"""No rupiah is set aside twice, and none leaves a goal that it does not hold."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from psycopg import Connection

from tests.database.goals.saving import Saving
from tests.database.tracker.books import refusal
from tests.database.tracker.test_turns import Act, Turns, run

ADD = "insert into public.goal_contributions (goal_id, account_id, kind, amount) values (%s, %s, %s, %s)"
FREE = "contribution_free"
HELD = "contribution_held"


def put(goal: str, account: str, amount: int, kind: str = "SET_ASIDE") -> Act:
    """A contribution as an act."""
    return run(ADD, goal, account, kind, amount)


class TestWhatIsFree:
    def test_is_all_that_lies_there_and_no_more(self, saving: Saving) -> None:
        account, goal = saving.account(1_000), saving.goal()

        assert refusal(saving.try_to(goal, account, 1_001)) == FREE
        saving.set_aside(goal, account, 1_000)
        assert refusal(saving.try_to(goal, account, 1)) == FREE

    def test_counts_all_goals_together(self, saving: Saving) -> None:
        account, first, second = saving.account(1_000), saving.goal(), saving.goal()
        saving.set_aside(first, account, 700)

        assert refusal(saving.try_to(second, account, 301)) == FREE
        saving.set_aside(second, account, 300)

    def test_is_counted_by_account(self, saving: Saving) -> None:
        full, empty, goal = saving.account(1_000), saving.account(0), saving.goal()

        assert refusal(saving.try_to(goal, empty, 1)) == FREE
        saving.set_aside(goal, full, 1_000)

    def test_follows_what_is_booked_up_to_today(self, saving: Saving) -> None:
        account, goal = saving.account(1_000), saving.goal()
        saving.books.transaction(account, -400, on="2024-02-01")
        saving.books.transaction(account, 5_000, on="2100-01-01")

        assert refusal(saving.try_to(goal, account, 601)) == FREE
        saving.set_aside(goal, account, 600)

    def test_grows_when_money_is_taken_back(self, saving: Saving) -> None:
        account, first, second = saving.account(1_000), saving.goal(), saving.goal()
        saving.set_aside(first, account, 1_000)
        saving.set_aside(first, account, -250, "TAKEN_BACK")

        assert refusal(saving.try_to(second, account, 251)) == FREE
        saving.set_aside(second, account, 250)

    def test_is_counted_over_all_rows_of_one_request(self, saving: Saving) -> None:
        account, goal = saving.account(1_000), saving.goal()
        row = {"goal_id": goal, "account_id": account, "amount": 600}

        assert refusal(saving.books.send("POST", "/goal_contributions", [row, row])) == FREE
        assert saving.books.rows("goal_contributions") == []

    def test_is_not_another_persons(self, saving: Saving, others: Saving) -> None:
        account = others.account(1_000)

        assert refusal(saving.try_to(saving.goal(), account, 1)) == "goal_contributions_account_fkey"
        assert refusal(saving.try_to(others.goal(), saving.account(), 1)) == "goal_contributions_goal_fkey"


class TestWhatIsHeld:
    @pytest.mark.parametrize("kind", ["TAKEN_BACK", "SPENT"])
    def test_bounds_what_leaves(self, saving: Saving, kind: str) -> None:
        account, goal = saving.account(1_000), saving.goal()
        saving.set_aside(goal, account, 500)

        assert refusal(saving.try_to(goal, account, -501, kind)) == HELD
        saving.set_aside(goal, account, -500, kind)

    def test_is_counted_by_goal_and_account(self, saving: Saving) -> None:
        here, there = saving.account(1_000), saving.account(1_000)
        first, second = saving.goal(), saving.goal()
        saving.set_aside(first, here, 500)

        assert refusal(saving.try_to(first, there, -1, "TAKEN_BACK")) == HELD
        assert refusal(saving.try_to(second, here, -1, "TAKEN_BACK")) == HELD

    def test_can_be_taken_back_from_an_account_that_was_spent_empty(self, saving: Saving) -> None:
        account, goal = saving.account(1_000), saving.goal()
        saving.set_aside(goal, account, 800)
        saving.books.transaction(account, -900, on="2024-02-01")

        (place,) = saving.overview()["accounts"]
        assert (place["balance"], place["set_aside"], place["free"], place["short"]) == (100, 800, 0, 700)
        saving.set_aside(goal, account, -700, "TAKEN_BACK")
        (place,) = saving.overview()["accounts"]
        assert (place["free"], place["short"]) == (0, 0)


class TestAContribution:
    def test_is_never_changed_or_removed(self, saving: Saving) -> None:
        account, goal = saving.account(), saving.goal()
        row = saving.set_aside(goal, account, 100)
        key = f"eq.{row['id']}"

        assert saving.books.send("PATCH", "/goal_contributions", {"amount": 1}, id=key).status_code == 403
        assert saving.books.send("DELETE", "/goal_contributions", id=key).status_code == 403

    def test_is_not_of_the_future(self, saving: Saving) -> None:
        later = str(date.today() + timedelta(days=3))  # noqa: DTZ011 - three days are enough anywhere

        answer = saving.try_to(saving.goal(), saving.account(), 1, made_on=later)

        assert refusal(answer) == "contribution_day"

    @pytest.mark.parametrize(("amount", "kind"), [(-1, "SET_ASIDE"), (1, "SPENT"), (1, "TAKEN_BACK")])
    def test_has_the_sign_of_its_kind(self, saving: Saving, amount: int, kind: str) -> None:
        answer = saving.try_to(saving.goal(), saving.account(), amount, kind)
        assert refusal(answer) == "goal_contributions_sign_check"

    def test_keeps_its_account_from_being_removed(self, saving: Saving) -> None:
        account = saving.account()
        saving.set_aside(saving.goal(), account, 1)

        answer = saving.books.send("DELETE", "/accounts", id=f"eq.{account}")

        assert refusal(answer) == "goal_contributions_account_fkey"

    def test_goes_with_its_goal_and_frees_the_money(self, saving: Saving) -> None:
        account, goal = saving.account(1_000), saving.goal()
        saving.set_aside(goal, account, 1_000)

        saving.books.remove("financial_goals", id=f"eq.{goal}")

        assert saving.books.rows("goal_contributions") == []
        saving.set_aside(saving.goal(), account, 1_000)


class TestAtTheSameMoment:
    def test_two_goals_do_not_share_the_last_rupiah(self, saving: Saving, turns: Turns) -> None:
        account, first, second = saving.account(1_000), saving.goal(), saving.goal()

        assert turns.second_waits(put(first, account, 600), put(second, account, 600)) == FREE
        assert [row["amount"] for row in saving.books.rows("goal_contributions")] == [600]

    def test_two_that_fit_both_pass(self, saving: Saving, turns: Turns) -> None:
        account, first, second = saving.account(1_000), saving.goal(), saving.goal()

        assert turns.second_waits(put(first, account, 600), put(second, account, 400)) == "done"

    def test_nothing_is_taken_back_twice(self, saving: Saving, turns: Turns) -> None:
        account, goal = saving.account(1_000), saving.goal()
        saving.set_aside(goal, account, 500)
        back = put(goal, account, -500, "TAKEN_BACK")

        assert turns.second_waits(back, back) == HELD

    def test_nothing_comes_to_a_goal_that_is_just_dropped(self, saving: Saving, turns: Turns) -> None:
        account, goal = saving.account(1_000), saving.goal()
        drop = run("update public.financial_goals set state = 'DROPPED' where id = %s", goal)

        assert turns.second_waits(drop, put(goal, account, 1)) == "contribution_state"

    def test_a_goal_that_is_dropped_gives_back_what_just_came(self, saving: Saving, turns: Turns) -> None:
        account, goal = saving.account(1_000), saving.goal()
        drop = run("update public.financial_goals set state = 'DROPPED' where id = %s", goal)

        assert turns.second_waits(put(goal, account, 700), drop) == "done"
        assert saving.found(goal)["set_aside"] == 0

    def test_many_at_once_never_set_aside_more_than_there_is(
        self, saving: Saving, operator: Connection[Any]
    ) -> None:
        account, goals = saving.account(1_000), [saving.goal() for _ in range(4)]

        taken = _race(saving, [(goal, account, 70) for goal in goals for _ in range(6)])

        assert taken.count(True) == 1_000 // 70
        row = operator.execute(
            "select sum(amount) from public.goal_contributions where account_id = %s", (account,)
        ).fetchone()
        assert row == (980,)


def _race(saving: Saving, wishes: list[tuple[str, str, int]]) -> list[bool]:
    """Contributions over parallel connections; whether each was taken."""
    with ThreadPoolExecutor(8) as threads:
        late = [threads.submit(saving.try_to, *wish) for wish in wishes]
        answers = [each.result() for each in late]
    assert {refusal(answer) for answer in answers if answer.is_error} <= {FREE}
    return [answer.is_success for answer in answers]
