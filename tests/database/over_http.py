"""Attempts through the gateway and PostgREST with real tokens, as any client makes them."""

import asyncio
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import psycopg
from psycopg import Connection, sql

from dev.stack.running import Running
from tests.database.attempts import Attempt, Outcome
from tests.database.expectations import TABLES
from tests.database.expected.model import Actor, Json
from tests.database.planting import (
    identity,
    matches,
    nobodys_identity,
    plant,
    plant_nobodys,
    take_away,
    telling_canaries,
)
from tests.database.writing import row_to_add, value_to_write
from tests.people import People, Person

REFUSED = "42501"
BROKEN_CONSTRAINT = "23"


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
    """The database's API of one stack, called as an actor; what came of it is read beside the API."""

    http: httpx.Client
    stack: Running
    superuser: Connection
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

    def plant(self) -> None:
        """Everybody's rows, anew; the owner's carry the canaries."""
        plant_nobodys(self.superuser)
        for actor, person in self.cast.people.items():
            take_away(self.superuser, person.id, *(set(TABLES) - {"users"}))
            plant(self.superuser, person.id, with_canaries=actor == "owner")

    def outcome_of(self, attempt: Attempt) -> Outcome:
        """Make the attempt and tell what came of it."""
        before = self._target(attempt) if attempt.verb in ("update", "delete") else []
        answer = self._try(attempt)
        if answer.is_error:
            return _refusal(answer)
        if attempt.verb == "select":
            return _done_if(self._is_seen(attempt, answer))
        if attempt.verb == "insert":
            return Outcome.DONE
        return _done_if(before != self._target(attempt))

    def _try(self, attempt: Attempt) -> httpx.Response:
        people = {"owner": self.cast.owner.id, "newcomer": self.cast.newcomer.id}
        if attempt.verb == "insert":
            return self.send("POST", attempt.table, attempt.actor, row_to_add(attempt, **people))
        aimed = attempt.table + found_by(self._aim(attempt))
        if attempt.verb == "select":
            everything = attempt.whose == "owner" and attempt.actor != "service"
            return self.send("GET", attempt.table if everything else aimed, attempt.actor)
        if attempt.verb == "delete":
            return self.send("DELETE", aimed, attempt.actor)
        assert attempt.column is not None
        return self.send("PATCH", aimed, attempt.actor, {attempt.column: value_to_write(attempt, **people)})

    def _aim(self, attempt: Attempt) -> dict[str, Json]:
        if attempt.whose == "nobody":
            return nobodys_identity(attempt.table)
        return identity(attempt.table, self.cast.owner.id)

    def _is_seen(self, attempt: Attempt, answer: httpx.Response) -> bool:
        if attempt.whose == "nobody":
            return answer.json() != []
        return holds_any(answer.text, canaries_of(self.cast.owner))

    def _target(self, attempt: Attempt) -> list[tuple[object, ...]]:
        statement = sql.SQL("select each::text from public.{} as each where {}").format(
            sql.Identifier(attempt.table), matches(self._aim(attempt))
        )
        return self.superuser.execute(statement).fetchall()


def found_by(key: Mapping[str, Json]) -> str:
    """The part of an address that finds a row by its key."""
    return "?" + str(httpx.QueryParams({name: f"eq.{value}" for name, value in key.items()}))


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
    return [str(owner.id), owner.email, *telling_canaries(owner.id)]


def holds_any(text: str, canaries: Iterable[str]) -> bool:
    """Whether an answer shows anything of the owner's."""
    compact = text.replace('": ', '":').replace(", ", ",")
    return any(canary.replace(", ", ",") in compact for canary in canaries)


@contextmanager
def api_of(stack: Running, cast: SignedIn) -> Generator[Api]:
    """The API with its own connections; everybody's rows are planted first."""
    with (
        httpx.Client(base_url=stack.url, timeout=20, trust_env=False) as http,
        psycopg.connect(stack.admin_database_url, autocommit=True) as superuser,
    ):
        api = Api(http=http, stack=stack, superuser=superuser, cast=cast)
        api.plant()
        yield api


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
