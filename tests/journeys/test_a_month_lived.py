"""A month lived through over HTTP: the first sentence, the bank's own file, the month, and its report."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from tests.people import People

FINANCIAL = "/api/v1/financial"
SENTENCE = "gaji 7,5jt ke bca, makan siang di warteg 35rb pakai gopay, bayar listrik 250rb dari bca"
SAID = {7_500_000, -35_000, -250_000}


class Month:
    """What somebody does in the app, over the wire."""

    def __init__(self, client: httpx.AsyncClient, stack: Running) -> None:
        self._client = client
        self._key = {"apikey": stack.publishable_key}

    async def add(self, table: str, **values: object) -> dict[str, Any]:
        """Write a row as the frontend does."""
        headers = {**self._key, "Prefer": "return=representation"}
        answer = await self._client.post(f"/rest/v1/{table}", json=values, headers=headers)
        return answer.raise_for_status().json()[0]

    async def category(self, code: str) -> str:
        """The id of a system category."""
        found = await self._client.get(
            "/rest/v1/categories", params={"code": f"eq.{code}", "select": "id"}, headers=self._key
        )
        return found.raise_for_status().json()[0]["id"]

    async def get(self, path: str, **query: str) -> httpx.Response:
        """Read; the answer must be there."""
        answer = await self._client.get(f"{FINANCIAL}{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer

    async def post(self, path: str, *, status: int, **told: Any) -> dict[str, Any]:
        """Send, and have the answer as JSON."""
        headers = {"Idempotency-Key": str(uuid4()), **told.pop("headers", {})}
        answer = await self._client.post(f"{FINANCIAL}{path}", headers=headers, **told)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
async def month(stack: Running, people: People) -> AsyncIterator[Month]:
    """A newcomer's month."""
    person = await people("sari.bulan")
    headers = {"Authorization": f"Bearer {person.access_token}"}
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=60, trust_env=False) as client:
        yield Month(client, stack)


def statement(day: date) -> bytes:
    """A bank file of that day: the salary and the bill that were typed, two like coffees, and more."""
    written = f"{day:%Y-%m-%d}"
    rows = (
        ("TRSF GAJI PT MAJU", 7_500_000),
        ("PLN PREPAID", -250_000),
        ("KOPI KENANGAN", -22_000),
        ("KOPI KENANGAN", -22_000),
        ("=INDOMARET", -85_500),
    )
    lines = [f"{written},{description},{amount}" for description, amount in rows]
    return "\n".join(("Date,Description,Amount", *lines)).encode()


async def test_a_month_is_lived_from_the_first_sentence_to_the_report(month: Month) -> None:
    today = today_in_jakarta(now=datetime.now(UTC))
    bank = await month.add("accounts", name="BCA", kind="BANK", opening_balance=1_000_000)
    await month.add("accounts", name="GoPay", kind="E_WALLET", opening_balance=200_000)
    eating = await month.category("needs.eating")
    label = (await month.get("/budget")).json()["month"]["summary"]["month"]
    await month.add("budgets", category_id=eating, month=label, amount=600_000)

    read = await month.post("/transactions/parse", status=200, json={"text": SENTENCE})
    entries = [proposal["entry"] for proposal in read["proposals"]]
    saved = await month.post("/transactions", status=201, json={"entries": entries})
    staged = await month.post(
        "/imports",
        status=201,
        content=statement(today),
        params={"account_id": bank["id"]},
        headers={"Content-Type": "text/csv"},
    )
    booked = await month.post(f"/imports/{staged['id']}/commit", status=200)
    lived = (await month.get("/budget")).json()["month"]
    files = {
        name: (await month.get("/budget/report", format=name)).content
        for name in ("svg", "pdf", "csv", "xlsx")
    }
    exported = (await month.get("/transactions/export")).content.decode("utf-8-sig")

    assert {entry["amount"] for entry in entries} == SAID
    assert len(saved["items"]) == len(SAID)
    assert staged["counts"]["possible_duplicates"] == 2, "what was typed is not booked again"
    assert booked["booked"]["rows"] == 3
    summary = lived["summary"]
    assert (summary["income"], summary["spending"]) == (7_500_000, 35_000 + 250_000 + 44_000 + 85_500)
    eaten = next(row for row in summary["categories"] if row["category_id"] == eating)
    assert (eaten["amount"], eaten["budget"]["available"]) == (35_000, 565_000)
    figures = {figure["id"]: figure["value"] for figure in lived["figures"]}
    assert figures["month.everyday_money"] == 1_200_000 + 7_500_000 - 414_500
    assert files["svg"].startswith(b"<svg")
    assert files["pdf"].startswith(b"%PDF-")
    assert files["csv"].startswith(b"\xef\xbb\xbf")
    assert files["xlsx"].startswith(b"PK")
    assert "'=INDOMARET" in exported, "a formula is text on the way out"


async def test_a_file_that_was_taken_back_leaves_what_was_typed(month: Month) -> None:
    bank = await month.add("accounts", name="BCA", kind="BANK")
    await month.add("accounts", name="GoPay", kind="E_WALLET")
    read = await month.post("/transactions/parse", status=200, json={"text": SENTENCE})
    entries = [proposal["entry"] for proposal in read["proposals"]]
    await month.post("/transactions", status=201, json={"entries": entries})
    file = statement(today_in_jakarta(now=datetime.now(UTC)))
    told: dict[str, Any] = {
        "content": file,
        "params": {"account_id": bank["id"]},
        "headers": {"Content-Type": "text/csv"},
    }

    first = await month.post("/imports", status=201, **told)
    await month.post(f"/imports/{first['id']}/commit", status=200)
    again = await month.post("/imports", status=201, **told)
    reverted = await month.post(f"/imports/{first['id']}/revert", status=200)
    summary = (await month.get("/budget")).json()["month"]["summary"]

    assert again["counts"]["new"] == 0, "the same file twice adds nothing"
    assert reverted["booked"]["removed"] == 3
    assert (summary["income"], summary["spending"]) == (7_500_000, 285_000)
