"""A conversation with the offline advisor over one person's figures, turn by turn as the chat runs it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from shared.advice.context import Briefing, Summary, data_text
from shared.advice.model import Answer, TurnSetting
from shared.advice.turn import Turn
from shared.domain.conversation.engine import detect_language
from shared.domain.conversation.model import Fact
from shared.gateways.advisor.offline import OfflineAdvisor
from shared.gateways.advisor.protocol import AdvisorSaid, HistoryItem, ToolCall, UserSaid
from shared.words import Language
from tests.functions.chat.tools.household import Household


class Reply(NamedTuple):
    """An answer, and the calls that were made for it."""

    answer: Answer
    calls: tuple[ToolCall, ...]

    @property
    def text(self) -> str:
        """What was said."""
        return self.answer.content

    @property
    def failures(self) -> tuple[str, ...]:
        """The codes of the tools that did not work in the end: a name may be tried again."""
        results = [result for each in self.answer.rounds[-1:] for result in each.results]
        return tuple(it.failure.code for it in results if it.failure is not None)


@dataclass
class Conversation:
    """What was said so far, told again before each message."""

    household: Household
    language: Language = "id"
    history: list[HistoryItem] = field(default_factory=list[HistoryItem])
    facts: dict[str, Fact] = field(default_factory=dict[str, Fact])

    async def say(self, message: str) -> Reply:
        """The reply to a message, in the language that it is written in."""
        language = detect_language(message, otherwise=self.language)
        setting = TurnSetting(
            data=data_text(now=self.household.now, briefing=Briefing(), summary=Summary()),
            history=(*self.history, UserSaid(text=message)),
            tools=self.household.setting(language),
            facts=tuple(self.facts.values()),
        )
        turn = Turn(advisors=(OfflineAdvisor(),), toolbox=self.household.toolbox, setting=setting)
        events = [event async for event in turn.run()]
        answer = events[-1]
        assert isinstance(answer, Answer)
        self.facts |= {fact.id: fact for fact in answer.provenance.facts}
        self.history += [UserSaid(text=message), *answer.rounds, AdvisorSaid(text=answer.content)]
        return Reply(answer, tuple(call for each in answer.rounds for call in each.calls))
