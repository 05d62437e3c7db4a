"""Every attempt that an actor can make on rows that are not theirs to touch, made from the expectations.

The same attempts run over HTTP with real tokens (`over_http.py`) and as SQL in a replica that is broken on
purpose (`over_sql.py`), so that each expected denial is also seen to fail when its wall is down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from tests.database.expectations import TABLES
from tests.database.expected.model import ACTORS, OTHERS, ROLES, Actor, Table, Verb

Whose = Literal["owner", "nobody"]


class Outcome(StrEnum):
    """What came of an attempt."""

    REFUSED = "refused"
    """The database said no."""
    WITHOUT_EFFECT = "without effect"
    """It ran, and nothing of whose rows it was aimed at was seen or changed."""
    DONE = "done"
    """Such a row was seen, changed, made or removed."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One actor tries one verb, on one column where the verb takes one, on rows of the owner or nobody."""

    actor: Actor
    table: str
    verb: Verb
    column: str | None = None
    whose: Whose = "owner"

    @property
    def expected(self) -> Outcome:
        """What must come of it."""
        return _expected(self, TABLES[self.table])

    @property
    def role(self) -> str:
        """The role that the database sees."""
        return ROLES[self.actor]

    @property
    def names_another(self) -> bool:
        """Whether it writes whose the row is."""
        return self.column == TABLES[self.table].owner_column

    def __str__(self) -> str:
        target = f"{self.table}.{self.column}" if self.column else self.table
        return f"{self.actor} {self.verb} {target}" + (" of nobody" if self.whose == "nobody" else "")


def attempts_of(actor: Actor, table: str) -> Iterator[Attempt]:
    """All attempts of one actor on one table."""
    if TABLES[table].owner_column:
        yield from _attempts(actor, table, "owner")
    if TABLES[table].nobodys:
        yield from _attempts(actor, table, "nobody")


def attempts_on(table: str) -> list[Attempt]:
    """All attempts of all actors on one table."""
    return [attempt for actor in ACTORS for attempt in attempts_of(actor, table)]


def _attempts(actor: Actor, table: str, whose: Whose) -> Iterator[Attempt]:
    yield Attempt(actor=actor, table=table, verb="select", whose=whose)
    for column in _insertable(actor, TABLES[table], whose):
        yield Attempt(actor=actor, table=table, verb="insert", column=column, whose=whose)
    for column in TABLES[table].columns:
        yield Attempt(actor=actor, table=table, verb="update", column=column, whose=whose)
    yield Attempt(actor=actor, table=table, verb="delete", whose=whose)


def _insertable(actor: Actor, table: Table, whose: Whose) -> Iterator[str]:
    """Who adds for others must name them, or nobody; what a signed-in person adds without is theirs."""
    if table.owner_column and (actor in OTHERS or whose == "nobody"):
        yield table.owner_column
    else:
        yield from table.columns


def _expected(attempt: Attempt, table: Table) -> Outcome:
    column = attempt.column or next(iter(table.columns))
    if not table.may(attempt.role, attempt.verb, column):
        return Outcome.REFUSED
    if attempt.role == "service_role":
        return Outcome.DONE
    if attempt.whose == "nobody":
        return Outcome.DONE if attempt.verb == "select" else Outcome.WITHOUT_EFFECT
    return Outcome.DONE if attempt.actor == "owner" else Outcome.WITHOUT_EFFECT
