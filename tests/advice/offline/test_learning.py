"""The weights of the understanding: learned again, they are the ones that are kept."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dev.intents.learn import SMALLEST, Example, Learned, digest, evidence_of, examples, learn
from shared.gateways.advisor.understanding.data import FOLDER
from shared.gateways.advisor.understanding.intents import SCALE, Intent

ROUNDING = 2
"""Hundredths by which a weight may differ on another processor."""


def kept() -> dict[str, Any]:
    return json.loads(Path(FOLDER / "weights.json").read_text(encoding="utf-8"))


def test_were_learned_from_what_stands_here_now() -> None:
    assert kept()["learned_from"] == digest()


def test_are_the_same_when_they_are_learned_again() -> None:
    learned, known = learn(examples()), kept()

    weights = np.zeros((len(learned.names), len(learned.intents)))
    places = {name: row for row, name in enumerate(learned.names)}
    for name, (columns, values) in known["told"].items():
        weights[places[name], columns] = values
    off = np.abs(weights - learned.weights * SCALE)

    assert tuple(known["intents"]) == learned.intents
    # A weight that is not kept was smaller than the smallest one.
    assert float(off[weights != 0].max()) <= ROUNDING
    assert float(off[weights == 0].max()) <= SMALLEST + ROUNDING
    assert float(np.abs(np.array(known["start"]) - learned.start * SCALE).max()) <= ROUNDING


def test_each_intent_has_its_examples() -> None:
    told = Counter(example.intent for example in examples())

    assert set(told) == {intent.value for intent in Intent}
    assert min(told.values()) >= 20


def test_no_example_stands_twice() -> None:
    told = Counter(example.asked.casefold() for example in examples())

    assert [asked for asked, count in told.items() if count > 1] == []


class TestHeldOut:
    LEAST_FIRST, LEAST_SECOND = 0.80, 0.90
    """Shares of examples that were not learned from and are recognised, first or second."""

    def test_examples_that_were_not_learned_from_are_mostly_recognised(self) -> None:
        given = examples()
        held, rest = given[::5], [each for place, each in enumerate(given) if place % 5]

        ranks = [rank_of(example, learned) for learned in (learn(rest, steps=120),) for example in held]

        assert np.mean([rank == 0 for rank in ranks]) >= self.LEAST_FIRST
        assert np.mean([rank <= 1 for rank in ranks]) >= self.LEAST_SECOND


def rank_of(example: Example, learned: Learned) -> int:
    """The place of the right intent among all."""
    rows = {name: row for row, name in enumerate(learned.names)}
    sums = learned.start.copy()
    for name, count in evidence_of(example.asked).items():
        if name in rows:
            sums = sums + learned.weights[rows[name]] * count
    return list(np.argsort(-sums)).index(learned.intents.index(example.intent))
