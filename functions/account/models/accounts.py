"""Shapes that only the account function's HTTP needs: wishes to sign in, and views of who is signed in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, SecretStr, StringConstraints

from shared.domain.caller import Caller, UserRole
from shared.domain.profile.engine import missing_in_profile
from shared.domain.profile.model import Account, PersonName, Profile, Username, UsernameTaken
from shared.domain.profile.phones import Phone
from shared.domain.profile.sessions import Credentials, Session, SignOutScope, SignUp
from shared.words import Language, Words

LONGEST_PASSWORD = 72
"""Bytes of a password that bcrypt reads; Supabase Auth takes no longer one."""


_TOO_LONG = Words(
    id="Kata sandi paling panjang 72 byte; huruf beraksen dan emoji lebih dari satu byte.",
    en="A password has at most 72 bytes; accented letters and emoji take more than one.",
)


_HAS_NUL = Words(id="Tidak boleh memuat karakter NUL.", en="Must not contain the character NUL.")


def _has_no_nul(secret: SecretStr) -> SecretStr:
    """No database keeps that character as text, so nobody has such a secret."""
    if "\0" in secret.get_secret_value():
        raise ValueError(_HAS_NUL)
    return secret


def _fits_bcrypt(password: SecretStr) -> SecretStr:
    if len(password.get_secret_value().encode()) > LONGEST_PASSWORD:
        raise ValueError(_TOO_LONG)
    return password


Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f.]+(\.[^@\s\x00-\x1f\x7f.]+)+$",
    ),
    Field(examples=["ayu@example.com"]),
]
NewPassword = Annotated[
    SecretStr,
    Field(min_length=1, max_length=LONGEST_PASSWORD),
    AfterValidator(_has_no_nul),
    AfterValidator(_fits_bcrypt),
]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1000), AfterValidator(_has_no_nul)]
RefreshToken = Annotated[SecretStr, Field(min_length=1, max_length=1000), AfterValidator(_has_no_nul)]


class Wish(BaseModel):
    """A body to sign in with. Nothing is trimmed by default: spaces may belong to a password."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RegistrationWish(Wish):
    """A new account. A taken username does not stop it: the account is made without one."""

    email: Email
    password: NewPassword
    first_name: PersonName | None = None
    last_name: PersonName | None = None
    username: Username | None = None
    phone: Phone | None = None

    def sign_up(self) -> SignUp:
        """The wish as Supabase Auth gets it."""
        return SignUp(
            credentials=Credentials(email=self.email, password=self.password),
            **self.model_dump(exclude={"email", "password"}),
        )


class LoginWish(Wish):
    """E-mail and password."""

    email: Email
    password: Password

    def credentials(self) -> Credentials:
        """The wish as Supabase Auth gets it."""
        return Credentials(email=self.email, password=self.password)


class RefreshWish(Wish):
    """The refresh token of the last answer; it works once."""

    refresh_token: RefreshToken


class LogoutWish(Wish):
    """Which sessions end."""

    scope: SignOutScope = SignOutScope.GLOBAL


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class TokensView(View):
    """What a signed-in client holds. `expires_in` is in seconds; the refresh token works once."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"]
    expires_in: int
    expires_at: datetime


class TokenOwnerView(View):
    """Who a token speaks for."""

    id: UUID
    email: str | None
    role: UserRole
    is_verified: bool


class RefreshedView(TokensView):
    """The next tokens, and who they speak for."""

    user: TokenOwnerView

    @classmethod
    def of(cls, session: Session) -> "RefreshedView":
        """The session as Supabase Auth tells of it, without the account row."""
        owner = TokenOwnerView(
            id=session.caller.id,
            email=session.caller.email,
            role=session.caller.role,
            is_verified=session.is_verified,
        )
        return cls(**_tokens(session).model_dump(), user=owner)


class SignedInView(TokensView):
    """The tokens, and the account they open."""

    user: Account

    @classmethod
    def of(cls, session: Session, account: Account) -> "SignedInView":
        """A session with the account row of its owner."""
        return cls(**_tokens(session).model_dump(), user=account)


class NoticeView(View):
    """Something the person should know though it stopped nothing."""

    code: str
    pointer: str = Field(description="JSON pointer to what was sent.")
    message: str


class RegisteredView(SignedInView):
    """A new account, signed in. `notices` says what could not be taken over."""

    confirmation_required: Literal[False]
    notices: tuple[NoticeView, ...]


class ConfirmationRequiredView(View):
    """A mail is on its way, if there is anything to confirm: the same for new and known addresses."""

    session: None
    confirmation_required: Literal[True]


class RegistrationView(RootModel[RegisteredView | ConfirmationRequiredView]):
    """Signed in at once, or asked to confirm by mail, as the project is set."""

    @classmethod
    def signed_in(
        cls, session: Session, account: Account, *, wish: RegistrationWish, language: Language
    ) -> "RegistrationView":
        """The new account, with a notice where its username was gone already."""
        notices = () if account.username == wish.username else (_username_notice(language),)
        return cls(
            RegisteredView(
                **_tokens(session).model_dump(), user=account, confirmation_required=False, notices=notices
            )
        )

    @classmethod
    def to_confirm(cls) -> "RegistrationView":
        """What everybody is told where mails are confirmed first."""
        return cls(ConfirmationRequiredView(session=None, confirmation_required=True))


class IdentityView(TokenOwnerView):
    """Who is asking: what the token says, with the name and confirmation of its account."""

    session_id: UUID | None
    name: str | None
    username: str | None

    @classmethod
    def of(cls, caller: Caller, account: Account) -> "IdentityView":
        """The caller with their account row."""
        return cls(
            id=caller.id,
            email=account.email,
            role=caller.role,
            is_verified=account.is_verified,
            session_id=caller.session_id,
            name=account.name,
            username=account.username,
        )


class ProfileView(Profile):
    """A profile; before it exists, its fields are null. `completed` is what onboarding asks for."""

    completed: bool

    @classmethod
    def of(cls, profile: Profile) -> "ProfileView":
        """The profile, and whether anything that onboarding needs is missing."""
        return cls(**dict(profile), completed=not missing_in_profile(profile=profile))


def _tokens(session: Session) -> TokensView:
    return TokensView(
        access_token=session.caller.token,
        refresh_token=session.refresh_token,
        token_type="bearer",  # noqa: S106 - the kind of token, by RFC 6750
        expires_in=session.expires_in,
        expires_at=session.expires_at,
    )


def _username_notice(language: Language) -> NoticeView:
    return NoticeView(code=UsernameTaken.code, pointer="/username", message=UsernameTaken.says.into(language))
