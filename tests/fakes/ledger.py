"""Transactions, rules and what is proposed about them, in memory: the tables as the stores see them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from shared.domain.budget.categories.model import (
    Bookkeeping,
    CategoryRule,
    NewRule,
    PastChoice,
    RuleEffect,
    RuleMatch,
    RuleNotAccepted,
    RuleRefused,
)
from shared.domain.budget.categories.wording import words_of
from shared.domain.budget.entries import KeyedTransaction, SavedTransaction, refusal, unknown_references
from shared.domain.budget.recurrence import RecurringRule, RecurringToReview
from shared.domain.budget.transactions import Account, BudgetGroup
from shared.domain.budget.transfers import MonthIsClosed, Move, NotATransfer, TransferCandidates
from shared.domain.caller import Caller
from shared.domain.requests import DatabaseUnavailable
from shared.errors import NotFound
from tests.builders.bookkeeping import system_categories

MOST_RULES = 100
BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)
INCOME = {each.id for each in system_categories() if each.budget_group is BudgetGroup.INCOME}


@dataclass
class FakeBooks:
    """Everything one person keeps. `active` are the ids of rules that were accepted."""

    accounts: dict[UUID, Account] = field(default_factory=dict[UUID, Account])
    transactions: dict[UUID, SavedTransaction] = field(default_factory=dict[UUID, SavedTransaction])
    rules: dict[UUID, CategoryRule] = field(default_factory=dict[UUID, CategoryRule])
    active: set[UUID] = field(default_factory=set[UUID])
    recurring: dict[UUID, RecurringRule] = field(default_factory=dict[UUID, RecurringRule])
    dismissed: list[str] = field(default_factory=list[str])
    closed_until: date | None = None


class FakeLedger:
    """The tables of everybody; `down` makes them fail like an unreachable database."""

    def __init__(self) -> None:
        self.down = False
        self.saves = 0
        self._books: dict[UUID, FakeBooks] = {}

    def books_of(self, caller: Caller) -> FakeBooks:
        """What one person keeps, to be filled by a test."""
        return self._books.setdefault(caller.id, FakeBooks())

    def transactions_of(self, caller: Caller) -> "FakeTransactions":
        """The store of transactions as deps would build it."""
        return FakeTransactions(self, self.books_of(caller))

    def rules_of(self, caller: Caller) -> "FakeCategoryRules":
        """The store of rules as deps would build it."""
        return FakeCategoryRules(self, self.books_of(caller))


class FakeTransactions:
    """One person's transactions."""

    def __init__(self, ledger: FakeLedger, books: FakeBooks) -> None:
        self._ledger = ledger
        self._books = books

    async def read_bookkeeping(self) -> Bookkeeping:
        """Accounts, categories, rules and earlier choices."""
        _refuse_when_down(self._ledger)
        return Bookkeeping(
            accounts=tuple(each for each in self._books.accounts.values() if not each.archived),
            categories=system_categories(),
            rules=tuple(rule for rule in self._books.rules.values() if rule.id in self._books.active),
            choices=tuple(_choices(list(self._books.transactions.values()))),
        )

    async def record(self, entries: Sequence[KeyedTransaction]) -> tuple[SavedTransaction, ...]:
        """Save all entries or none."""
        _refuse_when_down(self._ledger)
        self._refuse(entries)
        self._ledger.saves += 1
        saved: list[SavedTransaction] = []
        for entry in entries:
            for row in _rows_of(entry, at=BEGINNING + timedelta(minutes=self._ledger.saves)):
                saved.append(self._books.transactions.setdefault(row.id, row))
        return tuple(saved)

    async def read_recurring(self) -> RecurringToReview:
        """Active recurring transactions with what is booked."""
        _refuse_when_down(self._ledger)
        rows = self._books.transactions.values()
        rules = tuple(
            rule.model_copy(
                update={
                    "booked": tuple(
                        sorted(row.due_on for row in rows if row.recurring_id == rule.id and row.due_on)
                    )
                }
            )
            for rule in self._books.recurring.values()
        )
        return RecurringToReview(
            closed_until=self._books.closed_until,
            rules=rules[:MOST_RULES],
            rules_left_out=len(rules[MOST_RULES:]),
        )

    async def read_rules(self, ids: Collection[UUID]) -> tuple[RecurringRule, ...]:
        """Those of the recurring transactions that the person has."""
        _refuse_when_down(self._ledger)
        return tuple(self._books.recurring[each] for each in ids if each in self._books.recurring)

    async def read_transfer_candidates(self, *, days_apart: int) -> TransferCandidates:
        """Transactions with a counterpart on another account."""
        _refuse_when_down(self._ledger)
        loose = [
            row
            for row in self._books.transactions.values()
            if row.transfer_id is None and not row.is_split and not self._is_closed(row.booked_on)
        ]
        moves = (row for row in loose if any(_are_alike(row, other, days_apart) for other in loose))
        return TransferCandidates(
            moves=tuple(sorted(map(_move, moves), key=lambda move: (-move.booked_on.toordinal(), move.id))),
            accounts=tuple(self._books.accounts.values()),
            dismissed=tuple(sorted(self._books.dismissed)),
        )

    async def link_transfer(self, first_id: UUID, second_id: UUID) -> tuple[SavedTransaction, ...]:
        """Make two transactions one transfer."""
        _refuse_when_down(self._ledger)
        legs = [self._books.transactions.get(each) for each in dict.fromkeys((first_id, second_id))]
        found = [leg for leg in legs if leg]
        if len(found) != 2:
            raise NotFound
        if found[0].transfer_id != found[1].transfer_id or found[0].transfer_id is None:
            self._refuse_link(*found)
            for leg in found:
                self._books.transactions[leg.id] = leg.model_copy(
                    update={"transfer_id": uuid5(first_id, str(second_id)), "category_id": None}
                )
        return tuple(self._books.transactions[leg.id] for leg in found)

    def _refuse(self, entries: Sequence[KeyedTransaction]) -> None:
        unknown = unknown_references(
            [entry.transaction for entry in entries],
            accounts=self._books.accounts,
            categories={category.id for category in system_categories()},
        )
        for place, entry in enumerate(entries):
            if entry.id in self._books.transactions:
                continue
            told = entry.transaction
            if unknown:
                raise type(refusal(None, place=place))(*unknown)
            if self._is_closed(told.booked_on):
                raise refusal("month_closed", place=place)
            if told.recurring_id is not None and told.recurring_id not in self._books.recurring:
                raise refusal("transactions_recurring_fkey", place=place)
            if self._is_booked(told.recurring_id, told.due_on):
                raise refusal("transactions_recurring_id_due_on_key", place=place)

    def _refuse_link(self, first: SavedTransaction, second: SavedTransaction) -> None:
        if self._is_closed(min(first.booked_on, second.booked_on)):
            raise MonthIsClosed
        loose = first.transfer_id is None and second.transfer_id is None
        whole = not first.is_split and not second.is_split
        if not (loose and whole and _are_alike(first, second, 7)):
            raise NotATransfer

    def _is_booked(self, recurring_id: UUID | None, due_on: date | None) -> bool:
        rows = self._books.transactions.values()
        return recurring_id is not None and any(
            (row.recurring_id, row.due_on) == (recurring_id, due_on) for row in rows
        )

    def _is_closed(self, day: date) -> bool:
        return self._books.closed_until is not None and day <= self._books.closed_until


class FakeCategoryRules:
    """One person's rules, reaching the past."""

    def __init__(self, ledger: FakeLedger, books: FakeBooks) -> None:
        self._ledger = ledger
        self._books = books

    async def put(self, rule: NewRule) -> CategoryRule:
        """Keep an active rule; one of that pattern gets the new category."""
        _refuse_when_down(self._ledger)
        pattern = " ".join(rule.pattern.lower().split())
        if rule.category_id not in {category.id for category in system_categories()}:
            raise RuleRefused
        rules = self._books.rules.values()
        known = next((it.id for it in rules if (it.pattern, it.match) == (pattern, rule.match)), None)
        kept = CategoryRule(
            id=known or uuid5(rule.category_id, f"{pattern}/{rule.match}"),
            pattern=pattern,
            match=rule.match,
            category_id=rule.category_id,
        )
        self._books.rules[kept.id] = kept
        self._books.active.add(kept.id)
        return kept

    async def apply(self, rule_id: UUID, *, preview: bool) -> RuleEffect:
        """File earlier transactions as an active rule says, or only count them."""
        _refuse_when_down(self._ledger)
        rule = self._books.rules.get(rule_id)
        if rule is None:
            raise NotFound
        if rule_id not in self._books.active and not preview:
            raise RuleNotAccepted
        meant = [row for row in self._books.transactions.values() if self._means(rule, row)]
        closed = self._books.closed_until
        open_rows = [row for row in meant if closed is None or row.booked_on > closed]
        for row in () if preview else open_rows:
            self._books.transactions[row.id] = row.model_copy(update={"category_id": rule.category_id})
        return RuleEffect(changed=len(open_rows), skipped_closed=len(meant) - len(open_rows))

    def _means(self, rule: CategoryRule, row: SavedTransaction) -> bool:
        if row.transfer_id or row.is_split or row.category_id == rule.category_id:
            return False
        rules = [each for each in self._books.rules.values() if each.id in self._books.active | {rule.id}]
        rules.sort(key=lambda each: (each.match is not RuleMatch.EXACT, -each.priority, -len(each.pattern)))
        speaking = next((each for each in rules if _speaks(each, row)), None)
        return speaking == rule


def _speaks(rule: CategoryRule, row: SavedTransaction) -> bool:
    texts = [words_of(text) for text in (row.merchant, row.note) if text]
    pattern = words_of(rule.pattern)
    met = any(
        text == pattern if rule.match is RuleMatch.EXACT else f" {pattern} " in f" {text} " for text in texts
    )
    return met and (row.amount > 0 or rule.category_id not in INCOME)


def _choices(rows: list[SavedTransaction]) -> Iterator[PastChoice]:
    filed = [
        (words_of(row.merchant), row.amount > 0, row.category_id)
        for row in rows
        if row.merchant and row.category_id
    ]
    for merchant, incoming in sorted({(merchant, incoming) for merchant, incoming, _ in filed}):
        chosen = [category for name, way, category in filed if (name, way) == (merchant, incoming)]
        most = max(chosen, key=chosen.count)
        assert most is not None
        yield PastChoice(merchant=merchant, incoming=incoming, category_id=most)


def _rows_of(entry: KeyedTransaction, *, at: datetime) -> Iterator[SavedTransaction]:
    told = entry.transaction
    leaves = SavedTransaction(
        **told.model_dump(exclude={"to_account_id", "parts"}),
        id=entry.id,
        transfer_id=uuid5(entry.id, "transfer") if told.to_account_id else None,
        is_split=bool(told.parts),
        created_at=at,
        updated_at=at,
    )
    yield leaves
    if told.to_account_id:
        arrives = {"id": uuid5(entry.id, "arrival"), "account_id": told.to_account_id, "amount": -told.amount}
        yield leaves.model_copy(update={**arrives, "recurring_id": None})


def _move(row: SavedTransaction) -> Move:
    return Move.model_validate(row.model_dump(include=set(Move.model_fields)))


def _are_alike(row: SavedTransaction, other: SavedTransaction, days_apart: int) -> bool:
    near = abs((row.booked_on - other.booked_on).days) <= days_apart
    return row.amount == -other.amount and row.account_id != other.account_id and near


def _refuse_when_down(ledger: FakeLedger) -> None:
    if ledger.down:
        raise DatabaseUnavailable
