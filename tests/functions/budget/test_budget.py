"""My budget over HTTP."""

from typing import Any

import pytest

from shared.domain.budget.words import MISSING
from tests.functions.budget.world import BUDGET, DATA, FIGURES, World


async def budget_of(world: World, told: dict[str, Any], *, language: str = "id") -> dict[str, Any]:
    """The owner's budget after they told something."""
    async with world.as_owner() as owner:
        saved = await owner.post(DATA, json=told)
        assert saved.status_code == 200
        answer = await owner.get(BUDGET, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.json()


def figures(budget: dict[str, Any]) -> dict[str, Any]:
    """The figures by id."""
    return {figure["id"]: figure for figure in budget["figures"]}


class TestAnalyzeBudget:
    async def test_names_what_is_missing_before_anything_is_stored(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(BUDGET)

        assert answer.status_code == 200
        budget = answer.json()
        assert budget["figures"] == budget["warnings"] == []
        assert budget["health"] is None
        assert budget["missing"][0] == {"name": "monthly_income", "message": MISSING["monthly_income"].id}

    async def test_gives_each_figure_with_its_formula(self, world: World) -> None:
        budget = await budget_of(world, FIGURES)

        assert figures(budget)["budget.savings_rate"] == {
            "id": "budget.savings_rate",
            "label": "Rasio menabung",
            "value": 0.1273,
            "text": "12,73%",
            "unit": "fraction",
            "formula": "savings_rate",
            "how": "sisa uang per bulan ÷ pemasukan per bulan",
            "basis": "computed",
            "rests_on": ["budget.surplus", "snapshot.monthly_income"],
        }

    async def test_gives_rupiah_as_integers(self, world: World) -> None:
        budget = await budget_of(world, {**FIGURES, "monthly_income": 999_999_999_999_999})

        assert figures(budget)["snapshot.monthly_income"]["value"] == 999_999_999_999_999
        assert isinstance(figures(budget)["budget.surplus"]["value"], int)

    async def test_shows_the_parts_of_the_score_with_limits_and_sources(self, world: World) -> None:
        budget = await budget_of(world, FIGURES)

        limits = {limit["id"]: limit for limit in budget["thresholds"]}
        assert [part["id"] for part in budget["health"]["parts"]] == [
            "score.saving",
            "score.emergency_fund",
            "score.debt",
        ]
        for part in budget["health"]["parts"]:
            assert 0 <= part["points"] <= part["out_of"]
            assert all(limits[limit]["source"] for limit in part["thresholds"])

    async def test_orders_warnings_by_weight(self, world: World) -> None:
        told = {**FIGURES, "monthly_expenses": 6_000_000, "emergency_fund_amount": 0}

        budget = await budget_of(world, told)

        assert [warning["code"] for warning in budget["warnings"]] == ["deficit", "no_emergency_fund"]
        assert budget["warnings"][0]["message"] == (
            "Pengeluaranmu Rp6.000.000 sebulan, lebih besar dari pemasukan Rp5.500.000: kurang Rp500.000 "
            "tiap bulan. Mulai dari pengeluaran yang paling mudah ditunda."
        )

    async def test_speaks_english_when_asked(self, world: World) -> None:
        told = {**FIGURES, "monthly_expenses": 6_000_000}

        budget = await budget_of(world, told, language="en")

        assert figures(budget)["budget.surplus"]["text"] == "-Rp500,000"
        assert budget["warnings"][0]["message"].startswith("You spend Rp6,000,000 a month")
        assert budget["missing"][0]["message"].startswith("Add your monthly needs")

    async def test_says_in_words_that_no_spending_leaves_months_open(self, world: World) -> None:
        budget = await budget_of(world, {**FIGURES, "monthly_expenses": 0})

        assert "budget.emergency_fund_months" not in figures(budget)
        assert budget["warnings"][0]["message"].startswith("Pengeluaranmu tercatat Rp0")

    async def test_says_nothing_of_a_stranger(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            await owner.post(DATA, json=FIGURES)
            answer = await stranger.get(BUDGET)

        assert answer.json()["figures"] == []

    @pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
    async def test_is_only_read(self, world: World, method: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.request(method, BUDGET)

        assert answer.status_code == 405


class TestHealth:
    async def test_is_alive_under_its_name(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.get("/api/v1/health/budget")

        assert answer.status_code == 200
        assert answer.json()["name"] == "budget"
