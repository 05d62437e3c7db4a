"""GET and PUT /user: the signed-in person reads and changes their own account."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import accounts, bearer, bodies, letters, passwords, people
from dev.stack.auth.answers import JsonObject, Refusal, invalid
from dev.stack.auth.bearer import Caller
from dev.stack.auth.letters import Errand
from dev.stack.auth.parts import Parts
from dev.stack.auth.redirects import wanted_redirect

EMAIL_TAKEN = "A user with this email address has already been registered"


class UserChange(bodies.ChallengedBody):
    """What a person may change of themselves."""

    email: str = ""
    phone: str = ""
    password: str | None = None
    data: JsonObject | None = None
    app_metadata: JsonObject | None = None


async def read_user(parts: Parts, request: Request) -> Response:
    """The person whom the token names."""
    claims = bearer.claims_of(parts, request)
    async with parts.database.transaction() as tx:
        caller = await bearer.require_person(tx, claims)
    audience = claims.get("aud")
    if parts.settings.jwt_audience not in (audience if isinstance(audience, list) else [audience]):
        raise invalid("Token audience doesn't match request audience")
    return JSONResponse(caller.person.shown())


async def change_user(parts: Parts, request: Request) -> Response:
    """Change metadata, password or address. A new address counts once it is confirmed by mail."""
    claims = bearer.claims_of(parts, request)
    async with parts.database.transaction() as tx:
        caller = await bearer.require_person(tx, claims)
    parts.limits.admit(request, "user")
    body = await bodies.read(request, UserChange)
    new_email = _new_email(parts, caller, body)
    hashed = await _new_password(parts, caller, body)
    errand = Errand(wanted_redirect(request, parts.settings), body.challenge)
    async with parts.database.transaction() as tx:
        person = await people.by_id_locked(tx, caller.person.id)
        if person is None:
            raise Refusal(403, "user_not_found", "User from sub claim in JWT does not exist")
        if new_email and await people.by_email(tx, new_email, person.aud):
            raise Refusal(422, "email_exists", EMAIL_TAKEN)
        if hashed is not None:
            person = await accounts.set_password(tx, person, hashed, keep=caller.session)
        if body.data is not None:
            metadata = people.merged(person.raw_user_meta_data, body.data)
            person = await people.change(tx, person, raw_user_meta_data=metadata)
        if new_email:
            person = await letters.send_email_change(parts, tx, person, new_email, errand)
    return JSONResponse(person.shown())


def _new_email(parts: Parts, caller: Caller, body: UserChange) -> str:
    email = bodies.valid_email(body.email) if body.email else ""
    if body.phone:
        raise invalid("Invalid phone number format (E.164 required)")
    if body.password is not None:
        passwords.check_strength(body.password, parts.settings)
    if body.app_metadata is not None and caller.person.role not in parts.settings.admin_roles:
        raise Refusal(403, "not_admin", "Updating app_metadata requires admin privileges")
    return "" if email == caller.person.address else email


async def _new_password(parts: Parts, caller: Caller, body: UserChange) -> str | None:
    if body.password is None:
        return None
    if await passwords.matches(body.password, caller.person.encrypted_password):
        raise Refusal(422, "same_password", "New password should be different from the old password.")
    return await passwords.hashed(body.password)
