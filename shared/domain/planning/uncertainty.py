"""How widely cash spreads where incomes and prices vary: a seeded Monte Carlo.

The only part of planning that reckons in floats: rupiah are rounded half-even where they leave it, and
nothing exact is computed from them. numpy is imported by whoever imports this module, and by no one else.
Paths are drawn once and serve the baseline and every scenario alike, so that they can be compared.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.domain.planning.assumed import Assumed
from shared.domain.planning.uncertainty_model import PERCENTILES, Percentile, Spread, SpreadModel, Uncertainty

Floats = NDArray[np.float64]

MONTHS_A_YEAR = 12
PLACES = Decimal("0.0001")


class Course(NamedTuple):
    """A plan as it varies, in whole rupiah by month: `cash` and `contributions` as planned."""

    opening: int
    kept: int
    income: Sequence[int]
    flexible: Sequence[int]
    cash: Sequence[int]
    contributions: Sequence[int]


def spread(courses: Sequence[Course], wish: Uncertainty, assumed: Assumed) -> list[Spread]:
    """The spread of each course, all with the same draws."""
    model = _model(wish, assumed)
    months = len(courses[0].cash)
    incomes, prices = _factors(model, months)
    return [_spread(course, incomes, prices, model) for course in courses]


def _model(wish: Uncertainty, assumed: Assumed) -> SpreadModel:
    def known(told: Decimal | None, name: str) -> Decimal:
        return assumed.value(f"planning.{name}") if told is None else told

    return SpreadModel(
        paths=wish.paths,
        seed=wish.seed,
        income_deviation=known(wish.income_deviation, "income_deviation"),
        price_deviation=known(wish.price_deviation, "price_deviation"),
        correlation=known(wish.correlation, "income_price_correlation"),
    )


def _factors(model: SpreadModel, months: int) -> tuple[Floats, Floats]:
    """Lognormal factors of mean 1, months x paths: of each month's income, and of prices since the start.

    A factor with standard deviation s has sigma^2 = log(1 + s^2) and mu = -sigma^2 / 2. A year's price
    deviation is the sum of twelve months' independent ones.
    """
    draws = np.random.Generator(np.random.SFC64(model.seed))
    incomes = draws.standard_normal((months, model.paths))
    prices = draws.standard_normal((months, model.paths))
    correlation = float(model.correlation)
    prices *= sqrt(1 - correlation**2)
    prices += correlation * incomes
    _to_lognormal(incomes, _sigma(float(model.income_deviation)))
    sigma = _sigma(float(model.price_deviation)) / sqrt(MONTHS_A_YEAR)
    prices *= sigma
    prices -= sigma * sigma / 2
    np.cumsum(prices, axis=0, out=prices)
    np.exp(prices, out=prices)
    return incomes, prices


def _sigma(deviation: float) -> float:
    return sqrt(log(1 + deviation * deviation))


def _to_lognormal(normals: Floats, sigma: float) -> None:
    normals *= sigma
    normals -= sigma * sigma / 2
    np.exp(normals, out=normals)


def _spread(course: Course, incomes: Floats, prices: Floats, model: SpreadModel) -> Spread:
    cash = _cash(course, incomes, prices)
    above = int(np.count_nonzero(cash.min(axis=0) >= 0))
    bands = np.percentile(cash, PERCENTILES, axis=1)
    probability = Decimal(above) / model.paths
    likely = Decimal(above + 1) / (model.paths + 2)
    error = (likely * (1 - likely) / model.paths).sqrt()
    return Spread(
        percentiles=tuple(
            Percentile(percent=percent, cash=tuple(int(amount) for amount in np.rint(band)))
            for percent, band in zip(PERCENTILES, bands, strict=True)
        ),
        stays_above_zero=probability.quantize(PLACES),
        standard_error=error.quantize(PLACES),
        model=model,
    )


def _cash(course: Course, incomes: Floats, prices: Floats) -> Floats:
    """Cash by month and path, in rupiah.

    What deviates from the plan is added up beside it, so that without deviation each path is the plan. What
    the plan gives to goals is given as far as it is there above what is kept; what comes back comes back.
    """
    months, paths = incomes.shape
    cash = np.empty((months, paths))
    now = np.full(paths, float(course.opening))
    planned = course.opening
    for month in range(months):
        net = course.cash[month] + course.contributions[month] - planned
        now += net
        now += (incomes[month] - 1) * course.income[month]
        now -= (prices[month] - 1) * course.flexible[month]
        given = course.contributions[month]
        now -= np.minimum(np.maximum(now - course.kept, 0), given) if given > 0 else given
        cash[month] = now
        planned = course.cash[month]
    return cash
