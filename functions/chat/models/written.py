"""Text that people send: plain data, cleaned of what is not seen."""

from shared.domain.conversation.engine import clean_text
from shared.words import Words

NOTHING_SEEN = Words(id="Isinya kosong.", en="There is nothing to read in it.")
TOO_LONG = Words(id="Teks ini terlalu panjang.", en="This text is too long.")


def readable(text: str, *, longest: int) -> str:
    """The text without what is not seen. Raises ValueError where nothing of it is seen, or too much."""
    cleaned = clean_text(text)
    if not cleaned:
        raise ValueError(NOTHING_SEEN)
    if len(cleaned) > longest:
        raise ValueError(TOO_LONG)
    return cleaned


def on_one_line(text: str | None, *, longest: int) -> str | None:
    """The text on one line; None where nothing of it is seen. Raises ValueError where it is too long."""
    cleaned = " ".join(clean_text(text or "").split())
    if len(cleaned) > longest:
        raise ValueError(TOO_LONG)
    return cleaned or None
