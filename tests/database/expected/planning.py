"""What a person plans, what comes back, and what they taught Fintar."""

from collections.abc import Mapping

from tests.database.expected.model import (
    ID,
    INSERT,
    INSTANTS,
    OWNER,
    SELECT,
    WRITE,
    Column,
    Fresh,
    Own,
    Ref,
    Table,
)

RECURRING: Mapping[str, Table] = {
    "recurring_transactions": Table(
        service="select",
        owner_deletes=True,
        policies={
            "select": "owners read their recurring transactions",
            "insert": "owners add their recurring transactions",
            "update": "owners change their recurring transactions",
            "delete": "owners remove their recurring transactions",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "account_id": Column(owner=WRITE, other=Ref("accounts", 1), canary=Ref("accounts"), needed=True),
            "to_account_id": Column(owner=WRITE, other=Ref("accounts", 2)),
            # A transfer has none, and a test makes it one.
            "category_id": Column(owner=WRITE, other=Ref("categories", 1)),
            "merchant": Column(owner=WRITE, other="Lain", canary="Kos Kenari"),
            "note": Column(owner=WRITE, other="Lain", canary="Sewa sangkar"),
            "amount": Column(owner=WRITE, other=-1, canary=-70_070_301, needed=True),
            "rrule": Column(
                owner=WRITE, other="FREQ=DAILY", canary="FREQ=MONTHLY;BYMONTHDAY=17", needed=True
            ),
            "starts_on": Column(
                owner=WRITE, other="2024-01-02", canary="2024-01-17", telling=False, needed=True
            ),
            "ends_on": Column(owner=WRITE, other="2036-01-02", canary="2036-07-17", telling=False),
            "skipped": Column(owner=WRITE, other=["2024-01-03"], canary=["2027-07-17"], telling=False),
            "is_active": Column(owner=WRITE, other=False),
            **INSTANTS,
        },
    ),
}

PLANNING: Mapping[str, Table] = {
    "budgets": Table(
        service="select",
        owner_deletes=True,
        rows=({"month": "2024-04"},),
        policies={
            "select": "owners read their budgets",
            "insert": "owners add their budgets",
            "update": "owners change their budgets",
            "delete": "owners remove their budgets",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "category_id": Column(
                owner=WRITE, other=Ref("categories", 1), canary=Ref("categories"), needed=True
            ),
            "month": Column(owner=WRITE, other="2024-05", canary="2024-07", telling=False, needed=True),
            "amount": Column(owner=WRITE, other=1, canary=70_070_401, needed=True),
            "moved": Column(owner=SELECT, other=1),
            "rollover_surplus": Column(owner=WRITE, other=False, canary=True, telling=False),
            "rollover_overspend": Column(owner=WRITE, other=False, canary=True, telling=False),
            **INSTANTS,
        },
    ),
    "category_rules": Table(
        service="select",
        owner_deletes=True,
        # The second meets the owner's first transaction.
        rows=({}, {"pattern": "warung", "match": "CONTAINS"}),
        policies={
            "select": "owners read their category rules",
            "insert": "owners add their category rules",
            "update": "owners change their category rules",
            "delete": "owners remove their category rules",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "pattern": Column(owner=WRITE, other=Fresh("lain "), canary=Own("kicau "), needed=True),
            "match": Column(owner=WRITE, other="CONTAINS", canary="EXACT", telling=False),
            "category_id": Column(
                owner=WRITE, other=Ref("categories", 1), canary=Ref("categories"), needed=True
            ),
            "status": Column(owner=WRITE, other="ACTIVE", canary="PROPOSED", telling=False),
            "origin": Column(owner=SELECT, other="PERSON", canary="CORRECTION", telling=False),
            "priority": Column(owner=WRITE, other=1, canary=17, telling=False),
            **INSTANTS,
        },
    ),
    "insight_dismissals": Table(
        key=("user_id", "insight"),
        service="select",
        owner_deletes=True,
        policies={
            "select": "owners read their dismissed insights",
            "insert": "owners add their dismissed insights",
            "delete": "owners remove their dismissed insights",
        },
        columns={
            "user_id": OWNER,
            "insight": Column(owner=INSERT, other=Fresh("lain."), canary="kenari.mahal", needed=True),
            **INSTANTS,
        },
    ),
}
