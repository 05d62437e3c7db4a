"""Whatever texts people keep: their export, imported by somebody else, exports to the same again."""

import csv
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shared.domain.budget.categories.model import Suggestion
from shared.domain.budget.imports.examination import examine
from shared.domain.budget.imports.export import ExportedTransaction, first_line, lines_of
from shared.domain.budget.imports.reading import open_file
from shared.domain.budget.imports.staging import staged_rows
from tests.database.imports.staging import Row, stage, start
from tests.database.tracker.books import Books
from tests.domain.budget.imports.test_own_file import LINES, NOTES
from tests.people import People

ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"merchant": st.none() | LINES, "note": st.none() | NOTES, "amount": st.integers(-(10**15) + 1, -1)}
    ),
    min_size=1,
    max_size=5,
)


class Nothing:
    """Suggests nothing."""

    def suggest(self, description: str, amount: int) -> Suggestion | None:
        """No category."""
        return None

    def merchant_of(self, description: str) -> str | None:
        """No merchant."""
        return None


@pytest.fixture
async def readers(people: People, books: Books) -> list[Books]:
    """People with empty books, one for each example."""
    return [Books(person=await people("budi"), http=books.http) for _ in range(6)]


def exported(books: Books) -> str:
    """All one's transactions as a file."""
    rows = books.call("export_transactions")
    return first_line() + lines_of(ExportedTransaction.model_validate(row) for row in rows)


def take_in(books: Books, file: str) -> None:
    """Import a file and book it."""
    examined = examine(open_file(file.encode()))
    rows: list[Row] = list(staged_rows(examined, account_id=None, categories=[], categorizer=Nothing()))
    import_id = start(books)
    stage(books, import_id, *rows)
    books.call("finish_import", import_id=import_id)
    books.call("commit_import", import_id=import_id)


def told(file: str) -> list[tuple[Any, ...]]:
    """The cells of a file but for ids and sources."""
    lines = csv.DictReader(StringIO(file.removeprefix("\ufeff"), newline=""))
    return sorted(
        tuple(line[column] for column in line if column not in {"fintar_id", "source"}) for line in lines
    )


@settings(
    max_examples=5,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=LINES, entries=ENTRIES)
def test_an_export_of_any_texts_comes_back_as_it_was(
    books: Books, readers: list[Books], name: str, entries: list[dict[str, Any]]
) -> None:
    account = books.account(f"{name[:40]} {uuid4().hex[:8]}")
    books.record(*({"account_id": account, "booked_on": "2026-10-10"} | entry for entry in entries))
    file = exported(books)
    reader = readers.pop()

    take_in(reader, file)

    assert told(exported(reader)) == told(file)
