"""Where money lies, and what it is for."""

from collections.abc import Mapping

from tests.database.expected.model import ID, INSTANTS, OWNER, SELECT, WRITE, Column, Fresh, Own, Table

PLACES: Mapping[str, Table] = {
    "accounts": Table(
        service="select",
        owner_deletes=True,
        rows=({}, {"opening_balance": 2}, {"opening_balance": 3}, {"kind": "CREDIT_CARD"}),
        policies={
            "select": "owners read their accounts",
            "insert": "owners add their accounts",
            "update": "owners change their accounts",
            "delete": "owners remove their accounts",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "name": Column(owner=WRITE, other=Fresh("Dompet "), canary="Rekening Kenari", needed=True),
            "kind": Column(owner=WRITE, other="CASH", canary="PAYLATER", needed=True),
            "institution": Column(owner=WRITE, other="Lain", canary="Bank Kenari"),
            "opening_balance": Column(owner=WRITE, other=1, canary=70_070_101),
            "opened_on": Column(owner=WRITE, other="2024-02-01", canary="2024-02-17", telling=False),
            "for_emergencies": Column(owner=WRITE, other=False, canary=True, telling=False),
            "archived": Column(owner=WRITE, other=False),
            **INSTANTS,
        },
    ),
    "categories": Table(
        service="select",
        owner_deletes=True,
        rows=({}, {"is_fixed": True}),
        nobodys={
            "id": "00000000-0000-4000-8000-000000000107",
            "code": "needs.rent",
            "name": "Kos & sewa",
            "name_en": "Rent",
            "budget_group": "NEEDS",
        },
        policies={
            "select": "people read system categories and their own",
            "insert": "owners add their categories",
            "update": "owners change their categories",
            "delete": "owners remove their categories",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "code": Column(owner=SELECT, other="needs.other"),
            "name": Column(owner=WRITE, other=Fresh("Lain "), canary=Own("Pakan kenari "), needed=True),
            "name_en": Column(owner=SELECT, other="Other"),
            "budget_group": Column(owner=WRITE, other="NEEDS", canary="WANTS", telling=False, needed=True),
            "is_fixed": Column(owner=WRITE, other=False, canary=True, telling=False),
            "archived": Column(owner=WRITE, other=False),
            **INSTANTS,
        },
    ),
}
