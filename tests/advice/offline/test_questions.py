"""How well the offline advisor understands: questions that its examples do not hold."""

import asyncio
import tomllib
from pathlib import Path

import dev.intents.learn
from tests.advice.offline.measuring import faults, questions, reply_to

EXAMPLES = Path(dev.intents.learn.__file__).with_name("examples.toml")

LEAST_RIGHT = 0.94
"""The share of questions that must be answered with just the right tools and arguments."""


def test_questions_are_answered_with_the_right_tools_and_arguments() -> None:
    asked = questions()

    wrong = [f"{each['said']}: {found}" for each in asked if (found := asyncio.run(_faults(each)))]

    assert len(wrong) <= len(asked) * (1 - LEAST_RIGHT), "\n".join(wrong)


async def _faults(question: dict[str, object]) -> list[str]:
    return faults(question, await reply_to(question))


def test_there_are_enough_of_them_and_they_are_not_learned_from() -> None:
    written = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
    learned = {asked.casefold() for each in written.values() for asked in each["asked"]}
    said = [message for each in questions() for message in each["said"]]

    assert len(questions()) >= 150
    assert sum(len(each["said"]) > 1 for each in questions()) >= 30
    assert [message for message in said if message.casefold() in learned] == []
