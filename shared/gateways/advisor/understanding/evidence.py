"""What of a message speaks for one intent or another: words, concepts, and sorts of figures and names.

Each piece of evidence is a text and how much it counts: `w:paylater` a plain word, `c:debt` a concept,
`s:amount` a sort of figure, time or name, and `s:amount&c:buy` two of these together.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from shared.domain.months import Month
from shared.gateways.advisor.understanding.glossary import terms_in
from shared.gateways.advisor.understanding.naming import (
    accounts_in,
    categories_in,
    goal_kind,
    objects_in,
    tax_status,
    things_in,
)
from shared.gateways.advisor.understanding.periods import Period
from shared.gateways.advisor.understanding.reading import Message

WHOLE, WORD, TOGETHER, PIECE = 1.0, 0.7, 0.4, 0.3
"""How much a concept or a sort counts, a word, two together, and a piece of a word."""

STORY = 0.25
"""How much of that counts in a story before what is asked."""

LETTERS, LONGEST_WORD = 4, 24

TALK = frozenset({"yes", "no", "correction", "instead", "also"})
"""Concepts that say how a message goes on from another one, not what it is about."""

SHORT = 3
"""Words of a short message."""

LONG_AGO = 8
"""Months after which a month without a year is rather the coming one."""

AHEAD = frozenset(
    {"buy", "want", "goal", "collect", "afford", "saving", "reach", "will", "forecast", "enough"}
)
"""Concepts of what is to come."""

ASKING = frozenset(
    {"howmuch", "when", "howlong", "where", "why", "how", "which", "can", "should", "what_is", "whatif"}
    | {"want", "goal", "budget", "debt", "saving", "collect", "rule", "takehome", "tax", "invest", "gross"}
    | {"correction", "find", "set", "bound", "change", "remain", "healthy", "raise", "losejob", "offer"}
    | {"instalment", "payoff", "afford", "emergency"}
)
"""Concepts of which none is in a sentence that only tells what was spent."""


def evidence(message: Message, today: date) -> Mapping[str, float]:
    """The evidence of a message, scaled so that a long one says no more than a short one.

    Where it asks behind a story, what is asked counts, and the story a little.
    """
    told = _told(message, today)
    if message.asked is not None:
        told = {name: count * STORY for name, count in told.items()} | _told(message.asked, today)
    size = sum(count * count for count in told.values()) ** 0.25
    return {name: count / max(size, 1.0) for name, count in told.items()}


def _told(message: Message, today: date) -> dict[str, float]:
    concepts = sorted(message.concepts - TALK)
    sorts = sorted(set(sorts_of(message, today)))
    return {
        **dict.fromkeys(_pieces(message), PIECE),
        **{f"c:{each}": WHOLE for each in concepts},
        **{f"s:{each}": WHOLE for each in sorts},
        **{f"w:{each}": WORD for each in message.words if not each.isdigit()},
        **{f"s:{sort}&c:{concept}": TOGETHER for sort in sorts for concept in concepts},
    }


def _pieces(message: Message) -> Iterator[str]:
    """`n:ngir`, four letters of a word: what forms and misspellings of it have in common."""
    for word in {each.word for each in message.spoken if each.at not in message.figured}:
        bounded = f"<{word}>"
        if LETTERS < len(bounded) <= LONGEST_WORD:
            yield from (f"n:{bounded[at : at + LETTERS]}" for at in range(len(bounded) - LETTERS + 1))


def sorts_of(message: Message, today: date) -> Iterator[str]:
    """Which sorts of figures, times and names a message holds."""
    yield from _figures(message)
    yield from _times(message, today)
    yield from _months(message)
    things = things_in(message)
    named = {
        "thing": things,
        "object": objects_in(message, things),
        "category": categories_in(message),
        "where_paid": accounts_in(message),
        "status": tax_status(message) if _speaks_of_pay(message) else None,
        "goal_kind": goal_kind(message),
        "term": terms_in(message),
    }
    yield from (name for name, found in named.items() if found)
    if message.asks:
        yield "question"
    if len(message.spoken) <= SHORT:
        yield "short_message"
    if _only_tells(message, named=bool(named["thing"] or named["category"])):
        yield "entry_only"


def _speaks_of_pay(message: Message) -> bool:
    """`udah nikah anak 1` says a tax status only beside pay."""
    return bool(message.amounts) or not message.concepts.isdisjoint({"takehome", "tax", "ptkp", "gross"})


def _figures(message: Message) -> Iterator[str]:
    if message.amounts:
        yield "amount"
    if any(each.each is None for each in message.amounts):
        yield "price"
    by_the_month = any(each.each is not None for each in message.amounts)
    if by_the_month or (message.amounts and "per_month" in message.concepts):
        yield "monthly"
    if message.shares:
        yield "percent"
    if message.lengths:
        yield "length"
    if any(each.times for each in message.lengths):
        yield "times"


def _times(message: Message, today: date) -> Iterator[str]:
    for period in message.periods:
        if period.kind == "ahead" or period.start > today:
            yield "coming_time"
        elif period.kind == "back" or period.end < today:
            yield "coming_time" if period.open_month and looks_ahead(message, period, today) else "past_time"
        else:
            yield "this_time"


def _months(message: Message) -> Iterator[str]:
    """Whether one month is spoken of, or several."""
    named = [period for period in message.periods if period.kind == "month"]
    if len(named) == 1 and len(message.periods) == 1:
        yield "one_month"
    elif len(named) > 1 or any(period.kind == "back" for period in message.periods):
        yield "several_months"


def looks_ahead(message: Message, period: Period, today: date) -> bool:
    """A month without a year is the next one where somebody speaks of what they want, or it is near."""
    behind = Month.of(period.start).months_until(Month.of(today))
    return behind >= LONG_AGO or not AHEAD.isdisjoint(message.concepts)


def _only_tells(message: Message, *, named: bool) -> bool:
    """`kopi 25rb`: what it was and what it cost, and nothing that asks."""
    spent = not message.concepts.isdisjoint({"expense", "buy", "past"})
    plain = message.concepts.isdisjoint(ASKING) and not message.asks
    return plain and any(each.each is None for each in message.amounts) and (named or spent)
