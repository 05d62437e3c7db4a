"""Whether each figure of an answer follows from facts, and from which.

A figure matches when it is a fact's value, that value rounded to the digits shown, or a simple derivation
(sum, difference, ratio, product, remainder, a year of months) from facts that the same answer quotes.
Derivations rest on quoted facts alone: among all facts there are enough pairs to explain almost any number.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice, permutations
from typing import NamedTuple

from shared.advice.figures import Day, Kind, Reading, WrittenFigure, find_figures
from shared.domain.conversation.model import (
    Basis,
    Derivation,
    Fact,
    FactUnit,
    Provenance,
    QuotedFigure,
)
from shared.domain.days import today_in_jakarta
from shared.domain.money import MAX_RUPIAH, share
from shared.words import Language, Words

ROUNDING = Decimal("0.02")
"""How far a rounded figure may be from its fact, as a share of the fact."""

DERIVED_ROUNDING = Decimal("0.005")
"""The same for what is derived from facts."""

MOST_STATED = 50
"""How many figures of a message an answer may repeat; each costs time in every check."""

STATED = Words(id="Dari pesanmu", en="From your message")

UNITS = {
    Kind.MONEY: frozenset({FactUnit.RUPIAH}),
    Kind.PERCENT: frozenset({FactUnit.FRACTION}),
    Kind.MONTHS: frozenset({FactUnit.MONTHS}),
    Kind.POINTS: frozenset({FactUnit.POINTS, FactUnit.COUNT}),
    Kind.DATE: frozenset[FactUnit](),
}


class Grounding(NamedTuple):
    """What a check found: provenance of the figures that match, and the figures that do not."""

    provenance: Provenance
    unmatched: tuple[WrittenFigure, ...]

    @property
    def confidence(self) -> Decimal | None:
        """The share of figures that match, None where the text has none."""
        matched = len(self.provenance.figures)
        return share(matched, matched + len(self.unmatched))


class _Derived(NamedTuple):
    value: Decimal
    fact_ids: tuple[str, ...]
    derivation: Derivation


def check(text: str, facts: Sequence[Fact]) -> Grounding:
    """Match every figure in `text` with `facts`."""
    figures = find_figures(text)
    matched = {figure: found for figure in figures if (found := _quoted(figure, facts)) is not None}
    quoted_ids = {fact_id for found in matched.values() for fact_id in found.fact_ids}
    quoted = tuple(fact for fact in facts if fact.id in quoted_ids)
    for figure in figures:
        if figure not in matched and (derived := _derived(figure, quoted)) is not None:
            matched[figure] = derived
    return Grounding(
        provenance=_provenance([matched[figure] for figure in figures if figure in matched], facts),
        unmatched=tuple(figure for figure in figures if figure not in matched),
    )


def stated_facts(message: str, *, now: datetime, language: Language) -> tuple[Fact, ...]:
    """The figures that a person wrote themselves, so that an answer may repeat them."""
    return tuple(
        Fact(
            id=f"message.{number}",
            label=STATED.into(language),
            value=int(value) if unit is FactUnit.RUPIAH else value,
            unit=unit,
            basis=Basis.STATED,
            formula="stated",
            as_of=now,
        )
        for number, (value, unit) in enumerate(islice(_stated(message), MOST_STATED), start=1)
    )


def _stated(message: str) -> Iterator[tuple[Decimal, FactUnit]]:
    units = {Kind.MONEY: FactUnit.RUPIAH, Kind.PERCENT: FactUnit.FRACTION, Kind.MONTHS: FactUnit.MONTHS}
    for figure in find_figures(message):
        unit = units.get(figure.kind)
        for reading in figure.readings:
            if unit is not None and _can_be_kept(reading.value, unit):
                yield reading.value, unit


def _can_be_kept(value: Decimal, unit: FactUnit) -> bool:
    whole_enough = unit is not FactUnit.RUPIAH or value == value.to_integral_value()
    return whole_enough and value <= MAX_RUPIAH and len(value.as_tuple().digits) <= 20


def _provenance(figures: list[QuotedFigure], facts: Sequence[Fact]) -> Provenance:
    used = {fact_id for figure in figures for fact_id in figure.fact_ids}
    return Provenance(facts=tuple(fact for fact in facts if fact.id in used), figures=tuple(figures))


def _quoted(figure: WrittenFigure, facts: Sequence[Fact]) -> QuotedFigure | None:
    """The figure as one fact says it: exactly if possible, else rounded."""
    if figure.day is not None:
        return _dated(figure, figure.day, facts)
    comparable = [fact for fact in facts if fact.unit in UNITS[figure.kind]]
    for derivation, fits in ((Derivation.QUOTED, _equals), (Derivation.ROUNDED, _rounds_to)):
        for fact in comparable:
            if any(fits(reading, _number(fact)) for reading in figure.readings):
                return _found(figure, (fact.id,), derivation)
    return None


def _dated(figure: WrittenFigure, day: Day, facts: Sequence[Fact]) -> QuotedFigure | None:
    for fact in facts:
        if any(_is_on(day, moment) for moment in _dates_of(fact)):
            return _found(figure, (fact.id,), Derivation.QUOTED)
    return None


def _dates_of(fact: Fact) -> tuple[date, ...]:
    seen = (fact.as_of.date(), today_in_jakarta(now=fact.as_of))
    return (*seen, fact.value) if isinstance(fact.value, date) else seen


def _is_on(day: Day, moment: date) -> bool:
    told = zip(day, (moment.year, moment.month, moment.day), strict=True)
    return all(part is None or part == actual for part, actual in told)


def _derived(figure: WrittenFigure, quoted: Sequence[Fact]) -> QuotedFigure | None:
    ways = DERIVATIONS.get(figure.kind)
    if ways is None:
        return None
    for way in ways(quoted):
        if any(_rounds_to(reading, way.value, within=DERIVED_ROUNDING) for reading in figure.readings):
            return _found(figure, way.fact_ids, way.derivation)
    return None


def _money_ways(quoted: Sequence[Fact]) -> Iterator[_Derived]:
    amounts = _with_unit(quoted, FactUnit.RUPIAH)
    for one, other in permutations(amounts, 2):
        yield _Derived(_number(one) - _number(other), (one.id, other.id), Derivation.DIFFERENCE)
        yield _Derived(_number(one) + _number(other), (one.id, other.id), Derivation.SUM)
    if len(amounts) > 2:
        ids = tuple(fact.id for fact in amounts)
        yield _Derived(sum((_number(fact) for fact in amounts), Decimal(0)), ids, Derivation.SUM)
    for amount in amounts:
        yield _Derived(_number(amount) * 12, (amount.id,), Derivation.PER_YEAR)
        for factor in (*_with_unit(quoted, FactUnit.FRACTION), *_with_unit(quoted, FactUnit.MONTHS)):
            yield _Derived(_number(amount) * _number(factor), (amount.id, factor.id), Derivation.PRODUCT)


def _percent_ways(quoted: Sequence[Fact]) -> Iterator[_Derived]:
    for fact in _with_unit(quoted, FactUnit.FRACTION):
        yield _Derived(1 - _number(fact), (fact.id,), Derivation.REMAINDER)
    yield from _ratios(quoted)


def _months_ways(quoted: Sequence[Fact]) -> Iterator[_Derived]:
    for one, other in permutations(_with_unit(quoted, FactUnit.MONTHS), 2):
        yield _Derived(_number(one) - _number(other), (one.id, other.id), Derivation.DIFFERENCE)
    yield from _ratios(quoted)


def _ratios(quoted: Sequence[Fact]) -> Iterator[_Derived]:
    for part, whole in permutations(_with_unit(quoted, FactUnit.RUPIAH), 2):
        if _number(whole) != 0:
            yield _Derived(_number(part) / _number(whole), (part.id, whole.id), Derivation.RATIO)


DERIVATIONS: dict[Kind, Callable[[Sequence[Fact]], Iterator[_Derived]]] = {
    Kind.MONEY: _money_ways,
    Kind.PERCENT: _percent_ways,
    Kind.MONTHS: _months_ways,
}


def _with_unit(facts: Sequence[Fact], unit: FactUnit) -> list[Fact]:
    return [fact for fact in facts if fact.unit is unit]


def _number(fact: Fact) -> Decimal:
    return Decimal(0) if isinstance(fact.value, date) else Decimal(fact.value)


def _equals(reading: Reading, value: Decimal) -> bool:
    return reading.value == abs(value)


def _rounds_to(reading: Reading, value: Decimal, *, within: Decimal = ROUNDING) -> bool:
    off = abs(reading.value - abs(value))
    return off <= reading.step / 2 and off <= abs(value) * within


def _found(figure: WrittenFigure, fact_ids: tuple[str, ...], derivation: Derivation) -> QuotedFigure:
    return QuotedFigure(
        text=figure.text, start=figure.start, end=figure.end, fact_ids=fact_ids, derivation=derivation
    )
