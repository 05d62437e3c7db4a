"""What happens in a turn, as a client is told: tools, text, cards, proposals, and a change of advisor."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.domain.conversation.model import FactUnit, FactValue
from shared.domain.values import Value

MOST_POINTS = 60
"""How many values a series of a chart may have, so that a card stays small."""


class ToolStarted(Value):
    """A tool runs."""

    call_id: str
    name: str
    purpose: str = Field(description="What it is for, in the person's language.")


class ToolFinished(Value):
    """A tool has ended; `failure` is its code where it did not work."""

    call_id: str
    name: str
    failure: str | None


class AnswerText(Value):
    """The next piece of the answer; every figure in it has been checked."""

    model_config = ConfigDict(str_strip_whitespace=False)

    text: str


class AnswerRestarted(Value):
    """What was shown so far does not stand; the answer begins anew."""


class ChartKind(StrEnum):
    """How a chart is meant to be drawn."""

    BAR = "BAR"
    LINE = "LINE"
    STACK = "STACK"


class ChartSeries(Value):
    """One line, or one set of bars; a value for each label."""

    name: str
    values: tuple[FactValue | None, ...] = Field(max_length=MOST_POINTS)


class CardChart(Value):
    """Small data that a client can draw."""

    kind: ChartKind
    unit: FactUnit
    labels: tuple[str, ...] = Field(max_length=MOST_POINTS)
    series: tuple[ChartSeries, ...] = Field(min_length=1, max_length=6)


class CardFigure(Value):
    """One figure of a card; `fact_id` is the fact that it shows."""

    fact_id: str
    label: str
    value: FactValue
    unit: FactUnit
    text: str = Field(description="The value as people read it, such as `Rp1.250.000`.")


class Card(Value):
    """Figures that a client shows beside the answer, and perhaps a small chart."""

    title: str
    figures: tuple[CardFigure, ...] = Field(max_length=12)
    chart: CardChart | None = None


class ProposalOffered(Value):
    """A write that waits for the person's yes, through a call of its own."""

    id: UUID
    tool: str
    summary: str
    details: tuple[CardFigure, ...] = ()
    expires_at: datetime


class AdvisorChanged(Value):
    """Another advisor answers than the one that began; `reason` is a code, `message` says why in words."""

    advisor: str
    reason: str
    message: str
