"""What one agrees to, over HTTP."""

from datetime import date
from typing import Any

import httpx
import pytest

from shared.domain.consent.model import Purpose
from shared.domain.consent.texts import current_text
from tests.functions.account.world import Signed, World, pointers

PATH = "/users/me/consents"
TEXT = current_text(Purpose.AI_PROCESSING)
VERSION = TEXT.version.isoformat()
GRANT = {"purpose": "ai_processing", "granted": True, "version": VERSION}
WITHDRAW = {"purpose": "ai_processing", "granted": False}


async def standing(person: Signed) -> dict[str, Any]:
    """How the one purpose stands."""
    answer = await person.get(PATH)
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["items"]
    return item


class TestReading:
    async def test_shows_the_text_before_anything_is_decided(self, world: World) -> None:
        item = await standing(await world.sign_in())

        assert (item["purpose"], item["state"], item["granted"]) == ("ai_processing", "NOT_ASKED", False)
        assert (item["version"], item["since"], item["history"]) == (None, None, [])
        assert item["text"]["version"] == VERSION
        assert item["text"]["title"] == TEXT.title.id
        assert item["text"]["leaves"] == [each.id for each in TEXT.leaves]
        assert "Google" in item["text"]["recipient"]

    async def test_speaks_the_readers_language(self, world: World) -> None:
        person = await world.sign_in()
        headers = {"Authorization": f"Bearer {person.session['access_token']}", "Accept-Language": "en"}

        answer = await world.http.get(f"/api/v1{PATH}", headers=headers)

        assert answer.json()["items"][0]["text"]["withdraw"] == TEXT.withdraw.en


class TestDeciding:
    async def test_grants_and_takes_back(self, world: World) -> None:
        person = await world.sign_in()

        granted = (await person.post(PATH, GRANT)).json()
        withdrawn = (await person.post(PATH, WITHDRAW)).json()

        assert (granted["state"], granted["granted"], granted["version"]) == ("GRANTED", True, VERSION)
        assert (withdrawn["state"], withdrawn["granted"]) == ("WITHDRAWN", False)
        assert [each["granted"] for each in withdrawn["history"]] == [False, True]
        assert await standing(person) == withdrawn

    async def test_again_is_harmless(self, world: World) -> None:
        person = await world.sign_in()

        answers = [await person.post(PATH, decision) for decision in (GRANT, GRANT, WITHDRAW, WITHDRAW)]

        assert [answer.status_code for answer in answers] == [200] * 4
        assert [answer.json()["granted"] for answer in answers] == [True, True, False, False]

    async def test_with_a_key_grants_nothing_again_that_was_withdrawn(self, world: World) -> None:
        person = await world.sign_in()
        first = await person.post(PATH, GRANT, key="tap-1")
        await person.post(PATH, WITHDRAW, key="tap-2")

        repeated = await person.post(PATH, GRANT, key="tap-1")

        assert repeated.content == first.content
        assert not (await standing(person))["granted"]

    async def test_may_begin_with_a_refusal(self, world: World) -> None:
        refused = await (await world.sign_in()).post(PATH, WITHDRAW)

        assert (refused.status_code, refused.json()["state"]) == (200, "WITHDRAWN")

    @pytest.mark.parametrize("version", ["2026-01-01", "2999-12-31", None])
    async def test_refuses_a_text_that_is_not_in_force_and_names_the_one_that_is(
        self, world: World, version: str | None
    ) -> None:
        person = await world.sign_in()

        answer = await person.post(PATH, GRANT | {"version": version})

        assert (answer.status_code, answer.json()["code"]) == (409, "consent_text_outdated")
        assert VERSION in answer.json()["detail"]
        assert not (await standing(person))["granted"]

    @pytest.mark.parametrize("version", ["2026-01-01", "2999-12-31"])
    async def test_takes_back_whichever_text_it_was_granted_to(self, world: World, version: str) -> None:
        person = await world.sign_in()
        await person.post(PATH, GRANT)

        withdrawn = await person.post(PATH, WITHDRAW | {"version": version})

        assert (withdrawn.status_code, withdrawn.json()["granted"]) == (200, False)

    async def test_is_for_oneself(self, world: World) -> None:
        ayu, budi = await world.sign_in(), await world.sign_in(email="budi@example.com")

        await ayu.post(PATH, GRANT)

        assert (await standing(budi))["state"] == "NOT_ASKED"

    async def test_asks_again_after_a_new_text(self, world: World) -> None:
        person = await world.sign_in()
        await person.post(PATH, GRANT)
        older = world.consents.decisions[next(iter(world.consents.decisions))]
        older[0] = older[0].model_copy(update={"version": date(2026, 1, 1)})

        item = await standing(person)

        assert (item["state"], item["granted"], item["version"]) == ("OUTDATED", False, "2026-01-01")

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"purpose": "marketing", "granted": True, "version": VERSION}, "/purpose"),
            ({"purpose": "ai_processing", "version": VERSION}, "/granted"),
            (GRANT | {"granted": "true"}, "/granted"),
            (GRANT | {"version": "hari ini"}, "/version"),
            (GRANT | {"user_id": "00000000-0000-4000-8000-000000000001"}, "/user_id"),
        ],
    )
    async def test_refuses_what_is_no_decision(
        self, world: World, body: dict[str, Any], pointer: str
    ) -> None:
        answer = await (await world.sign_in()).post(PATH, body)

        assert answer.status_code == 422
        assert pointers(answer) == [pointer]

    async def test_is_refused_when_somebody_agrees_again_and_again(self, world: World) -> None:
        person = await world.sign_in()
        for _ in range(50):
            await person.post(PATH, GRANT)

        refused = await person.post(PATH, GRANT)

        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
        assert (await person.post(PATH, WITHDRAW)).json()["granted"] is False


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_strangers_are_asked_to_sign_in(world: World, method: str) -> None:
    answer: httpx.Response = await world.http.request(method, f"/api/v1{PATH}")

    assert answer.status_code == 401


async def test_an_outage_is_told(world: World) -> None:
    person = await world.sign_in()
    world.consents.down = True

    assert (await person.get(PATH)).status_code == 503
    assert (await person.post(PATH, GRANT)).status_code == 503
