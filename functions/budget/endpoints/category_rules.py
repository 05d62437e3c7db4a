"""My category rules over HTTP, as far as they reach the past. The rules themselves are rows of the SDK."""

from uuid import UUID

from functions.budget.deps import Deps
from functions.budget.models.transactions import RuleEffectView
from shared.domain.budget.categories.model import RuleNotAccepted
from shared.errors import NotFound
from shared.web.routing import Call, Router

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/category-rules/{rule_id}/preview", answers=RuleEffectView, rate="read", raises=(NotFound,))
async def preview_category_rule(call: Call[Deps], rule_id: UUID) -> RuleEffectView:
    """Count what a rule would change.

    My earlier transactions that the rule speaks about and that are filed elsewhere; for a rule that is
    only proposed, too. Nothing changes.
    """
    effect = await call.deps.category_rules(call.caller).preview(rule_id)
    return RuleEffectView(**dict(effect))


@router.post(
    "/category-rules/{rule_id}/apply",
    answers=RuleEffectView,
    status=200,
    rate="write",
    raises=(NotFound, RuleNotAccepted),
)
async def apply_category_rule(call: Call[Deps], rule_id: UUID) -> RuleEffectView:
    """Apply a rule to the past.

    Files my earlier transactions that an active rule speaks about under its category. Transfers, split
    transactions and closed months stay as they are. Asking again changes nothing.
    """
    effect = await call.deps.category_rules(call.caller).apply(rule_id)
    return RuleEffectView(**dict(effect))
