"""POST /recover, /resend, /otp, /magiclink, /invite: links by mail. Unknown addresses look like known."""

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import accounts, bearer, bodies, letters, passwords, people
from dev.stack.auth.answers import JsonObject, Refusal, invalid
from dev.stack.auth.database import Transaction
from dev.stack.auth.flow_states import Challenge
from dev.stack.auth.letters import Errand
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.redirects import wanted_redirect
from dev.stack.auth.routes_user import EMAIL_TAKEN


class ToAddress(bodies.ChallengedBody):
    """Whom to write to; `data` and `create_user` matter only where the address may be new."""

    email: str = ""
    phone: str = ""
    type: str = ""
    data: JsonObject = Field(default_factory=dict)
    create_user: bool = True


def _errand(parts: Parts, request: Request, body: ToAddress) -> Errand:
    return Errand(wanted_redirect(request, parts.settings), body.challenge)


def _require_email_provider(parts: Parts) -> None:
    if not parts.settings.email_enabled:
        raise Refusal(400, "email_provider_disabled", "Email logins are disabled")


async def recover(parts: Parts, request: Request) -> Response:
    """Mail a link that lets a person in who forgot the password."""
    parts.limits.admit(request, "recover")
    _require_email_provider(parts)
    body = await bodies.read(request, ToAddress)
    if not body.email:
        raise invalid("Password recovery requires an email")
    email, errand = bodies.valid_email(body.email), _errand(parts, request, body)
    async with parts.database.transaction() as tx:
        person = await people.by_email(tx, email, parts.settings.jwt_audience)
        if person:
            await letters.send_recovery(parts, tx, person, errand)
    return JSONResponse({})


async def resend(parts: Parts, request: Request) -> Response:
    """Mail the confirmation of a sign-up or of a new address again."""
    parts.limits.admit(request, "resend")
    body = await bodies.read(request, ToAddress)
    _check_resend(parts, body)
    email = bodies.valid_email(body.email)
    errand = Errand(wanted_redirect(request, parts.settings), Challenge("", ""))
    async with parts.database.transaction() as tx:
        person = await people.by_email(tx, email, parts.settings.jwt_audience)
        if person and body.type == "signup" and not person.is_confirmed:
            await letters.send_confirmation(parts, tx, person, errand)
        if person and body.type == "email_change" and person.email_change:
            await letters.send_email_change(parts, tx, person, person.email_change, errand)
    return JSONResponse({})


def _check_resend(parts: Parts, body: ToAddress) -> None:
    if body.type not in {"signup", "email_change", "sms", "phone_change"}:
        raise invalid("Missing one of these types: signup, email_change, sms, phone_change")
    if not body.email and body.type == "signup":
        raise invalid("Type provided requires an email address")
    if not body.phone and body.type == "sms":
        raise invalid("Type provided requires a phone number")
    if body.email and body.phone:
        raise invalid("Only an email address or phone number should be provided.")
    if body.phone:
        raise Refusal(400, "phone_provider_disabled", "Phone logins are disabled")
    if not body.email:
        raise invalid("Missing email address or phone number")
    _require_email_provider(parts)


async def one_time_code(parts: Parts, request: Request) -> Response:
    """Mail a link and a code to sign in with; a new address is signed up unless the caller forbids it."""
    parts.limits.admit(request, "otp")
    body = await bodies.read(request, ToAddress)
    if body.email and body.phone:
        raise invalid("Only an email address or phone number should be provided")
    if body.phone:
        raise Refusal(400, "phone_provider_disabled", "Unsupported phone provider")
    if not body.email:
        raise invalid("One of email or phone must be set")
    _require_email_provider(parts)
    email, errand = bodies.valid_email(body.email), _errand(parts, request, body)
    async with parts.database.transaction() as tx:
        person = await people.by_email(tx, email, parts.settings.jwt_audience)
        if person is None:
            person = await _sign_up_without_password(parts, tx, email, body)
        if person.is_confirmed:
            await letters.send_magic_link(parts, tx, person, errand)
        else:
            await letters.send_confirmation(parts, tx, person, errand)
    return JSONResponse({})


async def _sign_up_without_password(parts: Parts, tx: Transaction, email: str, body: ToAddress) -> Person:
    if parts.settings.signup_disabled or not body.create_user:
        raise Refusal(422, "otp_disabled", "Signups not allowed for otp")
    encrypted = await passwords.hashed(passwords.made_up())
    new = people.new(
        email=email, encrypted_password=encrypted, audience=parts.settings.jwt_audience, data=body.data
    )
    person = await accounts.store_signed_up(tx, new, role=parts.settings.default_role)
    return await accounts.confirm(tx, person) if parts.settings.autoconfirm else person


async def invite(parts: Parts, request: Request) -> Response:
    """An administrator invites somebody by mail."""
    bearer.require_admin(parts, request)
    body = await bodies.read(request, ToAddress)
    email = bodies.valid_email(body.email)
    errand = Errand(wanted_redirect(request, parts.settings), Challenge("", ""))
    async with parts.database.transaction() as tx:
        person = await people.by_email(tx, email, parts.settings.jwt_audience)
        if person and person.is_confirmed:
            raise Refusal(422, "email_exists", EMAIL_TAKEN)
        if person is None:
            new = people.new(
                email=email, encrypted_password="", audience=parts.settings.jwt_audience, data=body.data
            )
            person = await accounts.store_signed_up(tx, new, role=parts.settings.default_role)
        person = await letters.send_invite(parts, tx, person, errand)
    return JSONResponse(person.shown())
