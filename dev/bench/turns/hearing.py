"""A client that costs little: it asks over a bare connection, and notes when the first of some marks came."""

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

FIRST_WORD, ENDS = b"event: text\n", (b"event: done\n", b"event: error\n")
GEMINIS_WORD, GEMINIS_END = b'"text"', b'"finishReason"'
LAST_CHUNK = b"\r\n0\r\n\r\n"
PATIENCE = 180.0
"""Seconds for one answer."""


class Unanswered(AssertionError):
    """An answer did not come, or not as it should: its time means nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Seconds from the question to each piece of the answer that came alone, and all that was said."""

    times: Sequence[float]
    pieces: Sequence[bytes]

    def first(self, *marks: bytes) -> float:
        """Seconds to the first of these marks. Raises Unanswered."""
        for at, piece in zip(self.times, self.pieces, strict=True):
            if any(mark in piece for mark in marks):
                return at
        raise Unanswered(f"no {marks} in {self.whole[-500:]!r}")

    def last(self, mark: bytes) -> float:
        """Seconds to the last of this mark. Raises Unanswered."""
        for at, piece in zip(reversed(self.times), reversed(self.pieces), strict=True):
            if mark in piece:
                return at
        raise Unanswered(f"no {mark!r}")

    @property
    def whole(self) -> bytes:
        """Everything."""
        return b"".join(self.pieces)


async def hear(url: str, body: bytes, headers: Mapping[str, str]) -> Heard:
    """Post, and listen until the answer ends."""
    where = urlsplit(url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    target = f"{where.path}?{where.query}" if where.query else where.path
    head = [f"POST {target} HTTP/1.1", f"host: {where.netloc}", "connection: close"]
    head += [f"{name}: {value}" for name, value in headers.items()]
    head += ["content-type: application/json", f"content-length: {len(body)}", "", ""]
    times: list[float] = []
    pieces: list[bytes] = []
    tail = b""
    begun = time.perf_counter()
    writer.write("\r\n".join(head).encode() + body)
    async with asyncio.timeout(PATIENCE):
        while piece := await reader.read(2**16):
            times.append(time.perf_counter() - begun)
            pieces.append(piece)
            tail = (tail + piece)[-len(LAST_CHUNK) :]
            if tail == LAST_CHUNK:
                break
    writer.close()
    heard = Heard(times, pieces)
    if b" 200 " not in pieces[0][:20]:
        raise Unanswered(heard.whole[:2000].decode(errors="replace"))
    return heard


def signed(token: str) -> dict[str, str]:
    """Headers of somebody who wants a stream."""
    return {"authorization": f"Bearer {token}", "accept": "text/event-stream"}


async def begin(http: httpx.AsyncClient, functions: str, token: str) -> str:
    """A new conversation: where its messages go."""
    url = f"{functions}/api/v1/chat/sessions"
    answer = await http.post(url, json={}, headers={"authorization": f"Bearer {token}"})
    return f"{url}/{answer.raise_for_status().json()['id']}/messages"


def message(content: str) -> bytes:
    """A message to send."""
    return json.dumps({"content": content, "client_message_id": str(uuid4())}).encode()


def code_in(told: str) -> str:
    """The code of the problem that was told; `none` where there is none."""
    found = re.search(r'"code":\s?"([a-z_]+)"', told)
    return found[1] if found is not None else "none"


def answered_by(heard: Heard) -> str:
    """The model that the stored answer names; the problem's code where there is none."""
    told = heard.whole.decode()
    marker = "event: usage\ndata: "
    if marker not in told:
        return f"error ({code_in(told)})"
    used: dict[str, Any] = json.loads(told.partition(marker)[2].partition("\n")[0])
    return str(used["model"])
