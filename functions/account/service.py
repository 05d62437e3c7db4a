"""Registering and signing in: Supabase Auth for the session, the database for the account it opens."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from pydantic import SecretStr

from shared.domain.caller import Caller
from shared.domain.profile.model import Account
from shared.domain.profile.sessions import Credentials, RegisteredNotSignedIn, Session, SignOutScope, SignUp
from shared.errors import Unavailable
from shared.services.accounts import AccountService


class IdentityProvider(Protocol):
    """Who keeps passwords and sessions."""

    async def register(self, sign_up: SignUp, *, client_address: str | None) -> Session | None:
        """Make an account; None where a mail must be confirmed first.

        Raises EmailTaken, WeakPassword, EmailRefused, SignUpClosed, TooMany and AuthUnavailable.
        """
        ...

    async def login(self, credentials: Credentials, *, client_address: str | None) -> Session:
        """Sign in. Raises WrongCredentials, EmailNotConfirmed, UserBanned, TooMany, AuthUnavailable."""
        ...

    async def refresh(self, refresh_token: SecretStr, *, client_address: str | None) -> Session:
        """The next session. Raises RefreshTokenInvalid, UserBanned, TooMany and AuthUnavailable."""
        ...

    async def logout(self, caller: Caller, *, scope: SignOutScope) -> None:
        """End sessions of `caller`; one that has ended already is no error. Raises AuthUnavailable."""
        ...


class SignedIn(NamedTuple):
    """A session and the account it opens."""

    session: Session
    account: Account


class SigningIn:
    """How a person gets a session, keeps it and ends it."""

    def __init__(self, *, identity: IdentityProvider, accounts: Callable[[Caller], AccountService]) -> None:
        self._identity = identity
        self._accounts = accounts

    async def register(self, sign_up: SignUp, *, client_address: str | None) -> SignedIn | None:
        """Make an account; None where a mail must be confirmed first.

        Raises EmailTaken, WeakPassword, EmailRefused, SignUpClosed, TooMany, AuthUnavailable, and
        RegisteredNotSignedIn where only the last step failed: to register again would find the e-mail taken.
        """
        session = await self._identity.register(sign_up, client_address=client_address)
        if session is None:
            return None
        try:
            account = await self._accounts(session.caller).read()
        except Unavailable as error:
            raise RegisteredNotSignedIn from error
        return SignedIn(session, account)

    async def login(self, credentials: Credentials, *, client_address: str | None) -> SignedIn:
        """Sign in. Raises WrongCredentials, EmailNotConfirmed, UserBanned, TooMany and Unavailable."""
        session = await self._identity.login(credentials, client_address=client_address)
        return SignedIn(session, await self._accounts(session.caller).read())

    async def refresh(self, refresh_token: SecretStr, *, client_address: str | None) -> Session:
        """The next session. The database is not asked: were it down, the used-up token would be lost.

        Raises RefreshTokenInvalid, UserBanned, TooMany and AuthUnavailable.
        """
        return await self._identity.refresh(refresh_token, client_address=client_address)

    async def logout(self, caller: Caller, *, scope: SignOutScope) -> None:
        """End sessions of the caller; access tokens run out by themselves. Raises AuthUnavailable."""
        await self._identity.logout(caller, scope=scope)
