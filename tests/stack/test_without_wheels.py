"""What serves people who run Supabase and MongoDB in another way."""

import os
import smtplib
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import httpx

from dev.stack.mails import caught
from dev.stack.places import ROOT
from dev.stack.ports import HOST, PortHolder
from dev.stack.running import Running
from tests.people import People
from tests.stack.stacks import eventually

NEEDED = ("SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "MONGODB_URL", "MONGODB_DATABASE")
NAMES = ("account", "budget", "chat")
OTHER_HOST = "127.0.0.2"


async def test_four_variables_are_all_that_the_functions_need(stack: Running, people: People) -> None:
    owner = await people("owner")
    environment = {name: stack.env[name] for name in NEEDED}

    with _running("uvicorn", "dev.stack.functions:app", "--port", environment=environment) as port:
        eventually(lambda: _is_alive(f"http://{HOST}:{port}/health"))
        async with httpx.AsyncClient(base_url=f"http://{HOST}:{port}/api/v1", timeout=20) as client:
            ready = [(await client.get(f"/health/{name}/ready")).status_code for name in NAMES]
            client.headers["authorization"] = f"Bearer {owner.access_token}"
            me = await client.get("/users/me")

    assert ready == [200, 200, 200]
    assert me.json()["id"] == str(owner.id)


def test_the_mail_catcher_runs_alone_and_where_a_container_can_reach_it(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["from"], mail["to"], mail["subject"] = "halo@fintar.test", "sari@example.com", "Konfirmasi"
    after = (str(tmp_path / "mails"), OTHER_HOST)

    with _running("dev.stack.mailbox", after=after) as port:
        eventually(lambda: _sent(mail, port))

    assert [each.subject for each in caught(tmp_path / "mails")] == ["Konfirmasi"]


@contextmanager
def _running(
    *before: str, environment: dict[str, str] | None = None, after: tuple[str, ...] = ()
) -> Generator[int]:
    """A module of ours or of others, run by itself on a port of its own; the port."""
    holder = PortHolder()
    port = holder.take(45000)
    process = subprocess.Popen(
        [sys.executable, "-m", *before, str(port), *after],
        cwd=ROOT,
        env={"PATH": os.defpath, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.kill()
        process.wait()
        holder.let_go()


def _is_alive(address: str) -> bool:
    try:
        return httpx.get(address, trust_env=False).is_success
    except httpx.TransportError:
        return False


def _sent(mail: EmailMessage, port: int) -> bool:
    try:
        with smtplib.SMTP(OTHER_HOST, port) as smtp:
            smtp.send_message(mail)
    except OSError:
        return False
    return True
