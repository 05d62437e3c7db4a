"""Rates, limits and bracket tables as dated data: each with its unit, first day, source and last check."""

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar, cast

from pydantic import BeforeValidator, Discriminator, Field, Tag, TypeAdapter, model_validator

from shared.domain.values import Value
from shared.words import Words

ABOVE = "above"
"""How the last row of a table writes that it has no upper end."""


class NoValueInForce(LookupError):
    """An assumption has no value yet on the day that was asked for."""


class Dated(Value):
    """What holds from its first day on, until a later one takes over."""

    since: date = Field(alias="from")
    source: str = Field(min_length=1)
    checked_on: date
    review_after: date
    confirmed: bool

    def stale(self, day: date) -> bool:
        """Whether it should have been looked at again before `day`."""
        return day > self.review_after


class DatedValue(Dated):
    """One number."""

    value: Decimal


class Bracket(Value):
    """A row of a table: the rate up to and with `up_to` rupiah; the last row has no end."""

    up_to: int | None = Field(gt=0)
    rate: Decimal = Field(ge=0, lt=1)

    @model_validator(mode="before")
    @classmethod
    def _written_as_pair(cls, row: object) -> object:
        if not isinstance(row, list):
            return row
        up_to, rate = cast("list[object]", row)
        return {"up_to": None if up_to == ABOVE else up_to, "rate": rate}


class DatedTable(Dated):
    """Rates by brackets of rupiah, lowest first; `applies_to` names whom it is for, where there are more."""

    applies_to: tuple[str, ...] = ()
    rows: tuple[Bracket, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _climbs(self) -> "DatedTable":
        if any(row.up_to is None for row in self.rows[:-1]) or self.rows[-1].up_to is not None:
            raise ValueError("the last row of a table, and only that, has no upper end")
        if any(later <= earlier for earlier, later in pairwise(self._ends)):
            raise ValueError("rows must be ordered by their upper ends, each once")
        if any(later.rate <= earlier.rate for earlier, later in pairwise(self.rows)):
            raise ValueError("each row must have a higher rate than the one before")
        return self

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(row.up_to for row in self.rows if row.up_to is not None)

    def place(self, amount: int) -> int:
        """The index of the row that `amount` falls into; an upper end belongs to its own row."""
        return bisect_left(self._ends, amount)


D = TypeVar("D", bound=Dated)


def _in_force(known: Sequence[D], day: date, description: str) -> D:
    for one in reversed(known):
        if one.since <= day:
            return one
    raise NoValueInForce(f"{description}: no value on {day.isoformat()}")


def _oldest_first(known: Sequence[Dated]) -> None:
    if any(later.since <= earlier.since for earlier, later in pairwise(known)):
        raise ValueError("values must be ordered by their first day, each day once")


def _both_languages(written: object) -> object:
    return Words(id=written, en=written) if isinstance(written, str) and written else written


Description = Annotated[Words, BeforeValidator(_both_languages)]
"""What an assumption is about, as `{ id = "...", en = "..." }`; a bare text stands for both languages."""


class Described(Value):
    """What an assumption is about, in words."""

    description: Description


class Assumption(Described):
    """One rate or limit with all the values it has had, oldest first."""

    unit: Literal["fraction", "months", "days", "count", "deviations", "rupiah"]
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> "Assumption":
        _oldest_first(self.values)
        return self

    @property
    def begins(self) -> date:
        """The first day of its first value."""
        return self.values[0].since

    @property
    def latest(self) -> DatedValue:
        """The newest value known, in force or to come."""
        return self.values[-1]

    def on(self, day: date) -> DatedValue:
        """The value in force on `day`. Raises NoValueInForce before the first one."""
        return _in_force(self.values, day, self.description.en)


class BracketTable(Described):
    """One table of brackets with all the versions it has had, oldest first."""

    unit: Literal["brackets"]
    tables: tuple[DatedTable, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> "BracketTable":
        _oldest_first(self.tables)
        return self

    @property
    def begins(self) -> date:
        """The first day of its first version."""
        return self.tables[0].since

    @property
    def latest(self) -> DatedTable:
        """The newest version known, in force or to come."""
        return self.tables[-1]

    def on(self, day: date) -> DatedTable:
        """The table in force on `day`. Raises NoValueInForce before the first one."""
        return _in_force(self.tables, day, self.description.en)


def _kind(entry: Mapping[str, object]) -> str:
    return "table" if "tables" in entry else "value"


Entry = Annotated[
    Annotated[Assumption, Tag("value")] | Annotated[BracketTable, Tag("table")], Discriminator(_kind)
]
_ENTRIES = TypeAdapter(dict[str, Entry])


@cache
def topics() -> tuple[str, ...]:
    """The names of the files of this folder, in alphabetical order."""
    files = resources.files("shared.domain.assumptions").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@cache
def entries(topic: str) -> Mapping[str, Assumption | BracketTable]:
    """Everything in one file of this folder, by name. A malformed file stops with its place."""
    text = resources.files("shared.domain.assumptions").joinpath(f"{topic}.toml").read_text("utf-8")
    return MappingProxyType(_ENTRIES.validate_python(tomllib.loads(text)))


@cache
def assumptions(topic: str) -> Mapping[str, Assumption]:
    """The rates and limits of one file of this folder, by name."""
    known = entries(topic).items()
    return MappingProxyType({name: one for name, one in known if isinstance(one, Assumption)})


@cache
def tables(topic: str) -> Mapping[str, BracketTable]:
    """The bracket tables of one file of this folder, by name."""
    known = entries(topic).items()
    return MappingProxyType({name: one for name, one in known if isinstance(one, BracketTable)})


def parse(text: str) -> dict[str, Assumption]:
    """The rates and limits written in TOML, checked. Raises pydantic's ValidationError, naming the place."""
    known = _ENTRIES.validate_python(tomllib.loads(text)).items()
    return {name: one for name, one in known if isinstance(one, Assumption)}


def parse_tables(text: str) -> dict[str, BracketTable]:
    """The bracket tables written in TOML, checked. Raises pydantic's ValidationError, naming the place."""
    known = _ENTRIES.validate_python(tomllib.loads(text)).items()
    return {name: one for name, one in known if isinstance(one, BracketTable)}
