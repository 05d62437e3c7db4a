"""My budget month over HTTP."""

from datetime import date
from typing import Any

import pytest

from tests.builders.bookings import TODAY, Entry, Purse, monthly
from tests.builders.months import YEAR, usual_year
from tests.functions.budget.world import BUDGET, DATA, FIGURES, World


def lively(world: World) -> None:
    """Give the owner a year with a subscription that grew dearer and something new."""
    options: dict[str, Any] = {"day": 10, "category": "wants.subscriptions", "merchant": "Netflix"}
    world.facts.books[world.owner.id] = usual_year(
        accounts={"bank": Purse(opening=-30_000_000)}
    ).with_entries(
        *monthly(-54_000, months=YEAR[:-1], **options),
        *monthly(-65_000, months=YEAR[-1:], **options),
        Entry(TODAY, -2_000_000, "wants.shopping", "Tokopedia"),
    )


async def budget_of(world: World, *, language: str = "id", **query: str) -> dict[str, Any]:
    """The owner's budget."""
    async with world.as_owner() as owner:
        answer = await owner.get(BUDGET, params=query, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


def figures(part: dict[str, Any]) -> dict[str, Any]:
    """The figures by id."""
    return {figure["id"]: figure for figure in part["figures"]}


class TestMonth:
    async def test_is_by_default_the_one_of_today(self, world: World) -> None:
        lively(world)

        month = (await budget_of(world))["month"]

        assert month["summary"]["month"] == "2026-11"
        assert (month["standing"], month["today"]) == ("running", "2026-11-22")
        assert month["summary"]["trend"][-1]["month"] == "2026-11"
        assert figures(month)["month.safe_per_day"] == {
            "id": "month.safe_per_day",
            "label": "Aman dibelanjakan per hari",
            "value": figures(month)["month.room"]["value"] // 9,
            "text": figures(month)["month.safe_per_day"]["text"],
            "unit": "rupiah",
            "formula": "month_safe_per_day",
            "how": "aman dibelanjakan ÷ sisa hari",
            "basis": "computed",
            "rests_on": ["month.room", "month.days_left"],
        }

    async def test_says_how_many_rules_it_does_not_count(self, world: World) -> None:
        world.facts.books[world.owner.id] = usual_year(rules_left_out=7)

        assert (await budget_of(world))["month"]["rules_left_out"] == 7

    async def test_may_be_any_other(self, world: World) -> None:
        lively(world)

        month = (await budget_of(world, month="2026-10"))["month"]

        assert month["summary"]["month"] == "2026-10"
        assert month["standing"] == "past"
        assert month["insights"] == []

    async def test_tells_insights_heaviest_first(self, world: World) -> None:
        lively(world)

        insights = (await budget_of(world))["month"]["insights"]

        assert [insight["id"] for insight in insights] == [
            "2026-11.new_spending.wants.shopping",
            "2026-11.price_rise.netflix",
        ]
        assert insights[1]["message"].startswith("Netflix naik dari Rp54.000 jadi Rp65.000 (20,37%).")
        assert set(insights[1]) == {
            *("id", "code", "subject", "severity", "weight", "message", "figures", "thresholds")
        }

    async def test_speaks_english_when_asked(self, world: World) -> None:
        lively(world)

        month = (await budget_of(world, language="en"))["month"]

        assert month["insights"][1]["message"].startswith("Netflix went from Rp54,000 to Rp65,000 (20.37%).")
        assert figures(month)["month.category.wants.shopping"]["label"] == "Shopping"

    async def test_lists_recurring_charges(self, world: World) -> None:
        lively(world)

        charges = {it["subject"]: it for it in (await budget_of(world))["month"]["recurring"]}

        assert charges["kos-bu-tini"] == {
            **charges["kos-bu-tini"],
            "merchant": "Kos Bu Tini",
            "cadence": "monthly",
            "incoming": False,
            "amount": 1_500_000,
            "monthly_amount": 1_500_000,
            "occurrences": 12,
            "next_on": "2026-12-03",
            "active": True,
            "known": False,
        }

    async def test_rests_on_what_it_shows(self, world: World) -> None:
        lively(world)

        month = (await budget_of(world))["month"]

        shown = {item["id"] for item in (*month["figures"], *month["thresholds"])}
        for insight in month["insights"]:
            assert {*insight["figures"], *insight["thresholds"]} <= shown

    async def test_of_somebody_new_is_empty(self, world: World) -> None:
        month = (await budget_of(world))["month"]

        assert month["summary"]["transactions"] == 0
        assert month["insights"] == month["recurring"] == []

    async def test_says_nothing_of_a_stranger(self, world: World) -> None:
        lively(world)
        async with world.as_stranger() as stranger:
            answer = await stranger.get(BUDGET)

        assert answer.json()["month"]["summary"]["transactions"] == 0

    async def test_takes_one_round_trip(self, world: World) -> None:
        lively(world)

        await budget_of(world)

        assert world.facts.reads == 1


class TestSnapshot:
    async def test_is_tracked_where_there_are_transactions(self, world: World) -> None:
        lively(world)
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)

        budget = await budget_of(world)

        income = figures(budget)["snapshot.monthly_income"]
        assert (income["value"], income["basis"], income["formula"]) == (
            6_000_000,
            "tracked",
            "median_of_months",
        )
        assert next((it["id"], it["value"], it["label"]) for it in budget["declared"]) == (
            "declared.monthly_income",
            5_500_000,
            "Pemasukan per bulan yang kamu isi",
        )
        assert [it["name"] for it in budget["missing"]] == []

    async def test_needs_nothing_declared(self, world: World) -> None:
        lively(world)

        budget = await budget_of(world)

        assert figures(budget)["budget.savings_rate"]["value"] > 0
        assert [it["name"] for it in budget["missing"]] == ["current_debt", "emergency_fund_amount"]


class TestRefusals:
    @pytest.mark.parametrize(
        ("month", "message"),
        [
            ("2026-13", "Harus bulan seperti 2026-11."),
            ("2026-00", "Harus bulan seperti 2026-11."),
            ("2026-1", "Harus bulan seperti 2026-11."),
            ("november", "Harus bulan seperti 2026-11."),
            ("", "Harus bulan seperti 2026-11."),
            ("\uff12\uff10\uff12\uff16-11", "Harus bulan seperti 2026-11."),
            ("2026-11-01", "Harus bulan seperti 2026-11."),
            ("1999-12", "Bulan harus antara 2000-01 dan 2100-12."),
            ("2101-01", "Bulan harus antara 2000-01 dan 2100-12."),
            ("9999-12", "Bulan harus antara 2000-01 dan 2100-12."),
        ],
    )
    async def test_point_at_the_month(self, world: World, month: str, message: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(BUDGET, params={"month": month})

        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"pointer": "/query/month", "message": message}]

    @pytest.mark.parametrize("month", ["2000-01", "2100-12"])
    async def test_do_not_touch_the_first_and_the_last_month(self, world: World, month: str) -> None:
        lively(world)

        assert (await budget_of(world, month=month))["month"]["summary"]["month"] == month

    async def test_know_no_other_parameter(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(BUDGET, params={"year": "2026"})

        assert answer.json()["errors"][0]["pointer"] == "/query/year"

    async def test_come_when_the_database_is_down(self, world: World) -> None:
        world.table.down = True
        async with world.as_owner() as owner:
            answer = await owner.get(BUDGET)

        assert answer.status_code == 503


def test_today_of_these_books_is_the_day_of_the_clock() -> None:
    assert date(2026, 11, 22) == TODAY
