"""Taking one's transactions along: all of them as one file, which imports back to the same rows."""

from collections.abc import AsyncIterator
from typing import Protocol

from shared.domain.budget.imports.export import ExportedTransaction, first_line, lines_of


class ExportStore(Protocol):
    """The caller's transactions with the names that make them readable elsewhere."""

    def pages(self) -> AsyncIterator[tuple[ExportedTransaction, ...]]:
        """Every transaction once, in the order of day and id."""
        ...


class ExportService:
    """The caller's transactions as a file."""

    def __init__(self, *, store: ExportStore) -> None:
        self._store = store

    async def write(self) -> bytes:
        """The whole file: CSV in UTF-8 with a byte order mark."""
        pieces = [first_line().encode()]
        async for page in self._store.pages():
            pieces.append(lines_of(page).encode())
        return b"".join(pieces)
