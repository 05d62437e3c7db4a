"""What Gemini sends, one JSON object an event: as much of it as we read, in either spelling of names."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic.alias_generators import to_camel

from shared.gateways.advisor.gemini.failures import ErrorBody, Failed
from shared.gateways.advisor.protocol import AdvisorFailure

Part = dict[str, JsonValue]
"""A part of the model's content, kept as it came: it may have to be given back unchanged."""


class _Wire(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="ignore", defer_build=True, frozen=True
    )


class FunctionCall(_Wire):
    """A tool that the model asks for. Older models give no id."""

    id: str | None = None
    name: str = Field(min_length=1)
    args: dict[str, JsonValue] | None = None


class ReadPart(_Wire):
    """What we read of a part. A thought is for nobody to see."""

    text: str | None = None
    thought: bool = False
    function_call: FunctionCall | None = None


class Content(_Wire):
    """What the model said, in parts."""

    parts: list[Part] | None = None


class Candidate(_Wire):
    """One answer; there is only ever one. A finish reason stands in the last event that has a candidate."""

    content: Content | None = None
    finish_reason: str | None = None


class PromptFeedback(_Wire):
    """What Google says of the prompt; with a block reason there is no answer."""

    block_reason: str | None = None


class Counts(NamedTuple):
    """Tokens of a call so far: thoughts are part of the output, and what was cached of the input."""

    input: int = 0
    output: int = 0
    cached: int = 0
    thoughts: int = 0


class UsageMetadata(_Wire):
    """Tokens as Gemini counts them: `candidates` are without thoughts, `prompt` is with what was cached."""

    prompt_token_count: int = Field(0, ge=0)
    tool_use_prompt_token_count: int = Field(0, ge=0)
    candidates_token_count: int = Field(0, ge=0)
    thoughts_token_count: int = Field(0, ge=0)
    cached_content_token_count: int = Field(0, ge=0)

    @property
    def counts(self) -> Counts:
        """The same as we count."""
        return Counts(
            self.prompt_token_count + self.tool_use_prompt_token_count,
            self.candidates_token_count + self.thoughts_token_count,
            self.cached_content_token_count,
            self.thoughts_token_count,
        )


class Chunk(_Wire):
    """One event of a stream."""

    candidates: list[Candidate] | None = None
    prompt_feedback: PromptFeedback | None = None
    usage_metadata: UsageMetadata | None = None
    error: ErrorBody | None = None


def read_chunk(data: bytes) -> Chunk:
    """An event's data. Raises Failed where it is not one of Gemini's."""
    try:
        return Chunk.model_validate_json(data)
    except ValidationError:
        raise Failed(AdvisorFailure.BROKEN_STREAM, told="unreadable_event") from None


def read_part(part: Part) -> ReadPart:
    """What we read of a part. Raises Failed where it is not one of Gemini's."""
    try:
        return ReadPart.model_validate(part)
    except ValidationError:
        raise Failed(AdvisorFailure.BROKEN_STREAM, told="unreadable_part") from None
