"""How what was said is found again: by the beginnings of words, without case and accents."""

import re
import unicodedata

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
"""A number with its separators, or letters; digits and letters that touch are two words."""

LONGEST_WORD = 40
"""How many characters of a word count; nobody looks for a longer beginning."""

MOST_WORDS = 8
"""How many words a search may have; each is one more look at the index."""

SEPARATORS = str.maketrans("", "", ".,")


def words_of(text: str) -> tuple[str, ...]:
    """The distinct words of `text` as they are compared: `Gajiku Rp5.000.000!` is gajiku, rp, 5000000."""
    words = (word.translate(SEPARATORS)[:LONGEST_WORD] for word in WORD.findall(_plain(text)))
    return tuple(dict.fromkeys(words))


def _plain(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    # What is folded may decompose again, and the other way round.
    folded = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def beginning(word: str) -> tuple[str, str]:
    """Between which two texts, in the order of code points, all that begins with `word` stands."""
    return word, word + "\U0010ffff"
