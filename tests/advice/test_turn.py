"""A turn: tools run, figures are checked, and there is always an answer that stands on facts."""

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from uuid import UUID

import pytest
from pydantic import JsonValue

from shared.advice.events import (
    AdvisorChanged,
    AnswerRestarted,
    AnswerText,
    Card,
    CardFigure,
    ProposalOffered,
    ToolFinished,
    ToolStarted,
)
from shared.advice.model import Answer, TurnEvent, TurnSetting
from shared.advice.policy.words import disclaimer
from shared.advice.template import NOTHING_KNOWN
from shared.advice.tools import Findings, NoArguments, Tool, Toolbox, ToolSetting
from shared.advice.turn import BY_RULE, DEADLINE, MAX_ROUNDS, SPARED, Turn
from shared.domain.conversation.model import FactUnit
from shared.errors import Unavailable
from shared.gateways.advisor.protocol import (
    AdvisorFailure,
    AdvisorSaid,
    AdvisorUnavailable,
    CheckerSaid,
    Remembered,
    ToolDeclaration,
    ToolRound,
    Usage,
    UserSaid,
)
from shared.words import Words
from tests.builders.facts import NOON, income, rate
from tests.fakes.chat import ScriptedAdvisor, calls, says


class MoneyTool:
    """Knows an income and a savings rate, unless the database is down."""

    purpose = Words(id="Membaca pemasukan", en="Reading income")
    declaration = ToolDeclaration(
        name="money", description=Words("Pemasukan", "Income"), parameters=NoArguments.model_json_schema()
    )

    def __init__(self, *, down: bool = False, hangs: asyncio.Event | None = None) -> None:
        self.down = down
        self.hangs = hangs

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """The two facts."""
        NoArguments.model_validate(arguments)
        if self.hangs is not None:
            await self.hangs.wait()
        if self.down:
            raise Unavailable
        return Findings(facts=(income(), rate()))


def a_turn(
    *advisors: ScriptedAdvisor,
    tools: tuple[Tool, ...] | None = None,
    message: str = "Gajiku?",
    deadline: float = DEADLINE,
) -> Turn:
    setting = TurnSetting(history=(UserSaid(text=message),), tools=ToolSetting(now=NOON, language="id"))
    toolbox = Toolbox((MoneyTool(),) if tools is None else tools)
    return Turn(advisors=advisors, toolbox=toolbox, setting=setting, deadline=deadline)


async def run(turn: Turn) -> tuple[list[TurnEvent], Answer]:
    events = [event async for event in turn.run()]
    answer = events[-1]
    assert isinstance(answer, Answer)
    return events, answer


def text_of(events: list[TurnEvent]) -> str:
    """What a client shows in the end."""
    shown = ""
    for event in events:
        if isinstance(event, AnswerRestarted):
            shown = ""
        elif isinstance(event, AnswerText):
            shown += event.text
    return shown


class TestTools:
    async def test_runs_what_the_advisor_asks_for_and_hands_it_back(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Gajimu Rp5.000.000."))

        events, answer = await run(a_turn(advisor))

        assert events[:2] == [
            ToolStarted(call_id="call-money", name="money", purpose="Membaca pemasukan"),
            ToolFinished(call_id="call-money", name="money", failure=None),
        ]
        handed_back = advisor.requests[1].history[-1]
        assert isinstance(handed_back, ToolRound)
        assert [fact.id for fact in handed_back.results[0].facts] == ["income", "rate"]
        assert answer.tools == ("money",)
        assert answer.fact_ids == ("income",)

    async def test_shows_no_tool_by_a_name_that_could_be_opened(self) -> None:
        advisor = ScriptedAdvisor(calls("https://hadiah.vip"), says("Baik."))

        events, answer = await run(a_turn(advisor))

        started, finished, *_ = events
        assert isinstance(started, ToolStarted)
        assert isinstance(finished, ToolFinished)
        assert (started.name, finished.name) == ("unknown_tool", "unknown_tool")
        assert "hadiah.vip" not in started.purpose
        assert answer.tools == ("unknown_tool",)

    async def test_keeps_calls_and_results_together_and_in_order(self) -> None:
        advisor = ScriptedAdvisor(calls("money", "money"), says("Baik."))

        await run(a_turn(advisor))

        handed_back = advisor.requests[1].history[-1]
        assert isinstance(handed_back, ToolRound)
        asked = [call.id for call in handed_back.calls]
        assert [result.call_id for result in handed_back.results] == asked

    async def test_tells_the_advisor_when_a_tool_fails(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Datamu belum bisa dibaca."))

        events, answer = await run(a_turn(advisor, tools=(MoneyTool(down=True),)))

        assert ToolFinished(call_id="call-money", name="money", failure="unavailable") in events
        handed_back = advisor.requests[1].history[-1]
        assert isinstance(handed_back, ToolRound)
        failure = handed_back.results[0].failure
        assert failure is not None
        assert "jangan menebak" in failure.hint
        assert answer.content == "Datamu belum bisa dibaca."

    @pytest.mark.parametrize(
        ("name", "shown", "arguments", "code"),
        [
            ("transfer_money", "unknown_tool", {}, "unknown_tool"),
            ("money", "money", {"user_id": "somebody-else"}, "wrong_arguments"),
        ],
    )
    async def test_refuses_tools_and_arguments_that_do_not_exist(
        self, name: str, shown: str, arguments: dict[str, JsonValue], code: str
    ) -> None:
        advisor = ScriptedAdvisor(calls(name, arguments=arguments), says("Baik."))

        events, _ = await run(a_turn(advisor))

        assert ToolFinished(call_id=f"call-{name}", name=shown, failure=code) in events

    async def test_ends_endless_calling_with_an_answer(self) -> None:
        advisor = ScriptedAdvisor(calls("money"))

        _, answer = await run(a_turn(advisor))

        assert len(advisor.requests) == MAX_ROUNDS
        assert [bool(request.tools) for request in advisor.requests] == [True] * (MAX_ROUNDS - 1) + [False]
        assert "Rp5.000.000" in answer.content
        assert answer.confidence == 1

    async def test_sets_words_before_a_call_apart(self) -> None:
        advisor = ScriptedAdvisor(calls("money", first="Sebentar ya."), says("Gajimu Rp5 juta."))

        events, answer = await run(a_turn(advisor))

        assert answer.content == "Sebentar ya.\n\nGajimu Rp5 juta."
        assert text_of(events) == answer.content


class TestFigures:
    async def test_lets_sentences_through_as_they_come(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Gajimu Rp5.0", "00.000. Kamu ", "sisakan 15%."))

        events, answer = await run(a_turn(advisor))

        pieces = [event.text for event in events if isinstance(event, AnswerText)]
        assert pieces == ["Gajimu Rp5.000.000.", " Kamu sisakan 15%."]
        assert [figure.text for figure in answer.provenance.figures] == ["Rp5.000.000", "15%"]

    async def test_never_shows_an_invented_figure_and_has_it_put_right(self) -> None:
        advisor = ScriptedAdvisor(
            calls("money"), says("Hai. ", "Gajimu Rp7 juta. ", "Bagus."), says("Gajimu Rp5 juta.")
        )

        events, answer = await run(a_turn(advisor))

        assert not any(isinstance(event, AnswerText) and "7 juta" in event.text for event in events)
        assert AnswerRestarted() in events
        assert text_of(events) == answer.content == "Gajimu Rp5 juta."
        said, correction = advisor.requests[-1].history[-2:]
        assert isinstance(said, AdvisorSaid)
        assert isinstance(correction, CheckerSaid)
        assert "Rp7 juta" in correction.text
        assert (answer.first_confidence, answer.confidence) == (0, 1)

    async def test_falls_back_to_the_facts_when_it_is_not_put_right(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Gajimu Rp7 juta."))

        events, answer = await run(a_turn(advisor))

        assert len(advisor.requests) == 3
        assert "Rp7" not in text_of(events)
        assert "- income: Rp5.000.000" in answer.content
        assert answer.confidence == 1

    async def test_falls_back_to_the_facts_when_nobody_comes_to_put_it_right(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Gajimu Rp7 juta."), [AdvisorUnavailable()])

        _, answer = await run(a_turn(advisor))

        assert "- income: Rp5.000.000" in answer.content

    async def test_says_that_nothing_is_certain_without_facts(self) -> None:
        advisor = ScriptedAdvisor(says("Gajimu Rp7 juta."))

        _, answer = await run(a_turn(advisor))

        assert answer.content == NOTHING_KNOWN.id
        assert answer.confidence is None

    async def test_may_repeat_what_the_person_wrote(self) -> None:
        advisor = ScriptedAdvisor(says("Oke, target 2 juta sebulan."))

        _, answer = await run(a_turn(advisor, message="Mau nabung 2 juta sebulan"))

        assert answer.content == "Oke, target 2 juta sebulan."
        assert answer.fact_ids == ("message.1",)

    async def test_waits_for_the_figures_that_a_sum_rests_on(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Setahun Rp60 juta. ", "Sebulan Rp5 juta."))

        events, answer = await run(a_turn(advisor))

        assert text_of(events) == answer.content == "Setahun Rp60 juta. Sebulan Rp5 juta."

    async def test_answers_when_the_advisor_says_nothing(self) -> None:
        _, answer = await run(a_turn(ScriptedAdvisor(says())))

        assert answer.content == NOTHING_KNOWN.id


class TestUsage:
    async def test_adds_up_the_tokens_of_all_rounds(self) -> None:
        advisor = ScriptedAdvisor([*says()[:-1], *calls("money")], says("Gajimu Rp7 juta."), says("Baik."))

        _, answer = await run(a_turn(advisor))

        assert (answer.used.input_tokens, answer.used.output_tokens) == (30, 15)


class TestEndings:
    async def test_cancels_the_advisor_when_nobody_listens_any_more(self) -> None:
        never = asyncio.Event()
        advisor = ScriptedAdvisor([*says("Hai. ", "Apa kabar?")[:2], never])

        async with aclosing(a_turn(advisor).run()) as events:
            first = await anext(events)

        assert first == AnswerText(text="Hai.")
        assert advisor.cancelled == 1

    async def test_passes_on_that_the_advisor_is_unavailable(self) -> None:
        with pytest.raises(AdvisorUnavailable):
            await run(a_turn(ScriptedAdvisor([AdvisorUnavailable()])))

    @pytest.mark.parametrize("slow", ["advisor", "tool"])
    async def test_does_not_wait_for_ever(self, slow: str) -> None:
        never = asyncio.Event()
        advisor = ScriptedAdvisor([never]) if slow == "advisor" else ScriptedAdvisor(calls("money"))
        tools = (MoneyTool(hangs=never),)

        with pytest.raises(AdvisorUnavailable):
            await run(a_turn(advisor, tools=tools, deadline=0.01))


class OtherAdvisor(ScriptedAdvisor):
    """Takes over."""

    model = "other"


class CardTool(MoneyTool):
    """Shows a card and offers a proposal beside what it knows."""

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """The two facts, a card and a proposal."""
        found = await super().run(arguments, setting=setting)
        return found.model_copy(update={"cards": (CARD,), "proposal": OFFER})


CARD = Card(
    title="Gaji",
    figures=(
        CardFigure(fact_id="income", label="Gaji", value=5_000_000, unit=FactUnit.RUPIAH, text="Rp5.000.000"),
    ),
)
OFFER = ProposalOffered(id=UUID(int=7), tool="money", summary="Catat gaji", expires_at=NOON)


class TestHandover:
    async def test_another_advisor_answers_when_the_first_is_not_there(self) -> None:
        first = ScriptedAdvisor([AdvisorUnavailable(AdvisorFailure.NO_CONSENT)])
        second = OtherAdvisor(calls("money"), says("Gajimu Rp5.000.000."))

        events, answer = await run(a_turn(first, second))

        changed = events[0]
        assert isinstance(changed, AdvisorChanged)
        assert (changed.advisor, changed.reason) == ("other", "no_consent")
        assert "mengizinkan" in changed.message
        assert answer.model == "other"
        assert answer.replaced == ("scripted",)

    async def test_what_was_shown_is_taken_back_and_what_tools_found_is_kept(self) -> None:
        first = ScriptedAdvisor(
            calls("money"),
            [*says("Gajimu Rp5.000.000. Lalu ")[:1], AdvisorUnavailable(AdvisorFailure.BROKEN_STREAM)],
        )
        second = OtherAdvisor(says("Sebulan Rp5.000.000."))

        events, answer = await run(a_turn(first, second))

        assert text_of(events) == answer.content == "Sebulan Rp5.000.000."
        assert any(isinstance(event, AnswerRestarted) for event in events)
        handed = second.requests[0].history[-1]
        assert isinstance(handed, ToolRound)
        assert answer.fact_ids == ("income",)

    async def test_time_is_left_for_the_one_that_follows(self) -> None:
        first = ScriptedAdvisor([asyncio.Event()])
        second = OtherAdvisor(says("Halo."))

        _, answer = await run(a_turn(first, second, deadline=SPARED))

        assert answer.content == "Halo."
        assert first.cancelled == 1

    async def test_tokens_of_both_count(self) -> None:
        first = ScriptedAdvisor(
            [Usage(input_tokens=10, output_tokens=5), AdvisorUnavailable(AdvisorFailure.STALLED)]
        )
        said = says("Halo.")
        itself = next(event for event in said if isinstance(event, Usage))

        _, answer = await run(a_turn(first, OtherAdvisor(said)))

        assert answer.used.input_tokens == itself.input_tokens + 10
        assert answer.used.output_tokens == itself.output_tokens + 5


class TestRules:
    async def test_danger_is_met_by_rule_and_nobody_is_asked(self) -> None:
        advisor = ScriptedAdvisor(says("Tenang saja."))

        events, answer = await run(a_turn(advisor, message="aku mau bunuh diri"))

        assert advisor.requests == []
        assert "119" in answer.content
        assert text_of(events) == answer.content
        assert answer.model == BY_RULE

    async def test_help_follows_the_answer_in_debt_distress(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Gajimu Rp5.000.000."))

        events, answer = await run(a_turn(advisor, message="aku diteror debt collector"))

        assert answer.content.startswith("Gajimu Rp5.000.000.\n\n")
        assert "OJK 157" in answer.content
        assert text_of(events) == answer.content

    async def test_investing_comes_with_a_reminder(self) -> None:
        _, answer = await run(a_turn(ScriptedAdvisor(says("Reksa dana itu kumpulan dana."))))

        assert answer.content.endswith(disclaimer("id"))

    @pytest.mark.parametrize(
        "said",
        [
            "Lihat ![x](https://evil.example/?q=1) ya.",
            "Beli saham GOTO sekarang.",
            "Ini pasti untung.",
            "Kuncinya AIzaSyA1234567890abcdefghijklmnop.",
        ],
    )
    async def test_what_must_not_be_said_is_never_shown(self, said: str) -> None:
        advisor = ScriptedAdvisor(says(f"Halo. {said} Begitu."), says(said))

        events, answer = await run(a_turn(advisor))

        shown = "".join(event.text for event in events if isinstance(event, AnswerText))
        assert said not in shown
        assert said not in answer.content

    async def test_it_may_be_said_in_other_words(self) -> None:
        advisor = ScriptedAdvisor(says("Ini pasti untung."), says("Nilainya bisa naik dan turun."))

        _, answer = await run(a_turn(advisor))

        asked = advisor.requests[1].history[-1]
        assert isinstance(asked, CheckerSaid)
        assert "pasti untung" in asked.text
        assert answer.content == "Nilainya bisa naik dan turun."


class TestBesides:
    async def test_cards_and_proposals_are_told_and_kept(self) -> None:
        advisor = ScriptedAdvisor(calls("money"), says("Gajimu Rp5.000.000."))

        events, answer = await run(a_turn(advisor, tools=(CardTool(),)))

        assert events[2:4] == [CARD, OFFER]
        assert (answer.cards, answer.proposals) == ((CARD,), (OFFER,))

    async def test_rounds_and_what_the_model_remembers_are_kept(self) -> None:
        signed = Remembered(family="scripted", content={"parts": [{"thought_signature": "x"}]})
        final = Remembered(family="scripted", content={"parts": [{"text": "Baik."}]})
        advisor = ScriptedAdvisor([signed, *calls("money")], [*says("Baik.")[:-1], final, says("Baik.")[-1]])

        _, answer = await run(a_turn(advisor))

        assert [round_.remembered for round_ in answer.rounds] == [signed]
        assert answer.remembered == final

    async def test_figures_of_earlier_turns_may_be_said_again(self) -> None:
        setting = TurnSetting(
            history=(UserSaid(text="jadi berapa?"),),
            tools=ToolSetting(now=NOON, language="id"),
            facts=(income(),),
        )
        turn = Turn(
            advisors=(ScriptedAdvisor(says("Tadi Rp5.000.000.")),), toolbox=Toolbox(()), setting=setting
        )

        _, answer = await run(turn)

        assert answer.fact_ids == ("income",)
