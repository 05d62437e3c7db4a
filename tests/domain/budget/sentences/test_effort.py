"""Reading takes steps in proportion to the text, whatever is repeated; longer texts are not looked at."""

import pytest

from shared.domain.budget.sentences.model import MAX_CHARACTERS
from tests.builders.sentences import reading_of
from tests.steps import steps_of

SHORT = 200
FIVE_TIMES = 5 * SHORT
MOST = 6
"""Times as many steps for five times the text: linear, with some room."""

PIECES = [
    "1 ",
    "1/",
    "20rb ",
    "20/zz ",
    "½",
    "dua ribu ",
    "a dan ",
    "kopi 20, ",
    "kemarin eh ",
    "gopay eh ovo ",
    "eh salah 20rb ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_the_text(piece: str) -> None:
    text = piece * FIVE_TIMES
    reading_of(text[:SHORT])

    long = steps_of(lambda: reading_of(text[:FIVE_TIMES]))

    assert long < MOST * steps_of(lambda: reading_of(text[:SHORT]))


def test_a_longer_text_costs_nothing() -> None:
    endless = "kopi 20rb " * MAX_CHARACTERS

    assert steps_of(lambda: reading_of(endless)) < steps_of(lambda: reading_of("kopi 20rb"))
