"""Many streams at once in one process: when the first words and the ends come, and what memory they hold."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import TypeVar

import httpx

from dev.bench.peers.serving import Served
from dev.bench.turns.hearing import (
    ENDS,
    FIRST_WORD,
    GEMINIS_END,
    GEMINIS_WORD,
    Heard,
    Unanswered,
    answered_by,
    begin,
    code_in,
    hear,
    message,
    signed,
)
from dev.bench.turns.model import PACED
from dev.bench.turns.town import Town

T = TypeVar("T")

COME_WITHIN = 9.0
"""Seconds within which everybody begins; an answer takes longer, so that all are open at once for a while."""

LOOKED_EVERY = 0.02
KILOBYTE = 1024


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """What some streams took that were `open` at once: seconds to the first word and to the end of each.

    `by` counts who answered them, those that were refused among them, which have no times. `grown` is the
    memory that they held beyond that of before, in kilobytes, `work` the processor's in seconds.
    """

    open: int
    firsts: Sequence[float]
    totals: Sequence[float]
    by: Counter[str]
    grown: float = 0
    work: float = 0


def at_share(times: Sequence[float], percent: int) -> float:
    """The percentile."""
    return quantiles(times, n=100, method="inclusive")[percent - 1] if len(times) > 1 else times[0]


async def crowd(place: Town, tokens: Sequence[str]) -> Crowd:
    """Everybody asks, each in a conversation of their own."""
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        urls = [await begin(http, place.functions, token) for token in tokens]
    served = Served(0, place.process)
    before, worked = memory_of(place.process), served.processor()
    watching = asyncio.create_task(_peak(place.process))
    asked = [_heard(url, message(PACED), signed(token)) for url, token in zip(urls, tokens, strict=True)]
    answers = await _one_by_one(asked)
    watching.cancel()
    peak = max(memory_of(place.process), *await asyncio.gather(watching))
    heard = [each for each in answers if isinstance(each, Heard)]
    return Crowd(
        open=len(tokens),
        firsts=[each.first(FIRST_WORD, *ENDS) for each in heard],
        totals=[each.first(*ENDS) for each in heard],
        by=Counter(answered_by(each) if isinstance(each, Heard) else each for each in answers),
        grown=peak - before,
        work=served.processor() - worked,
    )


async def bare_crowd(url: str, body: bytes, size: int) -> Crowd:
    """As many ask the model alone."""
    heard = await _one_by_one([hear(url, body, {}) for _ in range(size)])
    return Crowd(
        open=size,
        firsts=[each.first(GEMINIS_WORD) for each in heard],
        totals=[each.first(GEMINIS_END) for each in heard],
        by=Counter({"the model alone": size}),
    )


async def _one_by_one(works: Sequence[Coroutine[object, object, T]]) -> list[T]:
    """All of it, begun one after the other at even times."""

    async def after(seconds: float, work: Coroutine[object, object, T]) -> T:
        await asyncio.sleep(seconds)
        return await work

    return await asyncio.gather(
        *(after(at * COME_WITHIN / len(works), each) for at, each in enumerate(works))
    )


async def _heard(url: str, body: bytes, headers: Mapping[str, str]) -> Heard | str:
    """The answer; where it was refused, the code of the problem."""
    try:
        return await hear(url, body, headers)
    except Unanswered as refused:
        return f"nobody ({code_in(str(refused))})"
    except TimeoutError:
        return "nobody (patience)"


def memory_of(process: int) -> float:
    """Kilobytes that a process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * 4096 / KILOBYTE


async def _peak(process: int) -> float:
    """The most that a process held until this is cancelled, in kilobytes."""
    peak = 0.0
    try:
        while True:
            peak = max(peak, memory_of(process))
            await asyncio.sleep(LOOKED_EVERY)
    except asyncio.CancelledError:
        return peak
