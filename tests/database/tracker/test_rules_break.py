"""Each rule refuses what it is there for, and what it refuses goes through when its trigger is dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import Connection, sql

from tests.database.over_sql import add_account

COFFEE = "00000000-0000-4000-8000-000000000123"


@dataclass(frozen=True)
class Scene:
    """A person with two accounts, a category of their own and one of somebody else."""

    database: Connection[Any]
    person: UUID
    account: UUID
    other_account: UUID
    own: UUID
    foreign: UUID

    def run(self, statement: LiteralString, *values: object) -> Any:
        """A statement; its first row."""
        cursor = self.database.execute(statement, values)
        return cursor.fetchone() if cursor.description else None

    def spend(self, on: str = "2025-06-10", category: object = None, transfer: object = None) -> UUID:
        """A transaction of Rp 10 that went out; its id."""
        return self.run(
            """
            insert into public.transactions (user_id, account_id, booked_on, amount, category_id, transfer_id)
            values (%s, %s, %s, -10, %s, %s) returning id
            """,
            self.person,
            self.account,
            on,
            category,
            transfer,
        )[0]

    def split(self, on: str, first: int = -5) -> UUID:
        """A transaction with two parts; its id."""
        whole = self.spend(on)
        for amount in (first, -5):
            self.part(whole, amount)
        return whole

    def part(self, whole: UUID, amount: int = -5, category: object = None) -> UUID:
        """A part; its id."""
        return self.run(
            """
            insert into public.transaction_parts (user_id, transaction_id, amount, category_id)
            values (%s, %s, %s, %s) returning id
            """,
            self.person,
            whole,
            amount,
            category,
        )[0]

    def transfer(self) -> UUID:
        """A transfer of Rp 10; the id of one leg."""
        leg = self.spend()
        self.run("update public.transactions set transfer_id = %s where id = %s", leg, leg)
        self.run(
            """
            insert into public.transactions (user_id, account_id, booked_on, amount, transfer_id)
            values (%s, %s, '2025-06-10', 10, %s)
            """,
            self.person,
            self.other_account,
            leg,
        )
        return leg

    def settled(self, key: UUID) -> UUID:
        """What was added is checked now, so that only what follows is left to check."""
        self.database.execute("set constraints all immediate")
        self.database.execute("set constraints all deferred")
        return key

    def budget(self, month: str = "2025-06", category: object = COFFEE) -> UUID:
        """A budget with money moved into it; its id."""
        return self.run(
            """
            insert into public.budgets (user_id, category_id, month, amount, moved)
            values (%s, %s, %s, 5, 5) returning id
            """,
            self.person,
            category,
            month,
        )[0]

    def rule(self, category: object) -> UUID:
        """A category rule; its id."""
        return self.run(
            """
            insert into public.category_rules (user_id, pattern, category_id) values (%s, 'kopi', %s)
            returning id
            """,
            self.person,
            category,
        )[0]

    def recurring(self, category: object) -> UUID:
        """A recurring transaction; its id."""
        return self.run(
            """
            insert into public.recurring_transactions
              (user_id, account_id, category_id, amount, rrule, starts_on)
            values (%s, %s, %s, -5, 'FREQ=DAILY', '2025-06-01') returning id
            """,
            self.person,
            self.account,
            category,
        )[0]

    def import_row(self, category: object) -> UUID:
        """A row of an import; the id of the import."""
        return self.run(
            """
            with file as (
              insert into public.imports (user_id, account_id, file_name, file_sha256, profile, layout)
              values (%s, %s, 'mutasi.csv', repeat('0', 64), 'generic', 'x') returning id, user_id
            )
            insert into public.import_rows (import_id, user_id, line, verdict, category_id)
            select id, user_id, 2, 'NEW', %s from file returning import_id
            """,
            self.person,
            self.account,
            category,
        )[0]

    def change_category(self, table: LiteralString, key: UUID, column: LiteralString = "id") -> None:
        """Give a row the category of somebody else."""
        statement = sql.SQL("update public.{} set category_id = %s where {} = %s")
        self.database.execute(
            statement.format(sql.Identifier(table), sql.Identifier(column)), (self.foreign, key)
        )


@pytest.fixture
def scene(replica: Connection[Any]) -> Scene:
    person, somebody = add_account(replica), add_account(replica)
    replica.execute("set local session authorization postgres")
    accounts = [
        replica.execute(
            "insert into public.accounts (user_id, name, kind) values (%s, %s, 'BANK') returning id",
            (person, name),
        ).fetchone()
        for name in ("A", "B")
    ]
    categories = [
        replica.execute(
            """
            insert into public.categories (user_id, name, budget_group) values (%s, 'Kucing', 'WANTS')
            returning id
            """,
            (owner,),
        ).fetchone()
        for owner in (person, somebody)
    ]
    ids = [row[0] for row in (*accounts, *categories) if row is not None]
    return Scene(replica, person, *ids)


def close(scene: Scene) -> None:
    """Close March 2025."""
    scene.run(
        "insert into public.closed_months (user_id, month, first_day, last_day) "
        "values (%s, '2025-03', '2025-03-01', '2025-03-31')",
        scene.person,
    )


def after_closing(
    prepare: Callable[[Scene], Any], act: Callable[[Scene, Any], object]
) -> Callable[[Scene], None]:
    """Something is there, the month is closed, and then somebody tries."""

    def attempt(scene: Scene) -> None:
        prepared = prepare(scene)
        close(scene)
        act(scene, prepared)

    return attempt


IN_MARCH = "2025-03-10"
UPDATE_AMOUNT: LiteralString = "update public.transactions set amount = -11 where id = %s"
UPDATE_PART: LiteralString = "update public.transaction_parts set note = 'x' where transaction_id = %s"
OPENING: LiteralString = """
    insert into public.accounts (user_id, name, kind, opened_on, opening_balance)
    values (%s, 'Lama', 'BANK', '2025-03-01', 5) returning id
"""


def _opened(scene: Scene) -> UUID:
    return scene.run(OPENING, scene.person)[0]


ATTEMPTS: dict[tuple[str, str, str], Callable[[Scene], object]] = {
    ("category_owner", "transactions", "category_owner_insert"): lambda s: s.spend(category=s.foreign),
    ("category_owner", "transactions", "category_owner_update"): lambda s: s.change_category(
        "transactions", s.spend()
    ),
    ("category_owner", "transaction_parts", "category_owner_insert"): lambda s: (
        s.part(whole := s.spend(), category=s.foreign),
        s.part(whole),
    ),
    ("category_owner", "transaction_parts", "category_owner_update"): lambda s: s.change_category(
        "transaction_parts", s.split("2025-06-10"), "transaction_id"
    ),
    ("category_owner", "budgets", "category_owner_insert"): lambda s: s.budget(category=s.foreign),
    ("category_owner", "budgets", "category_owner_update"): lambda s: (
        s.run("update public.budgets set moved = 0 where id = %s", key := s.budget()),
        s.change_category("budgets", key),
    ),
    ("category_owner", "recurring_transactions", "category_owner_insert"): lambda s: s.recurring(s.foreign),
    ("category_owner", "recurring_transactions", "category_owner_update"): lambda s: s.change_category(
        "recurring_transactions", s.recurring(s.own)
    ),
    ("category_owner", "category_rules", "category_owner_insert"): lambda s: s.rule(s.foreign),
    ("category_owner", "category_rules", "category_owner_update"): lambda s: s.change_category(
        "category_rules", s.rule(s.own)
    ),
    ("category_owner", "import_rows", "category_owner_insert"): lambda s: s.import_row(s.foreign),
    ("category_owner", "import_rows", "category_owner_update"): lambda s: s.change_category(
        "import_rows", s.import_row(s.own), "import_id"
    ),
    ("transfer_legs", "transactions", "transfer_legs"): lambda s: s.spend(transfer=s.own),
    ("transfer_legs", "transactions", "transfer_legs_changed"): lambda s: s.run(
        "update public.transactions set account_id = %s where id = %s",
        s.other_account,
        s.settled(s.transfer()),
    ),
    ("transfer_legs", "transactions", "transfer_legs_gone"): lambda s: s.run(
        "delete from public.transactions where id = %s", s.settled(s.transfer())
    ),
    ("parts_sum", "transaction_parts", "parts_sum"): lambda s: s.split("2025-06-10", first=-6),
    ("parts_sum", "transactions", "parts_sum_of_whole"): lambda s: s.run(
        UPDATE_AMOUNT, s.settled(s.split("2025-06-10"))
    ),
    ("budget_group_income", "budgets", "budgets_check_group"): lambda s: s.budget(
        category="00000000-0000-4000-8000-000000000101"
    ),
    ("budget_group_income", "categories", "categories_check_group_of_budgets"): lambda s: (
        s.budget(category=s.own),
        s.run("update public.categories set budget_group = 'INCOME' where id = %s", s.own),
    ),
    ("budget_moved", "budgets", "budgets_check_moved"): lambda s: s.run(
        "update public.budgets set month = '2025-07' where id = %s", s.budget()
    ),
    ("budget_plan", "budgets", "budgets_check_plan"): lambda s: s.run(
        "update public.budgets set amount = 4, moved = -5 where id = %s", s.budget()
    ),
    ("budget_moved", "budgets", "budgets_check_moved_gone"): lambda s: s.run(
        "delete from public.budgets where id = %s", s.budget()
    ),
    ("month_closed", "transactions", "month_closed_insert"): after_closing(
        lambda s: None, lambda s, _: s.spend(IN_MARCH)
    ),
    ("month_closed", "transactions", "month_closed_update"): after_closing(
        lambda s: s.spend(IN_MARCH), lambda s, key: s.run(UPDATE_AMOUNT, key)
    ),
    ("month_closed", "transactions", "month_closed_delete"): after_closing(
        lambda s: s.spend(IN_MARCH),
        lambda s, key: s.run("delete from public.transactions where id = %s", key),
    ),
    ("month_closed", "transaction_parts", "month_closed_insert"): after_closing(
        lambda s: s.spend(IN_MARCH), lambda s, key: (s.part(key), s.part(key))
    ),
    ("month_closed", "transaction_parts", "month_closed_update"): after_closing(
        lambda s: s.split(IN_MARCH), lambda s, key: s.run(UPDATE_PART, key)
    ),
    ("month_closed", "transaction_parts", "month_closed_delete"): after_closing(
        lambda s: s.split(IN_MARCH),
        lambda s, key: s.run("delete from public.transaction_parts where transaction_id = %s", key),
    ),
    ("month_closed", "budgets", "month_closed"): after_closing(
        lambda s: None, lambda s, _: s.budget("2025-03")
    ),
    ("month_closed", "categories", "month_closed"): after_closing(
        lambda s: s.spend(IN_MARCH, category=s.own),
        lambda s, _: s.run("update public.categories set budget_group = 'NEEDS' where id = %s", s.own),
    ),
    ("month_closed", "accounts", "month_closed_insert"): after_closing(
        lambda s: None, lambda s, _: _opened(s)
    ),
    ("month_closed", "accounts", "month_closed_update"): after_closing(
        _opened,
        lambda s, key: s.run("update public.accounts set opening_balance = 6 where id = %s", key),
    ),
    ("month_closed", "accounts", "month_closed_delete"): after_closing(
        _opened, lambda s, key: s.run("delete from public.accounts where id = %s", key)
    ),
}
"""What breaks each rule, by the rule's name, the table and the trigger that holds it."""


def attempt(scene: Scene, held: tuple[str, str, str]) -> None:
    """Try to break a rule, up to the end of the request."""
    ATTEMPTS[held](scene)
    scene.database.execute("set constraints all immediate")


@pytest.mark.parametrize("held", ATTEMPTS, ids="-".join)
def test_is_refused_by_its_rule_and_by_nothing_else(scene: Scene, held: tuple[str, str, str]) -> None:
    rule, table, trigger = held

    with pytest.raises(psycopg.errors.CheckViolation) as refused, scene.database.transaction():
        attempt(scene, held)

    assert refused.value.diag.constraint_name == rule
    assert f'violates constraint "{rule}"' in str(refused.value)

    scene.database.execute(
        sql.SQL("drop trigger {} on public.{}").format(sql.Identifier(trigger), sql.Identifier(table))
    )
    scene.database.execute("set constraints all deferred")
    attempt(scene, held)


def test_every_trigger_that_holds_a_rule_is_tried(replica: Connection[Any]) -> None:
    rows = replica.execute(r"""
        select relname, tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
        where relnamespace = 'public'::regnamespace and not tgisinternal
          and tgname ~ '^(category_owner|transfer_legs|parts_sum|month_closed|budgets_check|categories_check)'
    """)

    assert set(rows.fetchall()) == {(table, trigger) for _, table, trigger in ATTEMPTS}


def test_a_transaction_with_parts_is_split_as_long_as_its_trigger_is_there(scene: Scene) -> None:
    split: LiteralString = "select is_split from public.transactions where id = %s"

    by_rule = scene.run(split, scene.split("2025-06-10"))
    scene.run("drop trigger mark_split_insert on public.transaction_parts")
    without = scene.run(split, scene.split("2025-06-10"))

    assert (by_rule, without) == ((True,), (False,))
