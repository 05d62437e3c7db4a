"""Reading takes steps in proportion to the text, whatever is repeated; longer texts are not looked at."""

import sys
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.budget.sentences.model import MAX_CHARACTERS
from tests.builders.sentences import reading_of

if TYPE_CHECKING:
    from _typeshed import TraceFunction

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


def steps_of(text: str) -> int:
    """How many lines of Python reading a text goes through."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> "TraceFunction":
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        reading_of(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_the_text(piece: str) -> None:
    text = piece * FIVE_TIMES
    reading_of(text[:SHORT])

    assert steps_of(text[:FIVE_TIMES]) < MOST * steps_of(text[:SHORT])


def test_a_longer_text_costs_nothing() -> None:
    assert steps_of("kopi 20rb " * MAX_CHARACTERS) < steps_of("kopi 20rb")
