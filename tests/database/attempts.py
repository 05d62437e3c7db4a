"""Every attempt that an actor can make on the owner's rows, made from the expectations.

The same attempts run over HTTP with real tokens (`over_http.py`) and as SQL in a replica that is broken on
purpose (`over_sql.py`), so that each expected denial is also seen to fail when its wall is down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tests.database.expectations import ACTORS, ROLES, TABLES, Actor, Table, Verb


class Outcome(StrEnum):
    """What came of an attempt."""

    REFUSED = "refused"
    """The database said no."""
    WITHOUT_EFFECT = "without effect"
    """It ran, and nothing of the owner's was seen or changed."""
    DONE = "done"
    """The owner's row was seen, changed, made or removed."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One actor tries one verb, on one column where the verb takes one, against the owner's row."""

    actor: Actor
    table: str
    verb: Verb
    column: str | None = None

    @property
    def expected(self) -> Outcome:
        """What must come of it."""
        return _expected(self, TABLES[self.table])

    def __str__(self) -> str:
        target = f"{self.table}.{self.column}" if self.column else self.table
        return f"{self.actor} {self.verb} {target}"


def attempts_of(actor: Actor, table: str) -> Iterator[Attempt]:
    """All attempts of one actor on one table."""
    yield Attempt(actor=actor, table=table, verb="select")
    for column in _insertable(actor, TABLES[table]):
        yield Attempt(actor=actor, table=table, verb="insert", column=column)
    for column in TABLES[table].columns:
        yield Attempt(actor=actor, table=table, verb="update", column=column)
    yield Attempt(actor=actor, table=table, verb="delete")


def attempts_on(table: str) -> list[Attempt]:
    """All attempts of all actors on one table."""
    return [attempt for actor in ACTORS for attempt in attempts_of(actor, table)]


def _insertable(actor: Actor, table: Table) -> Iterator[str]:
    """Another signed-in person attacks by naming the owner; what they add for themselves is theirs."""
    if actor in ("stranger", "consultant", "admin"):
        yield table.owner_column
    else:
        yield from table.columns


def _expected(attempt: Attempt, table: Table) -> Outcome:
    role = ROLES[attempt.actor]
    if attempt.verb == "delete":
        allowed = role == "service_role" and "delete" in table.service.split()
        return Outcome.DONE if allowed else Outcome.REFUSED
    column = attempt.column or table.owner_column
    if not table.may(role, attempt.verb, column):
        return Outcome.REFUSED
    mine = attempt.actor in ("owner", "service")
    return Outcome.DONE if mine else Outcome.WITHOUT_EFFECT
