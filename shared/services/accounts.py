"""One's own account: reading it, changing it, and how far onboarding has come."""

from typing import Protocol

from shared.domain.profile import engine
from shared.domain.profile.model import Account, AccountChange, Onboarding, Standing


class UserStore(Protocol):
    """The account row of one caller."""

    async def read(self) -> Account:
        """The account. Raises AccountGone."""
        ...

    async def change(self, change: AccountChange) -> Account:
        """Write what `change` names, and merge preferences. Raises UsernameTaken and AccountGone."""
        ...

    async def read_standing(self) -> Standing:
        """The account with what its owner has filled in. Raises AccountGone."""
        ...

    async def skip_onboarding(self) -> None:
        """Mark onboarding as skipped; the first time counts. Raises AccountGone."""
        ...


class AccountService:
    """What a person does with their own account."""

    def __init__(self, *, users: UserStore) -> None:
        self._users = users

    async def read(self) -> Account:
        """The account. Raises AccountGone."""
        return await self._users.read()

    async def change(self, change: AccountChange) -> Account:
        """Change what `change` names; preferences are merged. Raises UsernameTaken and AccountGone."""
        return await self._users.change(change)

    async def onboarding(self) -> Onboarding:
        """How far onboarding has come. Raises AccountGone."""
        return engine.onboarding(standing=await self._users.read_standing())

    async def skip_onboarding(self) -> Onboarding:
        """Leave onboarding for later; what is missing is still named. Raises AccountGone."""
        await self._users.skip_onboarding()
        return await self.onboarding()
