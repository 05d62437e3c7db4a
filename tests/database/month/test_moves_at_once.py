"""Two moves at once never spend the same plan twice."""

from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Barrier
from uuid import UUID

import psycopg
import pytest
from psycopg import Connection, errors

from dev.stack.running import Running
from tests.database.over_sql import become
from tests.database.tracker.books import COFFEE, GROCERIES

MONTH = "2026-10"
PLANNED = 100


@pytest.fixture
def planned(operator: Connection, person: UUID) -> UUID:
    """Somebody with one budget."""
    operator.execute(
        "insert into public.budgets (user_id, category_id, month, amount) values (%s, %s, %s, %s)",
        (person, GROCERIES, MONTH, PLANNED),
    )
    return person


@contextmanager
def acting(stack: Running, person: UUID) -> Generator[Connection]:
    """A connection of its own as that person."""
    with psycopg.connect(stack.database_url) as connection:
        become(connection, "authenticated", person)
        yield connection


def move(connection: Connection, amount: int, *, month: str = MONTH, back: bool = False) -> bool:
    """Whether the move was done, and saved."""
    source, target = (COFFEE, GROCERIES) if back else (GROCERIES, COFFEE)
    wish = (month, source, target, amount)
    try:
        connection.execute("select public.move_budget(%s, %s, %s, %s)", wish)
        connection.commit()
    except (errors.CheckViolation, errors.DeadlockDetected):
        connection.rollback()
        return False
    return True


def test_the_second_waits_for_the_first_and_finds_too_little(
    stack: Running, operator: Connection, planned: UUID
) -> None:
    with ExitStack() as open_ones, ThreadPoolExecutor() as pool:
        first = open_ones.enter_context(acting(stack, planned))
        second = open_ones.enter_context(acting(stack, planned))
        first.execute("select public.move_budget(%s, %s, %s, 60)", (MONTH, GROCERIES, COFFEE))
        waiting = pool.submit(move, second, 60)
        wait_until_blocked(operator, second)
        first.commit()

        assert waiting.result() is False
    assert moved(operator, planned) == {-60, 60}


def test_of_many_just_as_many_are_done_as_the_plan_is_enough_for(
    stack: Running, operator: Connection, planned: UUID
) -> None:
    crowd, amount = 8, 30
    start = Barrier(crowd)

    def rush(connection: Connection) -> bool:
        start.wait()
        return move(connection, amount)

    with ExitStack() as open_ones, ThreadPoolExecutor(crowd) as pool:
        connections = [open_ones.enter_context(acting(stack, planned)) for _ in range(crowd)]
        done = sum(pool.map(rush, connections))

    assert done == PLANNED // amount
    assert moved(operator, planned) == {-amount * done, amount * done}


@pytest.mark.parametrize("month", [f"2026-{number:02}" for number in range(1, 9)])
def test_in_opposite_directions_they_do_not_wait_in_a_circle(
    stack: Running, operator: Connection, person: UUID, month: str
) -> None:
    operator.execute(
        """
        insert into public.budgets (user_id, category_id, month, amount, rollover_surplus)
        select %s, id, '2025-12', %s, true from unnest(%s::uuid[]) as id
        """,
        (person, PLANNED, [GROCERIES, COFFEE]),
    )

    # Each has to make both rows of the month, and meets one that somebody is about to make and then does not.
    with ExitStack() as open_ones, ThreadPoolExecutor() as pool:
        holder = open_ones.enter_context(psycopg.connect(stack.database_url))
        movers = [open_ones.enter_context(acting(stack, person)) for _ in range(2)]
        holder.execute(
            "insert into public.budgets (user_id, category_id, month, amount) values (%s, %s, %s, 0)",
            (person, COFFEE, month),
        )
        waiting: list[Future[bool]] = []
        for back, mover in enumerate(movers):
            waiting.append(pool.submit(move, mover, 1, month=month, back=bool(back)))
            wait_until_blocked(operator, mover)
        holder.rollback()

        assert [each.result() for each in waiting] == [True, True]
    assert moved(operator, person) == {0}


def wait_until_blocked(operator: Connection, connection: Connection) -> None:
    """Return when the other connection waits for somebody's lock."""
    blocked = "select cardinality(pg_blocking_pids(%s)) > 0"
    while operator.execute(blocked, (connection.info.backend_pid,)).fetchone() != (True,):
        pass


def moved(operator: Connection, person: UUID) -> set[int]:
    rows = operator.execute("select moved from public.budgets where user_id = %s", (person,))
    return {row[0] for row in rows}
