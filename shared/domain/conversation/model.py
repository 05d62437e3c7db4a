"""What a conversation is made of: sessions, messages, and the facts that an answer rests on."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, JsonValue

from shared.domain.money import Fraction, Rupiah
from shared.domain.values import Value

MAX_CONTENT = 4000
"""The longest message a person may send, in characters."""

MAX_TITLE = 120
"""The longest title of a session, in characters."""

MAX_COMMENT = 500
"""The longest comment on an answer, in characters."""


class SessionType(StrEnum):
    """What a conversation is about; it chooses the advisor's instructions."""

    FINANCIAL_PLANNING = "financial_planning"
    INVESTMENT_ADVICE = "investment_advice"
    BUDGET_HELP = "budget_help"
    GENERAL = "general"


class MessageType(StrEnum):
    """Who said it."""

    USER = "user"
    AI = "ai"


class MessageStatus(StrEnum):
    """How far a turn has come. Only complete turns are remembered in later answers."""

    PENDING = "pending"
    COMPLETE = "complete"
    ABORTED = "aborted"
    FAILED = "failed"


class FeedbackRating(StrEnum):
    """What a person thinks of an answer."""

    UP = "UP"
    DOWN = "DOWN"


class FeedbackReason(StrEnum):
    """Why an answer was not good."""

    WRONG_FIGURES = "WRONG_FIGURES"
    MISUNDERSTOOD = "MISUNDERSTOOD"
    UNCLEAR = "UNCLEAR"
    NOT_USEFUL = "NOT_USEFUL"
    TOO_LONG = "TOO_LONG"
    INAPPROPRIATE = "INAPPROPRIATE"
    OTHER = "OTHER"


class FactUnit(StrEnum):
    """What a fact's value counts."""

    RUPIAH = "rupiah"
    FRACTION = "fraction"
    MONTHS = "months"
    POINTS = "points"
    DAYS = "days"
    COUNT = "count"
    DEVIATIONS = "deviations"
    DATE = "date"
    MONTH = "month"
    """A calendar month, as its first day."""


class Basis(StrEnum):
    """Where a fact comes from."""

    DECLARED = "declared"
    TRACKED = "tracked"
    COMPUTED = "computed"
    ASSUMED = "assumed"
    STATED = "stated"


class Derivation(StrEnum):
    """How a figure in an answer follows from the facts beside it."""

    QUOTED = "quoted"
    ROUNDED = "rounded"
    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    PRODUCT = "product"
    REMAINDER = "remainder"
    PER_YEAR = "per_year"


FactValue = Annotated[
    Rupiah | Fraction | date,
    Field(description="Rupiah, points and counts: integer. Fractions and months: decimal. Dates: ISO 8601."),
]


class Fact(Value):
    """One figure that an engine computed or a row holds; the only source of figures in an answer."""

    id: str = Field(description="Stable name of the figure, such as `budget.savings_rate`.")
    label: str = Field(description="What it is, in the language of the answer.")
    value: FactValue
    unit: FactUnit
    basis: Basis
    formula: str = Field(
        description="Name of the formula, `declared` for what the person typed, or an assumption's source."
    )
    as_of: datetime


class QuotedFigure(Value):
    """One figure in an answer and the facts it follows from."""

    text: str = Field(description="The figure as written in the answer.")
    start: int = Field(ge=0, description="Where it starts in the content, in Unicode code points.")
    end: int = Field(ge=0, description="Where it ends (exclusive), in Unicode code points.")
    fact_ids: tuple[str, ...] = Field(min_length=1)
    derivation: Derivation


class Provenance(Value):
    """Where each figure of an answer comes from."""

    facts: tuple[Fact, ...] = ()
    figures: tuple[QuotedFigure, ...] = ()


class AiMetadata(Value):
    """How an answer was made."""

    model: str = Field(description="The advisor and model that answered, such as `offline`.")
    tokens: int = Field(ge=0, description="Tokens that the model read and wrote.")
    processing_time: int = Field(ge=0, description="Milliseconds from the message to the whole answer.")
    confidence: Fraction | None = Field(
        default=None, description="The share of the answer's figures that match facts; null when it has none."
    )
    tools: tuple[str, ...] = Field(default=(), description="The tools that were used, in order.")


class Feedback(Value):
    """What the person thinks of an answer."""

    rating: FeedbackRating
    reason: FeedbackReason | None = None
    comment: str | None = Field(default=None, max_length=MAX_COMMENT)
    given_at: datetime


class ChatMessage(Value):
    """One message of a conversation. `seq` orders the messages of a session.

    `turn_id` is the turn that took the message last, or that gave the answer. `cards` are shown beside an
    answer, `proposals` are the ids of what it offered. `rounds` (each a round of tools with its calls and
    results) and `remembered` (the model's own content) are JSON texts: later turns tell them again, and
    nobody else reads them.
    """

    id: UUID
    session_id: UUID
    user_id: UUID
    seq: int = Field(ge=0)
    type: MessageType
    content: str
    status: MessageStatus
    client_message_id: UUID | None = None
    turn_id: UUID | None = None
    reply_to: UUID | None = Field(default=None, description="The message that this one answers.")
    ai_metadata: AiMetadata | None = None
    provenance: Provenance | None = None
    cards: tuple[dict[str, JsonValue], ...] = ()
    proposals: tuple[UUID, ...] = ()
    rounds: tuple[str, ...] = Field(default=(), repr=False)
    remembered: str | None = Field(default=None, repr=False)
    feedback: Feedback | None = None
    timestamp: datetime


class RunningTurn(Value):
    """The one turn that holds a session, and the message it answers.

    After `until`, or once it was asked to stop, anybody may take the session over.
    """

    id: UUID
    message_id: UUID
    until: datetime
    stop_asked: bool = False


class ChatSession(Value):
    """A conversation and what its turns rest on."""

    id: UUID
    user_id: UUID
    title: str | None
    type: SessionType
    is_active: bool = True
    metadata: dict[str, JsonValue] = Field(
        default_factory=dict,
        description=(
            "What the last turn rested on (capability, language, fact ids, date of the figures), and the "
            "`summary` of what was said before the messages that are still told."
        ),
    )
    next_seq: int = Field(default=0, ge=0)
    running_turn: RunningTurn | None = None
    created_at: datetime
    updated_at: datetime


class SessionState(StrEnum):
    """Which of a person's sessions are meant."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    ALL = "all"


class Chosen(Value):
    """Which sessions a list holds: by state, by type, and by words of their title and messages."""

    state: SessionState = SessionState.ACTIVE
    type: SessionType | None = None
    words: tuple[str, ...] = Field(default=(), description="As `searching.words_of` gives them.")


class SessionChange(Value):
    """What of a session its owner changes; what is None stays."""

    title: str | None = Field(default=None, max_length=MAX_TITLE)
    is_active: bool | None = None


class SessionPage(Value):
    """Some of a person's sessions, the last used first."""

    items: tuple[ChatSession, ...]
    next_cursor: str | None


class MessagePage(Value):
    """Some of a session's messages, in the order they were said.

    `next_cursor` leads on in the direction that was asked for, null where there are no more; `newer_cursor`
    is the place behind the last of them, from which to ask for newer ones at any time.
    """

    items: tuple[ChatMessage, ...]
    next_cursor: str | None
    newer_cursor: str | None = None


class ModelUse(Value):
    """One use of a model, as `ai_analytics` keeps it: redacted and capped, without the answer's words.

    `token_usage` is what was read and written in all; thoughts are among the output, what the service
    remembered is among the input. `error` and `finish` are codes, never somebody's words.
    """

    id: UUID
    session_id: UUID | None
    feature: str = Field(description="What it was for: a capability, such as `budget_analysis`.")
    ai_model: str
    request_data: dict[str, JsonValue]
    response_data: dict[str, JsonValue]
    processing_time: int = Field(ge=0, description="Milliseconds.")
    token_usage: int = Field(ge=0)
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    thought_tokens: int = Field(default=0, ge=0)
    groundedness: Fraction | None = Field(
        default=None, description="The share of the model's first figures that matched facts, if any."
    )
    finish: str | None = Field(default=None, description="Why the model stopped.")
    success: bool
    error: str | None
    timestamp: datetime
