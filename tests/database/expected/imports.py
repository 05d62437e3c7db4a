"""Files of transactions on their way in."""

from collections.abc import Mapping

from tests.database.expected.model import (
    ID,
    INSTANTS,
    OWNER,
    SELECT,
    SOME_ID,
    SOME_TIME,
    UPDATE,
    Column,
    Ref,
    Table,
)

IMPORTS: Mapping[str, Table] = {
    "imports": Table(
        service="select",
        owner_deletes=True,
        rows=({"state": "READY"}, {"state": "COMMITTED", "committed_at": SOME_TIME}, {"state": "STAGING"}),
        policies={
            "select": "owners read their imports",
            "delete": "owners throw away their imports that are not booked",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "account_id": Column(owner=SELECT, other=Ref("accounts", 1), canary=Ref("accounts")),
            "file_name": Column(owner=SELECT, other="lain.csv", canary="kenari.csv", needed=True),
            "file_sha256": Column(owner=SELECT, other="0" * 64, canary="ca" * 32, needed=True),
            "profile": Column(owner=SELECT, other="generic", canary="bank-kenari", needed=True),
            "layout": Column(owner=SELECT, other="0" * 64, canary="da" * 32, needed=True),
            "mapping": Column(owner=SELECT, other={"amount": "Lain"}, canary={"amount": "Kolom kenari"}),
            "state": Column(owner=SELECT, other="REVERTED"),
            "first_on": Column(owner=SELECT, other="2024-03-01", canary="2024-03-18", telling=False),
            "last_on": Column(owner=SELECT, other="2024-03-02", canary="2024-03-19", telling=False),
            "rows": Column(owner=SELECT, other=1, canary=70_070_501),
            "rows_new": Column(owner=SELECT, other=1, canary=70_070_502),
            "rows_duplicate": Column(owner=SELECT, other=1, canary=70_070_503),
            "rows_refused": Column(owner=SELECT, other=1, canary=70_070_504),
            "committed_at": Column(owner=SELECT, other=SOME_TIME),
            "reverted_at": Column(owner=SELECT, other=SOME_TIME),
            **INSTANTS,
            "summary": Column(owner=SELECT, other={"x": "Lain"}, canary={"x": "Ringkasan kenari"}),
            "booked": Column(owner=SELECT, other={"x": "Lain"}, canary={"x": "Bukuan kenari"}),
        },
    ),
}

IMPORT_ROWS: Mapping[str, Table] = {
    "import_rows": Table(
        key=("import_id", "line"),
        service="select",
        rows=({"line": 2}, {"line": 3}),
        policies={
            "select": "owners read their import rows",
            "update": "owners review their import rows before they are booked",
        },
        columns={
            "import_id": Column(owner=SELECT, other=Ref("imports"), needed=True),
            "line": Column(owner=SELECT, other=4, needed=True),
            "user_id": OWNER,
            "booked_on": Column(
                owner=SELECT, other="2024-03-01", canary="2024-03-20", telling=False, needed=True
            ),
            "amount": Column(owner=SELECT, other=-1, canary=-70_070_601, needed=True),
            "account_name": Column(owner=SELECT, other="Lain", canary="Simpanan Kenari"),
            "description": Column(owner=SELECT, other="LAIN", canary="DEBIT KENARI"),
            "merchant": Column(owner=UPDATE, other="Lain", canary="Toko Kenari"),
            "category_id": Column(owner=UPDATE, other=Ref("categories", 1), canary=Ref("categories")),
            "category_origin": Column(owner=SELECT, other="FILE", canary="RULE", telling=False),
            "note": Column(owner=UPDATE, other="Lain", canary="Baris kenari"),
            "balance": Column(owner=SELECT, other=1, canary=70_070_602),
            "fingerprint": Column(owner=SELECT, other="lain", canary="sidik-kenari"),
            "occurrence": Column(owner=SELECT, other=1, canary=0, telling=False),
            "verdict": Column(owner=SELECT, other="NEW", needed=True),
            "reason": Column(owner=SELECT, other={"code": "other"}, canary={"code": "kenari_asing"}),
            "included": Column(owner=UPDATE, other=False),
            "parts": Column(owner=SELECT, other=[], canary=[{"note": "Bagian kenari"}]),
            **INSTANTS,
            "duplicate_of": Column(owner=SELECT, other=SOME_ID),
            "facts": Column(owner=SELECT, other={"x": "Lain"}, canary={"x": "Fakta kenari"}),
        },
    ),
}
