"""Getting 50,000 rows of a bank in and out again, beside COPY of the same rows into an equal table.

Every round does all of it once, on a stack of its own: a file is read, staged, booked, known again, written
out and taken back, by the services and through PostgREST as for a request, and with the machine to itself.
No two descriptions are alike, which is the worst a statement can be. "Equal" has the columns, checks and
indexes of transactions. Takes minutes.
"""

import asyncio
import csv
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from io import BytesIO, StringIO
from statistics import median
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
import psycopg
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]
from psycopg.sql import SQL

from dev.bench.month_summary import throwaway
from dev.stack.running import Running
from shared.domain.budget.imports.examination import examine
from shared.domain.budget.imports.reading import open_file
from shared.domain.caller import Caller, UserRole
from shared.services.exports import ExportService
from shared.services.imports import ImportService, UploadedFile
from shared.stores.database import Database
from shared.stores.exports import ExportPages
from shared.stores.http import LONG_PATIENCE, close_shared_client, patient_client, shared_client
from shared.stores.imports import ImportRows
from shared.stores.transactions import TransactionRows

ROUNDS, ROWS = 3, 50_000
LIMIT = "COPY into an equal table"
HEADING = ["Tanggal", "Keterangan", "Jumlah", "Saldo"]
SHOPS = ["KOPI KENANGAN", "INDOMARET", "SHOPEE", "PLN PRABAYAR", "WARUNG BU SITI", "GRAB"]

MAKE_EQUAL = "create table public.bench_equal (like public.transactions including all)"
BIND_EQUAL = """
do $$ declare told text; begin
  for told in select pg_get_constraintdef(oid) from pg_constraint
    where conrelid = 'public.transactions'::regclass and contype = 'f' and confrelid <> conrelid
  loop execute 'alter table public.bench_equal add ' || told; end loop;
end $$
"""
COPY_OUT = "copy (select * from public.transactions where import_id = {}) to stdout"

Taken = dict[str, list[float]]
Result = TypeVar("Result")


def run() -> str:
    """The table: median seconds, and each as a multiple of the limit in the same rounds."""
    taken: Taken = {}
    with throwaway() as stack:
        asyncio.run(_rounds(stack, taken))
    limit = median(taken[LIMIT])
    return "\n".join(
        f"{name:36}{median(each):8.2f} s{median(each) / limit:7.2f} x" for name, each in taken.items()
    )


async def _rounds(stack: Running, taken: Taken) -> None:
    texts = _cells()
    csv_file, xlsx_file = _csv(texts), _xlsx(texts)
    caller = await _somebody(stack)
    database = Database(url=stack.url, publishable_key=stack.publishable_key, http=shared_client)
    patient = Database(
        url=stack.url, publishable_key=stack.publishable_key, http=patient_client, patience=LONG_PATIENCE
    )
    imports = ImportService(
        store=ImportRows(database=database, patient=patient, caller=caller),
        bookkeeping=TransactionRows(database=database, caller=caller),
    )
    exports = ExportService(store=ExportPages(database=database, caller=caller))
    watch = _Watch(taken)
    for number in range(ROUNDS):
        account = await _account(stack, caller, f"BCA {number} {uuid4()}")
        watch.sync("look at it, CSV", lambda: examine(open_file(csv_file)))
        watch.sync("look at it, XLSX", lambda: examine(open_file(xlsx_file)))
        first = uuid4()
        file = UploadedFile(csv_file, "mutasi.csv", account, None)
        await watch.wait("read and stage it", lambda first=first, file=file: imports.receive(first, file))
        await watch.wait("commit it", lambda first=first: imports.commit(first))
        _copies(stack, first, watch)
        await watch.wait("read and stage it again", lambda file=file: imports.receive(uuid4(), file))
        await watch.wait("write all of it out", exports.write)
        await watch.wait("take it back", lambda first=first: imports.revert(first))
    await close_shared_client()


class _Watch:
    """Notes how many seconds things take."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken

    def sync(self, name: str, work: Callable[[], Result]) -> Result:
        begun = time.perf_counter()
        result = work()
        self._taken.setdefault(name, []).append(time.perf_counter() - begun)
        return result

    async def wait(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        begun = time.perf_counter()
        await work()
        self._taken.setdefault(name, []).append(time.perf_counter() - begun)


def _cells() -> list[list[str]]:
    balance, cells = 10**9, [HEADING]
    for number in range(ROWS):
        amount = -(1000 + number * 7919 % 200_000)
        balance += amount
        day = date(2024, 1, 1) + timedelta(days=number // 70)
        text = f"TRSF E-BANKING DB {number:08} {SHOPS[number % len(SHOPS)]}"
        cells.append([day.strftime("%d/%m/%Y"), text, f"{amount:,}.00", f"{balance:,}.00"])
    return cells


def _csv(cells: Sequence[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(cells)
    return text.getvalue().encode()


def _xlsx(cells: Sequence[Sequence[str]]) -> bytes:
    file = BytesIO()
    book: Any = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, line in enumerate(cells):
        sheet.write_row(number, 0, line)
    book.close()
    return file.getvalue()


def _copies(stack: Running, import_id: UUID, watch: _Watch) -> None:
    """COPY what was booked into an equal table, then into one that refers to the same tables too."""
    with psycopg.connect(stack.admin_database_url, autocommit=True) as maker, maker.cursor() as cursor:
        with cursor.copy(SQL(COPY_OUT).format(str(import_id))) as out:
            booked = b"".join(out)
        for name, bind in ((LIMIT, False), ("COPY into it with foreign keys", True)):
            maker.execute(MAKE_EQUAL)
            if bind:
                maker.execute(BIND_EQUAL)
            watch.sync(name, lambda: _copy_in(cursor, booked))
            maker.execute("drop table public.bench_equal")


def _copy_in(cursor: psycopg.Cursor[Any], rows: bytes) -> None:
    with cursor.copy("copy public.bench_equal from stdin") as copy:
        copy.write(rows)


async def _somebody(stack: Running) -> Caller:
    login = {"email": "bench@example.com", "password": "a bench in the park"}
    async with httpx.AsyncClient(base_url=stack.url, timeout=20, trust_env=False) as http:
        wish = {**login, "email_confirm": True}
        made = await http.post("/auth/v1/admin/users", json=wish, headers={"apikey": stack.secret_key})
        made.raise_for_status()
        key = {"apikey": stack.publishable_key}
        session = await http.post("/auth/v1/token?grant_type=password", json=login, headers=key)
        told = session.raise_for_status().json()
    return Caller(
        id=told["user"]["id"],
        email=login["email"],
        role=UserRole.USER,
        session_id=None,
        token=told["access_token"],
    )


async def _account(stack: Running, caller: Caller, name: str) -> UUID:
    headers = {
        "apikey": stack.publishable_key,
        "authorization": f"Bearer {caller.token}",
        "prefer": "return=representation",
    }
    async with httpx.AsyncClient(base_url=stack.url, timeout=20, trust_env=False) as http:
        wish = {"name": name, "kind": "BANK"}
        made = await http.post("/rest/v1/accounts", json=wish, headers=headers)
    return UUID(made.raise_for_status().json()[0]["id"])


if __name__ == "__main__":
    print(run())
