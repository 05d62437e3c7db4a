"""The words in which expectations are said: who may do what with which column, and what rows hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verb = Literal["select", "insert", "update", "delete"]
Actor = Literal["anon", "owner", "stranger", "consultant", "admin", "service"]

ACTORS: tuple[Actor, ...] = ("anon", "owner", "stranger", "consultant", "admin", "service")
OTHERS: tuple[Actor, ...] = ("stranger", "consultant", "admin")
"""Everybody who is signed in and is not the owner."""
ROLES: Mapping[Actor, str] = {
    "anon": "anon",
    "owner": "authenticated",
    "stranger": "authenticated",
    "consultant": "authenticated",
    "admin": "authenticated",
    "service": "service_role",
}


@dataclass(frozen=True)
class Ref:
    """The id of a row that the same person has in another table: their first, or a later one."""

    table: str
    row: int = 0


@dataclass(frozen=True)
class Own:
    """A text that is always the same for one person and differs between people."""

    start: str


@dataclass(frozen=True)
class Fresh:
    """Something that no row holds yet: a text that begins so, or an id."""

    start: str = ""


@dataclass(frozen=True)
class Yesterday:
    """The day before, whenever the tests run."""


Json = str | int | bool | list[str] | dict[str, str] | list[dict[str, str]]
"""A value as a client sends it."""
Value = Json | Ref | Own | Fresh | Yesterday


@dataclass(frozen=True, kw_only=True)
class Column:
    """What its owner may do with a column, what their row holds and what somebody tries to write."""

    owner: str
    other: Value
    """What somebody tries to write; a new row that needs the column has it too."""
    canary: Value | None = None
    """What the owner's first row holds, found nowhere else where it is `telling`."""
    telling: bool = True
    needed: bool = False
    """Whether no row can do without it."""

    def allows(self, verb: Verb) -> bool:
        return verb in self.owner.split()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: whose its rows are, how one is found, its columns, its policies, and who may do what."""

    columns: Mapping[str, Column]
    policies: Mapping[Verb, str]
    service: str
    """The verbs of the secret key. It inserts any column, and updates what owners, if any, may update."""
    owner_column: str | None = "user_id"
    """The column that names the owner; None where all rows belong to nobody."""
    key: tuple[str, ...] = ("id",)
    owner_deletes: bool = False
    rows: tuple[Mapping[str, Value], ...] = ({},)
    """The rows that everybody has, each by what sets it apart from a new one."""
    nobodys: Mapping[str, Json] | None = None
    """A row without an owner, where there are any: whoever is signed in reads it, nobody writes it."""

    @property
    def owned_by(self) -> str:
        """The column that names the owner, in a table that has owners."""
        assert self.owner_column is not None
        return self.owner_column

    def may(self, role: str, verb: Verb, column: str) -> bool:
        """Whether a role holds a privilege on a column (for delete: on the table)."""
        if role == "service_role":
            kept = verb == "update" and self.owner_column and not self.columns[column].allows("update")
            return verb in self.service.split() and not kept
        if verb == "delete":
            return role == "authenticated" and self.owner_deletes
        return role == "authenticated" and self.columns[column].allows(verb)


SELECT = "select"
INSERT = "select insert"
UPDATE = "select update"
WRITE = "select insert update"
SOME_ID = "00000000-0000-4000-8000-00000000dead"
SOME_TIME = "2001-02-03T04:05:06+00:00"

ID = Column(owner=SELECT, other=Fresh())
CHOSEN_ID = Column(owner=INSERT, other=Fresh())
"""An id that a client may choose, so that a repeat finds its own row."""
OWNER = Column(owner=SELECT, other=SOME_ID)
INSTANTS: Mapping[str, Column] = {
    "created_at": Column(owner=SELECT, other=SOME_TIME),
    "updated_at": Column(owner=SELECT, other=SOME_TIME),
}
