"""Rows of auth.flow_state: sign-ins by PKCE, where the link gives a code that only its asker can exchange."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from psycopg.rows import class_row

from dev.stack.auth.answers import Refusal, invalid
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction

_CHALLENGE = re.compile(r"[a-zA-Z._~0-9-]+")
_LIVES = timedelta(minutes=5)
_NO_FLOW = "No associated flow state found. No valid flow state found for user."


@dataclass(frozen=True)
class Challenge:
    """What the asker sent: a hash of a secret that only they know. Empty where PKCE is not used."""

    value: str
    method: str

    @property
    def is_set(self) -> bool:
        """Whether PKCE is used."""
        return bool(self.value)

    def check(self) -> None:
        """Raise `validation_failed` unless both parts are given and well formed, or neither."""
        if bool(self.value) != bool(self.method):
            raise invalid("PKCE flow requires code_challenge_method and code_challenge")
        if not self.value:
            return
        if not 43 <= len(self.value) <= 128:
            raise invalid("code challenge has to be between 43 and 128 characters")
        if not _CHALLENGE.fullmatch(self.value):
            raise invalid(
                "code challenge can only contain alphanumeric characters, hyphens, periods,"
                " underscores and tildes"
            )
        if self.method.lower() not in {"s256", "plain"}:
            raise invalid(f'unsupported code_challenge method "{self.method}"')


@dataclass(frozen=True)
class FlowState:
    """One sign-in under way."""

    id: UUID
    user_id: UUID
    auth_code: str
    code_challenge_method: str
    code_challenge: str
    authentication_method: str
    created_at: datetime
    auth_code_issued_at: datetime | None

    def check(self, verifier: str) -> None:
        """Raise Refusal unless the code is fresh and the verifier is what was hashed at the start."""
        if now() > (self.auth_code_issued_at or self.created_at) + _LIVES:
            raise Refusal(403, "flow_state_expired", "invalid flow state, flow state has expired")
        given = verifier
        if self.code_challenge_method == "s256":
            digest = hashlib.sha256(verifier.encode()).digest()
            given = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not hmac.compare_digest(given.encode(), self.code_challenge.encode()):
            raise Refusal(
                400, "bad_code_verifier", "code challenge does not match previously saved code verifier"
            )


_SELECT = (
    "select id, user_id, auth_code, code_challenge_method::text, code_challenge, authentication_method,"
    " created_at, auth_code_issued_at from auth.flow_state"
)


async def begin(tx: Transaction, person_id: UUID, challenge: Challenge, *, method: str) -> None:
    """Note that a link was asked for under a challenge; `method` is what the link will be for."""
    kept = (uuid4(), person_id, str(uuid4()), challenge.method.lower(), challenge.value, method, method)
    await tx.execute(
        "insert into auth.flow_state (id, user_id, auth_code, code_challenge_method, code_challenge,"
        " provider_type, authentication_method, provider_access_token, provider_refresh_token,"
        " created_at, updated_at)"
        " values (%s, %s, %s, %s::auth.code_challenge_method, %s, %s, %s, '', '', now(), now())",
        kept,
    )


async def issue_code(tx: Transaction, person_id: UUID, *, method: str) -> str:
    """The code that a followed link hands over. Raises `flow_state_not_found`."""
    cursor = await tx.execute(
        "update auth.flow_state set auth_code_issued_at = %s, updated_at = now() where id = ("
        " select id from auth.flow_state where user_id = %s and authentication_method = %s"
        " order by created_at desc limit 1) returning auth_code",
        (now(), person_id, method),
    )
    row = await cursor.fetchone()
    if row is None:
        raise Refusal(400, "flow_state_not_found", _NO_FLOW)
    return str(row[0])


async def take(tx: Transaction, auth_code: str) -> FlowState | None:
    """The sign-in of a code, locked."""
    cursor = tx.cursor(row_factory=class_row(FlowState))
    await cursor.execute(_SELECT + " where auth_code = %s and user_id is not null for update", (auth_code,))
    return await cursor.fetchone()


async def finish(tx: Transaction, flow: FlowState) -> None:
    """A code is good once."""
    await tx.execute("delete from auth.flow_state where id = %s", (flow.id,))
