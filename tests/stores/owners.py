"""People and their stores, over fakes and over the real database alike."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

from dev.stack.running import Running
from shared.domain.caller import Caller, UserRole
from shared.services.accounts import UserStore
from shared.services.profiles import ProfileStore
from shared.stores.database import Database
from shared.stores.http import shared_client
from shared.stores.profiles import Profiles
from shared.stores.users import Users
from tests.fakes.profiles import FakeProfiles
from tests.fakes.users import FakeUsers, make_account
from tests.people import People


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Somebody with an account, and their stores."""

    caller: Caller
    users: UserStore
    profiles: ProfileStore


Enrol = Callable[..., Awaitable[Owner]]
"""Makes an owner; keyword arguments are what they told at sign-up."""


def enrol_in_memory() -> Enrol:
    """Owners whose rows are in a dictionary."""
    users = FakeUsers()
    profiles = FakeProfiles(users.profiles)

    async def enrol(**told: str) -> Owner:
        account = users.add(make_account(**told))
        caller = Caller(
            id=account.id, email=account.email, role=UserRole.USER, session_id=uuid4(), token="token"
        )
        return Owner(caller=caller, users=users.as_caller(caller), profiles=profiles.as_caller(caller))

    return enrol


def enrol_over_postgrest(stack: Running, people: People) -> Enrol:
    """Owners whose rows are in Postgres."""
    database = database_of(stack)

    async def enrol(**told: str) -> Owner:
        person = await people("owner", **told)
        caller = Caller(
            id=person.id,
            email=person.email,
            role=person.role,
            session_id=None,
            token=person.access_token,
        )
        return Owner(
            caller=caller,
            users=Users(database=database, caller=caller),
            profiles=Profiles(database=database, caller=caller),
        )

    return enrol


def database_of(stack: Running) -> Database:
    """The database of a running stack."""
    return Database(url=stack.url, publishable_key=stack.publishable_key, http=shared_client)
