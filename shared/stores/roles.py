"""What the database says the caller may do; a token may be older than that."""

from shared.domain.caller import AccountGone, Caller, UserRole
from shared.stores.database import Database


class Roles:
    """The role of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self) -> UserRole:
        """The role that the account has now, in one round trip. Raises AccountGone, DatabaseUnavailable."""
        rows = self._database.as_caller(self._caller).from_("users").select("role")
        found = await self._database.run(rows.eq("id", str(self._caller.id)))
        if not found:
            raise AccountGone
        return UserRole(str(found[0]["role"]))
