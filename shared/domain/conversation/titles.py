"""What a conversation is called after its first exchange, by code alone.

The message names it, without the politeness around what is asked. Where it only asks to begin ("coba cek
dong"), the first sentence of the answer that says something does; a mere greeting names nothing.
"""

import re

from shared.domain.conversation.engine import title_from

GREETING = re.compile(
    r"""halo|hallo|hai|hi|hello|hey|hei|hy|permisi|punten|assalamualaikum|waalaikumsalam|selamat|pagi|siang
    |sore|malam|good|morning|afternoon|evening|there|kak|kakak|min|admin|mas|mbak|mba|bang|gan|sis|bro|bos|bu
    |pak|fintar|makasih|terima|kasih|terimakasih|thanks|thank|you|thx|tq|ya|yah|yaa|oke|ok|okay|sip""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that greet or thank."""

ASKING = re.compile(
    r"""tolong|tolongin|mohon|minta|coba|cek|lihat|bantu|bantuin|lanjut|terus|dong|donk|deh|nih|sih|kok|mau
    |numpang|boleh|pengen|nanya|tanya|bertanya|please|pls|plis|help|check""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that ask, and do not say for what."""

GREETING_SENTENCE = re.compile(
    r"(?:halo|hai|hello|hi|hey|selamat|good|tentu|siap|baik|oke|sure|of course|certainly)\b", re.IGNORECASE
)
MARKS = re.compile(r"[*_`#>|~]+|^\s*(?:[-+•]|\d+[.)])\s+", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
WORD = re.compile(r"\w+")
MARK_BEHIND = re.compile(r"[?%)\]\"']+")
EDGES = " ,.;:!-"


def title_of(said: str, answered: str | None) -> str | None:
    """A title of at most 60 characters from the first exchange; None where it says nothing yet."""
    asked = _asked(said)
    if asked:
        return title_from(asked)
    only_asks = any(ASKING.fullmatch(word) for word in WORD.findall(said))
    told = _told(answered or "") if only_asks else ""
    return title_from(told) if told else None


def _asked(said: str) -> str:
    """The first line that says what is asked, without the politeness before and after it."""
    for line in said.splitlines():
        telling = [word for word in WORD.finditer(line) if not _is_polite(word[0])]
        if telling:
            return _capitalised(line[telling[0].start() : _end(line, telling[-1].end())])
    return ""


def _is_polite(word: str) -> bool:
    return GREETING.fullmatch(word) is not None or ASKING.fullmatch(word) is not None


def _end(line: str, last: int) -> int:
    """Where a line ends whose last telling word ends at `last`: a mark right behind it belongs to it."""
    mark = MARK_BEHIND.match(line, last)
    return mark.end() if mark is not None else last


def _told(answered: str) -> str:
    """The first sentence of an answer that is no greeting."""
    sentences = SENTENCE_END.split(MARKS.sub("", answered))
    telling = (it for it in sentences if WORD.search(it) and not GREETING_SENTENCE.match(it.strip()))
    return next(telling, "").strip(EDGES)


def _capitalised(text: str) -> str:
    text = text.strip(EDGES)
    return text[:1].upper() + text[1:]
