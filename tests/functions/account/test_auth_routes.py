"""Registering, signing in and out over HTTP."""

from datetime import datetime

import pytest

from shared.domain.requests import AuthUnavailable
from shared.errors import TooMany
from shared.stores.database import DatabaseUnavailable
from tests.functions.account.world import PASSWORD, World, pointers

ENGLISH = {"Accept-Language": "en"}


class TestRegister:
    async def test_answers_like_login(self, world: World) -> None:
        answer = await world.register(first_name="Ayu", username="Ayu.Lestari", phone="0812-3456-7890")

        session = answer.json()
        assert answer.status_code == 201
        assert session["token_type"] == "bearer"
        assert session["expires_in"] == 3600
        assert datetime.fromisoformat(session["expires_at"]).utcoffset() is not None
        assert session["access_token"]
        assert session["refresh_token"]
        assert session["confirmation_required"] is False
        assert session["notices"] == []
        assert session["user"]["email"] == "ayu@example.com"
        assert session["user"]["username"] == "ayu.lestari"
        assert session["user"]["phone"] == "+6281234567890"
        assert session["user"]["first_name"] == "Ayu"
        assert session["user"]["role"] == "USER"
        assert session.keys() - {"confirmation_required", "notices"} == (await world.login()).json().keys()

    @pytest.mark.parametrize("email", ["ayu@example.com", "AYU@Example.COM", " ayu@example.com "])
    async def test_refuses_a_known_email(self, world: World, email: str) -> None:
        await world.register()

        answer = await world.register(email=email)

        assert answer.status_code == 409
        assert answer.json()["code"] == "email_taken"

    async def test_leaves_out_a_taken_username_and_says_so(self, world: World) -> None:
        await world.register(email="first@example.com", username="ayu")

        answer = await world.register(username="AYU")

        assert answer.status_code == 201
        assert answer.json()["user"]["username"] is None
        assert [(notice["code"], notice["pointer"]) for notice in answer.json()["notices"]] == [
            ("username_taken", "/username")
        ]

    async def test_names_what_a_weak_password_lacks(self, world: World) -> None:
        answer = await world.register(password="pendek")

        assert answer.status_code == 422
        assert answer.json()["code"] == "weak_password"
        assert answer.json()["errors"] == [{"pointer": "/password", "message": "Kata sandi terlalu pendek."}]

    async def test_keeps_the_spaces_of_a_password(self, world: World) -> None:
        spacious = "  rahasia panjang  "
        await world.register(password=spacious)

        assert (await world.login(password=spacious)).status_code == 200
        assert (await world.login(password=spacious.strip())).status_code == 401

    @pytest.mark.parametrize(
        ("wish", "pointer"),
        [
            ({"email": "not-an-email"}, "/email"),
            ({"email": "ayu@localhost"}, "/email"),
            ({"email": "a b@example.com"}, "/email"),
            ({"email": 7}, "/email"),
            ({"email": f"{'a' * 250}@example.com"}, "/email"),
            ({"password": ""}, "/password"),
            ({"password": "x" * 73}, "/password"),
            ({"password": "é" * 37}, "/password"),
            ({"username": "ab"}, "/username"),
            ({"username": "ayu lestari"}, "/username"),
            ({"username": "ayu,role.eq.ADMIN"}, "/username"),
            ({"username": "ayu\nlestari"}, "/username"),
            ({"first_name": "Ayu\u0007"}, "/first_name"),
            ({"first_name": "   "}, "/first_name"),
            ({"phone": "0812-CALL"}, "/phone"),
            ({"role": "ADMIN"}, "/role"),
            ({"is_verified": True}, "/is_verified"),
        ],
    )
    async def test_points_at_what_is_not_right(
        self, world: World, wish: dict[str, object], pointer: str
    ) -> None:
        answer = await world.register(**wish)

        assert answer.status_code == 422
        assert pointers(answer) == [pointer]

    async def test_never_repeats_a_password(self, world: World) -> None:
        answer = await world.register(password="x" * 100)

        assert "xxxx" not in answer.text

    async def test_says_that_the_account_was_made_when_only_its_row_cannot_be_read(
        self, world: World
    ) -> None:
        world.unreadable = DatabaseUnavailable()

        answer = await world.register()

        assert answer.status_code == 503
        assert answer.json()["code"] == "registered_not_signed_in"
        world.unreadable = None
        assert (await world.login()).status_code == 200


class TestRegisterWithConfirmation:
    async def test_answers_new_and_known_addresses_alike(self, confirming_world: World) -> None:
        wish = {"first_name": "Ayu", "username": "ayu"}
        new = await confirming_world.register(**wish)
        unconfirmed = await confirming_world.register(**wish)
        confirming_world.identity.confirm("ayu@example.com")
        known = await confirming_world.register(**wish)
        with_its_username = await confirming_world.register(email="other@example.com", username="ayu")

        assert new.json() == {"session": None, "confirmation_required": True}
        for answer in (unconfirmed, known, with_its_username):
            assert (answer.status_code, answer.content) == (201, new.content)
            assert answer.headers.keys() == new.headers.keys()

    async def test_lets_nobody_in_before_they_confirmed(self, confirming_world: World) -> None:
        await confirming_world.register()

        before = await confirming_world.login()
        confirming_world.identity.confirm("ayu@example.com")
        after = await confirming_world.login()

        assert (before.status_code, before.json()["code"]) == (403, "email_not_confirmed")
        assert after.status_code == 200


class TestLogin:
    async def test_gives_tokens_and_the_account(self, world: World) -> None:
        await world.register(first_name="Ayu")

        answer = await world.login("AYU@example.com")

        assert answer.status_code == 200
        assert answer.json()["user"]["first_name"] == "Ayu"
        assert answer.headers["cache-control"] == "no-store"

    async def test_answers_a_wrong_password_and_an_unknown_email_alike(self, world: World) -> None:
        await world.register()

        wrong = (await world.login(password="salah-salah")).json()
        unknown = (await world.login("nobody@example.com")).json()

        assert (wrong["status"], wrong["code"]) == (401, "invalid_credentials")
        assert wrong | {"request_id": ""} == unknown | {"request_id": ""}

    async def test_turns_a_banned_person_away(self, world: World) -> None:
        await world.register()
        world.identity.ban("ayu@example.com")

        answer = await world.login()

        assert (answer.status_code, answer.json()["code"]) == (403, "user_banned")

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"email": "ayu@example.com"},
            {"email": "ayu@example.com", "password": None},
            {"email": {"$ne": ""}, "password": "rahasia"},
            {"email": "ayu@example.com", "password": "rahasia", "grant_type": "magic"},
            ["ayu@example.com", "rahasia"],
        ],
    )
    async def test_refuses_what_is_no_wish_to_sign_in(self, world: World, body: object) -> None:
        answer = await world.http.post("/api/v1/auth/login", json=body)

        assert answer.status_code == 422

    async def test_passes_the_callers_address_on(self, world: World) -> None:
        await world.login()

        assert world.identity.addresses == ["127.0.0.1"]


class TestRefresh:
    async def test_gives_the_next_tokens_without_asking_the_database(self, world: World) -> None:
        ayu = await world.sign_in()
        world.unreadable = DatabaseUnavailable()

        answer = await world.refresh(ayu.session["refresh_token"])

        assert answer.status_code == 200
        assert answer.json()["access_token"] != ayu.session["access_token"]
        assert answer.json()["user"] == {
            "id": ayu.id,
            "email": "ayu@example.com",
            "role": "USER",
            "is_verified": True,
        }

    @pytest.mark.parametrize("token", ["unknown", "' or 1=1 --", "x" * 1000])
    async def test_refuses_a_token_that_is_not_known(self, world: World, token: str) -> None:
        answer = await world.refresh(token)

        assert (answer.status_code, answer.json()["code"]) == (401, "refresh_token_invalid")


class TestLogout:
    @pytest.mark.parametrize(
        ("query", "this_ends", "others_end"),
        [
            ("", True, True),
            ("?scope=global", True, True),
            ("?scope=local", True, False),
            ("?scope=others", False, True),
        ],
    )
    async def test_ends_the_sessions_that_it_is_asked_to(
        self, world: World, query: str, this_ends: bool, others_end: bool
    ) -> None:
        phone = await world.sign_in()
        laptop = (await world.login()).json()

        answer = await phone.post(f"/auth/logout{query}")

        assert (answer.status_code, answer.content) == (204, b"")
        this = await world.refresh(phone.session["refresh_token"])
        other = await world.refresh(laptop["refresh_token"])
        assert this.status_code == (401 if this_ends else 200)
        assert other.status_code == (401 if others_end else 200)

    async def test_knows_no_other_scope(self, world: World) -> None:
        ayu = await world.sign_in()

        answer = await ayu.post("/auth/logout?scope=everybody")

        assert (answer.status_code, pointers(answer)) == (422, ["/query/scope"])

    async def test_is_for_people_who_are_signed_in(self, world: World) -> None:
        answer = await world.http.post("/api/v1/auth/logout")

        assert answer.status_code == 401


class TestWhenSupabaseAuthFails:
    @pytest.mark.parametrize("path", ["register", "login"])
    async def test_says_that_signing_in_has_a_problem(self, world: World, path: str) -> None:
        world.identity.failing_with = AuthUnavailable()

        answer = await world.http.post(
            f"/api/v1/auth/{path}",
            json={"email": "ayu@example.com", "password": PASSWORD},
            headers=ENGLISH,
        )

        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "auth_unavailable"
        assert answer.json()["detail"] == "Signing in has a problem right now. Try again shortly."
        assert int(answer.headers["retry-after"]) > 0

    async def test_passes_on_when_to_come_back(self, world: World) -> None:
        world.identity.failing_with = TooMany(retry_after=37)

        answer = await world.login()

        assert (answer.status_code, answer.headers["retry-after"]) == (429, "37")
