"""Creating and changing one's own rows in one round trip, by the project's functions and by plain upserts."""

import secrets
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from dev.stack.running import Running
from tests.people import People, Person


@pytest.fixture
def http(stack: Running) -> Iterator[httpx.Client]:
    headers = {"apikey": stack.publishable_key}
    with httpx.Client(
        base_url=f"{stack.url}/rest/v1", headers=headers, timeout=20, trust_env=False
    ) as client:
        yield client


@pytest.fixture
async def owner(people: People, http: httpx.Client) -> Person:
    """A fresh person whose token the client carries."""
    owner = await people("owner")
    http.headers["Authorization"] = f"Bearer {owner.access_token}"
    return owner


def save(http: httpx.Client, function: str, changes: object) -> httpx.Response:
    return http.post(f"/rpc/{function}", json={"changes": changes})


def saved(http: httpx.Client, function: str, changes: dict[str, Any]) -> dict[str, Any]:
    return save(http, function, changes).raise_for_status().json()


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


class TestFreeJson:
    """What owners write into JSON columns stays within what every client can read back."""

    @pytest.mark.parametrize(
        ("function", "column"),
        [
            ("save_profile", "address"),
            ("save_account", "preferences"),
            ("save_financial_data", "assets"),
            ("save_financial_data", "liabilities"),
            ("save_financial_data", "insurance"),
            ("save_financial_data", "current_investments"),
        ],
    )
    @pytest.mark.parametrize("odd", ["1e4400", "-1e4400", "9" * 400, "[" * 1100 + "]" * 1100])
    @pytest.mark.usefixtures("owner")
    def test_refuses_what_a_parser_gives_up_on(
        self, http: httpx.Client, function: str, column: str, odd: str
    ) -> None:
        entry = f'{{"x": {odd}}}'
        value = entry if column in {"address", "preferences"} else f"[{entry}]"

        answer = http.post(
            f"/rpc/{function}",
            content=f'{{"changes": {{"{column}": {value}}}}}',
            headers={"Content-Type": "application/json"},
        )

        assert (answer.status_code, answer.json()["code"]) == (400, "23514")

    def test_takes_what_people_write(self, http: httpx.Client, owner: Person) -> None:
        assets = [{"kind": "HOUSE", "name": "Rumah", "value": 999_999_999_999_999, "more": nested(5)}]

        assert saved(http, "save_financial_data", {"assets": assets})["assets"] == assets


class TestSaving:
    def test_creates_the_row_and_answers_with_it(self, http: httpx.Client, owner: Person) -> None:
        row = saved(
            http, "save_profile", {"occupation": "Barista", "dependents": 0, "address": {"city": "Solo"}}
        )

        assert row["user_id"] == str(owner.id)
        assert (row["occupation"], row["dependents"], row["address"]) == ("Barista", 0, {"city": "Solo"})
        assert (row["currency"], row["gender"]) == ("IDR", None)

    def test_leaves_absent_keys_and_clears_null(self, http: httpx.Client, owner: Person) -> None:
        saved(http, "save_profile", {"occupation": "Barista", "company": "Kopi Kita", "dependents": 2})

        row = saved(http, "save_profile", {"company": None, "dependents": 3})

        assert (row["occupation"], row["company"], row["dependents"]) == ("Barista", None, 3)

    def test_keeps_every_column_of_the_figures(self, http: httpx.Client, owner: Person) -> None:
        figures = {
            "monthly_income": 999_999_999_999_999,
            "monthly_expenses": 0,
            "stated_goals": ["Rumah", 'Naik "haji"'],
            "risk_tolerance": "MODERATE",
            "investment_experience": "pemula",
            "assets": [{"name": "Motor", "value": 12_000_000}],
            "liabilities": [],
        }

        saved(http, "save_financial_data", figures)
        row = saved(http, "save_financial_data", {"current_debt": 1})

        assert {name: row[name] for name in figures} == figures
        assert (row["current_debt"], row["insurance"]) == (1, None)

    def test_of_two_keys_by_two_requests_keeps_both(self, http: httpx.Client, owner: Person) -> None:
        saved(http, "save_financial_data", {"monthly_income": 5, "current_debt": 4})
        saved(http, "save_financial_data", {"current_savings": 3})

        row = saved(http, "save_financial_data", {})

        assert (row["monthly_income"], row["current_debt"], row["current_savings"]) == (5, 4, 3)

    def test_changes_the_account_as_far_as_it_is_named(self, http: httpx.Client, owner: Person) -> None:
        username = f"sari_{secrets.token_hex(6)}"
        saved(http, "save_account", {"first_name": "Sari", "last_name": "Dewi"})

        row = saved(http, "save_account", {"last_name": None, "username": username.upper()})

        assert (row["id"], row["role"]) == (str(owner.id), "USER")
        assert (row["first_name"], row["last_name"], row["username"]) == ("Sari", None, username)

    @pytest.mark.parametrize(
        ("kept", "changes", "then"),
        [
            ({}, {"theme": "dark"}, {"theme": "dark"}),
            ({"mine": {"a": None}}, {"theme": "dark"}, {"mine": {"a": None}, "theme": "dark"}),
            ({"mine": {"a": 1}}, {"mine": {"b": 2}}, {"mine": {"b": 2}}),
            ({"theme": "dark", "mine": 1}, {"theme": None, "other": None}, {"mine": 1}),
            ({"theme": "dark"}, {}, {"theme": "dark"}),
            ({"theme": "dark"}, None, {}),
            (
                {"notifications": {"push": False, "email": False}},
                {"notifications": {"email": None, "fax": True}},
                {"notifications": {"push": False, "fax": True}},
            ),
            ({}, {"notifications": {"push": False, "fax": None}}, {"notifications": {"push": False}}),
            (
                {"notifications": "all"},
                {"notifications": {"push": False}},
                {"notifications": {"push": False}},
            ),
            ({"notifications": {"push": False}}, {"notifications": None}, {}),
            ({"notifications": {"push": False}}, {"notifications": "all"}, {"notifications": "all"}),
        ],
    )
    @pytest.mark.usefixtures("owner")
    def test_puts_preferences_over_those_that_are_kept(
        self,
        http: httpx.Client,
        kept: dict[str, Any],
        changes: dict[str, Any] | None,
        then: dict[str, Any],
    ) -> None:
        saved(http, "save_account", {"preferences": kept})

        row = saved(http, "save_account", {"preferences": changes})

        assert row["preferences"] == then

    @pytest.mark.parametrize(
        ("function", "changes", "code"),
        [
            ("save_account", {"role": "ADMIN"}, "22023"),
            ("save_account", {"email": "other@example.com", "id": 1}, "22023"),
            ("save_account", ["username"], "22023"),
            ("save_account", {"preferences": ["theme"]}, "22023"),
            ("save_account", {"preferences": "dark"}, "22023"),
            ("save_account", {"preferences": {"mine": "x" * 8192}}, "23514"),
            ("save_account", {"username": "no spaces"}, "23514"),
            ("save_account", {"phone": "0812"}, "23514"),
            ("save_profile", {"user_id": "00000000-0000-4000-8000-000000000000"}, "22023"),
            ("save_profile", {"role": "ADMIN", "id": 1}, "22023"),
            ("save_profile", ["occupation"], "22023"),
            ("save_profile", {"gender": "OTHER"}, "22P02"),
            ("save_profile", {"dependents": 21}, "23514"),
            ("save_profile", {"date_of_birth": "2999-01-01"}, "23514"),
            ("save_profile", {"currency": "USD"}, "23514"),
            ("save_financial_data", {"created_at": "2001-01-01"}, "22023"),
            ("save_financial_data", {"monthly_income": -1}, "23514"),
            ("save_financial_data", {"monthly_income": 1.5}, "22P02"),
            ("save_financial_data", {"monthly_income": 10**30}, "22003"),
            ("save_financial_data", {"assets": {"name": "Motor"}}, "23514"),
        ],
    )
    def test_refuses_what_the_table_refuses(
        self, http: httpx.Client, owner: Person, function: str, changes: object, code: str
    ) -> None:
        answer = save(http, function, changes)

        assert (answer.status_code, answer.json()["code"]) == (400, code)

    @pytest.mark.parametrize(
        "function", ["save_account", "save_profile", "save_financial_data", "skip_onboarding"]
    )
    def test_is_not_for_anonymous_callers(self, http: httpx.Client, function: str) -> None:
        answer = http.post(f"/rpc/{function}", json={} if function == "skip_onboarding" else {"changes": {}})

        assert (answer.status_code, answer.json()["code"]) == (401, "42501")


class TestAnUpsertOfTheSdk:
    @pytest.mark.parametrize(
        ("table", "first", "second"),
        [
            ("user_profiles", {"occupation": "Guru"}, {"company": "SD Melati"}),
            ("financial_data", {"monthly_income": 5}, {"current_debt": 0}),
        ],
    )
    def test_needs_no_owner_column(
        self, http: httpx.Client, owner: Person, table: str, first: dict[str, Any], second: dict[str, Any]
    ) -> None:
        headers = {"Prefer": "resolution=merge-duplicates,return=representation"}

        for row in (first, second):
            answer = http.post(f"/{table}?on_conflict=user_id", json=row, headers=headers)
            answer.raise_for_status()

        (kept,) = http.get(f"/{table}").json()
        assert {name: kept[name] for name in first | second} == first | second

    def test_cannot_name_another_owner(self, http: httpx.Client, owner: Person) -> None:
        headers = {"Prefer": "resolution=merge-duplicates"}

        answer = http.post(
            "/user_profiles?on_conflict=user_id",
            json={"user_id": str(owner.id), "occupation": "Guru"},
            headers=headers,
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "42501")
