"""The mails: a fresh token is stored on the person, and its link and code are sent to the address.

All raise `over_email_send_rate_limit` when the last mail of the kind is too recent, and 500 when the mail
server does not take it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from math import ceil
from urllib.parse import quote_plus

from dev.stack.auth import flow_states, one_time, people
from dev.stack.auth.answers import Refusal
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction
from dev.stack.auth.flow_states import Challenge
from dev.stack.auth.one_time import TokenKind
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.postman import CannotSend
from dev.stack.auth.settings import Settings


@dataclass(frozen=True)
class Wording:
    """One kind of mail: its link's `type`, subject, first sentence and the link's words."""

    link_type: str
    subject: str
    heading: str
    sentence: str
    link: str


CONFIRMATION = Wording(
    "signup", "Confirm your email address", "Confirm your email address",
    "Follow this link to confirm your email address:", "Confirm email address",
)  # fmt: skip
INVITE = Wording(
    "invite", "You've been invited", "You've been invited",
    "You have been invited to create an account. Follow this link to accept:", "Accept the invite",
)  # fmt: skip
RECOVERY = Wording(
    "recovery", "Reset your password", "Reset your password",
    "Follow this link to reset the password for your account:", "Reset password",
)  # fmt: skip
MAGIC_LINK = Wording(
    "magiclink", "Your sign-in link", "Your sign-in link", "Follow this link to sign in:", "Sign in"
)  # fmt: skip
EMAIL_CHANGE = Wording(
    "email_change", "Confirm your new email address", "Confirm the change of your email address",
    "Follow this link to confirm the change of your email address:", "Change email address",
)  # fmt: skip


@dataclass(frozen=True)
class Errand:
    """Where the link leads in the end, and the PKCE challenge it was asked under, if any."""

    redirect: str
    challenge: Challenge

    def marked(self, token_hash: str) -> str:
        """The token as it is stored and mailed."""
        return one_time.PKCE_PREFIX + token_hash if self.challenge.is_set else token_hash


def action_link(settings: Settings, *, token: str, link_type: str, redirect: str) -> str:
    """The link that uses up a token."""
    paths = {
        "signup": settings.path_confirmation,
        "invite": settings.path_invite,
        "email_change": settings.path_email_change,
    }
    address = settings.link_to(paths.get(link_type, settings.path_recovery))
    back = quote_plus(redirect) if set("&=#") & set(redirect) else redirect
    return f"{address}?token={token}&type={link_type}&redirect_to={back}"


def _check_pause(sent_at: datetime | None, pause: timedelta) -> None:
    if sent_at is None or sent_at + pause <= now():
        return
    seconds = ceil((sent_at + pause - now()).total_seconds())
    raise Refusal(
        429,
        "over_email_send_rate_limit",
        f"For security purposes, you can only request this after {seconds} seconds.",
    )


async def _post(parts: Parts, to: str, wording: Wording, *, link: str, code: str) -> None:
    html = (
        f"<h2>{wording.heading}</h2>\n\n<p>{wording.sentence}</p>\n"
        f'<p><a href="{escape(link)}">{wording.link}</a></p>\n<p>Alternatively, enter the code: {code}</p>\n'
    )
    parts.limits.admit_mail()
    try:
        await parts.postman.send(to=to, subject=wording.subject, html=html)
    except CannotSend as error:
        what = wording.link_type.replace("signup", "confirmation").replace("_", " ")
        raise Refusal(500, "unexpected_failure", f"Error sending {what} email") from error


async def _send(parts: Parts, tx: Transaction, person: Person, wording: Wording, errand: Errand) -> Person:
    """Store a token for the person's own address and mail it."""
    kind, sent_at = TokenKind.RECOVERY, "recovery_sent_at"
    if wording in (CONFIRMATION, INVITE):
        kind, sent_at = TokenKind.CONFIRMATION, "confirmation_sent_at"
    settings = parts.settings
    code = one_time.new_code(settings.otp_length)
    token = errand.marked(one_time.hash_of(person.address, code))
    person = await people.change(tx, person, **{kind: token, sent_at: now()})
    await one_time.keep(tx, person.id, kind, token, person.address)
    if errand.challenge.is_set:
        method = "email/signup" if wording is CONFIRMATION else wording.link_type
        await flow_states.begin(tx, person.id, errand.challenge, method=method)
    link = action_link(settings, token=token, link_type=wording.link_type, redirect=errand.redirect)
    await _post(parts, person.address, wording, link=link, code=code)
    return person


async def send_confirmation(parts: Parts, tx: Transaction, person: Person, errand: Errand) -> Person:
    """Ask a new person to confirm their address."""
    _check_pause(person.confirmation_sent_at, parts.settings.between_mails)
    return await _send(parts, tx, person, CONFIRMATION, errand)


async def send_invite(parts: Parts, tx: Transaction, person: Person, errand: Errand) -> Person:
    """Invite somebody whom an administrator signed up."""
    person = await people.change(tx, person, invited_at=now())
    return await _send(parts, tx, person, INVITE, errand)


async def send_recovery(parts: Parts, tx: Transaction, person: Person, errand: Errand) -> Person:
    """Let a person in who forgot the password."""
    _check_pause(person.recovery_sent_at, parts.settings.between_mails)
    return await _send(parts, tx, person, RECOVERY, errand)


async def send_magic_link(parts: Parts, tx: Transaction, person: Person, errand: Errand) -> Person:
    """Let a person in without a password; shares token and pause with the recovery mail."""
    _check_pause(person.recovery_sent_at, parts.settings.between_mails)
    return await _send(parts, tx, person, MAGIC_LINK, errand)


async def send_email_change(
    parts: Parts, tx: Transaction, person: Person, new_email: str, errand: Errand
) -> Person:
    """Ask the new address, and where the change is to be secure the present one too, to confirm a change."""
    _check_pause(person.email_change_sent_at, parts.settings.between_mails)
    addresses = {TokenKind.EMAIL_CHANGE_NEW: new_email}
    if parts.settings.secure_email_change and person.address:
        addresses[TokenKind.EMAIL_CHANGE_CURRENT] = person.address
    codes = {kind: one_time.new_code(parts.settings.otp_length) for kind in addresses}
    tokens = {kind: errand.marked(one_time.hash_of(addresses[kind], codes[kind])) for kind in addresses}
    pending = {"email_change": new_email, "email_change_sent_at": now(), "email_change_confirm_status": 0}
    person = await people.change(tx, person, **tokens, **pending)
    if errand.challenge.is_set:
        await flow_states.begin(tx, person.id, errand.challenge, method="email_change")
    for kind, address in addresses.items():
        await one_time.keep(tx, person.id, kind, tokens[kind], address)
        link = action_link(
            parts.settings, token=tokens[kind], link_type="email_change", redirect=errand.redirect
        )
        await _post(parts, address, EMAIL_CHANGE, link=link, code=codes[kind])
    return person
