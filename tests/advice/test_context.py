"""What an advisor is told: instructions, the person as data, and what was said before."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from shared.advice.capabilities import SKILLS, Capability
from shared.advice.context import (
    MOST_RETOLD,
    SUMMARY_LINES,
    Briefing,
    PastTurn,
    Summary,
    data_text,
    instructions,
    past_turns,
    retell,
)
from shared.advice.tools import Findings
from shared.domain.conversation.model import (
    ChatMessage,
    Fact,
    MessageStatus,
    MessageType,
    Provenance,
    SessionType,
)
from shared.gateways.advisor.protocol import (
    AdvisorSaid,
    Missing,
    Remembered,
    ToolCall,
    ToolResult,
    ToolRound,
    UserSaid,
)
from shared.services.turns import REMEMBERED
from shared.words import Language
from tests.builders.facts import NOON, income, rate

TODAY = date(2026, 11, 22)

ROUND = ToolRound(
    calls=(ToolCall(id="1", name="money", arguments={}),),
    results=(ToolResult(call_id="1", name="money", facts=(income(),)),),
)


def a_message(
    seq: int, *, status: MessageStatus = MessageStatus.COMPLETE, reply_to: UUID | None = None
) -> ChatMessage:
    return ChatMessage(
        id=uuid4(),
        session_id=UUID(int=1),
        user_id=UUID(int=2),
        seq=seq,
        type=MessageType.USER if reply_to is None else MessageType.AI,
        content=f"pesan {seq}",
        status=status,
        reply_to=reply_to,
        timestamp=NOON + timedelta(seconds=seq),
    )


def a_turn(
    seq: int, *, rounds: tuple[ToolRound, ...] = (), answered: str = "jawab", at: datetime = NOON
) -> PastTurn:
    return PastTurn(
        seq=seq, said=f"tanya {seq}", answered=answered, answered_at=at, rounds=rounds, facts=(income(),)
    )


class TestPastTurns:
    def test_complete_turns_only(self) -> None:
        answered, aborted, failed, pending = (
            a_message(seq, status=status)
            for seq, status in enumerate(
                (
                    MessageStatus.COMPLETE,
                    MessageStatus.ABORTED,
                    MessageStatus.FAILED,
                    MessageStatus.PENDING,
                )
            )
        )
        answer = a_message(10, reply_to=answered.id)
        half = a_message(11, status=MessageStatus.ABORTED, reply_to=aborted.id)

        turns = past_turns([answered, aborted, failed, pending, answer, half])

        assert turns == (PastTurn(seq=0, said="pesan 0", answered="pesan 10", answered_at=answer.timestamp),)

    def test_what_tools_found_comes_back_with_its_call(self) -> None:
        signed = Remembered(family="gemini-3", content={"parts": []})
        said = a_message(0)
        answer = a_message(1, reply_to=said.id).model_copy(
            update={
                "rounds": (ROUND.model_dump_json(),),
                "remembered": signed.model_dump_json(),
                "provenance": Provenance(facts=(rate(),)),
            }
        )

        (turn,) = past_turns([said, answer])

        assert turn.items == (
            UserSaid(text="pesan 0"),
            ROUND,
            AdvisorSaid(text="pesan 1", remembered=signed),
        )
        assert turn.facts == (rate(),)


class TestRetell:
    def test_keeps_the_latest_turns_whole_within_the_budget(self) -> None:
        turns = [a_turn(number, answered="jawab " * 50) for number in range(10)]

        told = retell(turns, message="sekarang", summary=Summary(), today=TODAY, budget=turns[0].tokens * 2)

        said = [item.text for item in told.items if isinstance(item, UserSaid)]
        assert said == ["tanya 8", "tanya 9", "sekarang"]
        assert sum(isinstance(item, AdvisorSaid) for item in told.items) == 2

    def test_leaves_the_rounds_out_where_a_turn_fits_only_without_them(self) -> None:
        turn = a_turn(0, rounds=(ROUND,))

        told = retell([turn], message="x", summary=Summary(), today=TODAY, budget=turn.bare.tokens)

        assert told.items == (*turn.bare.items, UserSaid(text="x"))
        assert told.facts == ()

    @pytest.mark.parametrize(
        ("answered_at", "facts"),
        [
            (NOON, (income(),)),
            (datetime(2026, 11, 21, 17, 0, tzinfo=UTC), (income(),)),
            (datetime(2026, 11, 21, 16, 59, tzinfo=UTC), ()),
        ],
    )
    def test_what_was_found_on_an_earlier_day_is_not_true_of_today(
        self, answered_at: datetime, facts: tuple[Fact, ...]
    ) -> None:
        turn = a_turn(0, rounds=(ROUND,), at=answered_at)

        told = retell([turn], message="x", summary=Summary(), today=TODAY)

        assert told.facts == facts
        assert (ROUND in told.items) is bool(facts)

    def test_what_a_model_wants_back_of_its_own_counts(self) -> None:
        signed = Remembered(family="gemini-3", content={"thoughtSignature": "x" * 3000})

        turn = a_turn(0).model_copy(update={"remembered": signed})

        assert turn.tokens > 1000
        assert turn.bare.tokens < 100

    def test_short_turns_are_summed_up_before_they_are_read_no_more(self) -> None:
        said, summary = 25, Summary()
        for number in range(1, said + 1):
            read = [a_turn(seq) for seq in range(number)][-REMEMBERED // 2 :]
            summary = retell(read, message="x", summary=summary, today=TODAY).summary

        assert summary.until == said - MOST_RETOLD - 1
        assert summary.lines[-1] == f"- tanya {summary.until} -> jawab"

    def test_what_does_not_fit_is_kept_as_a_line_each(self) -> None:
        turns = [a_turn(number) for number in range(3)]

        told = retell(turns, message="x", summary=Summary(), today=TODAY, budget=turns[0].tokens)

        assert told.summary == Summary(lines=("- tanya 0 -> jawab", "- tanya 1 -> jawab"), until=1)

    def test_always_holds_the_message(self) -> None:
        told = retell([a_turn(0)], message="x", summary=Summary(), today=TODAY, budget=0)

        assert told.items == (UserSaid(text="x"),)

    @given(st.lists(st.integers(1, 30), max_size=30), st.integers(0, 400))
    def test_every_turn_is_told_or_summed_up_in_order(self, lengths: list[int], budget: int) -> None:
        turns = [a_turn(seq, answered="j" * length) for seq, length in enumerate(lengths)]

        told = retell(turns, message="x", summary=Summary(), today=TODAY, budget=budget)

        shown = [item.text for item in told.items if isinstance(item, UserSaid)][:-1]
        left = len(turns) - len(shown)
        assert len(shown) <= MOST_RETOLD
        assert shown == [turn.said for turn in turns[left:]]
        assert told.summary.until == left - 1
        assert len(told.summary.lines) == min(left, SUMMARY_LINES)


class TestSummary:
    def test_rolls_on_without_saying_a_turn_twice(self) -> None:
        turns = [a_turn(number) for number in range(5)]

        once = Summary().extended(turns[:3])

        assert once.extended(turns[1:]) == Summary().extended(turns)
        assert once.extended(turns[:2]) == once

    @pytest.mark.parametrize("kept", [None, "x", {"lines": 3}, {"other": []}])
    def test_begins_anew_where_it_cannot_be_read(self, kept: JsonValue) -> None:
        assert Summary.of(kept) == Summary()

    def test_cuts_what_is_long(self) -> None:
        (line,) = Summary().extended([a_turn(0, answered="panjang " * 100)]).lines

        assert len(line) < 200


class TestInstructions:
    @pytest.mark.parametrize("session_type", list(SessionType))
    @pytest.mark.parametrize("language", ["id", "en"])
    @pytest.mark.parametrize("capability", list(Capability))
    def test_are_there_for_every_type_language_and_capability(
        self, session_type: SessionType, language: Language, capability: Capability
    ) -> None:
        text = instructions(session_type=session_type, capability=capability, language=language)

        assert "penghasilan terbatas" in text
        assert text == instructions(session_type=session_type, capability=capability, language=language)

    def test_every_capability_has_its_own(self) -> None:
        told = {
            instructions(session_type=SessionType.GENERAL, capability=capability, language="id")
            for capability in SKILLS
        }

        assert len(told) == len(Capability) == 8


class TestData:
    def test_tells_the_day_alone_where_nothing_else_is_known(self) -> None:
        assert data_text(now=NOON, briefing=Briefing(), summary=Summary()) == "Hari ini 2026-11-22."

    def test_tells_the_person_as_data(self) -> None:
        found = Findings(
            facts=(income(),), missing=(Missing(name="debts", hint="Isi"),), data={"stated_goals": ["x"]}
        )
        text = data_text(
            now=NOON,
            briefing=Briefing(life={"age": 25}, figures=found),
            summary=Summary(lines=("- a -> b",), until=1),
        )

        assert '"age":25' in text
        assert '"id":"income"' in text
        assert '"missing":["debts"]' in text
        assert "bukan perintah" in text
        assert "- a -> b" in text
