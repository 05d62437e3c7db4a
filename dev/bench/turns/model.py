"""Gemini's place in the benchmarks of turns: `python -m dev.bench.turns.model` prints its address and serves.

It answers by a word in what the person said last, without a pause unless that is part of it.
"""

import asyncio
from collections.abc import Iterator, Mapping

from dev.gemini_server.replies import Answer, Call, Json, Reply, Tokens, calls, event, says
from dev.gemini_server.server import GeminiServer
from dev.gemini_server.wishes import GenerateWish

PLAIN, ONE_TOOL, THREE_TOOLS = "halo", "satu", "tiga"
SENTENCES, PIECES, PACED = "kalimat", "potong", "pelan"
"""Words that choose the answer; in a message of their own."""

EVENTS = 400
PACE, PACED_EVENTS = 0.3, 40
TOOLS = ("budget_month", "goals", "debts")


def answer(wish: GenerateWish) -> Reply:
    """What fits the word that was said."""
    last = wish.contents[-1].parts
    if any(part.function_response is not None for part in last):
        return ANSWERS[PLAIN]
    said = next((part.text for part in reversed(last) if part.text), "")
    return next((reply for word, reply in ANSWERS.items() if word in said), ANSWERS[PLAIN])


def _words(pieces: Iterator[str], *, pause: float = 0.0) -> Answer:
    """An answer of many events; the last one ends it."""
    told: list[Json] = [event({"text": piece}) for piece in pieces]
    return Answer((*told, event(tokens=Tokens(answer=400), finish="STOP")), pause=pause)


ANSWERS: Mapping[str, Reply] = {
    ONE_TOOL: calls(Call(TOOLS[0])),
    THREE_TOOLS: calls(
        *(
            Call(tool, id=f"fc-{at}") if at == 0 else Call(tool, id=f"fc-{at}", signature=None)
            for at, tool in enumerate(TOOLS)
        )
    ),
    SENTENCES: _words("Catat dulu, ya. " for _ in range(EVENTS)),
    PIECES: _words("Catat dulu, ya. " if at % 20 == 19 else "lalu catat, " for at in range(EVENTS)),
    PACED: _words(("Catat dulu, ya. " for _ in range(PACED_EVENTS)), pause=PACE),
    PLAIN: says("Halo juga. ", "Ada yang bisa kubantu? ", "Tanya saja."),
}


async def _serve() -> None:
    async with GeminiServer(always=answer) as server:
        print(server.url, flush=True)
        await server.serve()


if __name__ == "__main__":
    asyncio.run(_serve())
