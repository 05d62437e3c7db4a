"""What a part of the engine finds: a card with figures of its own, which becomes an insight."""

from collections.abc import Mapping
from typing import NamedTuple

from shared.domain.budget.model import Figure, Severity
from shared.domain.budget.month.analysis import Insight
from shared.domain.budget.month.model import CategorySum
from shared.domain.months import Month
from shared.words import Words

WEIGHTS: Mapping[str, tuple[Severity, int]] = {
    "runs_out": (Severity.URGENT, 95),
    "overspent": (Severity.URGENT, 90),
    "income_missing": (Severity.URGENT, 85),
    "overdrawn": (Severity.IMPORTANT, 78),
    "budget_over": (Severity.IMPORTANT, 75),
    "heading_over": (Severity.IMPORTANT, 70),
    "budget_at_risk": (Severity.IMPORTANT, 65),
    "anomaly": (Severity.IMPORTANT, 60),
    "new_spending": (Severity.NOTICE, 58),
    "price_rise": (Severity.NOTICE, 55),
    "large_payment": (Severity.NOTICE, 50),
    "savings_rate_down": (Severity.NOTICE, 45),
    "subscriptions": (Severity.NOTICE, 40),
    "uncategorized": (Severity.NOTICE, 35),
    "recurring_found": (Severity.NOTICE, 30),
    "idle_cash": (Severity.NOTICE, 25),
    "savings_rate_up": (Severity.NOTICE, 20),
}
"""How much each insight weighs: what empties the wallet, what is off its plan, what is odd, what is good."""

WHOLE_MONTH = "month"
"""The subject of what is true of the month as a whole."""


Known = Mapping[str, Figure]
"""The figures of the month that are computed already, by id."""


class Card(NamedTuple):
    """Something found: `own` figures come with it, `figures` and `thresholds` are names of those it rests on.

    `size` orders cards of one code, largest first.
    """

    code: str
    subject: str = WHOLE_MONTH
    about: Words | None = None
    own: tuple[Figure, ...] = ()
    figures: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    size: int = 0

    def insight(self, month: Month, *, yardstick: str | None) -> Insight:
        """The card as an insight of the month; what matters is measured by the figure `yardstick`."""
        severity, weight = WEIGHTS[self.code]
        measured = (yardstick,) if yardstick and "materiality" in self.thresholds else ()
        named = (f"month.{name}" for name in self.figures)
        return Insight(
            id=f"{month}.{self.code}.{self.subject}",
            code=self.code,
            subject=self.subject,
            about=self.about,
            severity=severity,
            weight=weight,
            figures=(*(figure.id for figure in self.own), *named, *measured),
            thresholds=tuple(f"threshold.{name}" for name in self.thresholds),
        )


def category_subject(category: CategorySum) -> str:
    """A category as part of an id: its code, else its own id."""
    return category.code or str(category.category_id)


def category_words(category: CategorySum | None) -> Words | None:
    """A category's name in both languages."""
    if category is None or category.name is None:
        return None
    return Words(id=category.name, en=category.name_en or category.name)


def plain(name: str) -> Words:
    """A name that is the same in both languages."""
    return Words(id=name, en=name)
