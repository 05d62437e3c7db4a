"""Files of plans' pictures: they open, stand alone and stay small; and the scales of their charts."""

from xml.etree import ElementTree

import pytest

from functions.budget.report.plans.drawing import draw, picture_of
from functions.budget.report.plans.scales import month_ticks, spread
from shared.domain.months import Month
from shared.words import Language
from tests.domain.planning.plans import HOUSEHOLD
from tests.functions.budget.report.plan_answers import EXTREME, MADE_AT, MARKUP, USUAL, simulation

SVG = "{http://www.w3.org/2000/svg}"
LARGEST_PICTURE = 500_000


class TestFile:
    @pytest.mark.parametrize("name", USUAL)
    @pytest.mark.parametrize(("language", "word"), [("id", "Fintar · dibuat"), ("en", "Fintar · made on")])
    def test_stands_alone_and_tells_what_it_shows(self, name: str, language: Language, word: str) -> None:
        view = USUAL[name](language)

        file = draw(view, language=language, made_at=MADE_AT)

        root = ElementTree.fromstring(file.content)
        shown = picture_of(view, language=language, made_at=MADE_AT)
        assert file.name.startswith(f"fintar-{name}-")
        assert (root.get("lang"), root.get("role"), root.get("width")) == (language, "img", "720")
        assert root.findtext(f"{SVG}title") == shown.title
        assert root.findtext(f"{SVG}desc") == shown.described
        assert shown.footer.startswith(word)
        links = [value for one in root.iter() for key, value in one.items() if key.endswith("href")]
        assert {link[1:] for link in links} <= {one.get("id") for one in root.iter()}

    @pytest.mark.parametrize("name", USUAL)
    def test_is_the_same_twice_and_differs_by_language(self, name: str) -> None:
        once, again = (draw(USUAL[name]("id"), language="id", made_at=MADE_AT) for _ in range(2))

        assert once == again
        assert draw(USUAL[name]("en"), language="en", made_at=MADE_AT).content != once.content

    @pytest.mark.parametrize("name", EXTREME)
    def test_can_be_made_of_the_smallest_and_the_largest(self, name: str) -> None:
        file = draw(EXTREME[name](), language="id", made_at=MADE_AT)

        assert ElementTree.fromstring(file.content).tag == f"{SVG}svg"
        assert len(file.content) < LARGEST_PICTURE

    def test_holds_peoples_text_as_text(self) -> None:
        scenario: dict[str, object] = {"name": MARKUP, "changes": []}
        view = simulation({"months": 6, "baseline": HOUSEHOLD, "scenarios": [scenario]})

        file = draw(view, language="id", made_at=MADE_AT)

        assert MARKUP in (ElementTree.fromstring(file.content).findtext(f"{SVG}desc") or "")
        assert b"<script" not in file.content


class TestScales:
    @pytest.mark.parametrize(
        ("months", "ticks"),
        [
            (1, ["Nov 2026"]),
            (3, ["Nov 2026", "Des", "Jan 2027"]),
            (14, ["Nov 2026", "Jan 2027", "Mar", "Mei", "Jul", "Sep", "Nov"]),
            (60, ["2027", "2028", "2029", "2030", "2031"]),
        ],
    )
    def test_tell_a_few_months(self, months: int, ticks: list[str]) -> None:
        shown = month_ticks([Month(2026, 11).add(number) for number in range(months)], "id")

        assert [f"{tick.text} {tick.below}".strip() for tick in shown] == ticks

    def test_always_have_some_months_and_not_too_many(self) -> None:
        months = [Month(2026, 11).add(number) for number in range(600)]

        counts = {len(month_ticks(months[:count], "id")) for count in range(1, 601)}

        assert (min(counts), max(counts)) == (1, 7)

    @pytest.mark.parametrize(
        ("places", "moved"),
        [
            ([], []),
            ([0.5], [0.5]),
            ([0.5, 0.5], [0.5, 0.6]),
            ([1, 0.95, 0.97], [1, 0.8, 0.9]),
            ([0.0] * 3, [0, 0.1, 0.2]),
        ],
    )
    def test_keep_letters_apart(self, places: list[float], moved: list[float]) -> None:
        assert spread(places, apart=0.1) == pytest.approx(moved)

    def test_keep_letters_on_the_chart_where_they_are_many(self) -> None:
        moved = spread([0.9] * 30, apart=0.1)

        assert (min(moved), max(moved)) == (0, 1)
