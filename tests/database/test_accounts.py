"""From Supabase Auth to public.users and back into the token, over HTTP with real accounts."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from typing import Any

import httpx
import jwt
import psycopg
import pytest
from psycopg import Connection, sql

from dev.stack.running import Running
from tests.people import People, Person

Row = dict[str, Any]


class Admin:
    """Supabase Auth's admin API, and the rows that follow it."""

    def __init__(self, stack: Running, http: httpx.AsyncClient) -> None:
        self._headers = {"apikey": stack.secret_key}
        self._http = http

    async def add(self, **wish: Any) -> str:
        """Make an account and give its id."""
        account = {"email": a_fresh_email(), "password": secrets.token_urlsafe(12)} | wish
        answer = await self._http.post("/auth/v1/admin/users", json=account, headers=self._headers)
        return answer.raise_for_status().json()["id"]

    async def change(self, person: str, **change: Any) -> None:
        answer = await self._http.put(f"/auth/v1/admin/users/{person}", json=change, headers=self._headers)
        answer.raise_for_status()

    async def remove(self, person: str) -> None:
        answer = await self._http.delete(f"/auth/v1/admin/users/{person}", headers=self._headers)
        answer.raise_for_status()

    async def row(self, person: str) -> Row:
        """The account's row in public.users."""
        answer = await self._http.get(f"/rest/v1/users?id=eq.{person}", headers=self._headers)
        (row,) = answer.raise_for_status().json()
        return row


@pytest.fixture
async def http(stack: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture
def admin(stack: Running, http: httpx.AsyncClient) -> Admin:
    return Admin(stack, http)


def a_fresh_email() -> str:
    return f"orang.{secrets.token_hex(6)}@example.com"


def claims_of(token: str) -> Row:
    return jwt.decode(token, options={"verify_signature": False})


class TestSigningUp:
    async def test_takes_over_what_keeps_the_rules(self, admin: Admin) -> None:
        username = f"Sari_{secrets.token_hex(4)}"
        told = {"username": username, "first_name": " Sari ", "last_name": "Dewi", "phone": "+6281234567890"}

        person = await admin.add(user_metadata=told, email_confirm=True)

        row = await admin.row(person)
        assert (row["username"], row["first_name"]) == (username.lower(), "Sari")
        assert (row["last_name"], row["phone"]) == ("Dewi", "+6281234567890")
        assert (row["role"], row["is_verified"], row["onboarding_completed"]) == ("USER", True, False)

    @pytest.mark.parametrize(
        "told",
        [
            {"username": "ab", "phone": "0812", "first_name": "", "last_name": "\t"},
            {"username": 7, "phone": 62812345678, "first_name": None, "last_name": False},
            {"username": ["a"], "phone": {"x": "y"}, "first_name": {}, "last_name": []},
            {"username": "x" * 5000, "first_name": "y" * 5000, "last_name": "a\nb", "phone": "+0"},
            {"username": "'); drop table public.users; --", "first_name": "\n", "phone": "+62' or '1'='1"},
            {"role": "ADMIN", "is_verified": True, "id": "x", "email": "x", "preferences": 3},
        ],
    )
    async def test_never_fails_for_what_breaks_them(self, admin: Admin, told: Row) -> None:
        person = await admin.add(user_metadata=told)

        row = await admin.row(person)
        assert [row[name] for name in ("username", "first_name", "last_name", "phone")] == [None] * 4
        assert (row["role"], row["is_verified"], row["preferences"]) == ("USER", False, {})

    async def test_keeps_the_rest_when_the_username_is_taken(self, admin: Admin) -> None:
        username = f"rebutan_{secrets.token_hex(4)}"
        told = {"username": username, "first_name": "Budi"}

        people = await asyncio.gather(*(admin.add(user_metadata=told) for _ in range(4)))

        rows = [await admin.row(person) for person in people]
        assert sorted(str(row["username"]) for row in rows) == ["None"] * 3 + [username]
        assert {row["first_name"] for row in rows} == {"Budi"}


class TestTheMirror:
    async def test_follows_the_email_and_its_confirmation(self, admin: Admin) -> None:
        email = a_fresh_email()
        person = await admin.add()
        before = await admin.row(person)

        await admin.change(person, email=email, email_confirm=True)

        after = await admin.row(person)
        assert (before["is_verified"], after["is_verified"]) == (False, True)
        assert after["email"] == email

    async def test_leaves_what_the_owner_wrote(self, admin: Admin) -> None:
        person = await admin.add(user_metadata={"first_name": "Sari"})

        await admin.change(person, user_metadata={"first_name": "Orang Lain"}, email_confirm=True)

        assert (await admin.row(person))["first_name"] == "Sari"


class TestRemovingAnAccount:
    async def test_removes_every_row_of_it(
        self, admin: Admin, people: People, http: httpx.AsyncClient, stack: Running, operator: Connection
    ) -> None:
        owner = await people("owner")
        await fill_in_everything(http, stack, owner)

        await admin.remove(str(owner.id))

        assert rows_naming(operator, owner) == []

    async def test_ends_what_its_token_may_write(
        self, admin: Admin, people: People, http: httpx.AsyncClient, stack: Running
    ) -> None:
        owner = await people("owner")
        await admin.remove(str(owner.id))

        answers = [
            await call(http, stack, owner, "spend_rate_limit", {"route_class": "read"}),
            await call(http, stack, owner, "skip_onboarding", {}),
            await call(http, stack, owner, "save_account", {"changes": {}}),
            await call(http, stack, owner, "save_profile", {"changes": {}}),
            await call(
                http, stack, owner, "claim_idempotency_key", {"idempotency_key": "k", "fingerprint": "f"}
            ),
        ]

        assert [answer.status_code for answer in answers] == [401] * 5


class TestRoles:
    async def test_are_in_the_token(self, people: People) -> None:
        everybody = [await people("owner"), await people.consultant(), await people.admin()]

        assert [claims_of(person.access_token)["user_role"] for person in everybody] == [
            "USER",
            "CONSULTANT",
            "ADMIN",
        ]
        assert {claims_of(person.access_token)["role"] for person in everybody} == {"authenticated"}

    async def test_reach_the_token_with_its_next_refresh(
        self, people: People, http: httpx.AsyncClient, stack: Running, operator: Connection
    ) -> None:
        owner = await people("owner")
        operator.execute("select private.grant_role(%s, 'CONSULTANT')", (owner.email.upper(),))

        answer = await http.post(
            "/auth/v1/token?grant_type=refresh_token",
            json={"refresh_token": owner.refresh_token},
            headers={"apikey": stack.publishable_key},
        )

        assert claims_of(answer.json()["access_token"])["user_role"] == "CONSULTANT"

    def test_are_granted_to_nobody_who_is_unknown(self, operator: Connection) -> None:
        with pytest.raises(psycopg.errors.NoDataFound):
            operator.execute("select private.grant_role('nobody@example.com', 'ADMIN')")


async def call(
    http: httpx.AsyncClient, stack: Running, person: Person, function: str, arguments: Row
) -> httpx.Response:
    headers = {"apikey": stack.publishable_key, "Authorization": f"Bearer {person.access_token}"}
    return await http.post(f"/rest/v1/rpc/{function}", json=arguments, headers=headers)


async def fill_in_everything(http: httpx.AsyncClient, stack: Running, owner: Person) -> None:
    for function, arguments in (
        ("save_profile", {"changes": {"occupation": "Guru"}}),
        ("save_financial_data", {"changes": {"monthly_income": 1}}),
        ("spend_rate_limit", {"route_class": "read"}),
        ("claim_idempotency_key", {"idempotency_key": "k", "fingerprint": "f"}),
        (
            "give_consent",
            {"decision": {"purpose": "ai_processing", "version": "2026-11-01", "granted": True}},
        ),
    ):
        (await call(http, stack, owner, function, arguments)).raise_for_status()


def rows_naming(connection: Connection, person: Person) -> list[str]:
    """The tables of ours that still hold a row with the person's id."""
    tables = connection.execute("""
        select relnamespace::regnamespace::text, relname from pg_class
        where relkind = 'r' and relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    """).fetchall()
    every_row = sql.SQL("select * from {}")
    return [
        table
        for schema, table in tables
        if str(person.id)
        in str(connection.execute(every_row.format(sql.Identifier(schema, table))).fetchall())
    ]
