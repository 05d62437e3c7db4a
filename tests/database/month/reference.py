"""A month summed up as the words say it, with no thought of speed: the database must come to the same.

Each day is given to its month one by one, and every sum reads all that was ever booked.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from shared.domain.budget.month.model import (
    CategoryBudget,
    CategorySum,
    DaySum,
    MerchantSum,
    MonthSummary,
    TrendMonth,
)
from shared.domain.budget.transactions import BudgetGroup, Category, TransactionSource
from shared.domain.months import Month
from tests.database.month.ledgers import Ledger, Plan, Purpose
from tests.database.tracker.calendar_reference import days_between, label_of

SPENDING = (BudgetGroup.NEEDS, BudgetGroup.WANTS, None)
GROUPS = (*BudgetGroup, None)


@dataclass(frozen=True)
class Flow:
    """One thing that money came in or went out for. `number` tells transactions apart."""

    number: int
    day: date
    amount: int
    purpose: Purpose
    merchant: str | None
    is_adjustment: bool


@dataclass(frozen=True, kw_only=True)
class Reference:
    """The months of one person. `categories` are by system code or own name."""

    ledger: Ledger
    categories: Mapping[Purpose, Category]
    holidays: Collection[date]
    _labels: dict[date, Month] = field(default_factory=dict[date, Month])

    def label(self, day: date) -> Month:
        """The budget month of a day: closed ones keep their days, those around them give way."""
        if day not in self._labels:
            self._labels[day] = self._find_label(day)
        return self._labels[day]

    def days(self, month: Month) -> list[date]:
        """The days of a budget month, in their order."""
        around = days_between(month.add(-2).first_day, month.add(2).last_day)
        return [day for day in around if self.label(day) == month]

    def summary(self, month: Month) -> MonthSummary:
        """The month as the database must tell it."""
        trend = tuple(self.trend_month(month.add(-back)) for back in range(11, -1, -1))
        total = trend[-1]
        adjustments = sum(flow.amount for flow in self._flows(month, adjustments=True))
        categories = self._categories(month)
        planned = [category.budget.planned for category in categories if category.budget]
        return MonthSummary(
            **total.model_dump(),
            closed=self._is_closed(month),
            adjustments=adjustments,
            net=total.income - total.spending - total.saving + adjustments,
            planned=sum(planned) if planned else None,
            categories=categories,
            merchants=self._merchants(month),
            trend=trend,
            days=self._days(month, categories),
        )

    def trend_month(self, month: Month) -> TrendMonth:
        """The totals of one month."""
        flows = self._flows(month)
        sums = {group: sum(flow.amount for flow in flows if self.group(flow) == group) for group in GROUPS}
        needs, wants, uncategorized = -sums[BudgetGroup.NEEDS], -sums[BudgetGroup.WANTS], -sums[None]
        return TrendMonth(
            month=month,
            first_day=self.days(month)[0],
            last_day=self.days(month)[-1],
            transactions=len({flow.number for flow in flows}),
            income=sums[BudgetGroup.INCOME],
            needs=needs,
            wants=wants,
            uncategorized=uncategorized,
            spending=needs + wants + uncategorized,
            saving=-sums[BudgetGroup.SAVING],
        )

    def group(self, flow: Flow) -> BudgetGroup | None:
        """What it counts as; None for spending without a category."""
        if flow.purpose is not None:
            return self.categories[flow.purpose].budget_group
        return BudgetGroup.INCOME if flow.amount > 0 else None

    def carried(self, purpose: str, month: Month) -> int:
        """What the months before left or lack."""
        earlier = [plan for plan in self._plans_of(purpose) if plan.month < month]
        if not earlier:
            return 0
        before = month.add(-1)
        latest = earlier[-1]
        planned = latest.amount + latest.moved if latest.month == before else 0
        available = planned + self.carried(purpose, before) - self.spent(purpose, before)
        keeps = latest.rollover_surplus if available > 0 else latest.rollover_overspend
        return available if keeps else 0

    def spent(self, purpose: str, month: Month) -> int:
        """What went out for a category, net of refunds."""
        return -sum(flow.amount for flow in self._flows(month) if flow.purpose == purpose)

    def _find_label(self, day: date) -> Month:
        label = label_of(day, self.ledger.start, self.holidays)
        closed = self._closed_months()
        if not closed:
            return label
        then = label_of(day, self.ledger.start_then, self.holidays)
        if then in closed:
            return then
        return max(label, closed[-1].next()) if then > closed[-1] else min(label, closed[0].add(-1))

    def _closed_months(self) -> list[Month]:
        """From the month of the first transaction to the last one that was closed."""
        until = self.ledger.closed_until
        booked = [entry.day for entry in self.ledger.entries] + [each.day for each in self.ledger.transfers]
        if until is None:
            return []
        if not booked:
            return [until]
        first = label_of(min(booked), self.ledger.start_then, self.holidays)
        return [first.add(number) for number in range(first.months_until(until) + 1)] or [until]

    def _is_closed(self, month: Month) -> bool:
        return month in self._closed_months()

    def _flows(self, month: Month, *, adjustments: bool = False) -> list[Flow]:
        return [
            flow
            for flow in self.flows()
            if self.label(flow.day) == month and flow.is_adjustment == adjustments
        ]

    def flows(self) -> list[Flow]:
        """Everything that came in or went out, transfers left out."""
        return [
            Flow(
                number=number,
                day=entry.day,
                amount=amount,
                purpose=purpose,
                merchant=entry.merchant,
                is_adjustment=entry.source is TransactionSource.RECONCILIATION,
            )
            for number, entry in enumerate(self.ledger.entries)
            for amount, purpose in entry.parts or ((entry.amount, entry.purpose),)
        ]

    def _plans_of(self, purpose: str) -> list[Plan]:
        plans = [plan for plan in self.ledger.plans if plan.purpose == purpose]
        return sorted(plans, key=lambda plan: plan.month)

    def _budget(self, purpose: Purpose, month: Month) -> CategoryBudget | None:
        plans = [plan for plan in self._plans_of(purpose) if plan.month <= month] if purpose else []
        if purpose is None or not plans:
            return None
        latest = plans[-1]
        is_of_this_month = latest.month == month
        if not (is_of_this_month or latest.rollover_surplus or latest.rollover_overspend):
            return None
        amount, moved = (latest.amount, latest.moved) if is_of_this_month else (0, 0)
        carried = self.carried(purpose, month)
        return CategoryBudget(
            amount=amount,
            moved=moved,
            carried=carried,
            available=amount + moved + carried - self.spent(purpose, month),
            rollover_surplus=latest.rollover_surplus,
            rollover_overspend=latest.rollover_overspend,
        )

    def _categories(self, month: Month) -> tuple[CategorySum, ...]:
        flows = self._flows(month)
        keys = {(flow.purpose, self.group(flow)) for flow in flows} | {
            (plan.purpose, self.categories[plan.purpose].budget_group)
            for plan in self.ledger.plans
            if self._budget(plan.purpose, month)
        }
        sums = [self._category_sum(month, flows, purpose, group) for purpose, group in keys]
        return tuple(
            sorted(
                sums,
                key=lambda each: (
                    GROUPS.index(each.budget_group),
                    -each.amount,
                    each.name or "~",
                    str(each.category_id),
                ),
            )
        )

    def _category_sum(
        self, month: Month, flows: list[Flow], purpose: Purpose, group: BudgetGroup | None
    ) -> CategorySum:
        own = [flow for flow in flows if flow.purpose == purpose and self.group(flow) == group]
        category = self.categories[purpose] if purpose else None
        sign = 1 if group is BudgetGroup.INCOME else -1
        return CategorySum(
            category_id=category.id if category else None,
            code=category.code if category else None,
            name=category.name if category else None,
            name_en=category.name_en if category else None,
            budget_group=group,
            is_fixed=category.is_fixed if category else False,
            amount=sign * sum(flow.amount for flow in own),
            transactions=len({flow.number for flow in own}),
            budget=self._budget(purpose, month),
        )

    def _merchants(self, month: Month) -> tuple[MerchantSum, ...]:
        spent = self._spending(month, lambda flow: flow.merchant is not None)
        found = [
            _merchant_sum([flow for flow in spent if (flow.merchant or "").lower() == name])
            for name in {(flow.merchant or "").lower() for flow in spent}
        ]
        bought = [each for each in found if each.amount > 0]
        return tuple(sorted(bought, key=lambda each: (-each.amount, each.merchant))[:10])

    def _spending(self, month: Month, wanted: Callable[[Flow], bool]) -> list[Flow]:
        return [flow for flow in self._flows(month) if self.group(flow) in SPENDING and wanted(flow)]

    def _days(self, month: Month, categories: tuple[CategorySum, ...]) -> tuple[DaySum, ...]:
        days = self.days(month)
        planned = [
            each.budget.planned
            for each in categories
            if each.budget and each.budget_group in (BudgetGroup.NEEDS, BudgetGroup.WANTS)
        ]
        return tuple(
            DaySum(
                day=day,
                spent=-sum(
                    flow.amount for flow in self._spending(month, lambda flow, day=day: flow.day == day)
                ),
                cumulative=-sum(
                    flow.amount for flow in self._spending(month, lambda flow, day=day: flow.day <= day)
                ),
                budget_line=_rounded(Decimal(sum(planned) * place) / len(days)) if planned else None,
            )
            for place, day in enumerate(days, start=1)
        )


def _merchant_sum(flows: list[Flow]) -> MerchantSum:
    """The spelling that is found most often stands for all; of several, the first in the alphabet."""
    spellings = Counter(flow.merchant or "" for flow in flows)
    often = max(spellings.values())
    return MerchantSum(
        merchant=min(name for name, times in spellings.items() if times == often),
        amount=-sum(flow.amount for flow in flows),
        transactions=len({flow.number for flow in flows}),
    )


def _rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
