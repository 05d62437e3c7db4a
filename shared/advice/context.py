"""What an advisor is told before it answers: instructions, the person's data, and what was said before."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from pydantic import Field, JsonValue, ValidationError

from shared.advice.capabilities import SKILLS, Capability
from shared.advice.prompts.reading import prompt
from shared.advice.tools import Findings
from shared.domain.conversation.model import ChatMessage, Fact, MessageStatus, MessageType, SessionType
from shared.domain.days import today_in_jakarta
from shared.domain.usage.quota import tokens_in
from shared.domain.values import Value
from shared.gateways.advisor.protocol import AdvisorSaid, HistoryItem, Remembered, ToolRound, UserSaid
from shared.words import Language

HISTORY_TOKENS = 6000
"""How much of a conversation is told again, in tokens as estimated below."""

LINE_LENGTH = 160
"""How much of a turn its line in the summary keeps of either side, in characters."""

SUMMARY_LINES = 12
"""How many earlier turns a summary still names, the latest ones."""

MOST_RETOLD = 14
"""How many turns are told again at most. Fewer than are read, so that each is summed up before it is not."""


class PastTurn(Value):
    """A message and its answer, always told together, with the calls and results between them."""

    seq: int
    said: str
    answered: str
    answered_at: datetime
    rounds: tuple[ToolRound, ...] = ()
    remembered: Remembered | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def tokens(self) -> int:
        """About how many tokens the turn takes, with what a model wants back of its own."""
        between = sum(len(it.model_dump_json()) for it in self.rounds)
        kept = 0 if self.remembered is None else len(self.remembered.model_dump_json())
        return tokens_in(len(self.said) + max(len(self.answered), kept) + between) + 1

    @property
    def items(self) -> tuple[HistoryItem, ...]:
        """The turn as an advisor reads it."""
        answered = AdvisorSaid(text=self.answered, remembered=self.remembered)
        return (UserSaid(text=self.said), *self.rounds, answered)

    @property
    def bare(self) -> "PastTurn":
        """The turn without what its tools found."""
        return self.model_copy(update={"rounds": (), "remembered": None, "facts": ()})


class Summary(Value):
    """What was said in turns that are no longer told: a line each, the latest ones; `until` is their last."""

    lines: tuple[str, ...] = ()
    until: int = -1

    @classmethod
    def of(cls, kept: JsonValue) -> "Summary":
        """A summary as a session keeps it; an empty one where there is none that can be read."""
        try:
            return cls.model_validate(kept)
        except ValidationError:
            return cls()

    def extended(self, turns: Sequence[PastTurn]) -> "Summary":
        """With a line for each of the turns that it does not hold yet, oldest first."""
        fresh = [turn for turn in turns if turn.seq > self.until]
        if not fresh:
            return self
        lines = (*self.lines, *(_line(turn) for turn in fresh))[-SUMMARY_LINES:]
        return Summary(lines=lines, until=fresh[-1].seq)


class Retold(NamedTuple):
    """What of a conversation is told again, the facts that stand in it, and what only the summary holds."""

    items: tuple[HistoryItem, ...]
    facts: tuple[Fact, ...]
    summary: Summary


class Briefing(Value):
    """The asking person as data: a few facts of their life, and their figures."""

    life: Mapping[str, JsonValue] = Field(default_factory=dict[str, JsonValue])
    figures: Findings | None = None


def instructions(*, session_type: SessionType, capability: Capability, language: Language) -> str:
    """What an advisor is told that never changes; it comes first, so that services can cache it."""
    return "\n\n".join(
        (
            prompt("advisor"),
            prompt(f"types/{session_type.value}"),
            prompt(SKILLS[capability].prompt),
            prompt(f"languages/{language}"),
        )
    )


def data_text(*, now: datetime, briefing: Briefing, summary: Summary) -> str:
    """What an advisor is told that changes: the day, the person as data, and the turns left out."""
    parts = [f"Hari ini {today_in_jakarta(now=now).isoformat()}."]
    if briefing.life or briefing.figures is not None:
        parts.append(f"{prompt('data')}\n{_as_json(briefing)}")
    if summary.lines:
        lines = "\n".join(summary.lines)
        parts.append(f"{prompt('earlier')}\n{lines}")
    return "\n\n".join(parts)


def past_turns(messages: Sequence[ChatMessage]) -> tuple[PastTurn, ...]:
    """The complete turns among `messages`, oldest first; pending, aborted and failed ones are left out."""
    answers = {
        message.reply_to: message
        for message in messages
        if message.type is MessageType.AI and message.status is MessageStatus.COMPLETE
    }
    said = sorted((message for message in messages if message.id in answers), key=lambda message: message.seq)
    return tuple(
        _past_turn(message, answers[message.id]) for message in said if message.type is MessageType.USER
    )


def retell(
    turns: Sequence[PastTurn],
    *,
    message: str,
    summary: Summary,
    today: date,
    budget: int = HISTORY_TOKENS,
) -> Retold:
    """The latest turns that fit the budget, then the message to be answered.

    A turn of `today` is told whole with its calls and results. An earlier one, whose figures may be true no
    longer, is told without them, and so is one that only fits without them. What does not fit at all, and
    everything before it, goes into the summary.
    """
    kept: list[PastTurn] = []
    for turn in reversed(turns[-MOST_RETOLD:]):
        is_fresh = today_in_jakarta(now=turn.answered_at) == today
        forms = (turn, turn.bare) if is_fresh else (turn.bare,)
        fitting = next((form for form in forms if form.tokens <= budget), None)
        if fitting is None:
            break
        budget -= fitting.tokens
        kept.append(fitting)
    kept.reverse()
    return Retold(
        items=(*(item for turn in kept for item in turn.items), UserSaid(text=message)),
        facts=tuple({fact.id: fact for turn in kept for fact in turn.facts}.values()),
        summary=summary.extended(turns[: len(turns) - len(kept)]),
    )


def _past_turn(message: ChatMessage, answer: ChatMessage) -> PastTurn:
    return PastTurn(
        seq=message.seq,
        said=message.content,
        answered=answer.content,
        answered_at=answer.timestamp,
        rounds=tuple(ToolRound.model_validate_json(kept) for kept in answer.rounds),
        remembered=Remembered.model_validate_json(answer.remembered) if answer.remembered else None,
        facts=answer.provenance.facts if answer.provenance is not None else (),
    )


def _line(turn: PastTurn) -> str:
    return f"- {_cut(turn.said)} -> {_cut(turn.answered)}"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LINE_LENGTH else f"{plain[: LINE_LENGTH - 1]}…"


def _as_json(briefing: Briefing) -> str:
    found = briefing.figures or Findings()
    data = {
        "life": dict(briefing.life),
        "figures": [
            fact.model_dump(mode="json", include={"id", "label", "value", "unit", "basis"})
            for fact in found.facts
        ],
        "missing": [gap.name for gap in found.missing],
        **found.data,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
