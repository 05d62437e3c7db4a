"""What a message asks for, before any advisor is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.advice.capabilities import SKILLS, Capability
from shared.advice.choosing import BY_INTENT, CAPABILITIES, EVERYTHING, capability_for
from shared.domain.conversation.model import SessionType
from shared.gateways.advisor.asking.plans import PLANS
from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Language

TODAY = date(2026, 11, 22)


def chosen(
    message: str, session_type: SessionType = SessionType.GENERAL, language: Language = "id"
) -> Capability:
    return capability_for(message, session_type=session_type, language=language, today=TODAY)


@pytest.mark.parametrize(
    ("message", "capability"),
    [
        ("sanggup ga beli motor 18 juta bulan depan?", Capability.FINANCIAL_ADVICE),
        ("which debt should i pay off first?", Capability.FINANCIAL_ADVICE),
        ("keuanganku sehat nggak?", Capability.FINANCIAL_ADVICE),
        ("bulan ini habis berapa", Capability.BUDGET_ANALYSIS),
        ("pasang anggaran makan 1,5 juta", Capability.BUDGET_ANALYSIS),
        ("how much is left of my food budget?", Capability.BUDGET_ANALYSIS),
        ("ngopi 35rb pakai gopay tadi", Capability.BUDGET_ANALYSIS),
        ("mau nabung buat nikah 50 juta sampai 2028", Capability.SAVINGS_PLAN),
        ("how are my goals doing", Capability.SAVINGS_PLAN),
        ("uangku biasanya lari ke mana?", Capability.SPENDING_PATTERNS),
        ("langganan apa aja yang kubayar tiap bulan", Capability.SPENDING_PATTERNS),
        ("saham apa yang cocok buat pemula", Capability.INVESTMENT_STRATEGY),
        ("profil risikoku apa ya", Capability.RISK_ASSESSMENT),
        ("gaji kotor 8 juta bersihnya berapa", Capability.CONTEXTUAL_ANSWER),
        ("total utangku berapa sekarang", Capability.CONTEXTUAL_ANSWER),
        ("makasih ya", Capability.CHAT),
        ("apa itu dana darurat?", Capability.CHAT),
    ],
)
def test_a_clear_message_tells_what_it_asks_for(message: str, capability: Capability) -> None:
    assert chosen(message) is capability


@pytest.mark.parametrize("session_type", SessionType)
@pytest.mark.parametrize("message", ["kalau 5 juta?", "dan bulan depan?", "18jt", "", "kenapa gitu"])
def test_an_unclear_message_goes_by_the_conversation(message: str, session_type: SessionType) -> None:
    assert chosen(message, session_type) in {EVERYTHING[session_type], Capability.CHAT}


def test_two_different_questions_may_use_every_tool() -> None:
    assert chosen("utangku berapa, terus bulan ini habis berapa ya?") is Capability.CHAT


@pytest.mark.parametrize("session_type", SessionType)
def test_what_is_chosen_in_doubt_has_every_tool(session_type: SessionType) -> None:
    most = max(len(skill.tools) for skill in SKILLS.values())
    assert len(SKILLS[EVERYTHING[session_type]].tools) == most


def test_every_intent_asks_for_one_capability() -> None:
    assert set(BY_INTENT) == set(Intent)
    assert sum(len(intents) for intents in CAPABILITIES.values()) == len(Intent)
    assert set(CAPABILITIES) == set(Capability)


def test_what_needs_no_tool_is_talk() -> None:
    talk = {intent for intent, capability in BY_INTENT.items() if capability is Capability.CHAT}
    assert talk.isdisjoint(PLANS)


@given(message=st.text(max_size=300), session_type=st.sampled_from(SessionType))
def test_never_fails(message: str, session_type: SessionType) -> None:
    chosen(message, session_type)
