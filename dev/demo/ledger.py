"""From habits to rows: the same person, seed and day give the same 24 months."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from pydantic import JsonValue

from dev.demo.habits import AccountHabit, Event, Habit, Life, Monthly, MonthlyTransfer
from shared.domain.months import Month

MONTHS = 24
NAMESPACE = UUID("0c8f5b9e-7a51-4f0e-9d0b-6d1f0c2b7e55")

Row = dict[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something to be booked; `key` tells it from everything else of its day."""

    key: str
    account: str
    amount: int
    merchant: str
    category: str | None = None
    note: str | None = None
    parts: tuple[tuple[str, int], ...] = ()
    due_of: str | None = None


@dataclass(kw_only=True)
class Ledger:
    """Rows by table, in the order in which they can be written.

    Accounts are told by name, categories by code, recurring transactions by merchant.
    """

    accounts: list[Row] = field(default_factory=list[Row])
    recurring_transactions: list[Row] = field(default_factory=list[Row])
    transactions: list[Row] = field(default_factory=list[Row])
    transaction_parts: list[Row] = field(default_factory=list[Row])
    budgets: list[Row] = field(default_factory=list[Row])


class Bookkeeper:
    """Writes one person's ledger day by day, and knows what each account holds."""

    def __init__(self, *, owner: UUID, life: Life, today: date, holidays: Collection[date]) -> None:
        self._owner = owner
        self._life = life
        self._today = today
        self._holidays = holidays
        self._habits = {account.name: account for account in life.accounts}
        self._balances = {account.name: account.opening_balance for account in life.accounts}
        self._repays: dict[date, list[Entry]] = {}
        self.ledger = Ledger()

    def keep(self) -> Ledger:
        """The whole ledger, up to today."""
        first = Month.of(self._today).add(1 - MONTHS).first_day
        self.ledger.accounts += [self._account(account, first) for account in self._life.accounts]
        day = first
        while day <= self._today:
            self._live(day)
            day += timedelta(days=1)
        self.ledger.budgets += self._budgets(Month.of(first))
        self.ledger.recurring_transactions += self._recurring()
        return self.ledger

    def _live(self, day: date) -> None:
        for index, monthly in enumerate(self._life.monthly):
            if day == self._day_of(monthly, Month.of(day)) and self._begun(monthly, day):
                self._pay(monthly, day, f"monthly {index}")
        for index, transfer in enumerate(self._life.transfers):
            if day.day == transfer.day and self._begun(transfer, day):
                self._move(transfer, day, f"transfer {index}")
        for index, event in enumerate(self._life.events):
            if Month.of(day).months_until(Month.of(self._today)) == event.months_ago and day.day == event.day:
                self._happen(event, day, f"event {index}")
        for index, habit in enumerate(self._life.habits):
            self._maybe(habit, day, f"habit {index}")
        for entry in self._repays.pop(day, ()):
            self._book(day, entry)

    def _pay(self, monthly: Monthly, day: date, key: str) -> None:
        amount = _drawn(_chance(day, key), monthly.amount, monthly.step)
        ago = Month.of(day).months_until(Month.of(self._today))
        if monthly.awaited and ago == 0:
            return
        note = monthly.note
        for then in monthly.earlier:
            if ago >= then.months_ago:
                amount, note = then.amount, then.note or note
        self._book(
            day,
            Entry(
                key=key,
                account=monthly.account,
                amount=amount if monthly.direction == "IN" else -amount,
                merchant=monthly.merchant,
                category=monthly.category,
                note=note,
                due_of=monthly.merchant if monthly.recurring and ago == 0 else None,
            ),
        )

    def _happen(self, event: Event, day: date, key: str) -> None:
        entry = Entry(
            key=key,
            account=event.account,
            amount=event.amount if event.direction == "IN" else -event.amount,
            merchant=event.merchant,
            category=event.category,
            note=event.note,
        )
        self._book(day, entry)

    def _maybe(self, habit: Habit, day: date, key: str) -> None:
        chance = _chance(day, key)
        weekend = day.weekday() >= 5
        if (habit.on == "weekdays" and weekend) or (habit.on == "weekends" and not weekend):
            return
        if chance.random() >= habit.chance:
            return
        amount = _drawn(chance, habit.amount, habit.step)
        entry = Entry(
            key=key,
            account=habit.account,
            amount=-amount,
            merchant=chance.choice(habit.merchants),
            category=habit.category,
        )
        split = habit.split
        if split is not None and chance.random() < split.chance:
            apart = round(amount * split.share / 1_000) * 1_000
            parts = ((habit.category, apart - amount), (split.category, -apart))
            entry = replace(entry, category=None, parts=parts)
        self._book(day, entry)
        if chance.random() < habit.refund:
            repaid = replace(entry, key=f"refund {key}", amount=amount, note="Refund")
            self._repays.setdefault(day + timedelta(days=7), []).append(repaid)

    def _book(self, day: date, entry: Entry) -> None:
        self._refill(entry.account, day, entry.amount)
        row = self._transaction(day, entry)
        self.ledger.transactions.append(row)
        self.ledger.transaction_parts += [
            {"transaction_id": row["id"], "category": code, "amount": part} for code, part in entry.parts
        ]

    def _refill(self, account: str, day: date, amount: int) -> None:
        refill = self._habits[account].refill
        if refill is None:
            return
        while self._balances[account] + amount < 0:
            key = f"refill {account} {self._balances[account]}"
            self._move_between(day, key, (refill.source, account), refill.amount, refill.merchant)

    def _move(self, transfer: MonthlyTransfer, day: date, key: str) -> None:
        between = (transfer.source, transfer.to)
        beyond = 0 if transfer.owed is None else -self._balances[transfer.to] - transfer.owed
        self._move_between(day, key, between, max(transfer.amount, beyond), transfer.merchant)

    def _move_between(
        self, day: date, key: str, between: tuple[str, str], amount: int, merchant: str
    ) -> None:
        transfer_id = self._id(f"{day} {key}")
        for name, signed in zip(between, (-amount, amount), strict=True):
            entry = Entry(key=f"{key} {name}", account=name, amount=signed, merchant=merchant)
            self.ledger.transactions.append(self._transaction(day, entry) | {"transfer_id": transfer_id})

    def _transaction(self, day: date, entry: Entry) -> Row:
        self._balances[entry.account] += entry.amount
        return {
            "id": self._id(f"{day} {entry.key}"),
            "account": entry.account,
            "booked_on": day.isoformat(),
            "amount": entry.amount,
            "merchant": entry.merchant,
            "category": entry.category,
            "note": entry.note,
            "transfer_id": None,
            "recurring": entry.due_of,
            "due_on": day.isoformat() if entry.due_of else None,
        }

    def _account(self, account: AccountHabit, opened_on: date) -> Row:
        return {
            "name": account.name,
            "kind": account.kind,
            "institution": account.institution,
            "opening_balance": account.opening_balance,
            "opened_on": opened_on.isoformat(),
            "for_emergencies": account.for_emergencies,
        }

    def _budgets(self, first: Month) -> Iterator[Row]:
        for months in range(MONTHS + 1):
            month = first.add(months)
            for budget in self._life.budgets:
                yield {
                    "month": str(month),
                    **budget.model_dump(),
                }

    def _recurring(self) -> Iterator[Row]:
        for monthly in self._life.monthly:
            if monthly.recurring:
                yield {
                    "account": monthly.account,
                    "category": monthly.category,
                    "merchant": monthly.merchant,
                    "amount": -monthly.amount[1],
                    "rrule": f"FREQ=MONTHLY;BYMONTHDAY={monthly.day}",
                    "starts_on": Month.of(self._today).first_day.isoformat(),
                }

    def _begun(self, habit: Monthly | MonthlyTransfer, day: date) -> bool:
        return habit.since is None or Month.of(day).months_until(Month.of(self._today)) <= habit.since

    def _day_of(self, monthly: Monthly, month: Month) -> date:
        if isinstance(monthly.day, int):
            return month.first_day.replace(day=monthly.day)
        day = month.last_day
        while day.weekday() >= 5 or day in self._holidays:
            day -= timedelta(days=1)
        return day

    def _id(self, key: str) -> str:
        return str(uuid5(NAMESPACE, f"{self._owner} {key}"))


def _chance(day: date, key: str) -> Random:
    """A day's own dice: what happens on it does not hang on where the ledger begins."""
    return Random(f"{day} {key}")  # noqa: S311 - a story, not a secret


def _drawn(chance: Random, between: tuple[int, int], step: int) -> int:
    least, most = between
    return round(chance.randint(least, most) / step) * step
