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
    r"""\b(?:abis|ada|adalah|agar|aj[ae]|aku|ama|anda|apa|apakah|apaan|atau|bagaimana|bakal|bang|bange?t|banyak|bayar|beli
    |belum|berapa|bgt|biar|bikin|bisa|blm|bln|boleh|boros|brp|buat|bulan|bulanan|cicilan|cukup|dan|dana|dari|darurat|deh
    |dengan|dgn|di|dikit|dong|dr|duit|dulu|ga|gaa|gak|gaji|gajian|gajiku|gimana|gmn|gua|gue|gw|habis|hai|halo|hari|harus
    |hemat|hutang|hutangku|ini|itu|jadi|jgn|jg|jt|juga|juta|kah|kak|kalau|kalo|kamu|kapan|karena|kasih|kayak|ke|kemarin
    |kenapa|keuangan|keuanganku|klo|kmrn|kok|lagi|lebih|lo|lu|makasih|masih|masuk|mau|menabung|mending|min|mohon|nabung
    |naik|nggak|ngga|nih|nyisa|pagi|pake|pakai|pengeluaran|pengeluaranku|penghasilan|pemasukan|pengen|rb|ribu|sama
    |sampai|sampe|saja|saran|saya|sebaiknya|sehat|selamat|siang|siapa|sih|sisa|skrg|sore|sudah|sy|tabungan|tabunganku|tadi
    |tahun|tanya|terima|tidak|tiap|tolong|tentang|tuh|turun|uang|uangku|udah|udh|untuk|utang|utangku|utk|wah|ya|yaa+|yang
    |yg|\w{3,}(?:ku|kan|nya))\b""",
    re.VERBOSE,
)
"""Common words and endings that only Indonesian has, its slang and its short forms."""

ENGLISH = re.compile(
    r"""\b(?:a|about|afford|after|all|always|am|an|analyse|analyze|and|any|are|at|be|because|been|before|buy|but|by|can|could
    |did|do|does|doing|don'?t|each|enough|ever|every|for|from|get|give|good|got|had|has|have|healthy|hello|help|helpful|her|hey
    |hi|his|how|i|i'?m|if|in|into|is|isn'?t|it|its|just|last|left|less|let|make|many|me|more|most|much|my|need|never|next|not
    |now|of|off|on|or|our|out|over|overspending|owe|paid|please|put|really|safe|should|show|so|some|spend|spending|spent|still
    |tell|than|thank|thanks|that|the|their|then|there|they|this|to|too|under|until|up|want|was|we|well|were|what|what'?s|when
    |where|which|who|why|will|with|would|yes|you|your)\b""",
    re.VERBOSE,
)
"""Common words that only English has."""

BORROWED = re.compile(
    r"""\b(?:account|balance|bills?|debts?|emergency|expenses|finances|financial|fund|goals?|income|invest|loans?|money
    |monthly|month|months|payday|plan|salary|save|saving|savings|trip|year|years)\b""",
    re.VERBOSE,
)
"""English words of money, which Indonesians use as their own: they tell only where nothing else does."""


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
    # A text has few different characters: looking at each of them once is twenty times faster.
    unseen = {ord(character): None for character in set(composed) if not _is_seen(character)}
    return (composed.translate(unseen) if unseen else composed).strip()


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
    if indonesian == english == 0 and len(BORROWED.findall(lowered)) > 1:
        return "en"
    if indonesian == english:
        return otherwise
    return "id" if indonesian > english else "en"


def to_milliseconds(moment: datetime) -> datetime:
    """The moment as MongoDB keeps it, so that an answer shows the same time before and after storing."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
