"""Nothing leaves without consent, and what leaves identifies nobody."""

from collections.abc import Sequence
from contextlib import aclosing
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from shared.advice.gate import ConsentReader, GatedAdvisor, names_in
from shared.domain.consent.model import Purpose
from shared.domain.consent.texts import current_text
from shared.domain.requests import DatabaseUnavailable
from shared.errors import Unauthenticated
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    Finished,
    FinishReason,
    Remembered,
    TextDelta,
    ToolCall,
    TurnRequest,
    Usage,
    UserSaid,
)
from tests.advice.test_redaction import PLACES, SIGNATURE, TRACES
from tests.fakes.chat import ScriptedAdvisor, says
from tests.fakes.consents import FakeConsents, FakeConsentsOfCaller
from tests.fakes.users import FakeUsers, make_account
from tests.fakes.web import a_caller

REQUEST = TurnRequest(
    system="", history=(UserSaid(text="catat transfer ke Rudi 150rb, NIK 3273014112900001"),), language="id"
)
DONE = Finished(reason=FinishReason.ANSWERED)


class Consent:
    """Answers in turn, the last one again and again; an exception is raised. `asked` counts."""

    def __init__(self, *answers: bool | Exception) -> None:
        self._answers = answers
        self.asked = 0

    async def is_granted(self, purpose: Purpose) -> bool:
        assert purpose is Purpose.AI_PROCESSING
        answer = self._answers[min(self.asked, len(self._answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        return answer


def gate_before(
    inner: Advisor, *, consent: ConsentReader | None = None, own_name: str | Exception = ""
) -> GatedAdvisor:
    """The gate of somebody who goes by that name, and agreed unless told otherwise."""

    async def own_names() -> tuple[str, ...]:
        if isinstance(own_name, Exception):
            raise own_name
        return (own_name,) if own_name else ()

    return GatedAdvisor(inner, consent=consent or Consent(True), own_names=own_names)


async def heard(advisor: GatedAdvisor, request: TurnRequest = REQUEST) -> list[AdvisorEvent]:
    async with aclosing(advisor.stream(request)) as events:
        return [event async for event in events]


def text_of(events: Sequence[AdvisorEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


class TestConsent:
    @pytest.mark.parametrize(
        "answer", [False, DatabaseUnavailable(), Unauthenticated()], ids=["not granted", "down", "unknown"]
    )
    async def test_that_is_not_there_or_cannot_be_read_lets_nothing_leave(
        self, answer: bool | Exception
    ) -> None:
        inner = ScriptedAdvisor(says("Halo"))

        with capture_logs(), pytest.raises(AdvisorUnavailable) as refused:
            await heard(gate_before(inner, consent=Consent(answer)))

        assert refused.value.reason is AdvisorFailure.NO_CONSENT
        assert inner.requests == []

    async def test_that_goes_wrong_in_a_way_nobody_foresaw_lets_nothing_leave(self) -> None:
        inner = ScriptedAdvisor(says("Halo"))

        with pytest.raises(ZeroDivisionError):
            await heard(gate_before(inner, consent=Consent(ZeroDivisionError())))

        assert inner.requests == []

    async def test_is_asked_before_every_single_request(self) -> None:
        inner, consent = ScriptedAdvisor(says("Halo")), Consent(True, True, False)
        gate = gate_before(inner, consent=consent)

        await heard(gate)
        await heard(gate)
        with pytest.raises(AdvisorUnavailable):
            await heard(gate)

        assert (consent.asked, len(inner.requests)) == (3, 2)

    async def test_withdrawn_between_two_requests_holds_for_the_second(self) -> None:
        kept: FakeConsentsOfCaller = FakeConsents().as_caller(a_caller())
        inner = ScriptedAdvisor(says("Halo"))
        gate = gate_before(inner, consent=kept)
        await decide(kept, granted=True)
        await heard(gate)

        await decide(kept, granted=False)

        with pytest.raises(AdvisorUnavailable):
            await heard(gate)
        assert len(inner.requests) == 1


async def decide(kept: FakeConsentsOfCaller, *, granted: bool) -> None:
    version = current_text(Purpose.AI_PROCESSING).version
    await kept.decide(uuid4(), purpose=Purpose.AI_PROCESSING, version=version, granted=granted)


class TestWhatLeaves:
    @pytest.mark.parametrize("place", PLACES)
    async def test_identifies_nobody_wherever_it_stood(self, place: str) -> None:
        inner = ScriptedAdvisor(says("Halo"))

        await heard(gate_before(inner), PLACES[place])

        (seen,) = inner.requests
        told = seen.model_dump_json().replace(SIGNATURE, "").replace("call-0812-3456-7890", "").lower()
        assert [trace for trace in TRACES if trace.lower() in told] == []

    async def test_does_not_name_its_person(self) -> None:
        inner = ScriptedAdvisor(says("Halo [pemilik 1]"))
        request = TurnRequest(system="", history=(UserSaid(text="slip gaji Ayu Lestari"),), language="id")

        events = await heard(gate_before(inner, own_name="Ayu Lestari"), request)

        assert inner.requests[0].history == (UserSaid(text="slip gaji [pemilik 1]"),)
        assert text_of(events) == "Halo Ayu Lestari"

    @pytest.mark.parametrize(
        ("first", "last", "named"),
        [("Ayu", "Lestari", ("Ayu Lestari",)), ("Ayu", None, ("Ayu",)), (None, None, ())],
    )
    async def test_is_named_as_in_the_account(
        self, first: str | None, last: str | None, named: tuple[str, ...]
    ) -> None:
        accounts, caller = FakeUsers(), a_caller()
        accounts.add(make_account(id=caller.id, first_name=first, last_name=last))

        assert await names_in(accounts.as_caller(caller))() == named

    async def test_leaves_not_where_it_cannot_be_known_whose_names_to_take_out(self) -> None:
        inner = ScriptedAdvisor(says("Halo"))

        with capture_logs(), pytest.raises(AdvisorUnavailable) as refused:
            await heard(gate_before(inner, own_name=DatabaseUnavailable()))

        assert refused.value.reason is AdvisorFailure.NO_CONSENT
        assert inner.requests == []

    async def test_stays_what_it_was_for_whoever_asked(self) -> None:
        inner = ScriptedAdvisor(says("Halo"))

        await heard(gate_before(inner))

        assert REQUEST.history[0] == UserSaid(text="catat transfer ke Rudi 150rb, NIK 3273014112900001")
        assert inner.requests[0].history == (UserSaid(text="catat transfer ke [orang 1] 150rb, NIK [NIK 1]"),)


class TestWhatComesBack:
    async def test_names_whom_its_marks_stand_for(self) -> None:
        own = Remembered(family="g", content={"parts": [{"text": "[orang 1]"}]})
        call = ToolCall(id="[orang 1]", name="record", arguments={"text": "transfer ke [orang 1], [NIK 1]"})
        usage = Usage(input_tokens=5, output_tokens=2)
        inner = ScriptedAdvisor(
            [
                TextDelta(text="Oke, [ora"),
                usage,
                TextDelta(text="ng 1]"),
                TextDelta(text=" ya"),
                call,
                own,
                DONE,
            ]
        )

        events = await heard(gate_before(inner))

        assert text_of(events) == "Oke, Rudi ya"
        assert [event for event in events if not isinstance(event, TextDelta)] == [
            usage,
            call.model_copy(update={"arguments": {"text": "transfer ke Rudi, [NIK 1]"}}),
            own.model_copy(update={"content": {"parts": [{"text": "Rudi"}]}}),
            DONE,
        ]

    async def test_is_told_in_order_and_whole(self) -> None:
        inner = ScriptedAdvisor(
            [TextDelta(text="sebelum [orang 1]"), ToolCall(id="1", name="x", arguments={}), DONE]
        )

        events = await heard(gate_before(inner))

        assert [type(event) for event in events] == [TextDelta, TextDelta, ToolCall, Finished]
        assert text_of(events) == "sebelum Rudi"

    async def test_is_told_whole_where_a_stream_just_ends(self) -> None:
        inner = ScriptedAdvisor([TextDelta(text="akhir [orang 1]")])

        assert text_of(await heard(gate_before(inner))) == "akhir Rudi"

    async def test_fails_as_the_advisor_inside_fails(self) -> None:
        inner = ScriptedAdvisor([TextDelta(text="a"), AdvisorUnavailable(AdvisorFailure.STALLED)])

        with pytest.raises(AdvisorUnavailable) as failed:
            await heard(gate_before(inner))

        assert failed.value.reason is AdvisorFailure.STALLED

    async def test_is_cancelled_when_nobody_listens_any_more(self) -> None:
        inner = ScriptedAdvisor(says("a", "b", "c"))

        async with aclosing(gate_before(inner).stream(REQUEST)) as events:
            await anext(events)

        assert inner.cancelled == 1

    async def test_has_the_name_of_the_advisor_inside(self) -> None:
        assert gate_before(ScriptedAdvisor()).model == "scripted"
