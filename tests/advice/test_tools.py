"""The toolbox: tools run side by side, what goes wrong is data with a hint, and results are small."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest
from pydantic import Field, JsonValue

from shared.advice.capping import LARGEST_DATA, LONGEST_TEXT, MOST_FACTS, capped, plain
from shared.advice.events import Card, CardFigure, ProposalOffered
from shared.advice.relevance import PersonState, Serves
from shared.advice.tools import (
    MOST_CALLS,
    UNKNOWN_NAME,
    Explained,
    Findings,
    NoArguments,
    Outcome,
    Tool,
    Toolbox,
    ToolSetting,
)
from shared.domain.budget.facts import SnapshotFacts
from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.domain.conversation.model import FactUnit, SessionType
from shared.domain.requests import DatabaseUnavailable
from shared.domain.values import Value
from shared.errors import Conflict, FieldProblem, InvalidInput
from shared.gateways.advisor.protocol import Remark, ToolCall, ToolDeclaration
from shared.words import Language, Words
from tests.builders.facts import NOON, a_fact, income
from tests.builders.proposals import later


class Counted(Value):
    """A tool's arguments."""

    number: int = Field(strict=True, ge=1)
    items: tuple["Inner", ...] = ()


class Inner(Value):
    """Something inside."""

    name: str


class AnyTool:
    """Does what a test says."""

    purpose = Words(id="Melihat", en="Looking")

    def __init__(self, does: Callable[[Mapping[str, JsonValue]], Any], name: str = "any") -> None:
        self._does = does
        self.declaration = ToolDeclaration(
            name=name, description=Words("Apa saja", "Anything"), parameters=NoArguments.model_json_schema()
        )

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Do it."""
        answer = self._does(arguments)
        return await answer if asyncio.iscoroutine(answer) else answer


class Unclear(InvalidInput, Explained):
    """Says what could be meant."""

    code = "unclear"
    says = Words(id="Yang mana?", en="Which one?")

    def __init__(self) -> None:
        super().__init__()
        self.data = {"candidates": ["satu", "dua\u202e"]}


def raising(error: Exception) -> AnyTool:
    def fail(arguments: Mapping[str, JsonValue]) -> Findings:
        raise error

    return AnyTool(fail)


async def outcome_of(
    tool: Tool, arguments: dict[str, JsonValue] | None = None, language: Language = "id"
) -> Outcome:
    call = ToolCall(id="1", name="any", arguments=arguments or {})
    (outcome,) = await Toolbox([tool]).run_all([call], setting=ToolSetting(now=NOON, language=language))
    return outcome


async def hint_of(
    tool: Tool, arguments: dict[str, JsonValue] | None = None, language: Language = "id"
) -> Any:
    return (await outcome_of(tool, arguments, language)).result.failure


class TestFailures:
    async def test_wrong_arguments_are_named_with_what_is_wrong(self) -> None:
        tool = AnyTool(lambda told: Findings(data=Counted.model_validate(told).model_dump(mode="json")))

        failure = await hint_of(tool, {"number": 0, "items": [{"name": 5}], "user_id": "x"}, "en")

        assert failure.code == "wrong_arguments"
        assert "number: Must be 1 or more." in failure.hint
        assert "items/0/name: Must be text." in failure.hint
        assert "user_id: This field is unknown." in failure.hint

    async def test_a_refusal_names_the_argument_it_points_at(self) -> None:
        problem = FieldProblem("/scenarios/0/changes/1/from", Words("Terlalu awal.", "Too early."))

        failure = await hint_of(raising(InvalidInput(problem)), language="en")

        assert failure.code == "invalid_input"
        assert "scenarios/0/changes/1/from: Too early." in failure.hint
        assert "do not guess" in failure.hint

    async def test_a_conflict_is_told_in_its_own_words(self) -> None:
        failure = await hint_of(raising(Conflict()))

        assert failure.hint.startswith("Ini tidak bisa dilakukan pada keadaan sekarang.")

    async def test_an_outage_says_that_nothing_can_be_read(self) -> None:
        failure = await hint_of(raising(DatabaseUnavailable()))

        assert failure.code == "database_unavailable"
        assert "belum bisa dibaca sekarang" in failure.hint

    async def test_what_could_be_meant_comes_as_data(self) -> None:
        result = (await outcome_of(raising(Unclear()))).result

        assert result.failure is not None
        assert result.data == {"candidates": ["satu", "dua"]}

    async def test_a_broken_tool_takes_nothing_from_the_others(self) -> None:
        def breaks(arguments: Mapping[str, JsonValue]) -> Findings:
            raise ZeroDivisionError("kata sandi 123")

        toolbox = Toolbox([AnyTool(breaks), AnyTool(lambda _: Findings(facts=(income(),)), name="fine")])
        calls = [ToolCall(id=name, name=name, arguments={}) for name in ("any", "fine")]

        broken, fine = await toolbox.run_all(calls, setting=ToolSetting(now=NOON, language="id"))

        assert broken.result.failure is not None
        assert broken.result.failure.code == "internal_error"
        assert "123" not in broken.result.failure.hint
        assert fine.result.facts == (income(),)

    async def test_a_tool_that_hangs_ends_as_a_failure_of_its_own(self) -> None:
        hangs = AnyTool(lambda _: asyncio.Event().wait(), "hangs")
        works = AnyTool(lambda _: Findings(facts=(income(),)), "works")
        box = Toolbox([hangs, works], patience=0)

        slow, fine = await box.run_all(
            [ToolCall(id="1", name="hangs", arguments={}), ToolCall(id="2", name="works", arguments={})],
            setting=ToolSetting(now=NOON, language="id"),
        )

        assert slow.result.failure is not None
        assert (slow.result.failure.code, fine.result.failure) == ("too_slow", None)

    async def test_no_more_run_at_once_than_an_answer_needs(self) -> None:
        ran: list[int] = []
        box = Toolbox([AnyTool(lambda _: ran.append(1) or Findings())])
        calls = [ToolCall(id=str(number), name="any", arguments={}) for number in range(1000)]

        outcomes = await box.run_all(calls, setting=ToolSetting(now=NOON, language="id"))

        failures = [outcome.result.failure and outcome.result.failure.code for outcome in outcomes]
        assert (len(ran), failures) == (MOST_CALLS, [None] * MOST_CALLS + ["too_many_calls"] * 992)
        assert [outcome.result.call_id for outcome in outcomes] == [call.id for call in calls]

    def test_a_name_that_a_model_made_up_is_not_shown(self) -> None:
        box = Toolbox([AnyTool(lambda _: Findings())])

        assert (box.shown_name("any"), box.purpose("any", "id")) == ("any", "Melihat")
        assert (box.shown_name("evil.example"), box.purpose("evil.example", "en")) == (
            UNKNOWN_NAME,
            "An unknown tool",
        )

    async def test_an_unknown_tool_is_told_which_there_are(self) -> None:
        toolbox = Toolbox([AnyTool(lambda _: Findings())])
        call = ToolCall(id="1", name="drop_tables", arguments={})

        (outcome,) = await toolbox.run_all([call], setting=ToolSetting(now=NOON, language="id"))

        assert outcome.result.failure is not None
        assert (outcome.result.failure.code, "any" in outcome.result.failure.hint) == ("unknown_tool", True)


class TestArguments:
    async def test_whole_numbers_come_as_such_and_nulls_not_at_all(self) -> None:
        seen: list[Mapping[str, JsonValue]] = []
        tool = AnyTool(lambda told: seen.append(told) or Findings())

        await outcome_of(
            tool, {"price": 18_000_000.0, "rate": 0.5, "month": None, "in": [{"a": None, "b": 2.0}]}
        )

        assert seen == [{"price": 18_000_000, "rate": 0.5, "in": [{"b": 2}]}]
        assert isinstance(seen[0]["price"], int)


class TestRunning:
    async def test_is_side_by_side_and_answers_in_the_order_of_the_calls(self) -> None:
        both = asyncio.Barrier(2)

        async def meet(_: Mapping[str, JsonValue]) -> Findings:
            await both.wait()
            return Findings()

        toolbox = Toolbox([AnyTool(meet, name="one"), AnyTool(meet, name="two")])
        calls = [ToolCall(id=name, name=name, arguments={}) for name in ("two", "one")]

        async with asyncio.timeout(5):
            outcomes = await toolbox.run_all(calls, setting=ToolSetting(now=NOON, language="id"))

        assert [outcome.result.call_id for outcome in outcomes] == ["two", "one"]

    async def test_cards_and_proposals_are_for_the_person_and_not_for_the_model(self) -> None:
        figure = CardFigure(fact_id="a", label="A", value=1, unit=FactUnit.RUPIAH, text="Rp1")
        card = Card(title="Kartu", figures=(figure,))
        offered = ProposalOffered(id=uuid4(), tool="any", summary="Catat", expires_at=later(10))

        outcome = await outcome_of(AnyTool(lambda _: Findings(cards=(card,), proposal=offered)))

        assert (outcome.cards, outcome.proposal) == ((card,), offered)
        assert "Kartu" not in outcome.result.model_dump_json()


class TestCaps:
    async def test_facts_and_remarks_are_limited_and_each_fact_is_told_once(self) -> None:
        facts = tuple(a_fact(f"fact.{number % 200}", number) for number in range(300))
        remarks = tuple(Remark(code="x", text="y" * 5_000) for _ in range(100))

        result = (await outcome_of(AnyTool(lambda _: Findings(facts=facts, remarks=remarks)))).result

        assert len(result.facts) <= MOST_FACTS
        assert len({fact.id for fact in result.facts}) == len(result.facts)
        assert len(result.remarks) == 20
        assert max(len(remark.text) for remark in result.remarks) <= 600

    def test_holds_nothing_that_could_be_opened(self) -> None:
        told = capped({"goal": "Nikah [undangan](https://kita.online)", "category": "wants.coffee"})

        assert told == {"goal": "Nikah (undangan)(kita online)", "category": "wants.coffee"}

    def test_text_that_people_wrote_is_cleaned_and_cut(self) -> None:
        told = capped({"merchant": "Kopi\u202e\u0000\nTuku" + "x" * 500, "note": None, "n": 3, "ok": True})

        merchant = told["merchant"]
        assert isinstance(merchant, str)
        assert merchant.startswith("Kopi Tuku")
        assert len(merchant) == LONGEST_TEXT
        assert told["note"] is None
        assert (told["n"], told["ok"]) == (3, True)

    def test_long_lists_are_shortened_from_their_ends_until_all_fits(self) -> None:
        items: list[JsonValue] = [{"merchant": "x" * 190, "number": number} for number in range(500)]

        told = capped({"items": items, "count": 500})

        kept: Any = told["items"]
        assert len(str(told)) <= LARGEST_DATA * 1.1
        assert [each["number"] for each in kept] == list(range(len(kept)))
        assert kept
        assert (told["cut"], told["count"]) == (True, 500)

    def test_data_without_lists_that_is_too_large_is_left_out(self) -> None:
        assert capped({str(number): "x" * 150 for number in range(500)}) == {"cut": True}

    @pytest.mark.parametrize(
        ("text", "expected"), [("  a \n b ", "a b"), ("\u200b", None), (None, None), ("", None)]
    )
    def test_plain_text_is_on_one_line(self, text: str | None, expected: str | None) -> None:
        assert plain(text) == expected


def may_owe(state: PersonState) -> bool:
    return state.may_owe


class TestRelevance:
    def box(self) -> Toolbox:
        return Toolbox(
            [AnyTool(lambda _: Findings(), name=name) for name in ("everywhere", "budgets", "owing")],
            serves={
                "budgets": Serves(frozenset({SessionType.BUDGET_HELP})),
                "owing": Serves(when=may_owe),
            },
        )

    def names(self, box: Toolbox) -> list[str]:
        return [declaration.name for declaration in box.declarations]

    def setting(self, session_type: SessionType | None = None, **state: bool) -> ToolSetting:
        return ToolSetting(now=NOON, language="id", session_type=session_type, state=PersonState(**state))

    def test_a_turn_is_offered_what_serves_its_type_and_state(self) -> None:
        box = self.box()

        assert self.names(box.for_turn(self.setting())) == ["everywhere", "budgets", "owing"]
        general = self.setting(SessionType.GENERAL)
        assert self.names(box.for_turn(general)) == ["everywhere", "owing"]
        free = self.setting(SessionType.BUDGET_HELP, may_owe=False)
        assert self.names(box.for_turn(free)) == ["everywhere", "budgets"]
        assert self.names(box.for_turn(self.setting(), among={"owing", "unheard_of"})) == ["owing"]

    async def test_what_is_not_offered_cannot_be_called(self) -> None:
        box = self.box().for_turn(self.setting(SessionType.GENERAL))
        call = ToolCall(id="1", name="budgets", arguments={})

        (outcome,) = await box.run_all([call], setting=self.setting())

        assert outcome.result.failure is not None
        assert outcome.result.failure.code == "unknown_tool"

    @pytest.mark.parametrize(
        ("told", "may_owe"),
        [
            ({}, True),
            ({"current_debt": 0}, False),
            ({"liabilities": []}, False),
            ({"current_debt": 5}, True),
            ({"current_debt": None, "liabilities": [{"kind": "PAWN", "name": "Emas", "balance": 1}]}, True),
        ],
    )
    def test_only_who_said_so_owes_nothing(self, told: dict[str, Any], may_owe: bool) -> None:
        record = FinancialRecord(data=FinancialData.model_validate(told))

        assert PersonState.of(SnapshotFacts(record=record)).may_owe is may_owe
        assert PersonState.of(SnapshotFacts(record=record, keeps_debts=True)).may_owe is False

    def test_who_keeps_no_account_and_no_month_has_no_transactions(self) -> None:
        assert PersonState.of(SnapshotFacts()).may_have_transactions is False
