"""The chat function over fakes, with people to talk to it."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import httpx
from starlette.types import ASGIApp, Message, Scope

from functions.chat.deps import Deps
from functions.chat.routes import make_app
from shared.domain.caller import Caller
from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.offline import OfflineAdvisor
from shared.gateways.advisor.protocol import Advisor
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.chat import FakeConversations
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.web import FixedClock, a_caller, client, signed_client, web_parts

SESSIONS = "/api/v1/chat/sessions"
STREAM = {"Accept": "text/event-stream"}

FIGURES: dict[str, Any] = {
    "monthly_income": 5_500_000,
    "monthly_expenses": 4_800_000,
    "current_savings": 3_000_000,
    "current_debt": 0,
    "emergency_fund_amount": 2_000_000,
}


class Event(NamedTuple):
    """One server-sent event."""

    name: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """The app, what it keeps, an owner and a stranger."""

    app: ASGIApp
    kept: FakeConversations
    table: FakeFinancialData
    facts: FakeBudgetFacts
    clock: FixedClock
    owner: Caller = field(default_factory=a_caller)
    stranger: Caller = field(default_factory=a_caller)

    def as_owner(self) -> httpx.AsyncClient:
        """The owner's client."""
        return signed_client(self.app, self.owner)

    def as_stranger(self) -> httpx.AsyncClient:
        """Somebody else's client."""
        return signed_client(self.app, self.stranger)

    def as_nobody(self) -> httpx.AsyncClient:
        """A client without a token."""
        return client(self.app)

    def statuses(self) -> list[tuple[MessageType, MessageStatus]]:
        """Who said something, in order, and how far it came."""
        said = sorted(self.kept.messages.values(), key=lambda message: message.seq)
        return [(message.type, message.status) for message in said]

    def is_free(self, session_id: str) -> bool:
        """Whether no turn holds the session."""
        return self.kept.sessions[UUID(session_id)].running_turn is None


def make_world(advisor: Advisor | None = None) -> World:
    """A function whose stores are empty."""
    kept, table, clock = FakeConversations(), FakeFinancialData(), FixedClock()
    facts = FakeBudgetFacts(table)
    deps = Deps(
        web=web_parts(clock=clock),
        stores=kept.as_caller,
        facts=facts.as_caller,
        advisor=advisor or OfflineAdvisor(),
    )
    return World(make_app(deps), kept, table, facts, clock)


async def begin_session(http: httpx.AsyncClient, **wish: str) -> str:
    """A new session's id."""
    answer = await http.post(SESSIONS, json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def send(
    http: httpx.AsyncClient, session_id: str, content: str = "Keuanganku sehat?", **more: Any
) -> httpx.Response:
    """A message answered in one piece."""
    return await http.post(f"{SESSIONS}/{session_id}/messages", json={"content": content, **more})


async def stream(
    http: httpx.AsyncClient, session_id: str, content: str = "Keuanganku sehat?", **more: Any
) -> list[Event]:
    """A message answered as a stream."""
    answer = await http.post(
        f"{SESSIONS}/{session_id}/messages", json={"content": content, **more}, headers=STREAM
    )
    assert answer.status_code == 200, answer.text
    return events_of(answer.text)


def events_of(body: str) -> list[Event]:
    """The events of a stream, comments left out."""
    blocks = [block for block in body.split("\n\n") if block and not block.startswith(":")]
    return [_event(block) for block in blocks]


def _event(block: str) -> Event:
    name, data = block.split("\n")
    return Event(name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))


def text_of(events: list[Event]) -> str:
    """What a client shows in the end."""
    shown = ""
    for event in events:
        if event.name == "text_restarted":
            shown = ""
        elif event.name == "text":
            shown += event.data["text"]
    return shown


async def listen(world: World, session_id: str, *, until: str) -> list[Event]:
    """Read a stream as a server would serve it, and leave right after the event `until`."""
    async with world.as_owner() as owner:
        request = owner.build_request(
            "POST",
            f"{SESSIONS}/{session_id}/messages",
            json={"content": "Keuanganku sehat?"},
            headers=STREAM,
        )
    heard, gone = bytearray(), asyncio.Event()
    body: list[Message] = [{"type": "http.request", "body": request.content, "more_body": False}]

    async def receive() -> Message:
        if body:
            return body.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def hear(message: Message) -> None:
        heard.extend(message.get("body", b""))
        if f"event: {until}\n".encode() in heard:
            gone.set()

    await world.app(_scope_of(request), receive, hear)
    return events_of(heard.decode())


def _scope_of(request: httpx.Request) -> Scope:
    return {
        "type": "http",
        "method": request.method,
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": b"",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": "http",
        "server": ("fintar.test", 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
    }
