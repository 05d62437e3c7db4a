"""Supabase Auth for tests: on a database, a role and a port of its own, with its mails caught in memory.

Runs the stand-in, or the real program where FINTAR_AUTH_BIN names it.
"""

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import jwt
import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from psycopg import sql

ROOT = Path(__file__).parents[3]
EXTERNAL_URL = "http://127.0.0.1:54321/auth/v1"
SITE_URL = "http://127.0.0.1:3000"
_SECONDS_TO_START = 20


@dataclass(frozen=True)
class Mail:
    """A mail that was caught."""

    to: str
    subject: str
    html: str

    @property
    def link(self) -> httpx.URL:
        """Where its link leads."""
        found = re.search(r'href="([^"]+)"', self.html)
        assert found, f"no link in {self.html!r}"
        return httpx.URL(found[1].replace("&amp;", "&"))

    @property
    def code(self) -> str:
        """Its six digits."""
        found = re.search(r"\b(\d{6})\b", re.sub(r"<a [^>]*>", "", self.html))
        assert found, f"no code in {self.html!r}"
        return found[1]


class Mailbox:
    """Keeps what aiosmtpd hands over."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail; aiosmtpd gives this method its name."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        body = message.get_body(("html", "plain"))
        assert body is not None
        self.mails.append(Mail(envelope.rcpt_tos[0], str(message["subject"]), str(body.get_content())))
        return "250 OK"


@dataclass(frozen=True)
class AuthServer:
    """A server that runs, its mails, and its database as a superuser."""

    url: str
    mailbox: Mailbox
    database_url: str
    signing_key: Mapping[str, Any]

    def client(self) -> httpx.Client:
        """Calls it; follows no redirect."""
        return httpx.Client(base_url=self.url, timeout=20, trust_env=False, verify=False)

    def mails_to(self, address: str) -> list[Mail]:
        """What this address got, oldest first."""
        return [mail for mail in self.mailbox.mails if mail.to == address]

    def execute(self, query: sql.SQL, *values: object) -> None:
        """Change the database behind the server's back."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            connection.execute(query, values)

    def let_mails_be_long_ago(self) -> None:
        """As if the pause between two mails to a person were over."""
        ago = "= {0} - interval '1 hour'"
        columns = ("confirmation_sent_at", "recovery_sent_at", "email_change_sent_at")
        pairs = [sql.SQL("{0} " + ago).format(sql.Identifier(name)) for name in columns]
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            connection.execute(sql.SQL("update auth.users set {}").format(sql.SQL(", ").join(pairs)))

    def let_refreshes_be_long_ago(self) -> None:
        """As if the reuse interval of every used refresh token were over."""
        self.execute(
            sql.SQL(
                "update auth.refresh_tokens set updated_at = updated_at - interval '1 hour' where revoked"
            )
        )

    def mint(self, role: str, **claims: object) -> str:
        """A token with any claims, signed with the server's own key."""
        moment = int(time.time())
        standard = {"role": role, "iss": EXTERNAL_URL, "iat": moment, "exp": moment + 600}
        key = jwt.PyJWK(dict(self.signing_key)).key
        return jwt.encode(standard | claims, key, "ES256", {"kid": self.signing_key["kid"]})

    @property
    def as_admin(self) -> dict[str, str]:
        """Headers of whoever may administrate."""
        return {"authorization": f"Bearer {self.mint('service_role')}"}


@contextmanager
def run(admin_database_url: str, key: Mapping[str, Any], **settings: str) -> Generator[AuthServer]:
    """A server with these settings on a fresh database, gone at the end. Keys are environment variables."""
    mailbox = Mailbox()
    catcher = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    catcher.start()
    try:
        with _database(admin_database_url) as (as_superuser, as_auth):
            environment = _environment(as_auth, key, catcher.port) | settings
            with _process(environment) as url:
                yield AuthServer(url, mailbox, as_superuser, key)
    finally:
        catcher.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _database(admin_url: str) -> Generator[tuple[str, str]]:
    """A database with an empty schema auth: its address as a superuser and as the schema's owner."""
    name, password = f"auth_{secrets.token_hex(6)}", secrets.token_hex(16)
    schema = (ROOT / "tests/stack/auth/schema.sql").read_text()
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("create role {} login noinherit createrole password {}").format(
                sql.Identifier(name), sql.Literal(password)
            )
        )
        as_superuser = _at(admin_url, name)
        with psycopg.connect(as_superuser, autocommit=True) as inside:
            inside.execute(schema.replace("auth_owner", name).encode())
    yield as_superuser, _at(admin_url, name, user=f"{name}:{password}")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


def _at(url: str, database: str, *, user: str = "") -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{user}@{host}" if user else parts.netloc
    return urlunsplit(parts._replace(netloc=netloc, path=f"/{database}"))


def _environment(database_url: str, key: Mapping[str, Any], smtp_port: int) -> dict[str, str]:
    paths = ("INVITE", "CONFIRMATION", "RECOVERY", "EMAIL_CHANGE")
    return {
        **{f"GOTRUE_MAILER_URLPATHS_{name}": f"{EXTERNAL_URL}/verify" for name in paths},
        "GOTRUE_DB_DRIVER": "postgres",
        "GOTRUE_DB_DATABASE_URL": database_url,
        "DATABASE_URL": database_url,
        "DB_NAMESPACE": "auth",
        "API_EXTERNAL_URL": EXTERNAL_URL,
        "GOTRUE_SITE_URL": SITE_URL,
        "GOTRUE_URI_ALLOW_LIST": "https://*.fintar.example/welcome/**,fintar://callback",
        "GOTRUE_JWT_KEYS": json.dumps([dict(key)]),
        "GOTRUE_JWT_SECRET": "a-secret-that-signs-nothing-here-at-all",
        "GOTRUE_JWT_EXP": "3600",
        "GOTRUE_JWT_AUD": "authenticated",
        "GOTRUE_JWT_ISSUER": EXTERNAL_URL,
        "GOTRUE_JWT_ADMIN_ROLES": "service_role",
        "GOTRUE_JWT_DEFAULT_GROUP_NAME": "authenticated",
        "GOTRUE_DISABLE_SIGNUP": "false",
        "GOTRUE_EXTERNAL_EMAIL_ENABLED": "true",
        "GOTRUE_PASSWORD_MIN_LENGTH": "8",
        "GOTRUE_SMTP_HOST": "127.0.0.1",
        "GOTRUE_SMTP_PORT": str(smtp_port),
        "GOTRUE_SMTP_ADMIN_EMAIL": "halo@fintar.test",
        "GOTRUE_SMTP_MAX_FREQUENCY": "1m",
        "GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": "10",
        "GOTRUE_RATE_LIMIT_EMAIL_SENT": "36000",
        "GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_URI": "pg-functions://postgres/private/access_token_hook",
    }


@contextmanager
def _process(settings: dict[str, str]) -> Generator[str]:
    port = free_port()
    real = os.environ.get("FINTAR_AUTH_BIN")
    command = [real] if real else [sys.executable, "-m", "dev.stack.auth"]
    address = {"GOTRUE_API_HOST": "127.0.0.1", "GOTRUE_API_PORT": str(port), "PORT": str(port)}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    process = subprocess.Popen(command, cwd=ROOT, env=kept | settings | address)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(process, url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            if httpx.get(f"{url}/health", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the server did not become ready")
