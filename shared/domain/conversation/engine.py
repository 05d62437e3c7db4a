"""Rules of a conversation: what text may hold, how a session gets its title, which language is spoken."""

import re
import unicodedata
from datetime import datetime

from shared.words import Language

TITLE_LENGTH = 60
"""A title made from a message is cut at a word before this many characters."""

KEPT_CONTROLS = frozenset("\n\t")

INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that Unicode calls letters, marks or symbols although nothing of them is seen."""

VARIATION_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))

INDONESIAN = re.compile(
    r"""\b(?:ada|adalah|agar|aja|aku|anda|apa|apakah|atau|bagaimana|banget|banyak|belum|berapa|biar|bisa|boleh
    |boros|buat|bulanan|cukup|dan|dana|dari|darurat|dengan|di|dong|duit|gaji|gajiku|gak|gimana|gue|hai|halo
    |harus|hemat|hutang|hutangku|ini|itu|jadi|juga|kah|kalau|kalo|kamu|karena|kasih|ke|kenapa|keuangan
    |keuanganku|lagi|lebih|makasih|mau|menabung|mohon|nabung|nggak|ngga|pagi|pengeluaran|pengeluaranku
    |penghasilan|pemasukan|saja|saran|saya|sebaiknya|sehat|selamat|siang|siapa|sih|sisa|sore|sudah|tabungan
    |tabunganku|terima|tidak|tolong|tentang|uang|uangku|untuk|utang|utangku|wah|ya|yang
    |\w{3,}(?:ku|kan|nya))\b""",
    re.VERBOSE,
)
"""Common words and endings that only Indonesian has."""

ENGLISH = re.compile(
    r"""\b(?:a|about|am|an|analyse|analyze|and|any|are|be|but|can|could|debt|debts|do|does|doing|emergency
    |enough|expenses|finances|financial|for|fund|get|give|good|have|healthy|hello|help|hey|hi|how|i|in|income
    |invest|is|it|me|money|month|monthly|much|my|of|on|or|overspending|owe|please|safe|salary|save|saving
    |savings|should|show|spend|spending|tell|thank|thanks|the|there|this|to|too|was|we|what|where|which|who
    |why|with|you|your)\b""",
    re.VERBOSE,
)
"""Common words that only English has."""


def clean_text(text: str) -> str:
    """Text that people wrote, as plain data: NFKC, without control and invisible characters.

    Newlines and tabs stay. What goes: controls, bidirectional and zero-width marks, the tag block, variation
    selectors, lone surrogates, private-use and unassigned code points, and letters that show nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while (cleaned := _cleaned(text)) != text:
        text = cleaned
    return text


def _cleaned(text: str) -> str:
    # Taking a character out may bring two others together that compose: hence until nothing changes.
    composed = unicodedata.normalize("NFKC", text)
    return "".join(character for character in composed if _is_seen(character)).strip()


def _is_seen(character: str) -> bool:
    if character in KEPT_CONTROLS:
        return True
    if character in INVISIBLE_LETTERS or any(ord(character) in block for block in VARIATION_SELECTORS):
        return False
    return not unicodedata.category(character).startswith("C")


def title_from(content: str) -> str:
    """A short title from the first message of a session: its first line, cut at a word."""
    first_line = " ".join(next((line for line in content.splitlines() if line.strip()), "").split())
    if len(first_line) <= TITLE_LENGTH:
        return first_line
    cut = first_line[: TITLE_LENGTH - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return f"{at_word.rstrip(' ,.;:')}…"


def detect_language(text: str, *, otherwise: Language) -> Language:
    """The language that `text` is written in; `otherwise` where it does not tell."""
    lowered = text.lower()
    indonesian = len(INDONESIAN.findall(lowered))
    english = len(ENGLISH.findall(lowered))
    if indonesian == english:
        return otherwise
    return "id" if indonesian > english else "en"


def to_milliseconds(moment: datetime) -> datetime:
    """The moment as MongoDB keeps it, so that an answer shows the same time before and after storing."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
