"""Who is asking: the one identity that stores, services and tools act as."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from shared.domain.values import Value
from shared.errors import Unauthenticated
from shared.words import Words


class UserRole(StrEnum):
    """What an account may do. Granted by the database, never by its owner."""

    USER = "USER"
    CONSULTANT = "CONSULTANT"
    ADMIN = "ADMIN"


class Caller(Value):
    """The verified person behind a request. Everything done for them is done with their own token."""

    id: UUID
    email: str | None
    role: UserRole
    session_id: UUID | None
    token: str = Field(repr=False)


class AccountGone(Unauthenticated):
    """The token is genuine, but the account it names is no more."""

    code = "account_gone"
    says = Words(id="Akun ini sudah tidak ada.", en="This account no longer exists.")
