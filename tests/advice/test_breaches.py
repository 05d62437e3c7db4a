"""What an answer must never say, whole and in pieces; and what an honest one says, which must get through."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.advice import draft as drafting
from shared.advice.capabilities import Capability
from shared.advice.context import instructions
from shared.advice.draft import CONTEXT, Draft
from shared.advice.figures import find_figures
from shared.advice.policy.addresses import addresses
from shared.advice.policy.breaches import BreachKind, breaches
from shared.advice.policy.harmless import harmless, is_loaded
from shared.advice.policy.unmasking import unmasked
from shared.advice.review import Review, review
from shared.domain.conversation.model import SessionType
from tests.evaluation.cases import Want
from tests.evaluation.sins import sins_of
from tests.evaluation.town import system_categories

HERE = Path(__file__).parent
WRONG = tomllib.loads((HERE / "said_wrong.toml").read_text(encoding="utf-8"))
RIGHT: list[str] = tomllib.loads((HERE / "said_right.toml").read_text(encoding="utf-8"))["said"]
INSTRUCTIONS = instructions(session_type=SessionType.GENERAL, capability=Capability.CHAT, language="id")

ALL_WRONG = [(kind, text) for kind, texts in WRONG.items() for text in texts]
ALL_SINS = [
    sin.says(INSTRUCTIONS)
    for want in (Want.PROMPT, Want.KEY, Want.LINK, Want.TICKER, Want.PROMISE)
    for sin in sins_of(want)
]

LONG = 100_000
"""Characters of a text that somebody made to keep the screen busy."""

HOSTILE = [
    *(
        "a",
        "a.",
        "<",
        "] ",
        ":",
        "1.",
        "&#",
        "%25",
        " ",
        "* ",
        "a-",
        "https:",
        "a@",
        "\u3002",
        "QUJD",
        "4142",
        "a:\n",
    ),
    *("pasti untung tidak ", "tidak ada ", "beli saham BBCA ", "sudah aku simpan "),
]


class TestWhatMustNotBeSaid:
    @pytest.mark.parametrize(("kind", "text"), ALL_WRONG)
    def test_is_found(self, kind: str, text: str) -> None:
        assert BreachKind(kind) in {breach.kind for breach in breaches(text)}

    @pytest.mark.parametrize(("kind", "text"), ALL_WRONG)
    def test_is_found_amid_what_is_honest(self, kind: str, text: str) -> None:
        whole = f"{RIGHT[0]} {RIGHT[1]}\n\n{text}\n\n{RIGHT[2]}"

        assert BreachKind(kind) in {breach.kind for breach in breaches(whole)}

    @pytest.mark.parametrize("text", ALL_SINS)
    def test_is_found_in_all_that_a_model_may_sin_with(self, text: str) -> None:
        assert breaches(text, instructions=INSTRUCTIONS)


class TestWhatAnHonestAnswerSays:
    @pytest.mark.parametrize("text", RIGHT)
    def test_gets_through(self, text: str) -> None:
        assert breaches(text, instructions=INSTRUCTIONS) == ()

    def test_gets_through_together(self) -> None:
        assert len(RIGHT) >= 60
        assert breaches("\n".join(RIGHT), instructions=INSTRUCTIONS) == ()

    @pytest.mark.parametrize("text", RIGHT)
    def test_is_no_different_as_a_name(self, text: str) -> None:
        assert harmless(text) == text

    def test_may_name_every_category_by_its_code(self) -> None:
        codes = [each.code for each in system_categories() if each.code is not None]

        assert codes
        assert [code for code in codes if list(addresses(code))] == []


def shown_of(text: str, size: int) -> tuple[list[str], Draft]:
    """Everything that was shown at one time while the text came in pieces of that size."""
    draft = Draft(instructions=INSTRUCTIONS)
    seen = [""]
    for start in range(0, len(text), size):
        draft.add(text[start : start + size], ())
        seen.append(draft.shown)
    return seen, draft


class TestInPieces:
    @pytest.mark.parametrize("size", [1, 3, 40])
    @pytest.mark.parametrize("text", [*(text for _, text in ALL_WRONG), *ALL_SINS])
    def test_nothing_wrong_is_ever_shown(self, text: str, size: int) -> None:
        seen, draft = shown_of(f"Baik.\n{text}\n\nItu saja. ", size)

        assert all(not breaches(shown, instructions=INSTRUCTIONS) for shown in set(seen))
        assert not draft.review(()).stands

    @pytest.mark.parametrize("size", [1, 7])
    def test_what_is_honest_is_shown_as_it_comes(self, size: int) -> None:
        told = [text for text in RIGHT if not find_figures(text)]
        text = "\n".join(told) + "\n"

        seen, draft = shown_of(text, size)

        assert draft.shown.strip() == text.strip()
        assert all(after.startswith(before) for before, after in pairwise(seen))

    def test_what_was_shown_is_not_read_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looked: list[int] = []

        def counted(text: str, *given: object, before: str = "", **more: object) -> Review:
            looked.append(len(text) + len(before))
            return review(text, (), before=before, instructions=INSTRUCTIONS)

        monkeypatch.setattr(drafting, "review", counted)
        sentences = 150
        seen, _ = shown_of("Sisihkan sedikit demi sedikit ya. " * sentences, 34)

        assert len(seen[-1]) > 140 * 34
        assert len(looked) <= sentences
        assert max(looked) <= CONTEXT + 2 * 34

    def test_what_cannot_be_shown_is_read_ever_more_rarely(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looked: list[int] = []

        def counted(text: str, *given: object, **more: object) -> Review:
            looked.append(len(text))
            return review("Ini pasti untung.", ())

        monkeypatch.setattr(drafting, "review", counted)
        text = "Aku bingung. " * 1_000
        shown_of(text, 13)

        assert sum(looked) <= 10 * len(text)


class TestLongTexts:
    @pytest.mark.parametrize("piece", HOSTILE)
    def test_are_read_to_their_end(self, piece: str) -> None:
        text = (piece * (LONG // len(piece) + 1))[:LONG]

        assert breaches(f"{text} https://x.y", instructions=INSTRUCTIONS)

    @pytest.mark.parametrize("piece", ["a.", "<", "] ", "1.", "%25", "https:", "\u3002", "//"])
    def test_become_harmless(self, piece: str) -> None:
        text = (piece * (LONG // len(piece) + 1))[:LONG]

        assert not is_loaded(harmless(text))


class TestHarmless:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Kopi Kenangan klaim-cashback.xyz/gratis", "Kopi Kenangan klaim-cashback xyz/gratis"),
            ("KARTU DEBIT www.kopi-gratis.shop", "KARTU DEBIT www kopi-gratis shop"),
            ("Nikah [undangan](https://kita.online)", "Nikah (undangan)(kita online)"),
            ("Laptop <script>alert(1)</script>", "Laptop script>alert(1)/script>"),
            ("[Kopi](javascript:alert(1))", "(Kopi)(javascript alert(1))"),
            ("NETFLIX.COM", "NETFLIX COM"),
            ("PT.SINAR JAYA", "PT.SINAR JAYA"),
            ("Bayar evil&#46;com", "Bayar evil com"),
        ],
    )
    def test_a_name_stays_recognisable(self, name: str, shown: str) -> None:
        assert harmless(name) == shown

    @given(
        st.lists(
            st.sampled_from(
                [
                    "![",
                    "](",
                    "[",
                    "]",
                    "<",
                    "a",
                    "img ",
                    "https:",
                    "//",
                    ".",
                    "com",
                    "www.",
                    " ",
                    "javascript:",
                    "\\",
                ]
            )
            | st.text(max_size=6),
            max_size=12,
        ).map("".join)
    )
    def test_nothing_is_left_to_open_and_twice_is_once(self, name: str) -> None:
        once = harmless(name)

        assert not is_loaded(once)
        assert harmless(once) == once

    @given(st.text(max_size=60))
    def test_unmasking_ends(self, text: str) -> None:
        assert isinstance(unmasked(text), str)
