"""/admin/users: what whoever holds the secret key may do with accounts."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import accounts, bodies, passwords, people
from dev.stack.auth.answers import JsonObject, Refusal, invalid, when_the_database_fails
from dev.stack.auth.bearer import require_admin
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.routes_user import EMAIL_TAKEN
from dev.stack.auth.settings import parse_duration


class AdminUser(bodies.Body):
    """What an administrator may set. `ban_duration` is Go's (`24h`), `none` lifts a ban."""

    id: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    password: str | None = None
    password_hash: str = ""
    email_confirm: bool = False
    user_metadata: JsonObject | None = None
    app_metadata: JsonObject | None = None
    ban_duration: str = ""

    @property
    def ban(self) -> timedelta | None:
        """How long to ban for, nothing where bans stay as they are. Raises `validation_failed`."""
        if not self.ban_duration:
            return None
        try:
            return timedelta(0) if self.ban_duration == "none" else parse_duration(self.ban_duration)
        except ValueError as error:
            raise invalid(f"invalid format for ban duration: {error}") from error


class Deletion(bodies.Body):
    """How to delete."""

    should_soft_delete: bool = False


class Paging(bodies.Body):
    """Which page of the list, and how long a page is."""

    page: int = Field(1, ge=0)
    per_page: int = Field(50, ge=1)


async def list_people(parts: Parts, request: Request) -> Response:
    """A page of all people, newest first, with their number and the next and last page in the headers."""
    require_admin(parts, request)
    asked = _paging(request)
    audience, search = parts.settings.jwt_audience, request.query_params.get("filter", "")
    async with parts.database.transaction() as tx:
        total = await people.how_many(tx, audience)
        found = await people.page(tx, audience, number=max(asked.page, 1), size=asked.per_page, search=search)
    shown = {"users": [person.shown() for person in found], "aud": audience}
    return JSONResponse(shown, headers={"link": _links(request, asked, total), "x-total-count": str(total)})


def _paging(request: Request) -> Paging:
    asked = {
        name: request.query_params[name] for name in ("page", "per_page") if request.query_params.get(name)
    }
    try:
        return Paging.model_validate({name: int(text) for name, text in asked.items()})
    except ValueError as error:
        raise invalid(f"Bad Pagination Parameters: {error}") from error


def _links(request: Request, asked: Paging, total: int) -> str:
    last = -(-total // asked.per_page)
    numbers = {"next": asked.page + 1} if last > asked.page else {}
    queries = {
        rel: urlencode(sorted((dict(request.query_params) | {"page": str(number)}).items()))
        for rel, number in (numbers | {"last": last}).items()
    }
    return ", ".join(f'<{request.url.path}?{query}>; rel="{rel}"' for rel, query in queries.items())


async def create_person(parts: Parts, request: Request) -> Response:
    """Make an account, confirmed or not, without mailing anybody."""
    require_admin(parts, request)
    body = await bodies.read(request, AdminUser)
    if body.phone:
        raise invalid("Invalid phone number format (E.164 required)")
    if not body.email:
        raise invalid("Cannot create a user without either an email or phone")
    email, ban = bodies.valid_email(body.email), body.ban
    if body.password is not None and body.password_hash:
        raise invalid("Only a password or a password hash should be provided")
    encrypted = body.password_hash or await passwords.hashed(body.password or passwords.made_up())
    new = people.new(
        email=email,
        encrypted_password=encrypted,
        audience=parts.settings.jwt_audience,
        data=body.user_metadata or {},
    )
    async with parts.database.transaction() as tx:
        if await people.by_email(tx, new.address, new.aud):
            raise Refusal(422, "email_exists", EMAIL_TAKEN)
        with when_the_database_fails("Database error creating new user"):
            person = await _store(parts, tx, new, body)
            person = await _ban(tx, person, ban)
    return JSONResponse(person.shown())


async def _store(parts: Parts, tx: Transaction, new: Person, body: AdminUser) -> Person:
    if body.id:
        new = people.with_id(new, _uuid(body.id) or _bad_custom_id())
    person = await accounts.store_made_by_admin(
        tx, new, role=body.role.strip() or parts.settings.default_role
    )
    if body.app_metadata is not None:
        metadata = people.merged(person.raw_app_meta_data, body.app_metadata)
        person = await people.change(tx, person, raw_app_meta_data=metadata)
    return await accounts.confirm(tx, person) if body.email_confirm else person


def _bad_custom_id() -> UUID:
    raise invalid("ID must conform to the uuid v4 format")


async def _ban(tx: Transaction, person: Person, ban: timedelta | None) -> Person:
    if ban is None:
        return person
    return await people.change(tx, person, banned_until=now() + ban if ban else None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


Handler = Callable[[Parts, Request, Transaction, Person], Awaitable[Response]]
Find = Callable[[Transaction, UUID], Awaitable[Person | None]]


async def _with_person(
    parts: Parts, request: Request, handler: Handler, *, find: Find = people.by_id_locked
) -> Response:
    """Run the handler on the person whom the path names, in one transaction."""
    require_admin(parts, request)
    person_id = _uuid(request.path_params["user_id"])
    if person_id is None:
        raise Refusal(404, "validation_failed", "user_id must be an UUID")
    async with parts.database.transaction() as tx:
        person = await find(tx, person_id)
        if person is None:
            raise Refusal(404, "user_not_found", "User not found")
        return await handler(parts, request, tx, person)


async def read_person(parts: Parts, request: Request) -> Response:
    """One account."""
    return await _with_person(parts, request, _read, find=people.by_id)


async def change_person(parts: Parts, request: Request) -> Response:
    """Change an account, at once and without mailing anybody."""
    return await _with_person(parts, request, _change)


async def delete_person(parts: Parts, request: Request) -> Response:
    """Delete an account, or only make it unrecognisable."""
    return await _with_person(parts, request, _delete)


async def _read(_parts: Parts, _request: Request, _tx: Transaction, person: Person) -> Response:
    return JSONResponse(person.shown())


async def _change(parts: Parts, request: Request, tx: Transaction, person: Person) -> Response:
    body = await bodies.read(request, AdminUser)
    email = bodies.valid_email(body.email) if body.email else ""
    if body.phone:
        raise invalid("Invalid phone number format (E.164 required)")
    ban = body.ban
    if body.password is not None:
        passwords.check_strength(body.password, parts.settings)
    with when_the_database_fails("Error updating user"):
        if body.role:
            person = await people.change(tx, person, role=body.role.strip())
        if body.email_confirm:
            person = await accounts.confirm(tx, person)
        if body.password is not None:
            hashed = await passwords.hashed(body.password)
            person = await accounts.set_password(tx, person, hashed, keep=None)
        if email:
            person = await people.change(tx, person, email=email)
            person = await accounts.set_identity_email(tx, person, email, verified=body.email_confirm)
        person = await _set_metadata(tx, person, body)
        person = await _ban(tx, person, ban)
    return JSONResponse(person.shown())


async def _set_metadata(tx: Transaction, person: Person, body: AdminUser) -> Person:
    if body.app_metadata is not None:
        metadata = people.merged(person.raw_app_meta_data, body.app_metadata)
        person = await people.change(tx, person, raw_app_meta_data=metadata)
    if body.user_metadata is not None:
        metadata = people.merged(person.raw_user_meta_data, body.user_metadata)
        person = await people.change(tx, person, raw_user_meta_data=metadata)
    return person


async def _delete(_parts: Parts, request: Request, tx: Transaction, person: Person) -> Response:
    softly = await request.body() and (await bodies.read(request, Deletion)).should_soft_delete
    if softly:
        await accounts.delete_softly(tx, person)
    else:
        with when_the_database_fails("Database error deleting user"):
            await people.delete(tx, person)
    return JSONResponse({})
