"""What a turn of the co-pilot adds to the model's own answer: its first word, an event, tools, many at once.

The whole real stack answers: the functions in one process, over its Postgres and MongoDB, for somebody with
two years of books who agreed. The model is the local Gemini server in a process of its own, which words its
answer at once. The limit is the same server asked directly with the body that a turn sent it, in the same
rounds; for tools, the requests to PostgREST that they made, sent again side by side. "work" is the time of
the processor in the functions' process alone.

Two hundred streams are two hundred people who come within nine seconds; each hears 40 sentences in twelve, so
that all are open at once for a while. The last lines count round trips of the first turn in a conversation,
in this process. Takes some minutes.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median

import httpx

from dev.bench.peers.serving import Served
from dev.bench.turns.counting import Trips, counted
from dev.bench.turns.crowd import Crowd, at_share, bare_crowd, crowd
from dev.bench.turns.hearing import (
    ENDS,
    FIRST_WORD,
    GEMINIS_WORD,
    Unanswered,
    answered_by,
    begin,
    hear,
    message,
    signed,
)
from dev.bench.turns.model import EVENTS, ONE_TOOL, PACED, PIECES, PLAIN, SENTENCES, THREE_TOOLS, TOOLS
from dev.bench.turns.town import Town, town

ROUNDS, LONG_ROUNDS = 31, 5
EARLIER = 20
"""Turns of a conversation that has gone on for a while."""

STARTED, FINISHED = b"event: tool_started\n", b"event: tool_finished\n"
TURNS = {
    "plain answer": PLAIN,
    "1 tool": ONE_TOOL,
    "3 tools at once": THREE_TOOLS,
}
LONG = {"an event, each a sentence": SENTENCES, "an event, 20 a sentence": PIECES}
HEADING = f"{'':36}{'limit':>13}{'this app':>13}{'x limit':>9}{'added':>13}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: medians of a limit and of ours in the same rounds."""

    name: str
    unit: str
    limit: float
    ours: float

    def __str__(self) -> str:
        added = f"{self.ours - self.limit:+10.1f}{self.unit:>3}"
        ratio = f"{self.ours / self.limit:8.1f}x" if self.limit else f"{'-':>9}"
        return f"{self.name:36}{self.limit:10.1f}{self.unit:>3}{self.ours:10.1f}{self.unit:>3}{ratio}{added}"


def run() -> str:
    """The table."""
    with town() as place:
        return "\n".join(asyncio.run(_measured(place)))


async def _measured(place: Town) -> list[str]:
    trips = await _trips(place)
    lines = [HEADING]
    async with _bench(place, trips) as bench:
        lines += map(str, await bench.first_words())
        lines += map(str, await bench.events())
        lines += map(str, await bench.tools())
        lines += await bench.crowds()
    return [*lines, "", *_counts(trips)]


async def _trips(place: Town) -> Mapping[str, Trips]:
    """The trips of each kind of turn, once all that is made once is made."""
    found: dict[str, Trips] = {}
    async with counted(place.environment, place.asker) as here:
        for _ in range(2):
            for name, content in TURNS.items():
                found[name] = await here.turn(content)
    async with counted(place.environment, place.hermit) as here:
        for _ in range(2):
            found["no consent, offline"] = await here.turn("Keuanganku sehat?")
    return found


@asynccontextmanager
async def _bench(place: Town, trips: Mapping[str, Trips]) -> AsyncGenerator["Bench"]:
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        yield Bench(place, trips, http)


class Bench:
    """Measures over the wire, as clients do."""

    def __init__(self, place: Town, trips: Mapping[str, Trips], http: httpx.AsyncClient) -> None:
        self._place = place
        self._http = http
        (plain,) = trips["plain answer"].model
        self._model = str(plain.url)
        self._body = plain.content
        self._reads = _reads_of_tools(trips)

    async def first_words(self) -> Iterator[Row]:
        """Milliseconds to the first word."""
        old = await self._begin()
        for _ in range(EARLIER):
            await hear(old, message(PLAIN), signed(self._place.asker))
        works = {
            "limit": self._bare_first_word,
            "first word": self._first_word,
            f"  after {EARLIER} turns": lambda: self._first_word(old),
            "  after 1 tool": lambda: self._first_word(content=ONE_TOOL),
            "  without consent, offline": self._offline,
        }
        taken = await _rounds(works, ROUNDS)
        return (Row(name, "ms", taken["limit"], each) for name, each in taken.items() if name != "limit")

    async def events(self) -> Iterator[Row]:
        """Microseconds of an event, and of the processor's work for it."""
        served = Served(0, self._place.process)
        work: dict[str, list[float]] = {name: [] for name in LONG}
        works = {name: _noting(served, self._stream, content, work[name]) for name, content in LONG.items()}
        taken = await _rounds({"limit": lambda: self._bare_stream(SENTENCES), **works}, LONG_ROUNDS)
        for name in LONG:
            taken[f"  work for it{name[8:]}"] = median(work[name][1:])
        return (
            Row(name, "µs", 1000 * taken["limit"] / EVENTS, 1000 * each / EVENTS)
            for name, each in taken.items()
            if name != "limit"
        )

    async def tools(self) -> Iterator[Row]:
        """Milliseconds of three tools at once, and of the turn that asks for them."""
        tools: list[float] = []

        async def turn() -> float:
            heard = await hear(await self._begin(), message(THREE_TOOLS), signed(self._place.asker))
            tools.append(1000 * (heard.last(FINISHED) - heard.first(STARTED)))
            return 1000 * heard.first(*ENDS)

        taken = await _rounds({"limit": self._read_together, "turn": turn}, ROUNDS)
        return iter(
            (
                Row("3 tools at once", "ms", taken["limit"], median(tools[1:])),
                Row("  the whole turn, 2 rounds", "ms", taken["limit"], taken["turn"]),
            )
        )

    async def crowds(self) -> list[str]:
        """Milliseconds of one stream and of many that are open at once."""
        body = self._said(PACED)
        lines: list[str] = []
        for tokens in (self._place.crowd[:1], self._place.crowd):
            limit = await bare_crowd(self._model, body, len(tokens))
            lines += _told(limit, await crowd(self._place, tokens))
        return lines

    async def _begin(self) -> str:
        return await begin(self._http, self._place.functions, self._place.asker)

    async def _first_word(self, url: str | None = None, *, content: str = PLAIN) -> float:
        heard = await hear(url or await self._begin(), message(content), signed(self._place.asker))
        _check_model(answered_by(heard))
        return 1000 * heard.first(FIRST_WORD)

    async def _offline(self) -> float:
        url = await begin(self._http, self._place.functions, self._place.hermit)
        return 1000 * (await hear(url, message("Keuanganku sehat?"), signed(self._place.hermit))).first(
            FIRST_WORD
        )

    async def _bare_first_word(self) -> float:
        return 1000 * (await hear(self._model, self._body, {})).first(GEMINIS_WORD)

    async def _stream(self, content: str) -> float:
        url, headers = await self._begin(), signed(self._place.asker)
        return await self._read(url, message(content), headers | {"content-type": "application/json"})

    async def _bare_stream(self, content: str) -> float:
        return await self._read(self._model, self._said(content), {})

    async def _read(self, url: str, body: bytes, headers: Mapping[str, str]) -> float:
        """Milliseconds from the first data to the last, each read as JSON. Raises Unanswered."""
        clock = asyncio.get_running_loop().time
        begun, count = 0.0, 0
        async with self._http.stream("POST", url, content=body, headers=headers) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    begun = begun or clock()
                    json.loads(line[6:])
                    count += 1
        if count < EVENTS / 20:
            raise Unanswered(f"{count} events")
        return 1000 * (clock() - begun)

    async def _read_together(self) -> float:
        """Milliseconds of what three tools read, sent side by side."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        answers = await asyncio.gather(*(self._http.send(_again(read)) for read in self._reads))
        for answer in answers:
            answer.raise_for_status()
        return 1000 * (clock() - begun)

    def _said(self, content: str) -> bytes:
        """The body of a turn with another message in it."""
        told = json.loads(self._body)
        told["contents"][-1]["parts"][-1]["text"] = content
        return json.dumps(told, ensure_ascii=False).encode()


def _reads_of_tools(trips: Mapping[str, Trips]) -> list[httpx.Request]:
    """What a turn with three tools reads beyond one without any; the consent to its second request aside."""
    known = [str(read.url) for read in trips["plain answer"].database]
    reads: list[httpx.Request] = []
    for read in trips["3 tools at once"].database:
        if str(read.url) in known:
            known.remove(str(read.url))
        elif "/consents" not in str(read.url):
            reads.append(read)
    if len(reads) < len(TOOLS):
        raise Unanswered(f"three tools read only {[str(read.url) for read in reads]}")
    return reads


def _again(request: httpx.Request) -> httpx.Request:
    return httpx.Request(request.method, request.url, headers=request.headers, content=request.content)


def _noting(
    served: Served, work: Callable[[str], Awaitable[float]], content: str, noted: list[float]
) -> Callable[[], Awaitable[float]]:
    """The same work, and beside its time a note of the processor's in the functions' process."""

    async def worked() -> float:
        before = served.processor()
        taken = await work(content)
        noted.append(1000 * (served.processor() - before))
        return taken

    return worked


async def _rounds(works: Mapping[str, Callable[[], Awaitable[float]]], rounds: int) -> dict[str, float]:
    """The median of each work over rounds in which each has its turn, after one that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name in list(works)[:: -1 if number % 2 else 1]:
            taken[name].append(await works[name]())
    return {name: median(each[1:]) for name, each in taken.items()}


def _told(limit: Crowd, ours: Crowd) -> Iterator[str]:
    """A crowd as lines of the table."""
    times = {"first word": (limit.firsts, ours.firsts), "whole": (limit.totals, ours.totals)}
    for name, (bare, taken) in times.items():
        for share in (50, 99):
            named = f"{ours.open} at once: {name}, p{share}"
            yield str(Row(named, "ms", 1000 * at_share(bare, share), 1000 * at_share(taken, share)))
    by = ", ".join(f"{count} by {model}" for model, count in ours.by.items())
    grown, work = ours.grown / ours.open, 1000 * ours.work / ours.open
    yield f"  memory a stream {grown:.0f} kB, work {work:.0f} ms; answered: {by}"


def _check_model(model: str) -> None:
    if not model.startswith("gemini"):
        raise Unanswered(f"answered by {model}")


def _counts(trips: Mapping[str, Trips]) -> Iterator[str]:
    """How often each kind of turn asks whom."""
    yield f"{'round trips of a turn':36}{'MongoDB':>13}{'PostgREST':>13}{'model':>9}"
    for name, each in trips.items():
        yield f"{name:36}{each.mongo.total():13}{len(each.database):13}{len(each.model):9}"
    for name, each in trips.items():
        reads = ", ".join(request.url.path.rpartition("/")[2] for request in each.database)
        commands = ", ".join(f"{count} {command}" for command, count in each.mongo.items())
        yield f"{name}: {commands}; {reads}"


if __name__ == "__main__":
    print(run())
