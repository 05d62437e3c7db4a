"""A person's transactions and what is proposed about them, as their owner sees them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from pydantic import JsonValue

from shared.domain.budget.categories.model import Bookkeeping
from shared.domain.budget.entries import KeyedTransaction, SavedTransaction, refusal, unknown_references
from shared.domain.budget.recurrence import RecurringRule, RecurringToReview
from shared.domain.budget.transfers import MonthIsClosed, NotATransfer, TransferCandidates
from shared.domain.caller import Caller
from shared.errors import FieldProblem
from shared.stores.database import Database, DatabaseUnavailable, DuplicateRow, RefusedByDatabase, Row

_NAMES_SOMETHING = frozenset(
    {
        "transactions_account_fkey",
        "transactions_category_id_fkey",
        "transaction_parts_category_id_fkey",
        "category_owner",
    }
)
"""Refusals that may be about several fields: which ones, the person's own rows tell."""

_RULE = ",".join(name for name in RecurringRule.model_fields if name != "booked")
"""The columns that a rule is read from; what is booked stands in other rows."""


class TransactionRows:
    """The transactions of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read_bookkeeping(self) -> Bookkeeping:
        """Accounts, categories, rules and earlier choices. Raises AccountGone."""
        return Bookkeeping.model_validate(await self._ask("bookkeeping", {}))

    async def record(self, entries: Sequence[KeyedTransaction]) -> tuple[SavedTransaction, ...]:
        """Save all entries or none, those that are there already not again; a transfer gives both legs.

        Raises EntriesRefused, pointing at what the database refuses.
        """
        try:
            rows = await self._call("record_transactions", {"entries": [_row_of(entry) for entry in entries]})
        except (RefusedByDatabase, DuplicateRow) as refused:
            raise await self._explained(refused, entries) from None
        return tuple(SavedTransaction.model_validate(row) for row in rows)

    async def read_recurring(self) -> RecurringToReview:
        """Active recurring transactions (the 100 oldest) with the days booked, and the last closed day."""
        return RecurringToReview.model_validate(await self._ask("recurring_to_review", {}))

    async def read_rules(self, ids: Collection[UUID]) -> tuple[RecurringRule, ...]:
        """Those of the recurring transactions that the person has, without what is booked."""
        table = self._database.as_caller(self._caller).from_("recurring_transactions")
        rows = await self._database.run(table.select(_RULE).in_("id", [str(each) for each in ids]))
        return tuple(RecurringRule.model_validate(row) for row in rows)

    async def read_transfer_candidates(self, *, days_apart: int) -> TransferCandidates:
        """Transactions with a counterpart on another account, and the offers that were put aside."""
        return TransferCandidates.model_validate(
            await self._ask("transfer_candidates", {"days_apart": days_apart})
        )

    async def link_transfer(self, first_id: UUID, second_id: UUID) -> tuple[SavedTransaction, ...]:
        """Make two transactions the legs of one transfer. Raises NotFound, NotATransfer, MonthIsClosed."""
        legs = {"first_id": str(first_id), "second_id": str(second_id)}
        try:
            rows = await self._call("link_transfer", legs)
        except RefusedByDatabase as refused:
            closed = refused.constraint == "month_closed"
            raise (MonthIsClosed() if closed else NotATransfer()) from None
        return tuple(SavedTransaction.model_validate(row) for row in rows)

    async def _explained(
        self, refused: RefusedByDatabase | DuplicateRow, entries: Sequence[KeyedTransaction]
    ) -> Exception:
        told = refusal(refused.constraint, place=refused.place)
        if refused.constraint not in _NAMES_SOMETHING:
            return told
        return type(told)(*(await self._unknown(entries) or told.fields))

    async def _unknown(self, entries: Sequence[KeyedTransaction]) -> tuple[FieldProblem, ...]:
        return unknown_references(
            [entry.transaction for entry in entries],
            accounts=await self._ids("accounts"),
            categories=await self._ids("categories"),
        )

    async def _ids(self, table: str) -> frozenset[UUID]:
        rows = await self._database.run(self._database.as_caller(self._caller).from_(table).select("id"))
        return frozenset(UUID(str(row["id"])) for row in rows)

    async def _ask(self, function: str, arguments: Mapping[str, Any]) -> Row:
        answered = await self._call(function, arguments)
        if not answered:
            raise DatabaseUnavailable
        return answered[0]

    async def _call(self, function: str, arguments: Mapping[str, Any]) -> list[Row]:
        call = self._database.as_caller(self._caller).rpc(function, {**arguments})
        return await self._database.run(call)


def _row_of(entry: KeyedTransaction) -> Row:
    told = cast("dict[str, JsonValue]", entry.transaction.model_dump(mode="json"))
    return {**told, "id": str(entry.id)}
