"""What somebody wants with a message, by weights that were learned from examples (`dev/intents`)."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from math import exp
from typing import Any, NamedTuple

from shared.gateways.advisor.understanding.data import FOLDER
from shared.gateways.advisor.understanding.evidence import evidence
from shared.gateways.advisor.understanding.reading import Message

SCALE = 100
"""Weights are kept as whole hundredths."""


class Intent(StrEnum):
    """What somebody wants."""

    AFFORD = "AFFORD"
    WHAT_IF = "WHAT_IF"
    FORECAST = "FORECAST"
    TAKE_HOME = "TAKE_HOME"
    RECORD = "RECORD"
    SET_BUDGET = "SET_BUDGET"
    ADD_RULE = "ADD_RULE"
    NEW_GOAL = "NEW_GOAL"
    CHANGE_GOAL = "CHANGE_GOAL"
    GOALS = "GOALS"
    GOAL_PLAN = "GOAL_PLAN"
    DEBTS = "DEBTS"
    DEBT_LOAD = "DEBT_LOAD"
    PAYOFF = "PAYOFF"
    SAFE = "SAFE"
    LEFT = "LEFT"
    MONTH = "MONTH"
    FIND = "FIND"
    RECURRING = "RECURRING"
    PATTERNS = "PATTERNS"
    HEALTH = "HEALTH"
    OVERVIEW = "OVERVIEW"
    EMERGENCY = "EMERGENCY"
    SAVING_RATE = "SAVING_RATE"
    ADVICE = "ADVICE"
    FIGURES = "FIGURES"
    INVEST = "INVEST"
    RISK = "RISK"
    DEFINE = "DEFINE"
    CONSULTANT = "CONSULTANT"
    COMFORT = "COMFORT"
    PRIVACY = "PRIVACY"
    IDENTITY = "IDENTITY"
    ABILITIES = "ABILITIES"
    GREETING = "GREETING"
    THANKS = "THANKS"
    OUTSIDE = "OUTSIDE"


class Recognised(NamedTuple):
    """The likeliest intents, each with how likely it is (0 to 1), the likeliest first."""

    ranked: tuple[tuple[Intent, float], ...]

    @property
    def intent(self) -> Intent:
        """The likeliest."""
        return self.ranked[0][0]

    @property
    def certainty(self) -> float:
        """How likely it is."""
        return self.ranked[0][1]


class Weights(NamedTuple):
    """What each piece of evidence speaks for, and what each intent starts with."""

    start: Mapping[Intent, float]
    told: Mapping[str, tuple[tuple[Intent, float], ...]]


@cache
def weights() -> Weights:
    """The learned weights."""
    kept: dict[str, Any] = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))
    order = [Intent(name) for name in kept["intents"]]
    told: dict[str, tuple[list[int], list[int]]] = kept["told"]
    return Weights(
        start={intent: value / SCALE for intent, value in zip(order, kept["start"], strict=True)},
        told={
            name: tuple((order[place], value / SCALE) for place, value in zip(places, values, strict=True))
            for name, (places, values) in told.items()
        },
    )


def recognise(message: Message, today: date) -> Recognised:
    """The intents of a message by likelihood: a softmax over the summed weights of its evidence."""
    learned = weights()
    sums = dict(learned.start)
    for name, count in evidence(message, today).items():
        for intent, weight in learned.told.get(name, ()):
            sums[intent] += weight * count
    ranked = sorted(sums.items(), key=lambda each: -each[1])
    highest = ranked[0][1]
    odds = [(intent, exp(total - highest)) for intent, total in ranked]
    whole = sum(odd for _, odd in odds)
    return Recognised(tuple((intent, odd / whole) for intent, odd in odds))
