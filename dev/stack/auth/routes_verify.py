"""GET and POST /verify: a mailed link is followed, or its token or code is handed in by a client."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import (
    accounts,
    bearer,
    bodies,
    flow_states,
    grants,
    one_time,
    passwords,
    people,
    redirects,
)
from dev.stack.auth.answers import Refusal, invalid
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction
from dev.stack.auth.one_time import PKCE_PREFIX, TokenKind
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person

_HALF_DONE = "Confirmation link accepted. Please proceed to confirm link sent to the other email"
_EMAIL_CHANGE = (TokenKind.EMAIL_CHANGE_CURRENT, TokenKind.EMAIL_CHANGE_NEW)
_KINDS: dict[str, tuple[TokenKind, ...]] = {
    "email": (TokenKind.CONFIRMATION, TokenKind.RECOVERY),
    "signup": (TokenKind.CONFIRMATION,),
    "invite": (TokenKind.CONFIRMATION,),
    "recovery": (TokenKind.RECOVERY,),
    "magiclink": (TokenKind.RECOVERY,),
    "email_change": _EMAIL_CHANGE,
}
_FLOW_METHODS = {"signup": "email/signup"}


class Proof(bodies.Body):
    """What a client hands in: a token's hash, or an address with the code that was mailed to it."""

    type: str = ""
    token: str = ""
    token_hash: str = ""
    email: str = ""
    phone: str = ""
    redirect_to: str = ""


@dataclass(frozen=True)
class Verified:
    """A person whose token held, its kind, and what it was for."""

    person: Person
    kind: TokenKind
    purpose: str


async def follow_link(parts: Parts, request: Request) -> Response:
    """Use up the token of a link and lead back with tokens, a PKCE code, or the reason why not."""
    token, purpose = request.query_params.get("token", ""), request.query_params.get("type", "")
    back = redirects.wanted_redirect(request, parts.settings)
    if not purpose:
        raise invalid("Verify requires a verification type")
    if not token:
        raise invalid("Verify requires a token or a token hash")
    parts.limits.admit(request, "verify")
    pkce = token.startswith(PKCE_PREFIX)
    try:
        async with parts.database.transaction() as tx:
            verified = await _by_hash(parts, tx, token, purpose)
            person = await _take_effect(parts, tx, verified)
            if person is None:
                return redirects.see_other(_half_way(back, pkce=pkce))
            if pkce:
                method = _FLOW_METHODS.get(purpose, purpose)
                code = await flow_states.issue_code(tx, person.id, method=method)
                return redirects.see_other(redirects.with_query(back, {"code": code}))
            answer = await grants.sign_in(parts, tx, person, method="otp", device=bearer.device_of(request))
    except Refusal as refusal:
        return redirects.see_other(redirects.for_refusal(back, refusal, pkce=pkce))
    tokens = {name: str(value) for name, value in answer.items() if name != "user"}
    return redirects.see_other(redirects.with_fragment(back, tokens | {"type": purpose}))


def _half_way(back: str, *, pkce: bool) -> str:
    said = {"message": _HALF_DONE}
    return redirects.with_fragment(redirects.with_query(back, said) if pkce else back, said)


async def hand_in(parts: Parts, request: Request) -> Response:
    """Use up a token's hash or a code, and answer with tokens."""
    parts.limits.admit(request, "verify")
    proof = await bodies.read(request, Proof)
    _check(proof)
    async with parts.database.transaction() as tx:
        if proof.token_hash:
            verified = await _by_hash(parts, tx, proof.token_hash, proof.type)
        else:
            verified = await _by_code(parts, tx, proof)
        person = await _take_effect(parts, tx, verified)
        if person is None:
            return JSONResponse({"msg": _HALF_DONE, "code": "200"})
        answer = await grants.sign_in(parts, tx, person, method="otp", device=bearer.device_of(request))
    return JSONResponse(answer)


def _check(proof: Proof) -> None:
    if not proof.type:
        raise invalid("Verify requires a verification type")
    if bool(proof.token) == bool(proof.token_hash):
        raise invalid("Verify requires either a token or a token hash")
    if proof.token_hash and (proof.email or proof.phone or proof.redirect_to):
        raise invalid("Only the token_hash and type should be provided")
    if proof.token and (proof.phone or not proof.email):
        raise invalid("Only an email address or phone number should be provided on verify")


def _kinds_for(purpose: str) -> tuple[TokenKind, ...]:
    if purpose not in _KINDS:
        raise invalid("Invalid email verification type")
    return _KINDS[purpose]


async def _by_hash(parts: Parts, tx: Transaction, token_hash: str, purpose: str) -> Verified:
    verified = await _owner(parts, tx, token_hash, purpose)
    if verified is None:
        raise Refusal(403, "otp_expired", "Email link is invalid or has expired")
    return verified


async def _by_code(parts: Parts, tx: Transaction, proof: Proof) -> Verified:
    token_hash = one_time.hash_of(bodies.valid_email(proof.email), proof.token)
    for stored_hash in (token_hash, PKCE_PREFIX + token_hash):
        verified = await _owner(parts, tx, stored_hash, proof.type)
        if verified:
            return verified
    raise Refusal(403, "otp_expired", "Token has expired or is invalid")


async def _owner(parts: Parts, tx: Transaction, token_hash: str, purpose: str) -> Verified | None:
    """Whose token this is, their row locked so that it counts once; nothing when it is unknown or too old."""
    owner = await one_time.owner_of(tx, token_hash, *_kinds_for(purpose))
    person = await people.by_id_locked(tx, owner[0]) if owner else None
    if owner is None or person is None or await one_time.owner_of(tx, token_hash, owner[1]) is None:
        return None
    if person.is_banned:
        raise Refusal(403, "user_banned", "User is banned")
    sent_at = _sent_at(person, owner[1])
    if sent_at is None or sent_at + timedelta(seconds=parts.settings.otp_seconds) < now():
        return None
    if purpose == "email":
        purpose = "signup" if owner[1] == TokenKind.CONFIRMATION else "magiclink"
    return Verified(person, owner[1], purpose)


def _sent_at(person: Person, kind: TokenKind) -> datetime | None:
    if kind in _EMAIL_CHANGE:
        return person.email_change_sent_at
    return person.confirmation_sent_at if kind == TokenKind.CONFIRMATION else person.recovery_sent_at


async def _take_effect(parts: Parts, tx: Transaction, verified: Verified) -> Person | None:
    """What the token was for; nothing where another address has to confirm too."""
    person = verified.person
    if verified.kind in _EMAIL_CHANGE:
        if _waits_for_the_other(parts, person):
            await one_time.clear(tx, person.id, verified.kind)
            await people.change(tx, person, email_change_confirm_status=1, **{verified.kind: ""})
            return None
        person = await accounts.confirm_email_change(tx, person)
    elif verified.kind == TokenKind.CONFIRMATION:
        if not person.encrypted_password and person.invited_at:
            hashed = await passwords.hashed(passwords.made_up())
            person = await accounts.set_password(tx, person, hashed, keep=None)
        person = await accounts.confirm_by_link(tx, person)
    else:
        person = await accounts.recover(tx, person)
    return await people.by_id(tx, person.id)


def _waits_for_the_other(parts: Parts, person: Person) -> bool:
    settings = parts.settings
    both = settings.secure_email_change and not settings.autoconfirm
    return both and person.email_change_confirm_status == 0 and bool(person.address)
