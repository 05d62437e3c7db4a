"""Conversations over HTTP: begun, listed, read, removed, and nobody else's."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.domain.conversation.model import MAX_TITLE
from tests.fakes.chat import ScriptedAdvisor, says
from tests.fakes.web import FixedClock, ForgetfulKeys
from tests.functions.chat.world import SESSIONS, World, begin_session, listed, make_world, send


class TestBegin:
    async def test_gives_the_session_as_it_is_kept(self, world: World) -> None:
        async with world.as_owner() as owner:
            begun = await owner.post(SESSIONS, json={"type": "budget_help", "title": "  Anggaran \n ku "})
            read = await owner.get(f"{SESSIONS}/{begun.json()['id']}")

        assert begun.status_code == 201
        assert begun.json()["title"] == "Anggaran ku"
        nothing: dict[str, Any] = {"items": [], "next_cursor": None, "newer_cursor": None}
        assert read.json() == {**begun.json(), "messages": nothing}

    @pytest.mark.parametrize(
        ("wish", "pointer"),
        [
            ({"type": "tarot"}, "/type"),
            ({"title": "x" * (MAX_TITLE + 1)}, "/title"),
            ({"title": 7}, "/title"),
            ({"user_id": str(uuid4())}, "/user_id"),
            ({"id": str(uuid4())}, "/id"),
        ],
    )
    async def test_refuses_what_it_does_not_know(
        self, world: World, wish: dict[str, object], pointer: str
    ) -> None:
        async with world.as_owner() as owner:
            refused = await owner.post(SESSIONS, json=wish)

        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]

    async def test_takes_an_invisible_title_for_none(self, world: World) -> None:
        async with world.as_owner() as owner:
            begun = await owner.post(SESSIONS, json={"title": "\u200b\u3164"})

        assert begun.json()["title"] is None

    async def test_has_one_effect_for_one_idempotency_key(self, world: World) -> None:
        key = {"Idempotency-Key": "first-chat"}
        async with world.as_owner() as owner:
            first = await owner.post(SESSIONS, json={}, headers=key)
            again = await owner.post(SESSIONS, json={}, headers=key)

        assert again.content == first.content
        assert len(world.kept.sessions) == 1

    async def test_finds_its_own_session_after_a_kill(self) -> None:
        key = {"Idempotency-Key": "first-chat"}
        clock = FixedClock()
        world = make_world(clock=clock, keys=ForgetfulKeys(clock))
        async with world.as_owner() as owner:
            first = await owner.post(SESSIONS, json={}, headers=key)
            world.clock.advance(timedelta(minutes=1))  # the lease is over, the row is there
            again = await owner.post(SESSIONS, json={}, headers=key)

        assert "Idempotency-Replayed" not in again.headers
        assert again.json() == first.json()
        assert len(world.kept.sessions) == 1

    async def test_makes_a_new_session_for_a_key_of_yesterday(self, world: World) -> None:
        key = {"Idempotency-Key": "first-chat"}
        async with world.as_owner() as owner:
            first = await owner.post(SESSIONS, json={}, headers=key)
            world.clock.advance(timedelta(days=1))
            again = await owner.post(SESSIONS, json={}, headers=key)

        assert again.json()["id"] != first.json()["id"]
        assert len(world.kept.sessions) == 2


class TestChange:
    async def test_renames(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            renamed = await owner.patch(f"{SESSIONS}/{session_id}", json={"title": "  Dana \n nikah\u200b "})
            await send(owner, session_id)
            read = (await owner.get(f"{SESSIONS}/{session_id}")).json()

        assert renamed.status_code == 200
        assert renamed.json()["title"] == read["title"] == "Dana nikah"

    async def test_leaves_the_order_of_the_list(self, world: World) -> None:
        async with world.as_owner() as owner:
            older = await begin_session(owner)
            world.clock.advance(timedelta(minutes=1))
            newer = await begin_session(owner)
            await owner.patch(f"{SESSIONS}/{older}", json={"title": "Baru"})
            items = (await owner.get(SESSIONS)).json()["items"]

        assert [item["id"] for item in items] == [newer, older]

    async def test_archives_until_the_next_message(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            archived = await owner.patch(f"{SESSIONS}/{session_id}", json={"is_active": False})
            hidden = await listed(owner)
            await send(owner, session_id)
            shown = await listed(owner)

        assert archived.json()["is_active"] is False
        assert (hidden, shown) == (set(), {session_id})

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({}, ""),
            ({"title": None}, "/title"),
            ({"title": " \u200b"}, "/title"),
            ({"title": "x" * (MAX_TITLE + 1)}, "/title"),
            ({"title": {"$ne": 1}}, "/title"),
            ({"is_active": None}, "/is_active"),
            ({"is_active": "nein"}, "/is_active"),
            ({"type": "general"}, "/type"),
            ({"user_id": "x"}, "/user_id"),
        ],
    )
    async def test_refuses_what_cannot_be_changed(
        self, world: World, change: dict[str, object], pointer: str
    ) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner, title="Anggaran")
            refused = await owner.patch(f"{SESSIONS}/{session_id}", json=change)

        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]
        assert world.session(session_id).title == "Anggaran"


class TestTitle:
    async def test_comes_from_the_first_exchange_that_says_something(self) -> None:
        world = make_world(ScriptedAdvisor(says("Halo! Aku penasihatmu."), says("Anggaranmu sehat. Bagus.")))
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id, "Halo kak")
            greeted = (await owner.get(f"{SESSIONS}/{session_id}")).json()["title"]
            await send(owner, session_id, "Tolong cek dong")
            checked = (await owner.get(f"{SESSIONS}/{session_id}")).json()["title"]

        assert (greeted, checked) == (None, "Anggaranmu sehat")


class TestRead:
    async def test_shows_the_messages_in_the_order_they_were_said(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            for question in ("Halo", "Gajiku berapa?", "Makasih"):
                await send(owner, session_id, question)
            read = (await owner.get(f"{SESSIONS}/{session_id}", params={"limit": 4})).json()
            cursor = read["messages"]["next_cursor"]
            older = (
                await owner.get(f"{SESSIONS}/{session_id}", params={"limit": 4, "cursor": cursor})
            ).json()

        items = [*older["messages"]["items"], *read["messages"]["items"]]
        assert [item["type"] for item in items] == ["user", "ai"] * 3
        assert [item["content"] for item in items[::2]] == ["Halo", "Gajiku berapa?", "Makasih"]
        assert {item["status"] for item in items} == {"complete"}
        assert older["messages"]["next_cursor"] is None
        assert read["title"] == "Gajiku berapa?"


class TestRemove:
    async def test_removes_all_that_was_said(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id)
            removed = await owner.delete(f"{SESSIONS}/{session_id}")
            read = await owner.get(f"{SESSIONS}/{session_id}")
            again = await owner.delete(f"{SESSIONS}/{session_id}")

        assert (removed.status_code, read.status_code, again.status_code) == (204, 404, 404)
        assert world.kept.messages == {}
        assert [(use.session_id, use.request_data) for _, use in world.kept.uses] == [(None, {})]


class TestStrangers:
    async def test_find_nothing_and_change_nothing(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            session_id = await begin_session(owner)
            await send(owner, session_id)
            kept = dict(world.kept.messages), dict(world.kept.sessions)

            answers = [
                await stranger.get(f"{SESSIONS}/{session_id}"),
                await stranger.delete(f"{SESSIONS}/{session_id}"),
                await stranger.patch(f"{SESSIONS}/{session_id}", json={"title": "Diambil"}),
                await stranger.get(f"{SESSIONS}/{session_id}/export"),
                await send(stranger, session_id),
            ]

            assert (await stranger.get(SESSIONS)).json()["items"] == []
        assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {
            (404, "chat_session_not_found")
        }
        assert (dict(world.kept.messages), dict(world.kept.sessions)) == kept

    async def test_are_refused_without_a_token(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answers = [
                await nobody.get(SESSIONS),
                await nobody.post(SESSIONS, json={}),
                await nobody.get(f"{SESSIONS}/{uuid4()}"),
                await nobody.delete(f"{SESSIONS}/{uuid4()}"),
                await nobody.patch(f"{SESSIONS}/{uuid4()}", json={"title": "x"}),
                await nobody.get(f"{SESSIONS}/{uuid4()}/export"),
                await send(nobody, str(uuid4())),
            ]

        assert {answer.status_code for answer in answers} == {401}


class TestIds:
    @pytest.mark.parametrize(
        "session_id", ["x", "1,2", "(select)", str(UUID(int=0)) + "0", "%7B%24ne%3A1%7D"]
    )
    async def test_that_are_none_are_refused(self, world: World, session_id: str) -> None:
        async with world.as_owner() as owner:
            answers = [await owner.get(f"{SESSIONS}/{session_id}"), await send(owner, session_id)]

        assert {answer.status_code for answer in answers} == {422}
