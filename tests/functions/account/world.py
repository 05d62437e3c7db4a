"""The account function over fakes, as its tests see it."""

from collections.abc import Mapping
from typing import Any

import httpx

from functions.account.deps import Deps
from functions.account.routes import make_app
from shared.domain.caller import Caller
from shared.services.accounts import AccountService, UserStore
from shared.services.consents import ConsentService
from shared.services.profiles import ProfileService
from tests.fakes.consents import FakeConsents
from tests.fakes.identity import FakeIdentity
from tests.fakes.profiles import FakeProfiles
from tests.fakes.users import FakeUsers
from tests.fakes.web import client, web_parts

PASSWORD = "rahasia-Panjang-123"


class World:
    """One running account function and everything behind it."""

    def __init__(self, *, confirms_by_mail: bool = False) -> None:
        self.users = FakeUsers()
        self.identity = FakeIdentity(users=self.users, confirms_by_mail=confirms_by_mail)
        self.consents = FakeConsents()
        self.unreadable: Exception | None = None
        profiles = FakeProfiles(self.users.profiles)
        deps = Deps(
            identity=self.identity,
            accounts=lambda caller: AccountService(users=self._users_of(caller)),
            profiles=lambda caller: ProfileService(profiles=profiles.as_caller(caller)),
            consents=lambda caller: ConsentService(consents=self.consents.as_caller(caller)),
            web=web_parts(),
        )
        self.http = client(make_app(deps))

    def _users_of(self, caller: Caller) -> UserStore:
        if self.unreadable:
            raise self.unreadable
        return self.users.as_caller(caller)

    async def register(self, **wish: object) -> httpx.Response:
        """Ask for an account, Ayu's unless said otherwise."""
        body = {"email": "ayu@example.com", "password": PASSWORD} | wish
        return await self.http.post("/api/v1/auth/register", json=body)

    async def login(self, email: str = "ayu@example.com", password: str = PASSWORD) -> httpx.Response:
        """Ask to sign in."""
        return await self.http.post("/api/v1/auth/login", json={"email": email, "password": password})

    async def refresh(self, refresh_token: str) -> httpx.Response:
        """Ask for the next tokens."""
        return await self.http.post("/api/v1/auth/refresh", json={"refresh_token": refresh_token})

    async def sign_in(self, **wish: object) -> "Signed":
        """A new person who is signed in."""
        answer = await self.register(**wish)
        assert answer.status_code == 201, answer.text
        return Signed(self.http, answer.json())


class Signed:
    """A person with their tokens."""

    def __init__(self, http: httpx.AsyncClient, session: Mapping[str, Any]) -> None:
        self._http = http
        self.session = session
        self.id = str(session["user"]["id"])

    async def get(self, path: str) -> httpx.Response:
        """Read as this person."""
        return await self._send("GET", path, None)

    async def post(self, path: str, body: object = None, *, key: str | None = None) -> httpx.Response:
        """Post as this person, with an Idempotency-Key where one is given."""
        return await self._send("POST", path, body, {"Idempotency-Key": key} if key else {})

    async def patch(self, path: str, body: object = None) -> httpx.Response:
        """Change as this person."""
        return await self._send("PATCH", path, body)

    async def _send(
        self, method: str, path: str, body: object, more: Mapping[str, str] | None = None
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.session['access_token']}", **(more or {})}
        return await self._http.request(
            method, f"/api/v1{path}", headers=headers, json=body if body is not None else None
        )


def pointers(answer: httpx.Response) -> list[str]:
    """Which fields a problem complains about."""
    return [error["pointer"] for error in answer.json().get("errors", [])]
