"""Calls of what tells a month and plans one."""

from collections.abc import Mapping, Sequence

from tests.database.expected.call import Argument, Call, Sql
from tests.database.expected.model import Ref

MARCH = Sql("('2024-03', '2024-03-01', '2024-03-31', false)::public.budget_month_bounds")
JULY = Sql("array[('2024-07', '2024-07-01', '2024-07-31', false)::public.budget_month_bounds]")
NO_BUDGETS = Sql("'{}'::private.category_budget[]")
MOVE: Mapping[str, Argument] = {
    "month": "2024-07",
    "from_category_id": Ref("categories"),
    "to_category_id": Ref("categories", 1),
    "amount": 5,
}

MONTH_CALLS: Sequence[Call] = (
    Call(function="public.month_summary", given={"month": "2024-03"}),
    Call(function="public.snapshot_facts", given={"as_of": "2024-06-30"}),
    Call(function="public.budget_facts", given={"month": "2024-03"}),
    Call(function="public.find_transactions", given={"first_day": "2024-03-01", "last_day": "2024-03-31"}),
    Call(function="public.spending_months", given={"months": 6, "as_of": "2024-06-30"}),
    Call(function="public.planning_facts"),
    Call(function="public.copy_budgets", given={"from_month": "2024-07", "to_month": "2024-09"}),
    Call(function="public.move_budget", given=MOVE),
    Call(function="private.move_budget", given=MOVE),
    Call(
        function="private.month_sums",
        given={
            "uid": Ref("users"),
            "months": Sql(
                "array[('2024-03', '2024-03-01', '2024-03-31', false)::public.budget_month_bounds]"
            ),
        },
    ),
    Call(function="private.rolling_budgets", given={"uid": Ref("users"), "before": "2024-09"}),
    Call(
        function="private.category_budgets",
        given={
            "uid": Ref("users"),
            "rolling": Sql("'{}'::private.rolling_budget[]"),
            "months": JULY,
            "sums": Sql("'{}'::private.month_sum[]"),
        },
    ),
    Call(
        function="private.month_categories",
        given={"uid": Ref("users"), "asked": MARCH, "budgets": NO_BUDGETS},
    ),
    Call(
        function="private.month_days",
        given={"uid": Ref("users"), "asked": MARCH, "budgets": NO_BUDGETS},
        shows="70070201",
    ),
    Call(function="private.month_merchants", given={"uid": Ref("users"), "asked": MARCH}),
    Call(
        function="private.latest_items",
        given={"uid": Ref("users"), "first_day": "2024-03-01", "last_day": "2024-03-31", "at_most": 9},
    ),
)
