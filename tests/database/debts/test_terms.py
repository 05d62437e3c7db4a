"""The table keeps the terms that the engine takes, and no others."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, LiteralString

import pytest
from psycopg import Connection
from psycopg.types.json import Jsonb

from shared.stores.debt_rows import debts_owed
from tests.database.debts.terms import DAY, Terms, debt_of_terms, payments_left, random_terms
from tests.database.over_sql import add_account

TRY_EACH: LiteralString = """
    create function pg_temp.kept(person uuid, debts jsonb) returns boolean[] language plpgsql as $$
    declare
      told jsonb;
      kept boolean[] := '{}';
    begin
      for told in select jsonb_array_elements(debts) loop
        begin
          insert into public.debts (
            user_id, kind, name, method, balance, annual_rate, principal, monthly_fee, minimum_fraction,
            minimum_floor, instalment, ends_on, due_day, late_fraction, late_cap, created_at
          )
          select person, debt.kind, debt.name, debt.method, debt.balance, debt.annual_rate, debt.principal,
            debt.monthly_fee, debt.minimum_fraction, debt.minimum_floor, debt.instalment, debt.ends_on,
            debt.due_day, debt.late_fraction, debt.late_cap, clock_timestamp()
          from jsonb_populate_record(null::public.debts, told) as debt;
          kept := kept || true;
        exception when check_violation then
          kept := kept || false;
        end;
      end loop;
      return kept;
    end
    $$
"""


def kept_by_the_table(database: Connection[Any], all_terms: Sequence[Terms]) -> tuple[list[bool], list[Any]]:
    """Which of the debts the table keeps, and what it then tells of them."""
    person = add_account(database)
    # More than anybody may keep, for one round trip.
    database.execute("alter table public.debts disable trigger debt_number")
    database.execute(TRY_EACH)
    told = Jsonb([{**terms} for terms in all_terms], dumps=lambda value: json.dumps(value, default=str))
    kept = database.execute("select pg_temp.kept(%s, %s)", (person, told)).fetchone()
    assert kept is not None
    owed = database.execute("select private.debts_of(%s, %s)", (person, DAY)).fetchone()
    assert owed is not None
    return kept[0], owed[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_terms_that_one_takes_the_other_takes(replica: Connection[Any], seed: int) -> None:
    chance = Random(seed)
    all_terms = [random_terms(chance, number) for number in range(1_500)]
    debts = [debt_of_terms(terms) for terms in all_terms]

    kept, told = kept_by_the_table(replica, all_terms)

    wrong = [terms for terms, mine, its in zip(all_terms, debts, kept, strict=True) if (mine is None) == its]
    assert wrong == []
    assert 300 < sum(kept) < 1_200
    owed = debts_owed(told)
    assert (list(owed.debts), owed.left_out) == ([debt for debt in debts if debt is not None], ())


def test_payments_are_counted_as_a_calendar_counts_them(replica: Connection[Any]) -> None:
    chance = Random(4)
    days = [date(2023, 1, 1) + timedelta(days=chance.randint(0, 1_500)) for _ in range(3_000)]
    asked = [
        (day + timedelta(days=chance.choice([-40, 0, 20, 60, 700, 26_000])), chance.randint(1, 31), day)
        for day in days
    ]

    rows = replica.execute(
        """
        select private.payments_left(last_day, due_day, day)
        from unnest(%s::date[], %s::smallint[], %s::date[])
          with ordinality as asked (last_day, due_day, day, place)
        order by place
        """,
        [list(column) for column in zip(*asked, strict=True)],
    )

    assert [row[0] for row in rows] == [payments_left(*each) for each in asked]


@pytest.mark.parametrize(
    ("day", "last", "due_day", "left"),
    [
        ("2026-11-23", "2027-02-23", 23, 4),
        ("2026-11-24", "2027-02-23", 23, 3),
        ("2027-01-30", "2027-02-28", 31, 2),
        ("2027-02-28", "2027-02-28", 31, 1),
        ("2027-03-05", "2027-02-28", 28, 1),
        ("2026-11-23", "2100-12-31", 31, 600),
    ],
)
def test_the_payment_of_the_day_itself_is_left(
    replica: Connection[Any], day: str, last: str, due_day: int, left: int
) -> None:
    row = replica.execute(
        "select private.payments_left(%s::date, %s::smallint, %s::date)", (last, due_day, day)
    ).fetchone()

    assert row == (left,)
