"""Accounts in memory, with the rules that the database keeps."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from shared.domain.caller import AccountGone, Caller
from shared.domain.profile import engine
from shared.domain.profile.model import Account, AccountChange, Preferences, Profile, Standing, UsernameTaken

BEGINNING = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def make_account(**known: object) -> Account:
    """An account as it is right after registration, but for what is `known`."""
    fresh: dict[str, object] = {
        "id": uuid4(),
        "email": "ayu@example.com",
        "username": None,
        "first_name": None,
        "last_name": None,
        "phone": None,
        "avatar_url": None,
        "role": "USER",
        "is_verified": True,
        "preferences": Preferences(),
        "onboarding_completed": False,
        "onboarding_skipped_at": None,
        "profile_completed": False,
        "financial_data_completed": False,
        "created_at": BEGINNING,
        "updated_at": BEGINNING,
    }
    return Account.model_validate(fresh | known)


class FakeUsers:
    """The table of accounts; `as_caller` gives one person's view of it."""

    def __init__(self) -> None:
        self.accounts: dict[UUID, Account] = {}
        self.profiles: dict[UUID, Profile] = {}
        self.financial_data: dict[UUID, dict[str, int | None]] = {}

    def add(self, account: Account) -> Account:
        """Let there be an account."""
        self.accounts[account.id] = account
        return account

    def knows_username(self, username: str) -> bool:
        """Whether anybody goes by this name."""
        return any(account.username == username for account in self.accounts.values())

    def as_caller(self, caller: Caller) -> "FakeUsersOfCaller":
        """The store as deps would build it."""
        return FakeUsersOfCaller(self, caller)


class FakeUsersOfCaller:
    """One person's own account."""

    def __init__(self, users: FakeUsers, caller: Caller) -> None:
        self._users = users
        self._caller = caller

    async def read(self) -> Account:
        account = self._users.accounts.get(self._caller.id)
        if account is None:
            raise AccountGone
        profile = self._users.profiles.get(self._caller.id, Profile())
        return account.model_copy(
            update={"profile_completed": not engine.missing_in_profile(profile=profile)}
        )

    async def change(self, change: AccountChange) -> Account:
        account = await self.read()
        username = change.username
        if username and username != account.username and self._users.knows_username(username):
            raise UsernameTaken
        named = {name: getattr(change, name) for name in change.model_fields_set}
        if "preferences" in named:
            named["preferences"] = _merged(account.preferences, change.preferences)
        return self._users.add(account.model_copy(update=named))

    async def read_standing(self) -> Standing:
        return Standing(
            account=await self.read(),
            profile=self._users.profiles.get(self._caller.id, Profile()),
            financial_data=self._users.financial_data.get(self._caller.id, {}),
        )

    async def skip_onboarding(self) -> None:
        account = await self.read()
        skipped_at = account.onboarding_skipped_at or BEGINNING
        self._users.add(
            account.model_copy(update={"onboarding_completed": True, "onboarding_skipped_at": skipped_at})
        )


def _merged(kept: Preferences, change: Preferences | None) -> Preferences:
    """`kept` with what `change` names put over it, as the database does."""
    if change is None:
        return Preferences()
    before, named = kept.model_dump(exclude_unset=True), change.model_dump(exclude_unset=True)
    if "notifications" in named:
        named["notifications"] = before.get("notifications", {}) | named["notifications"]
    return Preferences.model_validate(before | named)
