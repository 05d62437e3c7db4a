"""The offline advisor: no network, no model. It recognises common requests, asks for the same tools as any
advisor, and words what they found from templates. Its figures are written by code; it invents none.
"""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from uuid import uuid4

from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Fact
from shared.gateways.advisor.intents import Intent, recognise
from shared.gateways.advisor.phrases import (
    CANNOT_READ,
    FILL_IN,
    FILL_IN_FIRST,
    LOOK_AT,
    NOTHING_FILLED_IN,
    PLAIN,
    SIGNATURE,
    TOPICS,
    Topic,
)
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    Finished,
    FinishReason,
    HistoryItem,
    Missing,
    Remark,
    TextDelta,
    ToolCall,
    ToolResult,
    ToolRound,
    TurnRequest,
    Usage,
    UserSaid,
)
from shared.words import Language

MOST_REMARKS = 3
MOST_HINTS = 3
MOST_ALIKE = 5
"""How many facts of one kind are told, such as categories."""


class OfflineAdvisor:
    """Answers common Indonesian and English requests, and says that it is the offline advisor."""

    @property
    def model(self) -> str:
        """The name under which its answers are stored."""
        return "offline"

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Ask for the tool that the message needs, or word what it found."""
        message, results = _this_turn(request.history)
        intent = recognise(message)
        topic = TOPICS.get(intent)
        yield Usage(input_tokens=0, output_tokens=0)
        if topic is not None and not results and topic.tool in {tool.name for tool in request.tools}:
            yield ToolCall(id=str(uuid4()), name=topic.tool, arguments={})
            yield Finished(reason=FinishReason.WANTS_TOOLS)
            return
        for line in _lines(intent, topic, results, request.language):
            yield TextDelta(text=f"{line}\n")
        yield TextDelta(text=f"\n{SIGNATURE.into(request.language)}")
        yield Finished(reason=FinishReason.ANSWERED)


def _this_turn(history: Sequence[HistoryItem]) -> tuple[str, tuple[ToolResult, ...]]:
    """The message to be answered, and what the tools have found for it so far."""
    results: tuple[ToolResult, ...] = ()
    for item in reversed(history):
        if isinstance(item, ToolRound):
            results = (*item.results, *results)
        elif isinstance(item, UserSaid):
            return item.text, results
    return "", results


def _lines(
    intent: Intent, topic: Topic | None, results: Sequence[ToolResult], language: Language
) -> Iterator[str]:
    if topic is None:
        yield PLAIN[intent].into(language)
    elif not results or any(result.failure is not None for result in results):
        yield CANNOT_READ.into(language)
    else:
        yield from _told(topic, results, language)


def _told(topic: Topic, results: Sequence[ToolResult], language: Language) -> Iterator[str]:
    known = {fact.id: fact for result in results for fact in result.facts}
    shown = [fact for name in topic.shows for fact in _named(name, known)]
    missing = [
        gap for result in results for gap in result.missing if not topic.asks or gap.name in topic.asks
    ]
    if not any(not fact.id.startswith("threshold.") for fact in shown):
        yield NOTHING_FILLED_IN.into(language)
        yield from _hints(missing, FILL_IN_FIRST.into(language))
        return
    yield topic.opening.into(language)
    for fact in shown:
        yield f"- {fact.label}: {format_fact(fact, language)}"
    remarks = [remark for result in results for remark in result.remarks]
    yield from _remarks(topic, remarks, language)
    yield from _hints(missing, FILL_IN.into(language))
    if topic.closing is not None:
        yield f"\n{topic.closing.into(language)}"


def _named(name: str, known: Mapping[str, Fact]) -> list[Fact]:
    """The fact of that id, or the first few whose ids begin with a name that ends with a dot."""
    if name.endswith("."):
        return [fact for fact_id, fact in known.items() if fact_id.startswith(name)][:MOST_ALIKE]
    return [known[name]] if name in known else []


def _remarks(topic: Topic, remarks: Sequence[Remark], language: Language) -> Iterator[str]:
    fitting = [remark for remark in remarks if not topic.remarks or remark.code in topic.remarks]
    if fitting:
        yield f"\n{LOOK_AT.into(language)}"
    for remark in fitting[:MOST_REMARKS]:
        yield f"- {remark.text}"


def _hints(missing: Sequence[Missing], opening: str) -> Iterator[str]:
    if missing:
        yield f"\n{opening}"
    for gap in missing[:MOST_HINTS]:
        yield f"- {gap.hint}"
