"""Calls of what brings files in and out."""

from collections.abc import Mapping, Sequence

from tests.database.expected.call import Argument, Call
from tests.database.expected.model import Ref

FILE: Mapping[str, Argument] = {
    "account_id": Ref("accounts"),
    "file_name": "mutasi.csv",
    "file_sha256": "0" * 64,
    "profile": "generic",
    "layout": "0" * 64,
}
ROW: Mapping[str, Argument] = {
    "line": 7,
    "booked_on": "2024-03-24",
    "amount": -1,
    "fingerprint": "baru",
    "occurrence": 0,
    "verdict": "NEW",
}
READY, COMMITTED, STAGING = Ref("imports"), Ref("imports", 1), Ref("imports", 2)

IMPORT_CALLS: Sequence[Call] = (
    *(
        Call(function=f"{schema}.{function}", given=given)
        for schema in ("public", "private")
        for function, given in (
            ("start_import", {"import": FILE}),
            ("start_import", {"import": {**FILE, "id": READY}}),
            ("stage_import_rows", {"import_id": STAGING, "staged": [ROW]}),
            ("finish_import", {"import_id": STAGING}),
            ("commit_import", {"import_id": READY}),
            ("revert_import", {"import_id": COMMITTED}),
        )
    ),
    Call(function="public.import_preview", given={"import_id": READY}),
    Call(function="public.export_transactions"),
)
