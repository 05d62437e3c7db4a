"""Each rule of goals refuses what it is there for, and what it refuses goes through without its trigger."""

from collections.abc import Callable
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import Connection, sql

from tests.database.over_sql import add_account

Attempt = Callable[["Scene"], object]


class Scene:
    """A person with Rp 100 in an account and a goal of Rp 50."""

    def __init__(self, database: Connection[Any]) -> None:
        self._database = database
        self.person = add_account(database)
        self.account = self.one(
            "insert into public.accounts (user_id, name, kind, opening_balance, opened_on) "
            "values (%s, 'BCA', 'BANK', 100, '2024-01-01') returning id",
            self.person,
        )
        self.goal = self.add_goal()

    def one(self, statement: LiteralString, *values: object) -> Any:
        """A statement; the one value that it gives, if any."""
        cursor = self._database.execute(statement, values)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def add_goal(self) -> UUID:
        """Another goal of Rp 50; its id."""
        return self.one(
            "insert into public.financial_goals (user_id, kind, name, target) "
            "values (%s, 'OWN', 'Motor', 50) returning id",
            self.person,
        )

    def put(self, amount: int, kind: str = "SET_ASIDE", made_on: str = "2024-02-01") -> None:
        """A contribution."""
        self.one(
            "insert into public.goal_contributions (user_id, goal_id, account_id, kind, amount, made_on) "
            "values (%s, %s, %s, %s, %s, %s)",
            self.person,
            self.goal,
            self.account,
            kind,
            amount,
            made_on,
        )

    def move(self, *states: str, goal: UUID | None = None) -> None:
        """From state to state."""
        for state in states:
            self.one("update public.financial_goals set state = %s where id = %s", state, goal or self.goal)

    def drop_trigger(self, table: str, trigger: str) -> None:
        """Without the rule."""
        self._database.execute(
            sql.SQL("drop trigger {} on public.{}").format(sql.Identifier(trigger), sql.Identifier(table))
        )


def fifty_and_one(scene: Scene) -> None:
    """One goal more than there may be."""
    for _ in range(50):
        scene.add_goal()


def taken_up_again(scene: Scene) -> None:
    """Fifty goals, and one that was dropped before."""
    scene.move("DROPPED")
    for _ in range(50):
        scene.add_goal()
    scene.move("ACTIVE")


ATTEMPTS: dict[tuple[str, str, str], list[Attempt]] = {
    ("contribution_free", "goal_contributions", "contribution_check"): [lambda s: s.put(101)],
    ("contribution_held", "goal_contributions", "contribution_check"): [
        lambda s: (s.put(5), s.put(-6, "TAKEN_BACK"))
    ],
    ("contribution_state", "goal_contributions", "contribution_check"): [
        lambda s: (s.move("DROPPED"), s.put(1)),
        lambda s: (s.put(50), s.move("ACHIEVED"), s.put(1)),
    ],
    ("contribution_day", "goal_contributions", "contribution_check"): [
        lambda s: s.put(1, made_on="2100-01-01")
    ],
    ("goal_state", "financial_goals", "goal_moves"): [
        lambda s: s.move("DROPPED", "PAUSED"),
        lambda s: s.move("SPENT"),
    ],
    ("goal_reached", "financial_goals", "goal_moves"): [lambda s: s.move("ACHIEVED")],
    ("goal_number", "financial_goals", "goal_number"): [fifty_and_one],
    ("goal_number", "financial_goals", "goal_number_again"): [taken_up_again],
}
"""What breaks each rule, by the rule's name, the table and the trigger that holds it."""
CASES = [(held, attempt) for held, attempts in ATTEMPTS.items() for attempt in attempts]


@pytest.fixture
def scene(replica: Connection[Any]) -> Scene:
    """Somebody in the replica; undone afterwards."""
    return Scene(replica)


@pytest.mark.parametrize(("held", "attempt"), CASES)
def test_is_refused_by_its_rule_and_by_nothing_else(
    scene: Scene, replica: Connection[Any], held: tuple[str, str, str], attempt: Attempt
) -> None:
    rule, table, trigger = held
    with pytest.raises(psycopg.errors.CheckViolation) as refused, replica.transaction():
        attempt(scene)

    assert refused.value.diag.constraint_name == rule
    assert f'violates constraint "{rule}"' in str(refused.value)

    scene.drop_trigger(table, trigger)
    attempt(scene)


def test_every_trigger_that_holds_a_rule_is_tried(replica: Connection[Any]) -> None:
    rows = replica.execute(r"""
        select relname, tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
        where relname in ('financial_goals', 'goal_contributions') and not tgisinternal
          and tgfoid <> 'private.touch_updated_at'::regproc
    """)
    follows = {("goal_contributions", "contribution_spent"), ("financial_goals", "goal_repriced")}

    assert set(rows.fetchall()) == {(table, trigger) for _, table, trigger in ATTEMPTS} | follows


def test_a_goal_is_spent_as_long_as_its_trigger_is_there(scene: Scene) -> None:
    scene.put(50)
    scene.drop_trigger("goal_contributions", "contribution_spent")
    scene.put(-50, "SPENT")

    assert scene.one("select state from public.financial_goals where id = %s", scene.goal) == "ACTIVE"


def test_the_last_rupiah_of_an_account_is_held_by_its_lock(replica: Connection[Any], scene: Scene) -> None:
    scene.put(1)
    locks = scene.one(
        "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
        " and (classid::bigint << 32 | objid::bigint) = hashtextextended('goals in account ' || %s, 0)",
        scene.account,
    )

    assert locks == 1
