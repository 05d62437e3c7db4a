"""Each rule of debts refuses what it is there for, and what it refuses goes through without its trigger."""

from collections.abc import Callable
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import Connection, sql

from tests.database.over_sql import add_account

Attempt = Callable[["Scene"], object]


class Scene:
    """A person with a bank account, and with a card that tracks a debt."""

    def __init__(self, database: Connection[Any]) -> None:
        self._database = database
        self.person = add_account(database)
        self.bank = self.account("BANK")
        self.card = self.account("CREDIT_CARD")
        self.owe("Kartu", account=self.card)

    def one(self, statement: LiteralString, *values: object) -> Any:
        """A statement; the one value that it gives, if any."""
        cursor = self._database.execute(statement, values)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def account(self, kind: str) -> Any:
        """An account; its id."""
        return self.one(
            "insert into public.accounts (user_id, name, kind) values (%s, %s, %s) returning id",
            self.person,
            kind,
            kind,
        )

    def owe(self, name: str, *, account: object = None) -> None:
        """A debt that an account tracks, or of Rp 1."""
        self.one(
            "insert into public.debts (user_id, kind, name, method, account_id, balance) "
            "values (%s, 'CREDIT_CARD', %s, 'EFFECTIVE', %s, %s)",
            self.person,
            name,
            account,
            None if account else 1,
        )

    def drop_trigger(self, table: str, trigger: str) -> None:
        """Without the rule."""
        self._database.execute(
            sql.SQL("drop trigger {} on public.{}").format(sql.Identifier(trigger), sql.Identifier(table))
        )


def hundred_more(scene: Scene) -> None:
    """One debt more than there may be."""
    for number in range(100):
        scene.owe(f"Utang {number}")


ATTEMPTS: dict[tuple[str, str, str], Attempt] = {
    ("debts_account_kind", "debts", "debts_account_kind"): lambda s: s.owe("Bank", account=s.bank),
    ("debts_account_kind", "accounts", "accounts_debt_kind"): lambda s: s.one(
        "update public.accounts set kind = 'CASH' where id = %s", s.card
    ),
    ("debt_number", "debts", "debt_number"): hundred_more,
}
"""What breaks each rule, by the rule's name, the table and the trigger that holds it."""


@pytest.fixture
def scene(replica: Connection[Any]) -> Scene:
    """Somebody in the replica; undone afterwards."""
    return Scene(replica)


@pytest.mark.parametrize("held", ATTEMPTS, ids="-".join)
def test_is_refused_by_its_rule_and_by_nothing_else(
    scene: Scene, replica: Connection[Any], held: tuple[str, str, str]
) -> None:
    rule, table, trigger = held
    with pytest.raises(psycopg.errors.CheckViolation) as refused, replica.transaction():
        ATTEMPTS[held](scene)

    assert refused.value.diag.constraint_name == rule
    assert f'violates constraint "{rule}"' in str(refused.value)

    scene.drop_trigger(table, trigger)
    ATTEMPTS[held](scene)


def test_every_trigger_that_holds_a_rule_is_tried(replica: Connection[Any]) -> None:
    rows = replica.execute(r"""
        select relname, tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
        where not tgisinternal and relname in ('debts', 'accounts')
          and tgname ~ 'debt' and tgname <> 'debts_touch'
    """)

    assert set(rows.fetchall()) == {(table, trigger) for _, table, trigger in ATTEMPTS}


def test_a_hundred_debts_are_kept(scene: Scene) -> None:
    for number in range(99):
        scene.owe(f"Utang {number}")

    assert scene.one("select count(*) from public.debts where user_id = %s", scene.person) == 100


def test_two_requests_at_once_wait_for_each_other(replica: Connection[Any], scene: Scene) -> None:
    locks = scene.one(
        "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
        " and (classid::bigint << 32 | objid::bigint) = hashtextextended('debts of ' || %s, 0)",
        scene.person,
    )

    assert locks == 1
