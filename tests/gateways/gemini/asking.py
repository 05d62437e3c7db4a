"""The advisor and the local server, face to face, and what became of one question."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from dev.gemini_server.replies import Reply
from dev.gemini_server.server import GeminiServer
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.gemini.connections import certificates
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    Finished,
    FinishReason,
    HistoryItem,
    Remembered,
    TextDelta,
    ToolCall,
    ToolDeclaration,
    TurnRequest,
    Usage,
    UserSaid,
)
from shared.settings import AdvisorSettings
from shared.words import Words

PATIENT = {"FINTAR_GEMINI_DEADLINE": 60, "FINTAR_GEMINI_IDLE": 30, "FINTAR_GEMINI_BACKOFF": 0.001}
"""Enough for the busiest machine: what is whole must never be cut short by a test's own haste."""

SNAPSHOT = ToolDeclaration(
    name="financial_snapshot",
    description=Words(id="Angka orang ini sekarang.", en="The person's figures now."),
    parameters={"type": "object", "properties": {}, "additionalProperties": False},
)
GOALS = ToolDeclaration(
    name="goals",
    description=Words(id="Tujuan menabung.", en="Saving goals."),
    parameters={"type": "object", "properties": {"open": {"type": "boolean"}}},
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request. `end` is how it ended."""

    events: tuple[AdvisorEvent, ...]
    end: FinishReason | AdvisorFailure
    retry_after: int | None

    @property
    def text(self) -> str:
        """The words."""
        return "".join(event.text for event in self.events if isinstance(event, TextDelta))

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        """The tools that were asked for."""
        return tuple(event for event in self.events if isinstance(event, ToolCall))

    @property
    def remembered(self) -> Remembered | None:
        """The model's own content."""
        return next((event for event in self.events if isinstance(event, Remembered)), None)

    @property
    def used(self) -> dict[str, int]:
        """All tokens."""
        each = [event for event in self.events if isinstance(event, Usage)]
        return {
            "input": sum(usage.input_tokens for usage in each),
            "output": sum(usage.output_tokens for usage in each),
            "cached": sum(usage.cached_tokens for usage in each),
            "thoughts": sum(usage.thought_tokens for usage in each),
        }


@dataclass(frozen=True, slots=True)
class Gemini:
    """A server and an advisor that asks it."""

    server: GeminiServer
    advisor: GeminiAdvisor

    async def asked(self, **changes: Any) -> Outcome:
        """What comes of a plain question, or of one that differs in this."""
        return await outcome(self.advisor, a_request(**changes))

    def sent(self, number: int = -1) -> dict[str, Any]:
        """The JSON of a request."""
        return self.server.asked[number].json


@asynccontextmanager
async def gemini(*script: Reply, always: Reply | None = None, **settings: Any) -> AsyncGenerator[Gemini]:
    """A server with this script, and an advisor with these settings beside patient ones."""
    async with GeminiServer(*script, always=always) as server, plain_client() as http:
        yield Gemini(server, GeminiAdvisor(settings_for(server.url, **settings), http=lambda: http))


def plain_client(transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client that is closed with the test."""
    return httpx.AsyncClient(transport=transport, verify=certificates(), trust_env=False, timeout=None)


def settings_for(url: str, **settings: Any) -> AdvisorSettings:
    """Settings that name this server."""
    named = {f"FINTAR_GEMINI_{name.upper()}": value for name, value in settings.items()}
    return AdvisorSettings.model_validate(
        {"GEMINI_API_KEY": "a-key", "FINTAR_GEMINI_BASE_URL": url, **PATIENT, **named}
    )


def a_request(*history: HistoryItem, **changes: Any) -> TurnRequest:
    """A question, or a history that ends with one."""
    asked = history or (UserSaid(text="Berapa gajiku?"),)
    return TurnRequest.model_validate(
        {"system": "Kamu penasihat.", "history": asked, "language": "id", **changes}
    )


async def outcome(advisor: Advisor, request: TurnRequest) -> Outcome:
    """What came of a request; that it ended in exactly one way, and nothing came after, is checked here."""
    events: list[AdvisorEvent] = []
    stream = advisor.stream(request)
    try:
        async for event in stream:
            events.append(event)
    except AdvisorUnavailable as failure:
        assert not any(isinstance(event, Finished | ToolCall | Remembered) for event in events)
        assert await anext(stream, None) is None
        return Outcome(tuple(events), failure.reason, failure.retry_after)
    ends = [event for event in events if isinstance(event, Finished)]
    assert [events[-1]] == ends
    return Outcome(tuple(events), ends[0].reason, None)
