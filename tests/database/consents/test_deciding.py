"""Granting and withdrawing: the latest decision holds, and nothing but a new decision changes it."""

from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import Connection
from psycopg.types.json import Jsonb

from tests.database.over_sql import Cast, become
from tests.database.replica import rewrite

VERSION = "2026-01-17"


def decide(connection: Connection, person: UUID, **decision: Any) -> tuple[Any, ...]:
    """(id, version, granted, created_at) of the latest decision, as the person is told."""
    wanted = {"purpose": "ai_processing", "version": VERSION} | decision
    become(connection, "authenticated", person)
    row = connection.execute(
        "select id, version::text, granted, created_at from public.give_consent(%s)", (Jsonb(wanted),)
    ).fetchone()
    connection.execute("reset role")
    assert row is not None
    return row


def log_of(connection: Connection, person: UUID) -> list[bool]:
    """Everything that a person decided, oldest first."""
    rows = connection.execute(
        "select granted from public.consents where user_id = %s order by created_at", (person,)
    )
    return [granted for (granted,) in rows]


class TestDeciding:
    def test_adds_to_the_log_and_answers_with_the_latest(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        person = people_of_replica.newcomer

        granted = decide(replica, person, granted=True)
        withdrawn = decide(replica, person, granted=False)
        again = decide(replica, person, granted=True)

        assert [granted[2], withdrawn[2], again[2]] == [True, False, True]
        assert granted[3] < withdrawn[3] < again[3]
        assert log_of(replica, person) == [True, False, True]

    def test_is_in_order_even_when_the_clock_stands_still_or_goes_back(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        person = people_of_replica.newcomer
        decide(replica, person, granted=True)
        replica.execute(
            "update public.consents set created_at = now() + interval '1 hour' where user_id = %s", (person,)
        )

        withdrawn = decide(replica, person, granted=False)

        assert not withdrawn[2]
        assert log_of(replica, person) == [True, False]

    def test_withdrawn_twice_is_withdrawn_once(self, replica: Connection, people_of_replica: Cast) -> None:
        person = people_of_replica.newcomer

        first = decide(replica, person, granted=False)
        second = decide(replica, person, granted=False)

        assert first == second
        assert log_of(replica, person) == [False]

    def test_a_repeat_that_comes_late_grants_nothing_again(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        person, key = people_of_replica.newcomer, str(uuid4())
        decide(replica, person, id=key, granted=True)
        decide(replica, person, granted=False)

        repeated = decide(replica, person, id=key, granted=True)

        assert not repeated[2]
        assert log_of(replica, person) == [True, False]

    def test_a_repeat_would_grant_again_if_nobody_looked_for_its_id(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        person, key = people_of_replica.newcomer, str(uuid4())
        decide(replica, person, id=key, granted=True)
        decide(replica, person, granted=False)
        rewrite(replica, "private.give_consent(jsonb)", "kept.id = wanted.id", "false")
        rewrite(
            replica,
            "private.give_consent(jsonb)",
            "coalesce(wanted.id, gen_random_uuid())",
            "gen_random_uuid()",
        )

        assert decide(replica, person, id=key, granted=True)[2]

    def test_the_id_of_anothers_decision_is_refused(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        key = str(uuid4())
        decide(replica, people_of_replica.newcomer, id=key, granted=True)

        with pytest.raises(psycopg.errors.UniqueViolation), replica.transaction():
            decide(replica, people_of_replica.stranger, id=key, granted=True)

    def test_withdrawing_works_however_often_one_agreed(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        person = people_of_replica.newcomer
        for _ in range(50):
            decide(replica, person, granted=True)

        with pytest.raises(psycopg.Error) as refused, replica.transaction():
            decide(replica, person, granted=True)

        assert refused.value.sqlstate == "PT429"
        assert not decide(replica, person, granted=False)[2]

    def test_agreeing_works_again_after_a_day(self, replica: Connection, people_of_replica: Cast) -> None:
        person = people_of_replica.newcomer
        for _ in range(50):
            decide(replica, person, granted=True)
        replica.execute(
            "update public.consents set created_at = created_at - %s where user_id = %s",
            (timedelta(days=1, minutes=1), person),
        )

        assert decide(replica, person, granted=True)[2]

    @pytest.mark.parametrize(
        "decision",
        [
            {"granted": None},
            {"granted": True, "version": None},
            {"granted": True, "version": "2999-01-01"},
            {"granted": True, "version": "baru"},
            {"granted": True, "purpose": "marketing"},
            {"granted": True, "user_id": str(UUID(int=1))},
            {"granted": True, "created_at": "2026-01-18T00:00:00Z"},
        ],
        ids=str,
    )
    def test_what_is_no_decision_is_refused(
        self, decision: dict[str, Any], replica: Connection, people_of_replica: Cast
    ) -> None:
        with pytest.raises((psycopg.IntegrityError, psycopg.DataError)), replica.transaction():
            decide(replica, people_of_replica.newcomer, **decision)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into public.consents (purpose, version, granted) values ('ai_processing', '2026-01-17', 't')",
        "update public.consents set granted = false",
        "delete from public.consents",
        "truncate public.consents",
    ],
    ids=["insert", "update", "delete", "truncate"],
)
@pytest.mark.parametrize("role", ["authenticated", "service_role", "anon"])
def test_nobody_writes_into_the_log(
    statement: LiteralString, role: str, replica: Connection, people_of_replica: Cast
) -> None:
    become(replica, role, people_of_replica.owner)

    with pytest.raises(psycopg.errors.InsufficientPrivilege), replica.transaction():
        replica.execute(statement)


def test_the_latest_decision_is_read_from_an_index(replica: Connection, people_of_replica: Cast) -> None:
    person = people_of_replica.owner
    replica.execute(
        "insert into public.consents (user_id, purpose, version, granted, created_at) "
        "select %s, 'ai_processing', '2026-01-17', true, now() + each * interval '1 second' "
        "from generate_series(1, 5000) as each",
        (person,),
    )
    replica.execute("analyze public.consents")
    become(replica, "authenticated", person)

    plan = replica.execute(
        "explain (format text) select version, granted from public.consents "
        "where user_id = %s and purpose = 'ai_processing' order by created_at desc limit 1",
        (person,),
    ).fetchall()

    assert "consents_user_id_key" in str(plan)
    assert "Sort" not in str(plan)
