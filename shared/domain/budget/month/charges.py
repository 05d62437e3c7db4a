"""Recurring charges found in the transactions of some months."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.categories.wording import words_of
from shared.domain.budget.limits import Limits
from shared.domain.budget.month.analysis import Cadence, RecurringCharge
from shared.domain.budget.month.cadence import monthly, next_day, rhythm_of, tolerance
from shared.domain.budget.month.model import Item
from shared.domain.budget.month.robust import whole_median
from shared.domain.budget.recurrence import RecurringRule

LONGEST_SUBJECT = 60
"""Characters of a merchant that name its charge."""


class Occurrence(NamedTuple):
    """One payment, the parts of a split one together. `amount` has no sign."""

    day: date
    amount: int
    transaction_id: UUID
    merchant: str
    category_id: UUID | None
    recurring_id: UUID | None


class Series(NamedTuple):
    """Payments of one merchant in one direction that keep a rhythm, oldest first."""

    subject: str
    incoming: bool
    cadence: Cadence
    occurrences: tuple[Occurrence, ...]


def find_series(items: Iterable[Item], limits: Limits) -> tuple[Series, ...]:
    """Every series, whatever order the items come in.

    All payments to a merchant make one series if they keep a rhythm; else those of like amounts do, so
    that two subscriptions at one shop are two.
    """
    found: list[Series] = []
    for (subject, incoming), payments in sorted(_by_merchant(items).items()):
        rhythms = sorted(_rhythms(payments, limits), key=lambda rhythm: rhythm[1][0])
        for number, (cadence, occurrences) in enumerate(rhythms, start=1):
            name = subject if number == 1 else f"{subject}.{number}"
            found.append(Series(name, incoming, cadence, occurrences))
    return tuple(found)


def charge_of(series: Series, kept: Iterable[RecurringRule], *, day: date, limits: Limits) -> RecurringCharge:
    """The series as it stands on `day`, with what the person keeps already."""
    days = [occurrence.day for occurrence in series.occurrences]
    last = series.occurrences[-1]
    usual = current_amount(series, limits)
    expected = next_day(days, series.cadence)
    return RecurringCharge(
        subject=series.subject,
        merchant=last.merchant,
        category_id=last.category_id,
        cadence=series.cadence,
        incoming=series.incoming,
        amount=usual,
        monthly_amount=monthly(usual, series.cadence),
        occurrences=len(days),
        first_on=days[0],
        last_on=days[-1],
        next_on=expected,
        active=day <= expected + tolerance(series.cadence, limits),
        known=any(_is_about(rule, series) for rule in kept),
    )


def current_amount(series: Series, limits: Limits) -> int:
    """What it comes to today: the median of the latest few, as many as it takes to be recurring.

    With three, one odd payment moves nothing, and a new price counts from the second time it is paid.
    """
    latest = series.occurrences[-int(limits.value("recurring_occurrences_min")) :]
    return whole_median([occurrence.amount for occurrence in latest])


def latest_run(series: Series, most: Decimal) -> tuple[Occurrence, ...]:
    """The latest occurrences of which each differs from the one before by at most the share `most`."""
    start = 0
    for index, (earlier, later) in enumerate(pairwise(series.occurrences), start=1):
        if differs(earlier.amount, later.amount, most):
            start = index
    return series.occurrences[start:]


def differs(earlier: int, later: int, most: Decimal) -> bool:
    """Whether `later` is away from `earlier` by more than the share `most` of it."""
    return abs(later - earlier) > most * earlier


def subject_of(merchant: str | None) -> str | None:
    """A merchant as part of an id: its words without the numbers that banks add; None without words."""
    words = words_of(merchant or "").split()
    told = [word for word in words if not word.isdigit()] or words
    return "-".join(told)[:LONGEST_SUBJECT] or None


def base_subject(subject: str) -> str:
    """The merchant's part of a series' subject."""
    return subject.partition(".")[0]


def _by_merchant(items: Iterable[Item]) -> dict[tuple[str, bool], list[Occurrence]]:
    payments: dict[tuple[str, bool], list[Occurrence]] = defaultdict(list)
    subjects: dict[str, str | None] = {}
    for parts in _transactions(items):
        merchant = parts[0].merchant
        if merchant is None:
            continue
        if merchant not in subjects:
            subjects[merchant] = subject_of(merchant)
        subject, amount = subjects[merchant], sum(part.amount for part in parts)
        if subject is not None:
            payments[subject, amount > 0].append(_occurrence(parts, abs(amount), merchant))
    return payments


def _transactions(items: Iterable[Item]) -> Iterable[list[Item]]:
    """The items of each transaction: one, or the parts of a split one."""
    whole: dict[UUID, list[Item]] = {}
    for item in items:
        whole.setdefault(item.transaction_id, []).append(item)
    return whole.values()


def _occurrence(parts: Sequence[Item], amount: int, merchant: str) -> Occurrence:
    largest = parts[0]
    if len(parts) > 1:
        largest = max(parts, key=lambda part: (abs(part.amount), str(part.category_id)))
    return Occurrence(
        day=largest.booked_on,
        amount=amount,
        transaction_id=largest.transaction_id,
        merchant=merchant,
        category_id=largest.category_id,
        recurring_id=largest.recurring_id,
    )


def _rhythms(
    payments: Iterable[Occurrence], limits: Limits
) -> Iterator[tuple[Cadence, tuple[Occurrence, ...]]]:
    ordered = sorted(payments)
    whole = _rhythm(ordered, limits)
    if whole is not None:
        yield whole
        return
    for alike in _alike(ordered, _moves(limits)):
        rhythm = _rhythm(alike, limits)
        if rhythm is not None:
            yield rhythm


def _rhythm(ordered: Sequence[Occurrence], limits: Limits) -> tuple[Cadence, tuple[Occurrence, ...]] | None:
    """The rhythm of ordered payments, of which few change their amount for good."""
    if len(ordered) < limits.value("recurring_occurrences_min"):
        return None
    most = _moves(limits)
    steps = sum(differs(earlier.amount, later.amount, most) for earlier, later in pairwise(ordered))
    if steps >= limits.value("recurring_steps_share") * len(ordered):
        return None
    cadence = rhythm_of([it.day for it in ordered], limits)
    return None if cadence is None else (cadence, tuple(ordered))


def _alike(payments: Sequence[Occurrence], most: Decimal) -> Iterator[list[Occurrence]]:
    """The payments in groups of like amounts, each in the order of days."""
    group: list[Occurrence] = []
    for payment in sorted(payments, key=lambda it: (it.amount, it)):
        if group and differs(group[-1].amount, payment.amount, most):
            yield sorted(group)
            group = []
        group.append(payment)
    if group:
        yield sorted(group)


def _moves(limits: Limits) -> Decimal:
    return limits.value("recurring_amount_tolerance")


def _is_about(rule: RecurringRule, series: Series) -> bool:
    if any(occurrence.recurring_id == rule.id for occurrence in series.occurrences):
        return True
    same_direction = (rule.amount > 0) == series.incoming
    return same_direction and subject_of(rule.merchant) == base_subject(series.subject)
