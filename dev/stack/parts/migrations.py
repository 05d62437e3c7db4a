"""Migrations, pushed as `postgres`, which is no superuser here as on hosted Supabase; and public holidays."""

from dev.stack import database
from dev.stack.part import Part
from dev.stack.plan import Plan


def migrations(plan: Plan) -> Part:
    """Work done once at every start, after Supabase Auth has made its tables."""

    async def prepare() -> None:
        await database.apply_after_auth(plan)
        await database.push_migrations(plan)
        await database.fill_holidays(plan)

    return Part(name="migrations", needs=("auth",), before=prepare)
