"""A person's category rules, applied to what is booked already."""

from typing import Any
from uuid import UUID

from shared.domain.budget.categories.model import RuleEffect, RuleNotAccepted
from shared.domain.caller import Caller
from shared.stores.database import Database, DatabaseUnavailable, RefusedByDatabase


class CategoryRuleRows:
    """The rules of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

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
