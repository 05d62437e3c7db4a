"""Texts in our CSV files: never a formula, wherever a spreadsheet splits them, and back as they were."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.domain.budget.cells import harmless, original

SIGNS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
SEPARATORS = ",;\t|"
NUMBER = re.compile("-?[0-9]+")
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=st.sampled_from(f"{SIGNS}{SEPARATORS}\n\"' \u00a0a1"), max_size=30),
)
"""Any text, and texts of nothing but what could matter."""


def written(texts: list[str], separator: str) -> str:
    """Lines as our files have them: something of ours first and last, a number between."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerows(["2026-11", harmless(text), -35_000, harmless(text), ""] for text in texts)
    return file.getvalue()


def cells(file: str, separator: str) -> Iterator[str]:
    """The cells of a file for a spreadsheet that splits it so, and for one that knows no quotation marks."""
    for line in csv.reader(StringIO(file, newline=""), delimiter=separator):
        yield from line
    for piece in re.split(rf"[{re.escape(separator)}\r\n]", file):
        yield piece.lstrip('" ') if piece.startswith('"') else piece


@given(TEXTS)
@example("''=1")
@example("'\t'=1")
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert original(harmless(text)) == text


@settings(max_examples=400)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(",;"), st.sampled_from(SEPARATORS))
@example(['x;"=1"'], ",", ";")
@example(["x,\u00a0=1"], ";", ",")
@example(["a\n=1"], ",", ",")
@example(["a,;", "=1"], ",", ";")
def test_no_cell_of_any_splitting_starts_a_formula(texts: list[str], ours: str, theirs: str) -> None:
    for cell in cells(written(texts, ours), theirs):
        assert NUMBER.fullmatch(cell) or not cell.startswith(tuple(SIGNS)), cell


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("  =1", "'  =1"),
        ("+62 811", "'+62 811"),
        ("-5", "'-5"),
        ("@sari", "'@sari"),
        ("\uff1d1", "'\uff1d1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("kopi;=1", "kopi;'=1"),
        ("kopi, -1", "kopi,' -1"),
        ("kopi\n=1", "kopi\n'=1"),
        ('kopi|"=1"', 'kopi|\'"=1"'),
        ("'=1", "''=1"),
        ("Kopi 2-1", "Kopi 2-1"),
        ("a=b", "a=b"),
        ("'kutip", "'kutip"),
        ("satu, dua; tiga", "satu, dua; tiga"),
        ("", ""),
    ],
)
def test_guards_what_could_start_a_formula_and_nothing_else(text: str, guarded: str) -> None:
    assert harmless(text) == guarded
    assert original(guarded) == text
