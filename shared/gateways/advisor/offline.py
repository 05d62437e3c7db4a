"""The offline advisor: no network, no model.

It understands common requests in Indonesian and English, asks for the same tools as any advisor, and words
what they found. Its figures are written by code; it invents none.

    understanding   what a message says: its words, figures, times and names, and what is wanted
    asking          what to do about it: calls of tools, or a question, given what was said before
    answering       what the tools found, in sentences
"""

import re
from collections.abc import AsyncGenerator, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import count, takewhile

from pydantic import JsonValue

from shared.domain.days import today_in_jakarta
from shared.gateways.advisor.answering.answer import answer
from shared.gateways.advisor.answering.found import DIGITS, Found
from shared.gateways.advisor.answering.talk import SIGNATURE
from shared.gateways.advisor.asking.plan import Call, Plan
from shared.gateways.advisor.asking.plans import plan_of
from shared.gateways.advisor.asking.questions import offer_in
from shared.gateways.advisor.asking.wishes import Wish, wishes_of
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    AdvisorSaid,
    CheckerSaid,
    Finished,
    FinishReason,
    HistoryItem,
    TextDelta,
    ToolCall,
    ToolRound,
    TurnRequest,
    Usage,
    UserSaid,
)

MOST_ROUNDS = 3
"""How often tools are asked for one message."""

TODAY = re.compile(r"\bHari ini (\d{4}-\d{2}-\d{2})\b")
"""The day, as the data of a turn tell it."""

LONG_AGO = date(2000, 1, 1)

SENTENCES = re.compile(r"(?<=[.!?:])(?=\s)|(?<=\n)")


class OfflineAdvisor:
    """Answers common Indonesian and English requests, and says once that it is the offline advisor."""

    @property
    def model(self) -> str:
        """The name under which its answers are stored."""
        return "offline"

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Ask for the tools that the message needs, ask back, or word what was found."""
        rounds = _rounds(request.history)
        results = [result for each in rounds for result in each.results]
        asked = wishes_of(request.history, today=_today(request), language=request.language)
        wishes = [wish.with_found(results) for wish in asked]
        offered = {tool.name for tool in request.tools}
        yield Usage(input_tokens=0, output_tokens=0)
        plans = [plan_of(wish, offered) for wish in wishes]
        calls = [each for plan in plans for each in plan.calls]
        fresh = _fresh(calls, rounds) if len(rounds) < MOST_ROUNDS else []
        if fresh:
            for call_id, each in zip(_call_ids(request.history), fresh, strict=False):
                yield ToolCall(id=call_id, name=each.name, arguments=each.arguments)
            yield Finished(reason=FinishReason.WANTS_TOOLS)
            return
        told = zip(wishes, plans, strict=True)
        for said in _said(told, Found(results, request.language), request):
            yield TextDelta(text=said)
        yield Finished(reason=FinishReason.ANSWERED)


def _since_asked(history: Sequence[HistoryItem]) -> list[HistoryItem]:
    """What came after the message to be answered: rounds of tools, and perhaps a draft and its check."""
    since = takewhile(lambda item: not isinstance(item, UserSaid), reversed(history))
    return list(since)[::-1]


def _rounds(history: Sequence[HistoryItem]) -> list[ToolRound]:
    """What the tools were asked and found for the last message so far."""
    return [item for item in _since_asked(history) if isinstance(item, ToolRound)]


def _call_ids(history: Sequence[HistoryItem]) -> Iterator[str]:
    """Ids that no other call of the conversation has, the same whenever it is told again."""
    return (f"offline-{len(history)}-{number}" for number in count(1))


def _today(request: TurnRequest) -> date:
    """The day as the turn's data tell it, else that of the latest fact; far back where neither does."""
    told = TODAY.search(request.system)
    if told is not None:
        return date.fromisoformat(told[1])
    facts = (
        fact
        for item in request.history
        if isinstance(item, ToolRound)
        for it in item.results
        for fact in it.facts
    )
    return max((today_in_jakarta(now=fact.as_of) for fact in facts), default=LONG_AGO)


def _fresh(calls: Sequence[Call], rounds: Sequence[ToolRound]) -> list[Call]:
    """The calls that were not made yet."""
    made: list[tuple[str, dict[str, JsonValue]]] = [
        (it.name, it.arguments) for each in rounds for it in each.calls
    ]
    return [each for each in calls if (each.name, each.arguments) not in made]


def _said(told: Iterable[tuple[Wish, Plan]], found: Found, request: TurnRequest) -> Iterator[str]:
    """The answer paragraph by paragraph; who answers is said once in a conversation."""
    offered = {tool.name for tool in request.tools}
    paragraphs = _with_one_offer([_of_wish(wish, plan, found, offered) for wish, plan in told])
    if isinstance(last := request.history[-1], CheckerSaid):
        paragraphs = [kept for each in paragraphs if (kept := _without(each, last.text))]
    if not _is_known(request.history):
        paragraphs.append(SIGNATURE.into(request.language))
    for number, paragraph in enumerate(paragraphs):
        yield paragraph if number == 0 else f"\n\n{paragraph}"


def _of_wish(wish: Wish, plan: Plan, found: Found, offered: Collection[str]) -> list[str]:
    if plan.question is not None:
        return [plan.question.says.into(found.language)]
    return list(answer(wish, found, offered))


def _with_one_offer(answers: Sequence[list[str]]) -> list[str]:
    """The answers behind each other; a yes must tell which offer it accepts, so only the last offers any."""
    *earlier, last = answers
    return [*(each for answer in earlier for each in answer if offer_in(each) is None), *last]


def _without(paragraph: str, objections: str) -> str:
    """A paragraph without the sentences and lines of which the checker names a piece."""
    sentences = [each for each in SENTENCES.split(paragraph) if each]
    kept = [it for it in sentences if not any(piece in objections for piece in DIGITS.findall(it))]
    return "".join(kept).strip()


def _is_known(history: Sequence[HistoryItem]) -> bool:
    """Whether an earlier answer said already who answers."""
    earlier = history[: len(history) - len(_since_asked(history))]
    said = [item.text for item in earlier if isinstance(item, AdvisorSaid)]
    return any(SIGNATURE.id in text or SIGNATURE.en in text for text in said)
