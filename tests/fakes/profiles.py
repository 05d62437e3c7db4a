"""Profiles in memory."""

from uuid import UUID

from shared.domain.caller import Caller
from shared.domain.profile.model import Profile, ProfileChange
from tests.fakes.users import BEGINNING


class FakeProfiles:
    """The table of profiles, shared with the accounts whose flags follow it."""

    def __init__(self, profiles: dict[UUID, Profile]) -> None:
        self._profiles = profiles

    def as_caller(self, caller: Caller) -> "FakeProfilesOfCaller":
        """The store as deps would build it."""
        return FakeProfilesOfCaller(self._profiles, caller)


class FakeProfilesOfCaller:
    """One person's own profile."""

    def __init__(self, profiles: dict[UUID, Profile], caller: Caller) -> None:
        self._profiles = profiles
        self._caller = caller

    async def read(self) -> Profile:
        return self._profiles.get(self._caller.id, Profile())

    async def save(self, change: ProfileChange) -> Profile:
        kept = self._profiles.get(self._caller.id, Profile(created_at=BEGINNING, updated_at=BEGINNING))
        named = {name: getattr(change, name) for name in change.model_fields_set}
        self._profiles[self._caller.id] = kept.model_copy(update=named)
        return self._profiles[self._caller.id]
