"""All functions in a process that a test may kill: `python -m tests.journeys.served_functions FD`.

They listen on a socket that the test holds, so that one which begins anew answers at the same address. Before
them stands the stack's gateway, in the test's own process.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

import httpx
import uvicorn

from dev.stack.gateway import LIMITS, Gateway, routes
from dev.stack.gateway_keys import Doorkeeper
from dev.stack.places import ROOT
from dev.stack.running import Running
from dev.stack.signing import make_credentials
from tests.stack.upstreams import serving

PATIENT = {"FINTAR_GEMINI_DEADLINE": "60", "FINTAR_GEMINI_IDLE": "30"}
"""Enough for the busiest machine: no test of ours is about how fast it is."""

NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""


class ServedFunctions:
    """The functions of a stack, served once more with an environment of their own.

    `url` is the origin of the gateway before them; who asks before they listen is answered when they do.
    """

    def __init__(self, listening: socket.socket, environment: Mapping[str, str], *, url: str) -> None:
        self._listening = listening
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self.url = url

    async def start(self) -> None:
        """Begin, or begin anew."""
        handle = self._listening.fileno()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.journeys.served_functions", str(handle)),
            cwd=ROOT,
            env={**os.environ, **self._environment},
            pass_fds=[handle],
        )

    async def kill(self) -> None:
        """End at once, as by a lack of memory."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()


@asynccontextmanager
async def served_functions(
    stack: Running, *, gemini: str | None, **environment: str
) -> AsyncGenerator[ServedFunctions]:
    """The functions over the databases of a stack; they ask the Gemini server at that address, if any."""
    key = {} if gemini is None else {"GEMINI_API_KEY": "a-key", "FINTAR_GEMINI_BASE_URL": gemini}
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        environment = {**stack.env, **PATIENT, **key, **environment}
        async with _gateway_before(f"http://127.0.0.1:{listening.getsockname()[1]}") as url:
            functions = ServedFunctions(listening, environment, url=url)
            await functions.start()
            try:
                yield functions
            finally:
                await functions.kill()


@asynccontextmanager
async def _gateway_before(functions: str) -> AsyncGenerator[str]:
    """A gateway to the functions at that origin, and to nothing else; its origin."""
    async with httpx.AsyncClient(limits=LIMITS, trust_env=False) as http:
        where = routes(auth=NOBODY, postgrest=NOBODY, functions=functions)
        # Its keys open nothing: functions are not asked for any.
        doorkeeper = Doorkeeper(make_credentials(), issuer=f"{NOBODY}/auth/v1")
        async with serving(Gateway(routes=where, doorkeeper=doorkeeper, http=http)) as url:
            yield url


if __name__ == "__main__":
    from dev.stack.functions import app

    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
