"""Rows of auth.identities: how a person can sign in. Here always by e-mail and password."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from dev.stack.auth.answers import JsonObject
from dev.stack.auth.clock import now, written
from dev.stack.auth.database import Transaction


@dataclass(frozen=True, kw_only=True)
class Identity:
    """One way in; `provider_id` is the provider's name for the person, for e-mail the person's own id."""

    id: UUID
    provider_id: str
    user_id: UUID
    identity_data: JsonObject
    provider: str
    last_sign_in_at: datetime | None
    created_at: datetime
    updated_at: datetime
    email: str | None

    def shown(self) -> JsonObject:
        """The identity as the wire shows it."""
        shown: JsonObject = {
            "identity_id": str(self.id),
            "id": self.provider_id,
            "user_id": str(self.user_id),
            "identity_data": self.identity_data,
            "provider": self.provider,
            "created_at": written(self.created_at),
            "updated_at": written(self.updated_at),
        }
        if self.last_sign_in_at:
            shown["last_sign_in_at"] = written(self.last_sign_in_at)
        return shown | {"email": self.email} if self.email else shown


async def of_people(tx: Transaction, person_ids: list[UUID]) -> dict[UUID, tuple[Identity, ...]]:
    """The identities of each of these people, oldest first; who has none is left out."""
    cursor = tx.cursor(row_factory=class_row(Identity))
    await cursor.execute(
        "select id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at,"
        " email from auth.identities where user_id = any(%s) order by created_at, id",
        (person_ids,),
    )
    found: dict[UUID, tuple[Identity, ...]] = {}
    for identity in await cursor.fetchall():
        found[identity.user_id] = (*found.get(identity.user_id, ()), identity)
    return found


async def add(tx: Transaction, person_id: UUID, email: str, *, data: JsonObject) -> Identity:
    """Give a person the e-mail identity. `data` may not override who the identity belongs to."""
    claims: JsonObject = {"sub": str(person_id), "email": email}
    defaults: JsonObject = {"email_verified": False, "phone_verified": False}
    moment = now()
    identity = Identity(
        id=uuid4(),
        provider_id=str(person_id),
        user_id=person_id,
        identity_data=data | defaults | claims,
        provider="email",
        last_sign_in_at=moment,
        created_at=moment,
        updated_at=moment,
        email=email.lower(),
    )
    await tx.execute(
        "insert into auth.identities (id, provider_id, user_id, identity_data, provider,"
        " last_sign_in_at, created_at, updated_at) values (%s, %s, %s, %s, 'email', %s, %s, %s)",
        (identity.id, str(person_id), person_id, Jsonb(identity.identity_data), moment, moment, moment),
    )
    return identity


async def change(tx: Transaction, identity: Identity, changes: JsonObject) -> Identity:
    """Lay changes over the identity's data; a null takes a key away."""
    merged = identity.identity_data | changes
    data: JsonObject = {key: value for key, value in merged.items() if value is not None}
    changed = replace(
        identity, identity_data=data, updated_at=now(), email=str(data.get("email", "")) or None
    )
    await tx.execute(
        "update auth.identities set identity_data = %s, updated_at = %s where id = %s",
        (Jsonb(data), changed.updated_at, identity.id),
    )
    return changed


async def hide(tx: Transaction, identity: Identity, *, as_provider_id: str) -> None:
    """Make an identity of a softly deleted person unrecognisable and unusable."""
    await tx.execute(
        "update auth.identities set provider_id = %s, identity_data = '{}', updated_at = %s where id = %s",
        (as_provider_id, now(), identity.id),
    )
