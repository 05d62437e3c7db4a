"""The demo people are real accounts with rows of their own."""

import os
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import jwt
import pytest

from dev.demo.people import PASSWORD, DemoPerson, demo_people, make_demo
from dev.stack.running import Running

BY_EMAIL = {person.email: person for person in demo_people()}


@pytest.fixture
async def client(stack: Running) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a stack in which the demo was made, and made again."""
    if os.environ.get("FINTAR_TEST_AGAINST") == "environment":
        pytest.skip("not a stack of our own: everybody knows the password of the demo's administrator")
    await make_demo(stack)
    await make_demo(stack)
    headers = {"apikey": stack.publishable_key}
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=20, trust_env=False) as client:
        yield client


async def test_there_is_somebody_of_each_role_and_all_of_them_can_sign_in_and_hold_their_rows(
    client: httpx.AsyncClient,
) -> None:
    roles = [await _signed_in(client, person) for person in BY_EMAIL.values()]

    assert sorted(roles) == ["ADMIN", "CONSULTANT", "USER", "USER"]


async def _signed_in(client: httpx.AsyncClient, person: DemoPerson) -> str:
    """Sign in, find one's rows as `people.toml` tells them; the role in the token."""
    login = {"email": person.email, "password": PASSWORD}
    session = (await client.post("/auth/v1/token?grant_type=password", json=login)).json()
    themselves = {"authorization": f"Bearer {session['access_token']}"}
    for table, column, told in (
        ("users", "id", person.account),
        ("user_profiles", "user_id", person.profile),
        ("financial_data", "user_id", person.financial_data),
    ):
        mine = {column: f"eq.{session['user']['id']}"}
        rows = (await client.get(f"/rest/v1/{table}", params=mine, headers=themselves)).json()
        assert [_only(told, row) for row in rows] == ([] if told is None else [told])
    return jwt.decode(session["access_token"], options={"verify_signature": False})["user_role"]


def _only(told: dict[str, Any] | None, row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in told or row}
