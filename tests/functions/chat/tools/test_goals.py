"""Goals begun and changed: proposed first, written after a yes, and the same however often."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind, GoalState
from shared.domain.money import format_rupiah
from tests.functions.chat.tools.deciding import confirmed, proposed, written_twice
from tests.functions.chat.tools.household import Household, said, values


class TestCreateGoal:
    async def test_a_goal_begins_after_a_yes(self, household: Household) -> None:
        made = await proposed(
            household,
            "create_goal",
            kind="PURCHASE",
            name="Kamera",
            target=10_000_000,
            target_on="2027-11-30",
        )

        await confirmed(household, made)

        goal = goal_named(household, "Kamera")
        assert (goal.target, goal.target_on) == (10_000_000, date(2027, 11, 30))
        await written_twice(household, made)

    async def test_money_that_is_there_already_comes_from_a_named_account(self, newcomer: Household) -> None:
        savings = newcomer.goals.of(newcomer.caller)
        account = savings.add_account(5_000_000)
        name = f"Rekening {account.hex[:6]}"

        made = await proposed(
            newcomer,
            "create_goal",
            kind="EMERGENCY_FUND",
            name="Darurat",
            target=15_000_000,
            money=[{"account": name.lower(), "amount": 3_000_000}],
        )
        await confirmed(newcomer, made)

        assert savings.held(account=account) == 3_000_000
        await written_twice(newcomer, made)

    async def test_what_it_takes_a_month_is_a_fact(self, household: Household) -> None:
        found = await household.found(
            "create_goal", kind="PURCHASE", name="HP", target=12_000_000, target_on="2027-11-30"
        )

        assert 900_000 < values(found)["new_goal.required"] < 1_100_000
        assert "terlalu dini untuk menilai lajunya" in said(found)
        assert (
            f"{format_rupiah(values(found)['new_goal.required'], 'id')} sebulan supaya tepat waktu"
            in said(found)
        )

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ({"kind": "PURCHASE", "name": "HP"}, "target: Give a target in rupiah."),
            (
                {"kind": "DEBT_FREE", "name": "Lunas", "target": 5},
                "target: This target follows another figure",
            ),
            ({"kind": "HOLIDAY", "name": "Bali", "target": 5}, "kind: Must be one of"),
            (
                {"kind": "PURCHASE", "name": "HP", "target": 5, "money": [{"account": "BRI", "amount": 1}]},
                'There is no account called "BRI"',
            ),
        ],
    )
    async def test_what_is_wrong_is_named_and_not_proposed(
        self, arguments: dict[str, Any], told: str, household: Household
    ) -> None:
        _, hint = await household.refused("create_goal", "en", **arguments)

        assert told in hint
        assert household.proposals.kept == {}

    async def test_more_than_is_free_is_not_proposed(self, newcomer: Household) -> None:
        account = newcomer.goals.of(newcomer.caller).add_account(1_000)

        code, _ = await newcomer.refused(
            "create_goal",
            kind="PURCHASE",
            name="HP",
            target=5_000,
            money=[{"account": account.hex[:6], "amount": 2_000}],
        )

        assert code == "not_enough_free"


class TestChangeGoal:
    async def test_a_change_is_made_after_a_yes(self, household: Household) -> None:
        made = await proposed(
            household, "change_goal", goal="nikah", target=45_000_000, priority=3, name="Nikah besar"
        )

        await confirmed(household, made)

        goal = goal_named(household, "Nikah besar")
        assert (goal.target, goal.priority) == (45_000_000, 3)
        assert made.summary == (
            "Ubah tujuan Nikah: nama menjadi Nikah besar, target menjadi Rp45.000.000, prioritas menjadi 3."
        )
        await written_twice(household, made)

    async def test_a_date_is_taken_away(self, household: Household) -> None:
        made = await proposed(household, "change_goal", goal="nikah", no_date=True)

        await confirmed(household, made)

        assert goal_named(household, "Nikah").target_on is None

    async def test_dropping_twice_is_dropping_once(self, household: Household) -> None:
        made = await proposed(household, "change_goal", goal="laptop", state="DROPPED")

        await confirmed(household, made)

        assert goal_named(household, "Laptop baru").state is GoalState.DROPPED
        await written_twice(household, made)

    async def test_achieving_twice_is_achieving_once(self) -> None:
        person = await Household().save_for(
            NewGoal(kind=GoalKind.PURCHASE, name="HP", target=2_000_000), set_aside=2_000_000
        )
        made = await proposed(person, "change_goal", goal="HP", state="ACHIEVED")

        await confirmed(person, made)

        assert goal_named(person, "HP").state is GoalState.ACHIEVED
        await written_twice(person, made)

    async def test_money_is_set_aside_once(self, household: Household) -> None:
        account = account_of(household, "Nikah")
        made = await proposed(
            household, "change_goal", goal="nikah", set_aside=500_000, account=account.hex[:6]
        )

        await confirmed(household, made)

        assert household.goals.of(household.caller).held(account=account) == 2_500_000
        await written_twice(household, made)

    async def test_money_is_taken_back_from_the_only_account_that_holds_it(
        self, household: Household
    ) -> None:
        made = await proposed(household, "change_goal", goal="nikah", set_aside=-500_000)

        await confirmed(household, made)

        account = account_of(household, "Nikah")
        assert household.goals.of(household.caller).held(account=account) == 1_500_000

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ({"goal": "nikah"}, "invalid_input"),
            ({"goal": "umrah", "target": 5}, "name_unknown"),
            ({"goal": "nikah", "set_aside": 100}, "name_needed"),
            ({"goal": "nikah", "set_aside": -90_000_000}, "not_set_aside"),
            ({"goal": "nikah", "target": 5, "set_aside": 100}, "wrong_arguments"),
            ({"goal": "nikah", "state": "ACHIEVED"}, "goal_not_reached"),
            ({"goal": "nikah", "target_rule": "DEBTS"}, "goal_refused"),
        ],
    )
    async def test_what_cannot_be_is_not_proposed(
        self, arguments: dict[str, Any], code: str, household: Household
    ) -> None:
        told, _ = await household.refused("change_goal", **arguments)

        assert told == code
        assert household.proposals.kept == {}


def goal_named(household: Household, name: str) -> Any:
    """A goal of theirs."""
    goals = household.goals.of(household.caller).goals.values()
    return next(goal for goal in goals if goal.name == name)


def account_of(household: Household, goal: str) -> UUID:
    """The account in which money for a goal lies."""
    goal_id = goal_named(household, goal).id
    made = household.goals.of(household.caller).contributions
    return next(each.account_id for each in made if each.goal_id == goal_id)
