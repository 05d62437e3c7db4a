"""What the months before a budget month were like, category by category."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.month.model import Item, TrendMonth


class History:
    """The earlier months of which every item is known and that have transactions, oldest first."""

    def __init__(self, facts: BudgetFacts) -> None:
        self.months = tuple(_lived(facts))
        self._items = facts.items
        self._first_days = [month.first_day for month in self.months]
        self._totals: dict[UUID | None, list[int]] = {}
        self._first_used: dict[UUID | None, int] = {}
        self._payments: dict[UUID | None, list[int]] = defaultdict(list)
        for item in facts.items:
            place = self._place(item.booked_on)
            if place is not None:
                self._take(item, place)

    def totals(self, category_id: UUID | None) -> Sequence[int]:
        """What each month spent on a category, net of refunds, from the first that used it on.

        A category that none of the months used was 0 in all of them.
        """
        totals = self._totals.get(category_id)
        if totals is None:
            return [0] * len(self.months)
        return totals[self._first_used[category_id] :]

    def payments(self, category_id: UUID | None) -> Sequence[int]:
        """The single payments in a category over all the months, without their sign."""
        return self._payments.get(category_id, ())

    def spent_on(self, transaction_ids: Collection[UUID]) -> Sequence[int]:
        """What each month spent on these transactions."""
        spent = [0] * len(self.months)
        for item in self._items:
            place = self._place(item.booked_on) if item.transaction_id in transaction_ids else None
            if place is not None:
                spent[place] -= item.amount
        return spent

    def _place(self, day: date) -> int | None:
        """Which of the months `day` lies in."""
        place = bisect_right(self._first_days, day) - 1
        return place if place >= 0 and day <= self.months[place].last_day else None

    def _take(self, item: Item, place: int) -> None:
        totals = self._totals.setdefault(item.category_id, [0] * len(self.months))
        totals[place] -= item.amount
        self._first_used[item.category_id] = min(place, self._first_used.get(item.category_id, place))
        if item.amount < 0:
            self._payments[item.category_id].append(-item.amount)


def within(items: Iterable[Item], first_day: date, last_day: date) -> Iterator[Item]:
    """The items of some days, both ends included."""
    return (item for item in items if first_day <= item.booked_on <= last_day)


def _lived(facts: BudgetFacts) -> Iterator[TrendMonth]:
    """The months that are over, lie before the one that is asked about, and have transactions."""
    oldest = min((item.booked_on for item in facts.items), default=date.min) if facts.items_cut else date.min
    until = min(facts.month.first_day, facts.today)
    for month in sorted(facts.month.trend, key=lambda month: month.first_day):
        # Where items were cut, the day of the oldest one may lack some too.
        if month.transactions > 0 and oldest < month.first_day and month.last_day < until:
            yield month
