"""Numbers in an answer that nothing explains, read here anew: so the pipeline's own reading is checked too.

Every run of digits has to be a fact's value as people write it, something that the person wrote, or one of
the few numbers that belong to no fact: telephone numbers of help lines, places in a list. Numbers spelled in
words are read where a scale follows (`lima juta`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from shared.domain.conversation.model import Derivation, Fact, FactUnit, Provenance

HELP_LINES = frozenset({"157", "119", "112", "8", "100"})
"""Kontak OJK, Healing119 with its extension, the emergency number, and what points of a score are out of."""

SCALES = {
    **dict.fromkeys(("rb", "rbu", "ribu", "k", "thousand"), 10**3),
    **dict.fromkeys(("jt", "juta", "million", "mio"), 10**6),
    **dict.fromkeys(("m", "miliar", "milyar", "billion", "bn"), 10**9),
}
COUNTED = {
    "id": "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
    "en": "one two three four five six seven eight nine ten",
}
WORDS = {word: number for said in COUNTED.values() for number, word in enumerate(said.split(), start=1)}
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<mark>\b(?:rp\.?|idr)\s*)?(?P<digits>\d+(?:[.,]\d+)*)"
    rf"(?:[\s-]*(?P<scale>{_SCALE})(?:an)?\b)?(?P<unit>\s*(?:%|persen|percent|bulan|months?|tahun|years?))?",
    re.IGNORECASE,
)
_SPELLED = re.compile(rf"\b(?P<word>{'|'.join(WORDS)})\s+(?P<scale>{_SCALE})(?:an)?\b", re.IGNORECASE)
_PLACE_IN_LIST = re.compile(r"^\s*\d{1,2}[.)]\s", re.MULTILINE)
_ROUNDED_BY_HAND = Decimal("0.02")

_MONEY, _SHARE, _TIME, _ANY = "money", "share", "time", "any"
_UNITS = {
    _MONEY: frozenset({FactUnit.RUPIAH}),
    _SHARE: frozenset({FactUnit.FRACTION}),
    _TIME: frozenset({FactUnit.MONTHS, FactUnit.DAYS, FactUnit.COUNT}),
    _ANY: frozenset(FactUnit),
}


def plain(text: str) -> str:
    """The text as a person sees it: look-alikes made plain, what is unseen and marks of Markdown left out."""
    composed = unicodedata.normalize("NFKC", text)
    seen = "".join(each for each in composed if unicodedata.category(each) != "Cf")
    return re.sub(r"[*_`]", "", seen)


def unexplained(
    text: str, facts: Sequence[Fact], *, told: Iterable[str] = (), provenance: Provenance | None = None
) -> list[str]:
    """The numbers in `text` that follow from no fact. `told` is what was written by the person or by code."""
    known = plain("\n".join((*told, *(fact.label for fact in facts))))
    bare = _PLACE_IN_LIST.sub("", plain(text))
    written = {found["digits"] for found in _NUMBER.finditer(known)} | HELP_LINES
    derived = _derived(provenance)
    return [
        found[0].strip()
        for found in _NUMBER.finditer(bare)
        if not (_is_told(found, written, known) or _is_fact(found, facts) or _is_within(found[0], derived))
    ] + [found[0] for found in _SPELLED.finditer(bare) if not _is_spelled_fact(found, facts, known)]


def _is_told(found: re.Match[str], written: set[str], known: str) -> bool:
    """Whether the person or code wrote that number; an amount that they wrote may be written out."""
    if found["digits"] in written:
        return True
    values = set(_values(found))
    return any(values & set(_values(other)) for other in _NUMBER.finditer(known))


def _is_within(piece: str, texts: Iterable[str]) -> bool:
    return any(piece.strip() in plain(each) or plain(each) in piece for each in texts)


def _derived(provenance: Provenance | None) -> list[str]:
    """Figures that the pipeline derived from several facts, whose working it shows."""
    simple = {Derivation.QUOTED, Derivation.ROUNDED}
    return [it.text for it in provenance.figures if it.derivation not in simple] if provenance else []


def _kind(found: re.Match[str]) -> str:
    unit = (found["unit"] or "").strip().lower()
    if found["mark"] or found["scale"]:
        return _MONEY
    if unit in ("%", "persen", "percent"):
        return _SHARE
    if unit:
        return _TIME
    return _MONEY if len(re.sub(r"\D", "", found["digits"])) > 4 else _ANY


def _is_fact(found: re.Match[str], facts: Sequence[Fact]) -> bool:
    kind = _kind(found)
    shown = [Decimal(1), Decimal(SCALES.get((found["scale"] or "").lower(), 1))]
    step = max(shown) * Decimal(1).scaleb(-_decimals(found["digits"]))
    for fact in facts:
        if kind != _ANY and fact.unit not in _UNITS[kind]:
            continue
        for value in _fact_values(fact, kind):
            if any(_fits(read, value, step) for read in _values(found)):
                return True
    return kind == _ANY and any(_in_date(found["digits"], fact) for fact in facts)


def _fits(read: Decimal, value: Decimal, step: Decimal) -> bool:
    off = abs(read - abs(value))
    return off == 0 or (off <= step / 2 and off <= abs(value) * _ROUNDED_BY_HAND)


def _fact_values(fact: Fact, kind: str) -> Iterator[Decimal]:
    if isinstance(fact.value, date):
        return
    value = Decimal(fact.value)
    yield value * 100 if fact.unit is FactUnit.FRACTION else value
    if fact.unit is FactUnit.MONTHS and kind in (_TIME, _ANY):
        yield value / 12


def _in_date(digits: str, fact: Fact) -> bool:
    days = [fact.as_of.date(), *([fact.value] if isinstance(fact.value, date) else [])]
    return any(digits in {str(day.year), str(day.month), str(day.day), f"{day.day:02}"} for day in days)


def _values(found: re.Match[str]) -> Iterator[Decimal]:
    """The ways to read it: separators before three digits may group or begin decimals."""
    digits, scale = found["digits"], SCALES.get((found["scale"] or "").lower(), 1)
    for read in (
        re.sub(r"[.,]", "", digits),
        digits.replace(".", "").replace(",", "."),
        digits.replace(",", ""),
    ):
        try:
            yield Decimal(read) * scale
        except InvalidOperation:
            continue


def _decimals(digits: str) -> int:
    tail = re.search(r"[.,](\d+)$", digits)
    return len(tail[1]) if tail and len(tail[1]) != 3 else 0


def _is_spelled_fact(found: re.Match[str], facts: Sequence[Fact], known: str) -> bool:
    value = Decimal(WORDS[found["word"].lower()] * SCALES[found["scale"].lower()])
    step = Decimal(SCALES[found["scale"].lower()])
    amounts = [Decimal(it.value) for it in facts if it.unit is FactUnit.RUPIAH and isinstance(it.value, int)]
    return found[0].lower() in known.lower() or any(_fits(value, amount, step) for amount in amounts)
