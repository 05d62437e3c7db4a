"""Answers about plans as pictures over HTTP: on request, in the reader's language, of one's own figures."""

import asyncio
import threading
from typing import Any

import httpx
import pytest

from functions.budget.report.plans import drawing
from tests.functions.budget.report.plan_answers import EXAMPLES
from tests.functions.budget.saving import PLAN, begin
from tests.functions.budget.world import World

BASE = "/api/v1/financial"
FORECAST = f"{BASE}/budget/forecast"
TAKE_HOME = f"{BASE}/take-home"
SVG = {"format": "svg"}


def check(answer: httpx.Response, name: str, title: str) -> None:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].split(";")[0] == "image/svg+xml"
    assert f"{name}.svg" in answer.headers["Content-Disposition"]
    assert f'<title id="title">{title}' in answer.text


class TestPicture:
    @pytest.mark.parametrize(
        ("path", "name", "language", "title"),
        [
            ("budget/simulate", "fintar-simulation-2026-12", "id", "Bagaimana kalau: 2 skenario"),
            ("budget/simulate", "fintar-simulation-2026-12", "en", "What if: 2 scenarios"),
            ("budget/affordability", "fintar-affordability-2027-03", "id", "Sanggupkah aku?: Motor bekas"),
            ("budget/affordability", "fintar-affordability-2027-03", "en", "Can I afford it?: Motor bekas"),
            (
                "debts/payoff",
                "fintar-payoff-2026-11",
                "id",
                "Rencana pelunasan utang: Bebas utang Februari 2028",
            ),
            (
                "debts/payoff",
                "fintar-payoff-2026-11",
                "en",
                "Plan to pay debts off: Debt-free in February 2028",
            ),
            ("take-home", "fintar-take-home-2026", "id", "Gaji bersih: Setahun 2026"),
            ("take-home", "fintar-take-home-2026", "en", "Take-home pay: The year 2026"),
        ],
    )
    async def test_of_what_is_sent(
        self, world: World, path: str, name: str, language: str, title: str
    ) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(
                f"{BASE}/{path}",
                params=SVG,
                json=EXAMPLES[path.rsplit("/", 1)[-1]],
                headers={"Accept-Language": language},
            )

        check(answer, name, title)

    async def test_of_ones_own_goals(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            await begin(owner, name="Nikah Rahasia")
            own = await owner.post(PLAN, params=SVG, json={"surplus": 1_500_000})
            other = await stranger.post(PLAN, params=SVG, json={"surplus": 1_500_000})

        check(own, "fintar-goals-2026-11", "Rencana tujuan: Rp1.500.000 sebulan")
        assert "Nikah Rahasia" in own.text
        assert "Nikah Rahasia" not in other.text

    async def test_of_the_next_days(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(FORECAST, params=SVG)

        check(answer, "fintar-forecast-2026-11-22", "Perkiraan uang tunai: 90 hari ke depan")


class TestAsking:
    async def test_for_nothing_or_json_gives_the_figures(self, world: World) -> None:
        async with world.as_owner() as owner:
            plain = await owner.post(TAKE_HOME, json=EXAMPLES["take-home"])
            asked = await owner.post(TAKE_HOME, params={"format": "json"}, json=EXAMPLES["take-home"])

        assert plain.json()["totals"]["take_home"] == 96_536_550
        assert plain.content == asked.content

    @pytest.mark.parametrize("query", [{"format": "png"}, {"format": ""}, {"form": "svg"}])
    async def test_for_something_else_is_refused(self, world: World, query: dict[str, str]) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(FORECAST, params=query)

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == f"/query/{next(iter(query))}"

    async def test_wrongly_points_at_the_body_as_always(self, world: World) -> None:
        body: dict[str, Any] = {**EXAMPLES["take-home"], "salary": -1}
        async with world.as_owner() as owner:
            answer = await owner.post(TAKE_HOME, params=SVG, json=body)

        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/salary")

    async def test_without_a_token_is_refused(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            assert (await nobody.get(FORECAST, params=SVG)).status_code == 401


async def test_others_are_answered_while_one_is_drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is drawn on a thread: were it drawn on the loop, it would wait for itself forever."""
    answered, begun = threading.Event(), asyncio.Event()
    loop, draw = asyncio.get_running_loop(), drawing.draw

    def slow(*given: Any, **named: Any) -> object:
        loop.call_soon_threadsafe(begun.set)
        assert answered.wait(timeout=30)
        return draw(*given, **named)

    monkeypatch.setattr(drawing, "draw", slow)
    async with world.as_owner() as owner:
        drawing_one = asyncio.create_task(owner.get(FORECAST, params=SVG))
        await begun.wait()
        other = await owner.get(FORECAST)
        answered.set()
        drawn = await drawing_one

    assert (other.status_code, drawn.status_code) == (200, 200)
