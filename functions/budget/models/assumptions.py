"""What the budget function answers with about the dated figures that results rest on."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from shared.domain.assumptions.dated import Bracket, topics
from shared.domain.assumptions.provenance import Provenance
from shared.domain.budget.model import Number, Unit
from shared.domain.budget.words import number_words
from shared.domain.days import Day
from shared.domain.money import Fraction
from shared.domain.values import Value
from shared.words import Language, Words

_WHOLE = {Unit.RUPIAH, Unit.DAYS, Unit.COUNT}
_ROWS = Words(id="{count} lapisan, {low} sampai {high}", en="{count} brackets, {low} to {high}")


def _known(topic: str) -> str:
    if topic not in topics():
        names = ", ".join(topics())
        raise ValueError(Words(id=f"Harus salah satu dari: {names}.", en=f"Must be one of: {names}."))
    return topic


class AssumptionsWish(Value):
    """Which figures to list: one topic or all, in force today or on another day."""

    topic: Annotated[str, AfterValidator(_known)] | None = None
    on: Day | None = None


class BracketView(Value):
    """A row of a table: the rate up to and with `up_to` rupiah, null for the last row."""

    up_to: int | None
    rate: Fraction

    @classmethod
    def of(cls, row: Bracket) -> "BracketView":
        """The row."""
        return cls(up_to=row.up_to, rate=row.rate)


class SourceView(Value):
    """A dated figure that a result rests on, in force since `since`, without the rows of a table.

    `confirmed` is false where the source could not be checked word by word; `stale` is true where the
    figure is past the day it should have been looked at again.
    """

    id: str
    label: str
    text: str
    since: date
    source: str
    checked_on: date
    review_after: date
    confirmed: bool
    stale: bool

    @classmethod
    def of(cls, cited: Provenance, language: Language) -> "SourceView":
        """The figure in the reader's language."""
        return cls(
            id=cited.id,
            label=cited.description.into(language),
            text=_text(cited, language),
            since=cited.since,
            source=cited.source,
            checked_on=cited.checked_on,
            review_after=cited.review_after,
            confirmed=cited.confirmed,
            stale=cited.stale,
        )


class AssumptionView(SourceView):
    """A dated figure whole: its `value`, or the `rows` of a table of brackets and whom it is for."""

    topic: str
    unit: str
    value: Number | None
    rows: tuple[BracketView, ...] | None
    applies_to: tuple[str, ...]

    @classmethod
    def of(cls, cited: Provenance, language: Language) -> "AssumptionView":
        """The figure in the reader's language."""
        return cls(
            **dict(SourceView.of(cited, language)),
            topic=cited.topic,
            unit=cited.unit,
            value=None if cited.value is None else _number(cited.value, Unit(cited.unit)),
            rows=None if cited.rows is None else tuple(BracketView.of(row) for row in cited.rows),
            applies_to=cited.applies_to,
        )


class AssumptionsView(Value):
    """The dated figures in force on a day, in the order of their files."""

    on: date
    topics: tuple[str, ...]
    items: tuple[AssumptionView, ...]


def _number(value: Decimal, unit: Unit) -> int | Decimal:
    return int(value) if unit in _WHOLE else value


def _text(cited: Provenance, language: Language) -> str:
    if cited.rows is not None:
        low, high = (
            number_words(row.rate, Unit.FRACTION, language) for row in (cited.rows[0], cited.rows[-1])
        )
        return _ROWS.into(language, count=len(cited.rows), low=low, high=high)
    return number_words(cited.value or Decimal(0), Unit(cited.unit), language)
