"""One effect for a key: claimed once, answered alike for 24 hours, never matched by another caller."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.over_sql import Cast, acting_as, become
from tests.people import People, Person

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ODD_BODY = '{"a": "\\u00e9 é 🐦 \'\\" \\\\ </script>", "n": 1.10,\r\n\t"b":null} '


def claim(
    connection: Connection, person: UUID, *, at: datetime = NOON, key: str = "key", fingerprint: str = "this"
) -> dict[str, Any]:
    row = connection.execute(
        "select private.claim_idempotency_key_at(%s, %s, %s, %s)", (person, key, fingerprint, at)
    ).fetchone()
    assert row is not None
    return row[0]


def keep(connection: Connection, person: UUID, body: str = "{}") -> None:
    with_answer = (
        "update private.idempotency_keys set status = 201, content_type = 'application/json', body = %s"
    )
    connection.execute(with_answer + " where caller_id = %s", (body, person))


def give_up(connection: Connection, person: UUID) -> None:
    become(connection, "authenticated", person)
    connection.execute("select public.release_idempotency_key('key')")
    connection.execute("reset role")


class TestClaiming:
    def test_is_new_once_and_then_in_progress(self, replica: Connection, people_of_replica: Cast) -> None:
        owner = people_of_replica.owner

        states = [claim(replica, owner)["state"] for _ in range(3)]

        assert states == ["new", "in_progress", "in_progress"]

    def test_replays_the_kept_answer_for_a_day(self, replica: Connection, people_of_replica: Cast) -> None:
        owner = people_of_replica.owner
        claim(replica, owner)
        keep(replica, owner, ODD_BODY)

        at_last = claim(replica, owner, at=NOON + timedelta(hours=23, minutes=59))
        too_late = claim(replica, owner, at=NOON + timedelta(hours=24))

        assert at_last == {
            "state": "replay",
            "claimed_at": None,
            "status": 201,
            "content_type": "application/json",
            "body": ODD_BODY,
        }
        assert too_late["state"] == "new"

    def test_tells_a_key_that_asks_for_something_else(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        owner = people_of_replica.owner
        claim(replica, owner)

        running = claim(replica, owner, fingerprint="that")
        dead = claim(replica, owner, fingerprint="that", at=NOON + timedelta(minutes=5))
        keep(replica, owner)
        answered = claim(replica, owner, fingerprint="that")

        assert [running["state"], dead["state"], answered["state"]] == ["reused"] * 3
        assert answered["body"] is None

    def test_is_new_again_when_the_first_died(self, replica: Connection, people_of_replica: Cast) -> None:
        owner = people_of_replica.owner
        claim(replica, owner)

        alive = claim(replica, owner, at=NOON + timedelta(seconds=59))
        dead = claim(replica, owner, at=NOON + timedelta(seconds=60))
        taken_over = claim(replica, owner, at=NOON + timedelta(seconds=61))

        assert [alive["state"], dead["state"], taken_over["state"]] == ["in_progress", "new", "in_progress"]

    def test_tells_when_the_key_was_first_claimed(self, replica: Connection, people_of_replica: Cast) -> None:
        owner = people_of_replica.owner
        taken_over, a_day_later = NOON + timedelta(seconds=60), NOON + timedelta(hours=24, seconds=60)

        claims = [
            claim(replica, owner),
            claim(replica, owner, at=taken_over),
            claim(replica, owner, at=a_day_later),
        ]

        moments = [datetime.fromisoformat(each["claimed_at"]) for each in claims]
        assert moments == [NOON, NOON, a_day_later]

    def test_of_what_was_given_up_keeps_the_first_moment_for_any_request(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        owner, soon = people_of_replica.owner, NOON + timedelta(seconds=1)
        claim(replica, owner)
        give_up(replica, owner)

        again = claim(replica, owner, fingerprint="that", at=soon)
        then = claim(replica, owner, fingerprint="that", at=soon)

        assert (again["state"], then["state"]) == ("new", "in_progress")
        assert datetime.fromisoformat(again["claimed_at"]) == NOON

    def test_that_was_given_up_takes_no_answer(self, replica: Connection, people_of_replica: Cast) -> None:
        owner = people_of_replica.owner
        claim(replica, owner)
        give_up(replica, owner)
        become(replica, "authenticated", owner)
        replica.execute("select public.keep_idempotent_answer('key', 201, 'application/json', 'too late')")
        replica.execute("reset role")

        assert claim(replica, owner)["state"] == "new"

    def test_never_matches_another_callers_key(self, replica: Connection, people_of_replica: Cast) -> None:
        claim(replica, people_of_replica.owner)
        keep(replica, people_of_replica.owner)

        answer = claim(replica, people_of_replica.ids["stranger"])

        assert datetime.fromisoformat(answer.pop("claimed_at")) == NOON
        assert answer == {"state": "new", "status": None, "content_type": None, "body": None}

    def test_forgets_a_few_old_keys_each_time(self, replica: Connection, people_of_replica: Cast) -> None:
        for number in range(25):
            claim(replica, people_of_replica.ids["stranger"], key=f"old {number}")

        claim(replica, people_of_replica.owner, at=NOON + timedelta(hours=24))

        count = replica.execute(
            "select count(*) from private.idempotency_keys where expires_at <= %s",
            (NOON + timedelta(hours=24),),
        )
        assert count.fetchone() == (5,)

    @pytest.mark.parametrize(
        ("key", "fingerprint"), [("", "f"), ("k" * 256, "f"), ("k", ""), ("k", "f" * 256)]
    )
    def test_refuses_what_is_too_long_or_empty(
        self, replica: Connection, people_of_replica: Cast, key: str, fingerprint: str
    ) -> None:
        with pytest.raises(psycopg.errors.CheckViolation), replica.transaction():
            claim(replica, people_of_replica.owner, key=key, fingerprint=fingerprint)

    def test_stops_at_a_thousand_keys_a_day(self, replica: Connection, people_of_replica: Cast) -> None:
        owner = people_of_replica.owner
        now = datetime.now(UTC)
        for number in range(1000):
            claim(replica, owner, key=f"key {number}", at=now)

        with pytest.raises(psycopg.Error) as refusal, acting_as(replica, "authenticated", owner):
            replica.execute("select public.claim_idempotency_key('one more', 'this')")

        assert refusal.value.sqlstate == "PT429"

    def test_cannot_be_told_who_claims_or_what_time_it_is(
        self, replica: Connection, people_of_replica: Cast
    ) -> None:
        stranger = people_of_replica.ids["stranger"]

        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            acting_as(replica, "authenticated", stranger),
        ):
            claim(replica, people_of_replica.owner)


class Keys:
    """The functions as PostgREST offers them to one caller."""

    def __init__(self, stack: Running, http: httpx.AsyncClient) -> None:
        self._apikey = stack.publishable_key
        self._http = http

    async def call(self, function: str, person: Person | None, **arguments: object) -> httpx.Response:
        headers = {"apikey": self._apikey}
        if person:
            headers["Authorization"] = f"Bearer {person.access_token}"
        return await self._http.post(f"/rest/v1/rpc/{function}", json=arguments, headers=headers)

    async def claim(self, person: Person, fingerprint: str = "this") -> dict[str, Any]:
        answer = await self.call(
            "claim_idempotency_key", person, idempotency_key="key", fingerprint=fingerprint
        )
        return answer.raise_for_status().json()

    async def keep(self, person: Person, body: str) -> None:
        answer = await self.call(
            "keep_idempotent_answer",
            person,
            idempotency_key="key",
            status=201,
            content_type="application/json",
            body=body,
        )
        answer.raise_for_status()

    async def release(self, person: Person) -> None:
        (await self.call("release_idempotency_key", person, idempotency_key="key")).raise_for_status()


@pytest.fixture
async def keys(stack: Running) -> AsyncIterator[Keys]:
    async with httpx.AsyncClient(base_url=stack.url, timeout=30, trust_env=False) as http:
        yield Keys(stack, http)


class TestOverHttp:
    async def test_one_of_twenty_at_once_is_new(self, keys: Keys, people: People) -> None:
        owner = await people("owner")

        claims = await asyncio.gather(*(keys.claim(owner) for _ in range(20)))

        assert Counter(claim["state"] for claim in claims) == {"new": 1, "in_progress": 19}

    async def test_the_first_answer_is_replayed_byte_for_byte(self, keys: Keys, people: People) -> None:
        owner = await people("owner")
        await keys.claim(owner)

        await keys.keep(owner, ODD_BODY)
        await keys.keep(owner, "another answer")

        replay = await keys.claim(owner)
        assert (replay["state"], replay["status"], replay["body"]) == ("replay", 201, ODD_BODY)

    async def test_a_released_key_is_new_again(self, keys: Keys, people: People) -> None:
        owner = await people("owner")
        await keys.claim(owner)

        await keys.release(owner)

        assert (await keys.claim(owner, fingerprint="that"))["state"] == "new"

    async def test_a_kept_answer_cannot_be_released(self, keys: Keys, people: People) -> None:
        owner = await people("owner")
        await keys.claim(owner)
        await keys.keep(owner, "{}")

        await keys.release(owner)

        assert (await keys.claim(owner))["state"] == "replay"

    async def test_a_stranger_neither_releases_nor_answers_it(self, keys: Keys, people: People) -> None:
        owner, stranger = await people("owner"), await people("stranger")
        await keys.claim(owner)

        await keys.release(stranger)
        await keys.keep(stranger, "{}")

        assert (await keys.claim(owner))["state"] == "in_progress"

    async def test_an_answer_of_more_than_a_megabyte_is_refused(self, keys: Keys, people: People) -> None:
        owner = await people("owner")
        await keys.claim(owner)

        answer = await keys.call(
            "keep_idempotent_answer",
            owner,
            idempotency_key="key",
            status=200,
            content_type="text/plain",
            body="x" * (1024 * 1024 + 1),
        )

        assert (answer.status_code, answer.json()["code"]) == (400, "23514")

    async def test_nobody_is_refused_more_than_anonymous_callers(self, keys: Keys) -> None:
        answers = [
            await keys.call("claim_idempotency_key", None, idempotency_key="key", fingerprint="this"),
            await keys.call("release_idempotency_key", None, idempotency_key="key"),
            await keys.call(
                "keep_idempotent_answer", None, idempotency_key="key", status=200, content_type="", body=""
            ),
        ]

        assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(401, "42501")] * 3
