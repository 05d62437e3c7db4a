"""The part of a long message that asks: a story may come before it, with figures that are not asked about."""

import re

SENTENCES = re.compile(r"(?<=[?!])\s+|(?<=[^\d\s]\.)\s+|(?<=\d\.)\s+(?=[A-Z])|\n+|;\s+")
"""Where one sentence ends and the next begins; the full stop of `Rp1.000` and of `1. 2.` is none."""

ASKS = re.compile(
    r"""\b(?:apa|apakah|berapa|brp|berapaan|kapan|gimana|gmn|bagaimana|kenapa|knp|ke\s?mana|di\s?mana|mana|siapa
    |bisa(?:kah)?|boleh(?:kah)?|sanggup|cukup|kira2|kira-kira|sebaiknya|mending|perlu\sga|harus\sga|penasaran
    |tolong|tlg|tolongin|coba|mohon|bantu(?:in)?|catat(?:in|kan)?|catet(?:in)?|hitung(?:in|kan)?|itungin
    |bikin(?:in|kan)?|buat(?:in|kan)|cek(?:in)?|tunjuk(?:in|kan)|kasih|lihat(?:in|kan)|liatin|cari(?:in|kan)
    |tampil(?:in|kan)|ubah|ganti|jadiin|naikin|turunin|geser|mundurin|majuin|pasang|set(?:el)?|masuk(?:in|kan)
    |sesuaikan|atur(?:in)?|jelas(?:in|kan)|simulasi(?:kan|in)?|bagi(?:in|kan)?|(?:pengen|ingin|mau)\s(?:tau|tahu)
    |mau\stanya|what|what's|how|how's|when|where|which|who|why|can|could|should|would|will|is|are|am|do|does|did
    |please|pls|plz|help|show|tell|give|work\sout|figure|calculate|check|find|dig|list|set|put|pop|make|add|log
    |record|note|change|move|push|raise|lower|split|break|explain|compare|pull\sup|run|wondering|let\sme\sknow
    |i\s(?:want|need)\sto\sknow|i'd\slike)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words with which a question or a request is written, in either language."""

FEWEST_WORDS = 25
"""Shorter messages are understood as a whole."""

FULL_QUESTION = 5
"""Words from which on a question says by itself what it is about; a shorter one needs the sentence before."""


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in their order."""
    return tuple(each.strip() for each in SENTENCES.split(text) if each and each.strip())


def asked_part(text: str) -> str | None:
    """The last sentence that asks, with what it goes on from; the last one where none does.

    None where the message is short, or one sentence.
    """
    sentences = sentences_of(text)
    if len(sentences) < 2 or len(text.split()) < FEWEST_WORDS:
        return None
    last = next((at for at in reversed(range(len(sentences))) if _asks(sentences[at])), len(sentences) - 1)
    first = last
    while first > 0 and len(" ".join(sentences[first : last + 1]).split()) < FULL_QUESTION:
        first -= 1
    return " ".join(sentences[first : last + 1])


def tells_without_asking(text: str) -> bool:
    """Whether it is a long story in which nothing is asked for."""
    return asked_part(text) is not None and not any(map(_asks, sentences_of(text)))


def _asks(sentence: str) -> bool:
    """A question mark, or a word of asking at its beginning or close to it."""
    if "?" in sentence:
        return True
    found = ASKS.search(sentence)
    return found is not None and len(sentence[: found.start()].split()) <= CLOSE


CLOSE = 4
"""Words before the word of asking: further in, it rather belongs to the story."""
