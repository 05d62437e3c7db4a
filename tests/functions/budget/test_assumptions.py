"""The dated figures over HTTP."""

from typing import Any

import pytest

from shared.domain.assumptions.dated import entries, topics
from tests.functions.budget.world import World

ASSUMPTIONS = "/api/v1/financial/assumptions"


async def assumptions(world: World, *, language: str = "id", **query: str) -> dict[str, Any]:
    """What is in force."""
    async with world.as_owner() as owner:
        answer = await owner.get(ASSUMPTIONS, params=query, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


def by_id(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The figures by id."""
    return {item["id"]: item for item in answer["items"]}


class TestList:
    async def test_holds_every_figure_of_every_topic(self, world: World) -> None:
        answer = await assumptions(world)

        assert answer["on"] == "2026-11-22"
        assert answer["topics"] == list(topics())
        assert set(by_id(answer)) == {f"{topic}.{name}" for topic in topics() for name in entries(topic)}

    async def test_gives_each_with_its_source(self, world: World) -> None:
        items = by_id(await assumptions(world, topic="bpjs"))

        assert items["bpjs.jp_wage_max"] == {
            "id": "bpjs.jp_wage_max",
            "topic": "bpjs",
            "label": "Batas upah untuk iuran Jaminan Pensiun",
            "unit": "rupiah",
            "value": 11_086_300,
            "rows": None,
            "applies_to": [],
            "text": "Rp11.086.300",
            "since": "2026-03-01",
            "source": items["bpjs.jp_wage_max"]["source"],
            "checked_on": "2026-11-23",
            "review_after": "2027-02-28",
            "confirmed": True,
            "stale": False,
        }
        assert "B/1226/022026" in items["bpjs.jp_wage_max"]["source"]
        assert items["bpjs.jkk_1"]["value"] == 0.0024

    async def test_gives_tables_row_by_row(self, world: World) -> None:
        table = by_id(await assumptions(world, topic="income_tax", language="en"))["income_tax.ter_b"]

        assert (table["value"], len(table["rows"])) == (None, 40)
        assert table["rows"][0] == {"up_to": 6_200_000, "rate": 0.0}
        assert table["rows"][-1] == {"up_to": None, "rate": 0.34}
        assert table["applies_to"] == ["TK/2", "TK/3", "K/1", "K/2"]
        assert table["text"] == "40 brackets, 0% to 34%"

    async def test_is_in_force_on_the_day_asked_for(self, world: World) -> None:
        answer = await assumptions(world, topic="bpjs", on="2026-02-28")

        assert answer["on"] == "2026-02-28"
        assert by_id(answer)["bpjs.jp_wage_max"]["value"] == 10_547_400

    async def test_marks_what_is_past_its_review_date(self, world: World) -> None:
        answer = await assumptions(world, topic="zakat", on="2027-01-01")

        assert {one["id"]: one["stale"] for one in answer["items"]} == {
            "zakat.nisab_month": True,
            "zakat.rate": False,
        }

    async def test_says_what_is_not_confirmed(self, world: World) -> None:
        doubtful = [one for one in (await assumptions(world))["items"] if not one["confirmed"]]

        assert doubtful
        assert all("[unconfirmed]" in one["source"] for one in doubtful)


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "pointer"),
        [
            ({"topic": "weather"}, "/query/topic"),
            ({"on": "tomorrow"}, "/query/on"),
            ({"day": "1"}, "/query/day"),
        ],
    )
    async def test_point_at_the_parameter(self, world: World, query: dict[str, str], pointer: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(ASSUMPTIONS, params=query)

        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]

    async def test_name_the_topics(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(ASSUMPTIONS, params={"topic": "weather"})

        assert "payroll" in answer.json()["errors"][0]["message"]

    async def test_keep_out_whoever_is_not_signed_in(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.get(ASSUMPTIONS)

        assert answer.status_code == 401
