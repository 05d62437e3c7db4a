"""Which of the eight things the advisor can do a message asks for, before any advisor is asked.

A capability limits what a model is told and which tools it has, so a wrong one costs more than a general one:
where a message is not clear by itself, the conversation's type decides, and then everything is allowed.
"""

from collections.abc import Mapping
from datetime import date

from shared.advice.capabilities import Capability
from shared.domain.conversation.model import SessionType
from shared.gateways.advisor.asking.continuing import asks_anew, own_words
from shared.gateways.advisor.asking.wishes import Wish, wishes_of
from shared.gateways.advisor.protocol import UserSaid
from shared.gateways.advisor.understanding.intents import Intent
from shared.gateways.advisor.understanding.reading import Message
from shared.words import Language

CAPABILITIES: Mapping[Capability, frozenset[Intent]] = {
    Capability.FINANCIAL_ADVICE: frozenset(
        {Intent.AFFORD, Intent.PAYOFF, Intent.ADVICE, Intent.HEALTH, Intent.WHAT_IF, Intent.DEBT_LOAD}
        | {Intent.EMERGENCY, Intent.SAVING_RATE, Intent.COMFORT, Intent.CONSULTANT}
    ),
    Capability.BUDGET_ANALYSIS: frozenset(
        {Intent.MONTH, Intent.LEFT, Intent.SAFE, Intent.SET_BUDGET, Intent.RECORD, Intent.ADD_RULE}
    ),
    Capability.SAVINGS_PLAN: frozenset({Intent.NEW_GOAL, Intent.CHANGE_GOAL, Intent.GOALS, Intent.GOAL_PLAN}),
    Capability.SPENDING_PATTERNS: frozenset({Intent.PATTERNS, Intent.FIND, Intent.RECURRING}),
    Capability.INVESTMENT_STRATEGY: frozenset({Intent.INVEST}),
    Capability.RISK_ASSESSMENT: frozenset({Intent.RISK}),
    Capability.CONTEXTUAL_ANSWER: frozenset(
        {Intent.FIGURES, Intent.OVERVIEW, Intent.DEBTS, Intent.TAKE_HOME, Intent.FORECAST}
    ),
    Capability.CHAT: frozenset(
        {Intent.GREETING, Intent.THANKS, Intent.IDENTITY, Intent.ABILITIES, Intent.PRIVACY, Intent.DEFINE}
        | {Intent.OUTSIDE}
    ),
}
"""What each intent asks for."""

BY_INTENT: Mapping[Intent, Capability] = {
    intent: capability for capability, intents in CAPABILITIES.items() for intent in intents
}

EVERYTHING: Mapping[SessionType, Capability] = {
    SessionType.GENERAL: Capability.CHAT,
    SessionType.FINANCIAL_PLANNING: Capability.FINANCIAL_ADVICE,
    SessionType.BUDGET_HELP: Capability.CHAT,
    SessionType.INVESTMENT_ADVICE: Capability.FINANCIAL_ADVICE,
}
"""What is asked for where a message alone does not tell: all of these may use every tool."""

LEAST = 0.5
"""How likely a capability must be, over all of its intents, to be chosen."""

FEWEST_WORDS = 3
"""Words of a message that may be understood by itself; of talk one is enough."""


def capability_for(message: str, *, session_type: SessionType, language: Language, today: date) -> Capability:
    """What a message asks for: the likeliest capability over its intents, else by the conversation's type.

    `today` is the day to count from. Never raises, whatever the message.
    """
    wishes = wishes_of((UserSaid(text=message),), today=today, language=language)
    asked = {_capability(wish) for wish in wishes}
    return (asked.pop() if len(asked) == 1 else None) or EVERYTHING[session_type]


def _capability(wish: Wish) -> Capability | None:
    """The likeliest over all intents that ask for it; None where the message may mean much."""
    sums = dict.fromkeys(CAPABILITIES, 0.0)
    for intent, likelihood in wish.recognised.ranked:
        sums[BY_INTENT[intent]] += likelihood
    capability, likelihood = max(sums.items(), key=lambda each: each[1])
    clear = capability is Capability.CHAT or _stands_alone(wish.newest)
    return capability if clear and likelihood >= LEAST else None


def _stands_alone(message: Message) -> bool:
    """Whether it may be understood by itself, as `kalau 5 juta?` and `kamera, 10 juta` may not."""
    tells = bool(own_words(message)) and not message.amounts
    return len(message.spoken) >= FEWEST_WORDS and (asks_anew(message) or tells)
