"""What somebody wants now, given what was said before: a message may begin, complete or correct a wish.

`bisa beli motor?`, `berapa harganya?`, `18 juta`, `eh maksudku 20 juta`, `kalau dicicil 24x?` are one wish.
Its messages are kept with the newest first, so that what is said later counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeVar

from shared.domain.conversation.engine import detect_language
from shared.domain.conversation.model import Fact
from shared.gateways.advisor.asking.continuing import CLOSED, accepts, chosen, goes_on
from shared.gateways.advisor.asking.parts import parts_of
from shared.gateways.advisor.asking.questions import offer_in, question_in
from shared.gateways.advisor.protocol import AdvisorSaid, HistoryItem, ToolResult, ToolRound, UserSaid
from shared.gateways.advisor.understanding.intents import Intent, Recognised, recognise
from shared.gateways.advisor.understanding.reading import Message, read_message
from shared.gateways.advisor.understanding.settling import settled
from shared.words import Language

T = TypeVar("T")

REMEMBERED = 6
"""How many messages back a wish may have begun."""

WHOLE = frozenset({Intent.RECORD, Intent.NEW_GOAL, Intent.CHANGE_GOAL, Intent.SET_BUDGET, Intent.ADD_RULE})
"""Intents whose figures and names may stand anywhere in a story; otherwise what is asked comes first."""

UNCLEAR_NAMES = frozenset({"name_unknown", "name_unclear", "name_needed"})

TOPICS: Mapping[Intent, str] = {
    **{intent: intent.value for intent in Intent if intent not in CLOSED},
    **dict.fromkeys((Intent.SAFE, Intent.LEFT, Intent.MONTH), "month"),
    **dict.fromkeys((Intent.GOALS, Intent.NEW_GOAL, Intent.CHANGE_GOAL, Intent.GOAL_PLAN), "goals"),
    **dict.fromkeys(
        (Intent.HEALTH, Intent.OVERVIEW, Intent.ADVICE, Intent.SAVING_RATE, Intent.FIGURES), "standing"
    ),
    **dict.fromkeys((Intent.INVEST, Intent.RISK, Intent.CONSULTANT, Intent.ABILITIES), "advice"),
    **dict.fromkeys((Intent.PATTERNS, Intent.RECURRING), "patterns"),
    **dict.fromkeys((Intent.AFFORD, Intent.WHAT_IF), "ahead"),
}
"""What a part of a message is about: parts about the same are one question."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants: the likeliest intents, and the messages that say so, the newest first.

    `known` are the facts that were found for it so far, by their ids; `unknown_names` are the kinds of names
    (category, goal, account) that no tool knew, each with the names that there are; `meant` are the
    names that were chosen of those that were offered, by their kinds.
    """

    recognised: Recognised
    messages: tuple[Message, ...]
    language: Language
    today: date
    known: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
    unknown_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    meant: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def intent(self) -> Intent:
        """What is wanted."""
        return self.recognised.intent

    @property
    def newest(self) -> Message:
        """The message to be answered."""
        return self.messages[0]

    def with_found(self, results: Sequence[ToolResult]) -> "Wish":
        """The wish with what the tools found so far."""
        known = {fact.id: fact for result in results for fact in result.facts}
        failed = [result for result in results if result.failure and result.failure.code == "name_unknown"]
        unknown = {str(it.data.get("of", "")): _candidates(it) for it in failed}
        return replace(self, known=known, unknown_names=unknown)

    @property
    def concepts(self) -> frozenset[str]:
        """What any of the messages is about."""
        return frozenset[str]().union(*(message.concepts for message in self.messages))

    @property
    def text(self) -> str:
        """All that was said for it, in its order."""
        told = (message for message in self.messages if all(message is not it.asked for it in self.messages))
        return " ".join(message.sentence.original.strip() for message in tuple(told)[::-1])

    def first(self, find: Callable[[Message], T | None]) -> T | None:
        """What the newest message holds that holds any."""
        return next((found for message in self.messages if (found := find(message)) is not None), None)


def _candidates(result: ToolResult) -> tuple[str, ...]:
    listed = result.data.get("candidates")
    return tuple(str(each) for each in listed) if isinstance(listed, list) else ()


class _Said(NamedTuple):
    """A message, what the advisor had said right before it, and the names it offered to choose from."""

    text: str
    after: str = ""
    choices: Mapping[str, tuple[str, ...]] = {}


def wishes_of(history: Sequence[HistoryItem], *, today: date, language: Language) -> tuple[Wish, ...]:
    """What the last message of a conversation asks for, mostly one thing.

    `today` is the day to count from, `language` that of messages which do not tell theirs.
    """
    begin = _Beginning(today, language)
    wishes: tuple[Wish, ...] = ()
    for said in _latest(history):
        wishes = _next(wishes[-1] if wishes else None, said, begin)
    return wishes or (begin(""),)


@dataclass(frozen=True)
class _Beginning:
    """Reads a message as if nothing had been said before."""

    today: date
    language: Language

    def __call__(self, text: str) -> Wish:
        language = detect_language(text, otherwise=self.language)
        message = read_message(text, today=self.today, language=language)
        recognised = settled(message, recognise(message, self.today))
        if message.asked is None or recognised.intent in WHOLE:
            return Wish(recognised, (message,), language, self.today)
        return Wish(recognised, (message.asked, message), language, self.today)


def _latest(history: Sequence[HistoryItem]) -> list[_Said]:
    return list(islice(_backwards(history), REMEMBERED))[::-1]


def _backwards(history: Sequence[HistoryItem]) -> Iterator[_Said]:
    waiting: _Said | None = None
    for item in reversed(history):
        if isinstance(item, UserSaid):
            if waiting is not None:
                yield waiting
            waiting = _Said(item.text)
        elif waiting is not None and isinstance(item, AdvisorSaid):
            waiting = waiting._replace(after=waiting.after or item.text)
        elif waiting is not None and isinstance(item, ToolRound) and waiting.after:
            waiting = waiting._replace(choices={**_choices(item), **waiting.choices})
    if waiting is not None:
        yield waiting


def _choices(told: ToolRound) -> Mapping[str, tuple[str, ...]]:
    """The names that somebody was asked to choose from."""
    unclear = [it for it in told.results if it.failure and it.failure.code in UNCLEAR_NAMES]
    return {str(it.data.get("of", "")): _candidates(it) for it in unclear}


def _next(before: Wish | None, said: _Said, begin: _Beginning) -> tuple[Wish, ...]:
    """What is wanted once this was said too."""
    fresh = begin(said.text)
    grown = None if before is None else _continued(before, fresh, said, begin)
    return _apart(fresh, begin) if grown is None else (grown,)


def _apart(wish: Wish, begin: _Beginning) -> tuple[Wish, ...]:
    """The wishes of one message that asks for several things."""
    parts = parts_of(wish.text, lambda text: begin(text).recognised, TOPICS.get)
    return (wish,) if len(parts) == 1 else tuple(begin(part) for part in parts)


def _continued(before: Wish, fresh: Wish, said: _Said, begin: _Beginning) -> Wish | None:
    """The wish before with what was said now; None where this is about something else."""
    if accepts(fresh.newest) and (offer := offer_in(said.after)) is not None:
        about = (begin(offer.about).newest,) if offer.about else ()
        return replace(
            _grown(before, fresh, Recognised(((offer.intent, 1.0),))),
            messages=(*about, *fresh.messages, *before.messages),
        )
    if names := chosen(fresh.newest, said.choices):
        recognised = Recognised(((before.intent, 1.0),))
        return replace(before, recognised=recognised, meant={**before.meant, **names})
    if goes_on(before.intent, fresh.newest, fresh.recognised, asked=question_in(said.after)):
        return _grown(before, fresh, Recognised(((before.intent, 1.0),)))
    return None


def _grown(before: Wish, fresh: Wish, recognised: Recognised) -> Wish:
    messages = (*fresh.messages, *before.messages)
    return Wish(recognised, messages, fresh.language, fresh.today, meant=before.meant)
