"""POST /signup, and the sign-up that other routes need for addresses they do not know."""

from dataclasses import replace
from uuid import uuid4

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import accounts, bodies, grants, letters, passwords, people
from dev.stack.auth.answers import JsonObject, Refusal, invalid
from dev.stack.auth.bearer import device_of
from dev.stack.auth.clock import now
from dev.stack.auth.letters import Errand
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.redirects import wanted_redirect
from dev.stack.auth.settings import Settings


class SignUp(bodies.ChallengedBody):
    """What a person signs up with; `data` becomes their metadata."""

    email: str = ""
    phone: str = ""
    password: str = ""
    data: JsonObject = Field(default_factory=dict)


async def signup(parts: Parts, request: Request) -> Response:
    """Sign a new person up. A known address is refused, or hidden where addresses are confirmed by mail."""
    body = await bodies.read(request, SignUp)
    if not body.email and not body.phone:
        raise Refusal(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled")
    parts.limits.admit(request, "signup")
    _check(body, parts.settings)
    new = people.new(
        email=bodies.valid_email(body.email),
        encrypted_password=await passwords.hashed(body.password),
        audience=parts.settings.jwt_audience,
        data=body.data,
    )
    person = await _sign_up(parts, new, Errand(wanted_redirect(request, parts.settings), body.challenge))
    if person is None:
        return _already_there(parts, new)
    if not person.is_confirmed:
        return JSONResponse(person.shown())
    async with parts.database.transaction() as tx:
        return JSONResponse(
            await grants.sign_in(parts, tx, person, method="password", device=device_of(request))
        )


def _check(body: SignUp, settings: Settings) -> None:
    if settings.signup_disabled:
        raise Refusal(422, "signup_disabled", "Signups not allowed for this instance")
    if not body.password:
        raise invalid("Signup requires a valid password")
    passwords.check_strength(body.password, settings)
    if body.email and body.phone:
        raise invalid("Only an email address or phone number should be provided on signup.")
    body.challenge.check()
    if body.phone:
        raise Refusal(400, "phone_provider_disabled", "Phone signups are disabled")
    if not settings.email_enabled:
        raise Refusal(400, "email_provider_disabled", "Email signups are disabled")


async def _sign_up(parts: Parts, new: Person, errand: Errand) -> Person | None:
    """The new person, or the one who has not confirmed the address yet; nothing where it is taken."""
    async with parts.database.transaction() as tx:
        person = await people.by_email(tx, new.address, new.aud)
        if person and person.is_confirmed:
            return None
        if person is None:
            person = await accounts.store_signed_up(tx, new, role=parts.settings.default_role)
        if parts.settings.autoconfirm:
            return await accounts.confirm(tx, person)
        return await letters.send_confirmation(parts, tx, person, errand)


def _already_there(parts: Parts, new: Person) -> Response:
    if parts.settings.autoconfirm:
        raise Refusal(422, "user_already_exists", "User already registered")
    made_up = replace(new, id=uuid4(), confirmation_sent_at=now())
    return JSONResponse(made_up.shown())
