"""One person's goals and what is set aside for them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from pydantic import AwareDatetime

from shared.domain.caller import Caller
from shared.domain.goals.keeping import (
    ContributionPage,
    GoalChange,
    GoalFacts,
    NewContribution,
    NewGoal,
    SavedContribution,
)
from shared.domain.goals.refusals import refusal_of_contribution, refusal_of_goal
from shared.domain.requests import DatabaseUnavailable
from shared.domain.values import Value
from shared.errors import NotFound
from shared.stores.cursors import from_cursor, to_cursor
from shared.stores.database import Database, RefusedByDatabase, Row
from shared.stores.snapshot_rows import snapshot_of


class _Place(Value):
    """Where a page of contributions ends."""

    created_at: AwareDatetime
    id: UUID


class GoalRows:
    """The goals of one caller. Somebody else's are not found."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self, *, since: date | None = None) -> GoalFacts:
        """All that is said about goals; contributions after `since`, or of 90 days. Raises AccountGone."""
        arguments = {} if since is None else {"since": since.isoformat()}
        rows = await self._ask("goal_overview", arguments)
        if not rows:
            raise DatabaseUnavailable
        told = rows[0]
        return GoalFacts.model_validate({**told, "snapshot": snapshot_of(cast("Row", told["snapshot"]))})

    async def add(self, goal_id: UUID, goal: NewGoal) -> None:
        """Keep a goal and what it starts with; one of that id that is there already stays as it is.

        Raises GoalRefused, NotEnoughFree, TooManyGoals.
        """
        columns = goal.model_dump(mode="json", exclude={"starting"})
        told = {**columns, "id": str(goal_id), "target_rule": goal.rule.value}
        starting = [part.model_dump(mode="json") for part in goal.starting]
        try:
            await self._ask("add_goal", {"goal": told, "starting": starting})
        except RefusedByDatabase as refused:
            raise refusal_of_goal(refused.constraint) from None

    async def change(self, goal_id: UUID, change: GoalChange) -> None:
        """Change columns of a goal. Raises NotFound, GoalRefused, and what forbids a change of state."""
        try:
            await self._ask("change_goal", {"goal_id": str(goal_id), "changes": change.changes()})
        except RefusedByDatabase as refused:
            raise refusal_of_goal(refused.constraint) from None

    async def remove(self, goal_id: UUID) -> None:
        """Remove a goal with its history; what was set aside is free again. Raises NotFound."""
        table = self._database.as_caller(self._caller).from_("financial_goals")
        if not await self._database.run(table.delete().eq("id", str(goal_id))):
            raise NotFound

    async def contribute(
        self, contribution_id: UUID, goal_id: UUID, wish: NewContribution
    ) -> SavedContribution:
        """Keep a contribution; one of that id that is there already is given instead.

        Raises NotFound, ContributionRefused, NotEnoughFree, NotSetAside, GoalAtItsEnd.
        """
        told = wish.model_dump(mode="json", exclude_none=True) | {"kind": wish.meant.value}
        named = {"id": str(contribution_id), "goal_id": str(goal_id)}
        try:
            rows = await self._ask("add_contribution", {"contribution": {**told, **named}})
        except RefusedByDatabase as refused:
            raise refusal_of_contribution(refused.constraint) from None
        return SavedContribution.model_validate(rows[0])

    async def read_history(self, goal_id: UUID, *, limit: int, cursor: str | None) -> ContributionPage:
        """Contributions, the latest written first. Raises NotFound, InvalidInput for a bad cursor."""
        wanted: dict[str, Any] = {"goal_id": str(goal_id), "page_size": limit + 1}
        if cursor is not None:
            place = from_cursor(cursor, _Place)
            wanted |= {"before_at": place.created_at.isoformat(), "before_id": str(place.id)}
        found = [SavedContribution.model_validate(row) for row in await self._ask("goal_history", wanted)]
        items = tuple(found[:limit])
        more = len(found) > limit
        last = to_cursor(_Place(created_at=items[-1].created_at, id=items[-1].id)) if more else None
        return ContributionPage(items=items, next_cursor=last)

    async def _ask(self, function: str, arguments: Mapping[str, Any]) -> list[Row]:
        call = self._database.as_caller(self._caller).rpc(function, {**arguments})
        return await self._database.run(call)
