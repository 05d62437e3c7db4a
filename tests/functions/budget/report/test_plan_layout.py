"""No words of a plan's picture lie on others or beyond its edge, whatever the plan is like."""

from collections.abc import Callable
from itertools import combinations

import pytest

from functions.budget.report.plans.drawing import Drawable, picture_of
from functions.budget.report.typesetting import typeset
from tests.functions.budget.report.pdf_text import Pdf
from tests.functions.budget.report.plan_answers import EXTREME, MADE_AT, USUAL

WIDTH = 720
SMALLEST_LETTERS = 16
"""Points: on a phone of 360 pixels the picture is half as large."""

VIEWS: dict[str, Callable[[], Drawable]] = {
    **{name: (lambda make=make: make("id")) for name, make in USUAL.items()},
    **EXTREME,
}


@pytest.mark.parametrize("name", VIEWS)
def test_words_stand_apart_and_on_the_page(name: str) -> None:
    data = picture_of(VIEWS[name](), language="id", made_at=MADE_AT).as_data()

    (runs,) = Pdf.read(typeset("plan", data, "pdf", made_at=MADE_AT)).runs

    overlapping = [(one.text, other.text) for one, other in combinations(runs, 2) if one.lies_on(other)]
    outside = [run.text for run in runs if run.x < 0 or run.end > WIDTH or run.y < 0]
    small = [run.text for run in runs if run.size < SMALLEST_LETTERS]
    assert (overlapping, outside, small) == ([], [], [])
