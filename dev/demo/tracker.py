"""Write a ledger as the person whose it is."""

from datetime import date
from uuid import UUID

from dev.demo.habits import Life
from dev.demo.ledger import Bookkeeper, Row
from dev.demo.tables import Ids, Tables


class Books:
    """What one person earned and spent."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def keep(self, *, owner: UUID, life: Life, today: date) -> None:
        """Write the person's 24 months up to `today`. Raises DemoFailed."""
        tables = self._tables
        holidays = {
            date.fromisoformat(str(row["day"])) for row in await tables.rows("public_holidays", "day")
        }
        ledger = Bookkeeper(owner=owner, life=life, today=today, holidays=holidays).keep()
        settings: Row = {"month_start": life.month_start, "start_day": life.start_day}
        await tables.add("budget_settings", [settings], once_by="user_id")
        await tables.add_unless_any("accounts", ledger.accounts)
        categories = await tables.ids("categories", "code")
        accounts = await tables.ids("accounts", "name")
        due = [_told_by_id(row, categories, accounts) for row in ledger.recurring_transactions]
        await tables.add_unless_any("recurring_transactions", due)
        recurring = await tables.ids("recurring_transactions", "merchant")
        booked = [_told_by_id(row, categories, accounts, recurring) for row in ledger.transactions]
        await tables.add("transactions", booked, once_by="user_id,id")
        parts = [_told_by_id(row, categories) for row in ledger.transaction_parts]
        await tables.add_unless_any("transaction_parts", parts)
        budgets = [_told_by_id(row, categories) for row in ledger.budgets]
        await tables.add("budgets", budgets, once_by="user_id,category_id,month")


def _told_by_id(row: Row, categories: Ids, accounts: Ids | None = None, recurring: Ids | None = None) -> Row:
    """The row with ids in place of names."""
    ids = {"category": categories, "account": accounts, "recurring": recurring}
    told: Row = {name: value for name, value in row.items() if name not in ids}
    for name, known in ids.items():
        if name in row and known is not None:
            told[f"{name}_id"] = known[row[name]] if row[name] else None
    return told
