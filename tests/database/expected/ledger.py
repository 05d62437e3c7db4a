"""How money moved: transactions, and the parts of split ones."""

from collections.abc import Mapping

from tests.database.expected.model import (
    CHOSEN_ID,
    ID,
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

LEDGER: Mapping[str, Table] = {
    "transactions": Table(
        key=("user_id", "id"),
        service="select",
        owner_deletes=True,
        rows=(
            {},
            # The whole of the two parts below.
            {"amount": -2_000},
            # Two legs of one transfer.
            {"amount": -500, "account_id": Ref("accounts"), "transfer_id": Ref("transfers")},
            {"amount": 500, "account_id": Ref("accounts", 1), "transfer_id": Ref("transfers")},
            {"booked_on": Yesterday(), "merchant": "Lain", "category_id": Ref("categories", 1)},
        ),
        policies={
            "select": "owners read their transactions",
            "insert": "owners add their transactions",
            "update": "owners change their transactions",
            "delete": "owners remove their transactions",
        },
        columns={
            "id": CHOSEN_ID,
            "user_id": OWNER,
            "account_id": Column(owner=WRITE, other=Ref("accounts", 1), canary=Ref("accounts"), needed=True),
            "booked_on": Column(
                owner=WRITE, other="2024-03-04", canary="2024-03-17", telling=False, needed=True
            ),
            "amount": Column(owner=WRITE, other=-1, canary=-70_070_201, needed=True),
            "category_id": Column(owner=WRITE, other=Ref("categories", 1), canary=Ref("categories")),
            "merchant": Column(owner=WRITE, other="Lain", canary="Warung Kenari"),
            "note": Column(owner=WRITE, other="Lain", canary="Jajan kenari"),
            "source": Column(owner=INSERT, other="SENTENCE", canary="RECURRING", telling=False),
            "transfer_id": Column(owner=WRITE, other=Ref("transfers")),
            "is_split": Column(owner=SELECT, other=True),
            "recurring_id": Column(
                owner=INSERT, other=Ref("recurring_transactions"), canary=Ref("recurring_transactions")
            ),
            "due_on": Column(
                owner=INSERT, other=Yesterday(), canary="2024-03-16", telling=False, needed=True
            ),
            "import_id": Column(owner=SELECT, other=Ref("imports"), canary=Ref("imports", 1)),
            "import_fingerprint": Column(owner=SELECT, other="lain", canary="jari-kenari"),
            "import_occurrence": Column(owner=SELECT, other=1, canary=0, telling=False),
            **INSTANTS,
            "category_origin": Column(owner=SELECT, other="RULE", canary="MERCHANT", telling=False),
        },
    ),
    "transaction_parts": Table(
        service="select",
        owner_deletes=True,
        rows=({"amount": -700}, {"amount": -1_300}),
        policies={
            "select": "owners read their parts",
            "insert": "owners add their parts",
            "update": "owners change their parts",
            "delete": "owners remove their parts",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "transaction_id": Column(owner=INSERT, other=Ref("transactions", 1), needed=True),
            "category_id": Column(owner=WRITE, other=Ref("categories", 1), canary=Ref("categories")),
            "amount": Column(owner=WRITE, other=-1, needed=True),
            "note": Column(owner=WRITE, other="Lain", canary="Biji kenari"),
            **INSTANTS,
        },
    ),
}
