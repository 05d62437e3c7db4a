"""Calls of what files transactions and finds what belongs together."""

from collections.abc import Sequence

from tests.database.expected.call import Call
from tests.database.expected.model import Ref

CATEGORY_CALLS: Sequence[Call] = (
    Call(function="public.apply_category_rule", given={"rule_id": Ref("category_rules", 1)}),
    Call(function="public.bookkeeping"),
    Call(function="public.recurring_to_review"),
    Call(function="public.transfer_candidates"),
    Call(function="private.ordered_rules", given={"asked": Ref("category_rules")}),
    Call(function="private.meant_by_rule", given={"asked": Ref("category_rules", 1)}),
    Call(function="private.past_choices"),
)
