"""Supabase Auth in memory: people, their passwords, and sessions whose refresh tokens work once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from pydantic import SecretStr

from shared.domain.caller import Caller, UserRole
from shared.domain.profile.sessions import (
    Credentials,
    EmailNotConfirmed,
    EmailTaken,
    RefreshTokenInvalid,
    Session,
    SignOutScope,
    SignUp,
    UserBanned,
    WeakPassword,
    WrongCredentials,
)
from shared.errors import FintarError
from tests.fakes.users import FakeUsers, make_account
from tests.fakes.web import FakeVerifier

SHORTEST_PASSWORD = 8
LIFETIME = timedelta(hours=1)


@dataclass(slots=True)
class _Person:
    id: UUID
    email: str
    password: str
    confirmed: bool
    banned: bool = False


class FakeIdentity:
    """Knows people by their e-mail without case. `failing_with` makes every call fail so."""

    def __init__(self, *, users: FakeUsers, confirms_by_mail: bool = False) -> None:
        self._users = users
        self._confirms_by_mail = confirms_by_mail
        self._people: dict[str, _Person] = {}
        self._sessions: dict[str, Caller] = {}
        self.addresses: list[str | None] = []
        self.failing_with: FintarError | None = None

    def confirm(self, email: str) -> None:
        """The person has clicked the link in the mail."""
        self._people[email.lower()].confirmed = True

    def ban(self, email: str) -> None:
        """An operator suspends the account."""
        self._people[email.lower()].banned = True

    async def register(self, sign_up: SignUp, *, client_address: str | None) -> Session | None:
        self._begin(client_address)
        email = sign_up.credentials.email.lower()
        password = sign_up.credentials.password.get_secret_value()
        if len(password) < SHORTEST_PASSWORD:
            raise WeakPassword(["length"])
        if email in self._people:
            if self._confirms_by_mail:
                return None
            raise EmailTaken
        person = _Person(uuid4(), email, password, confirmed=not self._confirms_by_mail)
        self._people[email] = person
        self._add_account(person, sign_up)
        return None if self._confirms_by_mail else self._open_session(person)

    async def login(self, credentials: Credentials, *, client_address: str | None) -> Session:
        self._begin(client_address)
        person = self._people.get(credentials.email.lower())
        if person is None or person.password != credentials.password.get_secret_value():
            raise WrongCredentials
        if person.banned:
            raise UserBanned
        if not person.confirmed:
            raise EmailNotConfirmed
        return self._open_session(person)

    async def refresh(self, refresh_token: SecretStr, *, client_address: str | None) -> Session:
        self._begin(client_address)
        caller = self._sessions.pop(refresh_token.get_secret_value(), None)
        if caller is None or caller.email is None:
            raise RefreshTokenInvalid
        return self._open_session(self._people[caller.email], session_id=caller.session_id)

    async def logout(self, caller: Caller, *, scope: SignOutScope) -> None:
        self._begin(None)
        self._sessions = {
            token: other
            for token, other in self._sessions.items()
            if other.id != caller.id or not _ends(caller, other, scope)
        }

    def _begin(self, client_address: str | None) -> None:
        self.addresses.append(client_address)
        if self.failing_with:
            raise self.failing_with

    def _add_account(self, person: _Person, sign_up: SignUp) -> None:
        wished = sign_up.model_dump(exclude={"credentials"})
        if sign_up.username and self._users.knows_username(sign_up.username):
            wished["username"] = None
        self._users.add(
            make_account(id=person.id, email=person.email, is_verified=person.confirmed, **wished)
        )

    def _open_session(self, person: _Person, *, session_id: UUID | None = None) -> Session:
        caller = Caller(
            id=person.id,
            email=person.email,
            role=UserRole.USER,
            session_id=session_id or uuid4(),
            token=f"access-{uuid4()}",
        )
        caller = caller.model_copy(update={"token": FakeVerifier().issue(caller)})
        refresh_token = f"refresh-{uuid4()}"
        self._sessions[refresh_token] = caller
        return Session(
            caller=caller,
            is_verified=person.confirmed,
            refresh_token=refresh_token,
            expires_in=int(LIFETIME.total_seconds()),
            expires_at=datetime.now(UTC) + LIFETIME,
        )


def _ends(caller: Caller, other: Caller, scope: SignOutScope) -> bool:
    is_this_one = other.session_id == caller.session_id
    return {
        SignOutScope.GLOBAL: True,
        SignOutScope.LOCAL: is_this_one,
        SignOutScope.OTHERS: not is_this_one,
    }[scope]
