"""A person's goals through PostgREST with their own token, as any client uses them."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.database.tracker.books import Books, Row


@dataclass(frozen=True)
class Saving:
    """Somebody who saves. Methods fail where the database refuses; `try_to` asks for that."""

    books: Books

    def account(self, balance: int = 1_000) -> str:
        """An account with money in it; its id."""
        return self.books.account(opening_balance=balance, opened_on="2024-01-01")

    def goal(self, target: int | None = 5_000, **values: object) -> str:
        """A purchase to save for; its id."""
        fields = {"kind": "PURCHASE", "name": "Motor", "target": target} | values
        return self.books.add("financial_goals", **fields)["id"]

    def set_aside(
        self, goal: str, account: str, amount: int, kind: str = "SET_ASIDE", **values: object
    ) -> Row:
        """A contribution."""
        fields = {"goal_id": goal, "account_id": account, "amount": amount, "kind": kind} | values
        return self.books.add("goal_contributions", **fields)

    def try_to(
        self, goal: str, account: str, amount: int, kind: str = "SET_ASIDE", **values: Any
    ) -> httpx.Response:
        """The answer to a contribution that may be refused."""
        fields = {"goal_id": goal, "account_id": account, "amount": amount, "kind": kind} | values
        return self.books.send("POST", "/goal_contributions", fields)

    def move(self, goal: str, state: str) -> httpx.Response:
        """The answer to a change of state."""
        return self.books.send("PATCH", "/financial_goals", {"state": state}, id=f"eq.{goal}")

    def overview(self, since: str | None = None) -> dict[str, Any]:
        """Everything about their goals."""
        return self.books.call("goal_overview", since=since)

    def found(self, goal: str) -> dict[str, Any]:
        """One goal of the overview."""
        return next(each for each in self.overview()["goals"] if each["id"] == goal)

    def state(self, goal: str) -> str:
        """The state that a goal is in."""
        return self.found(goal)["state"]
