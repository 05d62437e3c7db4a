"""From registration to a streamed answer that quotes one's own figures, over the functions' HTTP API."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from dev.stack.running import Running

PASSWORD = "kopi-Tubruk-2026"
FIGURES = {
    "monthly_income": 5_250_000,
    "monthly_expenses": 4_130_000,
    "current_savings": 3_700_000,
    "current_debt": 1_900_000,
    "emergency_fund_amount": 2_065_000,
    "stated_goals": ["Laptop baru"],
}


@pytest.fixture
async def api(stack: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.api_url, timeout=30) as client:
        yield client


async def register(api: httpx.AsyncClient) -> dict[str, Any]:
    wish = {"email": f"sari.{uuid4().hex[:8]}@example.com", "password": PASSWORD, "first_name": "Sari"}
    answer = await api.post("/auth/register", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
async def newcomer(api: httpx.AsyncClient) -> httpx.AsyncClient:
    """A registered person's client; needs a stack without confirmation by mail, as `make dev` has it."""
    session = await register(api)
    api.headers["Authorization"] = f"Bearer {session['access_token']}"
    return api


async def events(answer: httpx.Response) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    name = ""
    async for line in answer.aiter_lines():
        if line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            found.append((name, json.loads(line.removeprefix("data:"))))
    return found


async def test_a_newcomer_gets_an_answer_from_their_own_figures(newcomer: httpx.AsyncClient) -> None:
    saved = await newcomer.post("/financial/data", json=FIGURES)
    session = await newcomer.post("/chat/sessions", json={"type": "budget_help"})
    url = f"/chat/sessions/{session.json()['id']}/messages"
    question = {"content": "Berapa sisa uangku tiap bulan?", "client_message_id": str(uuid4())}

    async with newcomer.stream("POST", url, json=question, headers={"Accept": "text/event-stream"}) as answer:
        told = await events(answer)
    again = await newcomer.post(url, json=question)

    names = [name for name, _ in told]
    text = "".join(data["text"] for name, data in told if name == "text")
    assert saved.status_code == 200, saved.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert (names[0], names[-1]) == ("turn_started", "done")
    assert "Rp1.120.000" in text
    assert again.status_code == 200, again.text
    assert again.json()["answer"]["content"] == text


async def test_figures_move_the_flags_and_the_analysis(newcomer: httpx.AsyncClient) -> None:
    before = (await newcomer.get("/users/onboarding/status")).json()

    await newcomer.post("/financial/data", json=FIGURES)
    after = (await newcomer.get("/users/onboarding/status")).json()
    analysis = (await newcomer.get("/financial/budget")).json()

    values = {figure["id"]: figure["value"] for figure in analysis["figures"]}
    assert before["financial_data_completed"] is False
    assert after["financial_data_completed"] is True
    assert values["budget.surplus"] == 1_120_000
    assert values["budget.savings_rate"] == pytest.approx(0.2133)
    assert analysis["missing"]


async def test_two_people_never_meet(newcomer: httpx.AsyncClient, stack: Running) -> None:
    await newcomer.post("/financial/data", json=FIGURES)
    session = (await newcomer.post("/chat/sessions", json={})).json()
    async with httpx.AsyncClient(base_url=stack.api_url, timeout=30) as other:
        theirs = await register(other)
        other.headers["Authorization"] = f"Bearer {theirs['access_token']}"

        data = (await other.get("/financial/data")).json()
        read = await other.get(f"/chat/sessions/{session['id']}")
        removed = await other.delete(f"/chat/sessions/{session['id']}")

    assert data["monthly_income"] is None
    assert (read.status_code, removed.status_code) == (404, 404)
    assert (await newcomer.get(f"/chat/sessions/{session['id']}")).status_code == 200


async def test_signing_out_ends_the_session(newcomer: httpx.AsyncClient, api: httpx.AsyncClient) -> None:
    me = (await newcomer.get("/users/me")).json()
    session = await api.post("/auth/login", json={"email": me["email"], "password": PASSWORD})
    refresh_token = session.json()["refresh_token"]

    refreshed = await api.post("/auth/refresh", json={"refresh_token": refresh_token})
    signed_out = await newcomer.post("/auth/logout")
    last_token = refreshed.json()["refresh_token"]
    late = await api.post("/auth/refresh", json={"refresh_token": last_token})

    assert refreshed.status_code == 200
    assert signed_out.status_code == 204
    assert late.status_code == 401
