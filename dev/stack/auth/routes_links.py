"""POST /admin/generate_link: the link that a mail would carry, for whoever mails it themselves."""

from collections.abc import Awaitable, Callable

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import accounts, bodies, letters, one_time, passwords, people, redirects
from dev.stack.auth.answers import JsonObject, Refusal, invalid
from dev.stack.auth.bearer import require_admin
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction
from dev.stack.auth.one_time import TokenKind
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.routes_user import EMAIL_TAKEN


class LinkWish(bodies.Body):
    """What the link is for, and for whom; a sign-up needs a password."""

    type: str = ""
    email: str = ""
    new_email: str = ""
    password: str = ""
    data: JsonObject = Field(default_factory=dict)
    redirect_to: str = ""


Preparation = Callable[[Parts, Transaction, LinkWish, Person | None], Awaitable[Person]]


async def generate_link(parts: Parts, request: Request) -> Response:
    """Store a token as a mail would, and show its link, code and hash instead of sending them."""
    require_admin(parts, request)
    wish = await bodies.read(request, LinkWish)
    wish = wish.model_copy(update={"email": bodies.valid_email(wish.email)})
    back = redirects.wanted_redirect(request, parts.settings)
    if redirects.is_allowed(wish.redirect_to, parts.settings):
        back = wish.redirect_to
    async with parts.database.transaction() as tx:
        known = await people.by_email(tx, wish.email, parts.settings.jwt_audience)
        if wish.type == "magiclink" and known is None:
            wish = wish.model_copy(update={"type": "signup", "password": passwords.made_up()})
        if wish.type not in _PREPARATIONS:
            raise invalid(f"Invalid email action link type requested: {wish.type}")
        person = await _PREPARATIONS[wish.type](parts, tx, wish, known)
        return JSONResponse(await _with_token(parts, tx, wish, person, back))


async def _with_token(parts: Parts, tx: Transaction, wish: LinkWish, person: Person, back: str) -> JsonObject:
    kind, sent_at = _TOKENS[wish.type]
    address = wish.new_email if kind == TokenKind.EMAIL_CHANGE_NEW else wish.email
    code = one_time.new_code(parts.settings.otp_length)
    token = one_time.hash_of(address, code)
    person = await people.change(tx, person, **{kind: token, sent_at: now()})
    await one_time.keep(tx, person.id, kind, token, address)
    link_type = "email_change" if wish.type.startswith("email_change") else wish.type
    return person.shown() | {
        "action_link": letters.action_link(parts.settings, token=token, link_type=link_type, redirect=back),
        "email_otp": code,
        "hashed_token": token,
        "verification_type": wish.type,
        "redirect_to": back,
    }


def _known(person: Person | None) -> Person:
    if person is None:
        raise Refusal(404, "user_not_found", "User with this email not found")
    return person


async def _for_entry(_parts: Parts, _tx: Transaction, _wish: LinkWish, known: Person | None) -> Person:
    return _known(known)


async def _for_sign_up(parts: Parts, tx: Transaction, wish: LinkWish, known: Person | None) -> Person:
    if known and known.is_confirmed:
        raise Refusal(422, "email_exists", EMAIL_TAKEN)
    if known:
        metadata = people.merged(known.raw_user_meta_data, wish.data)
        return await people.change(tx, known, raw_user_meta_data=metadata)
    if not wish.password:
        raise invalid("Signup requires a valid password")
    passwords.check_strength(wish.password, parts.settings)
    return await _store(parts, tx, wish, await passwords.hashed(wish.password))


async def _for_invitation(parts: Parts, tx: Transaction, wish: LinkWish, known: Person | None) -> Person:
    if known and known.is_confirmed:
        raise Refusal(422, "email_exists", EMAIL_TAKEN)
    person = known or await _store(parts, tx, wish, "")
    return await people.change(tx, person, invited_at=now())


async def _store(parts: Parts, tx: Transaction, wish: LinkWish, encrypted: str) -> Person:
    audience = parts.settings.jwt_audience
    new = people.new(email=wish.email, encrypted_password=encrypted, audience=audience, data=wish.data)
    return await accounts.store_signed_up(tx, new, role=parts.settings.default_role)


async def _for_email_change(parts: Parts, tx: Transaction, wish: LinkWish, known: Person | None) -> Person:
    person = _known(known)
    if wish.type == "email_change_current" and not parts.settings.secure_email_change:
        raise invalid("Enable secure email change to generate link for current email")
    new_email = bodies.valid_email(wish.new_email)
    if await people.by_email(tx, new_email, person.aud):
        raise Refusal(422, "email_exists", EMAIL_TAKEN)
    return await people.change(tx, person, email_change=new_email, email_change_confirm_status=0)


_PREPARATIONS: dict[str, Preparation] = {
    "magiclink": _for_entry,
    "recovery": _for_entry,
    "signup": _for_sign_up,
    "invite": _for_invitation,
    "email_change_current": _for_email_change,
    "email_change_new": _for_email_change,
}
_TOKENS = {
    "magiclink": (TokenKind.RECOVERY, "recovery_sent_at"),
    "recovery": (TokenKind.RECOVERY, "recovery_sent_at"),
    "signup": (TokenKind.CONFIRMATION, "confirmation_sent_at"),
    "invite": (TokenKind.CONFIRMATION, "confirmation_sent_at"),
    "email_change_current": (TokenKind.EMAIL_CHANGE_CURRENT, "email_change_sent_at"),
    "email_change_new": (TokenKind.EMAIL_CHANGE_NEW, "email_change_sent_at"),
}
