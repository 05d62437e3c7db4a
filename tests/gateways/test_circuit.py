"""The circuit: what opens it, what it refuses while open, and what closes it again."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

import pytest

from shared.gateways.advisor.circuit import (
    FAILURES,
    OF_THE_REQUEST,
    OF_THE_SERVICE,
    REST,
    Circuit,
    CircuitAdvisor,
)
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    Finished,
    FinishReason,
    TextDelta,
    TurnRequest,
    UserSaid,
)

REQUEST = TurnRequest(system="", history=(UserSaid(text="Halo"),), language="id")
WELL = FinishReason.ANSWERED


class Service:
    """An advisor that fails or answers as it is told to, and a clock that stands where it is put."""

    model = "toy"

    def __init__(self, *ends: AdvisorFailure | FinishReason | Exception) -> None:
        self.ends: Iterator[AdvisorFailure | FinishReason | Exception] = iter(ends)
        self.now = 0.0
        self.asked = 0

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """The next end."""
        self.asked += 1
        end = next(self.ends)
        if isinstance(end, AdvisorFailure):
            raise AdvisorUnavailable(end)
        if isinstance(end, Exception):
            raise end
        yield TextDelta(text="Halo")
        yield Finished(reason=end)


def behind(service: Service) -> CircuitAdvisor:
    return CircuitAdvisor(service, Circuit(clock=lambda: service.now))


async def ask(advisor: CircuitAdvisor) -> AdvisorFailure | FinishReason:
    """How a request ends."""
    try:
        events = [event async for event in advisor.stream(REQUEST)]
    except AdvisorUnavailable as failure:
        return failure.reason
    last = events[-1]
    assert isinstance(last, Finished)
    return last.reason


async def opened(*then: AdvisorFailure | FinishReason | Exception) -> tuple[Service, CircuitAdvisor]:
    """A service that failed until its circuit opened, and what it will do then."""
    service = Service(*[AdvisorFailure.OVERLOADED] * FAILURES, *then)
    advisor = behind(service)
    for _ in range(FAILURES):
        await ask(advisor)
    return service, advisor


@pytest.mark.parametrize("failure", sorted(OF_THE_SERVICE))
async def test_failures_of_the_service_in_a_row_open_it(failure: AdvisorFailure) -> None:
    service = Service(*[failure] * 99)
    advisor = behind(service)

    ends = [await ask(advisor) for _ in range(FAILURES + 3)]

    assert ends == [failure] * FAILURES + [AdvisorFailure.CIRCUIT_OPEN] * 3
    assert service.asked == FAILURES


@pytest.mark.parametrize("failure", sorted(set(AdvisorFailure) - OF_THE_SERVICE))
async def test_other_failures_do_not(failure: AdvisorFailure) -> None:
    advisor = behind(Service(*[failure] * 99))

    assert {await ask(advisor) for _ in range(FAILURES * 3)} == {failure}


@pytest.mark.parametrize("reason", [*FinishReason, *sorted(OF_THE_REQUEST)])
async def test_a_service_that_works_is_counted_anew(reason: AdvisorFailure | FinishReason) -> None:
    almost = [AdvisorFailure.OVERLOADED] * (FAILURES - 1)
    advisor = behind(Service(*almost, reason, *almost, WELL))

    ends = [await ask(advisor) for _ in range(FAILURES * 2)]

    assert AdvisorFailure.CIRCUIT_OPEN not in ends
    assert ends[-1] is WELL


@pytest.mark.parametrize("failure", [AdvisorFailure.NO_CONSENT, AdvisorFailure.QUOTA_SPENT])
async def test_a_request_that_was_kept_back_counts_as_none(failure: AdvisorFailure) -> None:
    almost = [AdvisorFailure.OVERLOADED] * (FAILURES - 1)
    advisor = behind(Service(*almost, failure, AdvisorFailure.OVERLOADED, WELL))

    ends = [await ask(advisor) for _ in range(FAILURES + 2)]

    assert ends[-2:] == [AdvisorFailure.OVERLOADED, AdvisorFailure.CIRCUIT_OPEN]


async def test_while_open_it_says_when_to_come_back() -> None:
    service, advisor = await opened()
    service.now += REST - 12.5

    with pytest.raises(AdvisorUnavailable) as refused:
        await anext(advisor.stream(REQUEST))

    assert (refused.value.reason, refused.value.retry_after) == (AdvisorFailure.CIRCUIT_OPEN, 13)
    assert service.asked == FAILURES


async def test_after_a_rest_one_success_closes_it() -> None:
    service, advisor = await opened(WELL, WELL, WELL)
    service.now += REST

    assert [await ask(advisor) for _ in range(3)] == [WELL] * 3


async def test_after_a_rest_one_failure_lets_it_rest_again() -> None:
    service, advisor = await opened(AdvisorFailure.STALLED, WELL)
    service.now += REST

    ends = [await ask(advisor), await ask(advisor)]
    service.now += REST - 1
    ends.append(await ask(advisor))
    service.now += 1
    ends.append(await ask(advisor))

    shut = AdvisorFailure.CIRCUIT_OPEN
    assert ends == [AdvisorFailure.STALLED, shut, shut, WELL]


async def test_only_one_request_tries_it() -> None:
    service, advisor = await opened(WELL, WELL)
    service.now += REST

    async with aclosing(advisor.stream(REQUEST)) as trying:
        await anext(trying)
        meanwhile = await ask(advisor)
        rest = [event async for event in trying]

    assert (meanwhile, rest) == (AdvisorFailure.CIRCUIT_OPEN, [Finished(reason=WELL)])
    assert await ask(advisor) is WELL


@pytest.mark.parametrize("breaks", [True, False])
async def test_a_try_that_is_given_up_is_left_to_the_next(breaks: bool) -> None:
    service, advisor = await opened(ZeroDivisionError() if breaks else WELL, WELL)
    service.now += REST

    events = advisor.stream(REQUEST)
    if breaks:
        with pytest.raises(ZeroDivisionError):
            await anext(events)
    else:
        await anext(events)
        await events.aclose()

    assert await ask(advisor) is WELL


async def test_a_request_from_before_says_nothing_once_it_is_open() -> None:
    service = Service(WELL, *[AdvisorFailure.OVERLOADED] * FAILURES)
    advisor = behind(service)

    async with aclosing(advisor.stream(REQUEST)) as early:
        await anext(early)
        for _ in range(FAILURES):
            await ask(advisor)
        await anext(early)

    assert await ask(advisor) is AdvisorFailure.CIRCUIT_OPEN


async def test_a_failure_from_before_makes_the_rest_no_longer() -> None:
    class Breaking(Service):
        async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
            self.asked += 1
            if self.asked == 1:
                yield TextDelta(text="Halo")
            if self.asked <= FAILURES + 1:
                raise AdvisorUnavailable(AdvisorFailure.OVERLOADED)
            yield Finished(reason=WELL)

    service = Breaking()
    advisor = behind(service)
    early = advisor.stream(REQUEST)
    await anext(early)
    for _ in range(FAILURES):
        await ask(advisor)
    service.now += REST - 1
    with pytest.raises(AdvisorUnavailable):
        await anext(early)
    service.now += 1

    assert await ask(advisor) is WELL


async def test_closing_it_closes_the_advisor() -> None:
    class Counting(Service):
        closed = 0

        async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
            try:
                yield TextDelta(text="Halo")
                yield Finished(reason=WELL)
            finally:
                self.closed += 1

    service = Counting()
    events = behind(service).stream(REQUEST)
    await anext(events)
    await events.aclose()

    assert service.closed == 1


def test_it_goes_by_the_name_of_its_advisor() -> None:
    assert behind(Service()).model == "toy"
