"""What PostgREST answers, as rows and as our errors."""

import asyncio
import json
from collections.abc import Callable

import httpx
import pytest
from pydantic import JsonValue

from shared import telemetry
from shared.domain.caller import AccountGone
from shared.errors import FintarError, Forbidden, NotFound, TooMany, Unauthenticated
from shared.stores.database import (
    Database,
    DatabaseAnswered,
    DatabaseUnavailable,
    DuplicateRow,
    RefusedByDatabase,
    Row,
)
from shared.web.problems import status_of
from tests.fakes.web import a_caller

Respond = Callable[[httpx.Request], httpx.Response]


def database(respond: Respond) -> Database:
    transport = httpx.MockTransport(respond)
    return Database(
        url="http://127.0.0.1:1",
        publishable_key="sb_publishable_x",
        http=lambda: httpx.AsyncClient(transport=transport),
    )


def answering(status: int, body: JsonValue = None, **headers: str) -> Respond:
    return lambda request: httpx.Response(status, json=body, headers=headers)


async def select(respond: Respond) -> list[Row]:
    over = database(respond)
    return await over.run(over.as_caller(a_caller()).from_("toys").select("*"))


class TestAsCaller:
    async def test_sends_the_callers_own_token_and_the_public_key(self) -> None:
        seen: list[httpx.Headers] = []

        def respond(request: httpx.Request) -> httpx.Response:
            seen.append(request.headers)
            return httpx.Response(200, json=[])

        over, owner, stranger = database(respond), a_caller(), a_caller()
        trace = telemetry.begin_trace("abc")
        of_owner, of_stranger = over.as_caller(owner), over.as_caller(stranger)

        await over.run(of_owner.from_("toys").select("*"))
        await over.run(of_stranger.from_("toys").select("*"))
        await over.run(of_owner.from_("toys").select("*"))

        assert [headers["Authorization"] for headers in seen] == [
            f"Bearer {caller.token}" for caller in (owner, stranger, owner)
        ]
        assert {headers["apikey"] for headers in seen} == {"sb_publishable_x"}
        assert seen[0]["X-Request-Id"] == "abc"
        assert trace.spent["db"] > 0


class TestRun:
    @pytest.mark.parametrize(
        ("body", "rows"),
        [([{"id": 1}], [{"id": 1}]), ({"id": 1}, [{"id": 1}]), ([], []), (None, []), (7, [])],
    )
    async def test_gives_rows_whatever_the_shape(self, body: JsonValue, rows: list[Row]) -> None:
        assert await select(answering(200, body)) == rows

    @pytest.mark.parametrize(
        "body",
        [
            b"<html>gateway</html>",
            b'[{"id": 1' + b"0" * 5000 + b"}]",
            b'[{"id": ' + b"[" * 50_000 + b"]" * 50_000 + b"}]",
        ],
    )
    async def test_what_cannot_be_read_is_not_taken_for_nothing(self, body: bytes) -> None:
        with pytest.raises(DatabaseUnavailable):
            await select(lambda request: httpx.Response(200, content=body))

    async def test_a_row_of_an_account_that_went_meanwhile_is_a_401(self) -> None:
        message = 'insert or update on table "toys" violates foreign key constraint "toys_user_id_fkey"'
        body: JsonValue = {"code": "23503", "message": message, "details": None, "hint": None}

        with pytest.raises(AccountGone):
            await select(answering(409, body))

    async def test_nothing_is_no_rows(self) -> None:
        assert await select(lambda request: httpx.Response(204)) == []

    @pytest.mark.parametrize(
        ("status", "code", "error"),
        [
            (401, "PGRST301", Unauthenticated),
            (401, "PGRST303", Unauthenticated),
            (401, "PT401", AccountGone),
            (403, "42501", Forbidden),
            (406, "PGRST116", NotFound),
            (409, "23505", DuplicateRow),
            (400, "23514", RefusedByDatabase),
            (400, "22P02", RefusedByDatabase),
            (400, "PGRST102", RefusedByDatabase),
            (429, "PT429", TooMany),
            (503, "PGRST000", DatabaseUnavailable),
            (503, "PGRST002", DatabaseUnavailable),
            (504, "PGRST003", DatabaseUnavailable),
            (500, "57014", DatabaseUnavailable),
            (503, "53300", DatabaseUnavailable),
            (500, "55P03", DatabaseUnavailable),
            (500, "40P01", DatabaseUnavailable),
            (500, "40001", DatabaseUnavailable),
            (400, "P0001", DatabaseAnswered),
            (404, "PGRST202", DatabaseAnswered),
        ],
    )
    async def test_tells_refusals_apart(self, status: int, code: str, error: type[FintarError]) -> None:
        body: JsonValue = {"code": code, "message": "no", "details": None, "hint": None}

        with pytest.raises(error) as raised:
            await select(answering(status, body))

        assert type(raised.value) is error

    async def test_names_the_constraint(self) -> None:
        message = 'duplicate key value violates unique constraint "users_username_key"'

        with pytest.raises(DuplicateRow) as raised:
            await select(answering(409, {"code": "23505", "message": message}))

        assert raised.value.constraint == "users_username_key"

    @pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
    async def test_a_failing_gateway_is_the_database_down(self, status: int) -> None:
        with pytest.raises(DatabaseUnavailable):
            await select(lambda request: httpx.Response(status, text="<html>"))

    @pytest.mark.parametrize(
        "failure",
        [
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.ReadTimeout,
            httpx.RemoteProtocolError,
            httpx.PoolTimeout,
        ],
    )
    async def test_a_broken_connection_is_the_database_down_at_once(
        self, failure: type[httpx.TransportError]
    ) -> None:
        visits = 0

        def respond(request: httpx.Request) -> httpx.Response:
            nonlocal visits
            visits += 1
            raise failure("gone", request=request)

        with pytest.raises(DatabaseUnavailable):
            await select(respond)

        assert visits == 1

    async def test_waits_no_longer_than_its_patience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("shared.stores.database.PATIENCE", 0.01)

        async def never(request: httpx.Request) -> httpx.Response:
            await asyncio.Event().wait()
            raise AssertionError

        over = Database(
            url="http://127.0.0.1:1",
            publishable_key="k",
            http=lambda: httpx.AsyncClient(transport=httpx.MockTransport(never)),
        )

        with pytest.raises(DatabaseUnavailable):
            await over.run(over.as_caller(a_caller()).from_("toys").select("*"))

    async def test_a_token_that_outlives_its_account_is_a_401(self) -> None:
        assert status_of(AccountGone) == 401

    @pytest.mark.parametrize("text", ["a,b", "a)b", 'a"b', "a*b", "a.b", "or=(id.neq.0)", "a\\b", "null"])
    async def test_a_value_stays_a_value(self, text: str) -> None:
        asked: list[str] = []

        def respond(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.params["name"])
            assert set(request.url.params) == {"select", "name"}
            return httpx.Response(200, json=[])

        over = database(respond)

        await over.run(over.as_caller(a_caller()).from_("toys").select("*").eq("name", text))

        assert json.loads(json.dumps(asked[0])).startswith("eq.")


class TestPing:
    async def test_is_quiet_when_postgrest_answers(self) -> None:
        await database(answering(200)).ping()

    async def test_raises_when_it_does_not(self) -> None:
        with pytest.raises(DatabaseUnavailable):
            await database(answering(503)).ping()
