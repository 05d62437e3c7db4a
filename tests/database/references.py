"""Rows of one person that name a row of another: every column that refers to something owned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from psycopg import Connection, sql

from tests.database.expectations import TABLES
from tests.database.expected.model import Json, Ref
from tests.database.planting import add, assignments, identity, matches, new_row, resolved

Writer = Literal["insert", "update"]
NAMED_TOGETHER: Mapping[str, Mapping[str, Json | None]] = {
    "account_id": {"balance": None},
    "to_account_id": {"amount": -1},
    "import_id": {"line": 9},
}
"""What else a row needs that refers so."""
LEGS = ("transactions", "transfer_id")
"""What refers to no row: it is in `test_references.py` by itself."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A column of a table that names another row, written as part of a new row or into one that is there."""

    table: str
    column: str
    verb: Writer

    @property
    def is_open(self) -> bool:
        """Whether its owner may write it directly."""
        return TABLES[self.table].columns[self.column].allows(self.verb)

    def __str__(self) -> str:
        return f"{self.verb} {self.table}.{self.column}"

    def new_row(self, writer: UUID, named: UUID) -> dict[str, Json | None]:
        """A row of the writer that names a row of somebody, maybe themselves."""
        return new_row(self.table, writer) | self.change(named)

    def change(self, named: UUID) -> dict[str, Json | None]:
        """What is written to name a row of somebody."""
        columns = TABLES[self.table].columns
        value = resolved(columns[self.column].other, named)
        together = NAMED_TOGETHER.get(self.column, {})
        return {name: each for name, each in together.items() if name in columns} | {self.column: value}

    def write(self, connection: Connection, writer: UUID, named: UUID, *, as_client: bool) -> None:
        """Write it in SQL; a client's row is the client's without being told whose it is."""
        if self.verb == "insert":
            whose: dict[str, Json] = {} if as_client else {TABLES[self.table].owned_by: str(writer)}
            add(connection, self.table, self.new_row(writer, named) | whose)
            return
        statement = sql.SQL("update public.{} set {} where {}").format(
            sql.Identifier(self.table),
            assignments(self.change(named)),
            matches(identity(self.table, writer)),
        )
        connection.execute(statement)


def references() -> Iterator[Reference]:
    """Every reference to something that people own."""
    for name, table in TABLES.items():
        for column, expected in table.columns.items():
            if isinstance(expected.other, Ref) and (name, column) != LEGS:
                yield Reference(table=name, column=column, verb="insert")
                yield Reference(table=name, column=column, verb="update")
