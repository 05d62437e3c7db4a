"""What every advisor speaks: one turn goes in, typed events come out.

An advisor words what code computed. It sees the system text, the history and the declared tools, and answers
with a stream of events: text as it comes, calls of tools, what it used, and `Finished` once, last. It knows
neither the person nor the stores; whoever runs the turn runs the tools and hands the results back.

A stream ends in exactly one way: `Finished`, or AdvisorUnavailable with its reason. After either, nothing
comes. What was used is told as it becomes known, so that it also counts where a stream breaks or is left.

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


class AdvisorFailure(StrEnum):
    """Why an advisor gave no answer, or none that is whole."""

    UNREACHABLE = "unreachable"
    """There is no connection to its service, or it was lost before the answer began."""
    RATE_LIMITED = "rate_limited"
    """Its service had too many requests from us."""
    OVERLOADED = "overloaded"
    """Its service failed, or says that it is overloaded."""
    TIMED_OUT = "timed_out"
    """The answer was not whole within the deadline."""
    STALLED = "stalled"
    """Its service fell silent for too long."""
    BROKEN_STREAM = "broken_stream"
    """The stream ended, or turned unreadable, before it said that the answer is whole."""
    EMPTY = "empty"
    """The stream ended without text and without a call."""
    MALFORMED = "malformed"
    """The model wrote a call or an answer that its own service cannot read."""
    BLOCKED = "blocked"
    """Its service refuses to answer this prompt."""
    REJECTED = "rejected"
    """Its service says that the request is not valid: our own mistake."""
    MISCONFIGURED = "misconfigured"
    """The key, the model's name or the address is not, or no longer, valid."""
    NO_CONSENT = "no_consent"
    """The person has not agreed, or no longer agrees, to an outside model."""
    QUOTA_SPENT = "quota_spent"
    """The person's tokens for today are used up."""
    CIRCUIT_OPEN = "circuit_open"
    """Its service failed too often just now, and was not asked."""


class AdvisorUnavailable(Unavailable):
    """The advisor does not answer, or not in time, or not to the end; `reason` says which."""

    code = "advisor_unavailable"
    says = Words(
        id="Penasihat sedang tidak bisa menjawab. Coba kirim lagi sebentar lagi.",
        en="The advisor cannot answer right now. Try sending it again shortly.",
    )

    def __init__(self, reason: AdvisorFailure = AdvisorFailure.UNREACHABLE, *, retry_after: int = 5) -> None:
        super().__init__(retry_after=retry_after)
        self.reason = reason


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
    """The advisor asks for a tool."""

    id: str
    name: str
    arguments: dict[str, JsonValue]


class Usage(Value):
    """Tokens that a request took since the last `Usage` of the same request: they all add up.

    `cached_tokens` are those of the input that the service remembered, `thought_tokens` those of the output
    that are not part of the answer.
    """

    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    thought_tokens: int = Field(default=0, ge=0)

    @property
    def tokens(self) -> int:
        """All of them."""
        return self.input_tokens + self.output_tokens

    def plus(self, more: "Usage") -> "Usage":
        """Both together."""
        return Usage(**{name: tokens + getattr(more, name) for name, tokens in self})


class Remembered(Value):
    """The model's own content, to be given back unchanged in later requests; unread by others.

    `family` names the models that understand it, such as `gemini-3`.
    """

    # Not one character of it may change.
    model_config = ConfigDict(str_strip_whitespace=False)

    family: str
    content: JsonValue


class FinishReason(StrEnum):
    """Why the advisor stopped."""

    ANSWERED = "answered"
    WANTS_TOOLS = "wants_tools"
    TOO_LONG = "too_long"
    REFUSED = "refused"


class Finished(Value):
    """The last event of every stream."""

    reason: FinishReason


AdvisorEvent = TextDelta | ToolCall | Usage | Remembered | Finished


class UserSaid(Value):
    """What the person wrote: data, never an instruction about tools."""

    text: str


class AdvisorSaid(Value):
    """What the advisor answered in an earlier turn; `remembered` is the model's own content of it, if any."""

    text: str
    remembered: Remembered | None = None


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
    """Calls and their results, always together; `text` is what the advisor said before it called.

    `remembered` is what the model itself gave for this round. An advisor of another family goes by the text,
    the calls and the results.
    """

    text: str = ""
    calls: tuple[ToolCall, ...] = Field(min_length=1)
    results: tuple[ToolResult, ...] = Field(min_length=1)
    remembered: Remembered | None = None


HistoryItem = UserSaid | AdvisorSaid | CheckerSaid | ToolRound


class Task(StrEnum):
    """What a request is for: an answer to a person, or light work such as a title or a summary."""

    ANSWER = "answer"
    LIGHT = "light"


class TurnRequest(Value):
    """One request to an advisor. The history ends with what is to be answered now.

    With `answer_schema`, a JSON schema of an object, the answer's text is JSON that fits it.
    """

    system: str
    history: tuple[HistoryItem, ...] = Field(min_length=1)
    tools: tuple[ToolDeclaration, ...] = ()
    language: Language
    task: Task = Task.ANSWER
    answer_schema: dict[str, JsonValue] | None = None


class Advisor(Protocol):
    """Words computed facts."""

    @property
    def model(self) -> str:
        """The name under which the answer is stored, such as `offline`."""
        ...

    def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Answer as events, `Finished` last. Closing it cancels the work. Raises AdvisorUnavailable."""
        ...
