"""Rates and limits as dated data: each value with its unit, first day, source and last check."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from pydantic import Field, TypeAdapter, model_validator

from shared.domain.values import Value


class NoValueInForce(LookupError):
    """An assumption has no value yet on the day that was asked for."""


class DatedValue(Value):
    """A value from its first day on, until a later one takes over."""

    since: date = Field(alias="from")
    value: Decimal
    source: str = Field(min_length=1)
    checked_on: date
    review_after: date
    confirmed: bool

    def stale(self, day: date) -> bool:
        """Whether the value should have been looked at again before `day`."""
        return day > self.review_after


class Assumption(Value):
    """One rate or limit with all the values it has had, oldest first."""

    description: str = Field(min_length=1)
    unit: Literal["fraction", "months", "days", "count", "deviations", "rupiah"]
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _oldest_first(self) -> "Assumption":
        days = [value.since for value in self.values]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise ValueError("values must be ordered by their first day, each day once")
        return self

    def on(self, day: date) -> DatedValue:
        """The value in force on `day`. Raises NoValueInForce before the first one."""
        in_force = [value for value in self.values if value.since <= day]
        if not in_force:
            raise NoValueInForce(f"{self.description}: no value on {day.isoformat()}")
        return in_force[-1]


_ASSUMPTIONS = TypeAdapter(dict[str, Assumption])


@cache
def assumptions(topic: str) -> Mapping[str, Assumption]:
    """The assumptions of one file of this folder, by name. A malformed file stops with its place."""
    text = resources.files("shared.domain.assumptions").joinpath(f"{topic}.toml").read_text("utf-8")
    return MappingProxyType(parse(text))


def parse(text: str) -> dict[str, Assumption]:
    """The assumptions written in TOML, checked. Raises pydantic's ValidationError, naming the place."""
    return _ASSUMPTIONS.validate_python(tomllib.loads(text))
