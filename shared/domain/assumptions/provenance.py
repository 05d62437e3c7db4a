"""What a result rests on: dated figures with their source, and whether they are due for another look."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from shared.domain.assumptions.dated import (
    Assumption,
    Bracket,
    BracketTable,
    DatedTable,
    DatedValue,
    entries,
    topics,
)
from shared.domain.values import Value
from shared.words import Words


class Provenance(Value):
    """A dated figure as it is in force on a day. Either `value` or `rows` is there.

    `stale` says that it is past its review date, today or on the later day that it was used for. What a
    later value is known to follow has been looked at: it is never stale.
    """

    id: str
    topic: str
    description: Words
    unit: str
    value: Decimal | None
    rows: tuple[Bracket, ...] | None
    applies_to: tuple[str, ...]
    since: date
    source: str
    checked_on: date
    review_after: date
    confirmed: bool
    stale: bool


def cite(assumption: str, *, day: date, today: date) -> Provenance:
    """The figure `topic.name` in force on `day`. Raises NoValueInForce before its first value."""
    topic, _, name = assumption.partition(".")
    known = entries(topic)[name]
    return _cited(assumption, known, known.on(day), max(day, today))


def cite_all(used: Iterable[tuple[str, date]], *, today: date) -> tuple[Provenance, ...]:
    """Each used figure once per value that was in force, by id and first day.

    `used` are pairs of an id and a day that it was used for; the latest such day decides `stale`.
    """
    latest: dict[tuple[str, date], date] = {}
    for assumption, day in used:
        topic, _, name = assumption.partition(".")
        value = assumption, entries(topic)[name].on(day).since
        latest[value] = max(day, latest.get(value, day))
    return tuple(cite(value[0], day=latest[value], today=today) for value in sorted(latest))


def in_force(day: date, *, today: date, topic: str | None = None) -> tuple[Provenance, ...]:
    """Every figure in force on `day`, of one topic or of all, in the order of the files."""
    wanted = topics() if topic is None else (topic,)
    return tuple(
        cite(f"{one}.{name}", day=day, today=today)
        for one in wanted
        for name, known in entries(one).items()
        if known.begins <= day
    )


def _cited(
    name: str, known: Assumption | BracketTable, dated: DatedValue | DatedTable, last_use: date
) -> Provenance:
    table = isinstance(dated, DatedTable)
    return Provenance(
        id=name,
        topic=name.partition(".")[0],
        description=known.description,
        unit=known.unit,
        value=None if table else dated.value,
        rows=dated.rows if table else None,
        applies_to=dated.applies_to if table else (),
        since=dated.since,
        source=dated.source,
        checked_on=dated.checked_on,
        review_after=dated.review_after,
        confirmed=dated.confirmed,
        stale=dated is known.latest and dated.stale(last_use),
    )
