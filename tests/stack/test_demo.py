"""The demo people are real accounts with rows of their own."""

import os
from collections.abc import AsyncGenerator
from datetime import date
from typing import Any

import httpx
import jwt
import pytest

from dev.demo.people import PASSWORD, DemoPerson, demo_people, make_demo
from dev.demo.plans import plans
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


@pytest.mark.parametrize("name", list(plans()))
async def test_what_they_owe_and_save_for_is_there_once(client: httpx.AsyncClient, name: str) -> None:
    told = plans()[name]
    person = next(each for each in BY_EMAIL.values() if each.life == name)
    themselves = await _themselves(client, person)

    owed = (await client.post("/rest/v1/rpc/debts_owed", json={}, headers=themselves)).json()
    goals = (await client.get("/api/v1/financial/goals", headers=themselves)).json()
    payoff = await client.post("/api/v1/financial/debts/payoff", json={}, headers=themselves)
    played = await client.post("/api/v1/financial/budget/simulate", json={"months": 24}, headers=themselves)
    forecast = await client.get("/api/v1/financial/budget/forecast", headers=themselves)

    today = date.fromisoformat(goals["today"])
    assert [row["name"] for row in owed] == [debt.terms["name"] for debt in told.debts]
    assert [answer.status_code for answer in (payoff, played, forecast)] == [200, 200, 200]
    assert {goal["name"]: goal["set_aside"] for goal in goals["items"]} == {
        goal.name: goal.starting + sum(amount for _, amount in goal.contributions(today))
        for goal in told.goals
    }
    assert goals["short"] == 0


async def _themselves(client: httpx.AsyncClient, person: DemoPerson) -> dict[str, str]:
    login = {"email": person.email, "password": PASSWORD}
    session = (await client.post("/auth/v1/token?grant_type=password", json=login)).json()
    return {"authorization": f"Bearer {session['access_token']}"}


def _only(told: dict[str, Any] | None, row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in told or row}
