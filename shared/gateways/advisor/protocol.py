"""What every advisor speaks: one turn goes in, typed events come out.

An advisor words what code computed. It sees the system text, the history and the declared tools, and answers
with a stream of events: text as it comes, calls of tools, what it used, and `Finished` once, last. It knows
neither the person nor the stores; whoever runs the turn runs the tools and hands the results back.

Which advisor runs is known only to the function's `deps.py`.
"""

from collections.abc import AsyncGenerator
from enum import StrEnum
from typing import Protocol

from pydantic import ConfigDict, Field, JsonValue

from shared.domain.conversation.model import Fact
from shared.domain.values import Value
from shared.errors import Unavailable
from shared.words import Language, Words


class AdvisorUnavailable(Unavailable):
    """The advisor does not answer, or not in time."""

    code = "advisor_unavailable"
    says = Words(
        id="Penasihat sedang tidak bisa menjawab. Coba kirim lagi sebentar lagi.",
        en="The advisor cannot answer right now. Try sending it again shortly.",
    )


class ToolDeclaration(Value):
    """A tool as the advisor sees it. `parameters` is a JSON schema of an object."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")
    description: Words
    parameters: dict[str, JsonValue]


class TextDelta(Value):
    """The next piece of the answer."""

    # Spaces at the ends of a piece belong to the answer.
    model_config = ConfigDict(str_strip_whitespace=False)

    text: str


class ToolCall(Value):
    """The advisor asks for a tool. `opaque` is for its own service to see again, unread by others."""

    id: str
    name: str
    arguments: dict[str, JsonValue]
    opaque: str | None = None


class Usage(Value):
    """Tokens that one request of the advisor's service took."""

    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)


class FinishReason(StrEnum):
    """Why the advisor stopped."""

    ANSWERED = "answered"
    WANTS_TOOLS = "wants_tools"
    TOO_LONG = "too_long"
    REFUSED = "refused"


class Finished(Value):
    """The last event of every stream."""

    reason: FinishReason


AdvisorEvent = TextDelta | ToolCall | Usage | Finished


class UserSaid(Value):
    """What the person wrote: data, never an instruction about tools."""

    text: str


class AdvisorSaid(Value):
    """What the advisor answered in an earlier turn."""

    text: str


class CheckerSaid(Value):
    """What our own check of the last answer asks the advisor to put right."""

    text: str


class Remark(Value):
    """Something a tool noticed, worded by code. `code` is stable."""

    code: str
    text: str


class Missing(Value):
    """Something a tool did not know, and what to fill in."""

    name: str
    hint: str


class ToolFailure(Value):
    """A tool that did not work, as data: a stable code and what the advisor should do about it."""

    code: str
    hint: str


class ToolResult(Value):
    """What a tool found: facts with ids, remarks, what is missing, and other data; or its failure."""

    call_id: str
    name: str
    facts: tuple[Fact, ...] = ()
    remarks: tuple[Remark, ...] = ()
    missing: tuple[Missing, ...] = ()
    data: dict[str, JsonValue] = Field(default_factory=dict)
    failure: ToolFailure | None = None


class ToolRound(Value):
    """Calls and their results, always together; `text` is what the advisor said before it called."""

    text: str = ""
    calls: tuple[ToolCall, ...] = Field(min_length=1)
    results: tuple[ToolResult, ...] = Field(min_length=1)


HistoryItem = UserSaid | AdvisorSaid | CheckerSaid | ToolRound


class TurnRequest(Value):
    """One request to an advisor. The history ends with what is to be answered now."""

    system: str
    history: tuple[HistoryItem, ...] = Field(min_length=1)
    tools: tuple[ToolDeclaration, ...] = ()
    language: Language


class Advisor(Protocol):
    """Words computed facts."""

    @property
    def model(self) -> str:
        """The name under which the answer is stored, such as `offline`."""
        ...

    def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Answer as events, `Finished` last. Closing it cancels the work. Raises AdvisorUnavailable."""
        ...
