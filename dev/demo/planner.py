"""Write debts and goals as the person whose they are."""

from datetime import date
from uuid import UUID

from dev.demo.plans import Plans
from dev.demo.tables import Tables


class Planner:
    """What one person owes and saves for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def keep(self, *, owner: UUID, plans: Plans, today: date) -> None:
        """Write the person's debts and goals as they stand on `today`. Raises DemoFailed."""
        tables = self._tables
        accounts = await tables.ids("accounts", "name")
        owed = {str(row["name"]) for row in await tables.rows("debts", "name")}
        for debt in plans.debt_rows(today, accounts):
            # One at a time: they are shown in the order in which they were told.
            if debt["name"] not in owed:
                await tables.add("debts", [debt])
        goals = dict(await tables.ids("financial_goals", "name"))
        for goal in plans.goals:
            if goal.name not in goals:
                begun = await tables.begin("/goals", goal.wish(today, accounts))
                goals[goal.name] = str(begun["id"])
        set_aside = plans.contribution_rows(owner, today, goals, accounts)
        await tables.add("goal_contributions", set_aside, once_by="user_id,id")
