"""A function that is killed in the middle of an import leaves nothing half done."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from dev.stack.places import ROOT
from dev.stack.running import Running
from tests.people import People, Person

IMPORTS = "/api/v1/financial/imports"
ROWS = 3000
FILE = "Tanggal,Keterangan,Jumlah\n" + "".join(f"25/02/2026,Kopi {at},{-1000 - at}\n" for at in range(ROWS))


@pytest.fixture
async def person(people: People) -> Person:
    return await people("pengimpor")


@asynccontextmanager
async def dying_function(stack: Running) -> AsyncGenerator[str]:
    """The origin of a budget function that dies in the middle."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.journeys.dying_import", str(port)),
        cwd=ROOT,
        env=os.environ | dict(stack.env),
    )
    try:
        await _until_it_listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _until_it_listens(port: int) -> None:
    for _ in range(1200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            await writer.wait_closed()
            return
    raise AssertionError("the function never listened")


class Importer:
    """Somebody who imports, from any origin."""

    def __init__(self, http: httpx.AsyncClient, stack: Running, person: Person) -> None:
        self._http = http
        self._stack = stack
        self._headers = {"Authorization": f"Bearer {person.access_token}", "apikey": stack.publishable_key}

    async def open_account(self) -> str:
        """A bank account; its id."""
        headers = self._headers | {"Prefer": "return=representation"}
        told = {"name": "BCA", "kind": "BANK"}
        answer = await self._http.post(f"{self._stack.url}/rest/v1/accounts", json=told, headers=headers)
        return answer.raise_for_status().json()[0]["id"]

    async def send(self, origin: str, account: str, key: str) -> httpx.Response:
        """Send the file."""
        headers = self._headers | {"Content-Type": "text/csv", "Idempotency-Key": key}
        return await self._http.post(
            f"{origin}{IMPORTS}", params={"account_id": account}, content=FILE.encode(), headers=headers
        )

    async def commit(self, origin: str, import_id: str) -> httpx.Response:
        """Book it."""
        return await self._http.post(f"{origin}{IMPORTS}/{import_id}/commit", headers=self._headers)

    async def rows(self, table: str, **query: str) -> list[dict[str, Any]]:
        """Rows as a frontend reads them."""
        answer = await self._http.get(
            f"{self._stack.url}/rest/v1/{table}", params=query, headers=self._headers
        )
        return answer.raise_for_status().json()

    async def count(self, table: str) -> int:
        """How many rows there are."""
        headers = self._headers | {"Prefer": "count=exact", "Range": "0-0"}
        answer = await self._http.get(f"{self._stack.url}/rest/v1/{table}", headers=headers)
        return int(answer.headers["Content-Range"].partition("/")[2])


async def _let_the_lease_end(stack: Running, person: Person) -> None:
    connection = await psycopg.AsyncConnection.connect(stack.admin_database_url, autocommit=True)
    async with connection:
        await connection.execute(
            "update private.idempotency_keys set leased_until = now() where caller_id = %s", (person.id,)
        )


async def test_a_kill_while_staging_books_nothing_and_the_repeat_goes_on(
    stack: Running, person: Person
) -> None:
    key = str(uuid4())
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        importer = Importer(http, stack, person)
        account = await importer.open_account()
        async with dying_function(stack) as origin:
            with pytest.raises(httpx.RemoteProtocolError):
                await importer.send(origin, account, key)
        (half,) = await importer.rows("imports", select="id,state")
        progress = await importer.count("import_rows")
        await _let_the_lease_end(stack, person)
        again = await importer.send(stack.url, account, key)
        committed = await importer.commit(stack.url, half["id"])

        assert half["state"] == "STAGING"
        assert progress == 2000
        assert (again.status_code, again.json()["id"], again.json()["state"]) == (201, half["id"], "READY")
        assert again.json()["counts"]["rows"] == ROWS
        assert committed.json()["booked"]["rows"] == ROWS
        assert await importer.count("transactions") == ROWS


async def test_a_kill_after_booking_and_before_the_answer_books_once(stack: Running, person: Person) -> None:
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        importer = Importer(http, stack, person)
        account = await importer.open_account()
        staged = await importer.send(stack.url, account, str(uuid4()))
        async with dying_function(stack) as origin:
            with pytest.raises(httpx.RemoteProtocolError):
                await importer.commit(origin, staged.json()["id"])
        again = await importer.commit(stack.url, staged.json()["id"])

        assert again.json()["booked"]["rows"] == ROWS
        assert await importer.count("transactions") == ROWS
