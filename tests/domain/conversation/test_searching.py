"""Words by which conversations are found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.conversation.searching import LONGEST_WORD, beginning, words_of

WORDS = st.text(st.characters(max_codepoint=0x10FFFE), min_size=1)


class TestWordsOf:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Gajiku Rp5.000.000!", ("gajiku", "rp", "5000000")),
            ("Café, CAFÉ cafe\u0301", ("cafe",)),
            ("50rb + 1,5jt", ("50", "rb", "15", "jt")),
            ("dana-darurat/nikah_2028", ("dana", "darurat", "nikah", "2028")),
            ("$where: /.*/ {} '\" \\", ("where",)),
            ("?! 🙏", ()),
            ("x" * 100, ("x" * LONGEST_WORD,)),
        ],
    )
    def test_are_plain_and_distinct(self, text: str, words: tuple[str, ...]) -> None:
        assert words_of(text) == words

    @given(st.text())
    def test_are_found_again_by_themselves(self, text: str) -> None:
        words = words_of(text)

        assert words_of(" ".join(words)) == words


class TestBeginning:
    @given(WORDS, WORDS)
    def test_bounds_exactly_what_begins_so(self, word: str, other: str) -> None:
        least, below = beginning(word)

        for text in (other, word + other):
            assert (least <= text < below) == text.startswith(word)
