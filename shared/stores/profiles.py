"""Profile rows, read and written as their owner."""

from typing import Any

from shared.domain.caller import Caller
from shared.domain.profile.engine import understood
from shared.domain.profile.model import Address, Profile, ProfileChange
from shared.stores.database import Database, Row

_COLUMNS = (*Profile.model_fields,)


class Profiles:
    """The profile row of one caller, which exists once something was saved."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self) -> Profile:
        """The caller's profile, with every field null before there is one."""
        rows = self._database.as_caller(self._caller).from_("user_profiles").select(*_COLUMNS)
        found = await self._database.run(rows.eq("user_id", str(self._caller.id)))
        return _profile(found[0]) if found else Profile()

    async def save(self, change: ProfileChange) -> Profile:
        """Write what `change` names, creating the row where there is none. Raises AccountGone."""
        values: dict[str, Any] = {"changes": _columns(change)}
        call = self._database.as_caller(self._caller).rpc("save_profile", values)
        return _profile((await self._database.run(call))[0])


def _profile(row: Row) -> Profile:
    columns = {name: row[name] for name in _COLUMNS}
    return Profile.model_validate({**columns, "address": understood(shape=Address, stored=row["address"])})


def _columns(change: ProfileChange) -> Row:
    columns = change.model_dump(mode="json", exclude_unset=True)
    if change.address:
        columns["address"] = change.address.model_dump(mode="json", exclude_none=True)
    return columns
