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


class Strayed(NamedTuple):
    """What incomes and prices stray by, as fractions of their plan, months x paths."""

    incomes: Floats
    prices: Floats


def spread(courses: Sequence[Course], wish: Uncertainty, assumed: Assumed) -> list[Spread]:
    """The spread of each course, all with the same draws."""
    model = _model(wish, assumed)
    strayed = _strayed(model, len(courses[0].cash))
    return [_spread(course, strayed, model) for course in courses]


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


def _strayed(model: SpreadModel, months: int) -> Strayed:
    """How far each month's income strays from its plan, and prices since the start, months x paths.

    Both are lognormal factors of mean 1, less 1. A factor with standard deviation s has sigma^2 =
    log(1 + s^2) and mu = -sigma^2 / 2. A year's price deviation is the sum of twelve independent ones.
    """
    draws = np.random.Generator(np.random.SFC64(model.seed))
    incomes = draws.standard_normal((months, model.paths))
    prices = draws.standard_normal((months, model.paths))
    correlation = float(model.correlation)
    if correlation:
        prices *= sqrt(1 - correlation**2)
        prices += correlation * incomes
    _scale(incomes, _sigma(float(model.income_deviation)))
    _scale(prices, _sigma(float(model.price_deviation)) / sqrt(MONTHS_A_YEAR))
    np.cumsum(prices, axis=0, out=prices)
    return Strayed(np.expm1(incomes, out=incomes), np.expm1(prices, out=prices))


def _sigma(deviation: float) -> float:
    return sqrt(log(1 + deviation * deviation))


def _scale(normals: Floats, sigma: float) -> None:
    normals *= sigma
    normals -= sigma * sigma / 2


def _spread(course: Course, strayed: Strayed, model: SpreadModel) -> Spread:
    cash = _cash(course, strayed)
    above = int(np.count_nonzero(cash.min(axis=0) >= 0))
    bands = np.rint(_percentiles(cash))
    probability = Decimal(above) / model.paths
    likely = Decimal(above + 1) / (model.paths + 2)
    error = (likely * (1 - likely) / model.paths).sqrt()
    return Spread(
        percentiles=tuple(
            Percentile(percent=percent, cash=tuple(map(int, band.tolist())))
            for percent, band in zip(PERCENTILES, bands, strict=True)
        ),
        stays_above_zero=probability.quantize(PLACES),
        standard_error=error.quantize(PLACES),
        model=model,
    )


def _percentiles(cash: Floats) -> Floats:
    """The percentiles of each month, percentiles x months, between two paths where one falls there.

    Sorts the paths of each month in place, which is faster than looking for ten places in them.
    """
    cash.sort(axis=1)
    places = np.array(PERCENTILES) / 100 * (cash.shape[1] - 1)
    below = np.floor(places).astype(int)
    lower, upper = cash[:, below], cash[:, np.ceil(places).astype(int)]
    return (lower + (upper - lower) * (places - below)).T


def _cash(course: Course, strayed: Strayed) -> Floats:
    """Cash by month and path, in rupiah.

    What deviates from the plan is added up beside it, so that without deviation each path is the plan. What
    the plan gives to goals is given as far as it is there above what is kept; what comes back comes back.
    """
    months, paths = strayed.incomes.shape
    cash, more = np.empty((months, paths)), np.empty(paths)
    now = np.full(paths, float(course.opening))
    planned = course.opening
    for month in range(months):
        given = course.contributions[month]
        np.multiply(strayed.incomes[month], course.income[month], out=more)
        now += more
        np.multiply(strayed.prices[month], course.flexible[month], out=more)
        now -= more
        now += course.cash[month] + given - planned
        if given > 0:
            np.subtract(now, course.kept, out=more)
            np.clip(more, 0, given, out=more)
            now -= more
        else:
            now -= given
        cash[month] = now
        planned = course.cash[month]
    return cash
