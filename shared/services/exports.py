"""Taking one's transactions along: all of them as one file, which imports back to the same rows."""

import asyncio
from collections.abc import AsyncIterator, Sequence
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
        writing = asyncio.create_task(asyncio.to_thread(_written, ()))
        async for page in self._store.pages():
            pieces.append(await writing)
            # While this page is written, the database looks for the next one.
            writing = asyncio.create_task(asyncio.to_thread(_written, page))
        pieces.append(await writing)
        return b"".join(pieces)


def _written(page: Sequence[ExportedTransaction]) -> bytes:
    return lines_of(page).encode()
