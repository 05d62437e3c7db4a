"""The account function over HTTP: registering, signing in, and one's own account and profile."""

from starlette.types import ASGIApp

from functions.account.deps import Deps
from functions.account.endpoints import consents
from functions.account.models.accounts import (
    IdentityView,
    LoginWish,
    LogoutWish,
    ProfileView,
    RefreshedView,
    RefreshWish,
    RegistrationView,
    RegistrationWish,
    SignedInView,
)
from shared.domain.caller import AccountGone
from shared.domain.profile.engine import ImplausibleBirthDate
from shared.domain.profile.model import Account, AccountChange, Onboarding, ProfileChange, UsernameTaken
from shared.domain.profile.sessions import (
    EmailNotConfirmed,
    EmailRefused,
    EmailTaken,
    RefreshTokenInvalid,
    RegisteredNotSignedIn,
    SignUpClosed,
    UserBanned,
    WeakPassword,
    WrongCredentials,
)
from shared.domain.requests import AuthUnavailable
from shared.errors import TooMany
from shared.stores.database import DatabaseUnavailable
from shared.web.app import make_application
from shared.web.routing import Call, NoContent, Router

router = Router[Deps](name="account", base="/api/v1")


@router.post(
    "/auth/register",
    answers=RegistrationView,
    status=201,
    public=True,
    raises=(
        EmailTaken,
        WeakPassword,
        EmailRefused,
        SignUpClosed,
        TooMany,
        AuthUnavailable,
        RegisteredNotSignedIn,
    ),
    example={
        "email": "ayu@example.com",
        "password": "rahasia-Panjang-123",
        "first_name": "Ayu",
        "last_name": "Lestari",
        "username": "ayu.lestari",
        "phone": "0812-3456-7890",
    },
)
async def register(call: Call[Deps], body: RegistrationWish) -> RegistrationView:
    """Open an account.

    Answers like login. Where the project has e-mail addresses confirmed first, the answer is
    `{"session": null, "confirmation_required": true}` for new and known addresses alike, and a known
    address is `email_taken` only where it does not. A username that is taken does not stop the
    registration: the account is made without one, `user.username` is null and `notices` says so.
    """
    signed_in = await call.deps.signing_in.register(body.sign_up(), client_address=call.client_address)
    if signed_in is None:
        return RegistrationView.to_confirm()
    session, account = signed_in
    return RegistrationView.signed_in(session, account, wish=body, language=call.language)


@router.post(
    "/auth/login",
    answers=SignedInView,
    public=True,
    raises=(
        WrongCredentials,
        EmailNotConfirmed,
        UserBanned,
        TooMany,
        AuthUnavailable,
        DatabaseUnavailable,
    ),
    example={"email": "ayu@example.com", "password": "rahasia-Panjang-123"},
)
async def login(call: Call[Deps], body: LoginWish) -> SignedInView:
    """Sign in with e-mail and password.

    A wrong password and an unknown address are one answer.
    """
    session, account = await call.deps.signing_in.login(
        body.credentials(), client_address=call.client_address
    )
    return SignedInView.of(session, account)


@router.post(
    "/auth/refresh",
    answers=RefreshedView,
    public=True,
    raises=(RefreshTokenInvalid, UserBanned, TooMany, AuthUnavailable),
    example={"refresh_token": "v1x2y3z4a5b6"},
)
async def refresh(call: Call[Deps], body: RefreshWish) -> RefreshedView:
    """Exchange a refresh token for the next tokens.

    A refresh token works once; within ten seconds a repeat is answered with the current one.
    """
    session = await call.deps.signing_in.refresh(body.refresh_token, client_address=call.client_address)
    return RefreshedView.of(session)


@router.post("/auth/logout", answers=None, rate="auth", raises=(AuthUnavailable,))
async def logout(call: Call[Deps], query: LogoutWish) -> NoContent:
    """Sign out: all my sessions, only this one, or all the others.

    Refresh tokens of an ended session stop working at once; access tokens run out by themselves.
    """
    await call.deps.signing_in.logout(call.caller, scope=query.scope)
    return NoContent()


@router.get("/auth/profile", answers=IdentityView, rate="read", raises=(AccountGone, DatabaseUnavailable))
async def read_identity(call: Call[Deps]) -> IdentityView:
    """Who my token says I am."""
    account = await call.deps.accounts(call.caller).read()
    return IdentityView.of(call.caller, account)


@router.get("/users/me", answers=Account, rate="read", raises=(AccountGone, DatabaseUnavailable))
async def read_account(call: Call[Deps]) -> Account:
    """Read my account."""
    return await call.deps.accounts(call.caller).read()


@router.patch(
    "/users/me",
    answers=Account,
    rate="write",
    raises=(UsernameTaken, AccountGone, DatabaseUnavailable),
    example={"username": "ayu.lestari", "phone": "0812-3456-7890", "preferences": {"language": "id"}},
)
async def change_account(call: Call[Deps], body: AccountChange) -> Account:
    """Change my account.

    Absent fields stay as they are, null clears. `preferences` are merged into those that are kept.
    """
    return await call.deps.accounts(call.caller).change(body)


@router.get("/users/profile", answers=ProfileView, rate="read", raises=(DatabaseUnavailable,))
async def read_profile(call: Call[Deps]) -> ProfileView:
    """Read my profile.

    Before there is one, every field is null and `completed` is false.
    """
    return ProfileView.of(await call.deps.profiles(call.caller).read())


@router.patch(
    "/users/profile",
    answers=ProfileView,
    rate="write",
    raises=(ImplausibleBirthDate, AccountGone, DatabaseUnavailable),
    example={
        "date_of_birth": "2001-02-28",
        "gender": "FEMALE",
        "occupation": "Perawat",
        "marital_status": "SINGLE",
        "dependents": 0,
        "address": {"city": "Bandung", "province": "Jawa Barat", "postal_code": "40115"},
    },
)
async def save_profile(call: Call[Deps], body: ProfileChange) -> ProfileView:
    """Create or change my profile.

    Absent fields stay as they are, null clears. `address` is replaced as a whole.
    """
    return ProfileView.of(await call.deps.profiles(call.caller).save(body, now=call.now))


@router.get(
    "/users/onboarding/status", answers=Onboarding, rate="read", raises=(AccountGone, DatabaseUnavailable)
)
async def read_onboarding(call: Call[Deps]) -> Onboarding:
    """How far I have come, what is missing and what comes next."""
    return await call.deps.accounts(call.caller).onboarding()


@router.patch(
    "/users/onboarding/skip", answers=Onboarding, rate="write", raises=(AccountGone, DatabaseUnavailable)
)
async def skip_onboarding(call: Call[Deps]) -> Onboarding:
    """Leave onboarding for later; asking again changes nothing."""
    return await call.deps.accounts(call.caller).skip_onboarding()


def make_app(deps: Deps) -> ASGIApp:
    """The account function as an ASGI app over `deps`."""
    return make_application(routers=[router, consents.router], deps=deps, security=deps.web)
