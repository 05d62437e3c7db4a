"""Whose figure a figure is said to be: `Pemasukan per bulan: Rp5.000.000` names a fact by its label."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from shared.advice.figures import AROUND, Day, find_figures
from shared.advice.seen import see
from shared.domain.conversation.model import Basis, Fact

LEADING = " \t\n:=|>(\"'\u2192\u2248"
CONNECTING = frozenset(
    {
        *("adalah", "yaitu", "ialah", "sebesar", "sekitar", "kira-kira", "hanya", "cuma", "kamu", "kini"),
        *("sekarang", "saat", "ini", "is", "are", "of", "about", "around", "only", "now", "currently", "at"),
        *("minus", "negatif", "negative"),
    }
)
MOST_CONNECTING = 4
OPENING = re.compile(
    r"^(?:jadi|nah|oke|dan|so|then|and|the|your|\d{1,2}[.)]|[-\u2022+>#|]+)[ ,]+", re.IGNORECASE
)
SENTENCE = re.compile(r"[.!?;](?=\s)|\n")
BREAK = re.compile(r"(?:[:,|(]| -) ")
OWN = re.compile(r"(?<=\w{3})(?:mu|nya|ku)\b| kamu\b|\byour ", re.IGNORECASE)
WORKING = re.compile(r"^ ?[-+\u00d7x*/] ?(?:rp|idr|\d)", re.IGNORECASE)
"""What shows that a figure is the beginning of a working, and not the value of the label before it."""

DIGIT = re.compile(r"\d")
YEARLY = re.compile(r"^ ?(?:/ ?tahun|setahun|per tahun|a year|per year|yearly)\b", re.IGNORECASE)


class Labels:
    """Facts by what they are called."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts: dict[str, list[Fact]] = {}
        for fact in facts:
            if not (fact.basis is Basis.STATED and fact.id.startswith("message.")):
                self._facts.setdefault(_plain(fact.label), []).append(fact)

    def named(self, before: str, after: str) -> Collection[Fact]:
        """The facts whose value a figure is said to be, by what is seen beside it; it may be none."""
        if WORKING.match(after) or YEARLY.match(after):
            return ()
        for name in _names(before):
            if name in self._facts:
                return self._facts[name]
        return ()


def _names(before: str) -> Iterator[str]:
    """The words before a figure that may be a label, the longest first."""
    words = before[-AROUND:].rstrip("-").rstrip(LEADING)
    for _ in range(MOST_CONNECTING):
        head, space, last = words.rpartition(" ")
        if not space or last.casefold() not in CONNECTING:
            break
        words = head.rstrip(LEADING)
    ends = [match.end() for match in SENTENCE.finditer(words)]
    words = words[ends[-1] if ends else 0 :].strip()
    for start in (0, *(match.end() for match in BREAK.finditer(words))):
        name = words[start:].strip()
        yield _own(name)
        if opening := OPENING.match(name):
            yield _own(name[opening.end() :])


def days_of(label: str) -> tuple[Day, ...]:
    """The dates that a label itself tells: `Pengeluaran Juni 2026`.

    Nothing else in it counts: a label may hold what a stranger wrote, such as the name of a merchant.
    """
    return _days_in(label) if DIGIT.search(label) else ()


@lru_cache(maxsize=1024)
def _days_in(label: str) -> tuple[Day, ...]:
    return tuple(figure.day for figure in find_figures(label) if figure.day is not None)


@lru_cache(maxsize=4096)
def _plain(label: str) -> str:
    return _own(see(label).text)


def _own(words: str) -> str:
    """Without what says whose it is."""
    return OWN.sub("", words).strip().casefold()
