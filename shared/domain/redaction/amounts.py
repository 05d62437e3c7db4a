"""What looks like a long number and is none: amounts, dates, ids of ours, and marks that stand already."""

import re
from collections.abc import Iterator

from shared.domain.redaction.text import Span

_UNIT = (
    r"(?:rb|ribu|k|jt|juta|miliar|milyar|triliun|rupiah|perak|thousand|million|billion|persen|percent)\b|%"
)
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_CURRENCY = r"(?<![a-z])(?:rp|idr|usd|us\$|\$)[.:]?\s{0,2}"
_UNTIL = r"(?:\s?-\s?[1-9]\d{0,14}(?!\d))?"
_FIRST = r"(?<![\d.,])(?!(?<=\+)62)"
"""Where a number begins; with `+62` it is a phone's."""

_KEPT = re.compile(
    rf"""
    \[[a-z]{{1,12}}\s\d{{1,3}}\]                                                       # a mark
  | (?<![0-9a-f-])[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}(?![0-9a-f])
  | (?<![\d./-]){_YEAR}([-/.]){_MONTH}\1{_DAY}(?!\d|[./-]\d)                           # 2026-11-22
  | (?<![\d./-]){_DAY}([-/.]){_MONTH}\2(?:{_YEAR}|\d\d)(?!\d|[./-]\d)                  # 22/11/2026
  | (?<![\d.,])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:,]\d)                            # 08.30
  | {_CURRENCY}[1-9]\d{{0,2}}(?:[.,]\d{{3}}){{1,4}}(?:[.,]\d{{1,2}})?(?![.,]?\d)        # Rp1.250.000
  | {_CURRENCY}[1-9]\d{{0,14}}(?:[.,]\d{{1,2}})?(?![.,]?\d|\s\d{{4}}\s\d{{4}}){_UNTIL}   # Rp 1250000
  | {_FIRST}[1-9]\d{{0,2}}(?:\.\d{{3}}){{1,4}}(?:,\d{{1,2}})?(?![.,]?\d)                # 1.250.000
  | {_FIRST}[1-9]\d{{0,2}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,2}})?(?![.,]?\d)                # 1,250,000
  | {_FIRST}[1-9]\d{{0,14}}(?:[.,]\d{{1,3}})?\s?(?:{_UNIT})                             # 25 juta, 2,5jt
  | {_FIRST}0[.,]\d{{1,24}}(?![.,]?\d)                                                 # 0.123456789
  | {_FIRST}[1-9]\d?[.,]\d{{1,8}}(?![.,]?\d)                                           # 12.3456
  | {_FIRST}[1-9]\d{{0,11}}[.,]\d{{1,2}}(?![.,]?\d)                                    # 50000.00
    """,
    re.VERBOSE,
)
"""Every repeat is bounded, so that the time is linear whatever the text is."""

_GROUP = re.compile(r"\d+")
_LONGEST = 40
"""Characters: an id has 36."""


def kept_spans(lower: str) -> Iterator[Span]:
    """Where something stands that must stay, from left to right, in a text in lower case."""
    for near in _near_digits(lower):
        yield from (Span(*match.span()) for match in _KEPT.finditer(lower, near.start, near.end))


def _near_digits(lower: str) -> Iterator[Span]:
    """The parts of a text that have digits, with as much around them as anything that stays is long."""
    near: Span | None = None
    for group in _GROUP.finditer(lower):
        around = Span(max(0, group.start() - _LONGEST), min(len(lower), group.end() + _LONGEST))
        if near is not None and around.start <= near.end:
            near = Span(near.start, around.end)
            continue
        if near is not None:
            yield near
        near = around
    if near is not None:
        yield near
