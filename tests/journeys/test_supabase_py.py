"""What a Python client does, with the official supabase-py against the running stack."""

from collections.abc import AsyncIterator
from typing import Any, cast
from uuid import uuid4

import httpx
import pytest
from postgrest.exceptions import APIError
from supabase_auth.errors import AuthApiError

from dev.stack.running import Running
from supabase import AsyncClient, AsyncClientOptions, create_async_client

PASSWORD = "kopi-Tubruk-2026"


class Project:
    """The project as an app knows it: somewhere to make official clients for."""

    def __init__(self, stack: Running, http: httpx.AsyncClient) -> None:
        self._stack = stack
        self._http = http

    async def client(self) -> AsyncClient:
        """A new client that nobody has signed in with."""
        return await self._connect(self._stack.publishable_key)

    async def confirmed(self, name: str) -> str:
        """The e-mail of a new person who has confirmed it."""
        email = f"{name}.{uuid4().hex[:8]}@example.com"
        admin = await self._connect(self._stack.secret_key)
        await admin.auth.admin.create_user({"email": email, "password": PASSWORD, "email_confirm": True})
        return email

    async def signed_in(self, email: str) -> AsyncClient:
        """A client in which that person has signed in."""
        client = await self.client()
        await client.auth.sign_in_with_password({"email": email, "password": PASSWORD})
        return client

    async def _connect(self, key: str) -> AsyncClient:
        options = AsyncClientOptions(auto_refresh_token=False, persist_session=False, httpx_client=self._http)
        return await create_async_client(self._stack.url, key, options)


@pytest.fixture
async def project(stack: Running) -> AsyncIterator[Project]:
    async with httpx.AsyncClient(timeout=20, trust_env=False) as http:
        yield Project(stack, http)


async def rows(client: AsyncClient, table: str) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], (await client.table(table).select("*").execute()).data)


async def test_a_person_signs_in_refreshes_and_signs_out(project: Project) -> None:
    mine = await project.signed_in(await project.confirmed("ayu"))
    before = await mine.auth.get_session()

    refreshed = await mine.auth.refresh_session()
    claims = await mine.auth.get_claims()
    await mine.auth.sign_out()

    assert before is not None
    assert refreshed.session is not None
    assert refreshed.session.refresh_token != before.refresh_token
    assert claims is not None
    assert cast(dict[str, Any], claims["claims"])["user_role"] == "USER"
    with pytest.raises(AuthApiError, match="Refresh Token"):
        await (await project.client()).auth.refresh_session(refreshed.session.refresh_token)


async def test_a_new_person_has_a_row_of_their_own(project: Project) -> None:
    email = f"baru.{uuid4().hex[:8]}@example.com"
    client = await project.client()

    answer = await client.auth.sign_up(
        {"email": email, "password": PASSWORD, "options": {"data": {"first_name": "Budi"}}}
    )

    assert answer.user is not None
    if answer.session is not None:
        (user,) = await rows(client, "users")
        assert (user["id"], user["email"], user["first_name"]) == (answer.user.id, email, "Budi")


async def test_a_person_reads_and_patches_their_own_rows(project: Project) -> None:
    mine = await project.signed_in(await project.confirmed("ayu"))
    (user,) = await rows(mine, "users")

    await mine.table("users").update({"phone": "+6281234567890"}).eq("id", user["id"]).execute()
    await mine.table("user_profiles").insert({"occupation": "Guru", "dependents": 1}).execute()
    await mine.table("financial_data").insert({"monthly_income": 6_200_000}).execute()
    await mine.table("financial_data").update({"current_debt": 900_000}).eq("user_id", user["id"]).execute()

    assert (await rows(mine, "users"))[0]["phone"] == "+6281234567890"
    assert (await rows(mine, "user_profiles"))[0]["occupation"] == "Guru"
    (data,) = await rows(mine, "financial_data")
    assert (data["monthly_income"], data["current_debt"]) == (6_200_000, 900_000)


async def test_a_person_sees_and_touches_nobody_elses_rows(project: Project) -> None:
    owner = await project.signed_in(await project.confirmed("pemilik"))
    await owner.table("financial_data").insert({"monthly_income": 7_777_777}).execute()
    (owner_row,) = await rows(owner, "users")
    stranger_email = await project.confirmed("asing")
    stranger = await project.signed_in(stranger_email)

    seen = await stranger.table("financial_data").select("*").eq("user_id", owner_row["id"]).execute()
    changed = await stranger.table("users").update({"first_name": "X"}).eq("id", owner_row["id"]).execute()
    with pytest.raises(APIError) as promotion:
        await owner.table("users").update({"role": "ADMIN"}).eq("id", owner_row["id"]).execute()

    assert seen.data == []
    assert changed.data == []
    assert promotion.value.code == "42501"
    assert [row["email"] for row in await rows(stranger, "users")] == [stranger_email]
