"""A month as a file over HTTP."""

import asyncio
import csv
import threading
from datetime import date
from io import StringIO

import httpx
import pytest

from functions.budget.report.files import make_file
from tests.builders.bookings import Entry, Plan
from tests.builders.ledger import Ledger
from tests.builders.months import usual_year
from tests.functions.budget.report.pdf_text import Pdf
from tests.functions.budget.world import World

REPORT = "/api/v1/financial/budget/report"


def names(answer: httpx.Response) -> set[str]:
    """What the categories of a table are called."""
    rows = csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";")
    return {row[3] for row in rows if row[1] in {"Kategori", "Category"}}


@pytest.fixture
def lived(world: World) -> World:
    """A world in which owner and stranger have lived through different months."""
    world.facts.books[world.owner.id] = usual_year()
    world.facts.books[world.stranger.id] = Ledger(
        entries=(Entry(date(2026, 11, 9), -77_000, "wants.coffee", "Rahasia Orang Lain"),)
    )
    return world


class TestDownload:
    @pytest.mark.parametrize(
        ("kind", "media_type", "begins"),
        [
            ("svg", "image/svg+xml", b"<svg "),
            ("pdf", "application/pdf", b"%PDF-"),
            ("csv", "text/csv", b"\xef\xbb\xbf"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ],
    )
    async def test_is_the_file_asked_for(
        self, lived: World, kind: str, media_type: str, begins: bytes
    ) -> None:
        async with lived.as_owner() as owner:
            answer = await owner.get(REPORT, params={"month": "2026-11", "format": kind})

        assert answer.status_code == 200
        assert answer.headers["Content-Type"].split(";")[0] == media_type
        assert f"fintar-2026-11.{kind}" in answer.headers["Content-Disposition"]
        assert answer.content.startswith(begins)

    async def test_is_a_picture_of_this_month_unless_said_otherwise(self, lived: World) -> None:
        async with lived.as_owner() as owner:
            answer = await owner.get(REPORT)

        assert "fintar-2026-11.svg" in answer.headers["Content-Disposition"]

    async def test_is_of_the_month_asked_for(self, lived: World) -> None:
        async with lived.as_owner() as owner:
            answer = await owner.get(REPORT, params={"month": "2026-08", "format": "csv"})

        assert "fintar-2026-08.csv" in answer.headers["Content-Disposition"]
        assert b"2026-08;" in answer.content

    @pytest.mark.parametrize(
        ("language", "category"), [("id", "Makan sehari-hari"), ("en", "Everyday meals")]
    )
    async def test_speaks_the_readers_language(self, lived: World, language: str, category: str) -> None:
        async with lived.as_owner() as owner:
            answer = await owner.get(REPORT, params={"format": "csv"}, headers={"Accept-Language": language})

        assert category in names(answer)

    async def test_has_the_insights_of_the_analysis(self, lived: World) -> None:
        lived.facts.books[lived.owner.id] = usual_year(budgets={("2026-11", "needs.eating"): Plan(100_000)})
        async with lived.as_owner() as owner:
            budget = await owner.get("/api/v1/financial/budget", params={"month": "2026-11"})
            answer = await owner.get(REPORT, params={"month": "2026-11", "format": "pdf"})

        sentences = [insight["message"] for insight in budget.json()["month"]["insights"]]
        text = " ".join(Pdf.read(answer.content).text.split())
        assert sentences
        assert sentences[0] in text

    async def test_is_there_for_somebody_without_anything(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(REPORT, params={"format": "pdf"})

        assert "Belum ada transaksi" in Pdf.read(answer.content).text


class TestPrivacy:
    @pytest.mark.parametrize("kind", ["svg", "pdf", "csv", "xlsx"])
    async def test_shows_nobody_elses_rows(self, lived: World, kind: str) -> None:
        async with lived.as_owner() as owner:
            before = await owner.get(REPORT, params={"format": kind})
            lived.facts.books[lived.stranger.id] = usual_year()
            after = await owner.get(REPORT, params={"format": kind})

        assert before.content == after.content
        assert b"Rahasia" not in before.content

    async def test_shows_each_their_own(self, lived: World) -> None:
        async with lived.as_owner() as owner, lived.as_stranger() as stranger:
            own = await owner.get(REPORT, params={"format": "csv"})
            other = await stranger.get(REPORT, params={"format": "csv"})

        assert "Kopi & jajan" not in names(own)
        assert names(other) == {"Kopi & jajan"}

    async def test_asks_who_is_there(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.get(REPORT)

        assert answer.status_code == 401


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "pointer"),
        [
            ({"format": "docx"}, "/query/format"),
            ({"format": ""}, "/query/format"),
            ({"month": "2026-13"}, "/query/month"),
            ({"month": "1999-12"}, "/query/month"),
            ({"user_id": "somebody"}, "/query/user_id"),
        ],
    )
    async def test_point_at_what_is_wrong(self, world: World, query: dict[str, str], pointer: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(REPORT, params=query)

        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]

    async def test_say_when_to_come_back(self, world: World) -> None:
        world.table.down = True

        async with world.as_owner() as owner:
            answer = await owner.get(REPORT)

        assert answer.status_code == 503


async def test_others_are_answered_while_one_is_drawn(lived: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is made on a thread: were it made on the loop, it would wait for itself forever."""
    answered, begun = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(*given: object) -> object:
        loop.call_soon_threadsafe(begun.set)
        assert answered.wait(timeout=30)
        return make_file(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr("functions.budget.report.files.make_file", slow)
    async with lived.as_owner() as owner:
        drawing = asyncio.create_task(owner.get(REPORT))
        await begun.wait()
        other = await owner.get("/api/v1/financial/data")
        answered.set()
        drawn = await drawing

    assert (other.status_code, drawn.status_code) == (200, 200)
