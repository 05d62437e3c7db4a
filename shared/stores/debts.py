"""One person's debts, read as they stand today."""

from collections.abc import Sequence

from shared.domain.caller import Caller
from shared.domain.debts.owed import DebtsOwed
from shared.stores.database import Database, Row
from shared.stores.debt_rows import debts_owed


class DebtRows:
    """The debts of one caller that are not paid off, oldest first."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self) -> DebtsOwed:
        """What is still owed. Raises AccountGone."""
        return debts_owed(await self._rows())

    async def _rows(self) -> Sequence[Row]:
        call = self._database.as_caller(self._caller).rpc("debts_owed", {})
        return await self._database.run(call)
