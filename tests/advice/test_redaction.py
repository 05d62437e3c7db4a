"""Every text of a request loses what identifies people, and what comes of it gets it back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from shared.advice.prompts import reading
from shared.advice.redaction import (
    RestoredText,
    redact,
    redact_request,
    restore_call,
    restore_remembered,
)
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.domain.redaction.engine import Redactor
from shared.gateways.advisor.protocol import (
    AdvisorSaid,
    CheckerSaid,
    HistoryItem,
    Missing,
    Remark,
    Remembered,
    ToolCall,
    ToolDeclaration,
    ToolFailure,
    ToolResult,
    ToolRound,
    TurnRequest,
    UserSaid,
)
from shared.words import Words

NIK, PHONE, MAIL, ACCOUNT = "3273014112900001", "0812-3456-7890", "ayu@example.com", "1234567890"
SECRET = f"an. SITI AMINAH, utang sama fulano, {PHONE}, {MAIL}, rek {ACCOUNT}, NIK {NIK}"
TRACES = ("SITI", "Aminah", "fulano", "3456", MAIL, ACCOUNT, NIK)
KEPT = "Rp1.500.000 pada 2026-11-22"
PROMPTS = sorted(Path(reading.__file__).parent.rglob("*.md"))
SIGNATURE = "RWlnbmF0dXJlIDMyNzMwMTQxMTI5MDAwMDE=3273014112900001"


def a_fact() -> Fact:
    return Fact(
        id="debt.1",
        label=f"Utang {SECRET}",
        value=1_500_000,
        unit=FactUnit.RUPIAH,
        basis=Basis.DECLARED,
        formula=f"declared {SECRET}",
        as_of=datetime(2026, 11, 22, tzinfo=UTC),
    )


def a_result(**values: object) -> ToolResult:
    known: dict[str, object] = {"call_id": "call-0812-3456-7890", "name": "debts"}
    return ToolResult.model_validate(known | values)


def a_remembered() -> Remembered:
    parts: list[JsonValue] = [
        {"text": SECRET, "thoughtSignature": SIGNATURE},
        {"functionCall": {"id": "call-1", "name": "debts", "args": {"text": SECRET}}, "note": [SECRET]},
    ]
    return Remembered(family="gemini-3", content={"role": "model", "parts": parts})


def a_round(result: ToolResult) -> ToolRound:
    call = ToolCall(id="call-0812-3456-7890", name="debts", arguments={"text": SECRET, "least": 5})
    return ToolRound(text=SECRET, calls=(call,), results=(result,), remembered=a_remembered())


def a_tool(said: str) -> ToolDeclaration:
    parameters: dict[str, JsonValue] = {"type": "object", "properties": {"account": {"enum": [said]}}}
    return ToolDeclaration(
        name="debts", description=Words(f"Utang {said}", f"Debts {said}"), parameters=parameters
    )


def a_request(*history: HistoryItem, **values: object) -> TurnRequest:
    """A request whose values are as given and otherwise harmless."""
    known: dict[str, object] = {
        "system": KEPT,
        "history": history or (UserSaid(text=KEPT),),
        "language": "id",
    }
    return TurnRequest.model_validate(known | values)


MEMOS: dict[str, JsonValue] = {"rows": [{"memo": SECRET, "by": {f"{SECRET}.": 1}}], SECRET: "x"}
PLACES: dict[str, TurnRequest] = {
    "system": a_request(system=f"{SECRET} {KEPT}"),
    "message": a_request(UserSaid(text=SECRET)),
    "earlier answer": a_request(AdvisorSaid(text=SECRET, remembered=a_remembered()), UserSaid(text="Halo")),
    "checker": a_request(UserSaid(text="Halo"), CheckerSaid(text=SECRET)),
    "facts": a_request(a_round(a_result(facts=(a_fact(),)))),
    "remarks": a_request(a_round(a_result(remarks=(Remark(code="x", text=SECRET),)))),
    "missing": a_request(a_round(a_result(missing=(Missing(name=SECRET, hint=SECRET),)))),
    "failure": a_request(a_round(a_result(failure=ToolFailure(code="x", hint=SECRET)))),
    "data": a_request(a_round(a_result(data=MEMOS))),
    "tools": a_request(tools=(a_tool(SECRET), a_tool("x"))),
    "answer schema": a_request(answer_schema={"type": "object", "description": SECRET}),
}


class TestARequest:
    @pytest.mark.parametrize("place", PLACES)
    def test_holds_nothing_that_identifies_somebody(self, place: str) -> None:
        told = redact_request(PLACES[place], Redactor("id")).model_dump_json()

        # What is no text is given back as it came.
        told = told.replace(SIGNATURE, "").replace("call-0812-3456-7890", "")
        assert [trace for trace in TRACES if trace.lower() in told.lower()] == []

    @pytest.mark.parametrize("place", PLACES)
    def test_keeps_amounts_dates_ids_and_signatures(self, place: str) -> None:
        request = PLACES[place]

        told = redact_request(request, Redactor("id"))

        assert KEPT in told.model_dump_json() or place == "system"
        for before, after in zip(request.history, told.history, strict=True):
            if isinstance(before, ToolRound) and isinstance(after, ToolRound):
                assert [call.id for call in after.calls] == [call.id for call in before.calls]
                assert [result.call_id for result in after.results] == [before.results[0].call_id]
                assert after.calls[0].arguments["least"] == 5
                assert after.remembered is not None
                assert SIGNATURE in after.remembered.model_dump_json()

    def test_names_one_person_alike_in_all_its_texts_wherever_they_are_told_first(self) -> None:
        request = TurnRequest(
            system="Catatan: fulano dan Rudi",
            history=(
                AdvisorSaid(text="Utangmu ke Rudi Rp50.000."),
                UserSaid(text="pinjam ke temen namanya fulano 50rb"),
            ),
            language="id",
        )

        told = redact_request(request, Redactor("id"))

        assert told.system == "Catatan: [orang 2] dan [orang 1]"
        assert [item.text for item in told.history] == [
            "Utangmu ke [orang 1] Rp50.000.",
            "pinjam ke temen namanya [orang 2] 50rb",
        ]

    def test_is_the_same_again_in_the_next_round(self) -> None:
        redactor = Redactor("id")
        first = redact_request(PLACES["message"], redactor)

        longer = PLACES["message"].model_copy(
            update={"history": (*PLACES["message"].history, a_round(a_result(data={"memo": "Rudi"})))}
        )

        assert redact_request(longer, redactor).history[0] == first.history[0]

    def test_without_anybody_in_it_stays_as_it_is(self) -> None:
        request = TurnRequest(
            system=KEPT,
            history=(UserSaid(text="bayar listrik 350rb di Indomaret pakai BCA"),),
            tools=(a_tool("bulan ini"),),
            language="en",
        )

        assert redact_request(request, Redactor("en")) == request

    @pytest.mark.parametrize("file", PROMPTS, ids=lambda file: file.stem)
    def test_leaves_our_own_instructions_alone(self, file: Path) -> None:
        written = file.read_text("utf-8")

        assert redact(written, limit=100_000) == written


class TestWhatComesOfIt:
    def test_calls_mean_real_people_and_accounts(self) -> None:
        redactor = Redactor("id")
        redact_request(PLACES["message"], redactor)
        call = ToolCall(
            id="1",
            name="record",
            arguments={"text": "transfer ke [orang 2] 50rb", "rows": [{"to": "[rekening 1]"}]},
        )

        restored = restore_call(call, redactor)

        assert restored.arguments == {"text": "transfer ke Fulano 50rb", "rows": [{"to": ACCOUNT}]}

    def test_the_models_own_content_reads_without_marks_and_is_redacted_again(self) -> None:
        redactor = Redactor("id")
        redact_request(PLACES["message"], redactor)
        own = Remembered(
            family="gemini-3",
            content={"parts": [{"text": "Utang ke [orang 2]", "thoughtSignature": "[orang 2]"}]},
        )

        restored = restore_remembered(own, redactor)
        request = TurnRequest(
            system="", history=(AdvisorSaid(text="x", remembered=restored), UserSaid(text="y")), language="id"
        )
        again = redact_request(request, redactor).history[0]

        assert restored.content == {"parts": [{"text": "Utang ke Fulano", "thoughtSignature": "[orang 2]"}]}
        assert isinstance(again, AdvisorSaid)
        assert again.remembered == own

    def test_a_name_in_an_argument_is_somebodys_and_that_of_a_call_is_ours(self) -> None:
        redactor = Redactor("id")
        redact_request(PLACES["message"], redactor)
        call: JsonValue = {"name": "[orang 2]", "id": "[orang 2]", "args": {"name": "Nikah [orang 2]"}}

        restored = restore_remembered(Remembered(family="g", content={"functionCall": call}), redactor)

        named = {"name": "[orang 2]", "id": "[orang 2]", "args": {"name": "Nikah Fulano"}}
        assert restored.content == {"functionCall": named}


ANSWER = (
    "Utangmu ke [orang 2] Rp50.000 [catatan], [orang 9] dan **[Orang 1]**, [NIK 1]. x[orang 1] [orang 2]nya ["
)
RESTORED = (
    "Utangmu ke Fulano Rp50.000 [catatan], [orang 9] dan **SITI AMINAH**, [NIK 1]. x[orang 1] Fulanonya ["
)


def cut_up(text: str, places: list[int]) -> Iterator[str]:
    """The text in pieces."""
    ends = [0, *sorted({place % (len(text) + 1) for place in places}), len(text)]
    for start, end in pairwise(ends):
        yield text[start:end]


class TestRestoredText:
    @given(places=st.lists(st.integers(0, 200), max_size=40))
    def test_is_whole_however_it_comes(self, places: list[int]) -> None:
        redactor = Redactor("id")
        redact_request(PLACES["message"], redactor)
        said = RestoredText(redactor)

        told = "".join([*(said.add(piece) for piece in cut_up(ANSWER, places)), said.rest()])

        assert told == RESTORED

    def test_does_not_wait_longer_than_a_mark(self) -> None:
        said = RestoredText(Redactor("id"))

        assert said.add("Halo ") == "Halo "
        assert said.add("[ini bukan tanda apa-apa, hanya teks") != ""


class TestForAnalysis:
    def test_takes_out_and_cuts(self) -> None:
        assert redact(f"hp {PHONE}, an. SITI AMINAH", limit=500) == "hp [telepon 1], an. [orang 1]"
        assert redact("panjang " * 100, limit=20) == "panjang panjang panj"
