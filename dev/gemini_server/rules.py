"""What Gemini refuses with 400 and 404, as far as it is known: what passes here may still be wrong."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from dev.gemini_server.wishes import Content, GenerateWish, Part

MODELS = (
    "gemini-3.8-flash",
    "gemini-3.7-flash",
    "gemini-3.6-flash",
    "gemini-3.5-flash",
    "gemini-3.5-flash-lite",
    "gemini-2.5-flash",
)
"""The models that answered in November 2026."""

THINKS_ALWAYS = ("gemini-3.8-flash",)
"""Models that refuse to think minimally."""


class Violation(NamedTuple):
    """What is wrong with a request, and where."""

    field: str
    why: str


def read_wish(body: bytes) -> GenerateWish | list[Violation]:
    """The request, or what is wrong with its shape."""
    try:
        return GenerateWish.model_validate_json(body)
    except ValidationError as error:
        return [
            Violation(".".join(map(str, each["loc"])), each["type"])
            for each in error.errors(include_url=False)
        ]


def violations(wish: GenerateWish, model: str) -> list[Violation]:
    """What is wrong with a well-shaped request."""
    return [*_content_violations(wish.contents, model), *_setup_violations(wish, model)]


def _content_violations(contents: Sequence[Content], model: str) -> Iterator[Violation]:
    waiting: list[Part] = []
    if contents[0].role != "user":
        yield Violation("contents[0].role", "the first content must be the user's")
    for number, content in enumerate(contents):
        where = f"contents[{number}].parts"
        yield from _part_violations(content, where)
        yield from _response_violations(content, waiting, where)
        waiting = [part for part in content.parts if part.function_call is not None]
        if waiting and content.role != "model":
            yield Violation(where, "only the model may call a function")
        if waiting and model.startswith("gemini-3") and waiting[0].thought_signature is None:
            yield Violation(where, "function call is missing a thought_signature")
    if waiting:
        yield Violation("contents", "a function call turn must be followed by its responses")


def _part_violations(content: Content, where: str) -> Iterator[Violation]:
    for number, part in enumerate(content.parts):
        given = (part.text, part.function_call, part.function_response)
        # An empty text may stand where it only carries a signature.
        is_empty = part.text == "" and part.thought_signature is None
        if sum(each is not None for each in given) != 1 or is_empty:
            yield Violation(f"{where}[{number}].data", "required oneof field must have one initialized field")


def _response_violations(content: Content, calls: Sequence[Part], where: str) -> Iterator[Violation]:
    """As many responses as calls, each with the id and the name of its call."""
    responses = [part.function_response for part in content.parts if part.function_response is not None]
    if len(responses) != len(calls):
        yield Violation(where, "the number of function responses must equal that of function calls")
        return
    called = sorted(
        (part.function_call.name, part.function_call.id or "") for part in calls if part.function_call
    )
    answered = sorted((response.name, response.id or "") for response in responses)
    if called != answered:
        yield Violation(where, "function responses must have the names and ids of their calls")


def _setup_violations(wish: GenerateWish, model: str) -> Iterator[Violation]:
    generation = wish.generation_config
    thinking = generation.thinking_config
    if model in THINKS_ALWAYS and thinking is not None and thinking.thinking_level == "MINIMAL":
        yield Violation("generationConfig.thinkingConfig.thinkingLevel", "minimal is not supported")
    structured = generation.response_schema or generation.response_json_schema
    if structured is not None and generation.response_mime_type != "application/json":
        yield Violation("generationConfig.responseMimeType", "a schema needs application/json")
    names = [each.name for each in wish.declared]
    if len(names) != len(set(names)):
        yield Violation("tools", "duplicate function declaration")
    for each in wish.declared:
        if each.parameters is not None and each.parameters_json_schema is not None:
            yield Violation(f"tools.{each.name}", "parameters and parametersJsonSchema exclude each other")
