"""What a turn starts from and what it gives: its setting, its events, and the answer that ends it."""

from decimal import Decimal

from pydantic import ConfigDict, Field

from shared.advice.capabilities import Capability
from shared.advice.events import (
    AdvisorChanged,
    AnswerRestarted,
    AnswerText,
    Card,
    ProposalOffered,
    ToolFinished,
    ToolStarted,
)
from shared.advice.tools import ToolSetting
from shared.domain.conversation.model import Fact, Provenance
from shared.domain.values import Value
from shared.gateways.advisor.protocol import HistoryItem, Remembered, ToolRound, Usage, UserSaid


class TurnSetting(Value):
    """What one turn starts from. The history ends with the message to be answered.

    `instructions` never change and must not be told; `data` is what the advisor knows of the person and the
    day; `facts` are those that stand in the data and the history already.
    """

    instructions: str = ""
    data: str = ""
    history: tuple[HistoryItem, ...] = Field(min_length=1)
    tools: ToolSetting
    facts: tuple[Fact, ...] = ()
    capability: Capability = Capability.CHAT

    @property
    def system(self) -> str:
        """What the advisor is told first; what never changes stands in front, so that it can be cached."""
        return "\n\n".join(part for part in (self.instructions, self.data) if part)

    @property
    def message(self) -> str:
        """The message to be answered."""
        last = self.history[-1]
        return last.text if isinstance(last, UserSaid) else ""


class Answer(Value):
    """The whole answer, the last event of a turn. `first_confidence` is that of the advisor's first words."""

    model_config = ConfigDict(str_strip_whitespace=False)

    content: str
    provenance: Provenance
    confidence: Decimal | None
    first_confidence: Decimal | None
    model: str
    capability: Capability
    used: Usage
    finish: str | None = Field(
        default=None, description="Why the advisor stopped; None where none was asked."
    )
    tools: tuple[str, ...]
    fact_ids: tuple[str, ...]
    rounds: tuple[ToolRound, ...] = ()
    remembered: Remembered | None = None
    proposals: tuple[ProposalOffered, ...] = ()
    cards: tuple[Card, ...] = ()
    replaced: tuple[str, ...] = Field(default=(), description="Advisors that were asked first and failed.")


TurnEvent = (
    ToolStarted
    | ToolFinished
    | AnswerText
    | AnswerRestarted
    | Card
    | ProposalOffered
    | AdvisorChanged
    | Answer
)
