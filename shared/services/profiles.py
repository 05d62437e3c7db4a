"""One's own profile."""

from datetime import datetime
from typing import Protocol

from shared.domain.days import today_in_jakarta
from shared.domain.profile import engine
from shared.domain.profile.model import Profile, ProfileChange


class ProfileStore(Protocol):
    """The profile row of one caller."""

    async def read(self) -> Profile:
        """The profile, with every field null before there is one."""
        ...

    async def save(self, change: ProfileChange) -> Profile:
        """Write what `change` names, creating the row where there is none. Raises AccountGone."""
        ...


class ProfileService:
    """What a person does with their own profile."""

    def __init__(self, *, profiles: ProfileStore) -> None:
        self._profiles = profiles

    async def read(self) -> Profile:
        """The profile, with every field null before there is one."""
        return await self._profiles.read()

    async def save(self, change: ProfileChange, *, now: datetime) -> Profile:
        """Create or change the profile. Raises ImplausibleBirthDate and AccountGone."""
        if change.date_of_birth:
            today = today_in_jakarta(now=now)
            engine.check_date_of_birth(date_of_birth=change.date_of_birth, today=today)
        return await self._profiles.save(change)
