"""A repeated POST: one effect, and the first answer again."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from structlog.testing import capture_logs

from tests.fakes.web import FixedClock, ForgetfulKeys, a_caller, signed_client, web_parts
from tests.web.toy import ToyDeps, toy_app

KEY = {"Idempotency-Key": "7c9e6679-7425"}
TOY: Mapping[str, object] = {"name": "gasing", "price": 15_000}


async def make(asking: httpx.AsyncClient, body: Mapping[str, object] = TOY) -> httpx.Response:
    return await asking.post("/api/v1/toys", json=body, headers=KEY)


class TestRepeat:
    async def test_gives_the_first_answer_byte_for_byte(self) -> None:
        deps = ToyDeps()
        asking = signed_client(toy_app(deps), a_caller())

        first, second = await make(asking), await make(asking)

        assert (second.status_code, second.content) == (201, first.content)
        assert second.headers["Content-Type"] == first.headers["Content-Type"]
        assert "Idempotency-Replayed" not in first.headers
        assert second.headers["Idempotency-Replayed"] == "true"
        assert deps.made == 1

    async def test_is_the_same_whatever_the_order_of_its_fields(self) -> None:
        asking = signed_client(toy_app(), a_caller())
        await make(asking)

        answer = await make(asking, {"price": 15_000, "name": "gasing"})

        assert answer.headers["Idempotency-Replayed"] == "true"

    async def test_with_another_body_is_refused(self) -> None:
        asking = signed_client(toy_app(), a_caller())
        await make(asking)

        answer = await make(asking, {"name": "layangan"})

        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")

    async def test_of_another_s_key_is_a_first_time(self) -> None:
        deps = ToyDeps()
        app = toy_app(deps)

        first, second = await make(signed_client(app, a_caller())), await make(signed_client(app, a_caller()))

        assert first.json()["id"] != second.json()["id"]
        assert deps.made == 2

    async def test_without_a_key_is_a_second_toy(self) -> None:
        deps = ToyDeps()
        asking = signed_client(toy_app(deps), a_caller())

        for _ in range(2):
            await asking.post("/api/v1/toys", json=TOY)

        assert deps.made == 2

    async def test_while_the_first_runs_is_a_conflict_and_twenty_have_one_effect(self) -> None:
        deps = ToyDeps(gate=asyncio.Event())
        asking = signed_client(toy_app(deps), a_caller())
        first = asyncio.create_task(make(asking))
        await deps.entered.wait()

        others = await asyncio.gather(*(make(asking) for _ in range(20)))
        assert deps.gate is not None
        deps.gate.set()

        assert {answer.json()["code"] for answer in others} == {"idempotency_key_in_progress"}
        assert {answer.status_code for answer in others} == {409}
        assert ((await first).status_code, deps.made) == (201, 1)

    async def test_after_a_day_is_a_first_time(self) -> None:
        clock = FixedClock()
        deps = ToyDeps(web=web_parts(clock=clock))
        asking = signed_client(toy_app(deps), a_caller())
        first = await make(asking)
        clock.advance(timedelta(hours=24))

        answer = await make(asking, {"name": "layangan"})

        assert answer.status_code == 201
        assert answer.json()["id"] != first.json()["id"]

    async def test_of_the_same_request_after_a_day_is_a_second_toy(self) -> None:
        clock = FixedClock()
        deps = ToyDeps(web=web_parts(clock=clock))
        asking = signed_client(toy_app(deps), a_caller())
        first = await make(asking)
        clock.advance(timedelta(hours=24))

        second = await make(asking)

        assert "Idempotency-Replayed" not in second.headers
        assert first.json()["id"] != second.json()["id"]
        assert deps.made == 2


class TestWhatIsNotKept:
    async def test_bad_input_leaves_the_key_free(self) -> None:
        asking = signed_client(toy_app(), a_caller())
        await make(asking, {"name": ""})

        answer = await make(asking)

        assert answer.status_code == 201

    @pytest.mark.parametrize(("name", "status"), [("pecah", 409), ("meledak", 500)])
    async def test_a_refusal_or_failure_leaves_the_key_free(self, name: str, status: int) -> None:
        asking = signed_client(toy_app(), a_caller())
        assert (await make(asking, {"name": name})).status_code == status

        answer = await make(asking)

        assert answer.status_code == 201


class TestCutOff:
    async def test_between_effect_and_answer_the_repeat_finds_its_own_row(self) -> None:
        clock = FixedClock()
        web = web_parts(clock=clock)
        deps = ToyDeps(web=web, gate=asyncio.Event())
        asking = signed_client(toy_app(deps), a_caller())
        cut_off = asyncio.create_task(make(asking))
        await deps.entered.wait()
        cut_off.cancel()
        await asyncio.gather(cut_off, return_exceptions=True)
        assert deps.gate is not None
        deps.gate.set()

        at_once = await make(asking)
        clock.advance(timedelta(seconds=60))
        later = await make(asking)

        assert at_once.status_code == 409
        assert later.status_code == 201
        assert [str(toy) for toy in deps.toys] == [later.json()["id"]]

    async def test_a_failure_after_the_effect_leaves_the_repeat_its_own_row(self) -> None:
        deps = ToyDeps(breaks_after_making=True)
        asking = signed_client(toy_app(deps), a_caller())
        failed = await make(asking)
        deps.breaks_after_making = False

        answer = await make(asking)

        assert (failed.status_code, answer.status_code) == (503, 201)
        assert [str(toy) for toy in deps.toys] == [answer.json()["id"]]

    async def test_an_answer_that_cannot_be_kept_is_still_given(self) -> None:
        deps = ToyDeps(web=replace(web_parts(), idempotency=ForgetfulKeys()))

        with capture_logs() as logs:
            answer = await make(signed_client(toy_app(deps), a_caller()))

        assert (answer.status_code, deps.made) == (201, 1)
        assert "answer_not_kept" in [entry["event"] for entry in logs]


class TestKey:
    @pytest.mark.parametrize("key", [b"", b"x" * 256, b"a b", b"k\x7f", "kunci-é".encode()])
    async def test_odd_ones_are_bad_input(self, key: bytes) -> None:
        answer = await signed_client(toy_app(), a_caller()).post(
            "/api/v1/toys", json=TOY, headers=[(b"Idempotency-Key", key)]
        )

        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_invalid")
        assert answer.json()["errors"][0]["pointer"] == "/header/Idempotency-Key"

    async def test_the_longest_is_taken(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).post(
            "/api/v1/toys", json=TOY, headers={"Idempotency-Key": "x" * 255}
        )

        assert answer.status_code == 201
