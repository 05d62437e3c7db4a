"""A person's transactions: read a sentence, save entries, propose what is due or looks like a transfer."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from shared.domain.assumptions.dated import assumptions
from shared.domain.budget.categories.categorizer import Categorizer
from shared.domain.budget.categories.filing import FiledProposal, file_proposal
from shared.domain.budget.categories.model import Bookkeeping
from shared.domain.budget.entries import KeyedTransaction, SavedTransaction, check_due_days, check_entries
from shared.domain.budget.recurrence import DueDays, RecurringRule, RecurringToReview, due_days
from shared.domain.budget.sentences.model import Unread
from shared.domain.budget.transfers import TransferCandidates, TransferOffer, find_transfers


class TransactionStore(Protocol):
    """The caller's transactions and what is known beside them."""

    async def read_bookkeeping(self) -> Bookkeeping:
        """Accounts, categories, rules and earlier choices."""
        ...

    async def record(self, entries: Sequence[KeyedTransaction]) -> tuple[SavedTransaction, ...]:
        """Save all entries or none. Raises EntriesRefused."""
        ...

    async def read_recurring(self) -> RecurringToReview:
        """Active recurring transactions with what is booked."""
        ...

    async def read_rules(self, ids: Collection[UUID]) -> tuple[RecurringRule, ...]:
        """Those of the recurring transactions that the person has, without what is booked."""
        ...

    async def read_transfer_candidates(self, *, days_apart: int) -> TransferCandidates:
        """Transactions with a counterpart on another account."""
        ...

    async def link_transfer(self, first_id: UUID, second_id: UUID) -> tuple[SavedTransaction, ...]:
        """Make two transactions one transfer. Raises NotFound, NotATransfer, MonthIsClosed."""
        ...


class FiledReading(NamedTuple):
    """What a text says: proposals in its order, filed, and the pieces that gave none."""

    proposals: tuple[FiledProposal, ...]
    unread: tuple[Unread, ...]


class DueReview(NamedTuple):
    """What is due, and how many rules were not looked at because a person has too many."""

    days: DueDays
    rules_left_out: int


class TransactionService:
    """The caller's transactions. Nothing is saved but by `save` and `link_transfer`."""

    def __init__(self, *, store: TransactionStore) -> None:
        self._store = store

    async def bookkeeping(self) -> Bookkeeping:
        """The accounts, categories and rules that an entry may name."""
        return await self._store.read_bookkeeping()

    async def parse(self, text: str, *, today: date) -> FiledReading:
        """Read what was typed into proposals, under the categories that the person's own rules give."""
        from shared.domain.budget.sentences.engine import read_sentence  # noqa: PLC0415 - a grammar of its own

        book = await self._store.read_bookkeeping()
        reading = read_sentence(text, today=today, accounts=book.accounts, categories=book.categories)
        categorizer = Categorizer(book)
        proposals = tuple(
            file_proposal(proposal, text=text[proposal.start : proposal.end], categorizer=categorizer)
            for proposal in reading.proposals
        )
        return FiledReading(proposals, reading.unread)

    async def save(self, entries: Sequence[KeyedTransaction]) -> tuple[SavedTransaction, ...]:
        """Save all entries or none; an entry whose id is known is not saved again. Raises EntriesRefused."""
        transactions = [entry.transaction for entry in entries]
        check_entries(transactions)
        named = {each.recurring_id for each in transactions if each.recurring_id is not None}
        if named:
            rules = await self._store.read_rules(named)
            await asyncio.to_thread(check_due_days, transactions, rules=rules)
        return await self._store.record(entries)

    async def due(self, *, today: date) -> DueReview:
        """What recurring transactions are due and neither booked nor skipped."""
        kept = await self._store.read_recurring()
        # A hundred rules that nobody settled for years keep the processor busy for up to a second.
        days = await asyncio.to_thread(
            due_days, kept.rules, today=today, most=_bound("due_per_rule", today), after=kept.closed_until
        )
        return DueReview(days, kept.rules_left_out)

    async def transfers(self, *, today: date) -> tuple[TransferOffer, ...]:
        """Pairs of transactions that look like one transfer."""
        days_apart = _bound("transfer_days_apart", today)
        found = await self._store.read_transfer_candidates(days_apart=days_apart)
        return find_transfers(
            found.moves, accounts=found.accounts, days_apart=days_apart, dismissed=found.dismissed
        )

    async def link_transfer(self, first_id: UUID, second_id: UUID) -> tuple[SavedTransaction, ...]:
        """Confirm such a pair. Raises NotFound, NotATransfer, MonthIsClosed."""
        return await self._store.link_transfer(first_id, second_id)


def _bound(name: str, today: date) -> int:
    return int(assumptions("transactions")[name].on(today).value)
