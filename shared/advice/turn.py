"""One turn: ask the advisor, run the tools it asks for, check its words, give an answer that stands on facts.

At most six rounds, the last without tools so that there is always an answer. Words that match no fact or
break a rule get one round of repair; after that a template says what the facts say. An advisor that fails
hands over to the next one, which starts from what the tools have found so far. Whoever closes the stream of
events early cancels the advisor's work.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Sequence
from contextlib import aclosing
from typing import TypeVar

from shared.advice.draft import Draft
from shared.advice.events import (
    AnswerRestarted,
    AnswerText,
    Card,
    ProposalOffered,
    ToolFinished,
    ToolStarted,
)
from shared.advice.grounding import stated_facts
from shared.advice.handover import handed_over
from shared.advice.model import Answer, TurnEvent, TurnSetting
from shared.advice.policy.screening import Concern, screen
from shared.advice.policy.words import said_instead
from shared.advice.prompts.reading import prompt
from shared.advice.review import Review, review
from shared.advice.template import closing_words, template_answer
from shared.advice.tools import Outcome, Toolbox
from shared.domain.conversation.model import Fact
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorFailure,
    AdvisorSaid,
    AdvisorUnavailable,
    CheckerSaid,
    Finished,
    HistoryItem,
    Remembered,
    TextDelta,
    ToolCall,
    ToolDeclaration,
    ToolRound,
    TurnRequest,
    Usage,
)
from shared.telemetry import spent
from shared.words import Language

T = TypeVar("T")

MAX_ROUNDS = 6
"""How often an advisor is asked in one turn; the last time without tools."""

DEADLINE = 25.0
"""Seconds that a turn may wait for its advisors and tools altogether."""

SPARED = 5.0
"""Seconds of the deadline that are kept for the advisors which follow."""

BY_RULE = "rule"
"""The model's name where no advisor was asked, because a rule says what to say."""


class Turn:
    """A turn while it runs. Made for one message, run once. The advisors are asked in their order."""

    def __init__(
        self,
        *,
        advisors: Sequence[Advisor],
        toolbox: Toolbox,
        setting: TurnSetting,
        deadline: float = DEADLINE,
    ) -> None:
        self._advisors = advisors
        self._advisor = advisors[0]
        self._toolbox = toolbox
        self._setting = setting
        self._language: Language = setting.tools.language
        self._history: list[HistoryItem] = list(setting.history)
        stated = stated_facts(setting.message, now=setting.tools.now, language=self._language)
        self._facts = {fact.id: fact for fact in (*setting.facts, *stated)}
        self._tools_used: list[str] = []
        self._cards: list[Card] = []
        self._proposals: list[ProposalOffered] = []
        self._used = Usage(input_tokens=0, output_tokens=0)
        self._finish: str | None = None
        self._remembered: Remembered | None = None
        self._replaced: list[str] = []
        self._deadline = deadline
        self._until = 0.0
        self._concern = Concern.NONE

    @property
    def model(self) -> str:
        """The name of the advisor that answers."""
        return self._advisor.model

    @property
    def used(self) -> Usage:
        """What the turn has taken so far, also where it ends without an answer."""
        return self._used

    async def run(self) -> AsyncGenerator[TurnEvent]:
        """The turn's events, `Answer` last. Raises AdvisorUnavailable when no advisor answers."""
        self._concern = screen(self._setting.message)
        said = said_instead(self._concern, self._language)
        events = self._by_advisors() if said is None else self._by_rule(said)
        async with aclosing(events):
            async for event in events:
                yield event

    async def _by_rule(self, said: str) -> AsyncGenerator[TurnEvent]:
        """The answer where a rule says what to say, and nobody is asked."""
        yield AnswerText(text=said)
        found = review(said, ())
        yield self._answer(said, found, found, model=BY_RULE)

    async def _by_advisors(self) -> AsyncGenerator[TurnEvent]:
        """The answer of the first advisor that gives one."""
        end = asyncio.get_running_loop().time() + self._deadline
        for number, advisor in enumerate(self._advisors):
            following = self._advisors[number + 1 :]
            self._advisor = advisor
            self._until = end - SPARED * len(following)
            draft = Draft(instructions=self._setting.instructions)
            try:
                async with aclosing(self._by(draft)) as events:
                    async for event in events:
                        yield event
            except AdvisorUnavailable as failure:
                if not following:
                    raise
                self._replaced.append(advisor.model)
                if draft.shown:
                    yield AnswerRestarted()
                yield handed_over(following[0], failure=failure, language=self._language)
            else:
                return

    async def _by(self, draft: Draft) -> AsyncGenerator[TurnEvent]:
        """The answer of one advisor. Raises AdvisorUnavailable."""
        async with aclosing(self._rounds(draft)) as events:
            async for event in events:
                yield event
        first = draft.review(self._known)
        content = draft.text
        if content.strip() and first.stands:
            if rest := draft.rest():
                yield AnswerText(text=rest)
        else:
            if draft.shown:
                yield AnswerRestarted()
            content = await self._stand_in(draft, first)
            yield AnswerText(text=content)
        if closing := closing_words(content, concern=self._concern, language=self._language):
            yield AnswerText(text=closing)
            content += closing
        yield self._answer(content, review(content, self._known), first)

    async def _rounds(self, draft: Draft) -> AsyncGenerator[TurnEvent]:
        """Ask until the advisor asks for no more tools."""
        for number in range(1, MAX_ROUNDS + 1):
            tools = self._toolbox.declarations if number < MAX_ROUNDS else ()
            said = len(draft.text)
            calls: list[ToolCall] = []
            draft.begin_paragraph()
            async with aclosing(self._ask(tools)) as replies:
                async for reply in replies:
                    if isinstance(reply, ToolCall):
                        calls.append(reply)
                    elif isinstance(reply, TextDelta) and (text := draft.add(reply.text, self._known)):
                        yield AnswerText(text=text)
            if not calls or not tools:
                return
            async with aclosing(self._run_tools(calls, said=draft.text[said:])) as events:
                async for event in events:
                    yield event

    async def _run_tools(self, calls: Sequence[ToolCall], *, said: str) -> AsyncGenerator[TurnEvent]:
        for call in calls:
            purpose = self._toolbox.purpose(call.name, self._language)
            name = self._toolbox.shown_name(call.name)
            yield ToolStarted(call_id=call.id, name=name, purpose=purpose)
        outcomes = await self._in_time(self._toolbox.run_all(calls, setting=self._setting.tools))
        self._history.append(
            ToolRound(
                text=said,
                calls=tuple(calls),
                results=tuple(outcome.result for outcome in outcomes),
                remembered=self._remembered,
            )
        )
        for outcome in outcomes:
            for event in self._take(outcome):
                yield event

    def _take(self, outcome: Outcome) -> tuple[TurnEvent, ...]:
        """Keep what a tool found; what a client is told of it."""
        result = outcome.result
        name = self._toolbox.shown_name(result.name)
        self._tools_used.append(name)
        self._facts.update({fact.id: fact for fact in result.facts})
        self._cards += outcome.cards
        failure = result.failure.code if result.failure is not None else None
        finished = ToolFinished(call_id=result.call_id, name=name, failure=failure)
        if outcome.proposal is None:
            return (finished, *outcome.cards)
        self._proposals.append(outcome.proposal)
        return (finished, *outcome.cards, outcome.proposal)

    async def _ask(self, tools: tuple[ToolDeclaration, ...]) -> AsyncGenerator[AdvisorEvent]:
        request = TurnRequest(
            system=self._setting.system, history=tuple(self._history), tools=tools, language=self._language
        )
        self._remembered = None
        async with aclosing(self._advisor.stream(request)) as events:
            while (event := await self._in_time(_next(events))) is not None:
                if isinstance(event, Usage):
                    self._used = self._used.plus(event)
                elif isinstance(event, Finished):
                    self._finish = event.reason.value
                elif isinstance(event, Remembered):
                    self._remembered = event
                yield event

    async def _stand_in(self, draft: Draft, found: Review) -> str:
        """What is said in place of a draft that does not stand: one rewrite, else the template."""
        if draft.text.strip():
            rewritten = await self._rewritten(draft.text, found)
            if rewritten and review(rewritten, self._known, instructions=self._setting.instructions).stands:
                return rewritten
        self._remembered = None
        told = (it for it in self._history[len(self._setting.history) :] if isinstance(it, ToolRound))
        results = [result for round_ in told for result in round_.results]
        return template_answer(results, known=self._setting.facts, language=self._language)

    async def _rewritten(self, text: str, found: Review) -> str:
        """The advisor's second try; empty where it does not come, since the template can still answer."""
        try:
            return await self._rewrite(text, found)
        except AdvisorUnavailable:
            return ""

    async def _rewrite(self, text: str, found: Review) -> str:
        asked = CheckerSaid(text=prompt("repair").format(objections=", ".join(found.objections)))
        self._history += [AdvisorSaid(text=text, remembered=self._remembered), asked]
        pieces: list[str] = []
        async with aclosing(self._ask(())) as replies:
            async for reply in replies:
                if isinstance(reply, TextDelta):
                    pieces.append(reply.text)
        return "".join(pieces).strip()

    @property
    def _known(self) -> tuple[Fact, ...]:
        return tuple(self._facts.values())

    def _answer(self, content: str, found: Review, first: Review, *, model: str | None = None) -> Answer:
        said = len(self._setting.history)
        provenance = found.grounding.provenance
        return Answer(
            content=content,
            provenance=provenance,
            confidence=found.grounding.confidence,
            first_confidence=first.grounding.confidence,
            model=model or self._advisor.model,
            capability=self._setting.capability,
            used=self._used,
            finish=self._finish,
            tools=tuple(self._tools_used),
            fact_ids=tuple(fact.id for fact in provenance.facts),
            rounds=tuple(item for item in self._history[said:] if isinstance(item, ToolRound)),
            remembered=self._remembered,
            proposals=tuple(self._proposals),
            cards=tuple(self._cards),
            replaced=tuple(self._replaced),
        )

    async def _in_time(self, work: Awaitable[T]) -> T:
        """What `work` gives, within the advisor's share of the deadline. Raises AdvisorUnavailable."""
        try:
            async with asyncio.timeout_at(self._until):
                return await work
        except TimeoutError:
            raise AdvisorUnavailable(AdvisorFailure.TIMED_OUT) from None


async def _next(events: AsyncIterator[AdvisorEvent]) -> AdvisorEvent | None:
    with spent("model"):
        return await anext(events, None)
