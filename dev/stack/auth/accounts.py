"""What happens to an account: it is made, confirmed, given another password or address, taken away.

Each begins with the row of auth.users, so that two requests on one person wait for each other in one order.
"""

import base64
import hashlib
from dataclasses import replace

from dev.stack.auth import identities, one_time, people, sessions
from dev.stack.auth.answers import JsonObject, when_the_database_fails
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction
from dev.stack.auth.one_time import TokenKind
from dev.stack.auth.people import Person
from dev.stack.auth.sessions import Session

ALL_TOKENS = tuple(TokenKind)


async def store_signed_up(tx: Transaction, person: Person, *, role: str) -> Person:
    """Store somebody who signed up: the account, its e-mail identity, and what both say about the address."""
    data = person.raw_user_meta_data
    with when_the_database_fails("Database error saving new user"):
        await people.insert(tx, person)
        identity = await identities.add(tx, person.id, person.address, data=data)
        person = await people.change(tx, person, role=role, raw_user_meta_data=identity.identity_data)
    return replace(person, identities=(identity,))


async def store_made_by_admin(tx: Transaction, person: Person, *, role: str) -> Person:
    """Store somebody whom an administrator made: metadata stays as given."""
    await people.insert(tx, person)
    identity = await identities.add(tx, person.id, person.address, data={})
    person = await people.change(tx, person, role=role)
    return replace(person, identities=(identity,))


async def confirm(tx: Transaction, person: Person) -> Person:
    """Take the address as theirs."""
    metadata = people.merged(person.raw_user_meta_data, {"email_verified": True})
    person = await people.change(
        tx, person, confirmation_token="", email_confirmed_at=now(), raw_user_meta_data=metadata
    )
    await one_time.clear(tx, person.id, *ALL_TOKENS)
    return person


async def confirm_by_link(tx: Transaction, person: Person) -> Person:
    """The same, proved by a mailed link or code: the identity says so too."""
    person = await confirm(tx, person)
    proved = [
        await identities.change(tx, identity, {"email_verified": True})
        if identity.email == person.email
        else identity
        for identity in person.identities
    ]
    return replace(person, identities=tuple(proved))


async def recover(tx: Transaction, person: Person) -> Person:
    """Use up a recovery link; whoever follows one has proved the address."""
    person = await people.change(tx, person, recovery_token="")
    await one_time.clear(tx, person.id, *ALL_TOKENS)
    return person if person.is_confirmed else await confirm(tx, person)


async def set_password(tx: Transaction, person: Person, hashed: str, *, keep: Session | None) -> Person:
    """Change the password, void every mailed token and end every session but `keep`."""
    voided = dict.fromkeys(ALL_TOKENS, "")
    unsent = dict.fromkeys(("confirmation_sent_at", "recovery_sent_at", "email_change_sent_at"))
    person = await people.change(tx, person, encrypted_password=hashed, **voided, **unsent)
    await one_time.clear(tx, person.id, *ALL_TOKENS)
    if keep:
        await sessions.end_others(tx, keep)
    else:
        await sessions.end_all(tx, person.id)
    return person


async def confirm_email_change(tx: Transaction, person: Person) -> Person:
    """Give the account the address that it was to get."""
    new_email = person.email_change
    voided = {TokenKind.EMAIL_CHANGE_NEW: "", TokenKind.EMAIL_CHANGE_CURRENT: ""}
    person = await people.change(
        tx, person, email=new_email, email_change="", email_change_confirm_status=0, **voided
    )
    await one_time.clear(tx, person.id, *ALL_TOKENS)
    person = await set_identity_email(tx, person, new_email, verified=True)
    return person if person.is_confirmed else await confirm(tx, person)


async def set_identity_email(tx: Transaction, person: Person, email: str, *, verified: bool) -> Person:
    """Make the e-mail identity say this address; somebody without one gets one."""
    claims: JsonObject = {"email": email, "email_verified": verified}
    if person.identities:
        theirs = [await identities.change(tx, identity, claims) for identity in person.identities]
    else:
        theirs = [await identities.add(tx, person.id, email, data={"email_verified": verified})]
    return replace(person, identities=tuple(theirs))


async def delete_softly(tx: Transaction, person: Person) -> None:
    """Keep the row for what refers to it, and nothing by which the person could be known or sign in."""
    if person.deleted_at:
        return
    voided = dict.fromkeys(ALL_TOKENS, "")
    await people.change(
        tx,
        person,
        email=_obscured(person, person.address),
        email_change=_obscured(person, person.email_change) if person.email_change else "",
        encrypted_password="",
        raw_app_meta_data={},
        raw_user_meta_data={},
        deleted_at=now(),
        **voided,
    )
    await one_time.clear(tx, person.id, *ALL_TOKENS)
    await sessions.end_all(tx, person.id)
    for identity in person.identities:
        await identities.hide(tx, identity, as_provider_id=_obscured(person, identity.provider_id))


def _obscured(person: Person, value: str) -> str:
    digest = hashlib.sha256((str(person.id) + value).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
