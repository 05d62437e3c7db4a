"""Bytes to text: what a byte order mark says, else UTF-8, else Windows' western code page, else refused."""

import codecs
import re

from shared.domain.budget.imports.refusals import EmptyFile, UnknownText

_MARKED: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decoded(content: bytes) -> str:
    """The file as text without its byte order mark. Raises UnknownText and EmptyFile.

    Every byte string is valid in a one-byte code page, so that one is taken last and only for what
    holds no control characters: a picture or an archive does.
    """
    text = _text(content).removesuffix("\x1a")
    if "\x00" in text:
        raise UnknownText
    if not text.strip():
        raise EmptyFile
    return text


def _text(content: bytes) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252")
    if _NO_TEXT.search(text.removesuffix("\x1a")):
        raise UnknownText
    return text


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnknownText from None
