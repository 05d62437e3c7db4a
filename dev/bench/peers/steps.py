"""Where the time of one simulation goes in our app: each step by itself, in one process and without HTTP.

What counts is the processor's time of all threads, which a busy machine does not stretch as it does the
clock's.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import redirect_stderr
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Scope

from dev.bench.peers.asked import PATH, Asking
from dev.bench.peers.ours import make_ours, make_verifier
from functions.budget.endpoints.planning import LARGEST_BODY
from functions.budget.models.planning import SimulationView, SimulationWish
from shared.domain.days import today_in_jakarta
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.engine import simulate
from shared.domain.planning.outcome import Simulation
from shared.domain.planning.stored import StoredBaseline
from shared.services.planning import PlayedPlan
from shared.web.bodies import parse_body, read_json

TIMES = 300

Step = Callable[[], Awaitable[object]]


def steps(asking: Asking, body: bytes) -> list[str]:
    """The lines of the table: median milliseconds of the processor by step, and their part of the whole."""
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        return asyncio.run(_steps(asking, body))


async def _steps(asking: Asking, body: bytes) -> list[str]:
    taken = await _medians(await _tasks(asking, body))
    whole = taken.pop("whole")
    taken["the rest: layers, log, thread"] = whole - sum(taken.values())
    taken["one request, without HTTP"] = whole
    lines = [f"{'':36}{'median':>10}{'part':>8}"]
    return lines + [f"{name:36}{1000 * it:7.2f} ms{it / whole:8.0%}" for name, it in taken.items()]


async def _tasks(asking: Asking, body: bytes) -> dict[str, Step]:
    verifier = make_verifier(asking.public_key)
    scope = _scope(asking, body)
    read = await read_json(_request(scope, body), LARGEST_BODY)
    wish = parse_body(SimulationWish, read)
    assert wish.baseline is not None
    played = PlayedPlan(StoredBaseline(baseline=wish.baseline), _followed(wish))
    view = SimulationView.of(played, "id")
    app = make_ours(asking.public_key)
    return {
        "token: signature and claims": lambda: verifier.verify(asking.token),
        "body: JSON, twice keys, depth, NUL": lambda: read_json(_request(scope, body), LARGEST_BODY),
        "body: as its model": _later(lambda: parse_body(SimulationWish, read)),
        "engine": _later(lambda: _followed(wish)),
        "answer: as its model, with words": _later(lambda: SimulationView.of(played, "id")),
        "answer: as JSON": _later(lambda: view.model_dump_json().encode()),
        "whole": lambda: _asked(app, scope, body),
    }


def _followed(wish: SimulationWish) -> Simulation:
    assert wish.baseline is not None
    assumed = Assumed(day=today_in_jakarta(now=datetime.now(UTC)))
    return simulate(wish.baseline, wish.scenarios, months=wish.months, assumed=assumed)


async def _medians(tasks: dict[str, Step]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(TIMES):
        for name, task in tasks.items():
            begun = time.process_time()
            await task()
            taken[name].append(time.process_time() - begun)
    return {name: median(times) for name, times in taken.items()}


def _later(work: Callable[[], object]) -> Step:
    async def done() -> object:
        return work()

    return done


def _scope(asking: Asking, body: bytes) -> Scope:
    headers = {
        b"host": b"127.0.0.1",
        b"authorization": f"Bearer {asking.token}".encode(),
        b"content-type": b"application/json",
        b"content-length": str(len(body)).encode(),
    }
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(headers.items()),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
        "asgi": {"version": "3.0"},
    }


def _request(scope: Scope, body: bytes) -> Request:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(scope, receive)


async def _asked(app: ASGIApp, scope: Scope, body: bytes) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(dict(scope), receive, send)
    assert sent[0]["status"] == 200, sent
