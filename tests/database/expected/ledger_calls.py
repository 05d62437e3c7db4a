"""Calls of what keeps accounts, transactions and months."""

from collections.abc import Mapping, Sequence

from tests.database.expected.call import Argument, Call, Mine, Whole
from tests.database.expected.model import Ref

ENTRY: Mapping[str, Argument] = {
    "account_id": Mine(Ref("accounts")),
    "booked_on": "2024-03-21",
    "amount": -1_000,
}
PARTS: Sequence[Argument] = (
    {"amount": -400, "category_id": Ref("categories")},
    {"amount": -600, "category_id": None},
)
ENTRIES: Sequence[Mapping[str, Argument]] = (
    {**ENTRY, "account_id": Ref("accounts")},
    {**ENTRY, "category_id": Ref("categories")},
    {**ENTRY, "to_account_id": Ref("accounts", 1)},
    {**ENTRY, "parts": PARTS},
    {**ENTRY, "recurring_id": Ref("recurring_transactions"), "due_on": "2024-03-21"},
)
WHOLE_PARTS: Sequence[Argument] = ({"amount": -1_500}, {"amount": -500})
"""Parts for the split transaction that everybody has."""

LEDGER_CALLS: Sequence[Call] = (
    Call(function="public.budget_month", given={"month": "2023-07"}, shows="2023-07-03"),
    Call(
        function="public.budget_months",
        given={"from_month": "2023-06", "to_month": "2023-08"},
        shows="2023-07-03",
    ),
    Call(
        function="private.budget_months",
        given={"uid": Ref("users"), "from_month": "2023-06", "to_month": "2023-08"},
        shows="2023-07-03",
    ),
    Call(
        function="private.budget_month_bounds",
        given={"uid": Ref("users"), "month": "2023-07"},
        shows="2023-07-03",
    ),
    # The month after a closed one begins the day after it.
    Call(
        function="private.budget_month_of",
        given={"uid": Ref("users"), "day": "2023-07-29"},
        shows="2023-08",
    ),
    *(
        Call(function=f"{schema}.{function}", given={"month": month})
        for schema in ("public", "private")
        for function, month in (("close_month", "2024-03"), ("reopen_month", "2023-01"))
    ),
    *(Call(function="public.record_transactions", given={"entries": [entry]}) for entry in ENTRIES),
    *(Call(function="private.record_transaction", given={"entry": entry}) for entry in ENTRIES),
    *(
        Call(
            function=f"{schema}.{function}",
            given={"transaction_id": Ref("transactions", 1), "parts": WHOLE_PARTS},
        )
        for schema, function in (("public", "split_transaction"), ("private", "add_parts"))
    ),
    Call(
        function="public.link_transfer",
        given={"first_id": Ref("transactions", 2), "second_id": Ref("transactions", 3)},
    ),
    Call(function="public.unlink_transfer", given={"transfer_id": Ref("transfers")}),
    Call(function="public.account_balances", given={"on_day": "2024-12-31"}),
    Call(
        function="private.balance_of",
        given={"account": Whole("accounts"), "on_day": "2024-12-31"},
        shows="-600",
    ),
    *(
        Call(
            function=f"{schema}.reconcile_account",
            given={"account_id": Ref("accounts"), "balance": 7, "on_day": "2024-03-22"},
        )
        for schema in ("public", "private")
    ),
)
