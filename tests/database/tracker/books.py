"""A person's tables and functions through PostgREST with their own token, as any client uses them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import httpx

from tests.people import Person

Row = dict[str, Any]

GROCERIES = "00000000-0000-4000-8000-000000000108"
COFFEE = "00000000-0000-4000-8000-000000000123"
SALARY = "00000000-0000-4000-8000-000000000101"
NOBODYS = "00000000-0000-4000-8000-00000000dead"
"""An id that nothing has."""


@dataclass(frozen=True, kw_only=True)
class Books:
    """What one person keeps. Methods fail where the database refuses; `refusal` asks for that."""

    person: Person
    http: httpx.Client

    def send(self, method: str, path: str, body: object = None, **query: str) -> httpx.Response:
        """One request; rows that were written come back."""
        headers = {"Authorization": f"Bearer {self.person.access_token}", "Prefer": "return=representation"}
        return self.http.request(method, path, params=query, headers=headers, json=body)

    def rows(self, table: str, **query: str) -> list[Row]:
        """The rows that the person sees."""
        return self.send("GET", f"/{table}", **query).raise_for_status().json()

    def add(self, table: str, **values: object) -> Row:
        """Add one row."""
        return _told(self.send("POST", f"/{table}", values))[0]

    def add_all(self, table: str, rows: list[Row]) -> list[Row]:
        """Add rows in one request."""
        return _told(self.send("POST", f"/{table}", rows))

    def change(self, table: str, key: str, **values: object) -> list[Row]:
        """Change the row with an id."""
        return _told(self.send("PATCH", f"/{table}", values, id=f"eq.{key}"))

    def remove(self, table: str, **query: str) -> list[Row]:
        """Remove rows."""
        return _told(self.send("DELETE", f"/{table}", **query))

    def call(self, function: str, **arguments: object) -> Any:
        """Call a function."""
        return _told(self.send("POST", f"/rpc/{function}", arguments))

    def account(self, name: str | None = None, **values: object) -> str:
        """A fresh bank account; its id."""
        return self.add("accounts", **{"name": name or uuid4().hex, "kind": "BANK"} | values)["id"]

    def account_opened_today(self) -> str:
        """The day it is for the database: an account that says nothing else is opened today."""
        return self.add("accounts", name=uuid4().hex, kind="CASH")["opened_on"]

    def category(self, group: str = "WANTS", **values: object) -> str:
        """A fresh category of one's own; its id."""
        return self.add("categories", **{"name": uuid4().hex, "budget_group": group} | values)["id"]

    def transaction(self, account_id: str, amount: int, on: str = "2026-10-10", **values: object) -> str:
        """A transaction; its id."""
        return self.add("transactions", account_id=account_id, amount=amount, booked_on=on, **values)["id"]

    def transfer(self, source: str, target: str, amount: int = 50_000, on: str = "2026-10-10") -> list[Row]:
        """A transfer between two accounts; its legs, the outgoing one first."""
        entry = {"account_id": source, "to_account_id": target, "amount": -amount, "booked_on": on}
        return self.record(entry)

    def record(self, *entries: Mapping[str, object]) -> list[Row]:
        """Save entries in one action."""
        return self.call("record_transactions", entries=list(entries))

    def balances(self, on_day: date | str | None = None) -> dict[str, int]:
        """What every account held at the end of a day."""
        day = None if on_day is None else str(on_day)
        return {row["account_id"]: row["balance"] for row in self.call("account_balances", on_day=day)}


def legs(source: str, target: str, amount: int = 50_000, **values: object) -> list[Row]:
    """Two rows that are a transfer, for a direct insert."""
    common = {"booked_on": "2026-10-10", "transfer_id": str(uuid4())} | values
    return [
        {"account_id": source, "amount": -amount, **common},
        {"account_id": target, "amount": amount, **common},
    ]


def refusal(answer: httpx.Response) -> str:
    """The rule that refused a request: the name of the constraint in its message, else its code."""
    assert answer.is_error, answer.text
    problem = answer.json()
    pieces = str(problem["message"]).split('constraint "')
    return pieces[1].split('"')[0] if len(pieces) > 1 else str(problem["code"])


def _told(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None
