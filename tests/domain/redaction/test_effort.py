"""Taking out takes steps in proportion to the text, whatever is repeated to make it slow."""

import pytest

from shared.domain.redaction.engine import redacted
from tests.steps import steps_of

SHORT = 400
FIVE_TIMES = 5 * SHORT
MOST = 7
"""Times as many steps for five times the text: linear, with some room."""
PER_CHARACTER = 150
"""Steps for one character, at the most."""

PIECES = [
    "1 ",
    "11 ",
    "0812-",
    "12-12-",
    "9999999999 ",
    "3273014112900001 ",
    "1,000",
    "Rp1.000 ",
    "0.",
    "+62",
    "nik ",
    "no rek ",
    "pin 1234 ",
    "a@",
    "@",
    "a",
    "a'",
    "A ",
    "Xyz ",
    "dan Xyz ",
    "Pak ",
    "Pak Budi ",
    "budi ",
    "an. ",
    "teman ",
    "transfer ke ",
    "utang sama xx ",
    "TRSF E-BANKING ",
    "trsf e banking X ",
    "trsf e banking Xyz\n",
    "[orang 1] ",
    "[",
    "\u200b1",
    "\ufb03",
]


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_the_text(piece: str) -> None:
    text = piece * FIVE_TIMES
    redacted(text[:SHORT])

    long = steps_of(lambda: redacted(text[:FIVE_TIMES]))

    assert long < MOST * steps_of(lambda: redacted(text[:SHORT]))
    assert long < PER_CHARACTER * FIVE_TIMES
