"""A second Supabase Auth on the stack's own database, which has e-mail addresses confirmed first."""

import os
import re
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import httpx

from dev.stack.parts.auth import auth
from dev.stack.plan import Plan
from dev.stack.ports import HOST, PortHolder

LONGEST_START = 60.0
"""Seconds."""

MOST_STARTS = 5


@dataclass(frozen=True)
class ConfirmingAuth:
    """Where it listens, without the gateway's prefix."""

    url: str

    def client(self) -> httpx.AsyncClient:
        """A client that reaches it by the paths of the gateway."""
        return httpx.AsyncClient(transport=_WithoutPrefix(trust_env=False))


class _WithoutPrefix(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        request.url = url.copy_with(raw_path=url.raw_path.removeprefix(b"/auth/v1"))
        return await super().handle_async_request(request)


@contextmanager
def confirming_auth(plan: Plan, *, log: Path) -> Generator[ConfirmingAuth]:
    """Runs it beside the stack's own, with the same keys and the same database.

    A mail to one address is followed by no other for a minute.
    """
    ports = PortHolder()
    try:
        with _started(plan, ports, log) as url:
            yield ConfirmingAuth(url)
    finally:
        ports.let_go()


@contextmanager
def _started(plan: Plan, ports: PortHolder, log: Path) -> Generator[str]:
    """Its address, at another port where somebody took the chosen one before it did."""
    deadline = time.monotonic() + LONGEST_START
    for _ in range(MOST_STARTS):
        port = ports.take(plan.ports["auth"])
        url = f"http://{HOST}:{port}"
        with _process(plan, port, log) as process:
            if _is_ready(url, process, deadline):
                yield url
                return
    raise RuntimeError(f"Supabase Auth did not start:\n{log.read_text(errors='replace')}")


@contextmanager
def _process(plan: Plan, port: int, log: Path) -> Generator[subprocess.Popen[bytes]]:
    command = auth(plan).command
    assert command is not None
    program = command()
    settings = {
        "GOTRUE_API_PORT": str(port),
        "PORT": str(port),
        "GOTRUE_MAILER_AUTOCONFIRM": "false",
        "GOTRUE_SMTP_MAX_FREQUENCY": "60s",
    }
    with log.open("ab") as output:
        process = subprocess.Popen(
            program.arguments,
            env=os.environ | dict(program.environment) | settings,
            cwd=program.folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)


def _is_ready(url: str, process: subprocess.Popen[bytes], deadline: float) -> bool:
    """Waits until it answers; false once it has ended or the deadline is past."""
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/health", trust_env=False, timeout=2).is_success:
                return process.poll() is None
        except httpx.TransportError:
            time.sleep(0.05)
    return False


def confirmation_link(mails: Path, email: str) -> str:
    """The link in the newest mail to `email`. Raises LookupError when there is none."""
    for file in sorted(mails.glob("*.eml"), reverse=True):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        if email in str(mail["To"]):
            body = mail.get_body(("html", "plain"))
            link = re.search(r"https?://[^\s\"<>]+/verify[^\s\"<>]+", body.get_content() if body else "")
            if link:
                return link.group().replace("&amp;", "&")
    raise LookupError(email)
