"""Requests as Gemini understands them: the fields that we know, in either spelling; any other is refused."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Json = dict[str, Any]


class Wish(BaseModel):
    """A part of a request."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class FunctionCall(Wish):
    """A call, given back as the model made it."""

    id: str | None = None
    name: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$")
    args: Json | None = None


class FunctionResponse(Wish):
    """What a call gave."""

    id: str | None = None
    name: str
    response: Json


class Part(Wish):
    """Exactly one of text, call and response, perhaps with a thought signature."""

    text: str | None = None
    thought: bool | None = None
    thought_signature: str | None = None
    function_call: FunctionCall | None = None
    function_response: FunctionResponse | None = None


class Content(Wish):
    """What one side said."""

    role: Literal["user", "model"] = "user"
    parts: list[Part] = Field(min_length=1)


class Declaration(Wish):
    """A tool that the model may ask for."""

    name: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$")
    description: str = Field(min_length=1)
    parameters: Json | None = None
    parameters_json_schema: Json | None = None


class Tool(Wish):
    """Declared tools."""

    function_declarations: list[Declaration] = Field(min_length=1)


class Calling(Wish):
    """Whether the model may, must or may not ask for tools."""

    mode: Literal["AUTO", "ANY", "NONE", "VALIDATED"] = "AUTO"
    allowed_function_names: list[str] | None = None


class ToolSetup(Wish):
    """How tools are asked for."""

    function_calling_config: Calling | None = None


class Thinking(Wish):
    """How much to think."""

    thinking_level: Literal["MINIMAL", "LOW", "MEDIUM", "HIGH"] | None = None
    include_thoughts: bool | None = None


class Generation(Wish):
    """How to answer."""

    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = None
    top_k: float | None = None
    max_output_tokens: int | None = Field(default=None, ge=1, le=65_536)
    stop_sequences: list[str] | None = Field(default=None, max_length=5)
    thinking_config: Thinking | None = None
    response_mime_type: Literal["text/plain", "application/json"] | None = None
    response_schema: Json | None = None
    response_json_schema: Json | None = None


class Safety(Wish):
    """What is refused."""

    category: str
    threshold: str


class GenerateWish(Wish):
    """A request for content."""

    contents: list[Content] = Field(min_length=1)
    system_instruction: Content | None = None
    tools: list[Tool] | None = None
    tool_config: ToolSetup | None = None
    generation_config: Generation = Field(default_factory=Generation)
    safety_settings: list[Safety] | None = None
    cached_content: str | None = None

    @property
    def declared(self) -> tuple[Declaration, ...]:
        """The tools that may be asked for."""
        return tuple(each for tool in self.tools or () for each in tool.function_declarations)
