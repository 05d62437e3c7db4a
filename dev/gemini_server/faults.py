"""How a model's service goes wrong, or looks as if it did: 32 ways that were measured, and more.

`RIGHT` were handled by google-genai 3.4 as they should be, `SILENT` were taken for whole answers, `UNTYPED`
came out as foreign exceptions, and `HEALTHY` are whole streams that it refused.
"""

import gzip
import json
from collections.abc import Mapping
from http import HTTPStatus

from dev.gemini_server.framing import as_event, error, in_snake_case, refuses, to_bytes
from dev.gemini_server.replies import (
    SIGNATURE,
    Answer,
    Call,
    Ending,
    Json,
    Raw,
    Reply,
    Tokens,
    blocks,
    calls,
    event,
    says,
)

TEXT = "Gajimu Rp7 juta sebulan. 🙂"
WHOLE = says("Gajimu ", "Rp7 juta ", "sebulan. 🙂")
FRAMES = tuple(as_event(told) for told in WHOLE.events)
BEGUN = FRAMES[:2]
BYTES = b"".join(FRAMES)
MIDST = BYTES.index("🙂".encode()) + 2
"""Within a character of four bytes."""

OVERLOADED = error(503, "UNAVAILABLE")
STREAM = {"content-type": "text/event-stream"}
RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"
ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


def _cut_before(data: bytes, mark: bytes) -> list[bytes]:
    first, *others = data.split(mark)
    return [first, *(mark + piece for piece in others)]


def _dripping(data: bytes, *, size: int, pause: float) -> list[bytes | float]:
    return [step for piece in _cut(data, size) for step in (pause, piece)]


def _on_lines(told: Json) -> bytes:
    lines = json.dumps(told, ensure_ascii=False, indent=1).encode().split(b"\n")
    return b"".join(b"data: " + line + b"\n" for line in lines) + b"\n"


def _with_unknown(told: Json) -> Json:
    return {**told, "newThing": {"deep": [1, None]}, "candidates": [{**told["candidates"][0], "x": True}]}


RIGHT: dict[str, Reply] = {
    "normal": WHOLE,
    "429 before the stream": refuses(429, "RESOURCE_EXHAUSTED"),
    "500 before the stream": refuses(500, "INTERNAL"),
    "503 before the stream": refuses(503, "UNAVAILABLE"),
    "400 before the stream": refuses(400, "INVALID_ARGUMENT"),
    "error as an event": Raw(steps=[*BEGUN, as_event(OVERLOADED)]),
    "error as bare JSON in the stream": Raw(steps=[*BEGUN, json.dumps(OVERLOADED, indent=2).encode()]),
    "error as the first event": Raw(steps=[as_event(OVERLOADED)]),
    "events in many packets": Raw(steps=_cut(BYTES, 7)),
    "a character in two packets": Raw(steps=[BYTES[:MIDST], BYTES[MIDST:]]),
    "LF alone": Raw(steps=[BYTES.replace(b"\r\n", b"\n")]),
    "unknown fields": Answer(tuple(_with_unknown(told) for told in WHOLE.events)),
    "silent from the start": Raw(ending=Ending.SILENT),
    "silent in mid-stream": Raw(steps=BEGUN, ending=Ending.SILENT),
    "SAFETY": says("Gajimu ", "Rp7 juta ", finish="SAFETY"),
    "MAX_TOKENS": says("Gajimu ", "Rp7 juta ", finish="MAX_TOKENS"),
}

SILENT: dict[str, Reply] = {
    "no finish reason": Raw(steps=BEGUN),
    "prompt blocked": blocks(),
    "empty candidates": Answer(({"candidates": []}, {"candidates": [], "usageMetadata": Tokens().as_json()})),
    "empty body": Raw(),
    "JSON array": Raw(headers={"content-type": "application/json"}, steps=[to_bytes([*WHOLE.events])]),
}

UNTYPED: dict[str, Reply] = {
    "truncated JSON": Raw(steps=[*BEGUN, FRAMES[2][:40]]),
    "cut in mid-body": Raw(steps=[*BEGUN, FRAMES[2][:40]], ending=Ending.CUT),
    "reset in mid-body": Raw(steps=BEGUN, ending=Ending.RESET),
    "closed before the headers": Raw(status=None),
    "invalid UTF-8": Raw(steps=[*BEGUN, FRAMES[2].replace("🙂".encode(), b"\xff\xfe")]),
    "redirect": Raw(status=HTTPStatus.FOUND, headers={"location": "https://example.com/"}),
}

HEALTHY: dict[str, Reply] = {
    "slow drip": Raw(steps=_dripping(BYTES, size=60, pause=0.02)),
    "no space after data": Raw(steps=[BYTES.replace(b"data: ", b"data:")]),
    "comments": Raw(steps=[b": hello\n\n", FRAMES[0], b":\n", FRAMES[1], b":keep-alive\r\n\r\n", FRAMES[2]]),
    "data on several lines": Raw(steps=[_on_lines(told) for told in WHOLE.events]),
    "[DONE] at the end": Raw(steps=[*FRAMES, b"data: [DONE]\n\n"]),
}

MEASURED: Mapping[str, Reply] = {**RIGHT, **SILENT, **UNTYPED, **HEALTHY}
"""The 32 scenarios that were measured."""

MORE_HEALTHY: dict[str, Reply] = {
    "CR alone": Raw(steps=_cut(BYTES.replace(b"\r\n", b"\r"), 11)),
    "CR and LF in two packets": Raw(steps=_cut_before(BYTES, b"\n")),
    "byte order mark": Raw(steps=[b"\xef\xbb\xbf", BYTES]),
    "event, id and retry": Raw(steps=[b"retry: 10\nid: 1\nevent: message\n" + frame for frame in FRAMES]),
    "no empty line at the end": Raw(steps=[BYTES.rstrip()]),
    "names in snake case": Raw(
        steps=[b"data: " + to_bytes(in_snake_case(told)) + b"\n\n" for told in WHOLE.events]
    ),
    "nulls": Answer(tuple({**told, "promptFeedback": None} for told in WHOLE.events)),
    "gzip": Raw(headers={**STREAM, "content-encoding": "gzip"}, steps=_cut(gzip.compress(BYTES), 50)),
    "counts after the finish": Answer((*WHOLE.events, {"usageMetadata": Tokens(answer=99).as_json()})),
    "cut after the finish": Raw(steps=FRAMES, ending=Ending.CUT),
    "silent after the finish": Raw(steps=FRAMES, ending=Ending.SILENT),
    "an error after the finish": Raw(steps=[*FRAMES, as_event(OVERLOADED)]),
    "nonsense after the finish": Raw(steps=[*FRAMES, b"data: {\n\n", b"<html>\n"]),
    "an endless event after the finish": Raw(steps=[*FRAMES, b"data: ", *[b"x" * 2**20] * 2]),
    "thoughts beside the answer": Answer((event({"text": "Hm.", "thought": True}), *WHOLE.events)),
    "a signature at the end": Answer(
        (*WHOLE.events[:2], event({"text": "sebulan. 🙂", "thoughtSignature": SIGNATURE}, finish="STOP"))
    ),
}

MORE_FAULTY: dict[str, Reply] = {
    "401": refuses(401, "UNAUTHENTICATED"),
    "403": refuses(403, "PERMISSION_DENIED"),
    "404, a retired model": refuses(404, "NOT_FOUND"),
    "408": refuses(408, "DEADLINE_EXCEEDED"),
    "413": refuses(413, "INVALID_ARGUMENT"),
    "400, a wrong key": refuses(
        400, "INVALID_ARGUMENT", details=({"@type": ERROR_INFO, "reason": "API_KEY_INVALID"},)
    ),
    "400, a country without Gemini": refuses(400, "FAILED_PRECONDITION"),
    "502 with a page": Raw(
        status=502, headers={"content-type": "text/html"}, steps=[b"<h1>Bad Gateway</h1>"]
    ),
    "503 that is never told whole": Raw(status=503, steps=[b'{"error"'], ending=Ending.SILENT),
    "429 for a minute": refuses(
        429, "RESOURCE_EXHAUSTED", details=({"@type": RETRY_INFO, "retryDelay": "61.5s"},)
    ),
    "503 for a minute": refuses(503, "UNAVAILABLE", headers={"retry-after": "61"}),
    "429 as an event": Raw(steps=[*BEGUN, as_event(error(429, "RESOURCE_EXHAUSTED"))]),
    "comments for ever": Raw(
        steps=[*BEGUN, *(step for _ in range(1000) for step in (0.1, b": still here\n\n"))]
    ),
    "drips for ever": Raw(steps=[*(step for _ in range(1000) for step in (0.7, FRAMES[0]))]),
    "half an event for ever": Raw(steps=[*BEGUN, FRAMES[2][:40]], ending=Ending.SILENT),
    "spoilt gzip": Raw(headers={**STREAM, "content-encoding": "gzip"}, steps=[b"not gzip at all"]),
    "endless event": Raw(steps=[*BEGUN, b"data: ", *[b"x" * 2**20] * 2]),
    "candidates that are none": Raw(steps=[*BEGUN, as_event({"candidates": "none"})]),
    "counts below zero": Raw(steps=[*BEGUN, as_event({"usageMetadata": {"promptTokenCount": -1}})]),
    "a call without a name": Raw(steps=[as_event(event({"functionCall": {"args": {}}}, finish="STOP"))]),
    "an unreadable part beside the finish": Raw(
        steps=[*BEGUN, as_event(event({"functionCall": "none"}, finish="STOP"))]
    ),
    "an event that is a list": Raw(steps=[*BEGUN, b"data: []\n\n"]),
    "a page": Raw(
        headers={"content-type": "text/html"}, steps=[b"<html>Sign in to the hotel's network</html>"]
    ),
    "STOP without a word": says("", finish="STOP"),
    "STOP after spaces": says(" ", "\n", finish="STOP"),
    "STOP after thoughts alone": Answer((event({"text": "Hm.", "thought": True}, finish="STOP"),)),
    "calls that are cut": Raw(steps=[as_event(calls(Call("goals")).events[0])], ending=Ending.CUT),
    "cut after counts": Raw(steps=[as_event(event(tokens=Tokens(prompt=700)))], ending=Ending.CUT),
    "an unheard-of finish reason": says("Gajimu ", finish="BORED"),
}

MORE: Mapping[str, Reply] = {**MORE_HEALTHY, **MORE_FAULTY}
FAULTS: Mapping[str, Reply] = {**MEASURED, **MORE}
