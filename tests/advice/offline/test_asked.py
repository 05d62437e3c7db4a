"""What is asked at the end of a story, and what ends an open question."""

from datetime import date

import pytest

from shared.gateways.advisor.asking.plans import PLANS
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.wishes import wishes_of
from shared.gateways.advisor.protocol import AdvisorSaid, UserSaid
from shared.gateways.advisor.understanding.asked import asked_part, tells_without_asking
from shared.gateways.advisor.understanding.intents import Intent

TODAY = date(2026, 11, 22)
STORY = (
    "Kemarin aku jalan sama sepupu ke mal. Dia beli tas 2 juta, aku cuma lihat-lihat saja. "
    "Pulangnya hujan deras dan ojek mahal sekali, 60 ribu. "
    "Sampai rumah langsung tidur, besoknya masuk kantor lagi."
)


def test_a_story_is_left_aside_for_what_is_asked() -> None:
    assert asked_part(f"{STORY} Sisa anggaran makanku tinggal berapa?") == (
        "Sisa anggaran makanku tinggal berapa?"
    )


def test_a_short_question_takes_the_sentence_before_it() -> None:
    asked = asked_part(f"{STORY} Aku mau beli motor 9 juta. Sanggup ga?")

    assert asked == "Aku mau beli motor 9 juta. Sanggup ga?"


@pytest.mark.parametrize("message", ["bisa beli motor 18 juta?", "Gaji 8 juta. Bersihnya?", ""])
def test_short_messages_are_understood_as_a_whole(message: str) -> None:
    assert asked_part(message) is None


def test_a_story_alone_supposes_nothing() -> None:
    (wish,) = wishes_of((UserSaid(text=STORY),), today=TODAY, language="id")

    assert tells_without_asking(STORY)
    assert wish.intent not in {Intent.WHAT_IF, Intent.AFFORD}


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("sisa anggaran makanku berapa?", Intent.LEFT),
        ("utangku totalnya berapa?", Intent.DEBTS),
        ("target laptopku sudah sampai mana?", Intent.GOALS),
    ],
)
def test_figures_of_the_story_are_not_what_is_asked(asked: str, intent: Intent) -> None:
    (wish,) = wishes_of((UserSaid(text=f"{STORY} {asked}"),), today=TODAY, language="id")

    assert wish.intent is intent
    assert wish.newest.amounts == ()
    assert PLANS[intent](wish).calls


@pytest.mark.parametrize(
    ("message", "intent"),
    [("utang gw lunas kapan ya", Intent.PAYOFF), ("sisa anggaran makanku berapa", Intent.LEFT)],
)
def test_a_new_question_ends_the_open_one(message: str, intent: Intent) -> None:
    history = (
        UserSaid(text="catat makan siang 25rb"),
        AdvisorSaid(text=f"Dari akun yang mana? {Question.ENTRY_PART.says.id}"),
        UserSaid(text=message),
    )

    (wish,) = wishes_of(history, today=TODAY, language="id")

    assert wish.intent is intent
    assert len(wish.messages) == 1


def test_an_answer_still_answers() -> None:
    history = (
        UserSaid(text="catat makan siang 25rb"),
        AdvisorSaid(text=f"Dari akun yang mana? {Question.ENTRY_PART.says.id}"),
        UserSaid(text="gopay"),
    )

    (wish,) = wishes_of(history, today=TODAY, language="id")

    assert wish.intent is Intent.RECORD
    assert len(wish.messages) == 2
