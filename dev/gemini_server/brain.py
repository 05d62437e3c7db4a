"""What the server answers without a script: it asks for the tool that fits best, then tells what was found.

No model: just enough for a person to see a conversation go the way that Gemini's goes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from dev.gemini_server.replies import Answer, Call, Json, Tokens, calls, event
from dev.gemini_server.wishes import Content, Declaration, GenerateWish

MOST_FACTS = 6
_WORD = re.compile(r"\w{3,}")
_numbers = count(1)


def reply_to(wish: GenerateWish) -> Answer:
    """The next step of the conversation."""
    said = _last_text(wish.contents)
    found = _found(wish.contents)
    if wish.generation_config.response_mime_type == "application/json":
        return _in_pieces("{}", wish)
    if wish.declared and not found:
        tool = max(wish.declared, key=lambda each: len(_words(said) & _words(_of(each))))
        return calls(Call(tool.name, id=f"fc-{next(_numbers)}"))
    return _in_pieces("\n".join(_lines(found)) or f"(Gemini lokal) {said}", wish)


def _in_pieces(text: str, wish: GenerateWish) -> Answer:
    pieces = re.findall(r".{1,24}", text, re.DOTALL)
    prompt = len(wish.model_dump_json(exclude_none=True)) // 4
    events = [
        event(
            {"text": piece},
            tokens=Tokens(prompt=prompt, answer=number * 6, thoughts=12),
            finish="STOP" if number == len(pieces) else None,
        )
        for number, piece in enumerate(pieces, start=1)
    ]
    return Answer(tuple(events), pause=0.02)


def _last_text(contents: Sequence[Content]) -> str:
    """What the person wrote last."""
    texts = (part.text for content in reversed(contents) if content.role == "user" for part in content.parts)
    return next((text for text in texts if text), "")


def _found(contents: Sequence[Content]) -> list[Json]:
    """What the tools gave since the person wrote."""
    found: list[Json] = []
    for content in reversed(contents):
        if content.role == "user" and any(part.text for part in content.parts):
            break
        responses = [part.function_response for part in content.parts if part.function_response is not None]
        found = [*(response.response for response in responses), *found]
    return found


def _lines(found: Sequence[Json]) -> Iterator[str]:
    for each in found:
        facts: list[dict[str, Any]] = each.get("facts", [])
        yield from (f"{fact['label']}: {fact['value']}" for fact in facts[:MOST_FACTS])
        if "error" in each:
            yield str(each["error"].get("hint", ""))


def _of(tool: Declaration) -> str:
    return f"{tool.name.replace('_', ' ')} {tool.description}"


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
