"""What an advisor is told before it answers: its instructions and what was said before."""

from collections.abc import Sequence
from datetime import datetime

from shared.advice.prompts.reading import prompt
from shared.domain.conversation.model import ChatMessage, MessageStatus, MessageType, SessionType
from shared.domain.days import today_in_jakarta
from shared.domain.values import Value
from shared.gateways.advisor.protocol import AdvisorSaid, HistoryItem, UserSaid
from shared.words import Language

HISTORY_TOKENS = 6000
"""How much of a conversation is told again, in tokens as estimated below."""

CHARACTERS_PER_TOKEN = 3
"""Indonesian takes more tokens than English; a low estimate keeps the budget on the safe side."""


class PastTurn(Value):
    """A message and its answer, always told together."""

    said: str
    answered: str

    @property
    def tokens(self) -> int:
        """About how many tokens the turn takes."""
        return (len(self.said) + len(self.answered)) // CHARACTERS_PER_TOKEN + 1


def system_text(*, session_type: SessionType, language: Language, now: datetime) -> str:
    """The advisor's instructions. What never changes comes first, so that services can cache it."""
    return "\n\n".join(
        (
            prompt("advisor"),
            prompt(f"types/{session_type.value}"),
            prompt(f"languages/{language}"),
            f"Hari ini {today_in_jakarta(now=now).isoformat()}.",
        )
    )


def past_turns(messages: Sequence[ChatMessage]) -> tuple[PastTurn, ...]:
    """The complete turns among `messages`, oldest first; pending, aborted and failed ones are left out."""
    answers = {
        message.reply_to: message
        for message in messages
        if message.type is MessageType.AI and message.status is MessageStatus.COMPLETE
    }
    said = sorted((message for message in messages if message.id in answers), key=lambda message: message.seq)
    return tuple(
        PastTurn(said=message.content, answered=answers[message.id].content)
        for message in said
        if message.type is MessageType.USER
    )


def history(
    turns: Sequence[PastTurn], *, message: str, budget: int = HISTORY_TOKENS
) -> tuple[HistoryItem, ...]:
    """The latest turns that fit the budget whole, then the message to be answered."""
    kept: list[PastTurn] = []
    for turn in reversed(turns):
        budget -= turn.tokens
        if budget < 0:
            break
        kept.append(turn)
    items: list[HistoryItem] = []
    for turn in reversed(kept):
        items += [UserSaid(text=turn.said), AdvisorSaid(text=turn.answered)]
    return (*items, UserSaid(text=message))
