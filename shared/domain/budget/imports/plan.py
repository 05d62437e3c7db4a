"""From a mapping to a plan: what the file proves is taken, what it leaves open is answered or asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.budget.imports.amounts import DecimalMark, Direction
from shared.domain.budget.imports.cells import CellReader, bare
from shared.domain.budget.imports.dates import DateOrder, YearOf, has_no_year
from shared.domain.budget.imports.evidence import Evidence, K, weigh
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.periods import stated_period, year_as_told, year_by_period
from shared.domain.budget.imports.questions import (
    Question,
    about_direction,
    about_mark,
    about_order,
    about_year,
)
from shared.domain.budget.imports.survey import Survey
from shared.domain.budget.imports.table import one_line


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping with nothing left open. `positive_is` is None where markers or two columns say it."""

    mapping: Mapping
    order: DateOrder
    mark: DecimalMark
    positive_is: Direction | None
    reader: CellReader


@dataclass(frozen=True, slots=True)
class Open:
    """What has to be asked before anything can be read."""

    mapping: Mapping
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """How far answers go. Those `told` for this very file are asked again where the file contradicts them.

    `liability`: the account is one where money is owed, and files of such often turn signs around.
    """

    told: bool
    liability: bool = False


def planned(found: Survey, mapping: Mapping, answers: Answers) -> Plan | Open:
    """The plan for a file, or the questions that it leaves. No answer counts that the file contradicts."""
    reader = CellReader(_year_of(found, mapping))
    order = _order(found, mapping, reader)
    mark = _mark(found, mapping, reader)
    way = _chosen(order, mapping.date_order, answers)
    point = _chosen(mark, mapping.decimal_mark, answers)
    direction = _direction(found, mapping, reader, answers)
    year = None if reader.year_of else _year_question(found, mapping)
    if way is None or point is None or year is not None or isinstance(direction, Question):
        asked = (
            year,
            about_order(order, _orders_shown(order, reader)) if way is None else None,
            about_mark(mark, _marks_shown(mark, reader)) if point is None else None,
            direction if isinstance(direction, Question) else None,
        )
        return Open(mapping, tuple(question for question in asked if question is not None))
    return Plan(mapping, way, point, direction, reader)


def contradicts(found: Survey, mapping: Mapping) -> bool:
    """Whether a file proves another order or decimal mark than a bank's layout has."""
    reader = CellReader(_year_of(found, mapping))
    order, mark = _order(found, mapping, reader), _mark(found, mapping, reader)
    wrong_order = mapping.date_order is not None and not order.allows(mapping.date_order)
    return wrong_order or (mapping.decimal_mark is not None and not mark.allows(mapping.decimal_mark))


def _year_of(found: Survey, mapping: Mapping) -> YearOf | None:
    if mapping.year is not None:
        return year_as_told(mapping.year)
    period = stated_period(found.above, order=mapping.date_order)
    return None if period is None else year_by_period(*period)


def _year_question(found: Survey, mapping: Mapping) -> Question | None:
    texts = (bare(line.text(mapping.date)) for line in found.rows)
    yearless = next((text for text in texts if has_no_year(text)), None)
    return None if yearless is None else about_year(yearless)


def _order(found: Survey, mapping: Mapping, reader: CellReader) -> Evidence[DateOrder]:
    return weigh(reader.days_of(found.rows, mapping.date), DateOrder)


def _mark(found: Survey, mapping: Mapping, reader: CellReader) -> Evidence[DecimalMark]:
    """The evidence of every column of money together: a bank writes them all alike."""
    cells = reader.amounts_of(found.rows, *mapping.amount_columns())
    return weigh(((text, amounts.by_mark) for text, amounts in cells), DecimalMark)


def _chosen(evidence: Evidence[K], answer: K | None, answers: Answers) -> K | None:
    """What was answered, where the file allows it, else what it proves; None is asked, also once more."""
    if answer is not None and evidence.allows(answer):
        return answer
    return None if answers.told and answer is not None else evidence.proven


def _direction(
    found: Survey, mapping: Mapping, reader: CellReader, answers: Answers
) -> Direction | Question | None:
    """What an amount without a sign means; None where it never comes to that."""
    if mapping.amount is None or mapping.marker is not None or mapping.positive_is is not None:
        return mapping.positive_is
    cells = list(reader.amounts_of(found.rows, mapping.amount))
    if not cells or any(amounts.marker is not None for _, amounts in cells):
        return None
    signed = any(value < 0 for _, amounts in cells for value in amounts.by_mark.values())
    if signed and not answers.liability:
        return Direction.IN
    return about_direction(one_line(next((text for text, _ in cells), "")).removeprefix("="))


def _orders_shown(evidence: Evidence[DateOrder], reader: CellReader) -> Iterator[tuple[DateOrder, str]]:
    text = evidence.doubtful or ""
    for order, day in (reader.days(text) or {}).items():
        yield order, f"{one_line(text)} → {day.isoformat()}"


def _marks_shown(evidence: Evidence[DecimalMark], reader: CellReader) -> Iterator[tuple[DecimalMark, str]]:
    text = evidence.doubtful or ""
    amounts = reader.amounts(text)
    if amounts is not None:
        for mark, value in amounts.by_mark.items():
            yield mark, f"{one_line(text)} → {value.normalize():f}"
