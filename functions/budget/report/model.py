"""What a monthly report is made from: one person's month, as its stores and engines told it."""

from datetime import date, datetime
from decimal import Decimal

from shared.domain.budget.month.model import CategorySum, Item, MonthSummary
from shared.domain.budget.month.words import insight_words
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.days import today_in_jakarta
from shared.domain.money import share
from shared.domain.values import Value
from shared.services.budget import BudgetMonth
from shared.words import Language


class MonthReport(Value):
    """One month to be drawn or written down, for a reader of `language`.

    `insights` are sentences in that language, most telling first. `items` are the month's own, newest
    first; `items_cut` says that there were more. `made_at` is aware; it alone decides what "today" is,
    so that the same report gives the same bytes.
    """

    summary: MonthSummary
    insights: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    items_cut: bool = False
    language: Language
    made_at: datetime

    @classmethod
    def of(cls, found: BudgetMonth, *, language: Language, made_at: datetime) -> "MonthReport":
        """The report on a month that was analysed, with its insights as sentences."""
        summary, items = found.month.summary, found.facts.items
        own = tuple(one for one in items if summary.first_day <= one.booked_on <= summary.last_day)
        return cls(
            summary=summary,
            insights=tuple(insight_words(one, found.month, language) for one in found.month.insights),
            items=own,
            # The oldest are cut: where an earlier month's are left, all of this month's are here.
            items_cut=found.facts.items_cut and len(own) == len(items),
            language=language,
            made_at=made_at,
        )

    @property
    def today(self) -> date:
        """The day in Jakarta on which the report is made."""
        return today_in_jakarta(now=self.made_at)

    @property
    def running(self) -> bool:
        """Whether the month has not ended yet."""
        return self.today <= self.summary.last_day

    @property
    def empty(self) -> bool:
        """Whether nothing happened in the month."""
        return not (self.summary.transactions or self.summary.adjustments)

    @property
    def savings_rate(self) -> Decimal | None:
        """(income - spending) / income as a fraction; None without income."""
        income = self.summary.income
        return share(income - self.summary.spending, income) if income > 0 else None

    @property
    def outgoings(self) -> tuple[CategorySum, ...]:
        """The categories that are not income, in the summary's order."""
        return tuple(one for one in self.summary.categories if one.budget_group is not BudgetGroup.INCOME)
