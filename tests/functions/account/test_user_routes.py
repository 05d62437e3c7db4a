"""One's own account, profile and onboarding over HTTP."""

import pytest

from shared.stores.database import DatabaseUnavailable
from tests.functions.account.world import World, pointers

COMPLETE_PROFILE = {
    "date_of_birth": "2001-02-28",
    "gender": "FEMALE",
    "occupation": "Perawat",
    "marital_status": "SINGLE",
    "dependents": 0,
}


class TestReadIdentity:
    async def test_says_who_the_token_is(self, world: World) -> None:
        ayu = await world.sign_in(first_name="Ayu", last_name="Lestari", username="ayu")

        answer = await ayu.get("/auth/profile")

        identity = answer.json()
        assert answer.status_code == 200
        assert identity.pop("session_id")
        assert identity == {
            "id": ayu.id,
            "email": "ayu@example.com",
            "role": "USER",
            "is_verified": True,
            "name": "Ayu Lestari",
            "username": "ayu",
        }


class TestEveryRouteOfAPerson:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/auth/profile"),
            ("POST", "/auth/logout"),
            ("GET", "/users/me"),
            ("PATCH", "/users/me"),
            ("GET", "/users/profile"),
            ("PATCH", "/users/profile"),
            ("GET", "/users/onboarding/status"),
            ("PATCH", "/users/onboarding/skip"),
        ],
    )
    async def test_asks_strangers_to_sign_in(self, world: World, method: str, path: str) -> None:
        anonymous = await world.http.request(method, f"/api/v1{path}")
        forged = await world.http.request(
            method, f"/api/v1{path}", headers={"Authorization": "Bearer forged"}
        )

        assert (anonymous.status_code, forged.status_code) == (401, 401)

    @pytest.mark.parametrize("path", ["/auth/profile", "/users/me", "/users/onboarding/status"])
    async def test_tells_a_person_whose_account_is_gone(self, world: World, path: str) -> None:
        ayu = await world.sign_in()
        world.users.accounts.clear()

        answer = await ayu.get(path)

        assert (answer.status_code, answer.json()["code"]) == (401, "account_gone")

    @pytest.mark.parametrize("path", ["/auth/profile", "/users/me", "/users/onboarding/status"])
    async def test_says_when_the_database_is_down(self, world: World, path: str) -> None:
        ayu = await world.sign_in()
        world.unreadable = DatabaseUnavailable()

        answer = await ayu.get(path)

        assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")


class TestChangeAccount:
    async def test_changes_what_is_named_and_clears_what_is_null(self, world: World) -> None:
        ayu = await world.sign_in(first_name="Ayu", last_name="Lestari")

        answer = await ayu.patch(
            "/users/me",
            {
                "username": "Ayu.99",
                "last_name": None,
                "phone": "0812-3456-7890",
                "avatar_url": "https://images.example.com/ayu.png?size=2#face",
            },
        )

        account = answer.json()
        assert answer.status_code == 200
        assert account == (await ayu.get("/users/me")).json()
        assert account["username"] == "ayu.99"
        assert account["first_name"] == "Ayu"
        assert account["last_name"] is None
        assert account["phone"] == "+6281234567890"
        assert account["avatar_url"] == "https://images.example.com/ayu.png?size=2#face"

    async def test_refuses_a_username_that_is_taken(self, world: World) -> None:
        await world.register(email="owner@example.com", username="ayu")
        stranger = await world.sign_in(email="stranger@example.com")

        answer = await stranger.patch("/users/me", {"username": "Ayu"})

        assert (answer.status_code, answer.json()["code"]) == (409, "username_taken")

    async def test_lets_a_person_keep_their_username(self, world: World) -> None:
        ayu = await world.sign_in(username="ayu")

        answer = await ayu.patch("/users/me", {"username": "ayu"})

        assert answer.status_code == 200

    async def test_merges_preferences_and_fills_in_defaults(self, world: World) -> None:
        ayu = await world.sign_in()
        await ayu.patch("/users/me", {"preferences": {"language": "en", "notifications": {"email": False}}})

        answer = await ayu.patch("/users/me", {"preferences": {"theme": "dark"}})

        assert answer.json()["preferences"] == {
            "language": "en",
            "theme": "dark",
            "notifications": {"email": False, "push": True, "reminders": True},
        }

    async def test_returns_preferences_to_their_defaults_on_null(self, world: World) -> None:
        ayu = await world.sign_in()
        await ayu.patch("/users/me", {"preferences": {"language": "en"}})

        answer = await ayu.patch("/users/me", {"preferences": None})

        assert answer.json()["preferences"]["language"] == "id"

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({}, ""),
            ({"role": "ADMIN"}, "/role"),
            ({"email": "other@example.com"}, "/email"),
            ({"is_verified": True}, "/is_verified"),
            ({"onboarding_completed": True}, "/onboarding_completed"),
            ({"username": "no spaces"}, "/username"),
            ({"username": "*"}, "/username"),
            ({"username": "ayu)or(1=1"}, "/username"),
            ({"phone": "12"}, "/phone"),
            ({"avatar_url": "http://images.example.com/ayu.png"}, "/avatar_url"),
            ({"avatar_url": "javascript:alert(1)"}, "/avatar_url"),
            ({"avatar_url": "https://user:pass@example.com/"}, "/avatar_url"),
            ({"avatar_url": f"https://example.com/{'a' * 2048}"}, "/avatar_url"),
            ({"preferences": {"language": "fr"}}, "/preferences/language"),
            ({"preferences": {"font": "Comic Sans"}}, "/preferences/font"),
            ({"preferences": {"notifications": {"fax": True}}}, "/preferences/notifications/fax"),
            ({"preferences": {"notifications": {"email": "yes"}}}, "/preferences/notifications/email"),
            ({"preferences": []}, "/preferences"),
        ],
    )
    async def test_points_at_what_is_not_right(
        self, world: World, change: dict[str, object], pointer: str
    ) -> None:
        ayu = await world.sign_in()

        answer = await ayu.patch("/users/me", change)

        assert answer.status_code == 422
        assert pointers(answer) == [pointer]

    async def test_refuses_a_body_beyond_the_limit(self, world: World) -> None:
        ayu = await world.sign_in()

        answer = await ayu.patch("/users/me", {"preferences": {"x": "a" * 70_000}})

        assert answer.status_code == 413


class TestProfile:
    async def test_is_all_null_before_it_exists(self, world: World) -> None:
        ayu = await world.sign_in()

        profile = (await ayu.get("/users/profile")).json()

        assert profile.pop("currency") == "IDR"
        assert profile.pop("completed") is False
        assert set(profile.values()) == {None}

    async def test_is_created_by_its_first_change_and_keeps_the_rest(self, world: World) -> None:
        ayu = await world.sign_in()
        address = {"city": "Bandung", "postal_code": "40115"}
        await ayu.patch("/users/profile", {"occupation": "Perawat", "address": address})

        answer = await ayu.patch("/users/profile", {"dependents": 2, "company": "RS Harapan"})

        profile = answer.json()
        assert answer.status_code == 200
        assert profile == (await ayu.get("/users/profile")).json()
        assert (profile["occupation"], profile["dependents"]) == ("Perawat", 2)
        assert profile["address"] == {
            "street": None,
            "city": "Bandung",
            "province": None,
            "postal_code": "40115",
            "country": "ID",
        }
        assert profile["completed"] is False

    async def test_is_complete_with_what_onboarding_asks_for(self, world: World) -> None:
        ayu = await world.sign_in()

        answer = await ayu.patch("/users/profile", COMPLETE_PROFILE)

        assert answer.json()["completed"] is True

    async def test_is_nobody_elses(self, world: World) -> None:
        owner = await world.sign_in(email="owner@example.com")
        stranger = await world.sign_in(email="stranger@example.com")
        await owner.patch("/users/profile", COMPLETE_PROFILE)

        seen = (await stranger.get("/users/profile")).json()

        assert seen["occupation"] is None

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({}, ""),
            ({"date_of_birth": "2013-11-23"}, "/date_of_birth"),
            ({"date_of_birth": "1926-11-21"}, None),
            ({"date_of_birth": "1925-11-22"}, "/date_of_birth"),
            ({"date_of_birth": "2001-02-30"}, "/date_of_birth"),
            ({"date_of_birth": "28-02-2001"}, "/date_of_birth"),
            ({"date_of_birth": 983318400}, "/date_of_birth"),
            ({"gender": "female"}, "/gender"),
            ({"marital_status": "COMPLICATED"}, "/marital_status"),
            ({"dependents": -1}, "/dependents"),
            ({"dependents": 21}, "/dependents"),
            ({"dependents": 1.5}, "/dependents"),
            ({"dependents": "2"}, "/dependents"),
            ({"currency": "USD"}, "/currency"),
            ({"occupation": "x" * 256}, "/occupation"),
            ({"education_level": "x" * 101}, "/education_level"),
            ({"address": {"postal_code": "4011"}}, "/address/postal_code"),
            ({"address": {"postal_code": 40115}}, "/address/postal_code"),
            ({"address": {"country": "SG"}}, "/address/country"),
            ({"address": {"planet": "Mars"}}, "/address/planet"),
            ({"user_id": "00000000-0000-4000-8000-000000000000"}, "/user_id"),
        ],
    )
    async def test_takes_only_what_is_plausible(
        self, world: World, change: dict[str, object], pointer: str | None
    ) -> None:
        ayu = await world.sign_in()

        answer = await ayu.patch("/users/profile", change)

        assert answer.status_code == (422 if pointer is not None else 200)
        assert pointers(answer) == ([pointer] if pointer is not None else [])


class TestOnboarding:
    async def test_names_what_is_missing_and_what_comes_next(self, world: World) -> None:
        ayu = await world.sign_in()
        await ayu.patch("/users/profile", COMPLETE_PROFILE)

        status = (await ayu.get("/users/onboarding/status")).json()

        assert status["onboarding_completed"] is False
        assert status["profile_completed"] is True
        assert status["financial_data_completed"] is False
        assert status["skipped_at"] is None
        assert status["missing"]["profile"] == []
        assert "monthly_income" in status["missing"]["financial_data"]
        assert status["next_step"] == "financial_data"

    async def test_can_be_skipped_and_asking_again_changes_nothing(self, world: World) -> None:
        ayu = await world.sign_in()

        first = await ayu.patch("/users/onboarding/skip")
        again = await ayu.patch("/users/onboarding/skip")

        assert first.status_code == 200
        assert first.json() == again.json() == (await ayu.get("/users/onboarding/status")).json()
        assert first.json()["onboarding_completed"] is True
        assert first.json()["skipped_at"] is not None
        assert first.json()["next_step"] is None
        assert first.json()["missing"]["profile"] != []
