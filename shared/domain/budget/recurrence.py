"""When a recurring transaction is due: what its rule says, minus what was booked or skipped, and bounded."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.categories.wording import one_line
from shared.domain.budget.rrules import UnreadableRule, read_rule
from shared.domain.budget.transactions import NewTransaction, TransactionSource
from shared.domain.values import Value
from shared.words import Words

_CALENDAR_REPEATS = 400
_LAST_YEAR = 9999


class RecurringRule(Value):
    """What a person pays or gets again and again. `amount` is signed; with `to_account_id` it is a transfer.

    `booked` are the due days for which there is a transaction, `skipped` those that the person skipped.
    """

    id: UUID
    account_id: UUID
    to_account_id: UUID | None = None
    category_id: UUID | None = None
    merchant: str | None = None
    note: str | None = None
    amount: int
    rrule: str
    starts_on: date
    ends_on: date | None = None
    skipped: tuple[date, ...] = ()
    booked: tuple[date, ...] = ()

    def entry(self, due_on: date) -> NewTransaction:
        """The transaction that would be saved for a due day."""
        return NewTransaction(
            account_id=self.account_id,
            to_account_id=self.to_account_id,
            booked_on=due_on,
            amount=self.amount,
            category_id=self.category_id,
            merchant=one_line(self.merchant),
            note=one_line(self.note),
            source=TransactionSource.RECURRING,
            recurring_id=self.id,
            due_on=due_on,
        )


class RecurringToReview(Value):
    """The rules in force with what is booked, and the last day of the latest closed month."""

    closed_until: date | None = None
    rules: tuple[RecurringRule, ...] = ()


class Due(NamedTuple):
    """One day on which a rule is due and nothing was booked or skipped."""

    rule: RecurringRule
    due_on: date


class Unreadable(NamedTuple):
    """A rule that cannot be followed, and why."""

    rule: RecurringRule
    why: Words


class DueDays(NamedTuple):
    """What is due, oldest first; `left_out` counts older due days beyond what is proposed at once."""

    due: tuple[Due, ...]
    unreadable: tuple[Unreadable, ...]
    left_out: int


def due_days(rules: Sequence[RecurringRule], *, today: date, most: int, after: date | None = None) -> DueDays:
    """What is due up to `today`, at most the `most` newest days of each rule.

    Days up to `after` are left alone, because their month is closed.
    """
    due: list[Due] = []
    unreadable: list[Unreadable] = []
    left_out = 0
    for rule in rules:
        try:
            waiting, older = _waiting(rule, today=today, most=most, after=after)
        except UnreadableRule as refused:
            unreadable.append(Unreadable(rule, refused.words))
            continue
        due += (Due(rule, day) for day in waiting)
        left_out += older
    due.sort(key=lambda each: (each.due_on, each.rule.id))
    return DueDays(tuple(due), tuple(unreadable), left_out)


def occurrences(rrule: str, *, starts_on: date, last: date) -> Iterator[date]:
    """The days of a rule from `starts_on` up to `last`, in order. Raises UnreadableRule.

    A rule that has no day at all is searched to the end of the year 9999, where dateutil gives up. The
    calendar repeats every 400 years to the day of the week, so the search begins as late as it can:
    a hundredth of a second instead of seconds.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - 30 ms that only recurring transactions pay

    read = read_rule(rrule)
    last = min(last, read.until or last)
    if last < starts_on:
        return
    shift = (_LAST_YEAR - last.year) // _CALENDAR_REPEATS * _CALENDAR_REPEATS
    start, end = _moved(starts_on, shift), _moved(last, shift)
    days = rrulestr(read.text, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001 - a day
    for day in takewhile(lambda day: day.date() <= end, days):
        yield _moved(day.date(), -shift)


def _waiting(
    rule: RecurringRule, *, today: date, most: int, after: date | None
) -> tuple[Sequence[date], int]:
    settled = {*rule.booked, *rule.skipped}
    waiting: deque[date] = deque(maxlen=most)
    older = 0
    for day in occurrences(rule.rrule, starts_on=rule.starts_on, last=min(today, rule.ends_on or today)):
        if day in settled or (after is not None and day <= after):
            continue
        older += len(waiting) == most
        waiting.append(day)
    return waiting, older


def _moved(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February stays one, 400 years at a time."""
    return day.replace(year=day.year + years)
