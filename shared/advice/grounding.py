"""Whether each figure of an answer follows from facts, and from which.

A figure matches when it is a fact's value, that value rounded to the digits shown, or a simple derivation
(sum, difference, ratio, product, remainder, a year of months) from facts that the same answer quotes.
Derivations rest on quoted facts alone: among all facts there are enough pairs to explain almost any number.
A figure that is told as the value of a fact, by its label, has to be that one's.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shared.advice.derived import WITHIN, Derived, Values, number_of, numbered, ways_for
from shared.advice.figures import AROUND, Day, Kind, Reading, WrittenFigure, find_figures
from shared.advice.labelled import Labels, days_of
from shared.advice.seen import see
from shared.advice.stated import MOST_STATED, stated_facts
from shared.domain.conversation.model import (
    Derivation,
    Fact,
    FactUnit,
    Provenance,
    QuotedFigure,
)
from shared.domain.days import today_in_jakarta
from shared.domain.money import share

__all__ = ["MOST_STATED", "Grounding", "check", "stated_facts"]

ROUNDING = Decimal("0.02")
"""How far a rounded figure may be from its fact, as a share of the fact."""

WORDED_ROUNDING = Decimal("0.05")
"""The same for a part in words: `separuh` is said of 48 percent."""

EXACT = Decimal(0)

_ONE = (Decimal(1),)
FACTORS: dict[Kind, dict[FactUnit, tuple[Decimal, ...]]] = {
    Kind.MONEY: {FactUnit.RUPIAH: _ONE},
    Kind.PERCENT: {FactUnit.FRACTION: _ONE},
    Kind.PART: {FactUnit.FRACTION: _ONE},
    Kind.TIMES: {FactUnit.FRACTION: _ONE, FactUnit.MONTHS: _ONE},
    Kind.MONTHS: {FactUnit.MONTHS: _ONE},
    Kind.DAYS: {FactUnit.DAYS: _ONE, FactUnit.MONTHS: (Decimal(30),)},
    Kind.POINTS: {FactUnit.POINTS: _ONE},
    Kind.PLAIN: {
        FactUnit.FRACTION: (Decimal(1), Decimal(100)),
        FactUnit.RUPIAH: (Decimal("0.000001"),),
        **dict.fromkeys((FactUnit.MONTHS, FactUnit.POINTS, FactUnit.DAYS, FactUnit.DEVIATIONS), _ONE),
    },
}
"""In which units facts answer for a kind of figure, and how much one of theirs is in the kind's own."""

LABELLED = {
    Kind.MONEY: FactUnit.RUPIAH,
    Kind.PERCENT: FactUnit.FRACTION,
    Kind.MONTHS: FactUnit.MONTHS,
    Kind.DAYS: FactUnit.DAYS,
    Kind.POINTS: FactUnit.POINTS,
    Kind.COUNT: FactUnit.COUNT,
}
"""Of which unit a fact has to be, so that its label says what the figure is."""

COUNTED = frozenset({Kind.COUNT, Kind.TIMES, Kind.POINTS, Kind.DAYS, Kind.MONTHS})
"""What facts that count may answer for."""

TIME_WORDS = {
    "hari": ("hari", "day"),
    "day": ("hari", "day"),
    "minggu": ("minggu", "week"),
    "pekan": ("minggu", "week"),
    "mgg": ("minggu", "week"),
    "week": ("minggu", "week"),
    "bulan": ("bulan", "month"),
    "bln": ("bulan", "month"),
    "month": ("bulan", "month"),
}
"""How a span of time is called in a figure, and in the label or the id of a fact that counts it."""


class Grounding(NamedTuple):
    """What a check found: provenance of the figures that match, and the figures that do not."""

    provenance: Provenance
    unmatched: tuple[WrittenFigure, ...]

    @property
    def confidence(self) -> Decimal | None:
        """The share of figures that match, None where the text has none."""
        matched = len(self.provenance.figures)
        return share(matched, matched + len(self.unmatched))


def check(text: str, facts: Sequence[Fact], *, quoted: Collection[str] = (), before: str = "") -> Grounding:
    """Match every figure in `text` with `facts`.

    Where `text` goes on from what was checked, `quoted` are ids of facts that were quoted there, and `before`
    is the end of it: a label may stand there.
    """
    figures = find_figures(text)
    known = _Known(facts, see(before[-2 * AROUND :]).text if before else "")
    matched: dict[int, QuotedFigure] = {}
    left: list[int] = []
    for place, figure in enumerate(figures):
        named = known.named(figure)
        found = known.value_of(figure, named) if named else known.quoted(figure)
        if found is not None:
            matched[place] = found
        elif not named:
            left.append(place)
    quoted_ids = {*quoted, *(fact_id for found in matched.values() for fact_id in found.fact_ids)}
    following = _Following([fact for fact in facts if fact.id in quoted_ids])
    matched |= {place: found for place in left if (found := following.derived(figures[place])) is not None}
    return Grounding(
        provenance=_provenance([matched[place] for place in sorted(matched)], facts),
        unmatched=tuple(figure for place, figure in enumerate(figures) if place not in matched),
    )


def _provenance(figures: list[QuotedFigure], facts: Sequence[Fact]) -> Provenance:
    used = {fact_id for figure in figures for fact_id in figure.fact_ids}
    return Provenance(facts=tuple(fact for fact in facts if fact.id in used), figures=tuple(figures))


class _Known:
    """The facts, ordered as figures are looked up."""

    def __init__(self, facts: Sequence[Fact], before: str) -> None:
        self._facts = facts
        self._before = before
        self._values: dict[tuple[Kind, str], Values] = {}
        self._labels: Labels | None = None
        self._days: list[tuple[Day, str]] | None = None

    def named(self, figure: WrittenFigure) -> list[Fact]:
        """The facts whose value the figure is said to be."""
        unit = LABELLED.get(figure.kind)
        if unit is None:
            return []
        self._labels = self._labels or Labels(self._facts)
        before = figure.before if len(figure.before) >= AROUND else self._before + figure.before
        return [fact for fact in self._labels.named(before, figure.after) if fact.unit is unit]

    def value_of(self, figure: WrittenFigure, named: Iterable[Fact]) -> QuotedFigure | None:
        """The figure as the value of one of these; also its sign has to be right."""
        signed = [
            fact for fact in named if (number_of(fact) < 0) == figure.is_negative or not number_of(fact)
        ]
        return _first(figure, ((figure.readings, Values(map(_own, signed))),))

    def quoted(self, figure: WrittenFigure) -> QuotedFigure | None:
        """The figure as one fact says it: exactly if possible, else rounded."""
        if figure.day is not None:
            return self._dated(figure, figure.day)
        word = _time_word(figure)
        compared = (
            (figure.readings, self._index(figure.kind, "", _in_unit)),
            (figure.plain, self._index(figure.kind, word, _as_count)),
        )
        return _first(figure, compared)

    def _index(self, kind: Kind, word: str, ways: "_Ways") -> Values:
        key = (kind, f"{ways.__name__}{word}")
        if key not in self._values:
            self._values[key] = Values(ways(self._facts, kind, word))
        return self._values[key]

    def _dated(self, figure: WrittenFigure, day: Day) -> QuotedFigure | None:
        if self._days is None:
            first: dict[Day, str] = {}
            for fact in self._facts:
                for known in (*_days_of(fact), *days_of(fact.label)):
                    first.setdefault(known, fact.id)
            self._days = list(first.items())
        for known, fact_id in self._days:
            if all(part in (None, there) for part, there in zip(day, known, strict=True)):
                return _found(figure, (fact_id,), Derivation.QUOTED)
        return None


class _Following:
    """What follows from quoted facts, worked out once a kind of figure needs it."""

    def __init__(self, quoted: Sequence[Fact]) -> None:
        self._quoted = quoted
        self._values: dict[Kind, Values] = {}

    def derived(self, figure: WrittenFigure) -> QuotedFigure | None:
        """The figure as what follows from them."""
        if figure.kind not in self._values:
            self._values[figure.kind] = ways_for(figure.kind, self._quoted)
        within = WORDED_ROUNDING if figure.kind is Kind.PART else WITHIN
        way = self._values[figure.kind].find(figure.readings, within=within, is_negative=figure.is_negative)
        return None if way is None else _found(figure, way.fact_ids, way.derivation)


_Ways = Callable[[Sequence[Fact], Kind, str], Iterator[Derived]]


def _in_unit(facts: Sequence[Fact], kind: Kind, _word: str) -> Iterator[Derived]:
    """What facts say in the kind's own unit, and in those that it is easily told in."""
    for fact in facts:
        number = number_of(fact)
        for factor in FACTORS.get(kind, {}).get(fact.unit, ()):
            yield Derived(number * factor, (fact.id,), Derivation.QUOTED)
        if kind is Kind.TIMES and fact.unit is FactUnit.FRACTION:
            yield Derived(number + 1, (fact.id,), Derivation.SUM)


def _as_count(facts: Sequence[Fact], kind: Kind, word: str) -> Iterator[Derived]:
    """Facts that count: things, or the spans of time that the figure names."""
    if kind not in COUNTED:
        return
    for fact in facts:
        if fact.unit is FactUnit.COUNT and _counts(fact, word):
            yield _own(fact)
    if kind is Kind.COUNT:
        for ids in numbered(facts).values():
            yield Derived(Decimal(len(ids)), tuple(ids.values()), Derivation.SUM)


def _own(fact: Fact) -> Derived:
    return Derived(number_of(fact), (fact.id,), Derivation.QUOTED)


def _time_word(figure: WrittenFigure) -> str:
    if figure.kind not in {Kind.DAYS, Kind.MONTHS}:
        return ""
    seen = see(figure.text).text.casefold()
    return next((word for word in TIME_WORDS if word in seen), "year")


def _counts(fact: Fact, word: str) -> bool:
    """Whether the fact counts what the word says; every count does where there is no word."""
    told = f"{fact.id} {fact.label}".casefold()
    return not word or any(name in told for name in TIME_WORDS.get(word, (word,)))


def _first(
    figure: WrittenFigure, compared: Sequence[tuple[Sequence[Reading], Values]]
) -> QuotedFigure | None:
    rounding = WORDED_ROUNDING if figure.kind is Kind.PART else ROUNDING
    for within in (EXACT, rounding):
        for readings, values in compared:
            way = values.find(readings, within=within, is_negative=figure.is_negative)
            if way is not None:
                is_quoted = way.derivation is Derivation.QUOTED and within is not EXACT
                return _found(figure, way.fact_ids, Derivation.ROUNDED if is_quoted else way.derivation)
    return None


def _days_of(fact: Fact) -> Iterator[Day]:
    for moment in (fact.as_of.date(), today_in_jakarta(now=fact.as_of), fact.value):
        if isinstance(moment, date):
            yield Day(moment.year, moment.month, moment.day)


def _found(figure: WrittenFigure, fact_ids: tuple[str, ...], derivation: Derivation) -> QuotedFigure:
    return QuotedFigure(
        text=figure.text, start=figure.start, end=figure.end, fact_ids=fact_ids, derivation=derivation
    )
