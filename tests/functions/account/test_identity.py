"""Supabase Auth and the fake of it keep the same promises."""

import secrets
from collections.abc import AsyncGenerator

import httpx
import pytest
from pydantic import SecretStr

from dev.stack.running import Running
from functions.account.service import IdentityProvider
from shared.domain.caller import UserRole
from shared.domain.profile.sessions import (
    Credentials,
    EmailTaken,
    RefreshTokenInvalid,
    Session,
    SignOutScope,
    SignUp,
    WeakPassword,
    WrongCredentials,
)
from shared.gateways.identity import Identity
from shared.stores.http import close_shared_client, shared_client
from tests.fakes.identity import FakeIdentity
from tests.fakes.users import FakeUsers

PASSWORD = SecretStr("rahasia-Panjang-123")


@pytest.fixture(params=["in memory", "over the wire"])
async def identity(request: pytest.FixtureRequest) -> AsyncGenerator[IdentityProvider]:
    """A Supabase Auth without confirmation by mail."""
    if request.param == "in memory":
        yield FakeIdentity(users=FakeUsers())
        return
    stack: Running = request.getfixturevalue("stack")
    yield Identity(url=stack.url, publishable_key=stack.publishable_key, http=shared_client)
    await close_shared_client()


def new_credentials() -> Credentials:
    return Credentials(email=f"ayu.{secrets.token_hex(6)}@example.com", password=PASSWORD)


async def register(identity: IdentityProvider, credentials: Credentials) -> Session:
    session = await identity.register(
        SignUp(credentials=credentials, first_name="Ayu"), client_address="127.0.0.1"
    )
    assert session is not None
    return session


async def login(identity: IdentityProvider, credentials: Credentials) -> Session:
    return await identity.login(credentials, client_address="127.0.0.1")


async def refresh(identity: IdentityProvider, session: Session) -> Session:
    return await identity.refresh(SecretStr(session.refresh_token), client_address="127.0.0.1")


class TestRegister:
    async def test_opens_a_session(self, identity: IdentityProvider) -> None:
        ayu = new_credentials()

        session = await register(identity, ayu)

        assert session.caller.email == ayu.email
        assert session.caller.role is UserRole.USER
        assert session.caller.session_id is not None
        assert session.is_verified
        assert session.expires_in > 0

    async def test_refuses_a_known_email_in_any_case(self, identity: IdentityProvider) -> None:
        ayu = new_credentials()
        await register(identity, ayu)

        for email in (ayu.email, ayu.email.upper()):
            with pytest.raises(EmailTaken):
                await register(identity, Credentials(email=email, password=PASSWORD))

    async def test_refuses_a_password_that_is_too_short(self, identity: IdentityProvider) -> None:
        ayu = Credentials(email=new_credentials().email, password=SecretStr("pendek"))

        with pytest.raises(WeakPassword) as refusal:
            await register(identity, ayu)

        assert [field.message.en for field in refusal.value.fields] == ["The password is too short."]


class TestLogin:
    async def test_is_the_same_person_in_another_session(self, identity: IdentityProvider) -> None:
        ayu = new_credentials()
        first = await register(identity, ayu)

        second = await login(identity, Credentials(email=ayu.email.upper(), password=PASSWORD))

        assert second.caller.id == first.caller.id
        assert second.caller.session_id != first.caller.session_id

    async def test_refuses_a_wrong_password_and_an_unknown_email(self, identity: IdentityProvider) -> None:
        ayu = new_credentials()
        await register(identity, ayu)

        for wrong in (Credentials(email=ayu.email, password=SecretStr("salah-salah")), new_credentials()):
            with pytest.raises(WrongCredentials):
                await login(identity, wrong)


class TestRefresh:
    async def test_goes_on_with_the_same_session(self, identity: IdentityProvider) -> None:
        first = await register(identity, new_credentials())

        second = await refresh(identity, first)

        assert second.caller.id == first.caller.id
        assert second.caller.session_id == first.caller.session_id
        assert second.refresh_token != first.refresh_token

    @pytest.mark.parametrize("token", ["unknown", "a,b)or(1.eq.1", "'; drop table auth.users; --", "🌱"])
    async def test_refuses_a_token_that_nobody_was_given(
        self, identity: IdentityProvider, token: str
    ) -> None:
        with pytest.raises(RefreshTokenInvalid):
            await identity.refresh(SecretStr(token), client_address=None)


class TestLogout:
    @pytest.mark.parametrize(
        ("scope", "this_ends", "other_ends"),
        [
            (SignOutScope.GLOBAL, True, True),
            (SignOutScope.LOCAL, True, False),
            (SignOutScope.OTHERS, False, True),
        ],
    )
    async def test_ends_the_sessions_of_its_scope(
        self, identity: IdentityProvider, scope: SignOutScope, this_ends: bool, other_ends: bool
    ) -> None:
        ayu = new_credentials()
        this, other = await register(identity, ayu), await login(identity, ayu)

        await identity.logout(this.caller, scope=scope)

        assert await ended(identity, this) is this_ends
        assert await ended(identity, other) is other_ends

    async def test_twice_is_as_good_as_once(self, identity: IdentityProvider) -> None:
        session = await register(identity, new_credentials())

        await identity.logout(session.caller, scope=SignOutScope.LOCAL)
        await identity.logout(session.caller, scope=SignOutScope.LOCAL)

    async def test_leaves_other_people_alone(self, identity: IdentityProvider) -> None:
        owner = await register(identity, new_credentials())
        stranger = await register(identity, new_credentials())

        await identity.logout(stranger.caller, scope=SignOutScope.GLOBAL)

        assert await ended(identity, owner) is False


async def ended(identity: IdentityProvider, session: Session) -> bool:
    try:
        await refresh(identity, session)
    except RefreshTokenInvalid:
        return True
    return False


class TestOverTheWire:
    async def test_answers_the_health_check(self, stack: Running) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            await Identity(url=stack.url, publishable_key=stack.publishable_key, http=lambda: http).ping()

    async def test_forwards_the_callers_address_with_a_secret_key(self, stack: Running) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            identity = Identity(
                url=stack.url,
                publishable_key=stack.publishable_key,
                http=lambda: http,
                forwarding_key=SecretStr(stack.secret_key),
            )

            session = await identity.register(
                SignUp(credentials=new_credentials()), client_address="203.0.113.7"
            )

        assert session is not None
        assert session.caller.role is UserRole.USER
