"""How widely a plan spreads."""

import json
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest

from shared.domain.planning.changes import Scenario
from shared.domain.planning.engine import simulate
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Simulation
from shared.domain.planning.uncertainty_model import PERCENTILES, Spread, Uncertainty
from tests.domain.planning.plans import assumed, change, goal, household, what_if


def uncertain(baseline: Baseline, *scenarios: Scenario, months: int = 24, **wish: Any) -> Simulation:
    """The plan with its spread."""
    uncertainty = Uncertainty.model_validate_json(json.dumps(wish))
    return simulate(baseline, scenarios, months=months, assumed=assumed(), uncertainty=uncertainty)


def spread_of(simulation: Simulation) -> Spread:
    """The baseline's."""
    assert simulation.baseline.spread is not None
    return simulation.baseline.spread


POOR = household(cash=2_000_000, emergency_fund=0, incomes=[{"id": "salary", "amount": 5_000_000}])
"""Spends what comes in, and has two fifths of it put by."""


class TestSpread:
    def test_without_deviation_is_the_plan_itself_on_every_path(self) -> None:
        baseline = household(goals=[goal(target_on="2028-06-30"), goal("trip", target=5_000_000)])

        simulation = uncertain(
            baseline,
            what_if(change("GOAL_DROPPED", "2027-06", goal="wedding")),
            income_deviation=0,
            price_deviation=0,
        )

        for outcome in (simulation.baseline, simulation.scenarios[0].outcome):
            assert outcome.spread is not None
            assert [band.cash for band in outcome.spread.percentiles] == [outcome.series.cash] * len(
                PERCENTILES
            )
            assert outcome.spread.stays_above_zero == 1

    def test_is_the_same_for_the_same_seed_and_another_for_another(self) -> None:
        one, again, other = (spread_of(uncertain(POOR, seed=seed)) for seed in (7, 7, 8))

        assert one == again
        assert one.percentiles != other.percentiles

    def test_names_what_it_rests_on(self) -> None:
        told = spread_of(uncertain(POOR, paths=200, income_deviation=0.25)).model

        assert told.model_dump(mode="json") == {
            "distribution": "LOGNORMAL",
            "goals": "AS_PLANNED_WHERE_LEFT",
            "paths": 200,
            "seed": 20_261_123,
            "income_deviation": 0.25,
            "price_deviation": 0.01,
            "correlation": 0.0,
        }

    def test_draws_the_same_luck_for_every_scenario(self) -> None:
        simulation = uncertain(POOR, what_if(), what_if(change("PURCHASE", name="TV", amount=1_000_000)))
        same, poorer = (it.outcome.spread for it in simulation.scenarios)

        assert same == simulation.baseline.spread
        assert same is not None
        assert poorer is not None
        assert [band.cash[0] - 1_000_000 for band in same.percentiles] == [
            band.cash[0] for band in poorer.percentiles
        ]

    def test_has_percentiles_in_order(self) -> None:
        bands = [band.cash for band in spread_of(uncertain(POOR)).percentiles]

        for low, high in pairwise(bands):
            assert all(under <= over for under, over in zip(low, high, strict=True))

    def test_of_one_month_of_income_is_the_lognormal_distribution(self) -> None:
        """With s = 0.3: sigma = sqrt(log(1.09)) = 0.29356; the median is exp(-sigma^2 / 2) = 0.95783."""
        baseline = household(categories=[], cash=0, emergency_fund=0)

        bands = spread_of(
            uncertain(baseline, months=1, paths=5_000, income_deviation=0.3, price_deviation=0)
        ).percentiles

        told = {band.percent: band.cash[0] / 8_000_000 for band in bands}
        expected = {5: 0.5910, 25: 0.7858, 50: 0.9578, 75: 1.1676, 95: 1.5523}
        assert all(abs(told[percent] / value - 1) < 0.03 for percent, value in expected.items())

    def test_of_prices_widens_like_the_root_of_time(self) -> None:
        """A year's deviation of 10 % is 20 % after four years, as far as the logarithm is small."""
        food = [{"id": "food", "group": "NEEDS", "amount": 1_000_000}]
        baseline = household(incomes=[], categories=food, cash=0, emergency_fund=0)

        spread = spread_of(
            uncertain(baseline, months=48, paths=5_000, income_deviation=0, price_deviation=0.1)
        )

        low, _, middle, _, high = (band.cash for band in spread.percentiles)
        widths = [(low[month] - low[month - 1], high[month] - high[month - 1]) for month in (12, 47)]
        assert all(dear < -1_000_000 < cheap for dear, cheap in widths)
        assert widths[1][1] - widths[1][0] > 1.5 * (widths[0][1] - widths[0][0])
        assert abs(middle[47] / -48_000_000 - 1) < 0.02

    def test_leaves_what_is_fixed_as_it_is(self) -> None:
        rent = [{"id": "rent", "group": "NEEDS", "amount": 3_000_000, "is_fixed": True}]

        simulation = uncertain(household(categories=rent), income_deviation=0, price_deviation=1)

        assert {band.cash for band in spread_of(simulation).percentiles} == {simulation.baseline.series.cash}

    def test_takes_income_and_prices_together_where_they_are_correlated(self) -> None:
        together = spread_of(uncertain(POOR, correlation=1, income_deviation=0.2, price_deviation=0.2))
        against = spread_of(uncertain(POOR, correlation=-1, income_deviation=0.2, price_deviation=0.2))

        assert together.percentiles[0].cash[0] > against.percentiles[0].cash[0]


class TestProbability:
    def test_is_a_share_of_paths_with_its_standard_error(self) -> None:
        spread = spread_of(uncertain(POOR, paths=1_000, income_deviation=0.3))

        likely = float(spread.stays_above_zero)
        assert 0.1 < likely < 0.9
        assert abs(float(spread.standard_error) - sqrt(likely * (1 - likely) / 1_000)) < 0.0005

    def test_over_many_seeds_strays_as_far_as_its_standard_error_says(self) -> None:
        found = [spread_of(uncertain(POOR, paths=400, seed=seed, income_deviation=0.3)) for seed in range(60)]
        likely = [float(it.stays_above_zero) for it in found]
        mean = sum(likely) / len(likely)
        strayed = sqrt(sum((each - mean) ** 2 for each in likely) / (len(likely) - 1))

        assert strayed == pytest.approx(float(found[0].standard_error), rel=0.3)

    @pytest.mark.parametrize(("cash", "likely"), [(15_000_000, 1), (-15_000_000, 0)])
    def test_of_certainty_still_has_an_error(self, cash: int, likely: int) -> None:
        told = household(cash=cash, emergency_fund=0, incomes=[], categories=[])

        spread = spread_of(uncertain(told))

        assert spread.stays_above_zero == likely
        assert spread.standard_error > 0
