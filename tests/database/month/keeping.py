"""Random books written into the tables, and what the database tells their owner about them."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, LiteralString
from uuid import UUID, uuid4

from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from shared.domain.budget.month.model import MonthSummary
from shared.domain.budget.transactions import Category
from shared.domain.months import Month
from tests.database.month.ledgers import OWN_CATEGORIES, SYSTEM_CODES, Ledger, Purpose
from tests.database.month.reference import Reference
from tests.database.over_sql import add_account, become

Row = dict[str, Any]

OPENED_ON = date(2020, 1, 1)


class Keeper:
    """A fresh person and what they keep, inside the connection's transaction."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self.id = add_account(connection)
        own = {each.name: each.model_copy(update={"id": uuid4()}) for each in OWN_CATEGORIES}
        self.categories = {**_system_categories(connection), **own}
        self.accounts = (uuid4(), uuid4())
        self._add("categories", [each.model_dump(exclude={"code", "name_en"}) for each in own.values()])
        self._add("accounts", list(self._accounts()))
        self._add("transactions", [*self._entries(), *self._legs()])
        self._add("transaction_parts", list(self._parts()))
        self._add("budgets", list(self._budgets()))
        connection.execute("set constraints all immediate")
        connection.execute("set constraints all deferred")
        self._close_and_set_start()

    def ask(self, query: LiteralString, *values: object) -> Any:
        """The one value that they get by a query, as a client gets it."""
        become(self._connection, "authenticated", self.id)
        row = self._connection.execute(query, values).fetchone()
        self._connection.execute("reset role")
        assert row is not None
        return row[0]

    def summary(self, month: Month) -> MonthSummary:
        """What the database tells them about a month."""
        return MonthSummary.model_validate(self.ask("select public.month_summary(%s)", str(month)))

    def balance(self, day: date) -> int:
        """What all accounts held together at the end of a day."""
        return int(self.ask("select sum(balance) from public.account_balances(%s)", day))

    def reference(self) -> Reference:
        """The slow way to the same sums."""
        holidays = {row[0] for row in self._connection.execute("select day from public.public_holidays")}
        return Reference(ledger=self._ledger, categories=self.categories, holidays=holidays)

    def _add(self, table: str, rows: list[Row]) -> None:
        """Add rows in one statement, as the owner of the tables."""
        if rows:
            owned = [{"user_id": str(self.id)} | row for row in rows]
            names = sql.SQL(", ").join(map(sql.Identifier, owned[0]))
            statement = sql.SQL(
                "insert into public.{table} ({names})"
                " select {names} from jsonb_populate_recordset(null::public.{table}, %s)"
            ).format(table=sql.Identifier(table), names=names)
            self._connection.execute(statement, (Jsonb(owned, dumps=_dumps),))

    def _accounts(self) -> Iterator[Row]:
        for account, name, opening in zip(
            self.accounts, ("Bank", "Tunai"), (1_000_000, -50_000), strict=True
        ):
            yield {
                "id": account,
                "name": name,
                "kind": "BANK",
                "opening_balance": opening,
                "opened_on": OPENED_ON,
                "for_emergencies": False,
                "archived": False,
            }

    def _entries(self) -> Iterator[Row]:
        for number, entry in enumerate(self._ledger.entries):
            yield {
                "id": UUID(int=number),
                "account_id": self.accounts[number % 2],
                "booked_on": entry.day,
                "amount": entry.amount,
                "category_id": self._category_id(entry.purpose),
                "merchant": entry.merchant,
                "source": entry.source,
                "transfer_id": None,
            }

    def _legs(self) -> Iterator[Row]:
        for each in self._ledger.transfers:
            transfer_id = uuid4()
            for account, day, sign in zip(self.accounts, (each.day, each.arrives), (-1, 1), strict=True):
                yield {
                    "id": uuid4(),
                    "account_id": account,
                    "booked_on": day,
                    "amount": sign * each.amount,
                    "category_id": None,
                    "merchant": "Antar rekening",
                    "source": "MANUAL",
                    "transfer_id": transfer_id,
                }

    def _parts(self) -> Iterator[Row]:
        for number, entry in enumerate(self._ledger.entries):
            for amount, purpose in entry.parts:
                yield {
                    "id": uuid4(),
                    "transaction_id": UUID(int=number),
                    "category_id": self._category_id(purpose),
                    "amount": amount,
                }

    def _budgets(self) -> Iterator[Row]:
        for plan in self._ledger.plans:
            yield {
                "id": uuid4(),
                "category_id": self._category_id(plan.purpose),
                "month": str(plan.month),
                "amount": plan.amount,
                "moved": plan.moved,
                "rollover_surplus": plan.rollover_surplus,
                "rollover_overspend": plan.rollover_overspend,
            }

    def _category_id(self, purpose: Purpose) -> UUID | None:
        return None if purpose is None else self.categories[purpose].id

    def _close_and_set_start(self) -> None:
        if self._ledger.closed_until is not None:
            self._set_start(*self._ledger.start_then.columns)
            self.ask("select public.close_month(%s)::text", str(self._ledger.closed_until))
        self._set_start(*self._ledger.start.columns)

    def _set_start(self, month_start: str, start_day: int) -> None:
        self._connection.execute(
            """
            insert into public.budget_settings as kept (user_id, month_start, start_day)
            values (%s, %s, %s)
            on conflict (user_id) do update
              set month_start = excluded.month_start, start_day = excluded.start_day
            """,
            (self.id, month_start, start_day),
        )


def _dumps(rows: list[Row]) -> str:
    return json.dumps(rows, default=str)


def _system_categories(connection: Connection) -> Mapping[Purpose, Category]:
    rows = connection.execute(
        """
        select code, id, name, name_en, budget_group, is_fixed
        from public.categories where code = any (%s)
        """,
        (list(SYSTEM_CODES),),
    )
    return {
        code: Category(id=id_, code=code, name=name, name_en=name_en, budget_group=group, is_fixed=is_fixed)
        for code, id_, name, name_en, group, is_fixed in rows
    }
