"""An SVG as typst writes it, made to stand alone: with a title, a description and in pixels.

typst draws letters as outlines, so a picture holds no text; what it shows is told in `desc` for people
who cannot see it. Only here does text enter the file, and it is escaped.
"""

import re
from xml.sax.saxutils import escape, quoteattr

_ROOT = re.compile(rb'<svg viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"[^>]*>')
_LONG_NAME = re.compile(rb"(#|id=\")([a-z])([0-9A-F]{16,32})\b")
_DEFAULT_RULE = b' fill-rule="nonzero"'


def stand_alone(svg: bytes, *, title: str, description: str, language: str) -> bytes:
    """The picture with words for screen readers and short names for its glyphs.

    Raises ValueError where `svg` does not begin as typst writes it.
    """
    root = _ROOT.match(svg)
    if root is None:
        raise ValueError("this is no SVG of typst's")
    width, height = root[1].decode(), root[2].decode()
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" lang={quoteattr(language)} '
        f'role="img" aria-labelledby="title desc">'
        f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    )
    return begin.encode() + _shortened(svg[root.end() :].replace(_DEFAULT_RULE, b""))


def _shortened(drawing: bytes) -> bytes:
    """Hashes that name glyphs and patterns, replaced by numbers in the order they come."""
    numbers: dict[bytes, int] = {}

    def shorter(found: re.Match[bytes]) -> bytes:
        number = numbers.setdefault(found[2] + found[3], len(numbers))
        return found[1] + found[2] + str(number).encode()

    return _LONG_NAME.sub(shorter, drawing)
