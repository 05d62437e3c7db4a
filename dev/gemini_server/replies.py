"""What the server can be told to reply: an answer of Gemini's, or bytes as they are."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

Json = dict[str, Any]
SIGNATURE = "EpoBCpcAPgA+AD77/w=="
"""A thought signature: base64 with everything that a careless encoder changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a call used so far, as Gemini counts: `answer` without thoughts, `prompt` with what was cached."""

    prompt: int = 1200
    answer: int = 0
    thoughts: int = 0
    cached: int = 0

    def as_json(self) -> Json:
        """The `usageMetadata` of an event."""
        counts = {
            "promptTokenCount": self.prompt,
            "candidatesTokenCount": self.answer,
            "thoughtsTokenCount": self.thoughts,
            "cachedContentTokenCount": self.cached,
        }
        total = self.prompt + self.answer + self.thoughts
        return {**{name: count for name, count in counts.items() if count}, "totalTokenCount": total}


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that the model asks for. The first of a round carries a thought signature."""

    name: str
    args: Json = field(default_factory=dict[str, Any])
    id: str | None = "fc-1"
    signature: str | None = SIGNATURE

    def as_part(self) -> Json:
        """The part that asks for it."""
        call: Json = {"name": self.name, "args": self.args}
        if self.id is not None:
            call["id"] = self.id
        part: Json = {"functionCall": call}
        return part if self.signature is None else {**part, "thoughtSignature": self.signature}


@dataclass(frozen=True, slots=True)
class Answer:
    """Events in order, each a GenerateContentResponse; `pause` is waited before each, in seconds."""

    events: tuple[Json, ...]
    pause: float = 0.0

    def slowly(self, pause: float) -> "Answer":
        """The same with a pause before each event."""
        return replace(self, pause=pause)


class Ending(Enum):
    """What happens to the connection once all was sent."""

    WHOLE = auto()
    """The body is closed as it should be."""
    CUT = auto()
    """The connection is closed in the middle of the body."""
    RESET = auto()
    """The connection is reset."""
    SILENT = auto()
    """Nothing more comes, and the connection stays open until the client leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Bytes as they are, each piece in a packet of its own, with seconds and signs to wait for between them.

    Without a status the connection ends before there is an answer.
    """

    status: int | None = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "text/event-stream"})
    steps: Sequence[bytes | float | asyncio.Event] = ()
    ending: Ending = Ending.WHOLE


Reply = Answer | Raw


def event(*parts: Json, tokens: Tokens | None = None, finish: str | None = None) -> Json:
    """One event with these parts of the model's content."""
    candidate: Json = {"index": 0}
    if parts:
        candidate["content"] = {"parts": [*parts], "role": "model"}
    if finish is not None:
        candidate["finishReason"] = finish
    told: Json = {"candidates": [candidate], "modelVersion": "gemini-3.8-flash", "responseId": "r-1"}
    return told if tokens is None else {**told, "usageMetadata": tokens.as_json()}


def says(*pieces: str, finish: str | None = "STOP", thoughts: int = 30, cached: int = 0) -> Answer:
    """An answer in these pieces, each in an event; the last one ends it."""
    events: list[Json] = []
    for number, piece in enumerate(pieces, start=1):
        tokens = Tokens(answer=number * 5, thoughts=thoughts, cached=cached)
        ends = finish if number == len(pieces) else None
        events.append(event({"text": piece}, tokens=tokens, finish=ends))
    return Answer(tuple(events))


def calls(*wanted: Call, first: str = "") -> Answer:
    """A round in which the model asks for these tools, perhaps with a word before."""
    said = [event({"text": first}, tokens=Tokens(answer=5))] if first else []
    asked = [event(call.as_part()) for call in wanted]
    return Answer((*said, *asked, event(tokens=Tokens(answer=20, thoughts=30), finish="STOP")))


def blocks(reason: str = "SAFETY") -> Answer:
    """The prompt is refused: no candidate, and what the prompt used."""
    return Answer(({"promptFeedback": {"blockReason": reason}, "usageMetadata": Tokens().as_json()},))
