"""Texts in CSV files of ours that no spreadsheet takes for a formula, wherever it splits them.

A cell that begins with = + - @, a tab, a carriage return or a full-width form of these is run by
spreadsheets as a formula, and a spreadsheet that expects another separator than the file's begins cells
inside our texts (OWASP, CSV Injection). So an apostrophe goes before whatever could start a formula: at the
start of a text, and behind every separator and line break in it, blanks and quotation marks between them
looked through. Amounts are ours and stay numbers: they hold digits and a minus only, and what stands before
them is never a text's end alone but the file's own separator.
"""

import re

_PLACE = r"(?<![^,;|\t\r\n])"
"""The start of a text, or behind what some spreadsheet separates cells and lines by."""

_SIGN = r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"
_FORMULA = rf"""(?:[^\S\t\r\n]|["'])*{_SIGN}"""
_SIGNS = re.compile(_SIGN)
_OPEN = re.compile(rf"{_PLACE}(?={_FORMULA})")
_GUARDED = re.compile(rf"{_PLACE}'(?={_FORMULA})")


def harmless(text: str) -> str:
    """A text that stays text in a spreadsheet; `original` gives back what it was."""
    return _OPEN.sub("'", text) if _SIGNS.search(text) else text


def original(cell: str) -> str:
    """The text that `harmless` was given: without the one apostrophe before each thing like a formula."""
    return _GUARDED.sub("", cell)
