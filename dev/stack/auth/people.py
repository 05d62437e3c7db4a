"""Rows of auth.users. A Person is what was read or written last; changes give a new one."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID, uuid4

from psycopg import sql
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from dev.stack.auth import identities
from dev.stack.auth.answers import JsonObject
from dev.stack.auth.clock import now, written
from dev.stack.auth.database import Transaction
from dev.stack.auth.identities import Identity

NO_INSTANCE = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class Person:
    """One account. Empty strings stand for tokens that are not out, as in the table."""

    id: UUID
    aud: str
    role: str
    email: str | None
    encrypted_password: str | None
    email_confirmed_at: datetime | None = None
    invited_at: datetime | None = None
    confirmation_token: str = ""
    confirmation_sent_at: datetime | None = None
    recovery_token: str = ""
    recovery_sent_at: datetime | None = None
    email_change_token_new: str = ""
    email_change_token_current: str = ""
    email_change: str = ""
    email_change_sent_at: datetime | None = None
    email_change_confirm_status: int = 0
    last_sign_in_at: datetime | None = None
    raw_app_meta_data: JsonObject
    raw_user_meta_data: JsonObject
    created_at: datetime
    updated_at: datetime
    phone: str | None = None
    phone_confirmed_at: datetime | None = None
    confirmed_at: datetime | None = None
    reauthentication_sent_at: datetime | None = None
    banned_until: datetime | None = None
    deleted_at: datetime | None = None
    is_anonymous: bool = False
    identities: tuple[Identity, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether the e-mail address is known to be theirs."""
        return self.email_confirmed_at is not None

    @property
    def is_banned(self) -> bool:
        """Whether they are shut out at this moment."""
        return self.banned_until is not None and self.banned_until > now()

    @property
    def address(self) -> str:
        """The e-mail address, or nothing."""
        return self.email or ""

    def shown(self) -> JsonObject:
        """The person as the wire shows them: never a password or token, no empty instants."""
        shown: JsonObject = {
            "id": str(self.id),
            "aud": self.aud,
            "role": self.role,
            "email": self.address,
            "phone": self.phone or "",
            "app_metadata": self.raw_app_meta_data,
            "user_metadata": self.raw_user_meta_data,
            "identities": [identity.shown() for identity in self.identities],
            "created_at": written(self.created_at),
            "updated_at": written(self.updated_at),
            "is_anonymous": self.is_anonymous,
        }
        for name in _SHOWN_INSTANTS:
            instant = getattr(self, name)
            if instant is not None:
                shown[name] = written(instant)
        return shown | {"new_email": self.email_change} if self.email_change else shown


_SHOWN_INSTANTS = (
    "email_confirmed_at", "invited_at", "phone_confirmed_at", "confirmation_sent_at", "confirmed_at",
    "recovery_sent_at", "email_change_sent_at", "reauthentication_sent_at", "last_sign_in_at", "banned_until",
    "deleted_at",
)  # fmt: skip
_NULL_MEANS: dict[str, LiteralString] = {
    "aud": "''", "role": "''", "confirmation_token": "''", "recovery_token": "''", "email_change": "''",
    "email_change_token_new": "''", "email_change_token_current": "''", "email_change_confirm_status": "0",
    "raw_app_meta_data": "'{}'", "raw_user_meta_data": "'{}'", "created_at": "now()", "updated_at": "now()",
}  # fmt: skip


def _column(name: str) -> sql.Composable:
    if name not in _NULL_MEANS:
        return sql.Identifier(name)
    return sql.SQL("coalesce({0}, {1}) as {0}").format(sql.Identifier(name), sql.SQL(_NULL_MEANS[name]))


_COLUMNS = sql.SQL(", ").join(_column(field.name) for field in fields(Person) if field.name != "identities")


async def _find(tx: Transaction, where: sql.Composable, *values: object) -> list[Person]:
    cursor = tx.cursor(row_factory=class_row(Person))
    await cursor.execute(sql.SQL("select {} from auth.users where {}").format(_COLUMNS, where), values)
    found = await cursor.fetchall()
    theirs = await identities.of_people(tx, [person.id for person in found])
    return [replace(person, identities=theirs.get(person.id, ())) for person in found]


async def by_id(tx: Transaction, person_id: UUID) -> Person | None:
    """The person with this id, also when softly deleted."""
    found = await _find(tx, sql.SQL("id = %s"), person_id)
    return found[0] if found else None


async def by_id_locked(tx: Transaction, person_id: UUID) -> Person | None:
    """The same, with the row locked until the transaction ends."""
    found = await _find(tx, sql.SQL("id = %s for update"), person_id)
    return found[0] if found else None


async def by_email(tx: Transaction, email: str, audience: str) -> Person | None:
    """The person with this address, whatever its case."""
    same_address = sql.SQL("lower(email) = %s and aud = %s and is_sso_user = false limit 1")
    found = await _find(tx, same_address, email.lower(), audience)
    return found[0] if found else None


async def page(tx: Transaction, audience: str, *, number: int, size: int, search: str) -> list[Person]:
    """One page of people, newest first; `search` is looked for in address and full name."""
    like = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    where = sql.SQL(
        "aud = %s and (email like %s or raw_user_meta_data ->> 'full_name' ilike %s)"
        " order by created_at desc, id limit %s offset %s"
    )
    if not search:
        where = sql.SQL("aud = %s and %s = %s order by created_at desc, id limit %s offset %s")
    return await _find(tx, where, audience, like, like, size, (number - 1) * size)


async def how_many(tx: Transaction, audience: str) -> int:
    """How many people there are."""
    cursor = await tx.execute("select count(*) from auth.users where aud = %s", (audience,))
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


def new(*, email: str, encrypted_password: str, audience: str, data: JsonObject) -> Person:
    """A person who is not stored yet, with nothing confirmed."""
    moment = now()
    return Person(
        id=uuid4(),
        aud=audience,
        role="",
        email=email.lower(),
        encrypted_password=encrypted_password,
        raw_app_meta_data={"provider": "email", "providers": ["email"]},
        raw_user_meta_data=data,
        created_at=moment,
        updated_at=moment,
    )


def with_id(person: Person, person_id: UUID) -> Person:
    """The person under an id of the caller's choice."""
    return replace(person, id=person_id)


async def insert(tx: Transaction, person: Person) -> None:
    """Store a new person."""
    columns = _stored(person)
    await tx.execute(
        sql.SQL("insert into auth.users ({}) values ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(map(sql.Placeholder, columns)),
        ),
        columns,
    )


def _stored(person: Person) -> dict[str, object]:
    names = [field.name for field in fields(Person) if field.name not in {"identities", "confirmed_at"}]
    values = {name: _as_column(getattr(person, name)) for name in names}
    return values | {"instance_id": NO_INSTANCE, "is_super_admin": None}


def _as_column(value: object) -> object:
    return Jsonb(value) if isinstance(value, dict) else value


async def change(tx: Transaction, person: Person, **columns: object) -> Person:
    """Write these columns and `updated_at`; gives the person so changed. `confirmed_at` needs a new read."""
    changes: dict[str, Any] = columns | {"updated_at": now()}
    pairs = [sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in changes]
    query = sql.SQL("update auth.users set {} where id = {}").format(
        sql.SQL(", ").join(pairs), sql.Placeholder("person_id")
    )
    values = {name: _as_column(value) for name, value in changes.items()}
    await tx.execute(query, values | {"person_id": person.id})
    return replace(person, **changes)


def merged(data: JsonObject, changes: JsonObject) -> JsonObject:
    """Metadata with changes laid over it; a null takes a key away."""
    return {key: value for key, value in (data | changes).items() if value is not None}


async def delete(tx: Transaction, person: Person) -> None:
    """Remove a person and, through foreign keys, everything that hangs on them."""
    await tx.execute("delete from auth.users where id = %s", (person.id,))
