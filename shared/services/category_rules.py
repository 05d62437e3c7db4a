"""A person's category rules and what they would change in the past."""

from typing import Protocol
from uuid import UUID

from shared.domain.budget.categories.model import CategoryRule, NewRule, RuleEffect


class CategoryRuleStore(Protocol):
    """The caller's rules."""

    async def put(self, rule: NewRule) -> CategoryRule:
        """Keep an active rule, or give the one of that pattern its category. Raises RuleRefused."""
        ...

    async def apply(self, rule_id: UUID, *, preview: bool) -> RuleEffect:
        """Apply a rule to earlier transactions, or only count. Raises NotFound, RuleNotAccepted."""
        ...


class CategoryRuleService:
    """The caller's rules."""

    def __init__(self, *, store: CategoryRuleStore) -> None:
        self._store = store

    async def put(self, rule: NewRule) -> CategoryRule:
        """Keep an active rule; one of that pattern gets the new category. Raises RuleRefused."""
        return await self._store.put(rule)

    async def apply(self, rule_id: UUID) -> RuleEffect:
        """File earlier transactions as an active rule says. Raises NotFound, RuleNotAccepted."""
        return await self._store.apply(rule_id, preview=False)

    async def preview(self, rule_id: UUID) -> RuleEffect:
        """Count what that would change, for a proposed rule too. Raises NotFound."""
        return await self._store.apply(rule_id, preview=True)
