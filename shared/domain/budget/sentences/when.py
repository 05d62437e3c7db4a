"""What a piece of text says about the day."""

from datetime import date
from typing import NamedTuple


class When(NamedTuple):
    """A day as far as the text tells it.

    `ahead` is the day that is meant where the rest of the text speaks of the future. `options` are the
    days to ask about; `problem` is why to ask. `weak` gives way to any other day (`tadi` to `kemarin`).
    `weekday` is the weekday that was named, to hold against a date beside it.
    """

    day: date | None
    ahead: date | None = None
    options: tuple[date, ...] = ()
    problem: str | None = None
    weak: bool = False
    weekday: int | None = None


class ReadWhen(NamedTuple):
    """A day that was read, and the token after it."""

    when: When
    after: int


def exactly(day: date | None) -> When:
    """One certain day; without one it is a day that does not exist."""
    return When(day) if day else impossible()


def impossible(*options: date) -> When:
    """A date that no calendar has, perhaps with what was meant."""
    return When(None, options=options, problem="date_impossible")


def roughly(day: date | None, *options: date | None) -> When:
    """A stretch of time: the likeliest day in it, to be asked."""
    days = tuple(dict.fromkeys(option for option in (day, *options) if option is not None))
    return When(day, options=days, problem="date_imprecise")


def either(*options: date | None) -> When:
    """Two days that are equally likely: none is taken."""
    days = tuple(dict.fromkeys(option for option in options if option is not None))
    return When(
        days[0] if len(days) == 1 else None,
        options=days,
        problem="date_ambiguous" if len(days) != 1 else None,
    )
