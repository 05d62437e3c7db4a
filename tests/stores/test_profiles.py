"""The store of profiles: in memory and over PostgREST it keeps the same promises."""

from collections.abc import AsyncGenerator
from datetime import date

import pytest

from dev.stack.running import Running
from shared.domain.profile.model import Address, Gender, MaritalStatus, Profile, ProfileChange
from shared.stores.database import RefusedByDatabase
from shared.stores.http import close_shared_client
from tests.people import People
from tests.stores.owners import Enrol, database_of, enrol_in_memory, enrol_over_postgrest

FULL = ProfileChange(
    date_of_birth=date(2001, 2, 28),
    gender=Gender.FEMALE,
    occupation="Perawat",
    company="RS Harapan",
    marital_status=MaritalStatus.SINGLE,
    dependents=2,
    education_level="D3",
    address=Address(street="Jl. Braga 1", city="Bandung", province="Jawa Barat", postal_code="40111"),
    currency="IDR",
)


@pytest.fixture(params=["in memory", "over PostgREST"])
async def enrol(request: pytest.FixtureRequest) -> AsyncGenerator[Enrol]:
    """Makes owners of profiles."""
    if request.param == "in memory":
        yield enrol_in_memory()
        return
    stack: Running = request.getfixturevalue("stack")
    async with People.of(stack) as people:
        yield enrol_over_postgrest(stack, people)
    await close_shared_client()


class TestRead:
    async def test_finds_every_field_null_before_there_is_a_profile(self, enrol: Enrol) -> None:
        owner = await enrol()

        assert await owner.profiles.read() == Profile()


class TestSave:
    async def test_creates_the_profile(self, enrol: Enrol) -> None:
        owner = await enrol()

        saved = await owner.profiles.save(FULL)

        assert saved == await owner.profiles.read()
        assert {name: getattr(saved, name) for name in FULL.model_fields_set} == dict(FULL)
        assert saved.created_at is not None

    async def test_changes_what_is_named_clears_what_is_null_and_leaves_the_rest(self, enrol: Enrol) -> None:
        owner = await enrol()
        await owner.profiles.save(FULL)

        saved = await owner.profiles.save(ProfileChange(dependents=None, company="Klinik Sehat"))

        assert saved.dependents is None
        assert saved.company == "Klinik Sehat"
        assert saved.occupation == "Perawat"
        assert saved.address == FULL.address

    async def test_replaces_the_address_as_a_whole(self, enrol: Enrol) -> None:
        owner = await enrol()
        await owner.profiles.save(FULL)

        saved = await owner.profiles.save(ProfileChange(address=Address(city="Depok")))

        assert saved.address == Address(city="Depok")

    async def test_is_seen_by_nobody_else(self, enrol: Enrol) -> None:
        owner, stranger = await enrol(), await enrol()

        await owner.profiles.save(FULL)

        assert await stranger.profiles.read() == Profile()

    async def test_marks_the_account_complete_and_incomplete_again(self, enrol: Enrol) -> None:
        owner = await enrol()

        await owner.profiles.save(FULL)
        complete = (await owner.users.read()).profile_completed
        await owner.profiles.save(ProfileChange(gender=None))
        incomplete = (await owner.users.read()).profile_completed

        assert (complete, incomplete) == (True, False)


class TestOverPostgrest:
    async def test_reads_an_address_that_the_owner_wrote_past_us(
        self, stack: Running, people: People
    ) -> None:
        owner = await enrol_over_postgrest(stack, people)()
        database = database_of(stack)
        odd = {"city": "Bandung", "postal_code": "unknown", "planet": "Mars"}
        await database.run(database.as_caller(owner.caller).from_("user_profiles").insert({"address": odd}))

        profile = await owner.profiles.read()

        assert profile.address == Address(city="Bandung")
        await close_shared_client()

    @pytest.mark.parametrize(
        "change",
        [
            ProfileChange.model_construct(occupation="Perawat\0"),
            ProfileChange.model_construct(address=Address.model_construct(city="Bandung\0")),
        ],
    )
    async def test_is_refused_text_that_no_database_keeps(
        self, stack: Running, people: People, change: ProfileChange
    ) -> None:
        owner = await enrol_over_postgrest(stack, people)()

        with pytest.raises(RefusedByDatabase):
            await owner.profiles.save(change)

        await close_shared_client()

    async def test_is_refused_by_the_database_where_no_engine_looked(
        self, stack: Running, people: People
    ) -> None:
        owner = await enrol_over_postgrest(stack, people)()

        with pytest.raises(RefusedByDatabase):
            await owner.profiles.save(ProfileChange(date_of_birth=date(1919, 12, 31)))

        await close_shared_client()
