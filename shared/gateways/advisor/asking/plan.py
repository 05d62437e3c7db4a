"""What to do about a wish: tools to call, or a question to ask first."""

from typing import NamedTuple

from pydantic import JsonValue

from shared.gateways.advisor.asking.questions import Question

Arguments = dict[str, JsonValue]


class Call(NamedTuple):
    """A tool and what to ask it."""

    name: str
    arguments: Arguments


class Plan(NamedTuple):
    """Calls to make side by side, or what has to be known before; neither where words will do."""

    calls: tuple[Call, ...] = ()
    question: Question | None = None


def call(tool: str, /, **arguments: JsonValue) -> Plan:
    """A plan of one call; arguments that are None are left out."""
    return Plan((Call(tool, {key: value for key, value in arguments.items() if value is not None}),))


def ask(question: Question) -> Plan:
    """A plan to ask first."""
    return Plan(question=question)
