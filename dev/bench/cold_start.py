"""How long the budget function takes from nothing to its first answer, beside what its libraries alone take.

Each round starts every case once, in a new process, so that a busy machine slows all of them alike. The
limit is an interpreter that imports the web libraries and answers from an empty Starlette app. Everything
runs from bytecode, as it is deployed; the first round makes it and is not counted.
"""

import os
import subprocess
import sys
import time
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 9
ENVIRONMENT = {
    "SUPABASE_URL": "http://127.0.0.1:9",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_bench",
    "SUPABASE_SECRET_KEY": "sb_secret_bench",
}
ASK = """
import asyncio
async def ask(app):
    sent = []
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}
    async def send(message):
        sent.append(message)
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": "/api/v1/health/budget",
             "raw_path": b"/api/v1/health/budget", "query_string": b"", "headers": [], "scheme": "http",
             "root_path": "", "client": None, "server": ("bench", 80), "asgi": {"version": "3.0"}}
    await app(scope, receive, send)
    assert sent[0]["status"] == 200, sent
asyncio.run(ask(app))
"""
LIBRARIES = """
import httpx, jwt, pydantic, structlog
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
app = Starlette(routes=[Route("/api/v1/health/budget", lambda request: Response())])
"""
CASES = {
    "python alone": "pass",
    "its web libraries (limit)": LIBRARIES + ASK,
    "budget function": "from functions.budget.main import app" + ASK,
}


def run() -> str:
    """The table: median milliseconds, and each case as a multiple of the limit."""
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    with TemporaryDirectory() as bytecode:
        environment = _as_deployed(bytecode)
        for _ in range(ROUNDS + 1):
            for name, program in CASES.items():
                taken[name].append(_timed(program, environment))
    medians = {name: median(times[1:]) for name, times in taken.items()}
    limit = medians["its web libraries (limit)"]
    lines = [f"{name:28}{ms:8.0f} ms{ms / limit:8.2f} x" for name, ms in medians.items()]
    return "\n".join(lines)


def _as_deployed(bytecode: str) -> dict[str, str]:
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _timed(program: str, environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    print(run())
