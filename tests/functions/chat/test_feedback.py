"""What a person thinks of answers: given, changed, taken back, and kept on the answer."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.domain.conversation.model import MAX_COMMENT
from tests.functions.chat.world import SESSIONS, World, begin_session, send


async def answered(owner: httpx.AsyncClient) -> tuple[str, dict[str, Any]]:
    """A session's address, and the turn in it."""
    session_id = await begin_session(owner)
    turn = await send(owner, session_id)
    return f"{SESSIONS}/{session_id}", turn.json()


class TestFeedback:
    async def test_is_kept_on_the_answer_until_it_is_taken_back(self, world: World) -> None:
        wish = {"rating": "DOWN", "reason": "WRONG_FIGURES", "comment": " Gajiku  Rp6 juta\u200b "}
        async with world.as_owner() as owner:
            url, turn = await answered(owner)
            feedback = f"{url}/messages/{turn['answer']['id']}/feedback"
            given = await owner.put(feedback, json=wish)
            changed = await owner.put(feedback, json={"rating": "UP"})
            read = (await owner.get(f"{url}/messages")).json()["items"][-1]
            back = [await owner.delete(feedback), await owner.delete(feedback)]
            after = (await owner.get(f"{url}/messages")).json()["items"][-1]

        assert given.status_code == 200
        assert given.json()["feedback"] == {
            **wish,
            "comment": "Gajiku Rp6 juta",
            "given_at": "2026-11-22T12:00:00Z",
        }
        assert changed.json() == read
        assert (read["feedback"]["rating"], read["feedback"]["reason"]) == ("UP", None)
        assert [answer.status_code for answer in back] == [204, 204]
        assert after == turn["answer"]

    @pytest.mark.parametrize(
        ("wish", "pointer"),
        [
            ({}, "/rating"),
            ({"rating": "MEH"}, "/rating"),
            ({"rating": "DOWN", "reason": "BORING"}, "/reason"),
            ({"rating": "UP", "reason": "UNCLEAR"}, "/reason"),
            ({"rating": "DOWN", "comment": "x" * (MAX_COMMENT + 1)}, "/comment"),
            ({"rating": "DOWN", "comment": 7}, "/comment"),
            ({"rating": {"$ne": 1}}, "/rating"),
            ({"rating": "UP", "given_at": "2026-11-22T12:00:00Z"}, "/given_at"),
        ],
    )
    async def test_is_checked(self, world: World, wish: dict[str, object], pointer: str) -> None:
        async with world.as_owner() as owner:
            url, turn = await answered(owner)
            refused = await owner.put(f"{url}/messages/{turn['answer']['id']}/feedback", json=wish)

        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]

    @pytest.mark.parametrize("method", ["PUT", "DELETE"])
    async def test_is_for_ones_own_answers_alone(self, world: World, method: str) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger, world.as_nobody() as nobody:
            url, turn = await answered(owner)
            other, _ = await answered(owner)
            wish = {"rating": "UP"} if method == "PUT" else None
            answer_id, said_id = turn["answer"]["id"], turn["user_message"]["id"]
            refused = [
                await http.request(method, f"{address}/messages/{message_id}/feedback", json=wish)
                for http, address, message_id in (
                    (owner, url, said_id),
                    (owner, url, uuid4()),
                    (owner, other, answer_id),
                    (owner, f"{SESSIONS}/{uuid4()}", answer_id),
                    (stranger, url, answer_id),
                    (nobody, url, answer_id),
                )
            ]

        assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [
            (409, "not_an_answer"),
            (404, "chat_message_not_found"),
            (404, "chat_message_not_found"),
            (404, "chat_session_not_found"),
            (404, "chat_session_not_found"),
            (401, "unauthenticated"),
        ]
