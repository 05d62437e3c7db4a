"""Servers of the comparison: each a process of its own with one worker, on a socket that it is handed."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

import uvicorn
from starlette.types import ASGIApp

from dev.stack.places import NODE_MODULES, ROOT, path_with_node

SOCKET, PUBLIC_KEY = "FINTAR_BENCH_SOCKET", "FINTAR_BENCH_PUBLIC_KEY"
EXPRESS = Path(__file__).with_name("express_app.js")


class Server(NamedTuple):
    """How a server is started, and what it lacks on this machine (None: nothing)."""

    name: str
    command: tuple[str, ...]
    lacks: str | None = None


def servers() -> list[Server]:
    """Ours first, then the peers, then uvicorn alone."""
    return [
        Server("this app", _python("ours")),
        Server("FastAPI", _python("fastapi_app"), None if find_spec("fastapi") else "fastapi"),
        Server("Express", (_node() or "node", str(EXPRESS)), _lacking_for_express()),
        Server("uvicorn alone (limit)", _python("bare")),
    ]


class Served(NamedTuple):
    """A server that runs."""

    port: int
    process: int

    def processor(self) -> float:
        """Seconds that the processor has worked for it so far, in all its threads."""
        told = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(server: Server, public_key: Mapping[str, Any]) -> Generator[Served]:
    """Runs the server. Who connects before it listens is answered when it does."""
    said = TemporaryFile()  # noqa: SIM115  # closed below, when the server is gone
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        port = int(listening.getsockname()[1])
        environment = {
            **os.environ,
            "NODE_ENV": "production",
            SOCKET: str(listening.fileno()),
            PUBLIC_KEY: json.dumps(public_key),
        }
        process = subprocess.Popen(
            server.command,
            cwd=ROOT,
            env=environment,
            pass_fds=[listening.fileno()],
            stdout=said,
            stderr=said,
        )
    try:
        yield Served(port, process.pid)
    except BaseException as error:
        if process.poll() is not None:
            said.seek(0)
            error.add_note(f"{server.name} ended: {said.read().decode(errors='replace')[-2000:]}")
        raise
    finally:
        process.kill()
        process.wait()
        said.close()


def serve(app: ASGIApp) -> None:
    """Serve the app on the socket that this process was handed, until it is killed."""
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(os.environ[SOCKET]))])


def public_key() -> dict[str, Any]:
    """The key that verifies the tokens, as this process was handed it."""
    return json.loads(os.environ[PUBLIC_KEY])


def _python(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"dev.bench.peers.{module}")


def _node() -> str | None:
    return shutil.which("node", path=path_with_node())


def _lacking_for_express() -> str | None:
    if _node() is None:
        return "node"
    return None if (NODE_MODULES / "express").exists() else "express"
