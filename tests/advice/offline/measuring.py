"""The questions that the offline advisor's understanding is measured with, and what is wrong with a reply."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from shared.gateways.advisor.asking.questions import Question, question_in
from tests.advice.offline.talking import Conversation, Reply
from tests.functions.chat.tools.household import Household, a_card, a_motorbike

FILE = Path(__file__).with_name("questions.toml")
NAMES = frozenset({"name", "goal", "text", "pattern", "account"})
"""Arguments that hold what a person calls something: a part of it is enough."""

WRITING = frozenset({"record_transactions", "create_goal", "change_goal", "set_budget", "add_category_rule"})
"""Tools that prepare something to be saved."""

OURS = frozenset({"wrong_arguments", "invalid_input", "internal_error", "name_unknown", "unknown_tool"})
"""Failures that come of what was asked, and not of how things stand."""


def questions() -> list[dict[str, Any]]:
    """All of them."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["question"]


async def somebody() -> Household:
    """A person with tracked books, two debts and two goals."""
    person = Household().keep_books().owe(a_card(), a_motorbike())
    return await person.save_for(
        NewGoal(kind=GoalKind.WEDDING, name="Nikah", target=40_000_000, target_on=date(2028, 6, 30)),
        NewGoal(kind=GoalKind.PURCHASE, name="Laptop baru", target=12_000_000, priority=2),
        set_aside=2_000_000,
    )


async def reply_to(question: dict[str, Any]) -> Reply:
    """The reply to the last of its messages."""
    talk = Conversation(await somebody())
    replies = [await talk.say(said) for said in question["said"]]
    return replies[-1]


def faults(question: dict[str, Any], reply: Reply) -> list[str]:
    """What is wrong with a reply; nothing where it is right."""
    found: list[str] = []
    asked = {call.name for call in reply.calls}
    if not (asked & set(question["any"]) if "any" in question else asked == set(question["tools"])):
        found.append(f"asked {sorted(asked)}")
    elif asked & WRITING - {*question.get("any", ()), *question.get("tools", ())}:
        found.append(f"offered to write: {sorted(asked)}")
    elif "with" in question and not any(_holds(call.arguments, question["with"]) for call in reply.calls):
        found.append(f"with {[call.arguments for call in reply.calls]}")
    if not OURS.isdisjoint(reply.failures):
        found.append(f"failed {reply.failures}")
    if reply.answer.first_confidence not in {None, 1}:
        found.append(f"said figures that are no facts: {reply.text}")
    if "asks" in question and question_in(reply.text) is not Question[question["asks"]]:
        found.append(f"said {reply.text}")
    return found


def _holds(told: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(_fits(name, told.get(name), value) for name, value in wanted.items())


def _fits(name: str, told: Any, wanted: Any) -> bool:
    if name in NAMES and isinstance(told, str):
        return str(wanted).casefold() in told.casefold()
    return told == wanted
