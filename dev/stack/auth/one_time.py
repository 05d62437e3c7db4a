"""Rows of auth.one_time_tokens: what a mailed link or code is compared with. Only hashes are stored."""

import hashlib
import secrets
from enum import StrEnum
from uuid import UUID, uuid4

from dev.stack.auth.database import Transaction

PKCE_PREFIX = "pkce_"


class TokenKind(StrEnum):
    """What a token is for; also the column of auth.users that holds it."""

    CONFIRMATION = "confirmation_token"
    RECOVERY = "recovery_token"
    EMAIL_CHANGE_NEW = "email_change_token_new"
    EMAIL_CHANGE_CURRENT = "email_change_token_current"


def new_code(length: int) -> str:
    """A code of so many digits."""
    return "".join(secrets.choice("0123456789") for _ in range(length))


def hash_of(address: str, code: str) -> str:
    """The hash that stands in links and tables: SHA-224 of address and code, in hex."""
    return hashlib.sha224((address + code).encode()).hexdigest()


async def keep(tx: Transaction, person_id: UUID, kind: TokenKind, token_hash: str, relates_to: str) -> None:
    """Store a token; an earlier one of the kind is void from now on."""
    await clear(tx, person_id, kind)
    await tx.execute(
        "insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)"
        " values (%s, %s, %s, %s, %s)",
        (uuid4(), person_id, kind, token_hash, relates_to.lower()),
    )


async def clear(tx: Transaction, person_id: UUID, *kinds: TokenKind) -> None:
    """Void a person's tokens of these kinds."""
    await tx.execute(
        "delete from auth.one_time_tokens"
        " where user_id = %s and token_type = any(%s::auth.one_time_token_type[])",
        (person_id, [str(kind) for kind in kinds]),
    )


async def owner_of(tx: Transaction, token_hash: str, *kinds: TokenKind) -> tuple[UUID, TokenKind] | None:
    """Whose token this is and of which of these kinds, or nothing."""
    cursor = await tx.execute(
        "select user_id, token_type::text from auth.one_time_tokens"
        " where token_hash = %s and token_type = any(%s::auth.one_time_token_type[]) limit 1",
        (token_hash, [str(kind) for kind in kinds]),
    )
    row = await cursor.fetchone()
    return (row[0], TokenKind(row[1])) if row else None
