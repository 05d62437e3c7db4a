"""A reading as a whole: bounds, pieces that gave nothing, what was understood, and how sure it is."""

from decimal import Decimal
from uuid import UUID

import pytest

from shared.domain.budget.sentences.model import MAX_CHARACTERS, MAX_PROPOSALS, Part, Understood
from shared.domain.budget.sentences.says import DOUBTS, QUESTIONS, UNREAD
from shared.domain.budget.transactions import BudgetGroup, Category
from tests.builders.sentences import ACCOUNTS, CATEGORIES, only_proposal, reading_of

CAT_FOOD = Category(id=UUID(int=7), code=None, name="Si Meong", budget_group=BudgetGroup.WANTS)


class TestBounds:
    def test_a_long_text_is_not_read(self) -> None:
        reading = reading_of("kopi 20rb " * 101)

        assert (reading.proposals, [one.code for one in reading.unread]) == ((), ["too_long"])

    def test_the_longest_text_is_read(self) -> None:
        assert len(reading_of("kopi 20rb".ljust(MAX_CHARACTERS, "!")).proposals) == 1

    def test_entries_beyond_the_bound_are_named(self) -> None:
        reading = reading_of(", ".join(f"kopi {number}rb" for number in range(1, MAX_PROPOSALS + 4)))

        assert len(reading.proposals) == MAX_PROPOSALS
        assert [(one.code, one.text) for one in reading.unread] == [("too_many", "kopi 21rb")]

    @pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b", "\x00"])
    def test_nothing_is_empty(self, text: str) -> None:
        assert [one.code for one in reading_of(text).unread] == ["empty"]


class TestPieces:
    def test_what_did_not_happen_is_named_beside_what_did(self) -> None:
        reading = reading_of("belum bayar listrik 300rb, bayar wifi 350rb")

        assert [one.amount for one in reading.proposals] == [-350_000]
        assert [(one.code, one.text) for one in reading.unread] == [("negated", "belum bayar listrik 300rb")]

    def test_a_balance_beside_an_entry_is_named(self) -> None:
        reading = reading_of("beli bensin 50rb, sisa uang 20rb")

        assert [one.amount for one in reading.proposals] == [-50_000]
        assert [(one.code, one.text) for one in reading.unread] == [("aside", "20rb")]

    def test_understood_pieces_point_into_the_text(self) -> None:
        text = "Ngopi 35rb kemarin pakai GoPay"

        understood = only_proposal(text).understood

        assert understood == (
            Understood(start=6, end=10, text="35rb", part=Part.AMOUNT, value="-35000"),
            Understood(start=11, end=18, text="kemarin", part=Part.BOOKED_ON, value="2026-11-17"),
            Understood(start=25, end=30, text="GoPay", part=Part.ACCOUNT, value=str(ACCOUNTS[1].id)),
            Understood(start=0, end=5, text="Ngopi", part=Part.CATEGORY, value="wants.coffee"),
        )

    def test_a_share_is_named_beside_its_total(self) -> None:
        understood = only_proposal("bukber total 520rb bagianku 65rb").understood

        amounts = [(one.text, one.value) for one in understood if one.part is Part.AMOUNT]
        assert amounts == [("520rb", "520000"), ("65rb", "-65000")]

    def test_places_are_those_of_the_text_as_it_came(self) -> None:
        text = "☕️ ½ juta “sepatu” \u2013 e\u0301 20rb"

        for proposal in reading_of(text).proposals:
            for piece in proposal.understood:
                assert text[piece.start : piece.end] == piece.text

    def test_the_amount_is_known_while_the_direction_is_asked(self) -> None:
        proposal = only_proposal("budi 50rb")

        assert (proposal.amount, proposal.magnitude) == (None, 50_000)


class TestWordsForPeople:
    def test_notes_keep_the_persons_own_words(self) -> None:
        notes = [
            one.note
            for one in reading_of("beli Kopi Susu 20rb di Warung Bu Tini, transfer ke Budi 50rb").proposals
        ]

        assert notes == ["Kopi Susu di Warung Bu Tini", "ke Budi"]

    @pytest.mark.parametrize(
        ("text", "merchant"),
        [
            ("makan di Warung Bu Tini 25rb", "Warung Bu Tini"),
            ("belanja di indomaret 25rb", "Indomaret"),
            ("dinner at Sate Khas Senayan 250k", "Sate Khas Senayan"),
            ("makan di rumah 25rb", None),
            ("parkir di bandung 5rb", None),
        ],
    )
    def test_merchants(self, text: str, merchant: str | None) -> None:
        assert only_proposal(text).merchant == merchant

    @pytest.mark.parametrize(
        "words",
        [
            *(words for _, words in QUESTIONS.values()),
            *(words for _, words in DOUBTS.values()),
            *UNREAD.values(),
        ],
    )
    def test_both_languages_are_there(self, words: tuple[str, str]) -> None:
        assert all(words)
        assert words[0] != words[1]


class TestCategories:
    def test_an_own_category_goes_by_its_name(self) -> None:
        (proposal,) = reading_of("beli makan si meong 60rb", categories=(*CATEGORIES, CAT_FOOD)).proposals

        assert (proposal.category_id, proposal.category_code) == (CAT_FOOD.id, None)

    def test_a_category_the_person_lacks_has_only_its_code(self) -> None:
        (proposal,) = reading_of("kopi 20rb", categories=()).proposals

        assert (proposal.category_id, proposal.category_code) == (None, "wants.coffee")


class TestConfidence:
    def test_all_told_is_certain(self) -> None:
        proposal = only_proposal("ngopi 35rb kemarin pakai gopay")

        assert (proposal.confidence, proposal.doubts, proposal.is_clear) == (Decimal(1), (), True)

    @pytest.mark.parametrize("text", ["kopi 20rb", "kopi 20", "zzz 20rb", "50rb", "bayar 50rb besok"])
    def test_it_is_the_product_of_its_reasons(self, text: str) -> None:
        proposal = only_proposal(text)

        product = Decimal(1)
        for reason in proposal.doubts:
            product *= reason.factor
        assert proposal.confidence == product.quantize(Decimal("0.01"))
        assert proposal.confidence < 1

    def test_a_verb_with_a_slip_is_a_reason_for_doubt(self) -> None:
        right, slipped = only_proposal("masuk bca 750rb"), only_proposal("msauk bca 750rb")

        assert {one.code for one in slipped.doubts} - {one.code for one in right.doubts} == {"verb_guessed"}
        assert slipped.confidence < right.confidence

    def test_questions_weigh_more_than_assumptions(self) -> None:
        assert (
            only_proposal("kopi 20").confidence
            < only_proposal("zzz 20rb").confidence
            < only_proposal("kopi 20rb").confidence
        )
