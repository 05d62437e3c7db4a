"""When a recurring transaction is due: what its rule says, minus what was booked or skipped, and bounded."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.booking_days import FIRST_DAY, LAST_DAY
from shared.domain.budget.categories.wording import visible_line
from shared.domain.budget.occurrences import rule_days
from shared.domain.budget.rrules import UnreadableRule, read_rule
from shared.domain.budget.transactions import NewTransaction, TransactionSource
from shared.domain.values import Value
from shared.words import Words

_NEVER = Words(
    id="Aturan ini tidak pernah jatuh pada hari apa pun. Periksa hari, bulan, dan selangnya.",
    en="This rule never falls on any day. Check its days, months and interval.",
)


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

    def days(self, *, first: date = FIRST_DAY, last: date = LAST_DAY) -> Iterator[date]:
        """The days it falls on from `first` to `last`, settled or not, in order. Raises UnreadableRule."""
        return occurrences(
            self.rrule, starts_on=self.starts_on, first=first, last=min(last, self.ends_on or last)
        )

    def entry(self, due_on: date) -> NewTransaction:
        """The transaction that would be saved for a due day."""
        return NewTransaction(
            account_id=self.account_id,
            to_account_id=self.to_account_id,
            booked_on=due_on,
            amount=self.amount,
            category_id=self.category_id,
            merchant=visible_line(self.merchant),
            note=visible_line(self.note),
            source=TransactionSource.RECURRING,
            recurring_id=self.id,
            due_on=due_on,
        )


class RecurringToReview(Value):
    """The rules in force with what is booked, and the last day of the latest closed month.

    `rules_left_out` counts rules beyond the 100 oldest, which are not among `rules`.
    """

    closed_until: date | None = None
    rules: tuple[RecurringRule, ...] = ()
    rules_left_out: int = 0


class Due(NamedTuple):
    """One day on which a rule is due and nothing was booked or skipped."""

    rule: RecurringRule
    due_on: date


class Unreadable(NamedTuple):
    """A rule that cannot be followed or falls on no day at all, and why."""

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
            _refuse_without_days(rule)
        except UnreadableRule as refused:
            unreadable.append(Unreadable(rule, refused.words))
            continue
        due += (Due(rule, day) for day in waiting)
        left_out += older
    due.sort(key=lambda each: (each.due_on, each.rule.id))
    return DueDays(tuple(due), tuple(unreadable), left_out)


def occurrences(rrule: str, *, starts_on: date, last: date, first: date = FIRST_DAY) -> Iterator[date]:
    """The days of a rule that begins on `starts_on`, `first` to `last`, in order. Raises UnreadableRule."""
    return rule_days(read_rule(rrule), starts_on=starts_on, first=first, last=last)


def _refuse_without_days(rule: RecurringRule) -> None:
    """Raises UnreadableRule where the rule falls on no day before it ends, whatever was booked or skipped."""
    if next(rule.days(), None) is None:
        raise UnreadableRule(_NEVER)


def _waiting(
    rule: RecurringRule, *, today: date, most: int, after: date | None
) -> tuple[Sequence[date], int]:
    settled = {*rule.booked, *rule.skipped}
    first = FIRST_DAY if after is None else after + timedelta(days=1)
    waiting: deque[date] = deque(maxlen=most)
    older = 0
    for day in rule.days(first=first, last=today):
        if day not in settled:
            older += len(waiting) == most
            waiting.append(day)
    return waiting, older
