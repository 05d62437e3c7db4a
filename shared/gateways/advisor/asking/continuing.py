"""Whether a message goes on with what was asked before: an answer, a choice, a yes, or another figure."""

from collections.abc import Iterator, Mapping, Sequence

from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.understanding.intents import Intent, Recognised
from shared.gateways.advisor.understanding.naming import (
    accounts_in,
    categories_in,
    small_words,
    tax_status,
    things_in,
)
from shared.gateways.advisor.understanding.reading import Message

CERTAIN = 0.7
"""From here on a message that could complete a wish begins a new one."""

CLEAR = 0.4
"""From here on a question is taken for what it says, though another one is open."""

LONGEST_ADDITION = 8
"""Words of a message that only changes what was asked before: `kalau yang 15 juta?`"""

LONGEST_ANSWER = 6
"""Words of an answer to a question, however much it looks like something else."""

LONGEST_PIECE = 3
"""Words with a meaning of their own in a message that is only an answer."""

CLOSED = frozenset(
    {Intent.GREETING, Intent.THANKS, Intent.IDENTITY, Intent.PRIVACY, Intent.OUTSIDE, Intent.COMFORT}
)
"""Intents of messages that complete no wish."""

USES: Mapping[Intent, frozenset[str]] = {
    intent: frozenset(kinds.split())
    for intent, kinds in {
        Intent.AFFORD: "amount length share period name way",
        Intent.WHAT_IF: "amount length share period name",
        Intent.TAKE_HOME: "amount status period name",
        Intent.RECORD: "amount period name account",
        Intent.SET_BUDGET: "amount period name",
        Intent.ADD_RULE: "name",
        Intent.NEW_GOAL: "amount length period name",
        Intent.CHANGE_GOAL: "amount length period name account",
        Intent.GOALS: "name",
        Intent.GOAL_PLAN: "amount length",
        Intent.DEBTS: "name",
        Intent.PAYOFF: "amount length share period",
        Intent.SAFE: "amount",
        Intent.LEFT: "period name account",
        Intent.MONTH: "period name",
        Intent.FIND: "period name account",
        Intent.PATTERNS: "length period name",
        Intent.DEFINE: "name",
    }.items()
}
"""What a later message may add to a wish, or change of it."""


def chosen(message: Message, choices: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    """The one name of each kind that a short message chooses."""
    said = {word.strip(" ,.?!") for word in message.sentence.original.casefold().split()}
    if len(said) > LONGEST_ANSWER:
        return {}
    fitting = {
        kind: [name for name in names if not said.isdisjoint(_telling_words(name, names))]
        for kind, names in choices.items()
    }
    return {kind: names[0] for kind, names in fitting.items() if len(names) == 1}


def _telling_words(name: str, names: Sequence[str]) -> set[str]:
    """The words by which a name differs from the others."""
    others = {word for other in names if other != name for word in other.casefold().split()}
    return set(name.casefold().split()) - others


def accepts(message: Message) -> bool:
    """Whether it says yes and hardly more."""
    return "yes" in message.concepts and "no" not in message.concepts and len(own_words(message)) <= 1


def goes_on(before: Intent, message: Message, recognised: Recognised, *, asked: Question | None) -> bool:
    """Whether it completes or changes a wish of that intent, after the question that was asked, if any."""
    certain = recognised.certainty > CERTAIN
    if before not in USES or (recognised.intent in CLOSED and certain):
        return False
    if asked is not None:
        return _answers(before, message, recognised)
    kinds = frozenset(_kinds(message))
    if not kinds or not kinds <= USES[before]:
        return not kinds and before in WEIGHED and _only_weighs(message)
    if _begins_with(message, "correction"):
        return True
    if _begins_with(message, "instead", "also") and len(message.spoken) <= LONGEST_ADDITION:
        known = {before, Intent.OUTSIDE} if _is_a_scene(message) else {before, *HARMLESS}
        if recognised.intent in known or not certain:
            return True
    tells = {"amount", "name"} <= kinds and recognised.intent is Intent.RECORD
    return _is_piece(message) and not asks_anew(message) and not tells


def _answers(before: Intent, message: Message, recognised: Recognised) -> bool:
    """Whether it answers an open question; what clearly asks something else ends that."""
    if recognised.intent is before:
        return True
    if _is_a_question(message) and recognised.certainty >= CLEAR:
        return False
    is_short = len(message.spoken) <= LONGEST_ANSWER and not (message.asks or asks_anew(message))
    return is_short or _is_piece(message) or recognised.certainty <= CERTAIN


WEIGHED = frozenset({Intent.AFFORD, Intent.PAYOFF, Intent.WHAT_IF})
"""Intents whose answers hold ways to choose from."""


def _only_weighs(message: Message) -> bool:
    """`mending mana?`, `which is better?`: a choice between what was just told, and nothing new."""
    return not own_words(message) and not {"which", "should"}.isdisjoint(message.concepts)


def _is_piece(message: Message) -> bool:
    """Whether it is only a figure, a time or a name: `18 juta`, `bulan depan`, `dari gopay`."""
    return len(own_words(message)) <= LONGEST_PIECE


def own_words(message: Message) -> list[str]:
    """Words with a meaning, besides figures and times."""
    free = [each.word for each in message.spoken if each.at not in message.figured]
    return [word for word in free if word not in small_words()]


def _kinds(message: Message) -> Iterator[str]:
    """Which kinds of things it holds that a wish may need."""
    held = {
        "amount": message.amounts,
        "length": message.lengths,
        "share": message.shares,
        "period": message.periods,
        "name": things_in(message) or categories_in(message),
        "account": accounts_in(message),
        "status": tax_status(message),
        "way": {"cash", "instalment", "save_first"} & message.concepts,
    }
    yield from (kind for kind, found in held.items() if found)


HARMLESS = frozenset({Intent.OUTSIDE, Intent.WHAT_IF})
"""What a `kalau` is often taken for that only changes what was asked before."""

SCENES = frozenset({"losejob", "child", "raise", "paycut", "move", "priceup", "borrow"})


def _is_a_scene(message: Message) -> bool:
    """Whether it tells something that would happen, and not only another figure."""
    return not SCENES.isdisjoint(message.concepts)


ASKING = frozenset(
    {"howmuch", "when", "howlong", "where", "why", "what_is", "find", "how", "recurring", "debt", "goal"}
)
QUESTIONING = frozenset({"howmuch", "when", "howlong", "where", "why", "what_is", "find", "how"})
FEWEST_OF_A_QUESTION = 3
"""Words of a question that stands by itself."""

DOING = frozenset({"record", "past", "buy", "set", "make", "want", "payoff", "invest", "healthy", "remain"})


def asks_anew(message: Message) -> bool:
    """Whether it says by itself what is wanted."""
    return not (ASKING | DOING).isdisjoint(message.concepts)


def _is_a_question(message: Message) -> bool:
    """`utang gw lunas kapan ya`: it asks, where an answer was waited for."""
    asks = message.asks or not QUESTIONING.isdisjoint(message.concepts)
    return asks and len(message.spoken) >= FEWEST_OF_A_QUESTION


def _begins_with(message: Message, *concepts: str) -> bool:
    found = message.mentions[0] if message.mentions else None
    return found is not None and found.first <= 1 and not set(concepts).isdisjoint(found.concepts)
