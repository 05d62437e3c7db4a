"""Learns the weights by which the offline advisor tells what somebody wants: `python -m dev.intents.learn`.

Multinomial logistic regression over the evidence of `examples.toml`, by gradient descent with momentum and a
fixed number of steps, so that the same examples always give the same weights. Small weights are left out.
"""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.domain.conversation.engine import detect_language
from shared.gateways.advisor.understanding.data import FOLDER
from shared.gateways.advisor.understanding.evidence import evidence
from shared.gateways.advisor.understanding.intents import SCALE
from shared.gateways.advisor.understanding.reading import read_message

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
"""The day the examples are read on."""

STEPS = 300
RATE = 4.0
MOMENTUM = 0.9
DECAY = 0.00005
SMALLEST = 5
"""Hundredths below which a weight is left out."""

FEWEST = 2
"""Examples that must hold a piece of evidence for it to be learned from."""

Matrix = NDArray[np.float32]


class Example(NamedTuple):
    """A sentence and what is wanted with it."""

    intent: str
    asked: str


class Learned(NamedTuple):
    """Weights by evidence (rows) and intent (columns), and what each intent starts with."""

    intents: tuple[str, ...]
    names: tuple[str, ...]
    weights: Matrix
    start: Matrix


def examples() -> tuple[Example, ...]:
    """All examples."""
    written = tomllib.loads((HERE / "examples.toml").read_text(encoding="utf-8"))
    return tuple(Example(intent, asked) for intent, told in written.items() for asked in told["asked"])


def digest() -> str:
    """What the weights were learned from: the examples and the word lists, as a hash."""
    files = [HERE / "examples.toml", *sorted(FOLDER.glob("*.toml"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def evidence_of(asked: str) -> Mapping[str, float]:
    """The evidence of a sentence."""
    message = read_message(asked, today=TODAY, language=detect_language(asked, otherwise="id"))
    return evidence(message, TODAY)


def learn(given: Sequence[Example], *, steps: int = STEPS) -> Learned:
    """Learn from examples."""
    intents = tuple(sorted({example.intent for example in given}))
    told = [evidence_of(example.asked) for example in given]
    times = Counter(name for each in told for name in each)
    names = tuple(sorted(name for name, count in times.items() if count >= FEWEST))
    matrix, wanted = _matrix(told, names), _wanted(given, intents)
    weights: Matrix = np.zeros((len(names), len(intents)), dtype=np.float32)
    start: Matrix = np.zeros(len(intents), dtype=np.float32)
    speed = np.zeros_like(weights)
    for _ in range(steps):
        off = likelihoods(matrix @ weights + start) - wanted
        speed = MOMENTUM * speed + matrix.T @ off / np.float32(len(given)) + DECAY * weights
        weights -= RATE * speed
        start -= RATE * off.mean(axis=0)
    return Learned(intents, names, weights, start)


def likelihoods(sums: Matrix) -> Matrix:
    """Each row as shares that add up to one (softmax)."""
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def _matrix(told: Sequence[Mapping[str, float]], names: Sequence[str]) -> Matrix:
    places = {name: place for place, name in enumerate(names)}
    matrix: Matrix = np.zeros((len(told), len(names)), dtype=np.float32)
    for row, each in enumerate(told):
        for name, count in each.items():
            if name in places:
                matrix[row, places[name]] = count
    return matrix


def _wanted(given: Sequence[Example], intents: Sequence[str]) -> Matrix:
    rows: Matrix = np.eye(len(intents), dtype=np.float32)[[intents.index(each.intent) for each in given]]
    return rows


def as_json(learned: Learned) -> str:
    """The weights as they are kept, a line for each piece of evidence, and what they were learned from."""
    hundredths = np.rint(learned.weights * SCALE).astype(int)
    lines = [
        f"{json.dumps(name)}: {json.dumps([places, [int(row[place]) for place in places]])}"
        for name, row in zip(learned.names, hundredths, strict=True)
        if (places := [int(place) for place in np.flatnonzero(np.abs(row) >= SMALLEST)])
    ]
    start = [int(value) for value in np.rint(learned.start * SCALE)]
    told = ",\n".join(lines)
    return (
        f'{{"learned_from": {json.dumps(digest())},\n"intents": {json.dumps(learned.intents)},\n'
        f'"start": {json.dumps(start)},\n"told": {{\n{told}\n}}}}\n'
    )


if __name__ == "__main__":
    given = examples()
    (FOLDER / "weights.json").write_text(as_json(learn(given)), encoding="utf-8")
    print(f"{len(given)} examples")
