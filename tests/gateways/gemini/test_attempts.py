"""Attempts: again only before the first word, only where it may help, and only within the deadline."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

import httpx
import pytest
from structlog.testing import capture_logs

from dev.gemini_server.faults import RETRY_INFO
from dev.gemini_server.framing import as_event, error, refuses
from dev.gemini_server.replies import Ending, Raw, Reply, event, says
from dev.gemini_server.server import GeminiServer
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.protocol import AdvisorFailure, FinishReason
from tests.gateways.gemini.asking import Outcome, a_request, gemini, outcome, plain_client, settings_for
from tests.gateways.gemini.fast_clock import on_fast_clock

DOWN = refuses(503, "UNAVAILABLE")


class Took(NamedTuple):
    """What came of it, how often the service was asked, and how many seconds it took by the loop's clock."""

    told: Outcome
    hits: int
    seconds: float


def play(*script: Reply, chance: Callable[[], float] = lambda: 1.0, **settings: float) -> Took:
    """One question, on a clock of its own, with a backoff of half a second."""

    async def asked() -> Took:
        async with GeminiServer(*script) as server, plain_client() as http:
            set_up = settings_for(server.url, **{"backoff": 0.5, "deadline": 20, "idle": 10, **settings})
            advisor = GeminiAdvisor(set_up, http=lambda: http, chance=chance)
            await advisor.prepared()
            begun = asyncio.get_running_loop().time()
            told = await outcome(advisor, a_request())
            return Took(told, len(server.asked), round(asyncio.get_running_loop().time() - begun, 3))

    return on_fast_clock(asked())


def test_a_service_that_recovers_is_asked_again_after_a_while_that_doubles() -> None:
    took = play(DOWN, DOWN, says("Gajimu Rp7 juta."))

    assert (took.told.end, took.hits, took.seconds) == (FinishReason.ANSWERED, 3, 0.5 + 1.0)


def test_chance_makes_the_while_shorter_by_up_to_half() -> None:
    assert play(DOWN, DOWN, says("Baik."), chance=lambda: 0.0).seconds == 0.25 + 0.5


@pytest.mark.parametrize(
    "first",
    [
        refuses(429, "RESOURCE_EXHAUSTED", headers={"retry-after": "4"}),
        refuses(429, "RESOURCE_EXHAUSTED", details=({"@type": RETRY_INFO, "retryDelay": "4s"},)),
        Raw(steps=[as_event(error(429, "RESOURCE_EXHAUSTED", {"@type": RETRY_INFO, "retryDelay": "4s"}))]),
    ],
)
def test_it_waits_as_long_as_the_service_asks(first: Raw) -> None:
    took = play(first, says("Baik."))

    assert (took.told.end, took.hits, took.seconds) == (FinishReason.ANSWERED, 2, 4.0)


def test_it_does_not_wait_beyond_its_deadline() -> None:
    took = play(refuses(429, "RESOURCE_EXHAUSTED", headers={"retry-after": "30"}), says("Baik."))

    assert (took.told.end, took.hits, took.seconds) == (AdvisorFailure.RATE_LIMITED, 1, 0)
    assert took.told.retry_after == 30


def test_a_date_to_come_back_on_is_not_read() -> None:
    took = play(
        refuses(503, "UNAVAILABLE", headers={"retry-after": "Mon, 23 Nov 2026 10:00:00 GMT"}), says("Baik.")
    )

    assert (took.told.end, took.seconds) == (FinishReason.ANSWERED, 0.5)


@pytest.mark.parametrize("attempts", [1, 2, 5])
def test_it_tries_as_often_as_the_settings_say(attempts: int) -> None:
    took = play(*[DOWN] * 9, attempts=attempts)

    assert (took.told.end, took.hits) == (AdvisorFailure.OVERLOADED, attempts)


def test_after_the_first_word_nothing_is_tried_again() -> None:
    took = play(Raw(steps=[as_event(event({"text": "Gaji"}))], ending=Ending.CUT), says("Gajimu Rp7 juta."))

    assert (took.told.end, took.told.text, took.hits) == (AdvisorFailure.BROKEN_STREAM, "Gaji", 1)


def test_silence_twice_is_more_than_the_deadline_allows() -> None:
    took = play(*[Raw(ending=Ending.SILENT)] * 3)

    assert (took.told.end, took.hits, took.seconds) == (AdvisorFailure.TIMED_OUT, 2, 20.0)


async def test_a_connection_that_was_closed_while_idle_is_opened_again() -> None:
    async with gemini(says("Satu."), always=says("Dua.")) as it:
        await it.asked()
        await it.server.hang_up()
        told = await it.asked()

    assert told.end is FinishReason.ANSWERED


async def test_the_log_tells_codes_and_never_what_was_said() -> None:
    refusal = refuses(400, "INVALID_ARGUMENT", details=({"reason": "BAD_SCHEMA"},))
    with capture_logs() as lines:
        async with gemini(refusal) as it:
            await it.asked()

    (line,) = lines
    assert (line["event"], line["log_level"]) == ("gemini_failed", "error")
    assert (line["reason"], line["told"]) == ("rejected", "INVALID_ARGUMENT BAD_SCHEMA")
    assert "gajiku" not in str(line)


async def test_a_pool_that_is_full_is_typed_too() -> None:
    class Full(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.PoolTimeout("full", request=request)

    async with plain_client(Full()) as http:
        advisor = GeminiAdvisor(settings_for("http://127.0.0.1:9", attempts=1), http=lambda: http)
        told = await outcome(advisor, a_request())

    assert told.end is AdvisorFailure.UNREACHABLE
