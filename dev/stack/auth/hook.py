"""The custom access token hook: a function in Postgres that may add to the claims, called inside the token's
transaction as the role we are connected with. It has two seconds.
"""

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from psycopg import sql

from dev.stack.auth.answers import JsonObject, Refusal, is_object, when_the_database_fails
from dev.stack.auth.database import Transaction

_MILLISECONDS = 2000
_REQUIRED = ("aud", "exp", "iat", "sub", "email", "phone", "role", "aal", "session_id")
_TYPES: dict[str, tuple[type, ...]] = {
    "aud": (str, list), "exp": (int,), "iat": (int,), "nbf": (int,), "jti": (str,), "iss": (str,),
    "sub": (str,), "email": (str,), "phone": (str,), "app_metadata": (dict,), "user_metadata": (dict,),
    "role": (str,), "aal": (str,), "amr": (list,), "session_id": (str,),
}  # fmt: skip


class AccessTokenHook:
    """Named by a URI such as `pg-functions://postgres/private/add_claims`."""

    def __init__(self, uri: str) -> None:
        """Raises ValueError for anything but a Postgres function."""
        parts = urlsplit(uri)
        names = parts.path.strip("/").split("/")
        if parts.scheme != "pg-functions" or len(names) != 2:
            raise ValueError(f"the hook must be pg-functions://postgres/<schema>/<function>, not {uri}")
        self._uri = uri
        self._function = sql.Identifier(*names)

    async def claims(
        self, tx: Transaction, *, person_id: UUID, claims: JsonObject, method: str
    ) -> JsonObject:
        """The claims as the hook wants them. Raises Refusal with the hook's own words when it objects."""
        event = {"user_id": str(person_id), "claims": claims, "authentication_method": method}
        with when_the_database_fails(f"Error running hook URI: {self._uri}"):
            output = await self._call(tx, json.dumps(event))
        if not is_object(output):
            output = {}
        _pass_on_the_error(output)
        return _checked(output.get("claims"))

    async def _call(self, tx: Transaction, event: str) -> object:
        await tx.execute(sql.SQL("set local statement_timeout to {}").format(sql.Literal(_MILLISECONDS)))
        cursor = await tx.execute(sql.SQL("select {}(%s)").format(self._function), (event,))
        row = await cursor.fetchone()
        await tx.execute("set local statement_timeout to default")
        return row[0] if row else None


def _pass_on_the_error(output: dict[str, Any]) -> None:
    error = output.get("error")
    if is_object(error) and error.get("message"):
        raise Refusal(int(error.get("http_code") or 500), "", str(error["message"]))


def _checked(claims: object) -> JsonObject:
    """The claims, if they are still those of an access token."""
    given = claims if is_object(claims) else {}
    wrong = [f"- (root): {name} is required\n" for name in _REQUIRED if name not in given]
    wrong += [
        f"- {name}: Invalid type.\n"
        for name, types in _TYPES.items()
        if name in given and not isinstance(given[name], types)
    ]
    if wrong:
        raise Refusal(500, "", "output claims do not conform to the expected schema: \n" + "".join(wrong))
    return given
