"""Somebody who talks to the co-pilot over HTTP, and hears its streams as a browser would."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx

from dev.stack.running import Running
from tests.journeys.event_source import Event, events_in
from tests.people import Person

ENDS = frozenset({"done", "error"})
CHAT = "/api/v1/chat"
MINUTES = 120.0
"""Seconds that any answer may take; every part's own patience is far shorter."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What one stream told."""

    events: Sequence[Event]

    @property
    def names(self) -> list[str]:
        """The events' names, in order."""
        return [event.name for event in self.events]

    @property
    def text(self) -> str:
        """The answer as a screen shows it in the end."""
        shown = ""
        for event in self.events:
            if event.name == "text_restarted":
                shown = ""
            elif event.name == "text":
                shown += event.data["text"]
        return shown

    @property
    def end(self) -> Event:
        """The one terminal event; it is the last."""
        ends = [event for event in self.events if event.name in ENDS]
        assert len(ends) == 1, f"{len(ends)} ends in {self.names}"
        assert self.events[-1] is ends[0], f"something came after the end: {self.names}"
        return ends[0]

    @property
    def answer(self) -> Json:
        """The stored answer. Fails where the turn ended in an error."""
        assert self.end.name == "done", self.end.raw
        return self.end.data["message"]

    def only(self, name: str) -> Json:
        """The data of the only event of that name."""
        found = [event.data for event in self.events if event.name == name]
        assert len(found) == 1, f"{len(found)} {name} in {self.names}"
        return found[0]


class Talker:
    """A person's client of the functions at one origin."""

    def __init__(self, http: httpx.AsyncClient, *, language: str) -> None:
        self.http = http
        self._language = {"Accept-Language": language}

    async def ask(self, method: str, path: str, *, status: int = 200, **told: Any) -> httpx.Response:
        """One request; its answer must have that status."""
        answer = await self.http.request(method, f"/api/v1{path}", headers=self._language, **told)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer

    async def decide(self, *, granted: bool) -> Json:
        """Let an outside model read along, or no longer; the text in force is read first."""
        purposes = (await self.ask("GET", "/users/me/consents")).json()["items"]
        (purpose,) = [each for each in purposes if each["purpose"] == "ai_processing"]
        wish: Json = {"purpose": "ai_processing", "granted": granted}
        if granted:
            wish["version"] = purpose["text"]["version"]
        return (await self.ask("POST", "/users/me/consents", json=wish)).json()

    async def begin(self, kind: str = "general") -> str:
        """A new conversation; its path below `/chat`."""
        session = (await self.ask("POST", "/chat/sessions", status=201, json={"type": kind})).json()
        return f"/chat/sessions/{session['id']}"

    async def say(self, session: str, content: str, *, message_id: str | None = None) -> Told:
        """Say something and hear the answer to its end."""
        async with self.saying(session, content, message_id=message_id) as events:
            return Told([event async for event in events])

    async def retry(self, session: str, message_id: str) -> Told:
        """Have a message answered anew."""
        async with self._stream(f"{session}/messages/{message_id}/retry", {}) as events:
            return Told([event async for event in events])

    @asynccontextmanager
    async def saying(
        self, session: str, content: str, *, message_id: str | None = None
    ) -> AsyncGenerator[AsyncIterator[Event]]:
        """Say something and hear the answer as it comes; who leaves the block hangs up."""
        wish = {"content": content, "client_message_id": message_id or str(uuid4())}
        async with self._stream(f"{session}/messages", wish) as events:
            yield events

    async def messages(self, session: str) -> list[Json]:
        """What was said in a conversation."""
        return (await self.ask("GET", f"{session}/messages")).json()["items"]

    async def used_today(self) -> int:
        """Tokens that count against today's allowance."""
        return (await self.quota())["used"]

    async def quota(self) -> Json:
        """How today's allowance stands."""
        return (await self.ask("GET", "/chat/usage")).json()["quota"]

    @asynccontextmanager
    async def _stream(self, path: str, wish: Mapping[str, Any]) -> AsyncGenerator[AsyncIterator[Event]]:
        headers = {**self._language, "Accept": "text/event-stream"}
        async with self.http.stream("POST", f"/api/v1{path}", json=wish, headers=headers) as answer:
            if answer.status_code != 200:
                await answer.aread()
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
            yield events_in(answer.aiter_raw())


@asynccontextmanager
async def talking(origin: str, person: Person, *, language: str = "id") -> AsyncGenerator[Talker]:
    """A client of the functions at `origin`, signed in as that person."""
    headers = {"Authorization": f"Bearer {person.access_token}"}
    async with httpx.AsyncClient(base_url=origin, headers=headers, timeout=MINUTES, trust_env=False) as http:
        yield Talker(http, language=language)


async def has_figures(stack: Running, person: Person) -> None:
    """Give somebody figures and two wallets, as the app does."""
    headers = {"Authorization": f"Bearer {person.access_token}", "apikey": stack.publishable_key}
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=60, trust_env=False) as http:
        (await http.post("/api/v1/financial/data", json=FIGURES)).raise_for_status()
        wallets = [{"name": name, "kind": kind, "opening_balance": 900_000} for name, kind in WALLETS]
        (await http.post("/rest/v1/accounts", json=wallets)).raise_for_status()


FIGURES = {
    "monthly_income": 5_250_000,
    "monthly_expenses": 4_130_000,
    "current_savings": 3_700_000,
    "current_debt": 0,
    "emergency_fund_amount": 2_065_000,
}
LEFT_OVER = FIGURES["monthly_income"] - FIGURES["monthly_expenses"]
WALLETS = (("BCA", "BANK"), ("GoPay", "E_WALLET"))


def id_of(session: str) -> UUID:
    """The id in a conversation's path."""
    return UUID(session.rpartition("/")[2])
