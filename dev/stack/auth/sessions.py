"""Rows of auth.sessions, auth.refresh_tokens and auth.mfa_amr_claims: who is signed in, where and how."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from psycopg.rows import class_row

from dev.stack.auth.answers import JsonObject
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction


@dataclass(frozen=True)
class Device:
    """What a request tells of the machine it came from."""

    user_agent: str | None
    address: str | None


@dataclass(frozen=True)
class Session:
    """One sign-in, which lives until it is ended."""

    id: UUID
    user_id: UUID
    created_at: datetime
    aal: str
    not_after: datetime | None


@dataclass(frozen=True)
class RefreshToken:
    """One link in a session's chain of refresh tokens; `parent` is the token it replaced."""

    id: int
    token: str
    user_id: UUID
    session_id: UUID | None
    parent: str | None
    revoked: bool
    updated_at: datetime


_SESSION = "select id, user_id, created_at, coalesce(aal::text, 'aal1') as aal, not_after from auth.sessions"
_REFRESH = (
    "select id, token, user_id::uuid, session_id, parent, coalesce(revoked, false) as revoked, updated_at"
    " from auth.refresh_tokens"
)


async def begin(tx: Transaction, person_id: UUID, *, method: str, device: Device) -> Session:
    """Begin a session that was opened by this method (`password`, `otp`)."""
    session = Session(id=uuid4(), user_id=person_id, created_at=now(), aal="aal1", not_after=None)
    moment = session.created_at
    await tx.execute(
        "insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)"
        " values (%s, %s, %s, %s, 'aal1', %s, %s)",
        (session.id, person_id, moment, moment, device.user_agent, device.address),
    )
    await tx.execute(
        "insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)"
        " values (%s, %s, %s, %s, %s)",
        (uuid4(), session.id, moment, moment, method),
    )
    return session


async def find(tx: Transaction, session_id: UUID) -> Session | None:
    """The session, if it has not ended."""
    cursor = tx.cursor(row_factory=class_row(Session))
    await cursor.execute(_SESSION + " where id = %s", (session_id,))
    return await cursor.fetchone()


async def find_locked(tx: Transaction, session_id: UUID) -> Session | None:
    """The same, with the row locked until the transaction ends."""
    cursor = tx.cursor(row_factory=class_row(Session))
    await cursor.execute(_SESSION + " where id = %s for update", (session_id,))
    return await cursor.fetchone()


async def methods(tx: Transaction, session_id: UUID) -> list[JsonObject]:
    """How the session was opened, as the claim `amr` says it, latest first."""
    cursor = await tx.execute(
        "select authentication_method, extract(epoch from updated_at)::bigint from auth.mfa_amr_claims"
        " where session_id = %s order by updated_at desc",
        (session_id,),
    )
    return [{"method": method, "timestamp": moment} for method, moment in await cursor.fetchall()]


async def mark_refreshed(tx: Transaction, session: Session, device: Device) -> None:
    """Note when and from where the session was used last."""
    await tx.execute(
        "update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now(),"
        " user_agent = %s, ip = %s where id = %s",
        (device.user_agent, device.address, session.id),
    )


async def add_refresh_token(tx: Transaction, session: Session, *, parent: str = "") -> str:
    """Store a new refresh token of the session."""
    token = base64.b32encode(secrets.token_bytes(8)).decode().lower()[:12]
    await tx.execute(
        "insert into auth.refresh_tokens (instance_id, token, user_id, parent, session_id, revoked,"
        " created_at, updated_at) values (%s, %s, %s, %s, %s, false, %s, %s)",
        (UUID(int=0), token, str(session.user_id), parent or None, session.id, now(), now()),
    )
    return token


async def find_refresh_token(tx: Transaction, token: str) -> RefreshToken | None:
    """The row of a refresh token, used or not."""
    cursor = tx.cursor(row_factory=class_row(RefreshToken))
    await cursor.execute(_REFRESH + " where token = %s", (token,))
    return await cursor.fetchone()


async def current_refresh_token(tx: Transaction, session: Session) -> RefreshToken | None:
    """The one token of the session that has not been used yet."""
    cursor = tx.cursor(row_factory=class_row(RefreshToken))
    await cursor.execute(
        _REFRESH + " where session_id = %s and revoked = false order by id desc limit 1",
        (session.id,),
    )
    return await cursor.fetchone()


async def use(tx: Transaction, token: RefreshToken) -> None:
    """Mark a refresh token as used."""
    await tx.execute(
        "update auth.refresh_tokens set revoked = true, updated_at = %s where id = %s", (now(), token.id)
    )


async def revoke_family(tx: Transaction, session: Session) -> None:
    """Mark every token of the session as used, at this moment."""
    await tx.execute(
        "update auth.refresh_tokens set revoked = true, updated_at = %s"
        " where session_id = %s and revoked = false",
        (now(), session.id),
    )


async def end(tx: Transaction, session: Session) -> None:
    """End one session; its refresh tokens go with it."""
    await tx.execute("delete from auth.sessions where id = %s", (session.id,))


async def end_others(tx: Transaction, session: Session) -> None:
    """End every session of the person but this one."""
    await tx.execute(
        "delete from auth.sessions where user_id = %s and id <> %s", (session.user_id, session.id)
    )


async def end_all(tx: Transaction, person_id: UUID) -> None:
    """End every session of the person."""
    await tx.execute("delete from auth.sessions where user_id = %s", (person_id,))
