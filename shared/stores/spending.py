"""One person's transactions, searched and summed by the database."""

from collections.abc import Mapping
from typing import Any

from shared.domain.budget.patterns.model import SpendingMonths
from shared.domain.budget.search import FoundTransactions, TransactionSearch
from shared.domain.caller import Caller
from shared.stores.database import Database, DatabaseUnavailable, Row


class SpendingRows:
    """What one caller spent. Every method raises AccountGone."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def find(self, search: TransactionSearch) -> FoundTransactions:
        """The transactions that meet every condition, the newest first."""
        asked: dict[str, Any] = {
            "said": list(search.words) or None,
            "of_category": search.category_id and str(search.category_id),
            "on_account": search.account_id and str(search.account_id),
            "direction": search.direction and search.direction.value,
            "first_day": search.first_day and search.first_day.isoformat(),
            "last_day": search.last_day and search.last_day.isoformat(),
            "least_amount": search.least,
            "most_amount": search.most,
            "at_most": search.at_most,
        }
        told = {name: value for name, value in asked.items() if value is not None}
        return FoundTransactions.model_validate(await self._ask("find_transactions", told))

    async def read_months(self, months: int) -> SpendingMonths:
        """The last full budget months, oldest first."""
        return SpendingMonths.model_validate(await self._ask("spending_months", {"months": months}))

    async def _ask(self, function: str, arguments: Mapping[str, Any]) -> Row:
        call = self._database.as_caller(self._caller).rpc(function, {**arguments})
        answered = await self._database.run(call)
        if not answered:
            raise DatabaseUnavailable
        return answered[0]
