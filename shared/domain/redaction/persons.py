"""Names of people in a text, found by names that are known and by the words around those that are not.

A text is walked through once, word by word. What stands before a word says how much it takes to be a name
there: after `atas nama` anything, after `utang sama` what is no word of everyday, after `dari` something with
a capital letter, and by itself only a name that is hardly ever anything else.
"""

import re
from collections.abc import Iterator, Set
from functools import cached_property
from typing import NamedTuple

from shared.domain.redaction.text import Seen, Span
from shared.domain.redaction.vocabulary import WORD, Cue, Vocabulary

MOST_WORDS = 4
"""Words that one name may have."""

_SOFT = re.compile(r"[ :=\-]{1,3}(?:\d{3}[ :.\-]{1,3})?")
"""What may stand between a cue and a name; banks put a three-digit code of theirs there."""
_SOFTEST = re.compile(r"[ :.,=\-]{1,3}")
"""The same behind `a.n.` and the like, which end in a dot."""
_BESIDE = re.compile(r" {1,2}|-")
_SHORTENED = re.compile(r"\. ?")
"""Behind a short form: Mr. Kowalski, Jl. Kartini, M. Rizky."""
_JOINING = frozenset({"dan", "and", "sama", "serta"})


class Name(NamedTuple):
    """A name in the searched text, and its words in lower case."""

    span: Span
    words: tuple[str, ...]


def find_names(seen: Seen, known: Vocabulary, *, also: Set[str] = frozenset()) -> Iterator[Name]:
    """Every name, from left to right. `also` are words that were found to be names elsewhere."""
    yield from _Walk(seen, known, also).names()


class _Walk:
    """One text on its way through the finder."""

    def __init__(self, seen: Seen, known: Vocabulary, also: Set[str]) -> None:
        self._known = known
        self._also = also
        self._text = seen.text
        spans = [each.span() for each in WORD.finditer(seen.text)]
        lower = seen.lower
        self._spans = spans
        self._words = [lower[start:end] for start, end in spans]

    def names(self) -> Iterator[Name]:
        """Every name, from left to right."""
        behind = -1
        for at in self._candidates():
            if at < behind or not (count := self._count(at, behind)):
                continue
            behind = at + count
            span = Span(self._spans[at][0], self._spans[behind - 1][1])
            yield Name(span, tuple(self._words[at:behind]))

    def _candidates(self) -> list[int]:
        """The words that a name may begin with."""
        known, text = self._known, self._text
        names, also, everyday = known.names, self._also, known.everyday
        strange = (
            at
            for at, word in enumerate(self._words)
            if word in names or word in also or (word not in everyday and text[self._spans[at][0]].isupper())
        )
        told = (at for at, cue in self._cued.items() if cue >= Cue.OWING)
        titled = (at + 1 for at, word in enumerate(self._words) if word in known.titles)
        return sorted({*strange, *told, *titled, *self._memos} - {len(self._words)})

    def _count(self, at: int, behind: int) -> int:
        """How many words the name has that begins here; 0 where none does."""
        cue = self._cue(at, behind)
        if not self._begins(at, cue) or (at in self._branded and not self._is_called(at, cue)):
            return 0
        count = 1
        while count < MOST_WORDS and self._goes_on(at, at + count):
            count += 1
        return count

    def _cue(self, at: int, behind: int) -> Cue:
        """What stands before a word; `behind` is the place right behind the name before."""
        title = self._title_before(at)
        if title is not None:
            return title
        if self._is_shop(at):
            return Cue.SHOP if self._cued.get(at) is not Cue.NAMED else Cue.NAMED
        joins = behind >= 0 and at == behind + 1 and self._word(behind) in _JOINING
        return max(
            self._cued.get(at, Cue.NOTHING),
            Cue.SENDING if joins else Cue.NOTHING,
            Cue.OWING if at in self._memos else Cue.NOTHING,
            self._relation_before(at),
            self._on_behalf(at),
        )

    def _title_before(self, at: int) -> Cue | None:
        before = self._word(at - 1)
        if before not in self._known.titles or not self._joined(at - 1, shortened=True):
            return None
        if self._is_shop(at - 1):
            return Cue.SHOP
        if self._cued.get(at - 1, Cue.NOTHING) or self._word(at - 2) in self._known.words.moving:
            return Cue.ADDRESSED
        return Cue.TITLE if before in self._known.words.honorifics else Cue.ROLE

    def _relation_before(self, at: int) -> Cue:
        """Behind `teman`, `teman kantor saya`, `temen namanya`."""
        for back in range(1, 4):
            before = self._word(at - back)
            if not before or not self._joined(at - back):
                return Cue.NOTHING
            if before in self._known.words.relations:
                return Cue.RELATION
            if before not in self._known.words.between:
                return Cue.NOTHING
        return Cue.NOTHING

    def _on_behalf(self, at: int) -> Cue:
        """Behind `an.`, short for `atas nama`; without its dot only where money is spoken of."""
        if self._word(at - 1) != "an":
            return Cue.NOTHING
        between = self._between(at - 1)
        if between.strip() in {".", ":", ".:"}:
            return Cue.NAMED
        return Cue.SENDING if between == " " and self._speaks_of_money else Cue.NOTHING

    def _begins(self, at: int, cue: Cue) -> bool:
        """Whether a word is a name behind this cue."""
        word = self._words[at]
        if cue is Cue.SHOP or len(word) < 2:
            return False
        if self._is_given(at):
            return True
        if word in self._known.shy:
            return cue >= Cue.TITLE and (self._has_capital(at) or cue not in {Cue.SHORT, Cue.RELATION})
        if word in self._known.everyday:
            return cue is Cue.NAMED and self._has_capital(at) and word not in self._known.common
        return len(word) > 2 and self._may_be_name(at, cue)

    def _is_called(self, at: int, cue: Cue) -> bool:
        """Whether somebody is called by the name of a brand: Mbak Tri."""
        return self._words[at] in self._known.shy and cue in {Cue.TITLE, Cue.ADDRESSED, Cue.NAMED}

    def _is_given(self, at: int) -> bool:
        """Whether it is a name wherever it stands; a word of everyday needs its capital letter for that."""
        word = self._words[at]
        if word in self._known.given:
            return True
        return word in self._also and (word not in self._known.everyday or self._has_capital(at))

    def _may_be_name(self, at: int, cue: Cue) -> bool:
        """Whether a word that nobody knows is a name here."""
        if cue >= Cue.ADDRESSED:
            return True
        if not self._has_capital(at):
            return False
        if cue is Cue.NOTHING:
            return self._word(at + 1) in self._known.words.doing and self._joined(at)
        return cue is not Cue.SHORT or self._speaks_of_money

    def _goes_on(self, first: int, at: int) -> bool:
        """Whether a name goes on with this word."""
        if at >= len(self._words) or at in self._branded:
            return False
        if not self._joined(at - 1, shortened=len(self._words[at - 1]) <= 2):
            return False
        if self._is_given(at):
            return True
        word = self._words[at]
        strange = word not in self._known.everyday or word in self._known.shy
        return strange and self._has_capital(first) and self._has_capital(at)

    def _is_shop(self, at: int) -> bool:
        """Whether what stands before makes it the name of a shop, a company or a street."""
        before = self._word(at - 1)
        if before not in self._known.words.shops and (before, self._word(at - 2)) != ("makan", "rumah"):
            return False
        return self._joined(at - 1, shortened=True)

    def _joined(self, at: int, *, shortened: bool = False) -> bool:
        """Whether nothing but a space, a hyphen or the dot of a short form parts a word from the next."""
        if not 0 <= at < len(self._words) - 1:
            return False
        between = self._spans[at][1], self._spans[at + 1][0]
        if shortened and _SHORTENED.fullmatch(self._text, *between):
            return True
        return _BESIDE.fullmatch(self._text, *between) is not None

    def _word(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""

    def _has_capital(self, at: int) -> bool:
        return self._text[self._spans[at][0]].isupper()

    def _between(self, at: int) -> str:
        """What stands between a word and the next."""
        return self._text[self._spans[at][1] : self._spans[at + 1][0]]

    @cached_property
    def _joined_words(self) -> str:
        return " ".join(self._words)

    @cached_property
    def _speaks_of_money(self) -> bool:
        return not self._known.words.moving.isdisjoint(self._words)

    @cached_property
    def _branded(self) -> frozenset[int]:
        """The words that belong to a merchant, a bank or a wallet."""
        found = self._known.brands.within(self._joined_words)
        return frozenset(at for brand in found for at in range(brand.at, brand.until))

    @cached_property
    def _cued(self) -> dict[int, Cue]:
        """What stands right before a word, where that says that somebody is meant."""
        cued: dict[int, Cue] = {}
        if self._known.cue_starts.isdisjoint(self._words):
            return cued
        for found in self._known.cues.within(self._joined_words):
            at = found.until
            if at < len(self._words) and self._is_soft(at, found.meaning):
                cued[at] = max(found.meaning, cued.get(at, Cue.NOTHING))
        return cued

    def _is_soft(self, at: int, cue: Cue) -> bool:
        between = _SOFTEST if cue is Cue.NAMED else _SOFT
        return between.fullmatch(self._text, self._spans[at - 1][1], self._spans[at][0]) is not None

    @cached_property
    def _memos(self) -> frozenset[int]:
        """Where the words at the end of a bank's line begin: whom its transfer went to, or came from."""
        if self._known.memo_starts.isdisjoint(self._words):
            return frozenset()
        behind = {found.until for found in self._known.memos.within(self._joined_words)}
        begun: set[int] = set()
        spoken = False
        for at in range(len(self._words)):
            spoken = spoken or at in behind
            if at + 1 == len(self._words) or "\n" in self._between(at):
                begun |= set(self._names_at_end(at)[:1]) if spoken else set()
                spoken = False
        return frozenset(begun)

    def _names_at_end(self, last: int) -> range:
        """The words that a line ends with and that may be names."""
        first = last + 1
        while first > max(0, last + 1 - MOST_WORDS) and self._is_strange(first - 1):
            first -= 1
            if first and self._between(first - 1).strip():
                break
        return range(first, last + 1)

    def _is_strange(self, at: int) -> bool:
        word = self._words[at]
        may_be = word not in self._known.everyday or word in self._known.shy
        return may_be and self._has_capital(at) and at not in self._branded
