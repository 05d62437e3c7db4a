"""From one bank's file to somebody else's books, through the gateway with real tokens and a real database."""

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import httpx
import psycopg

from dev.stack.running import Running
from tests.domain.budget.imports.files import fixture, workbook
from tests.functions.budget.test_imports import CSV, EXPORT, IMPORTS
from tests.functions.budget.test_on_the_stack import signed_in
from tests.people import People

NOTES = ["=HYPERLINK(1)", "'kutip", "+62 811", "@sari", "-5", "dua\nbaris", 'koma, "kutip"', "kopi ☕"]


async def add(client: httpx.AsyncClient, stack: Running, table: str, **values: object) -> dict[str, Any]:
    """Add a row as a frontend does."""
    headers = {"apikey": stack.publishable_key, "Prefer": "return=representation"}
    answer = await client.post(f"/rest/v1/{table}", json=values, headers=headers)
    return answer.raise_for_status().json()[0]


async def call(client: httpx.AsyncClient, stack: Running, function: str, **told: object) -> Any:
    """Call a function as a frontend does."""
    answer = await client.post(
        f"/rest/v1/rpc/{function}", json=told, headers={"apikey": stack.publishable_key}
    )
    return answer.raise_for_status().json()


async def send(client: httpx.AsyncClient, content: bytes, **query: str) -> dict[str, Any]:
    """Send a file and book it."""
    staged = await client.post(IMPORTS, content=content, params=query, headers=CSV)
    assert staged.status_code == 201, staged.text
    booked = await client.post(f"{IMPORTS}/{staged.json()['id']}/commit")
    assert booked.status_code == 200, booked.text
    return {"staged": staged.json(), "booked": booked.json()}


async def test_a_statement_is_staged_categorized_booked_and_taken_back(
    stack: Running, people: People
) -> None:
    async with signed_in(stack, await people("sari")) as sari:
        account = await add(sari, stack, "accounts", name="BCA", kind="BANK")
        first = await send(sari, fixture("bca_personal.csv"), account_id=account["id"])
        second = await send(sari, fixture("bca_personal.csv"), account_id=account["id"])
        balances = await call(sari, stack, "account_balances")
        reverted = await sari.post(f"{IMPORTS}/{first['staged']['id']}/revert")

    assert first["staged"]["profile"] == "bca.personal.en"
    assert first["booked"]["booked"]["rows"] == 5
    assert first["staged"]["categorized"]["by_merchant"] >= 2
    assert [row["merchant"] for row in first["staged"]["sample"]].count("Kopi Kenangan") == 2
    assert second["staged"]["counts"]["duplicates"] == 5
    assert second["booked"]["booked"]["rows"] == 0
    assert balances[0]["balance"] == 7_500_000 - 70_000 - 1_250_000 + 1_235
    assert reverted.json()["booked"] == {"rows": 5, "removed": 5, "kept": 0}


async def test_a_layout_is_remembered_for_its_account_and_read_otherwise_left_out(
    stack: Running, people: People
) -> None:
    file = b"Tanggal;Keterangan;Jumlah;Nilai\n01/02;Kopi;-15.000;-1.500\n03/04;Gaji;500.000;50.000\n"
    mapping = {
        "date": 0,
        "description": [1],
        "amount": 2,
        "date_order": "DMY",
        "decimal_mark": ",",
        "year": 2026,
    }
    other_kind = workbook(
        [
            ["Date", "Details", "Amount"],
            [date(2026, 2, 2), "KOPI", -15_000],
            [date(2026, 4, 20), "Gaji", 500_000],
        ]
    )
    async with signed_in(stack, await people("sari")) as sari:
        bank, other = [
            (await add(sari, stack, "accounts", name=name, kind="BANK"))["id"] for name in ("A", "B")
        ]
        await send(sari, file, account_id=bank, mapping=json.dumps(mapping))

        async def asked(account: str) -> list[str]:
            answer = await sari.post(IMPORTS, content=file, params={"account_id": account}, headers=CSV)
            return [question["code"] for question in answer.json()["questions"]]

        same_account, elsewhere = await asked(bank), await asked(other)
        otherwise = await send(sari, file, account_id=bank, mapping=json.dumps(mapping | {"amount": 3}))
        workbook_of_it = await send(sari, other_kind, account_id=bank)

    assert same_account == ["year"]
    assert elsewhere == ["year", "decimal_mark"]
    assert [row["code"] for row in otherwise["staged"]["sample"]] == ["same_file", "same_file"]
    assert [row["code"] for row in workbook_of_it["staged"]["sample"]] == ["looks_like_another", None]
    assert [each["booked"]["booked"]["rows"] for each in (otherwise, workbook_of_it)] == [0, 1]


async def test_a_repeat_after_a_lost_answer_is_the_same_preflight(stack: Running, people: People) -> None:
    sari_herself = await people("sari")
    async with signed_in(stack, sari_herself) as sari:
        account = (await add(sari, stack, "accounts", name="BCA", kind="BANK"))["id"]
        headers = CSV | {"Idempotency-Key": "mei"}
        told: dict[str, Any] = {"params": {"account_id": account}, "headers": headers}
        first = await sari.post(IMPORTS, content=fixture("bca_personal.csv"), **told)
        connection = await psycopg.AsyncConnection.connect(stack.admin_database_url, autocommit=True)
        async with connection:
            await connection.execute(
                "update private.idempotency_keys set status = null, content_type = null, body = null,"
                " leased_until = now() where caller_id = %s",
                (sari_herself.id,),
            )
        again = await sari.post(IMPORTS, content=fixture("bca_personal.csv"), **told)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()


async def test_an_export_is_the_same_book_elsewhere_and_nothing_new_at_home(
    stack: Running, people: People
) -> None:
    async with signed_in(stack, await people("sari")) as sari, signed_in(stack, await people("budi")) as budi:
        bank = (await add(sari, stack, "accounts", name="=BCA", kind="BANK"))["id"]
        wallet = (await add(sari, stack, "accounts", name="GoPay", kind="E_WALLET"))["id"]
        own = (await add(sari, stack, "categories", name="+Kebun", budget_group="WANTS"))["id"]
        entries: list[dict[str, Any]] = [
            {
                "account_id": bank,
                "booked_on": "2026-10-01",
                "amount": -1000 - at,
                "note": note,
                "merchant": note.split("\n")[0],
            }
            for at, note in enumerate(NOTES)
        ]
        entries[0]["category_id"] = own
        entries += [
            {"account_id": bank, "to_account_id": wallet, "booked_on": "2026-10-02", "amount": -50_000},
            {
                "account_id": wallet,
                "booked_on": "2026-10-03",
                "amount": -3,
                "parts": [{"amount": -1, "category_id": own, "note": "=1"}, {"amount": -2}],
            },
        ]
        await call(sari, stack, "record_transactions", entries=entries)
        await call(sari, stack, "reconcile_account", account_id=wallet, balance=60_000, on_day="2026-10-04")
        export = (await sari.get(EXPORT)).content

        again = await sari.post(IMPORTS, content=export, headers=CSV)
        moved = await send(budi, export)
        theirs = (await budi.get(EXPORT)).content
        twice = await budi.post(IMPORTS, content=export, headers=CSV)
        balances = [await call(each, stack, "account_balances", on_day="2026-12-31") for each in (sari, budi)]

    assert again.json()["counts"]["new"] == 0
    assert again.json()["counts"]["duplicates"] == len(NOTES) + 4
    assert moved["staged"]["accounts"] == [
        {"name": "=BCA", "kind": "BANK", "is_new": True},
        {"name": "GoPay", "kind": "E_WALLET", "is_new": True},
    ]
    assert moved["staged"]["new_categories"] == ["+Kebun"]
    assert moved["booked"]["booked"]["rows"] == len(NOTES) + 4
    assert _comparable(theirs) == _comparable(export)
    assert twice.json()["counts"]["new"] == 0
    mine, his = [[(row["name"], row["balance"]) for row in book] for book in balances]
    assert mine == his


def _comparable(export: bytes) -> list[tuple[str, ...]]:
    """The cells of an export but for ids, which are new in every book."""
    lines = list(csv.DictReader(StringIO(export.decode("utf-8-sig"), newline="")))
    for line in lines:
        line |= {"fintar_id": "", "transfer": str(bool(line["transfer"])), "source": _source(line["source"])}
    return sorted(tuple(line.values()) for line in lines)


def _source(source: str) -> str:
    return source if source == "RECONCILIATION" else "any"
