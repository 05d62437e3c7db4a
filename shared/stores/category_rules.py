"""A person's category rules, applied to what is booked already."""

from typing import Any, cast
from uuid import UUID

from shared.domain.budget.categories.model import (
    CategoryRule,
    NewRule,
    RuleEffect,
    RuleNotAccepted,
    RuleRefused,
)
from shared.domain.caller import Caller
from shared.stores.database import Database, DatabaseUnavailable, RefusedByDatabase

_KEY = "user_id,match,pattern"
"""One rule a pattern: writing it again finds it."""

_RULE = tuple(CategoryRule.model_fields)


class CategoryRuleRows:
    """The rules of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def put(self, rule: NewRule) -> CategoryRule:
        """Keep an active rule; one of that pattern gets the new category. Raises RuleRefused."""
        # The library's own type for a row is not a whole one.
        table = cast("Any", self._database.as_caller(self._caller).from_("category_rules"))
        told = {**rule.model_dump(mode="json"), "status": "ACTIVE"}
        try:
            rows = await self._database.run(table.upsert(told, on_conflict=_KEY))
        except RefusedByDatabase:
            raise RuleRefused from None
        return CategoryRule.model_validate({name: rows[0][name] for name in _RULE})

    async def apply(self, rule_id: UUID, *, preview: bool) -> RuleEffect:
        """File earlier transactions as an active rule says, or only count them.

        Raises NotFound, and RuleNotAccepted where the rule is not active.
        """
        arguments: dict[str, Any] = {"rule_id": str(rule_id), "preview": preview}
        call = self._database.as_caller(self._caller).rpc("apply_category_rule", arguments)
        try:
            answered = await self._database.run(call)
        except RefusedByDatabase as refused:
            if refused.constraint == "category_rule_active":
                raise RuleNotAccepted from None
            raise
        if not answered:
            raise DatabaseUnavailable
        return RuleEffect.model_validate(answered[0])
