"""Facts, remarks and cards in the language of a turn: how a tool tells what an engine found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TypedDict

from typing_extensions import Unpack

from shared.advice.capping import LONGEST_REMARK, plain
from shared.advice.events import MOST_POINTS, Card, CardChart, CardFigure, ChartKind, ChartSeries
from shared.advice.tools import ToolSetting
from shared.domain.assumptions.provenance import Provenance
from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.domain.months import Month
from shared.gateways.advisor.protocol import Missing, Remark
from shared.words import Language, Words

MOST_CARD_FIGURES = 12
LONGEST_LABEL = 120
LONGEST_NAME = 60


class Source(TypedDict, total=False):
    """Where one fact comes from, where that is not what all facts of a telling say."""

    formula: str
    basis: Basis


class Telling:
    """What a tool tells, as of one moment and in one language."""

    def __init__(self, setting: ToolSetting, *, formula: str, basis: Basis = Basis.COMPUTED) -> None:
        self._now = setting.now
        self._formula = formula
        self._basis = basis
        self.language: Language = setting.language
        self.facts: list[Fact] = []
        self.remarks: list[Remark] = []
        self.missing: list[Missing] = []

    def say(self, words: Words, **values: object) -> str:
        """A sentence or a label in the turn's language, with its values."""
        return words.into(self.language, **values)

    def amount(self, fact_id: str, label: Words | str, rupiah: int | None, **source: Unpack[Source]) -> None:
        """An amount in whole rupiah; nothing where it is not known."""
        self.figure(fact_id, label, rupiah, FactUnit.RUPIAH, **source)

    def share(
        self, fact_id: str, label: Words | str, fraction: Decimal | None, **source: Unpack[Source]
    ) -> None:
        """A share or a rate as a decimal fraction."""
        self.figure(fact_id, label, fraction, FactUnit.FRACTION, **source)

    def months(self, fact_id: str, label: Words | str, number: int | None, **source: Unpack[Source]) -> None:
        """How many months."""
        self.figure(fact_id, label, number, FactUnit.MONTHS, **source)

    def days(self, fact_id: str, label: Words | str, number: int | None, **source: Unpack[Source]) -> None:
        """How many days."""
        self.figure(fact_id, label, number, FactUnit.DAYS, **source)

    def count(self, fact_id: str, label: Words | str, number: int | None, **source: Unpack[Source]) -> None:
        """How many."""
        self.figure(fact_id, label, number, FactUnit.COUNT, **source)

    def points(self, fact_id: str, label: Words | str, number: int | None, **source: Unpack[Source]) -> None:
        """Points of a score."""
        self.figure(fact_id, label, number, FactUnit.POINTS, **source)

    def day(self, fact_id: str, label: Words | str, day: date | None, **source: Unpack[Source]) -> None:
        """A day."""
        self.figure(fact_id, label, day, FactUnit.DATE, **source)

    def month(self, fact_id: str, label: Words | str, month: Month | None, **source: Unpack[Source]) -> None:
        """A calendar month."""
        self.figure(fact_id, label, month and month.first_day, FactUnit.MONTH, **source)

    def assumed(self, cited: Iterable[Provenance]) -> None:
        """The dated figures that a result rests on, each with its source; tables of brackets are left out."""
        for each in cited:
            if each.value is not None:
                whole = each.value == each.value.to_integral_value() and each.unit != FactUnit.FRACTION
                self.figure(
                    f"assumption.{each.id}",
                    each.description,
                    int(each.value) if whole else each.value,
                    FactUnit(each.unit),
                    basis=Basis.ASSUMED,
                    formula=each.source,
                )

    def remark(self, code: str, text: str) -> None:
        """A sentence of the engine's."""
        self.remarks.append(Remark(code=code, text=plain(text, longest=LONGEST_REMARK) or "-"))

    def lacks(self, name: str, hint: Words | str) -> None:
        """Something that is not known, and what to do about it."""
        self.missing.append(Missing(name=name, hint=self._text(hint)))

    def card(self, title: Words | str, fact_ids: Iterable[str], chart: CardChart | None = None) -> Card:
        """A card with those of the facts that there are."""
        known = {fact.id: fact for fact in self.facts}
        shown = [known[each] for each in fact_ids if each in known][:MOST_CARD_FIGURES]
        return Card(
            title=plain(self._text(title), longest=LONGEST_LABEL) or "-",
            figures=tuple(figure_of(fact, self.language) for fact in shown),
            chart=chart,
        )

    def figure(
        self,
        fact_id: str,
        label: Words | str,
        value: int | Decimal | date | None,
        unit: FactUnit,
        **source: Unpack[Source],
    ) -> None:
        """A figure of any unit; nothing where it is not known."""
        if value is not None:
            self.facts.append(
                Fact(
                    id=fact_id,
                    label=plain(self._text(label), longest=LONGEST_LABEL) or fact_id,
                    value=value,
                    unit=unit,
                    basis=source.get("basis", self._basis),
                    formula=source.get("formula", self._formula),
                    as_of=self._now,
                )
            )

    def _text(self, words: Words | str) -> str:
        return words if isinstance(words, str) else words.into(self.language)


def figure_of(fact: Fact, language: Language) -> CardFigure:
    """A fact as a card shows it."""
    return CardFigure(
        fact_id=fact.id, label=fact.label, value=fact.value, unit=fact.unit, text=format_fact(fact, language)
    )


def rupiah_chart(
    kind: ChartKind, labels: Sequence[str], series: Mapping[str, Sequence[int | None]]
) -> CardChart:
    """A chart of amounts; of more points than a card may have, every so-manieth and the last are kept."""
    step = max(1, ceil(len(labels) / MOST_POINTS))
    # Counted from the end, so that the last point, where a plan comes to, is always there.
    places = range((len(labels) - 1) % step, len(labels), step) if labels else range(0)
    return CardChart(
        kind=kind,
        unit=FactUnit.RUPIAH,
        labels=tuple(_name(labels[place]) for place in places),
        series=tuple(
            ChartSeries(name=_name(name), values=tuple(values[place] for place in places))
            for name, values in series.items()
        ),
    )


def _name(text: str) -> str:
    """What a chart calls a point or a series; people name their own goals, debts and categories."""
    return plain(text, longest=LONGEST_NAME) or "-"
