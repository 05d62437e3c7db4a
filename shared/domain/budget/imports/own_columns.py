"""Fintar's own file of transactions: its columns.

One line a transaction, or one line for each part of a split one; docs/imports.md tells the columns.
"""

from typing import Final

HEADINGS: Final = (
    "fintar_id",
    "date",
    "account",
    "account_kind",
    "amount",
    "category",
    "category_code",
    "category_group",
    "merchant",
    "note",
    "source",
    "transfer",
    "part_note",
    "part",
)
PROFILE = "fintar"
