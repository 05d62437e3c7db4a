"""Transactions searched and summed in memory: everybody's books, looked through the plain way."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from shared.domain.budget.patterns.model import CategoryMonths, SpendingMonths
from shared.domain.budget.search import FoundTransaction, FoundTransactions, TransactionSearch
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.transactions import BudgetGroup, TransactionSource
from shared.domain.caller import Caller
from tests.builders.bookings import BY_ID, CATEGORIES, SPENDING, Entry, named_id
from tests.builders.ledger import Ledger, group_of, month_of
from tests.fakes.budget_facts import FakeBudgetFacts


class FakeSpending:
    """Everybody's, over the same books as their budgets."""

    def __init__(self, facts: FakeBudgetFacts) -> None:
        self._facts = facts

    def as_caller(self, caller: Caller) -> "FakeSpendingOfCaller":
        """The store as deps would build it."""
        return FakeSpendingOfCaller(self._facts, caller)


class FakeSpendingOfCaller:
    """One person's transactions."""

    def __init__(self, facts: FakeBudgetFacts, caller: Caller) -> None:
        self._facts = facts
        self._caller = caller

    async def find(self, search: TransactionSearch) -> FoundTransactions:
        """The transactions that meet every condition, the newest first."""
        ledger = self._facts.books.get(self._caller.id, Ledger())
        found = [it for it in _candidates(ledger, search) if _fits(it, search)]
        found.sort(key=lambda it: (-it.booked_on.toordinal(), str(it.transaction_id)))
        return FoundTransactions(
            count=len({it.transaction_id for it in found}),
            incoming=sum(it.amount for it in found if it.amount > 0),
            outgoing=-sum(it.amount for it in found if it.amount < 0),
            largest=max((abs(it.amount) for it in found), default=None),
            first_on=min((it.booked_on for it in found), default=None),
            last_on=max((it.booked_on for it in found), default=None),
            items=tuple(found[: search.at_most]),
        )

    async def read_months(self, months: int) -> SpendingMonths:
        """The last full months."""
        ledger = self._facts.books.get(self._caller.id, Ledger())
        running = month_of(self._facts.today(), ledger.start_day)
        number = min(max(months, 1), 12)
        trend = ledger.facts(running.add(-1), today=self._facts.today()).month.trend[-number:]
        items = ledger.facts(running.add(-1), today=self._facts.today()).items
        spent = [it for it in items if group_of(it) != "income"]

        def amounts(key: UUID | None) -> tuple[int, ...]:
            own = [it for it in spent if it.category_id == key]
            return tuple(
                -sum(it.amount for it in own if month.first_day <= it.booked_on <= month.last_day)
                for month in trend
            )

        first, last = trend[0].first_day, trend[-1].last_day
        inside = {it.category_id for it in spent if first <= it.booked_on <= last}
        days = [
            -sum(
                it.amount
                for it in spent
                if it.booked_on == first + timedelta(days=number)
                and (it.category_id is None or _is_everyday(it.category_id))
            )
            for number in range((last - first).days + 1)
        ]
        return SpendingMonths(
            months=trend,
            categories=tuple(_category(key, amounts(key)) for key in sorted(inside, key=_place)),
            days=tuple(days),
        )


def _is_everyday(category_id: UUID) -> bool:
    category = BY_ID[category_id]
    return category.budget_group in SPENDING and not category.is_fixed


def _place(category_id: UUID | None) -> str:
    """Where Postgres puts a category by its code: those without one last."""
    return BY_ID[category_id].code or "" if category_id else "~"


def _category(key: UUID | None, amounts: tuple[int, ...]) -> CategoryMonths:
    category = BY_ID[key] if key else None
    return CategoryMonths(
        category_id=key,
        code=category.code if category else None,
        name=category.name if category else None,
        name_en=category.name_en if category else None,
        budget_group=BudgetGroup(category.budget_group) if category else None,
        is_fixed=category.is_fixed if category else False,
        amounts=amounts,
    )


def _candidates(ledger: Ledger, search: TransactionSearch) -> Iterator[FoundTransaction]:
    for entry in ledger.entries:
        if entry.source is TransactionSource.RECONCILIATION:
            continue
        if entry.transfer != (search.direction is Direction.TRANSFER) or (
            entry.transfer and entry.amount > 0
        ):
            continue
        for amount, code in entry.parts or ((entry.amount, entry.category),):
            if search.category_id in (None, CATEGORIES[code].id if code else None):
                yield _found(entry, amount, code, ledger)


def _found(entry: Entry, amount: int, code: str | None, ledger: Ledger) -> FoundTransaction:
    category = CATEGORIES[code] if code else None
    other = next(
        (it.account for it in ledger.entries if it.transfer and it.amount == -amount and entry.transfer), None
    )
    return FoundTransaction(
        transaction_id=entry.id,
        booked_on=entry.day,
        amount=amount,
        merchant=entry.merchant,
        note=None,
        category=category.name if category else None,
        category_en=category.name_en if category else None,
        account=entry.account,
        to_account=other,
    )


def _fits(found: FoundTransaction, search: TransactionSearch) -> bool:
    text = " ".join(piece for piece in (found.merchant, found.note) if piece).lower()
    signs = {Direction.IN: found.amount > 0, Direction.OUT: found.amount < 0}
    return (
        all(word.lower() in text for word in search.words)
        and search.account_id in (None, named_id(found.account))
        and (search.direction is None or signs.get(search.direction, True))
        and (search.first_day is None or found.booked_on >= search.first_day)
        and (search.last_day is None or found.booked_on <= search.last_day)
        and (search.least is None or abs(found.amount) >= search.least)
        and (search.most is None or abs(found.amount) <= search.most)
    )
