"""Signing up, in and out: what goes to Supabase Auth, what comes back, and how it refuses.

The errors stand here and not in the gateway, so that a route can name them without importing its client.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import ConfigDict, Field, SecretStr

from shared.domain.caller import Caller
from shared.domain.profile.model import PersonName, Username
from shared.domain.profile.phones import Phone
from shared.domain.values import Value
from shared.errors import Conflict, FieldProblem, Forbidden, InvalidInput, Unauthenticated, Unavailable
from shared.words import Words


class SignOutScope(StrEnum):
    """Which of a person's sessions end: all, this one, or all but this one."""

    GLOBAL = "global"
    LOCAL = "local"
    OTHERS = "others"


class Credentials(Value):
    """An e-mail address and its password, whose spaces belong to it."""

    model_config = ConfigDict(str_strip_whitespace=False)

    email: str
    password: SecretStr = Field(repr=False)


class SignUp(Value):
    """A new account as wished. A username that is taken is left out by the database, not refused."""

    credentials: Credentials
    first_name: PersonName | None = None
    last_name: PersonName | None = None
    username: Username | None = None
    phone: Phone | None = None


class Session(Value):
    """A person who is signed in. `expires_in` is in seconds; the refresh token works once."""

    caller: Caller
    is_verified: bool
    refresh_token: str = Field(repr=False)
    expires_in: int
    expires_at: datetime


class EmailTaken(Conflict):
    """There is an account with this e-mail address."""

    code = "email_taken"
    says = Words(
        id="E-mail ini sudah terdaftar. Masuk, atau atur ulang kata sandimu.",
        en="This e-mail address is already registered. Sign in, or reset your password.",
    )


class WrongCredentials(Unauthenticated):
    """Wrong password or unknown e-mail address; which of the two is not said."""

    code = "invalid_credentials"
    says = Words(id="E-mail atau kata sandi salah.", en="The e-mail address or the password is wrong.")


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is unknown, used up, or its session has ended."""

    code = "refresh_token_invalid"
    says = Words(id="Sesimu sudah berakhir. Masuk lagi.", en="Your session has ended. Sign in again.")


class EmailNotConfirmed(Forbidden):
    """The e-mail address waits for the click in the mail."""

    code = "email_not_confirmed"
    says = Words(
        id="Konfirmasi dulu e-mailmu lewat tautan yang kami kirim.",
        en="First confirm your e-mail address with the link we sent.",
    )


class UserBanned(Forbidden):
    """The account is suspended."""

    code = "user_banned"
    says = Words(id="Akun ini sedang ditangguhkan.", en="This account is suspended.")


class SignUpClosed(Forbidden):
    """The project takes no new accounts."""

    code = "sign_up_closed"
    says = Words(id="Pendaftaran sedang ditutup.", en="Registration is closed.")


class EmailRefused(InvalidInput):
    """Supabase Auth takes no account for this e-mail address."""

    code = "email_refused"
    says = Words(id="Alamat e-mail ini tidak bisa dipakai.", en="This e-mail address cannot be used.")

    def __init__(self) -> None:
        super().__init__(FieldProblem("/email", self.says))


class WeakPassword(InvalidInput):
    """The password does not meet the project's rules; `fields` has one entry for each reason."""

    code = "weak_password"
    says = Words(id="Kata sandi kurang kuat.", en="The password is too weak.")

    def __init__(self, reasons: Sequence[str]) -> None:
        words = [_PASSWORD_REASONS.get(reason, self.says) for reason in reasons] or [self.says]
        super().__init__(*(FieldProblem("/password", reason) for reason in words))


_PASSWORD_REASONS = {
    "length": Words(id="Kata sandi terlalu pendek.", en="The password is too short."),
    "characters": Words(
        id="Kata sandi perlu campuran huruf besar, huruf kecil, angka dan simbol.",
        en="The password needs a mix of capital and small letters, digits and symbols.",
    ),
    "pwned": Words(
        id="Kata sandi ini pernah bocor di internet. Pilih yang lain.",
        en="This password has been leaked on the internet. Choose another.",
    ),
}


class RegisteredNotSignedIn(Unavailable):
    """The account was made, but its row could not be read just then."""

    code = "registered_not_signed_in"
    says = Words(
        id="Akunmu sudah dibuat. Masuk sebentar lagi.",
        en="Your account has been made. Sign in shortly.",
    )
