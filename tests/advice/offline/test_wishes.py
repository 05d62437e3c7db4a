"""What a message asks for, given what was said before it."""

from datetime import date

import pytest

from shared.gateways.advisor.asking.plans import plan_of
from shared.gateways.advisor.asking.questions import Offer, Question, offer_in, question_in
from shared.gateways.advisor.asking.wishes import Wish, wishes_of
from shared.gateways.advisor.protocol import AdvisorSaid, HistoryItem, UserSaid
from shared.gateways.advisor.understanding.intents import Intent

TODAY = date(2026, 11, 22)
TOOLS = frozenset({"affordability", "create_goal", "debts", "budget_month", "take_home", "debt_payoff"})


def wished(*said: str) -> tuple[Wish, ...]:
    """What is wanted at the end of a conversation in which both speak by turns, the person first and last."""
    history: list[HistoryItem] = [
        UserSaid(text=text) if place % 2 == 0 else AdvisorSaid(text=text) for place, text in enumerate(said)
    ]
    return wishes_of(history, today=TODAY, language="id")


def arguments(*said: str) -> dict[str, object]:
    """Those of the only call that is made for it."""
    (wish,) = wished(*said)
    (call,) = plan_of(wish, TOOLS).calls
    return dict(call.arguments)


PRICE = Question.PRICE.says.id


class TestOneWish:
    def test_an_answer_completes_it(self) -> None:
        told = arguments("bisa beli motor ga?", PRICE, "18 juta")

        assert (told["name"], told["price"]) == ("Motor", 18_000_000)

    def test_a_correction_counts(self) -> None:
        said = ("bisa beli motor ga?", PRICE, "18 juta", "Bisa pada Desember 2026.", "eh 20jt maksudku")

        assert arguments(*said)["price"] == 20_000_000

    def test_another_figure_is_asked_with_the_rest(self) -> None:
        told = arguments("bisa beli laptop 15jt bulan maret?", "Bisa pada Maret 2027.", "kalau 12jt?")

        assert (told["name"], told["price"], told["month"]) == ("Laptop", 12_000_000, "2027-03")

    def test_a_new_question_begins_a_new_one(self) -> None:
        (wish,) = wished("bisa beli laptop 15jt?", "Bisa.", "utangku berapa sekarang?")

        assert wish.intent is Intent.DEBTS
        assert len(wish.messages) == 1

    def test_a_yes_takes_the_offer_for_what_was_spoken_of(self) -> None:
        offer = f"Belum sanggup. {Offer.MAKE_GOAL.says.id}"

        told = arguments("bisa beli kamera 40 juta?", offer, "boleh")

        assert (told["name"], told["target"]) == ("Kamera", 40_000_000)

    def test_a_yes_to_nothing_is_no_wish(self) -> None:
        (wish,) = wished("utangku berapa", "Tidak ada utang.", "oke")

        assert wish.intent is not Intent.DEBTS


class TestSeveralWishes:
    @pytest.mark.parametrize(
        ("said", "intents"),
        [
            ("utangku berapa, terus bulan ini habis berapa ya?", [Intent.DEBTS, Intent.MONTH]),
            ("How are my goals doing? Will my money last until payday?", [Intent.GOALS, Intent.FORECAST]),
        ],
    )
    def test_are_told_apart(self, said: str, intents: list[Intent]) -> None:
        assert [wish.intent for wish in wished(said)] == intents

    @pytest.mark.parametrize(
        "said",
        [
            "berapa habis buat kopi dan makan bulan ini",
            "makan bakso 20 ribu dan teh 5 ribu",
            "bisa beli motor 18 juta? dicicil 24x",
            "halo. utangku berapa?",
            "gaji Rp8.000.000 bersihnya berapa",
        ],
    )
    def test_one_question_is_not_taken_apart(self, said: str) -> None:
        assert len(wished(said)) == 1


class TestQuestionsAndOffers:
    @pytest.mark.parametrize("question", Question)
    def test_a_question_is_found_again(self, question: Question) -> None:
        for said in question.says:
            assert question_in(f"Halo.\n\n{said}\n\n(…)") is question

    @pytest.mark.parametrize("offer", Offer)
    def test_an_offer_is_found_again(self, offer: Offer) -> None:
        for said in offer.says:
            assert offer_in(f"Sisa uangmu Rp1.\n\n{said}") is offer
