"""The banks whose files are known by name: one TOML file each, with the public source of its layouts."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

from pydantic import Field

from shared.domain.budget.imports.headings import plain
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.table import Line
from shared.domain.values import Value

PROFILES = ("bca", "bri", "mandiri")
_LOOKED_AT = 60
"""Lines from the top among which a header is looked for."""


class Layout(Value):
    """One layout of a bank's files, found by its exact headings.

    `apostrophes`: text cells begin with one that is not part of the text. `spread`: empty columns may
    stand between the headings. `continued_under_time`: a row whose date is only a time goes on with the
    text of the row above.
    """

    name: str = Field(pattern=r"^[a-z]+(\.[a-z]+)+$", max_length=60)
    headings: tuple[str, ...] = Field(min_length=3)
    mapping: Mapping
    apostrophes: bool = False
    spread: bool = False
    continued_under_time: bool = False


class Profile(Value):
    """A bank with its layouts, and the day on which their sources were last read."""

    bank: str
    checked_on: date
    layouts: tuple[Layout, ...]


class KnownHeader(NamedTuple):
    """Where a known layout's header stands, and the layout with the columns that it has there."""

    at: int
    layout: Layout


@cache
def profile(name: str) -> Profile:
    """One of PROFILES. A malformed file stops with its place."""
    text = (
        resources.files("shared.domain.budget.imports.profiles").joinpath(f"{name}.toml").read_text("utf-8")
    )
    return Profile.model_validate(tomllib.loads(text))


def known_header(lines: Sequence[Line]) -> KnownHeader | None:
    """The first line that is the header of a known layout."""
    for index, line in enumerate(lines[:_LOOKED_AT]):
        for layout in _layouts():
            placed = _placed(layout, line)
            if placed is not None:
                return KnownHeader(index, placed)
    return None


@cache
def _layouts() -> tuple[Layout, ...]:
    return tuple(layout for name in PROFILES for layout in profile(name).layouts)


def _placed(layout: Layout, line: Line) -> Layout | None:
    """The layout with the columns of this header; None where the line is another one's."""
    found = [plain(cell) for cell in line.cells]
    columns = (
        [column for column, heading in enumerate(found) if heading] if layout.spread else [*range(len(found))]
    )
    if [found[column] for column in columns] != [plain(heading) for heading in layout.headings]:
        return None
    return layout.model_copy(update={"mapping": _moved(layout.mapping, columns)})


def _moved(mapping: Mapping, columns: Sequence[int]) -> Mapping:
    def moved(column: int | None) -> int | None:
        return None if column is None else columns[column]

    return mapping.model_copy(
        update={
            "date": columns[mapping.date],
            "description": tuple(columns[column] for column in mapping.description),
            "amount": moved(mapping.amount),
            "debit": moved(mapping.debit),
            "credit": moved(mapping.credit),
            "marker": moved(mapping.marker),
            "balance": moved(mapping.balance),
        }
    )
