"""Text as Markdown that shows exactly that text: nothing in it is a link, a picture, HTML or a heading."""

import re
import unicodedata

SPECIAL = re.compile(r"[\\`*_\[\]{}|~$]")
"""What has a meaning inside a line of CommonMark, GitHub's Markdown or its formulas."""

ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
HOST = re.compile(r"\b(www)\.", re.IGNORECASE)

INDENT = re.compile(r"^[ \t\u00a0]+", re.MULTILINE)
LINE_START = re.compile(r"^(\u00a0*)(?:([-+=#:])|(\d{1,9})([.)](?=\s|$)))", re.MULTILINE)


def inline(text: str) -> str:
    """`text` with its special characters escaped; the starts of lines are left to `block`."""
    escaped = SPECIAL.sub(r"\\\g<0>", _seen(text)).translate(ENTITIES)
    # A bare address is broken by a backslash, so that it is not made a link.
    return HOST.sub(r"\1\.", escaped.replace("://", ":\\//").replace("@", "\\@"))


def on_one_line(text: str) -> str:
    """`text` for a heading or a footnote."""
    return inline(" ".join(text.split()))


def block(escaped: str) -> str:
    """What `inline` has escaped as paragraphs: line breaks stay, and no line begins a list or the like."""
    unindented = INDENT.sub(lambda match: "\u00a0" * len(match[0].expandtabs(4)), escaped)
    lines = LINE_START.sub(_harmless, unindented).strip("\n").split("\n")
    broken = (
        f"{line}  " if line.strip() and _goes_on(lines, place) else line.rstrip(" ")
        for place, line in enumerate(lines)
    )
    return "\n".join(broken)


def _seen(text: str) -> str:
    """The text without what is not seen; most texts hold nothing of the kind."""
    if text.replace("\n", "").isprintable():
        return text
    return "".join(it for it in text if it in "\n\t" or not unicodedata.category(it).startswith("C"))


def _harmless(start: re.Match[str]) -> str:
    indent, mark, number, after = start.groups()
    return f"{indent}\\{mark}" if mark else f"{indent}{number}\\{after}"


def _goes_on(lines: list[str], place: int) -> bool:
    return place + 1 < len(lines) and bool(lines[place + 1].strip())
