"""Account rows, read and changed as their owner."""

from typing import Any

from shared.domain.budget.model import COMPLETING
from shared.domain.caller import AccountGone, Caller
from shared.domain.profile.engine import NEEDED_IN_PROFILE, understood
from shared.domain.profile.model import Account, AccountChange, Preferences, Standing, UsernameTaken
from shared.stores.database import Database, DuplicateRow, Row

_COLUMNS = (
    "id",
    "email",
    "username",
    "first_name",
    "last_name",
    "phone",
    "avatar_url",
    "role",
    "is_verified",
    "preferences",
    "onboarding_completed",
    "onboarding_skipped_at",
    "profile_completed",
    "financial_data_completed",
    "created_at",
    "updated_at",
)


class Users:
    """The account row of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self) -> Account:
        """The caller's account. Raises AccountGone where it was deleted after its token was issued."""
        rows = self._database.as_caller(self._caller).from_("users").select(*_COLUMNS)
        return _account(await self._database.run(rows.eq("id", str(self._caller.id))))

    async def change(self, change: AccountChange) -> Account:
        """Write what `change` names, and merge preferences. Raises UsernameTaken and AccountGone."""
        values: dict[str, Any] = {"changes": change.model_dump(mode="json", exclude_unset=True)}
        call = self._database.as_caller(self._caller).rpc("save_account", values)
        try:
            return _account(await self._database.run(call))
        except DuplicateRow as error:
            raise UsernameTaken from error

    async def read_standing(self) -> Standing:
        """The account with what its owner has filled in, in one round trip. Raises AccountGone."""
        rows = (
            self._database.as_caller(self._caller)
            .from_("users")
            .select(
                *_COLUMNS,
                f"profile:user_profiles({','.join(NEEDED_IN_PROFILE)})",
                f"financial:financial_data({','.join(COMPLETING)})",
            )
        )
        found = await self._database.run(rows.eq("id", str(self._caller.id)))
        return Standing.model_validate(
            {
                "account": _account(found),
                "profile": found[0]["profile"] or {},
                "financial_data": found[0]["financial"] or {},
            }
        )

    async def skip_onboarding(self) -> None:
        """Mark onboarding as skipped; the first time counts. Raises AccountGone."""
        call = self._database.as_caller(self._caller).rpc("skip_onboarding", {})
        await self._database.run(call)


def _account(rows: list[Row]) -> Account:
    if not rows:
        raise AccountGone
    row = {name: rows[0][name] for name in _COLUMNS}
    preferences = understood(shape=Preferences, stored=row["preferences"]) or Preferences()
    return Account.model_validate({**row, "preferences": preferences})
