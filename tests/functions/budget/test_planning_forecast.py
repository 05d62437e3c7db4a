"""The cash of the next days over HTTP."""

from typing import Any

from shared.domain.planning.model import PlannedDebt
from tests.builders.ledger import Ledger
from tests.domain.planning.forecast.lives import even_life, with_bills
from tests.domain.planning.plans import flat_debt
from tests.functions.budget.world import DATA, FIGURES, World

FORECAST = "/api/v1/financial/budget/forecast"


async def forecast_of(world: World, *, language: str = "id") -> dict[str, Any]:
    """The owner's forecast."""
    async with world.as_owner() as owner:
        answer = await owner.get(FORECAST, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestForecast:
    async def test_gives_ninety_days_ready_to_draw(self, world: World) -> None:
        world.facts.books[world.owner.id] = with_bills(even_life(), opening=3_000_000)

        told = await forecast_of(world)

        assert len(told["days"]) == 90
        assert told["days"][0] == {
            "day": "2026-11-23",
            "due": 0,
            "cash": 2_930_000,
            "low": 2_930_000,
            "high": 2_930_000,
        }
        assert told["band"] == {"level": 0.8, "paths": 2000, "seed": 20_261_123}
        assert told["basis"] == "pengeluaran sehari-hari dari 12 minggu terakhir"
        assert {it["id"] for it in told["assumptions"]} == {
            *("planning.forecast_weeks_min", "planning.forecast_weeks_max"),
            "planning.forecast_week_deviations",
        }

    async def test_tells_the_day_cash_runs_short_and_why(self, world: World) -> None:
        world.facts.books[world.owner.id] = even_life(a_day=50_000, opening=1_000_000)
        kept = world.plans.of[world.owner.id]
        kept.debts.append(PlannedDebt.model_validate({**flat_debt(), "due_day": 1}))

        told = await forecast_of(world)

        assert told["short"]["day"] == "2026-12-01"
        assert told["short"]["because"][0]["name"] == "bike"
        assert told["due"][0]["label"] == "bike"
        assert told["message"].startswith("Uang tunaimu diperkirakan kurang mulai 1 Desember 2026")

    async def test_speaks_english_when_asked(self, world: World) -> None:
        world.facts.books[world.owner.id] = with_bills(even_life(), opening=30_000_000)

        told = await forecast_of(world, language="en")

        assert told["message"].startswith("Your cash lasts the next 90 days")
        assert told["basis"] == "everyday spending of the last 12 weeks"

    async def test_goes_by_what_was_declared_where_nothing_is_tracked(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)

        told = await forecast_of(world)

        assert (told["opening"], told["emergency_fund"], told["band"]) == (1_000_000, 2_000_000, None)
        assert told["everyday"]["basis"] == "USUAL_MONTH"
        assert told["everyday"]["income_a_month"] == 5_500_000
        assert told["message"] == (
            "Uang tunaimu di luar dana darurat cukup untuk 90 hari ke depan: paling rendah Rp1.022.997 pada "
            "23 November 2026. Dana darurat Rp2.000.000 tidak terpakai."
        )

    async def test_says_usual_income_where_its_day_is_known(self, world: World) -> None:
        world.facts.books[world.owner.id] = Ledger(start_day=25)
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)

        told = await forecast_of(world)

        assert (told["due"][0]["day"], told["due"][0]["label"]) == ("2026-11-25", "pemasukan biasa")
        assert told["short"] is None

    async def test_of_somebody_new_names_what_is_missing(self, world: World) -> None:
        told = await forecast_of(world)

        assert told["missing"] == ["current_savings", "monthly_expenses"]
        assert (told["opening"], told["short"]) == (None, None)

    async def test_is_nobody_elses(self, world: World) -> None:
        world.facts.books[world.owner.id] = even_life()
        async with world.as_stranger() as stranger:
            told = (await stranger.get(FORECAST)).json()

        assert told["opening"] is None

    async def test_takes_one_round_trip_and_knows_no_parameter(self, world: World) -> None:
        world.facts.books[world.owner.id] = even_life()

        await forecast_of(world)
        assert world.facts.reads == 1
        async with world.as_owner() as owner:
            answer = await owner.get(FORECAST, params={"days": "30"})

        assert answer.json()["errors"][0]["pointer"] == "/query/days"

    async def test_comes_back_when_the_database_is_down(self, world: World) -> None:
        world.table.down = True
        async with world.as_owner() as owner:
            assert (await owner.get(FORECAST)).status_code == 503
