"""A person's books for tests, and the plainest way to sum them up: what the database does, said slowly.

Amounts are signed whole rupiah. Months are calendar months unless `start_day` says otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from statistics import mode

from shared.domain.budget.facts import AccountBalance, BudgetFacts, SnapshotFacts
from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.domain.budget.month.model import (
    CategoryBudget,
    CategorySum,
    DaySum,
    Item,
    MerchantSum,
    MonthSummary,
    TrendMonth,
)
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import BudgetGroup, Category, TransactionSource
from shared.domain.months import Month
from tests.builders.bookings import BY_ID, CATEGORIES, SPENDING, TODAY, Entry, Plan, Purse, named_id


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All that one person keeps. Budgets are by month and category code."""

    data: FinancialData = field(default_factory=FinancialData)
    accounts: dict[str, Purse] = field(default_factory=dict[str, Purse])
    entries: tuple[Entry, ...] = ()
    budgets: dict[tuple[str, str], Plan] = field(default_factory=dict[tuple[str, str], Plan])
    recurring: tuple[RecurringRule, ...] = ()
    dismissed: tuple[str, ...] = ()
    start_day: int = 1
    rules_left_out: int = 0

    def with_entries(self, *entries: Entry) -> "Ledger":
        """The same books with more transactions."""
        return replace(self, entries=(*self.entries, *entries))

    def snapshot_facts(self, *, today: date = TODAY) -> SnapshotFacts:
        """What is declared, the last three full months and balances."""
        running = month_of(today, self.start_day)
        return SnapshotFacts(
            record=FinancialRecord(data=self.data),
            months=tuple(self._trend(running.add(-back)) for back in (3, 2, 1)),
            accounts=tuple(self._balances(today)),
        )

    def facts(self, month: str | Month | None = None, *, today: date = TODAY) -> BudgetFacts:
        """The facts of a month, by default the one of today."""
        asked = Month.parse(month) if isinstance(month, str) else month or month_of(today, self.start_day)
        trend = tuple(self._trend(asked.add(-back)) for back in range(11, -1, -1))
        items = [item for item in self._items if trend[0].first_day <= item.booked_on <= trend[-1].last_day]
        return BudgetFacts(
            snapshot=self.snapshot_facts(today=today),
            month=self._summary(asked, trend),
            items=tuple(
                sorted(items, key=lambda item: (item.booked_on, str(item.transaction_id)), reverse=True)
            ),
            items_cut=False,
            recurring=tuple(self._rules(trend[-1])),
            rules_left_out=self.rules_left_out,
            dismissed=self.dismissed,
            today=today,
        )

    def _own(self) -> list[Entry]:
        """Money that came in or went out."""
        kept = (it for it in self.entries if it.source is not TransactionSource.RECONCILIATION)
        return [entry for entry in kept if not entry.transfer]

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(
            Item(
                booked_on=entry.day,
                amount=amount,
                category_id=CATEGORIES[category].id if category else None,
                merchant=entry.merchant,
                recurring_id=entry.recurring_id,
                transaction_id=entry.id,
            )
            for entry in self._own()
            for amount, category in entry.parts or ((entry.amount, entry.category),)
        )

    def _rules(self, this: TrendMonth) -> Iterator[RecurringRule]:
        """The rules, each with its due days of the month that are booked."""
        for rule in self.recurring:
            days = {entry.settles for entry in self.entries if entry.recurring_id == rule.id}
            booked = sorted(day for day in days if day and this.first_day <= day <= this.last_day)
            yield rule.model_copy(update={"booked": tuple(booked)})

    def _entries_of(self, first_day: date, last_day: date) -> list[Entry]:
        """The transactions of some days, transfers and booked differences left out."""
        return [it for it in self._own() if first_day <= it.day <= last_day]

    def _items_of(self, first_day: date, last_day: date) -> list[Item]:
        return [item for item in self._items if first_day <= item.booked_on <= last_day]

    def _trend(self, month: Month) -> TrendMonth:
        first_day, last_day = bounds(month, self.start_day)
        sums: dict[str, int] = dict.fromkeys((*SPENT, "income", "saving"), 0)
        for item in self._items_of(first_day, last_day):
            name = group_of(item)
            sums[name] += item.amount if name == "income" else -item.amount
        return TrendMonth(
            month=month,
            first_day=first_day,
            last_day=last_day,
            transactions=len(self._entries_of(first_day, last_day)),
            **sums,
            spending=sums["needs"] + sums["wants"] + sums["uncategorized"],
        )

    def _summary(self, month: Month, trend: tuple[TrendMonth, ...]) -> MonthSummary:
        this = trend[-1]
        booked = (it for it in self.entries if this.first_day <= it.day <= this.last_day)
        adjustments = sum(it.amount for it in booked if it.source is TransactionSource.RECONCILIATION)
        categories = tuple(sorted(self._categories(month, this), key=_place))
        planned = [it.budget.planned for it in categories if it.budget]
        return MonthSummary(
            **this.model_dump(),
            closed=False,
            adjustments=adjustments,
            net=this.income - this.spending - this.saving + adjustments,
            planned=sum(planned) if planned else None,
            categories=categories,
            merchants=tuple(self._merchants(this)),
            trend=trend,
            days=tuple(self._days(this, categories)),
        )

    def _categories(self, month: Month, this: TrendMonth) -> Iterator[CategorySum]:
        items = self._items_of(this.first_day, this.last_day)
        for code, category in CATEGORIES.items():
            own = [item for item in items if item.category_id == category.id]
            plan = self.budgets.get((str(month), str(code)))
            if own or plan:
                yield _category_sum(category, category.budget_group, own, plan)
        unsorted = [item for item in items if item.category_id is None]
        spent, came = (
            [it for it in unsorted if group_of(it) == name] for name in ("uncategorized", "income")
        )
        if spent:
            yield _category_sum(None, None, spent, None)
        if came:
            yield _category_sum(None, BudgetGroup.INCOME, came, None)

    def _merchants(self, this: TrendMonth) -> Iterator[MerchantSum]:
        spent = [it for it in self._items_of(this.first_day, this.last_day) if group_of(it) in SPENT]
        sums: list[MerchantSum] = []
        for name in {item.merchant.lower() for item in spent if item.merchant}:
            own = [item for item in spent if item.merchant and item.merchant.lower() == name]
            sums.append(
                MerchantSum(
                    merchant=mode(sorted(str(item.merchant) for item in own)),
                    amount=-sum(item.amount for item in own),
                    transactions=len({item.transaction_id for item in own}),
                )
            )
        yield from sorted((it for it in sums if it.amount > 0), key=lambda it: (-it.amount, it.merchant))[:10]

    def _days(self, this: TrendMonth, categories: tuple[CategorySum, ...]) -> Iterator[DaySum]:
        number = (this.last_day - this.first_day).days + 1
        planned = [it.budget.planned for it in categories if it.budget and it.budget_group in SPENDING]
        cumulative = 0
        for index in range(number):
            day = this.first_day + timedelta(days=index)
            spent = -sum(it.amount for it in self._items_of(day, day) if group_of(it) in SPENT)
            cumulative += spent
            line = round_half_up(Fraction(sum(planned) * (index + 1), number)) if planned else None
            yield DaySum(day=day, spent=spent, cumulative=cumulative, budget_line=line)

    def _balances(self, today: date) -> Iterator[AccountBalance]:
        for name, purse in self.accounts.items():
            moved = sum(
                entry.amount for entry in self.entries if entry.account == name and entry.day <= today
            )
            if not purse.archived:
                yield AccountBalance(
                    id=named_id(name),
                    name=name,
                    kind=purse.kind,
                    balance=purse.opening + moved,
                    for_emergencies=purse.for_emergencies,
                )


def round_half_up(number: Fraction) -> int:
    """The nearest whole number, halves away from zero, as Postgres rounds."""
    return int(abs(number) + Fraction(1, 2)) * (1 if number >= 0 else -1)


SPENT = ("needs", "wants", "uncategorized")


def group_of(item: Item) -> str:
    """Which sum of a month an item belongs to."""
    if item.category_id is None:
        return "income" if item.amount > 0 else "uncategorized"
    return BY_ID[item.category_id].budget_group.value.lower()


def bounds(month: Month, start_day: int = 1) -> tuple[date, date]:
    """The days of a month that starts on `start_day`; from the 16th on it begins the month before."""
    first = month if start_day <= 15 else month.add(-1)
    last = first.next()
    return date(first.year, first.month, start_day), date(last.year, last.month, start_day) - timedelta(
        days=1
    )


def month_of(day: date, start_day: int = 1) -> Month:
    """The month that a day lies in."""
    candidates = (Month.of(day).add(shift) for shift in (-1, 0, 1))
    return next(it for it in candidates if bounds(it, start_day)[0] <= day <= bounds(it, start_day)[1])


def _category_sum(
    category: Category | None, group: BudgetGroup | None, items: list[Item], plan: Plan | None
) -> CategorySum:
    amount = sum(item.amount for item in items) * (1 if group is BudgetGroup.INCOME else -1)
    planned = None
    if plan is not None:
        planned = CategoryBudget(
            **plan._asdict(),
            available=sum(plan) - amount,
            rollover_surplus=False,
            rollover_overspend=False,
        )
    return CategorySum(
        category_id=category.id if category else None,
        code=category.code if category else None,
        name=category.name if category else None,
        name_en=category.name_en if category else None,
        budget_group=group,
        is_fixed=category.is_fixed if category else False,
        amount=amount,
        transactions=len({item.transaction_id for item in items}),
        budget=planned,
    )


def _place(category: CategorySum) -> tuple[int, int, str]:
    """Where a category stands in a summary: by group, the largest first, then by name."""
    group = list(BudgetGroup).index(category.budget_group) if category.budget_group else len(BudgetGroup)
    return group, -category.amount, category.name or "~"
