"""Getting a bank's history in: look at a file, stage it, book it as a whole, take it back."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple, Protocol
from uuid import UUID

from shared.domain.budget.categories.categorizer import Categorizer
from shared.domain.budget.categories.model import Bookkeeping
from shared.domain.budget.imports.examination import Examined, examine, is_remembered
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import (
    ImportNotReady,
    ImportPreview,
    ImportState,
    NewImport,
    WrongAccount,
)
from shared.domain.budget.imports.own_file import is_own_header
from shared.domain.budget.imports.reading import OpenedFile, open_file
from shared.domain.budget.imports.staging import StagedRow, staged_rows
from shared.domain.budget.transactions import Account, AccountKind
from shared.errors import NotFound

CHUNK = 2000
"""Rows that are staged with one request."""

_OWED = frozenset({AccountKind.CREDIT_CARD, AccountKind.PAYLATER})
_LINES_TOLD = 20


class BookkeepingReader(Protocol):
    """Reads what a person keeps beside transactions."""

    async def read_bookkeeping(self) -> Bookkeeping:
        """Accounts, categories, rules and earlier choices."""
        ...


class ImportStore(Protocol):
    """The caller's imports."""

    async def remembered_mapping(self, layout: str, account_id: UUID) -> Mapping | None:
        """How the latest file of this layout was read that its owner did not take back.

        Where it was of another account, only its columns.
        """
        ...

    async def start(self, new: NewImport) -> ImportState:
        """Begin an import, or find the one with its id; how far it is. Raises WrongAccount."""
        ...

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Add rows; lines that are there already are left."""
        ...

    async def finish(self, import_id: UUID) -> None:
        """All rows are there: find duplicates."""
        ...

    async def preview(self, import_id: UUID) -> ImportPreview:
        """The import for review. Raises NotFound."""
        ...

    async def commit(self, import_id: UUID) -> None:
        """Book it. Raises NotFound, ImportNotReady and ImportInClosedMonth."""
        ...

    async def revert(self, import_id: UUID) -> None:
        """Take it back. Raises NotFound, ImportNotBooked and BookedInClosedMonth."""
        ...


class UploadedFile(NamedTuple):
    """A file as it came, with what was told about it."""

    content: bytes
    name: str
    account_id: UUID | None
    mapping: Mapping | None


class Asked(NamedTuple):
    """A file that was looked at and leaves questions. Nothing of it is kept."""

    examined: Examined
    file_name: str
    account_id: UUID | None


class ImportService:
    """The caller's imports."""

    def __init__(self, *, store: ImportStore, bookkeeping: BookkeepingReader) -> None:
        self._store = store
        self._bookkeeping = bookkeeping

    async def receive(self, import_id: UUID, file: UploadedFile) -> ImportPreview | Asked:
        """Stage a file for review, or say what has to be answered first.

        Raises UnusableFile, FileTooLarge, MappingOutside, WrongAccount, and ImportNotReady where files sent
        after it have pushed it out meanwhile.
        """
        # In a thread: a large file takes seconds, and others are answered meanwhile.
        opened = await asyncio.to_thread(open_file, file.content)
        book = await self._bookkeeping.read_bookkeeping()
        account = _account_for(opened, file.account_id, book)
        examined = await self._examined(opened, account, file)
        if examined.questions:
            return Asked(examined, file.name, file.account_id)
        state = await self._store.start(_new_import(import_id, file, opened, examined, account))
        try:
            if state is ImportState.STAGING:
                # A repeat of the same request may be the first to finish.
                with suppress(ImportNotReady):
                    await self._stage(import_id, examined, account, book)
            return await self._store.preview(import_id)
        except NotFound:
            raise ImportNotReady from None

    async def read(self, import_id: UUID) -> ImportPreview:
        """The import for review. Raises NotFound."""
        return await self._store.preview(import_id)

    async def commit(self, import_id: UUID) -> ImportPreview:
        """Book it as a whole. Raises NotFound, ImportNotReady and ImportInClosedMonth."""
        await self._store.commit(import_id)
        return await self._store.preview(import_id)

    async def revert(self, import_id: UUID) -> ImportPreview:
        """Take it back as a whole. Raises NotFound, ImportNotBooked and BookedInClosedMonth."""
        await self._store.revert(import_id)
        return await self._store.preview(import_id)

    async def _examined(self, opened: OpenedFile, account: Account | None, file: UploadedFile) -> Examined:
        remembered = None
        if account is not None and file.mapping is None and is_remembered(opened):
            remembered = await self._store.remembered_mapping(opened.survey.layout, account.id)
        return await asyncio.to_thread(
            examine,
            opened,
            told=file.mapping,
            remembered=remembered,
            liability=account is not None and account.kind in _OWED,
        )

    async def _stage(
        self, import_id: UUID, examined: Examined, account: Account | None, book: Bookkeeping
    ) -> None:
        chunks = _chunks(
            staged_rows(
                examined,
                account_id=None if account is None else account.id,
                categories=book.categories,
                categorizer=Categorizer(book),
            )
        )
        chunk = await asyncio.to_thread(next, chunks, None)
        while chunk is not None:
            # The next ones are made ready while the database takes these.
            following = asyncio.to_thread(next, chunks, None)
            _, chunk = await asyncio.gather(self._store.stage(import_id, chunk), following)
        await self._store.finish(import_id)


def _account_for(opened: OpenedFile, account_id: UUID | None, book: Bookkeeping) -> Account | None:
    """The account of the file; None for Fintar's own, which names accounts. Raises WrongAccount."""
    if is_own_header(opened.survey.header):
        return None
    account = next((account for account in book.accounts if account.id == account_id), None)
    if account is None:
        raise WrongAccount
    return account


def _new_import(
    import_id: UUID, file: UploadedFile, opened: OpenedFile, examined: Examined, account: Account | None
) -> NewImport:
    summary: dict[str, object] = {"skipped": examined.skipped}
    if examined.balance is not None:
        summary["balance"] = {
            "checked": examined.balance.checked,
            "disagreeing": len(examined.balance.disagreeing),
            "lines": list(examined.balance.disagreeing[:_LINES_TOLD]),
        }
    return NewImport(
        id=import_id,
        account_id=None if account is None else account.id,
        file_name=file.name,
        file_sha256=opened.sha256,
        profile=examined.profile,
        layout=examined.layout,
        mapping=examined.mapping,
        summary=summary,
    )


def _chunks(rows: Iterator[StagedRow]) -> Iterator[list[StagedRow]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
