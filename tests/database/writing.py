"""What an attempt writes, whichever way it is sent."""

from uuid import UUID

from tests.database.attempts import Attempt
from tests.database.expectations import TABLES
from tests.database.expected.model import OTHERS, Json
from tests.database.planting import new_row, resolved


def row_to_add(attempt: Attempt, *, owner: UUID, newcomer: UUID) -> dict[str, Json | None]:
    """A whole row that would be the owner's or nobody's, with the column that is tried.

    It refers to the owner's own rows, so that nothing but grants and policies stands in its way.
    """
    table = TABLES[attempt.table]
    row: dict[str, Json | None] = {**new_row(attempt.table, owner)}
    if table.owner_column and (attempt.actor == "service" or attempt.actor in OTHERS):
        row[table.owner_column] = str(owner)
    if not attempt.names_another:
        row[_column(attempt)] = value_to_write(attempt, owner=owner, newcomer=newcomer)
    elif attempt.whose == "nobody":
        row[table.owned_by] = None
    elif attempt.actor in ("owner", "anon"):
        row[table.owned_by] = str(newcomer)
    return row


def value_to_write(attempt: Attempt, *, owner: UUID, newcomer: UUID) -> Json:
    """What an attempt writes into its column: to name another is to give the row away or to take it."""
    if attempt.names_another:
        return str(newcomer)
    return resolved(TABLES[attempt.table].columns[_column(attempt)].other, owner)


def _column(attempt: Attempt) -> str:
    assert attempt.column is not None
    return attempt.column
