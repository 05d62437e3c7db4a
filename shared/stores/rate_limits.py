"""Rate limits counted in Postgres, where the caller is known by their token alone."""

from shared.domain.caller import Caller
from shared.domain.requests import Admission
from shared.stores.database import Database


class RateLimitStore:
    """The buckets of all callers, through the database function that takes from one's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(self, caller: Caller, route_class: str) -> Admission:
        """Take one from the caller's bucket of that class if it holds one."""
        asked = self._database.as_caller(caller).rpc("spend_rate_limit", {"route_class": route_class})
        rows = await self._database.run(asked)
        return Admission.model_validate(rows[0])
