"""What people save for, and the money they set aside for it."""

from collections.abc import Mapping

from tests.database.expected.call import Call
from tests.database.expected.model import (
    CHOSEN_ID,
    INSERT,
    INSTANTS,
    OWNER,
    SELECT,
    WRITE,
    Column,
    Ref,
    Table,
    Yesterday,
)
from tests.database.expected.platform_functions import CALLERS

GOALS: Mapping[str, Table] = {
    "financial_goals": Table(
        key=("user_id", "id"),
        service="select",
        owner_deletes=True,
        policies={
            "select": "owners read their goals",
            "insert": "owners add their goals",
            "update": "owners change their goals",
            "delete": "owners remove their goals",
        },
        columns={
            "id": CHOSEN_ID,
            "user_id": OWNER,
            "kind": Column(owner=WRITE, other="PURCHASE", canary="HAJJ", telling=False, needed=True),
            "name": Column(owner=WRITE, other="Lain", canary="Sangkar kenari baru", needed=True),
            "target_rule": Column(owner=WRITE, other="FIXED"),
            "target": Column(owner=WRITE, other=1, canary=70_070_501, needed=True),
            "priced_on": Column(owner=SELECT, other="2024-04-01", canary="2024-04-17", telling=False),
            "target_on": Column(owner=WRITE, other="2036-04-01", canary="2036-04-17", telling=False),
            "priority": Column(owner=WRITE, other=1, canary=17, telling=False),
            "grows": Column(owner=WRITE, other=False, canary=True, telling=False),
            "state": Column(owner="select update", other="PAUSED"),
            **INSTANTS,
        },
    ),
    "goal_contributions": Table(
        key=("user_id", "id"),
        service="select",
        policies={
            "select": "owners read their contributions",
            "insert": "owners add their contributions",
        },
        columns={
            "id": CHOSEN_ID,
            "user_id": OWNER,
            "goal_id": Column(owner=INSERT, other=Ref("financial_goals"), needed=True),
            # The account that nothing else is booked in: it holds Rp 3.
            "account_id": Column(owner=INSERT, other=Ref("accounts", 2), needed=True),
            "kind": Column(owner=INSERT, other="SET_ASIDE", canary="STARTING", telling=False),
            "amount": Column(owner=INSERT, other=1, needed=True),
            "made_on": Column(owner=INSERT, other=Yesterday(), canary="2024-04-18", telling=False),
            **INSTANTS,
        },
    ),
}

NOBODY = frozenset[str]()
GOAL_FUNCTIONS: Mapping[str, frozenset[str]] = {
    "public.add_goal(jsonb,jsonb)": CALLERS,
    "public.change_goal(uuid,jsonb)": CALLERS,
    "public.add_contribution(jsonb)": CALLERS,
    "public.goal_overview(date)": CALLERS,
    "public.goal_history(uuid,integer,timestamp with time zone,uuid)": CALLERS,
    "private.set_aside_in(accounts)": NOBODY,
    "private.set_aside_for(financial_goals)": NOBODY,
    "private.spent_for(financial_goals)": NOBODY,
    "private.counted_for(financial_goals)": NOBODY,
    "private.check_contribution()": NOBODY,
    "private.check_number_of_goals()": NOBODY,
    "private.move_goal()": NOBODY,
    "private.spend_goal_down()": NOBODY,
    "private.reprice_goal()": NOBODY,
}
GOAL_DEFINERS: frozenset[str] = frozenset(
    {
        "private.check_contribution()",
        "private.check_number_of_goals()",
        "private.move_goal()",
        "private.spend_goal_down()",
    }
)

GOAL_CALLS: tuple[Call, ...] = (
    Call(function="public.goal_overview"),
    Call(function="public.goal_history", given={"goal_id": Ref("financial_goals")}),
    Call(
        function="public.add_goal",
        given={
            "goal": {"kind": "OWN", "name": "Lain", "target": 5},
            "starting": [{"account_id": Ref("accounts", 2), "amount": 1}],
        },
    ),
    Call(
        function="public.change_goal",
        given={"goal_id": Ref("financial_goals"), "changes": {"state": "PAUSED", "priority": 3}},
    ),
    Call(
        function="public.add_contribution",
        given={
            "contribution": {
                "goal_id": Ref("financial_goals"),
                "account_id": Ref("accounts", 2),
                "amount": 1,
            }
        },
    ),
)
