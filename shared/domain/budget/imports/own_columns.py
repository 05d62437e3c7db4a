"""Fintar's own file of transactions: its columns, and cells that no spreadsheet takes for a formula.

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
    "part",
    "part_note",
)
PROFILE = "fintar"

_FORMULA_STARTS = tuple("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")
"""What makes spreadsheets read a cell as a formula (OWASP, CSV Injection), and the mark against it itself."""


def harmless(text: str) -> str:
    """A text that stays text in a spreadsheet: one apostrophe before what could start a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def original(cell: str) -> str:
    """The text that `harmless` was given: without exactly one apostrophe, if it begins with one."""
    return cell.removeprefix("'")
