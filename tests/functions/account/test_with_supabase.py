"""The account function over real Supabase parts, with and without confirmation by mail."""

import os
import secrets
from collections.abc import AsyncGenerator, Generator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from dev.stack.plan import remembered_plan
from dev.stack.running import Running
from dev.stack.state import State
from functions.account.deps import Deps
from functions.account.routes import make_app
from shared.gateways.identity import Identity
from shared.stores.http import close_shared_client
from tests.fakes.web import client
from tests.functions.account.confirming import ConfirmingAuth, confirmation_link, confirming_auth
from tests.functions.account.world import Signed, pointers

PASSWORD = "rahasia-Panjang-123"


@pytest.fixture
async def http(stack: Running) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of the account function as it is deployed."""
    async with client(make_app(Deps.from_environment(stack.env))) as http:
        yield http
    await close_shared_client()


@pytest.fixture(scope="module")
def confirming(stack: Running, tmp_path_factory: pytest.TempPathFactory) -> Generator[ConfirmingAuth]:
    """A Supabase Auth that has addresses confirmed first."""
    plan = remembered_plan(State(Path(os.environ["FINTAR_TEST_STACK"]) / "stack"))
    if plan is None:
        pytest.skip("only a stack of this run tells the settings that a second Supabase Auth needs")
    with confirming_auth(plan, log=tmp_path_factory.mktemp("auth") / "log") as auth:
        yield auth


@pytest.fixture
async def confirming_http(stack: Running, confirming: ConfirmingAuth) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of an account function whose project has addresses confirmed first."""
    async with confirming.client() as pool:
        identity = Identity(url=confirming.url, publishable_key=stack.publishable_key, http=lambda: pool)
        deps = replace(Deps.from_environment(stack.env), identity=identity)
        async with client(make_app(deps)) as http:
            yield http
    await close_shared_client()


def an_email(name: str = "ayu") -> str:
    return f"{name}.{secrets.token_hex(6)}@example.com"


async def register(http: httpx.AsyncClient, email: str, **wish: object) -> httpx.Response:
    body = {"email": email, "password": PASSWORD} | wish
    return await http.post("/api/v1/auth/register", json=body)


async def login(http: httpx.AsyncClient, email: str) -> httpx.Response:
    return await http.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD})


class TestWithoutConfirmation:
    async def test_a_person_registers_fills_in_and_leaves(self, http: httpx.AsyncClient) -> None:
        email, username = an_email(), f"ayu_{secrets.token_hex(6)}"
        registered = await register(http, email, first_name="Ayu", username=username, phone="0812-3456-7890")
        assert registered.status_code == 201
        assert registered.json()["notices"] == []
        ayu = Signed(http, registered.json())

        me = (await ayu.get("/users/me")).json()
        assert me == registered.json()["user"]
        assert (me["username"], me["phone"], me["is_verified"]) == (username, "+6281234567890", True)

        identity = (await ayu.get("/auth/profile")).json()
        assert (identity["id"], identity["name"], identity["role"]) == (ayu.id, "Ayu", "USER")

        changed = await ayu.patch("/users/me", {"last_name": "Lestari", "preferences": {"theme": "dark"}})
        assert changed.json()["preferences"]["theme"] == "dark"

        profile = await ayu.patch(
            "/users/profile",
            {
                "date_of_birth": "2001-02-28",
                "gender": "FEMALE",
                "occupation": "Perawat",
                "marital_status": "SINGLE",
                "dependents": 0,
            },
        )
        assert profile.json()["completed"] is True

        status = (await ayu.get("/users/onboarding/status")).json()
        assert (status["profile_completed"], status["next_step"]) == (True, "financial_data")
        assert (await ayu.patch("/users/onboarding/skip")).json()["onboarding_completed"] is True

        again = (await login(http, email.upper())).json()
        assert again["user"]["last_name"] == "Lestari"
        refreshed = await http.post("/api/v1/auth/refresh", json={"refresh_token": again["refresh_token"]})
        assert refreshed.json()["user"]["id"] == ayu.id

        assert (await ayu.post("/auth/logout")).status_code == 204
        over = await http.post(
            "/api/v1/auth/refresh", json={"refresh_token": refreshed.json()["refresh_token"]}
        )
        assert (over.status_code, over.json()["code"]) == (401, "refresh_token_invalid")

    async def test_a_known_email_is_taken(self, http: httpx.AsyncClient) -> None:
        email = an_email()
        await register(http, email)

        answer = await register(http, email.upper())

        assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")

    async def test_a_taken_username_is_left_out_at_first_and_refused_later(
        self, http: httpx.AsyncClient
    ) -> None:
        username = f"ayu_{secrets.token_hex(6)}"
        await register(http, an_email("owner"), username=username)

        answer = await register(http, an_email("stranger"), username=username)
        later = await Signed(http, answer.json()).patch("/users/me", {"username": username})

        assert answer.json()["user"]["username"] is None
        assert [notice["code"] for notice in answer.json()["notices"]] == ["username_taken"]
        assert (later.status_code, later.json()["code"]) == (409, "username_taken")

    async def test_a_weak_password_is_told_in_words(self, http: httpx.AsyncClient) -> None:
        answer = await register(http, an_email(), password="pendek")

        assert (answer.status_code, pointers(answer)) == (422, ["/password"])

    async def test_a_banned_person_is_turned_away(self, http: httpx.AsyncClient, stack: Running) -> None:
        email = an_email()
        ayu = Signed(http, (await register(http, email)).json())
        async with httpx.AsyncClient(trust_env=False) as admin:
            banned = await admin.put(
                f"{stack.url}/auth/v1/admin/users/{ayu.id}",
                headers={"apikey": stack.secret_key},
                json={"ban_duration": "1h"},
            )
        assert banned.status_code == 200

        answer = await login(http, email)

        assert (answer.status_code, answer.json()["code"]) == (403, "user_banned")

    async def test_wrong_password_and_unknown_email_are_one_answer(self, http: httpx.AsyncClient) -> None:
        email = an_email()
        await register(http, email, password="another-password")

        wrong, unknown = (await login(http, email)).json(), (await login(http, an_email())).json()

        assert wrong["code"] == "invalid_credentials"
        assert wrong | {"request_id": ""} == unknown | {"request_id": ""}

    async def test_all_parts_are_ready(self, http: httpx.AsyncClient) -> None:
        answer = await http.get("/api/v1/health/account/ready")

        assert answer.json()["parts"] == {"database": "up", "auth": "up"}


class TestWithConfirmation:
    async def test_new_unconfirmed_and_known_addresses_are_answered_alike(
        self, confirming_http: httpx.AsyncClient, stack: Running
    ) -> None:
        email = an_email()
        new = await register(confirming_http, email, first_name="Ayu")
        unconfirmed = await register(confirming_http, email)
        before = await login(confirming_http, email)
        async with httpx.AsyncClient(trust_env=False) as browser:
            followed = await browser.get(confirmation_link(stack.mails, email))
        after = await login(confirming_http, email)
        known = await register(confirming_http, email.upper(), first_name="Somebody else")

        assert new.json() == {"session": None, "confirmation_required": True}
        for answer in (new, unconfirmed, known):
            assert (answer.status_code, answer.content) == (201, new.content)
        assert (before.status_code, before.json()["code"]) == (403, "email_not_confirmed")
        assert followed.status_code == 303
        assert after.status_code == 200
        assert after.json()["user"]["is_verified"] is True
        assert after.json()["user"]["first_name"] == "Ayu"

    async def test_a_taken_username_tells_nothing(self, confirming_http: httpx.AsyncClient) -> None:
        username = f"ayu_{secrets.token_hex(6)}"

        first = await register(confirming_http, an_email("owner"), username=username)
        second = await register(confirming_http, an_email("stranger"), username=username)

        assert (first.status_code, first.content) == (second.status_code, second.content)

    async def test_a_weak_password_is_refused_for_everybody(self, confirming_http: httpx.AsyncClient) -> None:
        email = an_email()
        await register(confirming_http, email)

        known = await register(confirming_http, email, password="pendek")
        new = await register(confirming_http, an_email(), password="pendek")

        assert known.status_code == new.status_code == 422
        assert known.json() | {"request_id": ""} == new.json() | {"request_id": ""}
