"""Whatever is written: reading never fails, never makes up an amount, and politeness changes nothing."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.budget.sentences.lexicon import lexicon
from shared.domain.budget.sentences.model import MAX_CHARACTERS, MAX_PROPOSALS, Reading
from tests.builders.sentences import reading_of
from tests.domain.budget.sentences.examples import EXAMPLES

LEXICON = lexicon()
FIGURES = st.one_of(
    st.integers(0, 10**16).map(str),
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,4}){0,3}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}[.,]?[0-9]{0,3}(rb|k|jt| juta|m)", fullmatch=True),
)
PLAIN_WORDS = st.sampled_from(
    [
        "kopi",
        "roti",
        "bensin",
        "beli",
        "bayar",
        "gaji",
        "pakai",
        "gopay",
        "bca",
        "kemarin",
        "ibu",
        "dan",
        ",",
        "\n",
        ".",
        "-",
        "ke",
        "di",
        "zzz",
    ]
)
ANY_WORDS = st.sampled_from(sorted(LEXICON.words))
POLITE_BEFORE = [
    "tolong catat ",
    "min, ",
    "halo kak tolong dong ",
    "please note ",
    "eh iya ",
    "Bismillah, ",
    "hai! ",
    "\n",
    "  ",
]
POLITE_BEHIND = [" ya", " makasih", " dong kak", " thanks!", " wkwk", " hehe 😊", "!!!", "\n", " ya, makasih"]


def texts(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words of several sorts side by side."""
    return st.lists(st.one_of(*parts), max_size=14).map(" ".join)


def amounts(reading: Reading) -> list[int | None]:
    return [proposal.amount for proposal in reading.proposals]


class TestNeverFails:
    @given(st.text(max_size=MAX_CHARACTERS + 5))
    def test_on_any_characters(self, text: str) -> None:
        assert_whole(text, reading_of(text))

    @given(texts(FIGURES, ANY_WORDS, PLAIN_WORDS))
    @example("hai! 20rb")
    def test_on_any_words(self, text: str) -> None:
        assert_whole(text, reading_of(text))

    @given(
        st.sampled_from(
            [
                "1",
                "a ",
                ",",
                "rb",
                "1.",
                "dua",
                "\n",
                "(",
                "1 ",
                "x2",
                "-",
                "ibu ",
                "1/",
                "0",
                "🙂",
                "dua ribu ",
            ]
        )
    )
    def test_on_anything_repeated(self, piece: str) -> None:
        text = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]

        assert_whole(text, reading_of(text))


def assert_whole(text: str, reading: Reading) -> None:
    """A reading holds together: pieces are where they say, questions come without answers, bounds hold."""
    assert reading.proposals or reading.unread
    assert len(reading.proposals) <= MAX_PROPOSALS
    for proposal in reading.proposals:
        assert proposal.amount != 0
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert proposal.amount is not None or proposal.unclear
        assert proposal.account_id is not None or proposal.unclear
        assert proposal.account_id is None or proposal.account_id != proposal.to_account_id
        for piece in proposal.understood:
            assert text[piece.start : piece.end] == piece.text
    for unread in reading.unread:
        assert 0 <= unread.start <= unread.end <= len(text)


class TestNeverMakesUp:
    @given(texts(FIGURES, PLAIN_WORDS))
    def test_an_amount_has_only_digits_of_the_text(self, text: str) -> None:
        written = Counter(character for character in text if character.isdigit())

        for amount in amounts(reading_of(text)):
            told = Counter(str(abs(amount or 0)).replace("0", ""))
            assert told <= written, (amount, text)

    @given(st.lists(PLAIN_WORDS, max_size=10).map(" ".join))
    def test_without_any_number_there_is_no_amount(self, text: str) -> None:
        assert not any(amounts(reading_of(text)))


class TestPoliteness:
    @given(st.sampled_from(EXAMPLES), st.sampled_from(POLITE_BEFORE), st.sampled_from(POLITE_BEHIND))
    def test_changes_no_amount_and_no_direction(
        self, example: dict[str, str], before: str, behind: str
    ) -> None:
        plain = reading_of(example["says"])
        polite = reading_of(f"{before}{example['says']}{behind}")

        assert [(one.amount, one.direction) for one in polite.proposals] == [
            (one.amount, one.direction) for one in plain.proposals
        ]

    @given(st.sampled_from(EXAMPLES))
    def test_capitals_and_spaces_change_nothing(self, example: dict[str, str]) -> None:
        plain = reading_of(example["says"])
        loud = reading_of(example["says"].upper().replace(" ", "  "))

        assert [(one.amount, one.booked_on, one.account_id, one.category_code) for one in loud.proposals] == [
            (one.amount, one.booked_on, one.account_id, one.category_code) for one in plain.proposals
        ]
