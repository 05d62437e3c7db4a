"""What an answer of Gemini's costs us: an event of its stream, and the time before its first word.

The limits run in the same rounds: httpx that cuts the stream into lines and `json` that reads them, and the
same request sent by httpx alone. google-genai's own reader stands beside them. Events come from memory and
count processor time, so that only reading them counts. The first word comes from the local server in a
process of its own; "in a new process" is from nothing imported to that word.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import aclosing, contextmanager
from statistics import median
from typing import Any

import httpx

from dev.gemini_server.framing import as_event
from dev.gemini_server.replies import Json, Tokens, event
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.protocol import TextDelta, ToolDeclaration, TurnRequest, UserSaid
from shared.settings import AdvisorSettings
from shared.words import Words

EVENTS, ROUNDS = 5_000, 9
WORDS, STARTS = 101, 7
LIMIT, OURS, GOOGLES = "httpx and json (limit)", "this advisor", "google-genai's own"
MODEL = "gemini-3.8-flash"
PATH = f"/v1/models/{MODEL}:streamGenerateContent?alt=sse"
SCHEMA: Json = {
    "type": "object",
    "properties": {"months": {"type": "integer", "minimum": 1}, "scenarios": {"type": "array"}},
    "additionalProperties": False,
}
TOOLS = tuple(
    ToolDeclaration(
        name=f"tool_{number}",
        description=Words(id="Rencana beberapa bulan ke depan.", en="A plan for some months."),
        parameters=SCHEMA,
    )
    for number in range(15)
)
REQUEST = TurnRequest(
    system="Kamu penasihat keuangan. " * 200,
    history=(UserSaid(text="Berapa gajiku?"),),
    tools=TOOLS,
    language="id",
)
START_LIMIT = """
import asyncio, json, sys, httpx
async def main():
    async with httpx.AsyncClient(trust_env=False) as http:
        async with http.stream("POST", sys.argv[1], content=sys.stdin.buffer.read()) as answer:
            async for line in answer.aiter_lines():
                return json.loads(line[6:])
asyncio.run(main())
"""
START_OURS = """
import asyncio, sys
from dev.bench.gemini import advisor_at, first_word
asyncio.run(first_word(advisor_at(sys.argv[1])))
"""

Work = Callable[[], Awaitable[object]]
Taken = Mapping[str, list[float]]


class WrongCount(AssertionError):
    """A reader did not see every event: its time means nothing."""


def run() -> str:
    """The tables: medians, each as a multiple of the limit and what it adds to it."""
    lines = [f"{'an event':24}{'':>11}{'x limit':>10}", *_rows(asyncio.run(_events()), unit="µs")]
    with _server() as url:
        lines += ["", f"{'the first word':24}{'':>11}{'x limit':>10}{'added':>13}"]
        lines += _rows(asyncio.run(_first_words(url)), unit="ms", tells_difference=True)
        lines += ["", f"{'in a new process':24}{'':>11}{'x limit':>10}{'added':>13}"]
        lines += _rows(_starts(url), unit="ms", tells_difference=True)
    return "\n".join(lines)


def advisor_at(url: str, http: httpx.AsyncClient | None = None) -> GeminiAdvisor:
    """An advisor that asks a server of this machine."""
    settings = AdvisorSettings.model_validate({"GEMINI_API_KEY": "a-key", "FINTAR_GEMINI_BASE_URL": url})
    return GeminiAdvisor(settings) if http is None else GeminiAdvisor(settings, http=lambda: http)


async def first_word(advisor: GeminiAdvisor) -> str:
    """The first piece of an answer."""
    async with aclosing(advisor.stream(REQUEST)) as events:
        async for each in events:
            if isinstance(each, TextDelta):
                return each.text
    raise WrongCount


async def _events() -> Taken:
    """Processor time for one event, in microseconds."""
    async with httpx.AsyncClient(transport=_Memory()) as http:
        advisor, google = advisor_at("http://memory", http), _google("http://memory", http)
        works: dict[str, Work] = {
            LIMIT: lambda: _read_lines(http),
            OURS: lambda: _read_ours(advisor),
            GOOGLES: lambda: _read_googles(google),
        }
        taken = await _measured(works, rounds=ROUNDS, clock=time.process_time)
    return {name: [1e6 * seconds / EVENTS for seconds in each] for name, each in taken.items()}


async def _first_words(url: str) -> Taken:
    """Time to the first word over open connections, in milliseconds."""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        advisor, google = advisor_at(url, http), _google(url, http)
        body = (await advisor.prepared()).write(REQUEST).body
        works: dict[str, Work] = {
            LIMIT: lambda: _first_line(http, url, body),
            OURS: lambda: first_word(advisor),
            GOOGLES: lambda: _first_of_googles(google),
        }
        taken = await _measured(works, rounds=WORDS, clock=time.perf_counter)
    return {name: [1e3 * seconds for seconds in each] for name, each in taken.items()}


def _starts(url: str) -> Taken:
    """Time from a new process to its end after the first word, in milliseconds."""
    body = asyncio.run(_body(url))
    taken: dict[str, list[float]] = {LIMIT: [], OURS: []}
    for _ in range(STARTS + 1):
        taken[LIMIT].append(_process(START_LIMIT, f"{url}{PATH}", body))
        taken[OURS].append(_process(START_OURS, url, b""))
    return {name: each[1:] for name, each in taken.items()}


async def _body(url: str) -> bytes:
    return (await advisor_at(url).prepared()).write(REQUEST).body


def _process(program: str, url: str, body: bytes) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, url], input=body, check=True)
    return 1e3 * (time.perf_counter() - begun)


async def _measured(works: Mapping[str, Work], *, rounds: int, clock: Callable[[], float]) -> Taken:
    """Seconds of each work in each round, after one that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds + 1):
        for name, work in works.items():
            begun = clock()
            await work()
            taken[name].append(clock() - begun)
    return {name: each[1:] for name, each in taken.items()}


class _Memory(httpx.AsyncBaseTransport):
    """Answers every request with the same events, each on its own."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Frames())


class _Frames(httpx.AsyncByteStream):
    def __init__(self) -> None:
        told = event({"text": "Gajimu Rp7.000.000 sebulan, dan "}, tokens=Tokens(answer=9, thoughts=90))
        last = event({"text": "cukup."}, tokens=Tokens(answer=12, thoughts=90), finish="STOP")
        self._frame, self._last = as_event(told), as_event(last)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(EVENTS - 1):
            yield self._frame
        yield self._last


async def _read_lines(http: httpx.AsyncClient) -> None:
    count = 0
    async with http.stream("POST", "http://memory", content=b"") as answer:
        async for line in answer.aiter_lines():
            if line:
                json.loads(line[6:])
                count += 1
    _check(count)


async def _read_ours(advisor: GeminiAdvisor) -> None:
    _check(sum([1 async for each in advisor.stream(REQUEST) if isinstance(each, TextDelta)]))


async def _read_googles(google: Any) -> None:  # noqa: ANN401  # its types need an imaging library
    stream = await google.aio.models.generate_content_stream(model=MODEL, contents="Halo")
    _check(sum([1 async for chunk in stream if chunk.text]))


async def _first_line(http: httpx.AsyncClient, url: str, body: bytes) -> object:
    async with http.stream("POST", f"{url}{PATH}", content=body) as answer:
        async for line in answer.aiter_lines():
            return json.loads(line[6:])
    raise WrongCount


async def _first_of_googles(google: Any) -> object:  # noqa: ANN401
    from google.genai import types  # noqa: PLC0415

    declared = [
        types.FunctionDeclaration(
            name=tool.name, description=tool.description.id, parameters_json_schema=tool.parameters
        )
        for tool in TOOLS
    ]
    config = types.GenerateContentConfig(
        system_instruction=REQUEST.system,
        tools=[types.Tool(function_declarations=declared)],
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    )
    stream = await google.aio.models.generate_content_stream(
        model=MODEL, contents="Berapa gajiku?", config=config
    )
    async with aclosing(stream):
        return await anext(stream)


def _google(url: str, http: httpx.AsyncClient) -> Any:  # noqa: ANN401
    from google import genai  # noqa: PLC0415
    from google.genai import types  # noqa: PLC0415

    options = types.HttpOptions(base_url=url, httpx_async_client=http, async_client_args={"ssl": False})
    return genai.Client(api_key="a-key", enterprise=False, http_options=options)


@contextmanager
def _server() -> Generator[str]:
    """The local server in a process of its own, which answers in three events without a pause."""
    command = [sys.executable, "-m", "dev.gemini_server", "--port", "0", "--fault", "normal"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        said = server.stdout.readline() if server.stdout is not None else ""
        try:
            yield said.split()[-1]
        finally:
            server.terminate()


def _check(count: int) -> None:
    if count != EVENTS:
        raise WrongCount(f"{count} events of {EVENTS}")


def _rows(taken: Taken, *, unit: str, tells_difference: bool = False) -> Iterator[str]:
    limit = median(taken[LIMIT])
    for name, each in taken.items():
        it = median(each)
        added = f"{it - limit:+10.1f} {unit}" if tells_difference else ""
        yield f"{name:24}{it:8.1f} {unit}{it / limit:8.1f} x{added}"


if __name__ == "__main__":
    print(run())
