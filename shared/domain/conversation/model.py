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


class ChatMessage(Value):
    """One message of a conversation. `seq` orders the messages of a session."""

    id: UUID
    session_id: UUID
    user_id: UUID
    seq: int = Field(ge=0)
    type: MessageType
    content: str
    status: MessageStatus
    client_message_id: UUID | None = None
    reply_to: UUID | None = Field(default=None, description="The message that this one answers.")
    ai_metadata: AiMetadata | None = None
    provenance: Provenance | None = None
    timestamp: datetime


class RunningTurn(Value):
    """The one turn that holds a session; after `until` anybody may take it over."""

    id: UUID
    until: datetime


class ChatSession(Value):
    """A conversation and what its turns rest on."""

    id: UUID
    user_id: UUID
    title: str | None
    type: SessionType
    is_active: bool = True
    metadata: dict[str, JsonValue] = Field(
        default_factory=dict,
        description="What the last turn rested on: capability, language, fact ids, date of the figures.",
    )
    next_seq: int = Field(default=0, ge=0)
    running_turn: RunningTurn | None = None
    created_at: datetime
    updated_at: datetime


class SessionPage(Value):
    """Some of a person's sessions, the last used first."""

    items: tuple[ChatSession, ...]
    next_cursor: str | None


class MessagePage(Value):
    """Some of a session's messages, in the order they were said; `next_cursor` leads to older ones."""

    items: tuple[ChatMessage, ...]
    next_cursor: str | None


class ModelUse(Value):
    """One use of an advisor, as `ai_analytics` keeps it: redacted and capped, without the answer's words."""

    id: UUID
    session_id: UUID | None
    feature: str
    ai_model: str
    request_data: dict[str, JsonValue]
    response_data: dict[str, JsonValue]
    processing_time: int = Field(ge=0, description="Milliseconds.")
    token_usage: int = Field(ge=0)
    success: bool
    error: str | None
    timestamp: datetime
