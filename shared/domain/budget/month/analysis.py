"""What the engine says about a budget month."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from shared.domain.budget.model import Figure, Severity, Threshold
from shared.domain.budget.month.model import MonthSummary
from shared.domain.values import Value
from shared.words import Words


class Standing(StrEnum):
    """Where a month lies, seen from today."""

    PAST = "past"
    RUNNING = "running"
    AHEAD = "ahead"


class Cadence(StrEnum):
    """How often something comes back."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class RecurringCharge(Value):
    """A payment that comes back, found in the transactions: one merchant, one direction, one rhythm.

    `subject` names it in ids. `amount` is what it comes to today (the median of the latest three, so that
    one odd payment moves nothing and a new price counts from the second time) and `monthly_amount` what
    that makes in a month, both whole rupiah without a sign. `next_on` is the day it is next expected; an
    `active` one is not overdue beyond its tolerance. `known` tells whether the person keeps it as a
    recurring transaction already.
    """

    subject: str
    merchant: str
    category_id: UUID | None
    cadence: Cadence
    incoming: bool
    amount: int
    monthly_amount: int
    occurrences: int
    first_on: date
    last_on: date
    next_on: date
    active: bool
    known: bool


class Insight(Value):
    """Something worth knowing about a month; `id` is stable (`2026-11.anomaly.wants.coffee`).

    `about` is what it speaks of (a category, a merchant), None for the month as a whole. `weight` (0 to
    100) orders insights, heaviest first. `figures` and `thresholds` are the ids of what it rests on, in
    the analysis it belongs to.
    """

    id: str
    code: str
    subject: str
    about: Words | None
    severity: Severity
    weight: int = Field(ge=0, le=100)
    figures: tuple[str, ...]
    thresholds: tuple[str, ...] = ()


class MonthAnalysis(Value):
    """A budget month: its sums, the figures that follow from them, what comes back, and what to look at.

    `figures` hold the month's own (`month.*`), those of the snapshot that they rest on, and the parts of
    each insight, each id once. `rules_left_out` counts recurring transactions of the person's own that were
    not looked at, because they keep more than a hundred.
    """

    summary: MonthSummary
    today: date
    standing: Standing
    figures: tuple[Figure, ...]
    thresholds: tuple[Threshold, ...]
    recurring: tuple[RecurringCharge, ...]
    insights: tuple[Insight, ...]
    rules_left_out: int

    def find(self, figure_id: str) -> Figure | None:
        """The figure of that id, if it could be computed."""
        return next((figure for figure in self.figures if figure.id == figure_id), None)
