"""Plans over HTTP: what if."""

from datetime import date
from typing import Any

from functions.budget.endpoints.planning import router
from shared.domain.goals.model import GoalKind
from shared.domain.planning.model import PlannedDebt
from tests.builders.bookings import Purse, monthly
from tests.builders.months import YEAR, usual_year
from tests.domain.planning.plans import HOUSEHOLD, change, flat_debt
from tests.domain.planning.storing import kept_goal
from tests.functions.budget.world import DATA, FIGURES, World

SIMULATE = "/api/v1/financial/budget/simulate"
EXAMPLES: dict[str, Any] = {route.path: route.options.get("example") for route in router.routes}


async def simulated(world: World, body: dict[str, Any], *, language: str = "id") -> dict[str, Any]:
    """The owner's plan."""
    async with world.as_owner() as owner:
        answer = await owner.post(SIMULATE, json=body, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


def with_changes(*changes: dict[str, Any], **baseline: Any) -> dict[str, Any]:
    """A body with one scenario."""
    return {
        "months": 24,
        "baseline": {**HOUSEHOLD, **baseline},
        "scenarios": [{"name": "Kalau", "changes": list(changes)}],
    }


class TestSimulate:
    async def test_takes_its_own_example(self, world: World) -> None:
        told = await simulated(world, EXAMPLES[SIMULATE])

        assert len(told["months"]) == 36
        assert [it["outcome"]["name"] for it in told["scenarios"]] == [
            "Berhenti kerja tiga bulan",
            "Laptop dengan paylater",
        ]
        assert told["scenarios"][0]["outcome"]["verdict"]["code"] == "fund_touched"
        assert told["baseline"]["spread"]["model"]["seed"] == 20_261_123

    async def test_gives_series_that_balance_in_every_month(self, world: World) -> None:
        told = await simulated(world, EXAMPLES[SIMULATE])

        for outcome in (told["baseline"], *(it["outcome"] for it in told["scenarios"])):
            series, cash = outcome["series"], told["start"]["baseline"]["cash"]
            for month in range(36):
                cash += series["income"][month] + series["borrowed"][month] - series["spending"][month]
                cash -= series["saving"][month] + series["debt_payments"][month]
                cash -= series["goal_contributions"][month]
                assert series["cash"][month] == cash

    async def test_says_the_verdict_with_its_figures(self, world: World) -> None:
        body = with_changes(change("INCOME_LOSS", income="salary"))

        told = (await simulated(world, body))["scenarios"][0]["outcome"]

        assert told["verdict"] == {
            "code": "short",
            "good": False,
            "figures": [
                {"name": "first", "value": "2027-03", "unit": "month"},
                {"name": "most", "value": 105_000_000, "unit": "rupiah"},
                {"name": "month", "value": "2028-11", "unit": "month"},
                {"name": "set_aside", "value": 0, "unit": "rupiah"},
            ],
        }
        assert told["message"] == (
            "Tidak cukup: uang tunai habis mulai Maret 2027, paling banyak kurang Rp105.000.000 pada "
            "November 2028."
        )

    async def test_speaks_english_when_asked(self, world: World) -> None:
        told = await simulated(world, with_changes(), language="en")

        assert told["baseline"]["message"] == (
            "Fine: no month ends with less cash than Rp18,000,000 (December 2026), and your net worth ends "
            "at Rp87,000,000."
        )

    async def test_cites_the_assumptions_that_it_used_and_no_others(self, world: World) -> None:
        with_child = await simulated(world, with_changes(change("CHILD")))
        without = await simulated(world, with_changes())

        assert {it["id"] for it in with_child["assumptions"]} == {
            *("planning.birth_months", "planning.child_older_from", "planning.child_share"),
            *("planning.child_until", "planning.other_adult_share"),
        }
        assert all(it["source"] and it["label"] for it in with_child["assumptions"])
        assert without["assumptions"] == []

    async def test_keeps_nothing_and_asks_nothing_where_a_baseline_is_sent(self, world: World) -> None:
        world.table.down = True

        told = await simulated(world, with_changes())

        assert told["start"]["figures"] == []


class TestStoredBaseline:
    def lively(self, world: World) -> None:
        """A year of rent, meals and shopping, paid by a salary."""
        world.facts.books[world.owner.id] = usual_year(
            accounts={
                "bank": Purse(opening=10_000_000),
                "darurat": Purse(opening=5_000_000, for_emergencies=True),
            }
        ).with_entries(*monthly(-100_000, months=YEAR, day=9, category="wants.coffee", merchant="Kopi"))

    async def test_is_what_is_tracked_and_says_so(self, world: World) -> None:
        self.lively(world)

        start = (await simulated(world, {"months": 12}))["start"]

        figures = {it["id"]: it for it in start["figures"]}
        assert start["baseline"]["start"] == "2026-12"
        assert start["baseline"]["incomes"] == [
            {"id": "income", "name": None, "amount": 6_000_000, "growth": 0.0, "pay_months": []}
        ]
        assert figures["baseline.income"]["basis"] == "tracked"
        assert figures["baseline.category.wants.coffee"]["value"] == 100_000
        assert figures["baseline.category.wants.coffee"]["label"] == "Pengeluaran per bulan: Kopi & jajan"
        english = (await simulated(world, {"months": 12}, language="en"))["start"]
        labels = {it["id"]: it["label"] for it in english["figures"]}
        assert labels["baseline.category.wants.coffee"] == "Monthly spending: Coffee & snacks"
        assert figures["baseline.emergency_fund"]["value"] == 5_000_000

    async def test_spends_in_all_what_the_budget_says_is_usual(self, world: World) -> None:
        self.lively(world)

        told = await simulated(world, {"months": 1})
        async with world.as_owner() as owner:
            budget = (await owner.get("/api/v1/financial/budget")).json()

        usual = {it["id"]: it["value"] for it in budget["figures"]}
        assert told["baseline"]["series"]["spending"] == [usual["snapshot.monthly_expenses"]]
        assert told["baseline"]["series"]["income"] == [usual["snapshot.monthly_income"]]

    async def test_is_what_was_declared_where_nothing_is_tracked(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)

        start = (await simulated(world, {}))["start"]

        assert {it["id"]: (it["value"], it["basis"]) for it in start["figures"]} == {
            "baseline.income": (5_500_000, "declared"),
            "baseline.emergency_fund": (2_000_000, "declared"),
            "baseline.cash": (3_000_000, "declared"),
            "baseline.other_assets": (0, "computed"),
            "baseline.category.other": (4_800_000, "computed"),
        }

    async def test_takes_declared_debts_out_of_declared_spending(self, world: World) -> None:
        loan = {"kind": "PAYLATER", "name": "HP", "balance": 2_400_000, "monthly_payment": 400_000}
        async with world.as_owner() as owner:
            await owner.post(DATA, json={**FIGURES, "current_debt": None, "liabilities": [loan]})

        series = (await simulated(world, {"months": 8}))["baseline"]["series"]

        assert series["debt_payments"] == [400_000] * 6 + [0, 0]
        assert series["spending"][0] == 4_400_000

    async def test_follows_the_debts_and_goals_that_are_kept(self, world: World) -> None:
        self.lively(world)
        kept = world.plans.of[world.owner.id]
        kept.debts.append(PlannedDebt.model_validate(flat_debt()))
        kept.goals += [
            kept_goal("Nikah", target=12_000_000, held={"bank": 1_000_000}, target_on=date(2027, 12, 1)),
            kept_goal(
                "Darurat",
                kind=GoalKind.EMERGENCY_FUND,
                target=9_000_000,
                held={"darurat": 5_000_000, "bank": 1_000_000},
            ),
        ]

        told = await simulated(world, {"months": 12})

        start = told["start"]["baseline"]
        assert start["debts"][0]["id"] == "bike"
        assert [(it["name"], it["target"], it["set_aside"]) for it in start["goals"]] == [
            ("Nikah", 12_000_000, 1_000_000),
            ("Darurat", 3_000_000, 0),
        ]
        assert start["emergency_fund"] == 6_000_000
        how = {it["label"]: it["how"] for it in told["start"]["figures"]}
        assert "dana darurat" in how["Tersimpan untuk Darurat"]
        assert how["Tersimpan untuk Nikah"] == "yang sudah disisihkan untuk tujuan ini"
        assert told["baseline"]["series"]["debt_payments"][0] == 600_000

    async def test_takes_one_round_trip_whatever_is_stored(self, world: World) -> None:
        """Categories that rest this month are told with the others."""
        self.lively(world)
        rent = monthly(-1_000_000, months=YEAR[:-1], day=28, category="needs.debt", merchant="Adira")
        world.facts.books[world.owner.id] = world.facts.books[world.owner.id].with_entries(*rent)

        start = (await simulated(world, {"months": 1}))["start"]

        assert world.facts.reads == 1
        assert "needs.debt" in {it["id"] for it in start["baseline"]["categories"]}

    async def test_of_somebody_new_is_refused(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(SIMULATE, json={})

        assert [it["pointer"] for it in answer.json()["errors"]] == ["/baseline"]

    async def test_is_nobody_elses(self, world: World) -> None:
        self.lively(world)
        async with world.as_stranger() as stranger:
            answer = await stranger.post(SIMULATE, json={})

        assert answer.status_code == 422
