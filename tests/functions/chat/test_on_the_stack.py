"""The chat as it runs: through the gateway, with real tokens, a real database and a real MongoDB."""

import asyncio
from uuid import uuid4

import httpx

from dev.stack.running import Running
from tests.functions.chat.world import (
    SESSIONS,
    STREAM,
    begin_session,
    events_of,
    send,
    stream,
    text_of,
)
from tests.people import People, Person

FIGURES = {
    "monthly_income": 5_500_000,
    "monthly_expenses": 4_800_000,
    "current_savings": 3_000_000,
    "current_debt": 0,
    "emergency_fund_amount": 2_000_000,
}


def signed_in(stack: Running, person: Person) -> httpx.AsyncClient:
    """A client of the whole stack with the person's token."""
    return httpx.AsyncClient(
        base_url=stack.url,
        headers={"Authorization": f"Bearer {person.access_token}"},
        timeout=30,
        trust_env=False,
    )


async def stored_figures(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v1/financial/data", json=FIGURES)
    assert answer.status_code == 200, answer.text


class TestFirstAnswer:
    async def test_quotes_the_figures_that_were_stored(self, stack: Running, people: People) -> None:
        async with signed_in(stack, await people("owner")) as owner:
            await stored_figures(owner)
            session_id = await begin_session(owner, type="budget_help")
            events = await stream(owner, session_id)
            read = (await owner.get(f"{SESSIONS}/{session_id}")).json()

        assert events[-1].name == "done"
        assert "Rp700.000" in text_of(events)
        assert read["messages"]["items"][-1] == {**events[-1].data["message"], "client_message_id": None}
        assert read["title"] == "Keuanganku sehat?"

    async def test_comes_piece_by_piece(self, stack: Running, people: People) -> None:
        async with signed_in(stack, await people("owner")) as owner:
            await stored_figures(owner)
            session_id = await begin_session(owner)
            chunks: list[str] = []
            async with owner.stream(
                "POST",
                f"{SESSIONS}/{session_id}/messages",
                json={"content": "Keuanganku sehat?"},
                headers=STREAM,
            ) as answer:
                chunks.extend([chunk async for chunk in answer.aiter_text()])

        assert len(chunks) > 1
        assert events_of("".join(chunks))[-1].name == "done"

    async def test_says_what_to_fill_in_before_there_are_figures(
        self, stack: Running, people: People
    ) -> None:
        async with signed_in(stack, await people("owner")) as owner:
            turn = await send(owner, await begin_session(owner))

        assert "Isi pemasukan per bulan" in turn.json()["answer"]["content"]


class TestRepeats:
    async def test_of_many_at_once_have_one_effect(self, stack: Running, people: People) -> None:
        message_id = str(uuid4())
        async with signed_in(stack, await people("owner")) as owner:
            session_id = await begin_session(owner)
            answers = await asyncio.gather(
                *(send(owner, session_id, client_message_id=message_id) for _ in range(15))
            )
            again = await send(owner, session_id, client_message_id=message_id)
            read = (await owner.get(f"{SESSIONS}/{session_id}")).json()

        assert {answer.status_code for answer in answers} <= {200, 409}
        answered = {answer.json()["answer"]["id"] for answer in answers if answer.status_code == 200}
        assert answered == {again.json()["answer"]["id"]}
        assert [item["type"] for item in read["messages"]["items"]] == ["user", "ai"]

    async def test_of_beginning_a_session_give_the_first_answer(self, stack: Running, people: People) -> None:
        key = {"Idempotency-Key": "one-session"}
        async with signed_in(stack, await people("owner")) as owner:
            first = await owner.post(SESSIONS, json={}, headers=key)
            again = await owner.post(SESSIONS, json={}, headers=key)
            listed = (await owner.get(SESSIONS)).json()

        assert again.content == first.content
        assert len(listed["items"]) == 1


class TestStrangers:
    async def test_find_nothing(self, stack: Running, people: People) -> None:
        async with (
            signed_in(stack, await people("owner")) as owner,
            signed_in(stack, await people("stranger")) as stranger,
        ):
            session_id = await begin_session(owner)
            await send(owner, session_id)
            answers = [
                await stranger.get(f"{SESSIONS}/{session_id}"),
                await send(stranger, session_id),
                await stranger.delete(f"{SESSIONS}/{session_id}"),
            ]
            kept = (await owner.get(f"{SESSIONS}/{session_id}")).json()

        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert len(kept["messages"]["items"]) == 2


class TestReadiness:
    async def test_covers_both_databases(self, stack: Running) -> None:
        async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as nobody:
            answer = await nobody.get("/api/v1/health/chat/ready")

        assert answer.json()["parts"] == {"database": "up", "mongo": "up"}
