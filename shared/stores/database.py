"""Postgres through PostgREST, always as the person who asks."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

import httpx
from pydantic import JsonValue

from shared import telemetry
from shared.domain.caller import AccountGone, Caller
from shared.domain.requests import DatabaseUnavailable
from shared.errors import (
    Conflict,
    FintarError,
    Forbidden,
    InvalidInput,
    NotFound,
    TooMany,
    Unauthenticated,
)
from shared.words import Words

if TYPE_CHECKING:
    from postgrest import AsyncPostgrestClient
    from postgrest.exceptions import APIError

Row = dict[str, JsonValue]

PATIENCE = 8.0
"""Seconds for one request to the database, from the first byte sent to the last read."""


DAILY_LIMIT_PATIENCE = 3600
"""Seconds to wait where the database says that a day's share is used up."""

_REFUSALS: Mapping[str, type[FintarError]] = {
    "PGRST301": Unauthenticated,
    "PGRST302": Unauthenticated,
    "PGRST303": Unauthenticated,
    "401": Unauthenticated,
    "42501": Forbidden,
    "403": Forbidden,
    "PGRST116": NotFound,
    "PT401": AccountGone,
    "PT404": NotFound,
}

_PLACE = re.compile(r"entry ([0-9]{1,9}): ")
"""How a function that takes a list says which of its entries it refuses, counted from 0."""


class DuplicateRow(Conflict):
    """A unique constraint forbids the row; `constraint` is its name where the database told it.

    `place` is the index of the refused entry where a list was sent.
    """

    code = "duplicate_row"
    says = Words(id="Data ini sudah ada.", en="This already exists.")

    def __init__(self, constraint: str | None, *, place: int | None = None) -> None:
        super().__init__()
        self.constraint = constraint
        self.place = place


class RefusedByDatabase(InvalidInput):
    """A check or a type of the database refuses a value; `constraint` is its name where there is one.

    `place` is the index of the refused entry where a list was sent.
    """

    code = "refused_by_database"

    def __init__(self, constraint: str | None, *, place: int | None = None) -> None:
        super().__init__()
        self.constraint = constraint
        self.place = place


_BUSY = frozenset({"40001", "40P01", "55P03"})
"""Another transaction was in the way: a conflict of order, a deadlock, a lock waited for too long."""


class DatabaseAnswered(FintarError):
    """The database refused in a way that no caller should see; the store that asked must translate it.

    `sqlstate` is the code of Postgres or PostgREST.
    """

    code = "internal_error"
    says: ClassVar[Words] = Words(id="Ada kesalahan di pihak kami.", en="Something went wrong on our side.")

    def __init__(self, sqlstate: str | None, message: str | None) -> None:
        super().__init__()
        self.sqlstate = sqlstate
        self.message = message

    def __str__(self) -> str:
        return f"{self.sqlstate}: {self.message}"


class Answer(Protocol):
    """What a builder of the client library answers with."""

    @property
    def data(self) -> object:
        """Rows, one row, a scalar or nothing."""
        ...


class Statement(Protocol):
    """A finished request of the client library."""

    def execute(self) -> Awaitable[Answer | None]:
        """Send it."""
        ...


class Database:
    """The project's PostgREST. `url` is the project's origin, `http` gives the shared client.

    `patience` is for one request, in seconds; the client's own time limit must be as long.
    """

    def __init__(
        self,
        *,
        url: str,
        publishable_key: str,
        http: Callable[[], httpx.AsyncClient],
        patience: float = PATIENCE,
    ) -> None:
        self._url = f"{url}/rest/v1"
        self._publishable_key = publishable_key
        self._http = http
        self._patience = patience

    def as_caller(self, caller: Caller) -> "AsyncPostgrestClient":
        """A client that acts as the caller and only as them; made anew for each request."""
        from postgrest import AsyncPostgrestClient  # noqa: PLC0415 - 230 ms that a start need not pay

        headers = {"apikey": self._publishable_key, "Authorization": f"Bearer {caller.token}"}
        trace = telemetry.current_trace()
        if trace is not None:
            headers["X-Request-Id"] = trace.request_id
        return AsyncPostgrestClient(self._url, headers=headers, http_client=self._http(), retry_enabled=False)

    async def run(self, statement: Statement) -> list[Row]:
        """Execute a request built with `as_caller` and give its rows; one object counts as one row.

        Raises DatabaseUnavailable, Unauthenticated, AccountGone, Forbidden, NotFound, DuplicateRow,
        RefusedByDatabase, TooMany, and DatabaseAnswered for the rest, which becomes a 500 unless the
        store that asked translates it.
        """
        from postgrest.exceptions import APIError  # noqa: PLC0415 - as above

        with telemetry.spent("db"):
            try:
                async with asyncio.timeout(self._patience):
                    answer = await statement.execute()
            except (httpx.HTTPError, TimeoutError):
                raise DatabaseUnavailable from None
            except APIError as error:
                # Without its cause: the details of a refusal quote what people wrote, and end up in logs.
                raise _translated(error) from None
            except (ValueError, RecursionError):
                # What came back is no JSON that can be read.
                raise DatabaseUnavailable from None
        return _rows(cast("JsonValue", answer.data) if answer is not None else None)

    async def ping(self) -> None:
        """Ask PostgREST whether it is there. Raises DatabaseUnavailable."""
        try:
            response = await self._http().head(
                f"{self._url}/", headers={"apikey": self._publishable_key}, timeout=2.0
            )
        except httpx.HTTPError:
            raise DatabaseUnavailable from None
        if response.status_code >= 500:
            raise DatabaseUnavailable


def _rows(data: JsonValue) -> list[Row]:
    if isinstance(data, str):
        # The client hands over as text what it could not read: no answer, and not an empty one.
        raise DatabaseUnavailable
    if isinstance(data, dict):
        return [data]
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


def _translated(error: "APIError") -> FintarError:
    code = error.code or ""
    if _means_down(code):
        return DatabaseUnavailable()
    if code in _REFUSALS:
        return _REFUSALS[code]()
    if code == "PT429":
        return TooMany(retry_after=DAILY_LIMIT_PATIENCE)
    return _about_rows(code, error)


def _about_rows(code: str, error: "APIError") -> FintarError:
    if code == "23503" and (_constraint(error) or "").endswith("_user_id_fkey"):
        # The account went while its row was written.
        return AccountGone()
    if code == "23505":
        return DuplicateRow(_constraint(error), place=_place(error))
    if code.startswith(("22", "23")) or code == "PGRST102":
        return RefusedByDatabase(_constraint(error), place=_place(error))
    return DatabaseAnswered(error.code, error.message)


def _means_down(code: str) -> bool:
    """No code at all, a gateway's 5xx, PostgREST without a pool, or Postgres out of connections or time."""
    pool_is_gone = code in {"", "PGRST000", "PGRST001", "PGRST002", "PGRST003"}
    gateway_failed = len(code) == 3 and code.startswith("5")
    return pool_is_gone or gateway_failed or code in _BUSY or code.startswith(("08", "53", "57"))


def _constraint(error: "APIError") -> str | None:
    """The name in: duplicate key value violates unique constraint "users_username_key"."""
    pieces = (error.message or "").split('constraint "')
    return pieces[1].split('"')[0] if len(pieces) > 1 else None


def _place(error: "APIError") -> int | None:
    """The number in: entry 3: new row violates check constraint "transactions_amount_check"."""
    told = _PLACE.match(error.message or "")
    return int(told[1]) if told else None
