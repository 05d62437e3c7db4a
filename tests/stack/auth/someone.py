"""Somebody with an account on a server, who calls it as clients do."""

import secrets
from dataclasses import dataclass
from typing import Any, Self

import bcrypt
import httpx

from tests.stack.auth.servers import AuthServer
from tests.stack.auth.wire import is_object

PASSWORD = "rahasia-Panjang-123"
# Cheap to compare: what bcrypt costs is not what these tests are about.
_HASHED = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(5)).decode()


@dataclass(frozen=True)
class Someone:
    """A person, and the session they signed in with."""

    server: AuthServer
    email: str
    session: dict[str, Any]

    @classmethod
    def signed_in(cls, server: AuthServer, name: str, **given: Any) -> Self:
        """A fresh person whose address begins with `name`, confirmed by an administrator and signed in."""
        email = make_account(server, name, **given)
        return cls(server, email, sign_in(server, email).raise_for_status().json())

    @property
    def id(self) -> str:
        """The person's id."""
        return str(self.session["user"]["id"])

    def again(self) -> Self:
        """The same person on another device."""
        return type(self)(self.server, self.email, sign_in(self.server, self.email).raise_for_status().json())

    def calls(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """Send a request with the person's access token."""
        headers = {"authorization": f"Bearer {self.session['access_token']}"}
        with self.server.client() as http:
            return http.request(method, path, json=body, headers=headers)

    def refreshes(self) -> httpx.Response:
        """Exchange the refresh token."""
        return refresh(self.server, self.session["refresh_token"])

    def is_changed_by_admin(self, **changes: Any) -> None:
        """An administrator changes the account."""
        with self.server.client() as http:
            path = f"/admin/users/{self.id}"
            http.put(path, json=changes, headers=self.server.as_admin).raise_for_status()


def make_account(server: AuthServer, name: str, **given: Any) -> str:
    """A confirmed account with the usual password; gives its address."""
    email = made_up_address(name)
    wish = {"email": email, "password_hash": _HASHED, "email_confirm": True} | given
    with server.client() as http:
        http.post("/admin/users", json=wish, headers=server.as_admin).raise_for_status()
    return email


def made_up_address(name: str) -> str:
    """An address that nobody has."""
    return f"{name}.{secrets.token_hex(6)}@example.com"


def post(server: AuthServer, path: str, **body: Any) -> httpx.Response:
    """Send a request without a token."""
    with server.client() as http:
        return http.post(path, json=body)


def sign_in(server: AuthServer, email: str, password: str = PASSWORD) -> httpx.Response:
    """Sign in with a password."""
    return post(server, "/token?grant_type=password", email=email, password=password)


def refresh(server: AuthServer, token: str) -> httpx.Response:
    """Exchange a refresh token."""
    return post(server, "/token?grant_type=refresh_token", refresh_token=token)


def code_of(answer: httpx.Response) -> str:
    """The error code of a refusal."""
    body = answer.json()
    return str(body["error_code"]) if is_object(body) else ""
