"""What "Gemini" says in a story: it calls a tool for what it is asked, and words what the tool found."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from dev.gemini_server.framing import as_event, as_stream
from dev.gemini_server.replies import Answer, Call, Ending, Raw, Reply, Tokens, calls, event, says
from dev.gemini_server.wishes import GenerateWish
from shared.domain.money import format_rupiah

Json = dict[str, Any]
Brain = Callable[[GenerateWish], Reply]

ROUND_TOKENS = calls(Call("goals")).events[-1]["usageMetadata"]["totalTokenCount"]
"""What a round that calls tools takes, as the server tells it."""


def said_last(wish: GenerateWish) -> str:
    """What the person said last."""
    texts = [
        part.text
        for content in wish.contents
        if content.role == "user"
        for part in content.parts
        if part.text is not None
    ]
    return texts[-1]


def found_last(wish: GenerateWish) -> Mapping[str, Json]:
    """What the last round of tools found, by tool; empty where the person spoke last."""
    responses = [part.function_response for part in wish.contents[-1].parts]
    return {each.name: each.response for each in responses if each is not None}


def fact(found: Json, fact_id: str) -> int:
    """The value of a fact that a tool found."""
    return int(next(each["value"] for each in found["facts"] if each["id"] == fact_id))


def adviser(wish: GenerateWish) -> Reply:
    """Knows three questions in two languages: what is left over, recording a coffee, and anything else."""
    said, found = said_last(wish), found_last(wish)
    is_english = "coffee" in said or "left" in said
    if "budget_analysis" in found:
        left = format_rupiah(fact(found["budget_analysis"], "budget.surplus"), "en" if is_english else "id")
        return (
            says("You have ", f"{left} left ", "each month. ", "Well done.")
            if is_english
            else says("Sisa uangmu ", f"{left} ", "tiap bulan. ", "Bagus.")
        )
    if "record_transactions" in found:
        return (
            says("I have prepared it. ", "Please confirm.")
            if is_english
            else says("Sudah kusiapkan. ", "Tolong setujui, ya.")
        )
    if "ngopi" in said or "coffee" in said:
        return calls(Call("record_transactions", {"text": said}))
    if "sisa" in said or "left" in said:
        return calls(Call("budget_analysis"))
    return says("Sama-sama. ", "Semangat menabung!")


def begins(*sentences: str, then: asyncio.Event | None = None, ends: str = "Begitu.") -> Raw:
    """Says these, then waits for a sign before it ends; without one it falls silent for ever."""
    begun: list[bytes | float | asyncio.Event] = [
        as_event(event({"text": sentence}, tokens=Tokens(answer=5))) for sentence in sentences
    ]
    if then is None:
        return Raw(steps=begun, ending=Ending.SILENT)
    return Raw(steps=[*begun, then, *as_stream(says(ends)).steps])


def after(sign: asyncio.Event, answer: Answer) -> Raw:
    """An answer that begins when the sign is given."""
    return Raw(steps=[sign, *as_stream(answer).steps])
