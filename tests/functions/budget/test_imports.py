"""Imports and the export over HTTP."""

import gzip
import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from shared.domain.budget.imports.bounds import MAX_PACKED
from shared.domain.budget.transactions import AccountKind
from tests.builders.bookkeeping import an_account
from tests.domain.budget.imports.files import fixture, workbook
from tests.functions.budget.world import World

IMPORTS = "/api/v1/financial/imports"
EXPORT = "/api/v1/financial/transactions/export"
BANK = an_account("BCA")
CARD = an_account("Kartu", kind=AccountKind.CREDIT_CARD)
CSV = {"Content-Type": "text/csv"}
ENGLISH = {"Accept-Language": "en"}
AMBIGUOUS = b"Tanggal,Keterangan,Jumlah\n01/02/2026,Kopi,-15.000\n03/04/2026,Gaji,500.000\n"
ANSWERS = {"date": 0, "description": [1], "amount": 2, "date_order": "DMY", "decimal_mark": ","}


@pytest.fixture
def keeper(world: World) -> World:
    """A world whose owner has a bank account and a card."""
    world.ledger.books_of(world.owner).accounts.update({BANK.id: BANK, CARD.id: CARD})
    return world


async def send(
    client: httpx.AsyncClient, content: bytes, headers: dict[str, str] | None = None, **query: Any
) -> httpx.Response:
    """Send a file for the bank account."""
    told = {"account_id": str(BANK.id), "file_name": "mutasi.csv"} | query
    return await client.post(IMPORTS, content=content, params=told, headers=CSV | (headers or {}))


def pointers(answer: httpx.Response) -> list[str]:
    return [error["pointer"] for error in answer.json()["errors"]]


class TestReceiving:
    async def test_stages_a_known_bank_for_review(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, fixture("bca_personal.csv"))

        view = answer.json()
        assert answer.status_code == 201
        assert (view["state"], view["profile"], view["file_name"]) == (
            "READY",
            "bca.personal.en",
            "mutasi.csv",
        )
        assert (view["first_on"], view["last_on"]) == ("2026-05-02", "2026-05-15")
        assert view["counts"]["rows"] == 6
        assert view["counts"]["included"] == 5
        assert (view["counts"]["money_in"], view["counts"]["money_out"]) == (7_501_235, -1_320_000)
        assert view["balance"] == {"checked": 4, "disagreeing": 0, "lines": []}
        assert view["skipped_lines"] == 4
        assert view["questions"] == []

    async def test_tells_refused_rows_with_line_and_reason_in_both_languages(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            indonesian = (await send(owner, fixture("bca_personal.csv"))).json()["refused"]
            english = (await send(owner, fixture("bca_personal.csv"), ENGLISH)).json()["refused"]

        assert [(row["line"], row["code"]) for row in english] == [(11, "pending")]
        assert indonesian[0]["message"].startswith("Masih tertunda")
        assert english[0]["message"].startswith("Still pending")

    async def test_books_nothing_by_itself(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            await send(owner, fixture("bca_personal.csv"))

        assert keeper.ledger.books_of(keeper.owner).transactions == {}

    @pytest.mark.parametrize(
        ("content", "headers"),
        [
            (gzip.compress(fixture("bca_business.csv"), mtime=0), {"Content-Encoding": "gzip"}),
            (gzip.compress(fixture("bca_business.csv"), mtime=0), {"Content-Type": "application/gzip"}),
            (fixture("bca_business.csv"), {"Content-Type": "application/octet-stream"}),
            (
                workbook([["Tanggal", "Keterangan", "Jumlah"], [date(2026, 5, 1), "Kopi", -15_000]]),
                {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
            ),
        ],
        ids=["encoded", "packed", "unnamed", "workbook"],
    )
    async def test_takes_files_however_they_are_packed(
        self, keeper: World, content: bytes, headers: dict[str, str]
    ) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, content, headers)

        assert (answer.status_code, answer.json()["state"]) == (201, "READY")

    async def test_a_repeat_with_its_key_is_the_same_import(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            first = await send(owner, fixture("bca_personal.csv"), {"Idempotency-Key": "mei"})
            again = await send(owner, fixture("bca_personal.csv"), {"Idempotency-Key": "mei"})

        assert again.content == first.content
        assert len(keeper.imports.of(keeper.owner).imports) == 1


class TestQuestions:
    async def test_asks_what_could_mean_two_things_and_keeps_nothing(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, AMBIGUOUS, ENGLISH)

        view = answer.json()
        assert answer.status_code == 200
        assert (view["state"], view["id"], view["sample"]) == ("NEEDS_MAPPING", None, [])
        assert [(question["code"], question["field"]) for question in view["questions"]] == [
            ("date_order", "date_order"),
            ("decimal_mark", "decimal_mark"),
        ]
        assert view["questions"][0]["options"][0] == {"value": "DMY", "shows": "01/02/2026 → 2026-02-01"}
        assert view["questions"][0]["message"].startswith("The dates can be read")
        assert view["mapping"]["amount"] == 2
        assert [column["heading"] for column in view["columns"]] == ["Tanggal", "Keterangan", "Jumlah"]
        assert keeper.imports.of(keeper.owner).imports == {}

    async def test_an_answer_is_remembered_for_the_next_file_of_its_layout(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            told = await send(owner, AMBIGUOUS, mapping=json.dumps(ANSWERS))
            later = await send(owner, AMBIGUOUS.replace(b"01/02", b"05/06"))
        async with keeper.as_stranger() as stranger:
            keeper.ledger.books_of(keeper.stranger).accounts[BANK.id] = BANK
            unknown = await send(stranger, AMBIGUOUS)

        assert [row["amount"] for row in told.json()["sample"]] == [-15_000, 500_000]
        assert later.json()["sample"][0]["booked_on"] == "2026-06-05"
        assert unknown.json()["state"] == "NEEDS_MAPPING"

    async def test_asks_about_signs_of_a_card(self, keeper: World) -> None:
        content = b"Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-15000\n26/02/2026,Roti,20000\n"
        async with keeper.as_owner() as owner:
            answer = await send(owner, content, account_id=str(CARD.id))

        assert [question["code"] for question in answer.json()["questions"]] == ["positive_is"]

    @pytest.mark.parametrize(
        ("mapping", "pointer"),
        [
            ("{", "/query/mapping"),
            ("[]", "/query/mapping"),
            ('{"date": 0}', "/query/mapping"),
            ('{"date": 0, "amount": 1, "colour": 2}', "/query/mapping/colour"),
            ('{"date": -1, "amount": 1}', "/query/mapping/date"),
            ('{"date": 0, "amount": 1, "date_order": "YDM"}', "/query/mapping/date_order"),
            ('{"date": 0, "amount": 1, "debit": 2}', "/query/mapping"),
            ('{"date": 0, "amount": 63}', "/query/mapping"),
        ],
    )
    async def test_a_mapping_that_cannot_be_is_refused_with_its_place(
        self, keeper: World, mapping: str, pointer: str
    ) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, AMBIGUOUS, mapping=mapping)

        assert (answer.status_code, pointers(answer)) == (422, [pointer])


class TestRefusing:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "file_empty"),
            (b"%PDF-1.7\n\x01\x02\xff", "file_of_another_kind"),
            (b"\x01\x02\xff", "file_not_text"),
            (b"Mata Uang : USD\nTanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-35\n", "file_in_other_currency"),
            (b"Halo\n", "file_without_table"),
            (b"Tanggal,Jumlah\n", "file_without_rows"),
            (b"\x1f\x8bbroken", "file_broken"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_old_workbook"),
            (b'Tanggal,Jumlah\n25/02/2026,"1\n', "file_quote_open"),
            (b"Tanggal,Jumlah\n" + b"25/02/2026,1\n" * 50_001, "file_too_many_rows"),
        ],
    )
    async def test_a_file_that_cannot_be_read_says_why(
        self, keeper: World, content: bytes, code: str
    ) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, content)

        assert (answer.status_code, answer.json()["code"]) == (422, code)

    async def test_a_line_that_stops_reading_is_pointed_at(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, b'Tanggal,Jumlah\n25/02/2026,"1\n')

        assert pointers(answer) == ["/lines/2"]

    async def test_bombs_and_large_bodies_are_too_large(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            bomb = await send(owner, gzip.compress(b"\x00" * (41 * 1024 * 1024), mtime=0))
            large = await send(owner, b"x" * (MAX_PACKED + 1))

        assert (bomb.status_code, bomb.json()["code"]) == (413, "file_too_large")
        assert large.status_code == 413

    async def test_what_is_announced_as_packed_has_to_be(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, fixture("bca_business.csv"), {"Content-Encoding": "gzip"})

        assert (answer.status_code, answer.json()["code"]) == (422, "file_broken")

    async def test_another_kind_of_body_is_refused(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            answer = await send(owner, b"{}", {"Content-Type": "application/json"})

        assert answer.status_code == 415

    @pytest.mark.parametrize("account", [None, str(uuid4()), "7"], ids=["missing", "unknown", "no id"])
    async def test_an_account_of_ones_own_is_needed(self, keeper: World, account: str | None) -> None:
        told = {"file_name": "a.csv"} if account is None else {"account_id": account}
        async with keeper.as_owner() as owner:
            answer = await owner.post(IMPORTS, content=fixture("bca_business.csv"), params=told, headers=CSV)

        assert (answer.status_code, pointers(answer)) == (422, ["/query/account_id"])

    async def test_an_archived_account_takes_no_file(self, keeper: World) -> None:
        archived = BANK.model_copy(update={"archived": True})
        keeper.ledger.books_of(keeper.owner).accounts[BANK.id] = archived
        async with keeper.as_owner() as owner:
            answer = await send(owner, fixture("bca_business.csv"))

        assert pointers(answer) == ["/query/account_id"]

    async def test_nobody_imports_without_a_token(self, keeper: World) -> None:
        async with keeper.as_nobody() as nobody:
            answers = [
                await send(nobody, b""),
                await nobody.get(EXPORT),
                await nobody.get(f"{IMPORTS}/{uuid4()}"),
            ]

        assert [answer.status_code for answer in answers] == [401, 401, 401]


class TestBooking:
    async def test_books_once_and_answers_the_same_again(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            place = f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}"
            first = await owner.post(f"{place}/commit")
            again = await owner.post(f"{place}/commit")
            read = await owner.get(place)

        assert (first.status_code, first.json()["state"]) == (200, "COMMITTED")
        assert first.json()["booked"] == {"rows": 5, "removed": None, "kept": None}
        assert first.json() == again.json() == read.json()
        assert len(keeper.ledger.books_of(keeper.owner).transactions) == 5

    async def test_the_same_file_twice_adds_nothing(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            first = await send(owner, fixture("bca_personal.csv"))
            await owner.post(f"{IMPORTS}/{first.json()['id']}/commit")
            second = await send(owner, fixture("bca_personal.csv"))
            await owner.post(f"{IMPORTS}/{second.json()['id']}/commit")

        assert second.json()["counts"]["duplicates"] == 5
        assert len(keeper.ledger.books_of(keeper.owner).transactions) == 5

    async def test_taking_back_and_booking_again(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            place = f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}"
            too_early = await owner.post(f"{place}/revert")
            await owner.post(f"{place}/commit")
            reverted = await owner.post(f"{place}/revert")
            again = await owner.post(f"{place}/revert")
            too_late = await owner.post(f"{place}/commit")

        assert (too_early.status_code, too_early.json()["code"]) == (409, "import_not_booked")
        assert reverted.json()["state"] == "REVERTED"
        assert reverted.json()["booked"] == {"rows": 5, "removed": 5, "kept": 0}
        assert reverted.json() == again.json()
        assert (too_late.status_code, too_late.json()["code"]) == (409, "import_not_ready")
        assert keeper.ledger.books_of(keeper.owner).transactions == {}

    async def test_a_closed_month_refuses_the_whole_with_count_and_line(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            place = f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}"
            keeper.ledger.books_of(keeper.owner).closed_until = date(2026, 5, 2)
            answer = await owner.post(f"{place}/commit", headers=ENGLISH)

        assert (answer.status_code, answer.json()["code"]) == (409, "import_in_closed_month")
        assert "3 rows" in answer.json()["detail"]
        assert "line 6" in answer.json()["detail"]
        assert keeper.ledger.books_of(keeper.owner).transactions == {}

    @pytest.mark.parametrize("action", ["", "/commit", "/revert"])
    async def test_somebody_elses_import_is_not_there(self, keeper: World, action: str) -> None:
        async with keeper.as_owner() as owner:
            place = f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}{action}"
        async with keeper.as_stranger() as stranger:
            answer = await (stranger.post(place) if action else stranger.get(place))

        assert answer.status_code == 404

    async def test_an_unreachable_database_says_when_to_come_back(self, keeper: World) -> None:
        keeper.ledger.down = True
        async with keeper.as_owner() as owner:
            answer = await send(owner, fixture("bca_personal.csv"))

        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0


class TestExport:
    async def test_imports_back_into_an_empty_book_and_adds_nothing_to_ones_own(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            place = f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}"
            await owner.post(f"{place}/commit")
            file = await owner.get(EXPORT)
            mine = await owner.post(IMPORTS, content=file.content, headers=CSV)
        async with keeper.as_stranger() as stranger:
            theirs = await stranger.post(IMPORTS, content=file.content, headers=CSV)
            await stranger.post(f"{IMPORTS}/{theirs.json()['id']}/commit")

        assert file.headers["Content-Type"].startswith("text/csv")
        assert file.headers["Content-Disposition"].endswith("fintar.csv")
        assert mine.json()["counts"]["duplicates"] == 5
        assert theirs.json()["profile"] == "fintar"
        assert theirs.json()["accounts"] == [{"name": "BCA", "kind": "BANK", "is_new": True}]
        owners = keeper.ledger.books_of(keeper.owner).transactions.values()
        strangers = keeper.ledger.books_of(keeper.stranger).transactions.values()
        assert sorted((row.booked_on, row.amount, row.merchant, row.note) for row in strangers) == sorted(
            (row.booked_on, row.amount, row.merchant, row.note) for row in owners
        )

    async def test_packed_is_the_same_file(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            await owner.post(
                f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}/commit"
            )
            plain = await owner.get(EXPORT)
            packed = await owner.get(EXPORT, params={"packed": "true"})

        assert packed.headers["Content-Type"] == "application/gzip"
        assert gzip.decompress(packed.content) == plain.content

    async def test_without_transactions_it_is_the_header(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            file = await owner.get(EXPORT)

        assert file.content.startswith(b"\xef\xbb\xbffintar_id,date,account")
        assert file.content.count(b"\n") == 1

    async def test_ids_are_of_the_one_who_exports(self, keeper: World) -> None:
        async with keeper.as_owner() as owner:
            await owner.post(
                f"{IMPORTS}/{(await send(owner, fixture('bca_personal.csv'))).json()['id']}/commit"
            )
            file = await owner.get(EXPORT)

        ids = {UUID(line.split(",")[0]) for line in file.text.splitlines()[1:]}
        assert ids == set(keeper.ledger.books_of(keeper.owner).transactions)
