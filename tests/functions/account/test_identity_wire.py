"""What the gateway makes of Supabase Auth's answers, as they were recorded from the real program."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest
from pydantic import SecretStr

from shared.domain.caller import Caller, UserRole
from shared.domain.profile.sessions import (
    EmailNotConfirmed,
    EmailRefused,
    EmailTaken,
    RefreshTokenInvalid,
    SignOutScope,
    SignUpClosed,
    UserBanned,
    WeakPassword,
    WrongCredentials,
)
from shared.domain.requests import AuthUnavailable
from shared.errors import TooMany
from shared.gateways.identity import Identity
from tests.functions.account.wire import (
    AYU,
    CREDENTIALS,
    MADE_AT,
    SIGN_UP,
    THIS_SESSION,
    answering,
    identity_over,
    refusing,
    session_body,
    user_body,
)

Attempt = Callable[[Identity], Awaitable[object]]


def register(identity: Identity) -> Awaitable[object]:
    return identity.register(SIGN_UP, client_address=None)


def login(identity: Identity) -> Awaitable[object]:
    return identity.login(CREDENTIALS, client_address=None)


def refresh(identity: Identity) -> Awaitable[object]:
    return identity.refresh(SecretStr("4nkvy7rbj2qs"), client_address=None)


def logout(identity: Identity) -> Awaitable[object]:
    caller = Caller(id=AYU, email=None, role=UserRole.USER, session_id=THIS_SESSION, token="token")
    return identity.logout(caller, scope=SignOutScope.LOCAL)


class TestASession:
    @pytest.mark.parametrize(
        ("claims", "role"),
        [({}, UserRole.USER), ({"user_role": "CONSULTANT"}, UserRole.CONSULTANT)],
    )
    async def test_is_read_from_the_answer_and_its_token(
        self, claims: dict[str, object], role: UserRole
    ) -> None:
        session = await answering(200, session_body(**claims)).login(CREDENTIALS, client_address=None)

        assert session.caller.id == AYU
        assert session.caller.email == "ayu@example.com"
        assert session.caller.role is role
        assert session.caller.session_id == THIS_SESSION
        assert session.is_verified
        assert session.refresh_token == "4nkvy7rbj2qs"
        assert session.expires_in == 3600
        assert session.expires_at.timestamp() == 1_795_000_000

    async def test_shows_no_token_in_a_log(self) -> None:
        session = await answering(200, session_body()).login(CREDENTIALS, client_address=None)

        assert session.refresh_token not in repr(session)
        assert session.caller.token not in repr(session)
        assert "rahasia" not in repr(CREDENTIALS)

    @pytest.mark.parametrize(
        "body",
        [
            session_body() | {"access_token": "no token"},
            session_body(sub="nobody"),
            session_body(user_role="KING"),
            {"access_token": "x"},
            {},
            [],
            "<html>",
        ],
    )
    async def test_that_makes_no_sense_is_a_failure_of_supabase_auth(self, body: object) -> None:
        with pytest.raises(AuthUnavailable):
            await login(answering(200, body))


class TestWhatIsSent:
    async def test_takes_the_names_along_in_the_metadata(self) -> None:
        sent: list[httpx.Request] = []

        def keep(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(200, json=session_body())

        await register(identity_over(httpx.MockTransport(keep)))

        body = httpx.Response(200, content=sent[0].content).json()
        assert sent[0].url == "http://auth.test/auth/v1/signup"
        assert sent[0].headers["apikey"] == "sb_publishable_key"
        assert body["email"] == "ayu@example.com"
        assert body["password"] == "rahasia-Panjang-123"
        assert body["data"] == {"first_name": "Ayu", "username": "ayu"}

    @pytest.mark.parametrize(
        ("forwarding_key", "address", "apikey", "forwarded"),
        [
            (None, "203.0.113.7", "sb_publishable_key", None),
            ("sb_secret_forwarding", None, "sb_publishable_key", None),
            ("sb_secret_forwarding", "203.0.113.7", "sb_secret_forwarding", "203.0.113.7"),
        ],
    )
    async def test_names_the_callers_address_only_where_that_is_configured(
        self, forwarding_key: str | None, address: str | None, apikey: str, forwarded: str | None
    ) -> None:
        sent: list[httpx.Request] = []

        def keep(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(200, json=session_body())

        identity = identity_over(httpx.MockTransport(keep), forwarding_key=forwarding_key)
        await identity.register(SIGN_UP, client_address=address)
        await identity.login(CREDENTIALS, client_address=address)
        await identity.refresh(SecretStr("4nkvy7rbj2qs"), client_address=address)

        assert [request.headers["apikey"] for request in sent] == [apikey] * 3
        assert [request.headers.get("sb-forwarded-for") for request in sent] == [forwarded] * 3

    async def test_signs_out_with_the_callers_own_token_and_never_the_secret_key(self) -> None:
        sent: list[httpx.Request] = []

        def keep(request: httpx.Request) -> httpx.Response:
            sent.append(request)
            return httpx.Response(204)

        await logout(identity_over(httpx.MockTransport(keep), forwarding_key="sb_secret_forwarding"))

        assert sent[0].url == "http://auth.test/auth/v1/logout?scope=local"
        assert sent[0].headers["authorization"] == "Bearer token"
        assert sent[0].headers["apikey"] == "sb_publishable_key"


class TestARefusal:
    @pytest.mark.parametrize(
        ("attempt", "identity", "error"),
        [
            (register, refusing(422, "user_already_exists"), EmailTaken),
            (register, refusing(422, "email_exists"), EmailTaken),
            (register, refusing(400, "validation_failed"), EmailRefused),
            (register, refusing(400, "email_address_invalid"), EmailRefused),
            (register, refusing(422, "signup_disabled"), SignUpClosed),
            (login, refusing(400, "invalid_credentials"), WrongCredentials),
            (login, refusing(400, "email_not_confirmed"), EmailNotConfirmed),
            (login, refusing(400, "user_banned"), UserBanned),
            (refresh, refusing(400, "refresh_token_not_found"), RefreshTokenInvalid),
            (refresh, refusing(400, "refresh_token_already_used"), RefreshTokenInvalid),
            (refresh, refusing(400, "session_expired"), RefreshTokenInvalid),
            (refresh, refusing(400, "validation_failed"), RefreshTokenInvalid),
            (refresh, refusing(400, "user_banned"), UserBanned),
        ],
    )
    async def test_gets_a_name_of_ours(
        self, attempt: Attempt, identity: Identity, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            await attempt(identity)

    async def test_of_a_weak_password_names_each_reason(self) -> None:
        body = {
            "code": 422,
            "error_code": "weak_password",
            "msg": "Password should be at least 8 characters.",
            "weak_password": {"reasons": ["length", "characters", "something new"]},
        }

        with pytest.raises(WeakPassword) as refusal:
            await register(answering(422, body))

        assert [field.pointer for field in refusal.value.fields] == ["/password"] * 3
        assert [field.message.en for field in refusal.value.fields] == [
            "The password is too short.",
            "The password needs a mix of capital and small letters, digits and symbols.",
            "The password is too weak.",
        ]

    async def test_in_the_newer_shape_is_understood_too(self) -> None:
        newer = answering(
            400,
            {"code": "invalid_credentials", "message": "Invalid login credentials"},
            **{"X-Supabase-Api-Version": "2024-01-01"},
        )

        with pytest.raises(WrongCredentials):
            await login(newer)

    @pytest.mark.parametrize(
        ("identity", "seconds"),
        [
            (refusing(429, "over_request_rate_limit", **{"Retry-After": "17"}), 17),
            (refusing(429, "over_request_rate_limit"), 60),
            (refusing(429, "over_email_send_rate_limit", "email rate limit exceeded"), 60),
        ],
    )
    async def test_for_asking_too_often_says_when_to_come_back(
        self, identity: Identity, seconds: int
    ) -> None:
        with pytest.raises(TooMany) as refusal:
            await register(identity)

        assert refusal.value.retry_after == seconds

    @pytest.mark.parametrize("status", [401, 403, 404])
    async def test_to_end_a_session_that_has_ended_is_none(self, status: int) -> None:
        assert await logout(refusing(status, "session_not_found")) is None


class TestConfirmationByMail:
    async def test_answers_new_known_and_just_mailed_addresses_alike(self) -> None:
        new = answering(200, user_body(email_confirmed_at=None, confirmation_sent_at=MADE_AT))
        known = answering(200, user_body(email_confirmed_at=None, role="", identities=[]))
        just_mailed = refusing(
            429,
            "over_email_send_rate_limit",
            "For security purposes, you can only request this after 42 seconds.",
        )

        answers = [await register(identity) for identity in (new, known, just_mailed)]

        assert answers == [None, None, None]


class NeverAnswers(httpx.AsyncBaseTransport):
    """A network on which nothing comes back."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError


class Broken(httpx.AsyncBaseTransport):
    """A network that is not there."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused", request=request)


class TestSupabaseAuthOutOfOrder:
    @pytest.mark.parametrize("attempt", [register, login, refresh, logout])
    @pytest.mark.parametrize(
        "identity",
        [
            identity_over(Broken()),
            identity_over(NeverAnswers(), longest_wait=0.05),
            refusing(500, "unexpected_failure"),
            refusing(504, "request_timeout"),
            answering(500, {"code": "P0001", "message": "the token hook raised"}),
            identity_over(httpx.MockTransport(lambda _: httpx.Response(502, text="<html>"))),
            identity_over(httpx.MockTransport(lambda _: httpx.Response(500, text="<html>"))),
        ],
    )
    async def test_is_told_apart_from_a_refusal(self, attempt: Attempt, identity: Identity) -> None:
        with pytest.raises(AuthUnavailable):
            await attempt(identity)

    async def test_is_seen_by_the_health_check(self) -> None:
        await answering(200, {"name": "GoTrue"}).ping()

        for identity in (identity_over(Broken()), refusing(503, "unavailable")):
            with pytest.raises(AuthUnavailable):
                await identity.ping()
