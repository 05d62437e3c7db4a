"""How each function is called with the owner's ids, by the owner and by others.

A call by its owner must show or change something of theirs: only then does it say anything that the same call
by somebody else does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import LiteralString

from tests.database.expected.model import Json, Ref


@dataclass(frozen=True)
class Mine:
    """The id of a row of whoever calls; a `Ref` is always the owner's."""

    ref: Ref


@dataclass(frozen=True)
class Whole:
    """The owner's first row in a table, as a client could make it up."""

    table: str


@dataclass(frozen=True)
class Sql:
    """A value that only SQL can say, and that names nobody."""

    expression: LiteralString


Argument = Json | Ref | Mine | Whole | Sql | None | Sequence["Argument"] | Mapping[str, "Argument"]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of a function; its arguments by name."""

    function: str
    given: Mapping[str, Argument] = field(default_factory=dict[str, Argument])
    shows: str | None = None
    """What only the owner is shown, where that holds no canary and no id."""

    def __str__(self) -> str:
        return f"{self.function}({', '.join(self.given)})"
