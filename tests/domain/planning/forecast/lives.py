"""Lives for forecasts: everyday spending by chance, beside pay and bills that come back."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from shared.domain.budget.recurrence import RecurringRule
from shared.domain.goals.keeping import KeptGoal
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.forecast.engine import forecast
from shared.domain.planning.forecast.model import Forecast
from shared.domain.planning.model import PlannedDebt
from tests.builders.bookings import TODAY, Entry, Purse, monthly, named_id
from tests.builders.ledger import Ledger
from tests.builders.months import YEAR
from tests.domain.planning.plans import flat_debt
from tests.domain.planning.storing import stored_of

TOMORROW = TODAY + timedelta(days=1)
YEAR_OF_BILLS = YEAR[6:]
PAY, RENT = 7_000_000, 1_500_000


def told(ledger: Ledger, *debts: PlannedDebt, goals: Sequence[KeptGoal] = ()) -> Forecast:
    """The forecast from 22 November 2026 on."""
    return forecast(stored_of(ledger, *debts, goals=goals), assumed=Assumed(day=TODAY))


def days_back(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=days)


def even_life(*, a_day: int = 70_000, weeks: int = 12, opening: int = 20_000_000) -> Ledger:
    """The same spent every day for some weeks; today's balance is `opening`."""
    spent = tuple(
        Entry(days_back(back), -a_day, "needs.eating", f"Warung {back}") for back in range(weeks * 7)
    )
    return Ledger(accounts={"bank": Purse(opening=opening + a_day * weeks * 7)}, entries=spent)


def with_bills(ledger: Ledger, *, opening: int) -> Ledger:
    """The same with pay on the 25th and rent on the 3rd; today's balance is `opening`."""
    bills = (
        *monthly(PAY, day=25, months=YEAR_OF_BILLS[:-1], category="income.salary", merchant="PT Maju"),
        *monthly(-RENT, day=3, months=YEAR_OF_BILLS, category="needs.rent", merchant="Kos Bu Tini"),
    )
    entries = (*ledger.entries, *bills)
    moved = sum(entry.amount for entry in entries)
    return Ledger(accounts={"bank": Purse(opening=opening - moved)}, entries=entries)


def bills_until(days: int) -> list[int]:
    """What the pay and the rent of the next days add up to, day by day."""
    sums, total = list[int](), 0
    for ahead in range(1, days + 1):
        day = TODAY + timedelta(days=ahead)
        total += PAY * (day.day == 25) - RENT * (day.day == 3)
        sums.append(total)
    return sums


class ByChance:
    """Two or three payments on most days, dearer at weekends, and now and then a large one. Seeded."""

    def __init__(self, seed: int, *, weeks: int, heavy: bool = False) -> None:
        self._chance = random.Random(seed)
        self._wide = 0.9 if heavy else 0.5
        days = range(weeks * 7 - 1, -1, -1)
        # Tracking began on a known day, whatever was spent on it.
        self.spent = [
            Entry(days_back(weeks * 7), -1, "needs.eating", "Warung"),
            *(entry for back in days for entry in self._day(days_back(back))),
        ]

    def future(self, days: int) -> Sequence[int]:
        """What the next days take, added up (negative)."""
        sums, total = list[int](), 0
        for ahead in range(1, days + 1):
            total += sum(entry.amount for entry in self._day(TODAY + timedelta(days=ahead)))
            sums.append(total)
        return sums

    def _day(self, day: date) -> Iterator[Entry]:
        weekend = day.weekday() >= 5
        for number in range(3 if weekend else 2):
            if self._chance.random() < 0.7:
                yield self._paid(day, 10.8 + 0.3 * weekend, self._wide, number)
        if self._chance.random() < 0.03:
            yield self._paid(day, 13, 0.5, 9)

    def _paid(self, day: date, mean: float, wide: float, number: int) -> Entry:
        options: dict[str, Any] = {"category": "needs.eating", "key": str(number)}
        amount = int(self._chance.lognormvariate(mean, wide))
        return Entry(day, -amount, merchant=f"Toko {self._chance.randrange(10**9)}", **options)


def debt(day: int | None = 10, **fields: Any) -> PlannedDebt:
    """A flat loan of 600,000 a month."""
    return PlannedDebt.model_validate({**flat_debt(**fields), "due_day": day})


def rule(amount: int, rrule: str = "FREQ=MONTHLY;BYMONTHDAY=5", **fields: Any) -> RecurringRule:
    """Something that the person keeps as recurring."""
    ids = {"id": named_id(rrule), "account_id": named_id("bank")}
    return RecurringRule.model_validate(
        {**ids, "amount": amount, "rrule": rrule, "starts_on": date(2026, 1, 1), **fields}
    )


def due_on(found: Forecast) -> dict[str, int]:
    """What falls due, by day."""
    return {str(it.day): it.amount for it in found.due}
