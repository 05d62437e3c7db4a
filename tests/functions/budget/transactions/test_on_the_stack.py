"""Transactions as they run: the functions and the SDK's own road, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from tests.builders.bookkeeping import category_id
from tests.functions.budget.transactions.paths import DUE, PARSE, RULES, TRANSACTIONS, TRANSFERS
from tests.people import People

RETURN = {"Prefer": "return=representation"}


class Frontend:
    """Somebody's app: rows by PostgREST, thinking by the functions."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def add(self, table: str, **row: Any) -> dict[str, Any]:
        """A row, inserted as its owner."""
        answer = await self.http.post(f"/rest/v1/{table}", json=row, headers=RETURN)
        return answer.raise_for_status().json()[0]

    async def change(self, table: str, row: str, **columns: Any) -> None:
        """A row, changed as its owner."""
        answer = await self.http.patch(f"/rest/v1/{table}", params={"id": f"eq.{row}"}, json=columns)
        answer.raise_for_status()

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows that its owner sees."""
        return (await self.http.get(f"/rest/v1/{table}")).raise_for_status().json()

    async def save(self, *entries: dict[str, Any], **headers: str) -> httpx.Response:
        """Entries, saved by the function."""
        return await self.http.post(TRANSACTIONS, json={"entries": entries}, headers=headers)


@pytest.fixture
async def frontend(stack: Running, people: People) -> Any:
    """The app of a fresh person."""
    person = await people("owner")
    headers = {"Authorization": f"Bearer {person.access_token}", "apikey": stack.publishable_key}
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=20, trust_env=False) as http:
        yield Frontend(http)


class TestALivedDay:
    async def test_goes_from_a_sentence_to_a_rule_that_reaches_the_past(self, frontend: Frontend) -> None:
        await frontend.add("accounts", name="GoPay", kind="E_WALLET", institution="GoPay")
        for text in ("ngopi 35rb pakai gopay", "makan siang di warung bu sri 20rb kemarin pakai gopay"):
            (proposal,) = (await frontend.http.post(PARSE, json={"text": text})).json()["proposals"]
            saved = await frontend.save(
                {**proposal["entry"], "merchant": "Warung Bu Sri", "category_id": None}
            )
            assert saved.status_code == 201
        first, second = await frontend.rows("transactions")

        await frontend.change("transactions", first["id"], category_id=str(category_id("wants.dining")))
        (rule,) = await frontend.rows("category_rules")
        preview = await frontend.http.get(f"{RULES}/{rule['id']}/preview")
        too_early = await frontend.http.post(f"{RULES}/{rule['id']}/apply")
        await frontend.change("category_rules", rule["id"], status="ACTIVE")
        applied = await frontend.http.post(f"{RULES}/{rule['id']}/apply")

        assert (rule["pattern"], rule["status"], rule["origin"]) == (
            "warung bu sri",
            "PROPOSED",
            "CORRECTION",
        )
        assert (too_early.status_code, preview.json()["changed"], applied.json()["changed"]) == (409, 1, 1)
        rows = {row["id"]: row["category_id"] for row in await frontend.rows("transactions")}
        assert rows[second["id"]] == rows[first["id"]] == str(category_id("wants.dining"))
        again = await frontend.http.post(PARSE, json={"text": "makan di warung bu sri 25rb pakai gopay"})
        assert again.json()["proposals"][0]["filed_as"] == "RULE"

    async def test_saves_once_however_often_it_is_sent(self, frontend: Frontend) -> None:
        account = (await frontend.add("accounts", name="BCA", kind="BANK"))["id"]
        entry = {"account_id": account, "booked_on": "2026-11-10", "amount": -9}
        key = {"Idempotency-Key": "coffee"}

        first = await frontend.save(entry, entry, **key)
        again = await frontend.save(entry, entry, **key)

        assert (first.status_code, again.content) == (201, first.content)
        assert len(await frontend.rows("transactions")) == 2

    async def test_points_at_what_the_database_refuses(self, frontend: Frontend) -> None:
        account = (await frontend.add("accounts", name="BCA", kind="BANK"))["id"]
        good = {"account_id": account, "booked_on": "2026-11-10", "amount": -9}
        bad = {**good, "account_id": "00000000-0000-4000-8000-00000000dead"}

        answer = await frontend.save(good, bad)

        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == ["/entries/1/account_id"]
        assert await frontend.rows("transactions") == []

    async def test_proposes_what_is_due_until_it_is_booked(self, frontend: Frontend) -> None:
        account = (await frontend.add("accounts", name="BCA", kind="BANK"))["id"]
        start = today_in_jakarta(now=datetime.now(UTC)) - timedelta(2)
        rule = {"account_id": account, "amount": -5_000, "starts_on": start.isoformat()}
        await frontend.add("recurring_transactions", **rule, rrule="FREQ=DAILY", note="satu\ndua")
        await frontend.add("recurring_transactions", **rule, rrule="FREQ=MONTHLY;BYHOUR=5")

        due = (await frontend.http.get(DUE)).json()
        await frontend.save(due["items"][0]["entry"])
        left = (await frontend.http.get(DUE)).json()
        refused = await frontend.save(due["items"][0]["entry"])

        assert [item["due_on"] for item in due["items"]] == [
            (start + timedelta(days)).isoformat() for days in range(3)
        ]
        assert [each["rrule"] for each in due["unreadable"]] == ["FREQ=MONTHLY;BYHOUR=5"]
        assert left["items"] == due["items"][1:]
        assert refused.json()["errors"][0]["pointer"] == "/entries/0/due_on"

    async def test_offers_and_links_a_transfer(self, frontend: Frontend) -> None:
        bank = (await frontend.add("accounts", name="BCA", kind="BANK"))["id"]
        wallet = (await frontend.add("accounts", name="GoPay", kind="E_WALLET"))["id"]
        day = (today_in_jakarta(now=datetime.now(UTC)) - timedelta(5)).isoformat()
        await frontend.save(
            {"account_id": bank, "booked_on": day, "amount": -500_000},
            {"account_id": wallet, "booked_on": day, "amount": 500_000},
        )

        (offer,) = (await frontend.http.get(TRANSFERS)).json()["items"]
        pair = {"out_id": offer["out"]["id"], "in_id": offer["into"]["id"]}
        linked = await frontend.http.post(TRANSFERS, json=pair)

        assert len({leg["transfer_id"] for leg in linked.json()["items"]}) == 1
        assert (await frontend.http.get(TRANSFERS)).json() == {"items": []}
