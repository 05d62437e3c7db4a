"""What a use of a model costs, from dated prices."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from importlib import resources
from itertools import pairwise

from pydantic import Field, TypeAdapter

from shared.domain.assumptions.dated import Dated
from shared.domain.values import Value

UsdMicros = int
"""Millionths of a US dollar: at a price for a million tokens, exactly tokens times price."""


class TokenCount(Value):
    """Tokens of one use. `cached` are among the input, thoughts among the output."""

    input: int = Field(ge=0)
    output: int = Field(ge=0)
    cached: int = Field(default=0, ge=0)


class ModelPrice(Dated):
    """US dollars for a million tokens; `cached` of None counts like other input."""

    input: Decimal = Field(ge=0)
    output: Decimal = Field(ge=0)
    cached: Decimal | None = Field(default=None, ge=0)


_PRICES = TypeAdapter(dict[str, tuple[ModelPrice, ...]])


def parse(written: str) -> Mapping[str, Sequence[ModelPrice]]:
    """Prices by model, oldest first. Raises ValueError where they are not in order."""
    known = _PRICES.validate_python(tomllib.loads(written))
    for model, prices in known.items():
        if any(later.since <= earlier.since for earlier, later in pairwise(prices)):
            raise ValueError(f"{model}: prices must be ordered by their first day, each day once")
    return known


@cache
def _prices() -> Mapping[str, Sequence[ModelPrice]]:
    return parse(resources.files("shared.domain.usage").joinpath("prices.toml").read_text("utf-8"))


def price_of(model: str, *, day: date) -> ModelPrice | None:
    """The price of a model in force on `day`; None where none is known."""
    known = [price for price in _prices().get(model, ()) if price.since <= day]
    return known[-1] if known else None


def cost_of(model: str, tokens: TokenCount, *, day: date) -> UsdMicros | None:
    """What these tokens cost, half-even to a millionth of a dollar; None where the price is not known."""
    price = price_of(model, day=day)
    if price is None:
        return None
    cached = min(tokens.cached, tokens.input)
    cached_price = price.input if price.cached is None else price.cached
    exact = (tokens.input - cached) * price.input + cached * cached_price + tokens.output * price.output
    return int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))
