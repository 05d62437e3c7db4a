"""The store of accounts: in memory and over PostgREST it keeps the same promises."""

import asyncio
import secrets
from collections.abc import AsyncGenerator

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.budget.model import COMPLETING
from shared.domain.caller import AccountGone, UserRole
from shared.domain.profile.engine import NEEDED_IN_PROFILE
from shared.domain.profile.model import (
    AccountChange,
    Gender,
    MaritalStatus,
    Notifications,
    Preferences,
    ProfileChange,
    UsernameTaken,
)
from shared.stores.database import Database, DatabaseUnavailable, RefusedByDatabase
from shared.stores.http import close_shared_client
from shared.stores.users import Users
from tests.people import People
from tests.stores.owners import Enrol, database_of, enrol_in_memory, enrol_over_postgrest


@pytest.fixture
async def pool() -> AsyncGenerator[None]:
    """Connections that are closed behind the test."""
    yield
    await close_shared_client()


@pytest.fixture(params=["in memory", "over PostgREST"])
async def enrol(request: pytest.FixtureRequest) -> AsyncGenerator[Enrol]:
    """Makes owners of accounts."""
    if request.param == "in memory":
        yield enrol_in_memory()
        return
    stack: Running = request.getfixturevalue("stack")
    async with People.of(stack) as people:
        yield enrol_over_postgrest(stack, people)
    await close_shared_client()


def a_username() -> str:
    return f"ayu_{secrets.token_hex(6)}"


class TestRead:
    async def test_gives_the_callers_own_account(self, enrol: Enrol) -> None:
        owner = await enrol(first_name="Ayu", phone="+6281234567890")

        account = await owner.users.read()

        assert account.id == owner.caller.id
        assert account.email == owner.caller.email
        assert (account.first_name, account.phone) == ("Ayu", "+6281234567890")
        assert account.role is UserRole.USER
        assert account.is_verified
        assert account.preferences == Preferences()
        assert not account.onboarding_completed

    async def test_gives_each_caller_another_account(self, enrol: Enrol) -> None:
        owner, stranger = await enrol(first_name="Ayu"), await enrol(first_name="Budi")

        assert (await owner.users.read()).first_name == "Ayu"
        assert (await stranger.users.read()).first_name == "Budi"


class TestChange:
    async def test_writes_what_is_named_and_leaves_the_rest(self, enrol: Enrol) -> None:
        owner = await enrol(first_name="Ayu", last_name="Lestari")
        username = a_username()

        changed = await owner.users.change(
            AccountChange(username=username, last_name=None, avatar_url="https://example.com/ayu.png")
        )

        assert changed == await owner.users.read()
        assert changed.username == username
        assert (changed.first_name, changed.last_name) == ("Ayu", None)
        assert changed.avatar_url == "https://example.com/ayu.png"

    async def test_keeps_the_preferences_that_were_chosen(self, enrol: Enrol) -> None:
        owner = await enrol()
        chosen = Preferences(theme="dark", notifications=Notifications(email=False))

        await owner.users.change(AccountChange(preferences=chosen))

        kept = (await owner.users.read()).preferences
        assert kept == chosen
        assert kept.model_fields_set == {"theme", "notifications"}

    async def test_puts_preferences_over_those_that_are_kept(self, enrol: Enrol) -> None:
        owner = await enrol()
        first = Preferences(language="en", notifications=Notifications(email=False))
        await owner.users.change(AccountChange(preferences=first))

        changed = await owner.users.change(
            AccountChange(preferences=Preferences(theme="dark", notifications=Notifications(push=False)))
        )

        assert changed.preferences == Preferences(
            language="en", theme="dark", notifications=Notifications(email=False, push=False)
        )

    async def test_loses_neither_of_two_changes_at_once(self, enrol: Enrol) -> None:
        owner = await enrol()
        changes = (
            Preferences(language="en"),
            Preferences(theme="dark"),
            Preferences(notifications=Notifications(email=False)),
            Preferences(notifications=Notifications(push=False)),
        )

        await asyncio.gather(*(owner.users.change(AccountChange(preferences=each)) for each in changes))

        assert (await owner.users.read()).preferences == Preferences(
            language="en", theme="dark", notifications=Notifications(email=False, push=False)
        )

    async def test_returns_preferences_to_their_defaults(self, enrol: Enrol) -> None:
        owner = await enrol()
        await owner.users.change(AccountChange(preferences=Preferences(language="en")))

        changed = await owner.users.change(AccountChange(preferences=None))

        assert changed.preferences == Preferences()

    async def test_refuses_a_username_that_somebody_has(self, enrol: Enrol) -> None:
        username = a_username()
        await enrol(username=username)
        stranger = await enrol()

        with pytest.raises(UsernameTaken):
            await stranger.users.change(AccountChange(username=username.upper()))

        assert (await stranger.users.read()).username is None

    async def test_touches_nobody_else(self, enrol: Enrol) -> None:
        owner, stranger = await enrol(first_name="Ayu"), await enrol(first_name="Budi")

        await stranger.users.change(AccountChange(first_name="Bukan Ayu"))

        assert (await owner.users.read()).first_name == "Ayu"

    @pytest.mark.parametrize(
        "name", ["Ayu, Lestari", 'A"yu', "A(y)u*", "Ayu'; drop table users; --", "or=(id.neq.0)", "Åyu 🌱"]
    )
    async def test_keeps_a_name_as_it_is_written(self, enrol: Enrol, name: str) -> None:
        owner = await enrol()

        changed = await owner.users.change(AccountChange(first_name=name))

        assert changed.first_name == name


class TestStanding:
    async def test_is_the_account_alone_before_anything_is_filled_in(self, enrol: Enrol) -> None:
        owner = await enrol()

        standing = await owner.users.read_standing()

        assert standing.account == await owner.users.read()
        assert all(getattr(standing.profile, name) is None for name in NEEDED_IN_PROFILE)
        assert all(standing.financial_data.get(name) is None for name in COMPLETING)

    async def test_tells_what_the_profile_holds(self, enrol: Enrol) -> None:
        owner = await enrol()
        await owner.profiles.save(
            ProfileChange.model_validate(
                {
                    "date_of_birth": "2001-02-28",
                    "gender": "FEMALE",
                    "occupation": "Perawat",
                    "marital_status": "SINGLE",
                    "dependents": 0,
                }
            )
        )

        standing = await owner.users.read_standing()

        assert standing.account.profile_completed
        assert standing.profile.gender is Gender.FEMALE
        assert standing.profile.marital_status is MaritalStatus.SINGLE
        assert standing.profile.dependents == 0


class TestSkipOnboarding:
    async def test_stamps_the_first_time_only(self, enrol: Enrol) -> None:
        owner = await enrol()

        await owner.users.skip_onboarding()
        first = await owner.users.read()
        await owner.users.skip_onboarding()
        again = await owner.users.read()

        assert first.onboarding_completed
        assert first.onboarding_skipped_at is not None
        assert again.onboarding_skipped_at == first.onboarding_skipped_at


@pytest.mark.usefixtures("pool")
class TestOverPostgrest:
    async def test_reads_preferences_that_the_owner_wrote_past_us(
        self, stack: Running, people: People
    ) -> None:
        owner = await enrol_over_postgrest(stack, people)()
        database = database_of(stack)
        rows = database.as_caller(owner.caller).from_("users")
        odd = {"language": "en", "theme": "neon", "mine": [1, 2]}
        await database.run(rows.update({"preferences": odd}).eq("id", str(owner.caller.id)))

        account = await owner.users.read()

        assert account.preferences == Preferences(language="en")

    async def test_keeps_preferences_that_only_the_owner_knows(self, stack: Running, people: People) -> None:
        owner = await enrol_over_postgrest(stack, people)()
        database = database_of(stack)
        rows = database.as_caller(owner.caller).from_("users")
        own = {"mine": [1, {"deep": None}], "notifications": {"fax": True, "email": True}}
        await database.run(rows.update({"preferences": own}).eq("id", str(owner.caller.id)))

        chosen = Preferences(theme="dark", notifications=Notifications(email=False))
        changed = await owner.users.change(AccountChange(preferences=chosen))

        assert changed.preferences == chosen
        kept = await database.run(database.as_caller(owner.caller).from_("users").select("preferences"))
        assert kept[0]["preferences"] == {
            "mine": [1, {"deep": None}],
            "theme": "dark",
            "notifications": {"fax": True, "email": False},
        }

    @pytest.mark.parametrize("name", ["username", "first_name", "last_name", "phone", "avatar_url"])
    async def test_is_refused_text_that_no_database_keeps(
        self, stack: Running, people: People, name: str
    ) -> None:
        owner = await enrol_over_postgrest(stack, people)()

        with pytest.raises(RefusedByDatabase):
            await owner.users.change(AccountChange.model_construct({name}, **{name: "Ayu\0"}))

    async def test_knows_figures_that_the_owner_declared(self, stack: Running, people: People) -> None:
        owner = await enrol_over_postgrest(stack, people)()
        database = database_of(stack)
        await database.run(
            database.as_caller(owner.caller).from_("financial_data").insert({"monthly_income": 5_000_000})
        )

        standing = await owner.users.read_standing()

        assert standing.financial_data["monthly_income"] == 5_000_000
        assert standing.financial_data["current_debt"] is None

    async def test_tells_a_caller_whose_account_is_gone(self, stack: Running, people: People) -> None:
        owner = await enrol_over_postgrest(stack, people)()
        async with httpx.AsyncClient(trust_env=False) as http:
            deleted = await http.delete(
                f"{stack.url}/auth/v1/admin/users/{owner.caller.id}", headers={"apikey": stack.secret_key}
            )
        assert deleted.status_code == 200

        for attempt in (
            owner.users.read(),
            owner.users.read_standing(),
            owner.users.change(AccountChange(first_name="Ayu")),
            owner.users.skip_onboarding(),
            owner.profiles.save(ProfileChange(occupation="Perawat")),
        ):
            with pytest.raises(AccountGone):
                await attempt

    async def test_says_when_the_database_is_not_there(self) -> None:
        owner = await enrol_in_memory()()
        async with httpx.AsyncClient(trust_env=False) as http:
            nowhere = Database(url="http://127.0.0.1:9", publishable_key="key", http=lambda: http)

            with pytest.raises(DatabaseUnavailable):
                await Users(database=nowhere, caller=owner.caller).read()
