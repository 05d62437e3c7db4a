"""Receiving a file when requests repeat, run into each other or push each other out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import ImportNotReady, ImportPreview, ImportState
from shared.domain.budget.imports.staging import StagedRow
from shared.errors import NotFound
from shared.services.imports import CHUNK, Asked, ImportService, UploadedFile
from tests.builders.bookkeeping import an_account
from tests.fakes.imports import FakeImports, FakeImportsOfCaller
from tests.fakes.ledger import FakeLedger
from tests.fakes.web import a_caller

BANK, CARD = an_account("BCA"), an_account("BRI")
CLEAR = b"Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-15.000\n26/02/2026,Gaji,7.500.000\n"
AMBIGUOUS = b"Tanggal,Keterangan,Jumlah\n01/02/2026,Kopi,-15.000\n03/04/2026,Gaji,500.000\n"
ANSWERED = Mapping.model_validate(
    {"date": 0, "description": [1], "amount": 2, "date_order": "DMY", "decimal_mark": ","}
)


@dataclass
class Kept(FakeImportsOfCaller):
    """Imports that tell how rows came in."""

    chunks: list[int] = field(default_factory=list[int])

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Stage as always, and count."""
        self.chunks.append(len(rows))
        await super().stage(import_id, rows)


class PushedOut(Kept):
    """Imports where newer files have pushed this one out before its rows came."""

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Find nothing to stage into."""
        raise NotFound


class Overtaken(Kept):
    """Imports where a repeat of the request has finished before this one's rows came."""

    async def stage(self, import_id: UUID, rows: Sequence[StagedRow]) -> None:
        """Stage and finish as the repeat does, and come too late."""
        await super().stage(import_id, rows)
        await self.finish(import_id)
        raise ImportNotReady


def store_of(kind: type[Kept] = Kept) -> tuple[Kept, ImportService]:
    """A person's imports, and the service over them."""
    ledger, caller = FakeLedger(), a_caller()
    ledger.books_of(caller).accounts.update({BANK.id: BANK, CARD.id: CARD})
    plain = FakeImports(ledger).of(caller)
    store = kind(plain.ledger, plain.books, plain.imports, plain.digests)
    return store, ImportService(store=store, bookkeeping=ledger.transactions_of(caller))


def a_file(content: bytes, *, account: UUID = BANK.id, mapping: Mapping | None = None) -> UploadedFile:
    """A file for an account."""
    return UploadedFile(content, "mutasi.csv", account, mapping)


async def received(
    service: ImportService, file: UploadedFile, import_id: UUID | None = None
) -> ImportPreview:
    """What is staged of a file."""
    preview = await service.receive(import_id or uuid4(), file)
    assert isinstance(preview, ImportPreview)
    return preview


class TestRepeats:
    async def test_after_a_lost_answer_tells_the_same_and_stages_nothing_again(self) -> None:
        store, service = store_of()
        import_id = uuid4()

        first = await received(service, a_file(CLEAR), import_id)
        again = await received(service, a_file(CLEAR), import_id)

        assert first == again
        assert store.chunks == [2]

    async def test_after_it_was_booked_tells_that(self) -> None:
        _, service = store_of()
        import_id = uuid4()
        await received(service, a_file(CLEAR), import_id)
        booked = await service.commit(import_id)

        assert await received(service, a_file(CLEAR), import_id) == booked

    async def test_goes_on_where_a_dead_one_stopped(self) -> None:
        store, service = store_of()
        import_id = uuid4()
        whole = await received(service, a_file(CLEAR), import_id)
        store.imports[import_id].state = ImportState.STAGING
        del store.imports[import_id].rows[3]

        assert await received(service, a_file(CLEAR), import_id) == whole

    async def test_one_that_a_repeat_has_overtaken_tells_what_that_staged(self) -> None:
        _, service = store_of(Overtaken)

        preview = await received(service, a_file(CLEAR))

        assert (preview.stored.state, preview.counts.rows) == (ImportState.READY, 2)

    async def test_one_that_newer_files_pushed_out_says_so(self) -> None:
        _, service = store_of(PushedOut)

        with pytest.raises(ImportNotReady):
            await service.receive(uuid4(), a_file(CLEAR))


async def test_a_long_file_is_staged_in_chunks_that_hold_each_row_once() -> None:
    store, service = store_of()
    rows = b"".join(b"25/02/2026,Kopi %d,-%d\n" % (at, 1000 + at) for at in range(2 * CHUNK + 1))

    preview = await received(service, a_file(b"Tanggal,Keterangan,Jumlah\n" + rows))

    assert store.chunks == [CHUNK, CHUNK, 1]
    assert preview.counts.new == 2 * CHUNK + 1


class TestMemory:
    async def test_an_answer_is_for_one_account_and_its_columns_for_all(self) -> None:
        _, service = store_of()
        await received(service, a_file(AMBIGUOUS, mapping=ANSWERED))

        same = await service.receive(uuid4(), a_file(AMBIGUOUS))
        other = await service.receive(uuid4(), a_file(AMBIGUOUS, account=CARD.id))

        assert isinstance(same, ImportPreview)
        assert isinstance(other, Asked)
        assert [question.code for question in other.examined.questions] == ["date_order", "decimal_mark"]

    async def test_the_next_years_file_is_asked_for_its_year(self) -> None:
        _, service = store_of()
        file = AMBIGUOUS.replace(b"/2026", b"")
        told = ANSWERED.model_copy(update={"year": 2026})
        await received(service, a_file(file, mapping=told))

        later = await service.receive(uuid4(), a_file(file))

        assert isinstance(later, Asked)
        assert [question.code for question in later.examined.questions] == ["year"]

    async def test_nothing_is_remembered_of_a_file_without_a_header(self) -> None:
        _, service = store_of()
        file = AMBIGUOUS.partition(b"\n")[2]
        await received(service, a_file(file, mapping=ANSWERED))

        later = await service.receive(uuid4(), a_file(file))

        assert isinstance(later, Asked)
        assert [question.code for question in later.examined.questions] == ["columns"]
