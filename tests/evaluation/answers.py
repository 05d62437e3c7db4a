"""What a model is made to say to a question: the right thing, a wrong one, an invented one, or first one and
then the other."""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.gateways.advisor.protocol import ToolCall
from shared.words import Language
from tests.evaluation.cases import Question
from tests.evaluation.town import Town

MOST_TOLD = 3


class Play(StrEnum):
    """What the model does."""

    RIGHT = "right"
    WRONG = "wrong"
    INVENTED = "invented"
    REPAIRED = "repaired"


@dataclass(frozen=True, kw_only=True)
class Part:
    """What the model plays for one question: the calls it makes first, and then its texts, one per try.

    `never` is what may not be shown of it, `stays` what has to be.
    """

    calls: tuple[tuple[str, dict[str, Any]], ...]
    texts: tuple[str, ...]
    never: tuple[str, ...] = ()
    stays: str | None = None


USUAL: dict[str, dict[str, Any]] = {
    "find_transactions": {"text": "kopi"},
    "simulate": {
        "months": 12,
        "scenarios": [
            {
                "name": "Andai",
                "changes": [
                    {"type": "INCOME_LOSS", "income": "income", "from": "2027-01", "until": "2027-06"}
                ],
            }
        ],
    },
    "affordability": {"name": "Barang", "price": 5_000_000},
    "take_home": {"salary": 9_500_000},
    "record_transactions": {"text": "ngopi 35rb pakai GoPay"},
    "create_goal": {"kind": "PURCHASE", "name": "Kamera", "target": 10_000_000},
    "change_goal": {"goal": "Nikah", "target": 50_000_000},
    "set_budget": {"category": "kopi", "amount": 400_000},
    "add_category_rule": {"pattern": "gojek", "category": "transport"},
}
"""Arguments of a call that says no more than its tool needs."""

RISE = {"type": "INCOME_CHANGE", "income": "income", "from": "2027-01", "fraction": 0.1}

NOTHING_TO_TELL = {
    "id": "Aku di sini untuk membantu urusan uangmu.",
    "en": "I am here to help with your money.",
}

INVENTIONS = (
    ("Gajimu Rp13.370.000 dan sisanya Rp4.242.000 sebulan.", "13.370.000", "4.242.000"),
    ("Menurut catatan, dana daruratmu cukup 37 bulan, jadi aman.", "37 bulan"),
    ("Skormu 99 poin, dan kamu menabung 87,3% dari pemasukan.", "99 poin", "87,3%"),
    ("Kamu bisa menabung tujuh belas juta rupiah tahun ini.", "tujuh belas juta"),
    ("You have 13.37 million left, enough for 37 months.", "13.37", "37 months"),
    ("Lunasnya 17 Agustus 2041, total bunganya 61,8 juta.", "2041", "61,8"),
)
"""Figures from nowhere, with what of them may not be shown."""


async def part_of(question: Question, play: Play, town: Town, *, number: int) -> Part:
    """What the model plays; `number` chooses among the ways to be wrong."""
    language = question.language or "id"
    calls = tuple(_calls(question))
    if play is Play.INVENTED:
        text, *never = INVENTIONS[number % len(INVENTIONS)]
        return Part(calls=(), texts=(text, text), never=tuple(never))
    told = await _told(question, town, calls, language)
    right = _sentences(told, language) or NOTHING_TO_TELL[language]
    if play is Play.RIGHT:
        return Part(calls=calls, texts=(right,), stays=right)
    wrong, never = _made_wrong(right, told, language, number=number)
    if play is Play.WRONG:
        return Part(calls=calls, texts=(wrong, wrong), never=(never,))
    return Part(calls=calls, texts=(wrong, right), never=(never,), stays=right)


def _calls(question: Question) -> Iterator[tuple[str, dict[str, Any]]]:
    """The calls that are expected, with the arguments that are."""
    for name in question.all_tools or question.tools[:1]:
        arguments: Any = copy.deepcopy(USUAL.get(name, {}))
        for path, value in question.arguments.items():
            tool, _, place = path.partition(".")
            if tool == name:
                _put(arguments, place.split("."), _first(value))
        yield name, arguments


def _first(value: Any) -> Any:
    return cast("list[Any]", value)[0] if isinstance(value, list) else value


def _put(arguments: Any, path: Sequence[str], value: Any) -> None:
    *steps, last = path
    place = arguments
    for step in steps:
        place = place[int(step) if step.isdecimal() else step]
    if value == RISE["type"]:
        place.clear()
        place |= RISE
    place[last] = value


async def _told(
    question: Question, town: Town, calls: Sequence[tuple[str, dict[str, Any]]], language: Language
) -> list[Fact]:
    """A few figures that the calls find."""
    asked = [
        ToolCall(id=str(number), name=name, arguments=arguments)
        for number, (name, arguments) in enumerate(calls)
        if name not in WRITING
    ]
    outcomes = await town.call(town.people[question.person], asked, language=language)
    found = [fact for outcome in outcomes for fact in outcome.result.facts]
    return [fact for fact in found if _is_plain(fact)][:MOST_TOLD]


WRITING = frozenset({"record_transactions", "create_goal", "change_goal", "set_budget", "add_category_rule"})


def _is_plain(fact: Fact) -> bool:
    units = {FactUnit.RUPIAH, FactUnit.FRACTION, FactUnit.MONTHS}
    return fact.unit in units and fact.basis is not Basis.ASSUMED and not re.search(r"\d", fact.label)


def _sentences(facts: Sequence[Fact], language: Language) -> str:
    return " ".join(f"{fact.label}: {format_fact(fact, language)}." for fact in facts)


def _made_wrong(right: str, told: Sequence[Fact], language: Language, *, number: int) -> tuple[str, str]:
    """The text with one figure changed, and that figure."""
    shown = [format_fact(fact, language) for fact in told]
    for place, figure in enumerate(shown):
        wrong = WAYS[(number + place) % len(WAYS)](figure)
        if wrong != figure and not any(wrong in each for each in shown):
            return right.replace(figure, wrong, 1), wrong
    figure = "Rp13.370.000" if language == "id" else "Rp13,370,000"
    return f"{right} {figure}.", figure


def _other_digit(figure: str) -> str:
    """Its first digit is another one."""
    return re.sub(r"\d", lambda it: str((int(it[0]) + 4) % 9 + 1), figure, count=1)


def _tenfold(figure: str) -> str:
    """One more digit in front."""
    return re.sub(r"\d", lambda it: f"7{it[0]}", figure, count=1)


def _last_digits(figure: str) -> str:
    """Other digits in the middle: the kind of slip that looks right."""
    digits = [it.start() for it in re.finditer(r"\d", figure)]
    if len(digits) < 3:
        return _tenfold(figure)
    place = digits[1]
    return f"{figure[:place]}{(int(figure[place]) + 5) % 10}{figure[place + 1 :]}"


WAYS = (_other_digit, _tenfold, _last_digits)
