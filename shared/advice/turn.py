"""One turn: ask the advisor, run the tools it asks for, check its words, give an answer that stands on facts.

At most six rounds, the last without tools so that there is always an answer. Figures that match no fact get
one round of repair; after that a template says what the facts say. Whoever closes the stream of events early
cancels the advisor's work.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Sequence
from contextlib import aclosing
from decimal import Decimal
from typing import TypeVar

from pydantic import ConfigDict, Field

from shared.advice.draft import Draft
from shared.advice.grounding import Grounding, check, stated_facts
from shared.advice.prompts.reading import prompt
from shared.advice.template import template_answer
from shared.advice.tools import Toolbox, ToolSetting
from shared.domain.conversation.model import Fact, Provenance
from shared.domain.values import Value
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorSaid,
    AdvisorUnavailable,
    CheckerSaid,
    HistoryItem,
    TextDelta,
    ToolCall,
    ToolDeclaration,
    ToolResult,
    ToolRound,
    TurnRequest,
    Usage,
    UserSaid,
)
from shared.telemetry import spent

T = TypeVar("T")

MAX_ROUNDS = 6
"""How often an advisor is asked in one turn; the last time without tools."""

DEADLINE = 25.0
"""Seconds that a turn may wait for its advisor and tools altogether."""


class TurnSetting(Value):
    """What one turn starts from. The history ends with the message to be answered."""

    system: str
    history: tuple[HistoryItem, ...] = Field(min_length=1)
    tools: ToolSetting

    @property
    def message(self) -> str:
        """The message to be answered."""
        last = self.history[-1]
        return last.text if isinstance(last, UserSaid) else ""


class ToolStarted(Value):
    """A tool runs."""

    call_id: str
    name: str
    purpose: str


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


class Answer(Value):
    """The whole answer, the last event of a turn. `first_confidence` is that of the advisor's first words."""

    model_config = ConfigDict(str_strip_whitespace=False)

    content: str
    provenance: Provenance
    confidence: Decimal | None
    first_confidence: Decimal | None
    model: str
    input_tokens: int
    output_tokens: int
    tools: tuple[str, ...]
    fact_ids: tuple[str, ...]


TurnEvent = ToolStarted | ToolFinished | AnswerText | AnswerRestarted | Answer


class Turn:
    """A turn while it runs. Made for one message, run once."""

    def __init__(
        self, *, advisor: Advisor, toolbox: Toolbox, setting: TurnSetting, deadline: float = DEADLINE
    ) -> None:
        self._advisor = advisor
        self._toolbox = toolbox
        self._setting = setting
        self._history: list[HistoryItem] = list(setting.history)
        stated = stated_facts(setting.message, now=setting.tools.now, language=setting.tools.language)
        self._facts = {fact.id: fact for fact in stated}
        self._used: list[str] = []
        self._input_tokens = 0
        self._output_tokens = 0
        self._deadline = deadline
        self._until = 0.0

    @property
    def model(self) -> str:
        """The name of the advisor that answers."""
        return self._advisor.model

    async def run(self) -> AsyncGenerator[TurnEvent]:
        """The turn's events, `Answer` last. Raises AdvisorUnavailable."""
        self._until = asyncio.get_running_loop().time() + self._deadline
        draft = Draft()
        async with aclosing(self._rounds(draft)) as events:
            async for event in events:
                yield event
        first = draft.check(self._known)
        if draft.text.strip() and not first.unmatched:
            rest = draft.rest()
            if rest:
                yield AnswerText(text=rest)
            yield self._answer(draft.text, first, first)
            return
        if draft.shown:
            yield AnswerRestarted()
        content, grounding = await self._stand_in(draft, first)
        yield AnswerText(text=content)
        yield self._answer(content, grounding, first)

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
        language = self._setting.tools.language
        for call in calls:
            purpose = self._toolbox.purpose(call.name, language)
            yield ToolStarted(call_id=call.id, name=call.name, purpose=purpose)
        results = await self._in_time(self._toolbox.run_all(calls, setting=self._setting.tools))
        self._history.append(ToolRound(text=said, calls=tuple(calls), results=results))
        for result in results:
            self._take(result)
            failure = result.failure.code if result.failure is not None else None
            yield ToolFinished(call_id=result.call_id, name=result.name, failure=failure)

    def _take(self, result: ToolResult) -> None:
        self._used.append(result.name)
        self._facts.update({fact.id: fact for fact in result.facts})

    async def _ask(self, tools: tuple[ToolDeclaration, ...]) -> AsyncGenerator[AdvisorEvent]:
        request = TurnRequest(
            system=self._setting.system,
            history=tuple(self._history),
            tools=tools,
            language=self._setting.tools.language,
        )
        async with aclosing(self._advisor.stream(request)) as events:
            while (event := await self._in_time(_next(events))) is not None:
                if isinstance(event, Usage):
                    self._input_tokens += event.input_tokens
                    self._output_tokens += event.output_tokens
                yield event

    async def _stand_in(self, draft: Draft, found: Grounding) -> tuple[str, Grounding]:
        """What is said in place of a draft that does not stand: one rewrite, else the template."""
        if draft.text.strip():
            rewritten = await self._rewritten(draft.text, found)
            grounding = check(rewritten, self._known)
            if rewritten and not grounding.unmatched:
                return rewritten, grounding
        content = template_answer(self._known, language=self._setting.tools.language)
        return content, check(content, self._known)

    async def _rewritten(self, text: str, found: Grounding) -> str:
        """The advisor's second try; empty where it does not come, since the template can still answer."""
        try:
            return await self._rewrite(text, found)
        except AdvisorUnavailable:
            return ""

    async def _rewrite(self, text: str, found: Grounding) -> str:
        figures = ", ".join(dict.fromkeys(figure.text for figure in found.unmatched))
        asked = CheckerSaid(text=prompt("repair").format(figures=figures))
        self._history += [AdvisorSaid(text=text), asked]
        pieces: list[str] = []
        async with aclosing(self._ask(())) as replies:
            async for reply in replies:
                if isinstance(reply, TextDelta):
                    pieces.append(reply.text)
        return "".join(pieces).strip()

    @property
    def _known(self) -> tuple[Fact, ...]:
        return tuple(self._facts.values())

    def _answer(self, content: str, grounding: Grounding, first: Grounding) -> Answer:
        return Answer(
            content=content,
            provenance=grounding.provenance,
            confidence=grounding.confidence,
            first_confidence=first.confidence,
            model=self._advisor.model,
            input_tokens=self._input_tokens,
            output_tokens=self._output_tokens,
            tools=tuple(self._used),
            fact_ids=tuple(fact.id for fact in grounding.provenance.facts),
        )

    async def _in_time(self, work: Awaitable[T]) -> T:
        """What `work` gives, within the turn's deadline. Raises AdvisorUnavailable."""
        try:
            async with asyncio.timeout_at(self._until):
                return await work
        except TimeoutError:
            raise AdvisorUnavailable from None


async def _next(events: AsyncIterator[AdvisorEvent]) -> AdvisorEvent | None:
    with spent("model"):
        return await anext(events, None)
