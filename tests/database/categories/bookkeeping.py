"""A person's money for tests of categories: accounts, transactions and rules, written as themselves."""

from dataclasses import dataclass
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

from psycopg import Connection, sql

from tests.database.over_sql import add_account, become

GROCERIES = UUID("00000000-0000-4000-8000-000000000108")
COFFEE = UUID("00000000-0000-4000-8000-000000000123")
HOUSEHOLD = UUID("00000000-0000-4000-8000-000000000119")
SALARY = UUID("00000000-0000-4000-8000-000000000101")
OTHER = UUID("00000000-0000-4000-8000-000000000133")


@dataclass(frozen=True, kw_only=True)
class Bookkeeper:
    """One person with two accounts; every statement is made by their own hand."""

    connection: Connection[Any]
    person: UUID
    bank: UUID
    wallet: UUID

    @classmethod
    def new(cls, connection: Connection[Any]) -> "Bookkeeper":
        """Somebody who just signed up and made two accounts."""
        person = add_account(connection)
        made = cls(connection=connection, person=person, bank=uuid4(), wallet=uuid4())
        for account, name, kind in ((made.bank, "BCA", "BANK"), (made.wallet, "GoPay", "E_WALLET")):
            connection.execute(
                "insert into public.accounts (id, user_id, name, kind) values (%s, %s, %s, %s)",
                (account, person, name, kind),
            )
        return made

    def ask(self, query: LiteralString, *values: object) -> list[tuple[Any, ...]]:
        """The rows that they get; afterwards the connection is the superuser's again."""
        become(self.connection, "authenticated", self.person)
        cursor = self.connection.execute(query, values)
        rows = cursor.fetchall() if cursor.description else []
        self.connection.execute("reset role")
        return rows

    def book(self, merchant: str | None, **columns: object) -> UUID:
        """A transaction of -10.000 on 2026-11-10 from the bank, unless told otherwise."""
        row: dict[str, object] = {
            "id": uuid4(),
            "account_id": self.bank,
            "booked_on": "2026-11-10",
            "amount": -10_000,
            "merchant": merchant,
        } | columns
        become(self.connection, "authenticated", self.person)
        self.connection.execute(
            sql.SQL("insert into public.transactions ({}) values ({})").format(
                sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join(sql.Placeholder() * len(row))
            ),
            list(row.values()),
        )
        self.connection.execute("reset role")
        return cast("UUID", row["id"])

    def file(self, transaction: UUID, category: UUID | None) -> None:
        """Say what a transaction was for, as supabase-js would."""
        self.ask("update public.transactions set category_id = %s where id = %s", category, transaction)

    def category_of(self, transaction: UUID) -> UUID | None:
        """What a transaction was for."""
        return self.ask("select category_id from public.transactions where id = %s", transaction)[0][0]

    def rules(self) -> list[tuple[str, str, UUID, str, str]]:
        """Their rules: pattern, match, category, status and origin."""
        return self.ask(
            "select pattern, match, category_id, status, origin from public.category_rules "
            "order by pattern, match"
        )

    def rule(self, pattern: str, category: UUID, **columns: object) -> UUID:
        """A rule of their own, CONTAINS and active unless told otherwise."""
        row: dict[str, object] = {"pattern": pattern, "category_id": category} | columns
        become(self.connection, "authenticated", self.person)
        statement = sql.SQL("insert into public.category_rules ({}) values ({}) returning id").format(
            sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join(sql.Placeholder() * len(row))
        )
        added = self.connection.execute(statement, list(row.values())).fetchone()
        self.connection.execute("reset role")
        assert added is not None
        return cast("UUID", added[0])

    def apply(self, rule: UUID, *, preview: bool = False) -> tuple[int, int]:
        """Ask a rule to reach the past: how many changed, how many are in closed months."""
        return self.ask("select * from public.apply_category_rule(%s, %s)", rule, preview)[0]  # pyright: ignore[reportReturnType]
