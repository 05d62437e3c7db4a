"""How uncertain a plan is taken to be, and how widely it then spreads."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from shared.domain.money import Fraction
from shared.domain.values import Value

DEFAULT_SEED = 20_261_123
PERCENTILES = (5, 25, 50, 75, 95)

Deviation = Annotated[Fraction, Field(ge=Decimal(0), le=Decimal(1), decimal_places=6)]


class Uncertainty(Value):
    """A wish to let incomes and prices vary. What is null follows dated assumptions.

    `income_deviation` is the standard deviation of a month's income from its plan, `price_deviation` that
    of a year's price growth from its own, `correlation` that of both in the same month. The same seed
    gives the same figures.
    """

    paths: Annotated[int, Field(strict=True, ge=100, le=5_000)] = 1_000
    seed: Annotated[int, Field(strict=True, ge=0, le=2**63 - 1)] = DEFAULT_SEED
    income_deviation: Deviation | None = None
    price_deviation: Deviation | None = None
    correlation: Annotated[Fraction, Field(ge=Decimal(-1), le=Decimal(1), decimal_places=6)] | None = None


class SpreadModel(Value):
    """What the uncertainty rests on, by name.

    Each month's income is its plan times a lognormal factor of mean 1. The prices of what varies are those
    of the plan times a lognormal factor of mean 1 that adds up from month to month; categories that are
    fixed, single purchases and debts keep to the plan. Goals get what the plan gives them, as far as cash
    above the emergency fund is there.
    """

    distribution: Literal["LOGNORMAL"] = "LOGNORMAL"
    goals: Literal["AS_PLANNED_WHERE_LEFT"] = "AS_PLANNED_WHERE_LEFT"
    paths: int
    seed: int
    income_deviation: Fraction
    price_deviation: Fraction
    correlation: Fraction


class Percentile(Value):
    """Cash at the end of each month that this percentage of the paths stays at or below."""

    percent: int
    cash: tuple[int, ...]


class Spread(Value):
    """How widely cash spreads, in whole rupiah by month, and how probable it is never to fall below zero.

    `standard_error` is that of the probability, from the number of paths: sqrt(p(1-p)/n) with p taken
    after one path more of each sort, so that it never pretends to be 0.
    """

    percentiles: tuple[Percentile, ...]
    stays_above_zero: Fraction
    standard_error: Fraction
    model: SpreadModel
