"""What clients see when the database or the mail server is away, and that all is well when they are back."""

import selectors
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from dev.stack.running import Running
from tests.stack.auth import servers
from tests.stack.auth.servers import AuthServer
from tests.stack.auth.someone import PASSWORD, Someone, code_of, made_up_address, post, sign_in


class Wire:
    """Passes bytes on to a database, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        self.is_cut = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and every one to come."""
        self.is_cut = True
        for end in self._open:
            end.close()
        self._open.clear()

    def mend(self) -> None:
        """Pass on again."""
        self.is_cut = False

    def close(self) -> None:
        """Give the port back."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(self._target)
            self._open += [near, far]
            threading.Thread(target=_pass_on, args=(near, far), daemon=True).start()


def _pass_on(near: socket.socket, far: socket.socket) -> None:
    other = {near: far, far: near}
    try:
        with selectors.DefaultSelector() as waiting:
            for end in other:
                waiting.register(end, selectors.EVENT_READ)
            while True:
                for key, _ in waiting.select(timeout=0.2):
                    end = near if key.fileobj is near else far
                    read = end.recv(65536)
                    if not read:
                        return
                    other[end].sendall(read)
    except (OSError, ValueError):
        return
    finally:
        near.close()
        far.close()


@contextmanager
def wire_to(url: str) -> Generator[tuple[str, Wire]]:
    """The same database behind a wire that can be cut."""
    parts = urlsplit(url)
    wire = Wire(parts.hostname or "127.0.0.1", parts.port or 5432)
    userinfo = parts.netloc.rpartition("@")[0]
    yield parts._replace(netloc=f"{userinfo}@127.0.0.1:{wire.port}").geturl(), wire
    wire.close()


@pytest.fixture(scope="module")
def cornered(stack: Running, signing_key: dict[str, Any]) -> Generator[tuple[AuthServer, Wire]]:
    """A server whose database can be cut off, whose mails go nowhere, and that counts calls by address."""
    settings = {
        "GOTRUE_SMTP_PORT": str(servers.free_port()),
        "GOTRUE_SECURITY_SB_FORWARDED_FOR_ENABLED": "true",
        "GOTRUE_RATE_LIMIT_HEADER": "X-Real-Ip",
        "GOTRUE_RATE_LIMIT_TOKEN_REFRESH": "1",
    }
    with (
        wire_to(stack.admin_database_url) as (url, wire),
        servers.run(url, signing_key, **settings) as server,
    ):
        yield server, wire


def test_a_database_that_goes_away_is_an_error_and_its_return_is_noticed(
    cornered: tuple[AuthServer, Wire],
) -> None:
    server, wire = cornered
    someone = Someone.signed_in(server, "patient")

    wire.cut()
    away = [sign_in(server, someone.email), someone.refreshes(), someone.calls("GET", "/user")]
    wire.mend()

    assert {answer.status_code for answer in away} == {500}
    assert someone.refreshes().status_code == 200
    assert sign_in(server, someone.email).status_code == 200


def test_a_trigger_that_refuses_an_account_is_heard(autoconfirm: AuthServer) -> None:
    with psycopg.connect(autoconfirm.database_url, autocommit=True) as connection:
        connection.execute(
            "create function private.refuse() returns trigger language plpgsql as"
            " $$ begin raise exception 'not this one'; end $$"
        )
        connection.execute(
            "create trigger refuse before insert on auth.users for each row"
            " when (new.email like 'unwanted.%') execute function private.refuse()"
        )

    answer = post(autoconfirm, "/signup", email=made_up_address("unwanted"), password=PASSWORD)

    assert answer.status_code == 500
    assert answer.json()["message"] == "not this one"


def test_a_sign_up_whose_mail_cannot_be_sent_can_be_tried_again(cornered: tuple[AuthServer, Wire]) -> None:
    server, _ = cornered
    email = made_up_address("unlucky")

    answers = [post(server, "/signup", email=email, password=PASSWORD) for _ in range(2)]

    assert [(answer.status_code, code_of(answer)) for answer in answers] == [(500, "unexpected_failure")] * 2


def test_an_address_is_held_to_its_own_limit(cornered: tuple[AuthServer, Wire]) -> None:
    server, _ = cornered
    wrong = {"email": made_up_address("nobody"), "password": PASSWORD}
    path = "/token?grant_type=password"

    with server.client() as http:
        busy = [http.post(path, json=wrong, headers={"Sb-Forwarded-For": "192.0.2.1"}) for _ in range(31)]
        calm = http.post(path, json=wrong, headers={"Sb-Forwarded-For": "192.0.2.2"})

    assert [answer.status_code for answer in busy[:30]] == [400] * 30
    assert code_of(busy[30]) == "over_request_rate_limit"
    assert code_of(calm) == "invalid_credentials"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"email": 5, "password": []}', b"\xff"])
def test_a_body_that_is_no_sign_in_is_bad_json(autoconfirm: AuthServer, body: bytes) -> None:
    with autoconfirm.client() as http:
        answer = http.post("/token?grant_type=password", content=body)

    assert code_of(answer) in {"bad_json", "validation_failed"}
