"""What the tools of a turn found, ready to be told.

A sentence is said only where all of its figures are known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pydantic import JsonValue

from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Fact
from shared.gateways.advisor.protocol import Missing, Remark, ToolFailure, ToolResult
from shared.words import Language, Words

ASIDE = re.compile(r"\s\([^()]*\)$")
"""What a label says in brackets at its end."""

DIGITS = re.compile(r"\d[\d.,]*\d|\d")


class Found:
    """The facts, remarks, gaps and failures of a turn's results, in the language of the answer."""

    def __init__(self, results: Sequence[ToolResult], language: Language) -> None:
        self.language: Language = language
        self.results = tuple(results)
        self.facts: Mapping[str, Fact] = {fact.id: fact for it in results for fact in it.facts}
        self.remarks: tuple[Remark, ...] = tuple(remark for it in results for remark in it.remarks)
        self.missing: tuple[Missing, ...] = tuple(gap for it in results for gap in it.missing)

    def of(self, *tools: str) -> "Found":
        """Only what these tools found."""
        return Found([it for it in self.results if it.name in tools], self.language)

    @property
    def failures(self) -> tuple[ToolFailure, ...]:
        """What did not work."""
        return tuple(it.failure for it in self.results if it.failure is not None)

    @property
    def data(self) -> Mapping[str, JsonValue]:
        """The other data of all results."""
        return {key: value for it in self.results for key, value in it.data.items()}

    def has(self, *ids: str) -> bool:
        """Whether all these facts are known."""
        return all(each in self.facts for each in ids)

    def text(self, fact_id: str) -> str | None:
        """A fact as people read it."""
        fact = self.facts.get(fact_id)
        return None if fact is None else format_fact(fact, self.language)

    def number(self, fact_id: str) -> Decimal | None:
        """A fact's number; None where it is unknown or a day."""
        fact = self.facts.get(fact_id)
        return None if fact is None or isinstance(fact.value, date) else Decimal(fact.value)

    def label(self, fact_id: str) -> str:
        """What a known fact is called."""
        return self.facts[fact_id].label

    def short_label(self, fact_id: str) -> str:
        """What a known fact is called, without what its heading says: `Kos, rutin per bulan` is `Kos`."""
        return ASIDE.sub("", self.label(fact_id)).rpartition(", ")[0] or ASIDE.sub("", self.label(fact_id))

    def say(self, words: Words, **facts: str) -> str | None:
        """A sentence with facts by their ids in its placeholders; None where one is not known."""
        if not self.has(*facts.values()):
            return None
        return words.into(self.language, **{name: self.text(fact_id) for name, fact_id in facts.items()})

    def plain(self, words: Words) -> str:
        """A sentence without figures."""
        return words.into(self.language)

    def remark(self, *codes: str) -> str | None:
        """The engine's first sentence with one of the codes; `way_` stands for all that begin so."""
        return next(iter(self.remarked(*codes)), None)

    def remarked(self, *codes: str) -> list[str]:
        """The engine's sentences with one of the codes, in their order."""
        starts = tuple(code for code in codes if code.endswith("_"))
        return [it.text for it in self.remarks if it.code in codes or (starts and it.code.startswith(starts))]

    def ids(self, start: str, end: str = "") -> list[str]:
        """The facts whose ids begin and end so, in their order."""
        return [each for each in self.facts if each.startswith(start) and each.endswith(end)]

    def stands(self, text: str) -> bool:
        """Whether every number in a text stands in a fact: what a tool worded may name others as well."""
        told = " ".join(format_fact(fact, self.language) for fact in self.facts.values())
        return set(DIGITS.findall(text)) <= set(DIGITS.findall(told))


def first(*said: str | None) -> str | None:
    """The first sentence that could be said."""
    return next((each for each in said if each), None)


def paragraph(*said: str | None) -> str:
    """The sentences that could be said, as one paragraph."""
    return " ".join(each for each in said if each)


def lines(items: Iterable[str | None], *, most: int) -> str:
    """A short list."""
    known = [each for each in items if each]
    return "\n".join(f"- {each}" for each in known[:most])


def listed(names: Sequence[str], language: Language) -> str:
    """Names in a row: `A, B, dan C`."""
    joined = {"id": "dan", "en": "and"}[language]
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {joined} {names[-1]}"


def spoken(paragraphs: Iterable[str | None]) -> Iterator[str]:
    """The paragraphs that say something."""
    yield from (each for each in paragraphs if each)
