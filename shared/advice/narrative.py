"""Words beside a computed result: the model's, built only from its figures, or a template's where none stand.

The figures are told once, as data; the model gives a typed result in which every figure must be found again
among them. It may try twice. Where no model may be asked, or none answers in time or truthfully, code words
the same typed result from the engine's own remarks, so that a narrative is always there.
"""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing
from decimal import Decimal
from typing import Literal

import structlog
from pydantic import Field, ValidationError

from shared.advice.capabilities import SKILLS, Capability, Told
from shared.advice.capping import MOST_FACTS, MOST_MISSING, MOST_REMARKS
from shared.advice.grounding import check
from shared.advice.narrative_words import told_by_template
from shared.advice.prompts.reading import prompt
from shared.advice.review import Review, review
from shared.advice.schemas import schema_of
from shared.advice.tools import Findings
from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Fact, Provenance
from shared.domain.values import Value
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorSaid,
    AdvisorUnavailable,
    CheckerSaid,
    HistoryItem,
    Missing,
    Remark,
    Task,
    TextDelta,
    TurnRequest,
    UserSaid,
)
from shared.words import Language

DEADLINE = 12.0
"""Seconds that a narrative may take before the template is given instead."""

TRIES = 2
"""How often a model may word a result."""

log = structlog.stdlib.get_logger("fintar.narrative")


class Computed(Value):
    """A result to be put into words."""

    capability: Capability
    facts: tuple[Fact, ...]
    remarks: tuple[Remark, ...] = ()
    missing: tuple[Missing, ...] = ()
    language: Language

    @classmethod
    def of(cls, capability: Capability, *found: Findings, language: Language) -> "Computed":
        """What was found, in that order, as one result: no more of it than a tool may tell."""
        facts = {fact.id: fact for each in found for fact in each.facts}
        remarks = [remark for each in found for remark in each.remarks]
        missing = {gap.name: gap for each in found for gap in each.missing}
        return cls(
            capability=capability,
            facts=tuple(facts.values())[:MOST_FACTS],
            remarks=tuple(remarks)[:MOST_REMARKS],
            missing=tuple(missing.values())[:MOST_MISSING],
            language=language,
        )


class Narrative(Value):
    """A result in words. `by` says who worded it: a model's name, or `template`.

    `first_confidence` is the share of figures that were right in the last model's first words, if any.
    """

    told: Told
    by: str
    source: Literal["model", "template"]
    provenance: Provenance = Field(description="Where each figure of the words comes from.")
    first_confidence: Decimal | None = None


class Narrator:
    """Puts computed results into words. The advisors are asked in their order."""

    def __init__(self, *, advisors: Sequence[Advisor], deadline: float = DEADLINE) -> None:
        self._advisors = advisors
        self._deadline = deadline

        self._first: Decimal | None = None

    async def narrate(self, computed: Computed) -> Narrative:
        """The words for `computed`. Never raises: where no model words it, the template does."""
        for advisor in self._advisors:
            try:
                async with asyncio.timeout(self._deadline):
                    told = await self._told_by(advisor, computed)
            except (AdvisorUnavailable, TimeoutError) as failure:
                log.info("narrative_not_worded", advisor=advisor.model, why=type(failure).__name__)
                continue
            if told is not None:
                return self._narrative(told, computed, by=advisor.model, source="model")
            log.info("narrative_did_not_stand", advisor=advisor.model)
        return self._narrative(told_by_template(computed), computed, by="template", source="template")

    async def _told_by(self, advisor: Advisor, computed: Computed) -> Told | None:
        """What the advisor says, where it stands; None where it does not even the second time."""
        shape = SKILLS[computed.capability].result
        history: list[HistoryItem] = [UserSaid(text=_as_data(computed))]
        for number in range(TRIES):
            said = await _said_by(advisor, history, computed)
            told, objections = _read(said, shape, computed)
            if number == 0:
                self._first = check(said, computed.facts).confidence
            if told is not None:
                return told
            asked = prompt("repair").format(objections=objections)
            history += [AdvisorSaid(text=said or "-"), CheckerSaid(text=asked)]
        return None

    def _narrative(
        self, told: Told, computed: Computed, *, by: str, source: Literal["model", "template"]
    ) -> Narrative:
        provenance = _review(told, computed).grounding.provenance
        return Narrative(told=told, by=by, source=source, provenance=provenance, first_confidence=self._first)


async def _said_by(advisor: Advisor, history: Sequence[HistoryItem], computed: Computed) -> str:
    request = TurnRequest(
        system=_instructions(computed),
        history=tuple(history),
        language=computed.language,
        task=Task.LIGHT,
        answer_schema=schema_of(SKILLS[computed.capability].result),
    )
    pieces: list[str] = []
    async with aclosing(advisor.stream(request)) as events:
        async for event in events:
            if isinstance(event, TextDelta):
                pieces.append(event.text)
    return "".join(pieces)


def _instructions(computed: Computed) -> str:
    names = ("advisor", SKILLS[computed.capability].prompt, "narrative", f"languages/{computed.language}")
    return "\n\n".join(prompt(name) for name in names)


def _read(said: str, shape: type[Told], computed: Computed) -> tuple[Told | None, str]:
    """The typed result where it stands; else None and what is wrong with it."""
    try:
        told = shape.model_validate_json(said)
    except ValidationError as error:
        return None, f"JSON ({error.error_count()})"
    found = _review(told, computed)
    return (told, "") if found.stands else (None, ", ".join(found.objections))


def _review(told: Told, computed: Computed) -> Review:
    return review(_in_one(told), computed.facts, instructions=_instructions(computed))


def _in_one(told: Told) -> str:
    """All words of a result as one text."""
    written: list[str] = []
    for _, value in told:
        written += [value] if isinstance(value, str) else list(value)
    return "\n".join(written)


def _as_data(computed: Computed) -> str:
    facts = [
        {"id": fact.id, "label": fact.label, "text": format_fact(fact, computed.language)}
        for fact in computed.facts
    ]
    data = {
        "facts": facts,
        "remarks": [remark.text for remark in computed.remarks],
        "missing": [gap.hint for gap in computed.missing],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
