"""What people owe, and on which terms."""

from collections.abc import Mapping

from tests.database.expected.call import Call, Sql
from tests.database.expected.model import ID, INSTANTS, OWNER, WRITE, Column, Fresh, Ref, Table
from tests.database.expected.platform_functions import CALLERS

DEBTS: Mapping[str, Table] = {
    "debts": Table(
        service="select",
        owner_deletes=True,
        policies={
            "select": "owners read their debts",
            "insert": "owners add their debts",
            "update": "owners change their debts",
            "delete": "owners remove their debts",
        },
        # A card that says nothing of its minimum, so that each term can be told by itself.
        columns={
            "id": ID,
            "user_id": OWNER,
            "kind": Column(owner=WRITE, other="CREDIT_CARD", needed=True),
            "name": Column(owner=WRITE, other=Fresh("Lain "), canary="Kartu Kenari", needed=True),
            "lender": Column(owner=WRITE, other="Lain", canary="Bank Sangkar"),
            "lender_licensed": Column(owner=WRITE, other=False, canary=True, telling=False),
            "taken_on": Column(owner=WRITE, other="2024-05-01", canary="2024-05-17", telling=False),
            "purpose": Column(owner=WRITE, other="BUSINESS", canary="MICRO_BUSINESS", telling=False),
            "method": Column(owner=WRITE, other="EFFECTIVE", needed=True),
            "account_id": Column(owner=WRITE, other=Ref("accounts", 3)),
            "balance": Column(owner=WRITE, other=1, canary=70_070_601, needed=True),
            "annual_rate": Column(owner=WRITE, other=1, canary=2, telling=False),
            "principal": Column(owner=WRITE, other=9_000_000_000_000),
            "monthly_fee": Column(owner=WRITE, other=1, canary=70_070_602),
            "origination_fee": Column(owner=WRITE, other=1, canary=70_070_603),
            "minimum_fraction": Column(owner=WRITE, other=1),
            "minimum_floor": Column(owner=WRITE, other=1, canary=70_070_604),
            "instalment": Column(owner=WRITE, other=1),
            "due_day": Column(owner=WRITE, other=1, canary=17, telling=False),
            "ends_on": Column(owner=WRITE, other="2036-05-01"),
            "late_amount": Column(owner=WRITE, other=1, canary=70_070_605),
            # What has a cap has a fraction.
            "late_fraction": Column(owner=WRITE, other=1, needed=True),
            "late_cap": Column(owner=WRITE, other=1, canary=70_070_606),
            "early_penalty": Column(owner=WRITE, other=1),
            "interest_waived": Column(owner=WRITE, other=False, canary=True, telling=False),
            "charges_cap": Column(owner=WRITE, other=1, canary=17, telling=False),
            "charged": Column(owner=WRITE, other=1, canary=70_070_607),
            **INSTANTS,
        },
    ),
}

NOBODY = frozenset[str]()
DEBT_FUNCTIONS: Mapping[str, frozenset[str]] = {
    "public.debts_owed()": CALLERS,
    "private.debts_of(uuid,date)": CALLERS,
    "private.payments_left(date,smallint,date)": CALLERS,
    "private.follow_debt_account()": NOBODY,
    "private.keep_debt_accounts()": NOBODY,
    "private.check_number_of_debts()": NOBODY,
}

DEBT_DEFINERS: frozenset[str] = frozenset(
    {
        "private.follow_debt_account()",
        "private.keep_debt_accounts()",
        "private.check_number_of_debts()",
    }
)

DEBT_CALLS: tuple[Call, ...] = (
    Call(function="public.debts_owed"),
    Call(function="private.debts_of", given={"uid": Ref("users"), "day": Sql("date '2024-06-30'")}),
)
