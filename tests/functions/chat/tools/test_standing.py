"""What a person saves for, owes and is paid, as an advisor asks for it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from functions.chat.tools.payoff_asked import ToldDebt
from shared.domain.conversation.model import Basis, FactUnit
from shared.domain.debts.model import InterestMethod
from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from shared.domain.profile.model import MaritalStatus, Profile
from tests.functions.chat.tools.household import (
    Household,
    a_card,
    fact,
    said,
    values,
)


class TestGoals:
    async def test_each_goal_has_its_standing(self, household: Household) -> None:
        found = await household.found("goals")

        told = values(found)
        assert (told["goal.1.set_aside"], told["goal.1.target"]) == (2_000_000, 40_000_000)
        assert told["goal.1.target_on"] == date(2028, 6, 30)
        assert told["goal.1.required"] > 0
        assert [row["name"] for row in goals(found.data)] == ["Nikah", "Laptop baru"]

    async def test_a_plan_splits_what_was_said(self, household: Household) -> None:
        found = await household.found("goal_plan", surplus=1_000_000)

        assert fact(found, "plan.surplus").basis is Basis.STATED
        assert values(found)["plan.surplus"] == 1_000_000
        assert "plan.goal.1.late" in values(found) or "plan.goal.1.reached_in" in values(found)

    async def test_without_figures_a_plan_says_what_is_missing(self) -> None:
        person = await Household().save_for(NewGoal(kind=GoalKind.HOUSE, name="Rumah", target=1_000_000))

        found = await person.found("goal_plan")

        assert [gap.name for gap in found.missing] == ["monthly_income", "monthly_expenses"]


class TestDebts:
    async def test_each_debt_has_its_standing(self, household: Household) -> None:
        found = await household.found("debts")

        told = values(found)
        assert told["debts.total"] == 17_000_000
        assert (told["debt.1.balance"], told["debt.1.rate"]) == (8_000_000, Decimal("0.21"))
        assert told["debt.1.monthly_rate"] == Decimal("0.0175")
        assert fact(found, "debt.1.ends").unit is FactUnit.MONTH

    async def test_one_that_never_ends_is_said_so(self) -> None:
        person = Household().owe(a_card(instalment=100_000))

        assert "Kartu BCA tidak pernah lunas" in said(await person.found("debts"))

    async def test_the_payoff_tells_every_strategy(self, household: Household) -> None:
        told = values(await household.found("debt_payoff", extra=500_000))

        for strategy in ("avalanche", "snowball", "minimum_only"):
            assert told[f"payoff.{strategy}.cost"] > 0

    async def test_an_order_is_named_as_people_say_it(self, household: Household) -> None:
        found = await household.found(
            "debt_payoff", strategy="OWN_ORDER", order=["motor", "kartu bca"], extra=200_000
        )

        assert found.data["order"] == ["Motor", "Kartu BCA"]

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ({"extra": 1, "monthly_budget": 2}, "extra: Give only one of monthly_budget and extra."),
            ({"strategy": "OWN_ORDER"}, "order: Name the order of debts for OWN_ORDER."),
            ({"strategy": "OWN_ORDER", "order": ["kredivo"]}, 'There is no debt called "kredivo"'),
            (
                {"debts": [{"name": "A", "balance": 5, "annual_rate": 0.1}]},
                "debts/0/months_left: Give the instalment",
            ),
            (
                {"debts": [{"name": "A", "balance": 5, "annual_rate": 0.1, "monthly_rate": 0.1}]},
                "debts/0/monthly_rate: Give only one rate",
            ),
            ({"debts": []}, "debts: At least 1 items."),
        ],
    )
    async def test_what_is_wrong_is_named(
        self, arguments: dict[str, Any], told: str, household: Household
    ) -> None:
        _, hint = await household.refused("debt_payoff", "en", **arguments)

        assert told in hint

    @pytest.mark.parametrize(
        ("told", "method"),
        [
            ({"daily_rate": 0.003, "days_left": 30}, InterestMethod.DAILY),
            ({"daily_rate": 0.003}, InterestMethod.DAILY),
            ({"annual_rate": 0.18, "flat": True, "months_left": 12}, InterestMethod.FLAT),
            ({"monthly_rate": 0.0175, "instalment": 300_000}, InterestMethod.EFFECTIVE),
            ({"monthly_rate": 0.0175, "kind": "CREDIT_CARD"}, InterestMethod.EFFECTIVE),
            ({"instalment": 100_000}, InterestMethod.NONE),
            ({}, InterestMethod.NONE),
        ],
    )
    async def test_a_debt_that_is_told_is_understood(
        self, told: dict[str, Any], method: InterestMethod, newcomer: Household
    ) -> None:
        debt = {"name": "Pinjaman", "balance": 2_000_000, **told}

        assert ToldDebt.model_validate(debt).debt().method is method
        assert values(await newcomer.found("debt_payoff", debts=[debt], extra=100_000))


class TestTakeHome:
    async def test_the_year_and_the_status_are_filled_in(self, household: Household) -> None:
        household.profiles[household.caller.id] = Profile(marital_status=MaritalStatus.MARRIED, dependents=5)

        found = await household.found("take_home", salary=8_000_000)

        assert (found.data["year"], found.data["ptkp"]) == (2026, "K/3")
        assert "dari profilmu" in said(found)

    async def test_a_status_that_was_said_is_used(self, household: Household) -> None:
        found = await household.found("take_home", salary=8_000_000, ptkp="TK/1", year=2025)

        assert (found.data["year"], found.data["ptkp"]) == (2025, "TK/1")

    async def test_what_is_taken_off_adds_up(self, newcomer: Household) -> None:
        told = values(await newcomer.found("take_home", salary=8_000_000))

        lines = {name: value for name, value in told.items() if name.startswith("pay.line.")}
        taken = sum(lines.values()) - lines["pay.line.salary"]
        assert told["pay.month"] == 8_000_000 - taken

    async def test_what_cannot_be_is_named(self, newcomer: Household) -> None:
        _, hint = await newcomer.refused("take_home", "en", salary=1, last_month="2027-01")

        assert "last_month: This month lies outside the year." in hint


def goals(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["goals"]
