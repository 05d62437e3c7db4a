"""Somebody who begins to plan: pay, accounts, debts and a goal, told over HTTP."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import httpx

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from shared.domain.months import Month

SALARY = 8_000_000
OPENING, FUND = 5_000_000, 9_000_000
RENT, EATING, PAID_ON_DEBTS = 1_500_000, 2_000_000, 920_000
OWED = {"Motor": 8_000_000, "Paylater": 1_800_000}
MOTORBIKE: Mapping[str, object] = {
    "kind": "VEHICLE_LOAN",
    "name": "Motor",
    "method": "FLAT",
    "principal": 12_000_000,
    "balance": OWED["Motor"],
    "annual_rate": 0.12,
    "instalment": 620_000,
    "due_day": 4,
}
PAYLATER: Mapping[str, object] = {
    "kind": "PAYLATER",
    "name": "Paylater",
    "method": "EFFECTIVE",
    "annual_rate": 0.36,
    "instalment": 300_000,
}
STARTING, SET_ASIDE = 2_000_000, 500_000


class Planner:
    """What somebody asks the app, over the wire."""

    def __init__(self, client: httpx.AsyncClient, stack: Running) -> None:
        self.this_month = Month.of(self.today)
        self._client = client
        self._key = {"apikey": stack.publishable_key}

    @property
    def today(self) -> date:
        """The day it is in Jakarta."""
        return today_in_jakarta(now=datetime.now(UTC))

    async def add(self, table: str, **values: object) -> dict[str, Any]:
        """Write a row as the frontend does."""
        headers = {**self._key, "Prefer": "return=representation"}
        answer = await self._client.post(f"/rest/v1/{table}", json=values, headers=headers)
        return answer.raise_for_status().json()[0]

    async def rows(self, path: str) -> list[dict[str, Any]]:
        """Read rows as the frontend does."""
        answer = await self._client.get(f"/rest/v1/{path}", headers=self._key)
        return answer.raise_for_status().json()

    async def get(self, path: str) -> dict[str, Any]:
        """Read; the answer must be there."""
        answer = await self._client.get(f"/api/v1/financial{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(
        self, path: str, *, status: int = 200, key: str | None = None, **told: Any
    ) -> dict[str, Any]:
        """Send, and have the answer."""
        headers = {"Idempotency-Key": key or str(uuid4())}
        answer = await self._client.post(f"/api/v1/financial{path}", headers=headers, json=told)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def figures(self) -> dict[str, int]:
        """The person's own figures by name."""
        return {each["id"]: each["value"] for each in (await self.get("/budget"))["figures"]}


async def take_home(planner: Planner) -> int:
    """A usual month's pay."""
    pay = await planner.post("/take-home", year=2026, ptkp="TK/0", salary=SALARY)
    return pay["months"][9]["take_home"]


async def live(planner: Planner, *, pay: int) -> dict[str, str]:
    """Three months of pay, rent, food and instalments; the accounts by name."""
    months = [planner.this_month.add(-ago) for ago in (3, 2, 1)]
    opened: dict[str, object] = {"opened_on": months[0].first_day.isoformat()}
    bank = await planner.add("accounts", name="BCA", kind="BANK", opening_balance=OPENING, **opened)
    fund = await planner.add(
        "accounts", name="Jago", kind="BANK", opening_balance=FUND, for_emergencies=True, **opened
    )
    card = await planner.add(
        "accounts", name="SPayLater", kind="PAYLATER", opening_balance=-OWED["Paylater"], **opened
    )
    category = {row["code"]: row["id"] for row in await planner.rows("categories?select=id,code")}
    lived = (
        (1, pay, "income.salary"),
        (2, -RENT, "needs.rent"),
        (4, -PAID_ON_DEBTS, "needs.debt"),
        (9, -EATING, "needs.eating"),
    )
    entries = [
        {
            "account_id": bank["id"],
            "booked_on": month.first_day.replace(day=day).isoformat(),
            "amount": amount,
            "category_id": category[code],
            "merchant": code,
        }
        for month in months
        for day, amount, code in lived
    ]
    await planner.post("/transactions", status=201, entries=entries)
    return {"BCA": bank["id"], "Jago": fund["id"], "SPayLater": card["id"]}


async def owe(planner: Planner, accounts: dict[str, str]) -> None:
    """A motorbike by instalments, and a paylater that its account tracks."""
    await planner.add("debts", **MOTORBIKE)
    await planner.add("debts", **PAYLATER, account_id=accounts["SPayLater"])


async def save_up(planner: Planner, accounts: dict[str, str]) -> dict[str, Any]:
    """A wedding in three years: what was there already, and one contribution, sent twice."""
    goal = await planner.post(
        "/goals",
        status=201,
        kind="WEDDING",
        name="Nikah",
        target=30_000_000,
        target_on=planner.this_month.add(36).last_day.isoformat(),
        starting=[{"account_id": accounts["BCA"], "amount": STARTING}],
    )
    key, path = str(uuid4()), f"/goals/{goal['id']}/contributions"
    wish: dict[str, Any] = {"account_id": accounts["BCA"], "amount": SET_ASIDE}
    first = await planner.post(path, status=201, key=key, **wish)
    again = await planner.post(path, status=201, key=key, **wish)
    assert again == first, "sent again it adds nothing"
    return first["goal"]


async def prepared(planner: Planner) -> int:
    """A newcomer with all of it; a month's pay."""
    pay = await take_home(planner)
    accounts = await live(planner, pay=pay)
    await owe(planner, accounts)
    await save_up(planner, accounts)
    return pay
