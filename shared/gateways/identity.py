"""Supabase Auth, which keeps passwords, sessions and refresh rotation."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

import httpx
import jwt
from pydantic import BaseModel, SecretStr, ValidationError
from supabase_auth import AsyncGoTrueClient, AuthResponse
from supabase_auth.errors import AuthApiError, AuthError, AuthWeakPasswordError

from shared.domain.caller import Caller, UserRole
from shared.domain.profile.sessions import (
    Credentials,
    EmailNotConfirmed,
    EmailRefused,
    EmailTaken,
    RefreshTokenInvalid,
    Session,
    SignOutScope,
    SignUp,
    SignUpClosed,
    UserBanned,
    WeakPassword,
    WrongCredentials,
)
from shared.domain.requests import AuthUnavailable
from shared.errors import FintarError, TooMany
from shared.telemetry import spent

LONGEST_WAIT = 8.0
"""Seconds that one call may take in all, however slowly the answer drips."""

COME_BACK_IN = 60
"""Seconds to wait after a 429 that does not say how long."""

_REFUSALS: dict[str, Callable[[], FintarError]] = {
    "user_already_exists": EmailTaken,
    "email_exists": EmailTaken,
    "invalid_credentials": WrongCredentials,
    "email_not_confirmed": EmailNotConfirmed,
    "user_banned": UserBanned,
    "signup_disabled": SignUpClosed,
    "email_provider_disabled": SignUpClosed,
    "validation_failed": EmailRefused,
    "email_address_invalid": EmailRefused,
    "email_address_not_authorized": EmailRefused,
    "refresh_token_not_found": RefreshTokenInvalid,
    "refresh_token_already_used": RefreshTokenInvalid,
    "session_not_found": RefreshTokenInvalid,
    "session_expired": RefreshTokenInvalid,
    "user_not_found": RefreshTokenInvalid,
}


class _Claims(BaseModel):
    sub: UUID
    email: str | None = None
    session_id: UUID | None = None
    user_role: UserRole = UserRole.USER


class Identity:
    """Registers people and signs them in and out, each call with a client of its own over one pool.

    With `forwarding_key`, a secret key used for nothing else, the caller's address is passed on, so that
    Supabase Auth counts its limits per person and not per function.
    """

    def __init__(
        self,
        *,
        url: str,
        publishable_key: str,
        http: Callable[[], httpx.AsyncClient],
        forwarding_key: SecretStr | None = None,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        self._url = f"{url}/auth/v1"
        self._publishable_key = publishable_key
        self._http = http
        self._forwarding_key = forwarding_key
        self._longest_wait = longest_wait

    async def register(self, sign_up: SignUp, *, client_address: str | None) -> Session | None:
        """Make an account. None where a mail must be confirmed first, be the address new or known.

        Raises EmailTaken (only without confirmation), WeakPassword, EmailRefused, SignUpClosed, TooMany and
        AuthUnavailable.
        """
        wished = sign_up.model_dump(mode="json", exclude={"credentials"}, exclude_none=True)
        async with self._client(client_address) as client:
            try:
                answer = await client.sign_up(
                    {
                        "email": sign_up.credentials.email,
                        "password": sign_up.credentials.password.get_secret_value(),
                        "options": {"data": wished},
                    }
                )
            except AuthApiError as error:
                if _was_mailed_just_now(error):
                    return None
                raise
        return _session_of(answer) if answer.session else None

    async def login(self, credentials: Credentials, *, client_address: str | None) -> Session:
        """Sign in. Raises WrongCredentials, EmailNotConfirmed, UserBanned, TooMany, AuthUnavailable."""
        async with self._client(client_address) as client:
            answer = await client.sign_in_with_password(
                {"email": credentials.email, "password": credentials.password.get_secret_value()}
            )
        return _session_of(answer)

    async def refresh(self, refresh_token: SecretStr, *, client_address: str | None) -> Session:
        """The next session. Raises RefreshTokenInvalid, UserBanned, TooMany and AuthUnavailable."""
        async with self._client(client_address) as client:
            try:
                answer = await client.refresh_session(refresh_token.get_secret_value())
            except AuthApiError as error:
                if error.code == "validation_failed":
                    raise RefreshTokenInvalid from error
                raise
        return _session_of(answer)

    async def logout(self, caller: Caller, *, scope: SignOutScope) -> None:
        """End sessions of `caller`; one that has ended already is no error. Raises AuthUnavailable."""
        async with self._client(None) as client:
            try:
                await client.admin.sign_out(caller.token, scope.value)
            except AuthApiError as error:
                if error.status not in (401, 403, 404):
                    raise

    async def ping(self) -> None:
        """Ask Supabase Auth whether it is there. Raises AuthUnavailable."""
        try:
            answer = await self._http().get(f"{self._url}/health", headers=self._headers(None), timeout=2.0)
        except httpx.HTTPError:
            raise AuthUnavailable from None
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise AuthUnavailable

    @asynccontextmanager
    async def _client(self, client_address: str | None) -> AsyncGenerator[AsyncGoTrueClient, None]:
        client = AsyncGoTrueClient(
            url=self._url,
            headers=self._headers(client_address),
            http_client=self._http(),
            auto_refresh_token=False,
            persist_session=False,
        )
        try:
            with spent("auth"):
                async with asyncio.timeout(self._longest_wait):
                    yield client
        except AuthError as error:
            raise _in_our_words(error) from error
        except (TimeoutError, ValidationError) as error:
            raise AuthUnavailable from error

    def _headers(self, client_address: str | None) -> dict[str, str]:
        if self._forwarding_key and client_address:
            return {"apikey": self._forwarding_key.get_secret_value(), "Sb-Forwarded-For": client_address}
        return {"apikey": self._publishable_key}


def _session_of(answer: AuthResponse) -> Session:
    """What Supabase Auth has just handed out; its own token needs no second check."""
    session = answer.session
    if session is None or session.expires_at is None:
        raise AuthUnavailable
    try:
        claims = _Claims.model_validate(jwt.decode(session.access_token, options={"verify_signature": False}))
    except (jwt.InvalidTokenError, ValidationError) as error:
        raise AuthUnavailable from error
    caller = Caller(
        id=claims.sub,
        email=claims.email or None,
        role=claims.user_role,
        session_id=claims.session_id,
        token=session.access_token,
    )
    return Session(
        caller=caller,
        is_verified=session.user.email_confirmed_at is not None,
        refresh_token=session.refresh_token,
        expires_in=session.expires_in,
        expires_at=datetime.fromtimestamp(session.expires_at, UTC),
    )


def _was_mailed_just_now(error: AuthApiError) -> bool:
    """A second sign-up right after the first: that mail is on its way, and to say more would tell on people.

    The limit on all mails of the project has the same code and other words; it stays a refusal.
    """
    return error.code == "over_email_send_rate_limit" and "only request this after" in error.message


def _in_our_words(error: AuthError) -> Exception:
    if isinstance(error, AuthWeakPasswordError):
        return WeakPassword(error.reasons)
    status = _status_of(error)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return TooMany(retry_after=_seconds_to_wait(error))
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return AuthUnavailable()
    refusal = _REFUSALS.get(error.code or "")
    return refusal() if refusal else error


def _status_of(error: AuthError) -> int | None:
    """The HTTP status behind `error`; None where there was no answer."""
    cause = error.__cause__
    return cause.response.status_code if isinstance(cause, httpx.HTTPStatusError) else None


def _seconds_to_wait(error: AuthError) -> int:
    cause = error.__cause__
    header = cause.response.headers.get("Retry-After", "") if isinstance(cause, httpx.HTTPStatusError) else ""
    if header.isdecimal():
        return int(header)
    said = re.search(r"after (\d+) second", error.message)
    return int(said.group(1)) if said else COME_BACK_IN
