"""The offline advisor: what it asks for, what it says, and that every figure of it is somebody's own."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.chat.tools.registry import toolbox_of
from shared.advice.grounding import check
from shared.advice.policy.screening import Concern
from shared.advice.policy.words import said_beside
from shared.advice.template import NOTHING_KNOWN, OPENING
from shared.gateways.advisor.answering import (
    ahead,
    answer,
    goals_and_debts,
    investing,
    months,
    offers,
    standing,
    talk,
)
from shared.gateways.advisor.answering.answer import CANNOT_READ
from shared.gateways.advisor.answering.talk import SIGNATURE
from shared.gateways.advisor.asking.plans import PLANS
from shared.gateways.advisor.asking.questions import Offer, Question, offer_in
from shared.gateways.advisor.offline import OfflineAdvisor
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    AdvisorSaid,
    CheckerSaid,
    Finished,
    FinishReason,
    HistoryItem,
    TextDelta,
    ToolCall,
    ToolDeclaration,
    ToolFailure,
    ToolResult,
    ToolRound,
    TurnRequest,
    Usage,
    UserSaid,
)
from shared.gateways.advisor.understanding.glossary import glossary
from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Language, Words
from tests.advice.offline.intents import SAID
from tests.advice.offline.measuring import somebody
from tests.advice.offline.talking import Conversation
from tests.builders.facts import income
from tests.functions.chat.tools.household import Household, a_card, a_motorbike

LANGUAGES: tuple[Language, ...] = ("id", "en")
EACH = [(intent, language) for intent in Intent for language in LANGUAGES]


def said_in(intent: Intent, language: Language) -> str:
    """One way to say what is wanted."""
    return SAID[intent].into(language)


class TestEveryFigure:
    """A reply is the advisor's own words, all of whose figures are facts or stand in the message."""

    @staticmethod
    async def check(person: Household, message: str, language: Language) -> None:
        reply = await Conversation(person, language).say(message)

        assert reply.answer.first_confidence in {None, 1}, reply.text
        assert OPENING.into(language) not in reply.text
        assert NOTHING_KNOWN.into(language) not in reply.text
        assert CANNOT_READ.into(language) not in reply.text
        assert reply.answer.model == "offline"

    @pytest.mark.parametrize(("intent", "language"), EACH)
    async def test_of_somebody_who_keeps_books(self, intent: Intent, language: Language) -> None:
        await self.check(await somebody(), said_in(intent, language), language)

    @pytest.mark.parametrize(("intent", "language"), EACH)
    async def test_of_somebody_who_told_nothing(self, intent: Intent, language: Language) -> None:
        await self.check(Household(), said_in(intent, language), language)

    @pytest.mark.parametrize(("intent", "language"), EACH)
    async def test_of_somebody_deep_in_debt(self, intent: Intent, language: Language) -> None:
        person = (
            Household()
            .keep_books()
            .owe(a_card(balance=60_000_000, instalment=3_500_000), a_motorbike(balance=14_000_000))
        )
        await self.check(person, said_in(intent, language), language)

    @pytest.mark.parametrize("words", [*Question, *Offer], ids=str)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_questions_and_offers(self, words: Question | Offer, language: Language) -> None:
        assert check(words.says.into(language), ()).confidence is None

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_plain_sentences(self, language: Language) -> None:
        told = [text for words in plain_sentences() if check(text := words.into(language), ()).unmatched]
        assert told == []


def plain_sentences() -> Iterator[Words]:
    """Every sentence of the answers, without what is filled in, and the glossary."""
    for module in (ahead, answer, goals_and_debts, investing, months, offers, standing, talk):
        yield from words_in(vars(module).values())
    yield from (term.says for term in glossary().values())


def words_in(values: Any) -> Iterator[Words]:
    """The sentences among values, also those of tables."""
    for value in values:
        if isinstance(value, Words):
            yield value
        elif isinstance(value, dict):
            yield from words_in(value.values())


class TestIntents:
    @pytest.mark.parametrize(("intent", "language"), EACH)
    async def test_each_asks_for_a_tool_or_needs_none(self, intent: Intent, language: Language) -> None:
        reply = await Conversation(await somebody(), language).say(said_in(intent, language))

        assert bool(reply.calls) == (intent in PLANS)

    def test_every_tool_is_asked_for(self) -> None:
        asked = {"financial_snapshot", "budget_analysis"}
        offered = {it.name for it in toolbox_of(Household().services).declarations}
        told = {name for name in offered if any(name in told for told in told_tools())}
        assert offered - told - asked == set()


def told_tools() -> Sequence[Sequence[str]]:
    """The tools that the tellers know."""
    return [told.tools for told in answer.TELLERS.values()]


class TestWhoAnswers:
    async def test_says_once_that_this_is_the_offline_advisor(self) -> None:
        talk = Conversation(await somebody())

        replies = [await talk.say(said) for said in ("halo", "utangku berapa", "makasih")]

        assert [SIGNATURE.id in reply.text for reply in replies] == [True, False, False]

    async def test_leaves_the_words_for_distress_to_the_turn(self) -> None:
        reply = await Conversation(await somebody()).say(
            "aku diteror debt collector pinjol, nggak sanggup bayar"
        )

        beside = said_beside(Concern.DEBT_DISTRESS, "id")
        assert beside is not None
        assert reply.text.count(beside) == 1


class TestOffers:
    async def test_a_yes_takes_the_offer(self) -> None:
        talk = Conversation(await somebody())
        offered = await talk.say("dana daruratku cukup nggak?")
        assert offer_in(offered.text) is Offer.MAKE_FUND

        reply = await talk.say("iya mau")

        assert [call.name for call in reply.calls] == ["create_goal"]
        assert reply.calls[0].arguments["kind"] == "EMERGENCY_FUND"
        assert len(reply.answer.proposals) == 1

    async def test_a_no_takes_nothing(self) -> None:
        talk = Conversation(await somebody())
        await talk.say("dana daruratku cukup nggak?")

        reply = await talk.say("nggak usah, makasih")

        assert reply.calls == ()

    async def test_two_answers_make_one_offer(self) -> None:
        reply = await Conversation(await somebody()).say("utangku berapa, terus bulan ini habis berapa ya?")

        assert {call.name for call in reply.calls} == {"debts", "budget_month"}
        assert sum(it.says.id in reply.text for it in Offer) == 1


class TestNames:
    async def test_a_goal_goes_by_what_it_is_for(self) -> None:
        reply = await Conversation(await somebody()).say("change my wedding goal to 45 million")

        assert reply.failures == ()
        assert len(reply.answer.proposals) == 1

    async def test_the_account_that_was_asked_for_is_understood(self) -> None:
        talk = Conversation(await somebody())
        asked = await talk.say("setor 500rb ke tabungan nikah")
        assert asked.failures == ("name_needed",)
        names = cast("list[str]", asked.answer.rounds[-1].results[0].data["candidates"])

        reply = await talk.say(names[0])

        assert reply.calls[-1].arguments == {"goal": "nikah", "set_aside": 500_000, "account": names[0]}
        assert reply.failures == ()

    async def test_an_account_that_nobody_keeps_is_looked_for_by_its_word(self) -> None:
        reply = await Conversation(await somebody()).say("did i pay bibit in november")

        assert reply.calls[-1].arguments["text"] == "bibit"
        assert "account" not in reply.calls[-1].arguments


def stream_of(*history: HistoryItem, tools: Sequence[str] = (), language: Language = "id") -> TurnRequest:
    """A request as a turn would make it on 22 November 2026."""
    declared = tuple(
        ToolDeclaration(name=name, description=Words(name, name), parameters={"type": "object"})
        for name in tools
    )
    return TurnRequest(system="Hari ini 2026-11-22.", history=history, tools=declared, language=language)


async def events_of(request: TurnRequest) -> list[AdvisorEvent]:
    return [event async for event in OfflineAdvisor().stream(request)]


def text_of(events: Sequence[AdvisorEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


CALL = ToolCall(id="1", name="financial_snapshot", arguments={})
ASKED = UserSaid(text="gajiku berapa")


class TestStream:
    async def test_asks_for_the_tool_and_stops(self) -> None:
        events = await events_of(stream_of(ASKED, tools=["financial_snapshot"]))

        assert [event.name for event in events if isinstance(event, ToolCall)] == ["financial_snapshot"]
        assert events[-1] == Finished(reason=FinishReason.WANTS_TOOLS)

    async def test_is_the_same_every_time(self) -> None:
        request = stream_of(ASKED, tools=["financial_snapshot"])

        assert await events_of(request) == await events_of(request)

    async def test_ends_once_and_uses_no_tokens(self) -> None:
        events = await events_of(stream_of(UserSaid(text="halo")))

        assert [event for event in events if isinstance(event, Finished)] == events[-1:]
        assert [event for event in events if isinstance(event, Usage)] == [
            Usage(input_tokens=0, output_tokens=0)
        ]

    async def test_says_so_when_the_data_cannot_be_read(self) -> None:
        failed = ToolResult(
            call_id="1",
            name="financial_snapshot",
            failure=ToolFailure(code="database_unavailable", hint=""),
        )

        events = await events_of(stream_of(ASKED, ToolRound(calls=(CALL,), results=(failed,))))

        assert CANNOT_READ.id in text_of(events)

    async def test_answers_without_tools_as_well(self) -> None:
        events = await events_of(stream_of(ASKED))

        assert CANNOT_READ.id in text_of(events)
        assert events[-1] == Finished(reason=FinishReason.ANSWERED)

    async def test_takes_over_what_another_advisor_asked(self) -> None:
        fact = income().model_copy(update={"id": "snapshot.monthly_income"})
        asked = ToolRound(
            calls=(CALL,), results=(ToolResult(call_id="1", name="financial_snapshot", facts=(fact,)),)
        )

        events = await events_of(stream_of(ASKED, asked, tools=["financial_snapshot"]))

        assert "Rp5.000.000" in text_of(events)

    async def test_leaves_out_what_its_check_objects_to(self) -> None:
        fact = income().model_copy(update={"id": "snapshot.monthly_income"})
        more = fact.model_copy(update={"id": "snapshot.monthly_expenses", "value": 4_000_000})
        found = ToolResult(call_id="1", name="financial_snapshot", facts=(fact, more))
        draft = AdvisorSaid(text=f"Gajimu Rp5.000.000.\n\n{SIGNATURE.id}")
        request = stream_of(
            ASKED,
            ToolRound(calls=(CALL,), results=(found,)),
            draft,
            CheckerSaid(text="Rp4.000.000 tidak cocok"),
        )

        said = text_of(await events_of(request))

        assert "Rp5.000.000" in said
        assert "4.000.000" not in said
        assert SIGNATURE.id in said

    @settings(max_examples=150, deadline=None)
    @given(message=st.text(max_size=400), language=st.sampled_from(LANGUAGES))
    async def test_never_fails(self, message: str, language: Language) -> None:
        request = stream_of(UserSaid(text=message), tools=["budget_month"], language=language)

        assert isinstance((await events_of(request))[-1], Finished)
