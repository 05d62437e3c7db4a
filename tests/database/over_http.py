"""Attempts through the gateway and PostgREST with real tokens, as any client makes them."""

import asyncio
import json
import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from dev.stack.running import Running
from tests.database.attempts import Attempt, Outcome
from tests.database.expectations import TABLES, Actor, Value
from tests.people import People, Person

REFUSED = "42501"
BROKEN_CONSTRAINT = "23"
COMMON_VALUES = {"gender", "marital_status", "risk_tolerance", "dependents", "username"}
"""Columns whose value tells nobody apart, or is made anew for each owner."""


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """The people of a run, and a newcomer who has no rows but their account."""

    people: Mapping[Actor, Person]
    newcomer: Person

    @property
    def owner(self) -> Person:
        return self.people["owner"]


@dataclass(frozen=True, kw_only=True)
class Api:
    """The database's API of one stack, called as an actor."""

    http: httpx.Client
    stack: Running
    cast: SignedIn

    def as_actor(self, actor: Actor) -> dict[str, str]:
        """The headers that a client of this actor sends."""
        if actor == "service":
            return {"apikey": self.stack.secret_key}
        headers = {"apikey": self.stack.publishable_key}
        person = self.cast.people.get(actor)
        return headers | ({"Authorization": f"Bearer {person.access_token}"} if person else {})

    def send(self, method: str, path: str, actor: Actor, body: object = None) -> httpx.Response:
        return self.http.request(method, f"/rest/v1/{path}", headers=self.as_actor(actor), json=body)

    def owners_row(self, table: str) -> object:
        """The owner's row, read by the owner."""
        return self.send("GET", table, "owner").raise_for_status().json()

    def outcome_of(self, attempt: Attempt) -> Outcome:
        """Make the attempt and tell what came of it."""
        changes = attempt.verb in ("update", "delete")
        before = self.owners_row(attempt.table) if changes else None
        answer = self._try(attempt)
        if answer.is_error:
            return _refusal(answer)
        if attempt.verb == "select":
            return _done_if(holds_any(answer.text, canaries_of(self.cast.owner)))
        if attempt.verb == "insert":
            return Outcome.DONE
        return _done_if(before != self.owners_row(attempt.table))

    def _try(self, attempt: Attempt) -> httpx.Response:
        table = TABLES[attempt.table]
        mine = f"?{table.owner_column}=eq.{self.cast.owner.id}"
        everybodys = f"?{table.owner_column}=not.is.null"
        if attempt.verb == "insert":
            return self.send("POST", attempt.table, attempt.actor, self._new_row(attempt))
        where = mine if attempt.actor == "service" else everybodys
        if attempt.verb == "select":
            return self.send("GET", attempt.table + where, attempt.actor)
        if attempt.verb == "delete":
            return self.send("DELETE", attempt.table + where, attempt.actor)
        assert attempt.column is not None
        change = {attempt.column: self._value(attempt)}
        return self.send("PATCH", attempt.table + where, attempt.actor, change)

    def _new_row(self, attempt: Attempt) -> dict[str, Value]:
        assert attempt.column is not None
        owner_column = TABLES[attempt.table].owner_column
        row = {attempt.column: self._value(attempt)}
        return row | ({owner_column: str(self.cast.owner.id)} if attempt.actor == "service" else {})

    def _value(self, attempt: Attempt) -> Value:
        assert attempt.column is not None
        table = TABLES[attempt.table]
        if attempt.column == table.owner_column:
            return str(self.cast.newcomer.id)
        if attempt.column == "username":
            return f"other_{secrets.token_hex(4)}"
        return table.columns[attempt.column].other


def _done_if(effect: bool) -> Outcome:
    return Outcome.DONE if effect else Outcome.WITHOUT_EFFECT


def _refusal(answer: httpx.Response) -> Outcome:
    code = str(answer.json().get("code"))
    if code == REFUSED:
        assert answer.status_code in (401, 403), answer.text
        return Outcome.REFUSED
    # Grants and policies speak before constraints do: whoever gets here was let through.
    assert code.startswith(BROKEN_CONSTRAINT), answer.text
    return Outcome.DONE


def canaries_of(owner: Person) -> list[str]:
    """Every text and number that only the owner's rows hold, as JSON writes it."""
    planted = [
        column.canary
        for table in TABLES.values()
        for name, column in table.columns.items()
        if column.canary is not None and name not in COMMON_VALUES
    ]
    written = (json.dumps(canary, ensure_ascii=False).strip('"[]{}') for canary in planted)
    return [str(owner.id), owner.email, *written]


def holds_any(text: str, canaries: list[str]) -> bool:
    """Whether an answer shows anything of the owner's."""
    compact = text.replace('": ', '":')
    return any(canary.replace('": ', '":') in compact for canary in canaries)


@contextmanager
def api_of(stack: Running, cast: SignedIn) -> Generator[Api]:
    """The API with its own connections; the owner's rows are planted first."""
    with httpx.Client(base_url=stack.url, timeout=20, trust_env=False) as http:
        api = Api(http=http, stack=stack, cast=cast)
        plant_canaries(api)
        yield api


def plant_canaries(api: Api) -> None:
    """Everybody fills in their rows; the owner's carry the canaries."""
    for actor in api.cast.people:
        api.send("POST", "user_profiles", actor, {"occupation": actor}).raise_for_status()
        api.send("POST", "financial_data", actor, {"monthly_income": 1}).raise_for_status()
    for name, table in TABLES.items():
        row: dict[str, Any] = {
            column: expected.canary
            for column, expected in table.columns.items()
            if expected.canary is not None
        }
        if "username" in row:
            row["username"] = f"kenari_{secrets.token_hex(4)}"
        path = f"{name}?{table.owner_column}=eq.{api.cast.owner.id}"
        api.send("PATCH", path, "owner", row).raise_for_status()


def invite(stack: Running, *actors: Actor) -> SignedIn:
    """Fresh people for these actors, signed in, and a newcomer."""
    return asyncio.run(_invite(stack, actors))


async def _invite(stack: Running, actors: tuple[Actor, ...]) -> SignedIn:
    async with People.of(stack) as people:
        signed_in: dict[Actor, Person] = {}
        for actor in actors:
            if actor == "consultant":
                signed_in[actor] = await people.consultant()
            elif actor == "admin":
                signed_in[actor] = await people.admin()
            else:
                signed_in[actor] = await people(actor)
        return SignedIn(people=signed_in, newcomer=await people("newcomer"))
