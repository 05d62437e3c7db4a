"""What may come, as an advisor asks for it."""

from decimal import Decimal
from typing import Any

import pytest

from shared.domain.conversation.model import Basis, FactUnit
from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from shared.domain.planning.affordability import affordability
from shared.domain.planning.affordability_model import Item, PayCash
from shared.domain.planning.assumed import Assumed
from tests.builders.bookings import TODAY, Purse, monthly
from tests.builders.ledger import Ledger
from tests.functions.chat.tools.household import (
    START,
    YEAR,
    Household,
    a_card,
    fact,
    said,
    values,
)


class TestSimulate:
    async def test_names_of_people_become_keys_of_the_plan(self, household: Household) -> None:
        changes = [
            {"type": "INCOME_CHANGE", "income": "gajiku", "from": "2027-01", "fraction": 0.1},
            {"type": "CATEGORY_CHANGE", "category": "kopi", "from": "2027-01", "fraction": -0.5},
            {"type": "EXTRA_PAYMENT", "debt": "kartu", "from": "2027-01", "amount": 100_000},
            {"type": "GOAL_DROPPED", "goal": "laptop", "from": "2027-02"},
            {"type": "GOAL_ADDED", "id": "HP", "from": "2027-01", "target": 3_000_000},
            {
                "type": "MOVE",
                "from": "2027-03",
                "cost": 1_000_000,
                "categories": [{"category": "kos", "fraction": 0.2}],
            },
        ]

        found = await household.found(
            "simulate", months=12, scenarios=[{"name": "Campur", "changes": changes}]
        )

        assert "simulate.1.net_worth" in values(found)

    async def test_what_the_scenario_adds_keeps_its_name(self, household: Household) -> None:
        changes = [
            {
                "type": "NEW_DEBT",
                "id": "Pinjol baru",
                "from": "2027-01",
                "amount": 2_000_000,
                "credit": {"terms": "FLAT", "months": 6, "monthly_rate": 0.02},
            },
            {"type": "EXTRA_PAYMENT", "debt": "Pinjol baru", "from": "2027-03", "amount": 100_000},
        ]

        await household.found("simulate", months=12, scenarios=[{"name": "Pinjam", "changes": changes}])

    @pytest.mark.parametrize(
        ("change", "code", "told"),
        [
            (
                {"type": "EXTRA_PAYMENT", "debt": "pinjol", "from": "2027-01", "amount": 1},
                "name_unknown",
                "Motor",
            ),
            (
                {"type": "PURCHASE", "name": "HP", "from": "2026-10", "amount": 1},
                "plan_refused",
                "scenarios/0/changes/0/from: Before the first month of the plan (2026-12).",
            ),
            (
                {"type": "PURCHASE", "name": "HP", "from": "2026-12"},
                "wrong_arguments",
                "scenarios/0/changes/0/amount: This is required.",
            ),
            ({"type": "WIN_LOTTERY", "from": "2026-12"}, "wrong_arguments", "scenarios/0/changes/0"),
        ],
    )
    async def test_a_wrong_change_is_named(
        self, change: dict[str, Any], code: str, told: str, household: Household
    ) -> None:
        refused = await household.refused("simulate", "en", scenarios=[{"name": "x", "changes": [change]}])

        assert refused[0] == code
        assert told in refused[1]

    async def test_without_an_income_none_can_be_changed(self) -> None:
        spending = monthly(-2_000_000, day=8, months=YEAR, category="needs.eating", merchant="Warung")
        person = Household().keep_books(
            Ledger(accounts={"bank": Purse(opening=90_000_000)}, entries=spending)
        )
        raise_ = {"type": "INCOME_CHANGE", "income": "gaji", "from": "2027-01", "fraction": 0.1}

        code, hint = await person.refused("simulate", "en", scenarios=[{"name": "x", "changes": [raise_]}])

        assert code == "name_unknown"
        assert 'There is no income called "gaji"' in hint

    async def test_a_debt_that_grows_says_from_what_payment_on_it_shrinks(self) -> None:
        person = Household().keep_books().owe(a_card(instalment=100_000))

        found = await person.found("simulate", months=24, scenarios=[{"name": "Biasa"}])

        told = values(found)
        # A month of 21 % a year on eight million is 140,000.
        assert told["simulate.baseline.debt.1.shrinks_from"] == 140_001
        assert told["simulate.baseline.debt.1.left"] > 8_000_000
        assert "kalau dibayar paling sedikit Rp140.001 sebulan" in said(found)

    async def test_the_verdict_and_the_difference_are_facts(self, household: Household) -> None:
        raise_ = {"type": "INCOME_CHANGE", "income": "income", "from": "2026-12", "amount": 1_000_000}

        found = await household.found(
            "simulate", months=12, scenarios=[{"name": "Naik", "changes": [raise_]}]
        )

        told = values(found)
        assert told["simulate.1.difference"] == 12_000_000
        assert told["simulate.1.verdict.difference"] == 12_000_000
        assert fact(found, "simulate.1.lowest_in").unit is FactUnit.MONTH


class TestAffordability:
    async def test_without_ways_cash_saving_and_instalments_are_compared(self, household: Household) -> None:
        found = await household.found("affordability", name="Motor", price=18_000_000)

        keys = {it.id.split(".")[1] for it in found.facts if it.id.endswith(".total")}
        assert keys == {"cash", "save_first", "instalments_12", "instalments_24"}
        assert values(found)["afford.cash.total"] == 18_000_000
        assert fact(found, "afford.wanted").value == START.first_day

    async def test_it_says_the_same_as_the_engine(self, household: Household) -> None:
        found = await household.found("affordability", name="Motor", price=18_000_000)

        start = (await household.services.planning().stored(now=household.now)).baseline
        item = Item(name="Motor", price=18_000_000, month=START)
        engine = affordability(
            start, item, [PayCash(type="CASH", id="Tunai")], months=60, assumed=Assumed(day=TODAY)
        )
        assert values(found)["afford.cash.lowest"] == engine.ways[0].lowest.cash
        assert values(found)["afford.cash.fund"] == engine.ways[0].fund_left

    async def test_a_rate_that_nobody_named_is_said_with_its_source(self, household: Household) -> None:
        found = await household.found("affordability", name="Motor", price=18_000_000)

        rate = fact(found, "assumption.debts.card_rate")
        assert (rate.value, rate.basis) == (Decimal("0.0175"), Basis.ASSUMED)
        assert "Bank Indonesia" in rate.formula
        assert "1,75% sebulan" in said(found)

    async def test_a_rate_that_was_named_is_used(self, household: Household) -> None:
        ways = [{"type": "INSTALMENTS", "months": 10, "monthly_rate": 0.02, "terms": "FLAT"}]

        found = await household.found("affordability", name="Motor", price=10_000_000, ways=ways)

        assert values(found)["afford.instalments_10.total"] == 12_000_000
        assert values(found)["afford.instalments_10.monthly"] == 1_200_000
        assert "assumption.debts.card_rate" not in values(found)

    async def test_a_rate_without_its_kind_is_taken_as_flat(self, household: Household) -> None:
        ways = [{"type": "INSTALMENTS", "months": 10, "annual_rate": 0.24}]

        found = await household.found("affordability", name="Motor", price=10_000_000, ways=ways)

        assert values(found)["afford.instalments_10.total"] == 12_000_000

    async def test_what_is_wanted_now_is_looked_at_next_month(self, household: Household) -> None:
        found = await household.found("affordability", name="HP", price=1_000_000, month="2026-11")

        assert fact(found, "afford.wanted").value == START.first_day
        assert "Desember 2026" in said(found)

    async def test_without_a_priority_goals_without_a_date_may_wait(self) -> None:
        person = Household().keep_books()
        await person.save_for(NewGoal(kind=GoalKind.HOUSE, name="Rumah", target=100_000_000))

        usual = await person.found("affordability", name="Motor", price=18_000_000)
        last = await person.found("affordability", name="Motor", price=18_000_000, priority=99)

        assert values(usual)["afford.cash.when"] == START.first_day
        assert values(usual)["afford.cash.goal.1.later"] > 0
        assert values(last)["afford.cash.when"] > START.first_day
        assert "Tujuan Rumah, yang didahulukan" in said(last)

    async def test_two_like_ways_are_told_apart(self, household: Household) -> None:
        ways = [
            {"type": "INSTALMENTS", "months": 12, "monthly_rate": rate, "terms": "FLAT"}
            for rate in (0.01, 0.03)
        ]

        told = values(await household.found("affordability", name="HP", price=5_000_000, ways=ways))

        assert told["afford.instalments_12.total"] < told["afford.instalments_12.2.total"]

    async def test_the_thing_may_come_as_the_http_api_has_it(self, household: Household) -> None:
        flat = await household.found("affordability", name="HP", price=5_000_000, month="2027-02")
        nested = await household.found(
            "affordability", item={"name": "HP", "price": 5_000_000, "month": "2027-02"}
        )

        assert values(nested) == values(flat)

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ({"price": 0}, "price: Must be 1 or more."),
            (
                {"price": 5_000_000, "ways": [{"type": "INSTALMENTS"}]},
                "ways/0/months: Say over how many months",
            ),
            (
                {
                    "price": 5_000_000,
                    "ways": [{"type": "INSTALMENTS", "months": 6, "down_payment": 5_000_000}],
                },
                "ways: The down payment has to be less than the price.",
            ),
            (
                {
                    "price": 5_000_000,
                    "ways": [{"type": "INSTALMENTS", "months": 6, "annual_rate": 0.1, "monthly_rate": 0.1}],
                },
                "ways/0/monthly_rate: Give only one rate",
            ),
            ({"price": 5_000_000, "month": "2025-01"}, "item/month: Before the first month of the plan"),
            ({"price": 5_000_000, "month": "depan"}, "month:"),
        ],
    )
    async def test_what_is_wrong_is_named(
        self, arguments: dict[str, Any], told: str, household: Household
    ) -> None:
        _, hint = await household.refused("affordability", "en", name="HP", **arguments)

        assert told in hint

    async def test_reasons_are_facts_too(self, household: Household) -> None:
        found = await household.found("affordability", name="Rumah", price=900_000_000)

        told = values(found)
        assert "afford.cash.when" not in told
        assert told["afford.cash.lacking.1"] > 0
        assert fact(found, "afford.cash.lacking.1.from").unit is FactUnit.MONTH


class TestMissing:
    @pytest.mark.parametrize(
        ("tool", "arguments"),
        [
            ("affordability", {"name": "HP", "price": 1_000_000}),
            ("simulate", {"scenarios": [{"name": "x"}]}),
        ],
    )
    async def test_a_plan_without_figures_says_which(
        self, tool: str, arguments: dict[str, Any], newcomer: Household
    ) -> None:
        found = await newcomer.found(tool, **arguments)

        assert [gap.name for gap in found.missing] == ["monthly_income", "monthly_expenses"]

    async def test_no_debts_are_no_failure(self, newcomer: Household) -> None:
        for tool in ("debts", "debt_payoff"):
            assert [gap.name for gap in (await newcomer.found(tool)).missing] == ["debts"]
