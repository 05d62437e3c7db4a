"""Takes what identifies people out of texts, and puts it back.

One redactor serves one turn: the same person, account or phone has the same mark in all of its texts
(`[orang 1]`, `[rekening 2]`), so that whoever reads them can tell one from another. Amounts and dates stay as
they are, and so does everything around a mark. To redact what was redacted changes nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import JsonValue

from shared.domain.redaction.model import GIVEN_BACK, MARKS, Kind
from shared.domain.redaction.numbers import find_emails, find_numbers
from shared.domain.redaction.persons import Name, find_names
from shared.domain.redaction.text import Seen, Span
from shared.domain.redaction.vocabulary import vocabulary
from shared.words import Language

MOST_ROUNDS = 4
"""How often a text is looked at again after something was taken out; what is left stands by itself."""

_MARK = re.compile(r"\[ ?([a-zA-Z]{1,12}) ?([0-9]{1,3}) ?\]")
_KINDS = {word.lower(): kind for kind, words in MARKS.items() for word in words}
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_.]*")
_GLUED = frozenset("=/?&%#@_\\")
"""A mark beside one of these may be part of an address, which nothing is put into."""


class _Piece(NamedTuple):
    span: Span
    kind: Kind
    number: int


class _Person(NamedTuple):
    words: set[str]
    kind: Kind
    number: int


class Redactor:
    """Marks for one request. `own_names` are those of the person themselves."""

    def __init__(self, language: Language, *, own_names: Iterable[str] = ()) -> None:
        self._language: Language = language
        self._numbers: dict[tuple[Kind, str], int] = {}
        self._counts: Counter[Kind] = Counter()
        self._people: list[_Person] = []
        self._names: set[str] = set()
        self._written: dict[tuple[Kind, int], str] = {}
        self._done: dict[str, str] = {}
        own = {word for name in own_names for word in Seen(name).lower.split() if len(word) > 1}
        if own:
            self._people.append(_Person(own, Kind.OWN_NAME, 1))
            self._names |= own
            self._written[Kind.OWN_NAME, 1] = " ".join(own_names)

    @property
    def names_known(self) -> int:
        """How many words are known to be names so far; a text may read otherwise once there are more."""
        return len(self._names)

    def learn(self, text: str) -> None:
        """Get to know whom a text names; what is put back later is written as in the text learned last."""
        self._once(text)

    def redact(self, text: str) -> str:
        """The text with marks in place of what identifies somebody."""
        known = self._done.get(text)
        if known is not None:
            return known
        redacted = text
        for _ in range(MOST_ROUNDS):
            again = self._once(redacted)
            if again == redacted:
                break
            redacted = again
        self._done[text] = redacted
        return redacted

    def restore(self, text: str) -> str:
        """The text with names, accounts, phones and addresses where their marks stood.

        Identity numbers, cards and codes are never put back, nor is anything inside an address.
        """
        return _MARK.sub(self._given_back, text)

    def redact_json(self, value: JsonValue) -> JsonValue:
        """Every text in it redacted, keys too where they are no identifiers of ours."""
        match value:
            case str():
                return self.redact(value)
            case dict():
                return {self._key(key): self.redact_json(inner) for key, inner in value.items()}
            case list():
                return [self.redact_json(inner) for inner in value]
            case _:
                return value

    def restore_json(self, value: JsonValue) -> JsonValue:
        """Every text in it restored."""
        match value:
            case str():
                return self.restore(value)
            case dict():
                return {key: self.restore_json(inner) for key, inner in value.items()}
            case list():
                return [self.restore_json(inner) for inner in value]
            case _:
                return value

    def _key(self, key: str) -> str:
        return key if _IDENTIFIER.fullmatch(key) else self.redact(key)

    def _once(self, text: str) -> str:
        self._reserve(text)
        seen = Seen(text)
        pieces: list[str] = []
        at = 0
        for piece in _apart(self._pieces(seen), len(seen.text)):
            original = seen.origin(piece.span)
            if piece.kind is not Kind.OWN_NAME:
                self._written[piece.kind, piece.number] = _as_written(seen, piece)
            pieces += [text[at : original.start], self._mark(piece)]
            at = original.end
        return "".join((*pieces, text[at:])) if pieces else text

    def _pieces(self, seen: Seen) -> list[_Piece]:
        numbers = (*find_emails(seen.lower), *find_numbers(seen.lower))
        found = [_Piece(each.span, each.kind, self._number(each.kind, each.key)) for each in numbers]
        for name in find_names(seen, vocabulary(), also=self._names):
            person = self._person(name)
            found.append(_Piece(name.span, person.kind, person.number))
        return found

    def _number(self, kind: Kind, key: str) -> int:
        if (kind, key) not in self._numbers:
            self._numbers[kind, key] = self._next(kind)
        return self._numbers[kind, key]

    def _person(self, name: Name) -> _Person:
        """Who goes by that name: one of whose names are all among those of the other."""
        words = {word for word in name.words if len(word) > 1} or {*name.words}
        for person in self._people:
            if words <= person.words or (person.words <= words and person.kind is Kind.PERSON):
                self._know(person, words)
                return person
        person = _Person(set(words), Kind.PERSON, self._next(Kind.PERSON))
        self._people.append(person)
        self._know(person, words)
        return person

    def _know(self, person: _Person, words: set[str]) -> None:
        person.words.update(words)
        news = {word for word in words if len(word) > 2} - self._names - vocabulary().common
        if news:
            self._names |= news
            # Texts without this name may have it all the same.
            self._done.clear()

    def _next(self, kind: Kind) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    def _reserve(self, text: str) -> None:
        """Marks that stand in a text already are not given to anybody else."""
        for match in _MARK.finditer(text):
            kind = _KINDS.get(match[1].lower())
            if kind is not None:
                self._counts[kind] = max(self._counts[kind], int(match[2]))

    def _mark(self, piece: _Piece) -> str:
        return f"[{MARKS[piece.kind].into(self._language)} {piece.number}]"

    def _given_back(self, mark: re.Match[str]) -> str:
        kind = _KINDS.get(mark[1].lower())
        if kind is None or kind not in GIVEN_BACK or _is_glued(mark):
            return mark[0]
        return self._written.get((kind, int(mark[2]))) or mark[0]


def _as_written(seen: Seen, piece: _Piece) -> str:
    """How something is put back: so that it would be found again where it stands. Empty where it never is."""
    written = seen.text[piece.span.start : piece.span.end]
    if piece.kind is Kind.PERSON:
        return written if written[0].isupper() else written[0].upper() + written[1:]
    lower = written.lower()
    return written if any((*find_emails(lower), *find_numbers(lower))) else ""


def _is_glued(mark: re.Match[str]) -> bool:
    """Whether a mark may be part of an address. Letters behind it are an ending: `[orang 1]nya`."""
    before = mark.string[mark.start() - 1 : mark.start()] if mark.start() else ""
    after = mark.string[mark.end() : mark.end() + 1]
    return before.isalnum() or after.isdigit() or bool({before, after} & _GLUED)


def _apart(pieces: list[_Piece], length: int) -> list[_Piece]:
    """Pieces from left to right; of two that overlap, the one that was found first."""
    kept: list[_Piece] = []
    taken = bytearray(length)
    for piece in pieces:
        if not any(taken[piece.span.start : piece.span.end]):
            kept.append(piece)
            taken[piece.span.start : piece.span.end] = b"\1" * (piece.span.end - piece.span.start)
    return sorted(kept)


def redacted(text: str, language: Language = "id") -> str:
    """One text by itself, for what is kept and logged."""
    return Redactor(language).redact(text)
