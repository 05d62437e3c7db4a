"""A conversation through the pipeline as it is deployed: service, preparation, turn, tools, checks, records.

Only what stands outside the process is replaced: the stores by those of the town, the advisors by those of an
evaluation.
"""

from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from time import perf_counter
from uuid import UUID, uuid4

from pydantic import BaseModel

from functions.chat.models.messages import MessageView
from functions.chat.service import ChatService, OpenTurn
from functions.chat.stream import TurnDone
from functions.chat.tools.registry import toolbox_of
from shared.advice.capabilities import SKILLS
from shared.advice.events import (
    AnswerRestarted,
    AnswerText,
    Card,
    ProposalOffered,
    ToolStarted,
)
from shared.advice.model import TurnSetting
from shared.advice.preparing import Preparation
from shared.advice.quota import TurnQuota
from shared.advice.turn import Turn
from shared.domain.conversation.engine import clean_text
from shared.domain.conversation.model import ChatSession, Fact, ModelUse, Provenance, SessionType
from shared.errors import FintarError
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    ToolCall,
    ToolResult,
    ToolRound,
    TurnRequest,
)
from shared.services.conversations import ConversationService
from shared.services.running_turns import RunningTurns
from shared.services.turns import Said, TurnService
from shared.words import Language
from tests.evaluation.town import Person, Town
from tests.fakes.chat import FakeConversations
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import FixedClock

PLENTY = 100_000_000
"""Tokens that a person of the evaluation may use a day."""


@dataclass(kw_only=True)
class Heard:
    """What came of one message. `pieces` are all that was shown of the text, also what was dropped later."""

    said: str
    language: Language = "id"
    content: str = ""
    model: str = ""
    pieces: list[str] = field(default_factory=list[str])
    restarted: int = 0
    requests: list[TurnRequest] = field(default_factory=list[TurnRequest])
    calls: list[ToolCall] = field(default_factory=list[ToolCall])
    results: list[ToolResult] = field(default_factory=list[ToolResult])
    tools: list[str] = field(default_factory=list[str])
    purposes: list[str] = field(default_factory=list[str])
    cards: list[Card] = field(default_factory=list[Card])
    proposals: list[ProposalOffered] = field(default_factory=list[ProposalOffered])
    provenance: Provenance = field(default_factory=Provenance)
    uses: list[ModelUse] = field(default_factory=list[ModelUse])
    failure: str | None = None
    seconds: float = 0.0

    @property
    def ids(self) -> set[str]:
        """The ids of this turn's calls."""
        return {call.id for call in self.calls}

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that the tools found."""
        return tuple(fact for result in self.results for fact in result.facts)

    @property
    def shown(self) -> str:
        """All text that a client was given as words of the advisor's, whether it stayed or not."""
        return "\n".join((*self.pieces, self.content))

    @property
    def beside(self) -> str:
        """All text that a client was given beside those."""
        offered = [made.model_dump_json() for made in self.proposals]
        return "\n".join((*self.purposes, *(card.model_dump_json() for card in self.cards), *offered))


AdvisorsOf = Callable[[Person, TurnQuota], Sequence[Advisor]]


class Overheard:
    """An advisor whose requests and calls are noted down, with what the tools found for it."""

    def __init__(self, advisor: Advisor, heard: Callable[[], Heard]) -> None:
        self._advisor = advisor
        self._heard = heard

    @property
    def model(self) -> str:
        """The name of the advisor inside."""
        return self._advisor.model

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """The events of the advisor inside."""
        heard = self._heard()
        heard.requests.append(request)
        known = {result.call_id for result in heard.results}
        heard.results += [
            it for it in _results(request) if it.call_id not in known and it.call_id in heard.ids
        ]
        async with aclosing(self._advisor.stream(request)) as events:
            async for event in events:
                if isinstance(event, ToolCall):
                    heard.calls.append(event)
                yield event


class Conversation:
    """One conversation of one person. With `known` the advisor is told their figures first."""

    def __init__(self, town: Town, person: Person, advisors: AdvisorsOf, *, known: bool) -> None:
        self._town, self._person, self._advisors, self._known = town, person, advisors, known
        self._hears = Heard(said="")
        self._kept = FakeConversations()
        self._clock = FixedClock(town.now)
        self.session_id: UUID = uuid4()
        self._kept.sessions[self.session_id] = ChatSession(
            id=self.session_id,
            user_id=person.caller.id,
            type=SessionType.GENERAL,
            title=None,
            created_at=town.now,
            updated_at=town.now,
        )
        self._chat = self._service()

    async def say(self, text: str) -> Heard:
        """Send a message as the HTTP API would, and listen to the end."""
        heard = self._hears = Heard(said=text)
        began = perf_counter()
        said = Said(
            session_id=self.session_id,
            content=clean_text(text),
            client_message_id=uuid4(),
            now=self._town.now,
        )
        try:
            turn = await self._chat.begin(said, language="id")
            assert isinstance(turn, OpenTurn)
            heard.language = turn.language
            async for event in self._chat.run(turn):
                self._take(event, heard)
        except FintarError as error:
            heard.failure = error.code
        heard.seconds = perf_counter() - began
        heard.uses = [use for _, use in self._kept.uses]
        self._kept.uses.clear()
        return heard

    def _take(self, event: BaseModel, heard: Heard) -> None:
        match event:
            case AnswerText():
                heard.pieces.append(event.text)
            case AnswerRestarted():
                heard.restarted += 1
            case ToolStarted():
                heard.tools.append(event.name)
                heard.purposes.append(event.purpose)
            case Card():
                heard.cards.append(event)
            case ProposalOffered():
                heard.proposals.append(event)
            case TurnDone():
                self._read(event.message, heard)
            case _:
                pass

    def _read(self, answer: MessageView, heard: Heard) -> None:
        """The answer as it is stored."""
        stored = self._kept.messages[answer.id]
        heard.content = stored.content
        heard.provenance = stored.provenance or Provenance()
        heard.model = stored.ai_metadata.model if stored.ai_metadata is not None else ""

    def _service(self) -> ChatService:
        caller, stores = self._person.caller, self._kept.as_caller(self._person.caller)
        known = self._town.known
        return ChatService(
            turns=TurnService(
                owner=caller.id, stores=stores, running=RunningTurns(look_every=60), clock=self._clock
            ),
            conversations=ConversationService(owner=caller.id, stores=stores),
            analytics=stores.analytics,
            prepare=Preparation(
                turns=self._turn,
                quota=lambda turn_id: TurnQuota(
                    quotas=FakeQuotas().as_caller(caller),
                    turn_id=turn_id,
                    configured=PLENTY,
                    clock=self._clock,
                ),
                known=(lambda _now, language: known(self._person, language)) if self._known else None,
            ).prepare,
        )

    def _turn(self, setting: TurnSetting, quota: TurnQuota) -> Turn:
        tools = toolbox_of(self._town.services(self._person))
        advisors = self._advisors(self._person, quota)
        return Turn(
            advisors=[Overheard(each, lambda: self._hears) for each in advisors],
            toolbox=tools.for_turn(setting.tools, among=SKILLS[setting.capability].tools),
            setting=setting,
            deadline=300.0,
        )


def _results(request: TurnRequest) -> Iterator[ToolResult]:
    for item in request.history:
        if isinstance(item, ToolRound):
            yield from item.results


async def hold(
    town: Town, key: str, turns: Sequence[str], advisors: AdvisorsOf, *, known: bool
) -> list[Heard]:
    """Say one thing after the other in one conversation of the person with that key."""
    conversation = Conversation(town, town.people[key], advisors, known=known)
    return [await conversation.say(text) for text in turns]
