"""Conversations over HTTP with fakes behind them, and an advisor that follows a script."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import httpx
from pydantic import JsonValue
from starlette.types import ASGIApp, Message, Scope

from functions.chat.endpoints import messages, sessions
from functions.chat.service import ChatService
from shared.advice.preparing import Preparation
from shared.advice.quota import MeteredAdvisor, TurnQuota
from shared.advice.tools import Findings, NoArguments, Toolbox, ToolSetting
from shared.advice.turn import Turn
from shared.domain.caller import Caller
from shared.domain.conversation.model import ChatSession, MessageStatus, MessageType
from shared.domain.requests import DatabaseUnavailable
from shared.gateways.advisor.protocol import Advisor, ToolDeclaration
from shared.services.conversations import ConversationService
from shared.services.running_turns import RunningTurns
from shared.services.turns import TurnService
from shared.web.app import make_application
from shared.web.health import Check
from shared.words import Words
from tests.builders.facts import a_fact
from tests.fakes.chat import FakeConversations, ScriptedAdvisor, calls, says
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import FakeIdempotencyKeys, FixedClock, a_caller, client, signed_client, web_parts

SESSIONS = "/api/v1/chat/sessions"
STREAM = {"Accept": "text/event-stream"}
LIMIT = 100_000
COMPLETE = [(MessageType.USER, MessageStatus.COMPLETE), (MessageType.AI, MessageStatus.COMPLETE)]


class Event(NamedTuple):
    """One server-sent event."""

    name: str
    data: dict[str, Any]


class SurplusTool:
    """What one person has left over each month, unless the database is down."""

    purpose = Words(id="Membaca sisa uangmu", en="Reading what you have left")
    declaration = ToolDeclaration(
        name="surplus", description=Words("Sisa uang", "Surplus"), parameters=NoArguments.model_json_schema()
    )

    def __init__(self, people: "People", caller: Caller) -> None:
        self._people = people
        self._caller = caller

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """The one fact, for the caller alone."""
        if self._people.down:
            raise DatabaseUnavailable
        left = self._people.left.get(self._caller.id)
        facts = (a_fact("surplus", left),) if left is not None else ()
        return self._people.shown.model_copy(update={"facts": facts})


@dataclass(kw_only=True)
class People:
    """What each person has left, and what is shown besides; `down` like an unreachable database."""

    left: dict[UUID, int] = field(default_factory=dict[UUID, int])
    shown: Findings = field(default_factory=Findings)
    down: bool = False


@dataclass(frozen=True, kw_only=True)
class World:
    """The conversations of everybody, an owner and a stranger."""

    advisor: Advisor
    look_every: float = 60
    kept: FakeConversations = field(default_factory=FakeConversations)
    people: People = field(default_factory=People)
    quotas: FakeQuotas = field(default_factory=FakeQuotas)
    clock: FixedClock = field(default_factory=FixedClock)
    owner: Caller = field(default_factory=a_caller)
    stranger: Caller = field(default_factory=a_caller)
    keys: FakeIdempotencyKeys | None = None
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    running: RunningTurns = field(init=False)
    app: ASGIApp = field(init=False)

    def __post_init__(self) -> None:
        parts = web_parts(clock=self.clock, idempotency=self.keys)
        app = make_application(routers=[sessions.router, messages.router], deps=self, security=parts)
        object.__setattr__(self, "running", RunningTurns(look_every=self.look_every))
        object.__setattr__(self, "app", app)
        self.people.left[self.owner.id] = 700_000

    @property
    def conversations(self) -> Callable[[Caller], ConversationService]:
        """As deps build it."""
        return lambda caller: ConversationService(owner=caller.id, stores=self.kept.as_caller(caller))

    @property
    def turns(self) -> Callable[[Caller], TurnService]:
        """As deps build it."""
        return lambda caller: TurnService(
            owner=caller.id, stores=self.kept.as_caller(caller), running=self.running, clock=self.clock
        )

    @property
    def chat(self) -> Callable[[Caller], ChatService]:
        """As deps build it, over one tool."""
        return lambda caller: ChatService(
            turns=self.turns(caller),
            conversations=self.conversations(caller),
            analytics=self.kept.as_caller(caller).analytics,
            prepare=Preparation(
                turns=lambda setting, quota: Turn(
                    advisors=[MeteredAdvisor(self.advisor, quota=quota)],
                    toolbox=Toolbox([SurplusTool(self.people, caller)]),
                    setting=setting,
                ),
                quota=lambda turn_id: TurnQuota(
                    quotas=self.quotas.as_caller(caller), turn_id=turn_id, configured=LIMIT, clock=self.clock
                ),
            ).prepare,
        )

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

    def session(self, session_id: str) -> ChatSession:
        """A session as it is kept."""
        return self.kept.sessions[UUID(session_id)]

    def is_free(self, session_id: str) -> bool:
        """Whether no turn holds the session."""
        return self.session(session_id).running_turn is None

    def tokens(self) -> tuple[int, int]:
        """What the owner used today, and what is reserved."""
        day = self.quotas.days.get((self.owner.id, self.clock().date()))
        if day is None:
            return 0, 0
        return day.used, sum(one.tokens for one in day.reservations.values())


def make_world(advisor: Advisor | None = None, **more: Any) -> World:
    """Conversations without any; unless another is given, the advisor tells what is left over."""
    told = ScriptedAdvisor(calls("surplus"), says("Sisa uangmu ", "Rp700.000 sebulan."))
    return World(advisor=advisor or told, **more)


async def begin_session(http: httpx.AsyncClient, **wish: str) -> str:
    """A new session's id."""
    answer = await http.post(SESSIONS, json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def listed(http: httpx.AsyncClient, **query: Any) -> set[str]:
    """The ids of the conversations that a list holds."""
    answer = await http.get(SESSIONS, params=query)
    assert answer.status_code == 200, answer.text
    return {item["id"] for item in answer.json()["items"]}


async def send(
    http: httpx.AsyncClient, session_id: str, content: str = "Keuanganku sehat?", **more: Any
) -> httpx.Response:
    """A message answered in one piece."""
    return await http.post(f"{SESSIONS}/{session_id}/messages", json={"content": content, **more})


async def stream(
    http: httpx.AsyncClient, session_id: str, content: str = "Keuanganku sehat?", **more: Any
) -> list[Event]:
    """A message answered as a stream."""
    return await streamed(http, f"{SESSIONS}/{session_id}/messages", {"content": content, **more})


async def streamed(http: httpx.AsyncClient, url: str, body: dict[str, Any] | None = None) -> list[Event]:
    """What a stream tells."""
    answer = await http.post(url, json=body, headers=STREAM)
    assert answer.status_code == 200, answer.text
    return events_of(answer.text)


def events_of(body: str) -> list[Event]:
    """The events of a stream, comments left out."""
    blocks = [block for block in body.split("\n\n") if block and not block.startswith(":")]
    return [_event(block) for block in blocks]


def _event(block: str) -> Event:
    name, data = block.split("\n")
    return Event(name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))


def names(events: list[Event]) -> list[str]:
    """The names of the events, pieces of text as one."""
    told = [event.name for event in events]
    return [name for index, name in enumerate(told) if name != "text" or told[index - 1] != "text"]


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

    await world.app(scope_of(request), receive, hear)
    return events_of(heard.decode())


def scope_of(request: httpx.Request) -> Scope:
    """A request as a server hands it to an app."""
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
