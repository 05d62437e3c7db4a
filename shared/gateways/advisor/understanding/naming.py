"""Names in a message: categories, accounts, kinds of goals, a tax status, and whatever words are left over.

What somebody calls a thing they want, a shop or a goal is never in a list: it is what remains once all words
with another meaning are taken away.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from shared.domain.budget.sentences.tokens import Kind
from shared.gateways.advisor.understanding.concepts import Spoken
from shared.gateways.advisor.understanding.data import load
from shared.gateways.advisor.understanding.reading import Message
from shared.gateways.advisor.understanding.spelling import plain_words

STATUS = re.compile(r"\b(?P<state>tk|k)\s?/?\s?(?P<joined>i\s?/\s?)?(?P<dependants>[0-3])\b")
SINGLE = frozenset({"lajang", "single", "jomblo", "unmarried", "bujang"})
MARRIED = frozenset(
    {"nikah", "kawin", "married", "beristri", "bersuami", "istri", "suami", "wife", "husband"}
)
DEPENDANTS = frozenset({"anak", "tanggungan", "dependants", "dependents", "dependant", "dependent"})
NEGATIONS = frozenset({"belum", "tidak", "not", "no", "bukan", "tanpa", "without"})
MOST_DEPENDANTS = 3
LONGEST_PIECE = 5
"""A longer row of unknown words is no name."""


class Piece(NamedTuple):
    """A name and its tokens. `code` is what the system calls it, where it does."""

    text: str
    first: int
    last: int
    code: str | None = None


@cache
def _phrases(section: str) -> Mapping[tuple[str, ...], str]:
    """The phrases of a section of `named.toml`, in plain words, with what they name."""
    return {_plain(phrase): name for name, phrases in load("named")[section].items() for phrase in phrases}


@cache
def _accounts() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]], frozenset[str]]:
    named = load("named")["accounts"]
    known, shy = (frozenset(_plain(phrase) for phrase in named[key]) for key in ("words", "shy"))
    return known, shy, frozenset(word for each in named["before"] for word in plain_words(each))


@cache
def small_words() -> frozenset[str]:
    """Words that name nothing."""
    return frozenset(plain for word in load("named")["small"]["words"].split() for plain in plain_words(word))


def _plain(phrase: str) -> tuple[str, ...]:
    return tuple(
        plain for word in phrase.replace("-", " ").replace("&", " ").split() for plain in plain_words(word)
    )


def categories_in(message: Message) -> tuple[Piece, ...]:
    """The categories that are named, by their codes."""
    return tuple(_found(message, _phrases("categories")))


def budgeted_in(message: Message) -> tuple[Piece, ...]:
    """The categories that a budget names, also by words that mean something else elsewhere."""
    return tuple(_found(message, {**_phrases("budgeted"), **_phrases("categories")}))


def goal_phrases_in(message: Message) -> tuple[Piece, ...]:
    """What people save for, by the kind of goal that it is."""
    return tuple(_found(message, _phrases("goals")))


def goal_kind(message: Message) -> str | None:
    """What kind of goal the message speaks of, by its first words that tell."""
    return next((piece.code for piece in goal_phrases_in(message)), None)


def kind_of_name(name: str) -> str | None:
    """What kind of goal a name tells: WEDDING for `Nikah tahun depan`."""
    words = _plain(name.casefold())
    phrases = _phrases("goals")
    spans = (words[at : at + size] for size in (3, 2, 1) for at in range(len(words)))
    return next((phrases[span] for span in spans if span in phrases), None)


def accounts_in(message: Message) -> tuple[Piece, ...]:
    """The accounts that are named: banks and wallets, and `dana` or `tunai` behind `dari` or `pakai`."""
    known, shy, before = _accounts()
    book = {**dict.fromkeys(known, "known"), **dict.fromkeys(shy, "shy")}
    words = {each.at: each.word for each in message.spoken}
    return tuple(
        piece
        for piece in _found(message, book)
        if piece.code == "known" or words.get(piece.first - 1) in before
    )


def _found(message: Message, phrases: Mapping[tuple[str, ...], str]) -> Iterator[Piece]:
    """The longest phrases from the left, none over another."""
    spoken, place = message.spoken, 0
    while place < len(spoken):
        length = next((size for size in (4, 3, 2, 1) if _words(spoken, place, size) in phrases), 0)
        if length:
            first, last = spoken[place].at, spoken[place + length - 1].at
            text = message.sentence.source(first, last + 1)
            yield Piece(text, first, last, phrases[_words(spoken, place, length)])
        place += length or 1


def _words(spoken: Sequence[Spoken], place: int, size: int) -> tuple[str, ...]:
    return tuple(each.word for each in spoken[place : place + size]) if place + size <= len(spoken) else ()


def things_in(message: Message) -> tuple[Piece, ...]:
    """What is left once figures, times, small words and words of a concept are taken away, in rows."""
    taken = set(message.figured)
    taken.update(place for each in message.mentions for place in range(each.first, each.last + 1))
    meant: dict[int, list[str]] = {}
    for each in message.spoken:
        meant.setdefault(each.at, []).append(each.word)
    rows: list[list[int]] = []
    for place, token in enumerate(message.sentence.tokens):
        plain = meant.get(place, [])
        free = token.kind in {Kind.WORD, Kind.NUMBER} and place not in taken and bool(plain)
        if free and not small_words().issuperset(plain):
            if rows and rows[-1][-1] == place - 1:
                rows[-1].append(place)
            else:
                rows.append([place])
    return tuple(
        Piece(message.sentence.source(row[0], row[-1] + 1), row[0], row[-1])
        for row in rows
        if len(row) <= LONGEST_PIECE and any(message.sentence.word(place) for place in row)
    )


ARTICLES = frozenset({"the", "a", "an", "my", "si", "sang", "sebuah", "semua"})
BEFORE_OBJECT = frozenset(
    {
        "untuk",
        "di",
        "ke",
        "pada",
        "on",
        "at",
        "in",
        "dari",
        "beli",
        "bayar",
        "buy",
        "makan",
        "transaksi",
        "total",
        "dan",
    }
    | {
        "dengan",
        "cari",
        "langganan",
        "pengeluaran",
        "belanja",
        "habis",
        "tampilkan",
        "spend",
        "and",
        "semua",
        "pakai",
    }
    | {"minum", "jajan", "nonton", "naik", "isi", "top", "up", "ke", "buying", "pembayaran", "bought"}
)


def objects_in(message: Message, things: Sequence[Piece]) -> tuple[Piece, ...]:
    """Things that something is spent on: behind a word such as `buat`, `di`, `beli`, or first of all."""
    words = {each.at: each.word for each in message.spoken}

    def is_object(piece: Piece) -> bool:
        place = piece.first - 1
        if words.get(place) in ARTICLES:
            place -= 1
        return piece.first == 0 or words.get(place) in BEFORE_OBJECT

    return tuple(each for each in things if is_object(each))


def tax_status(message: Message) -> str | None:
    """The PTKP status: `TK/0`, `k1`, `udah nikah anak satu`, `single`."""
    written = STATUS.search(" ".join(token.text for token in message.sentence.tokens))
    if written is not None:
        joined = "I/" if written["joined"] and written["state"] == "k" else ""
        return f"{written['state'].upper()}/{joined}{written['dependants']}"
    words = [each.word for each in message.spoken]
    married = _is_married(words)
    if married is None:
        return None
    return f"{'K' if married else 'TK'}/{min(_dependants(message), MOST_DEPENDANTS)}"


def _is_married(words: Sequence[str]) -> bool | None:
    if not SINGLE.isdisjoint(words):
        return False
    place = next((place for place, word in enumerate(words) if word in MARRIED), None)
    return None if place is None else NEGATIONS.isdisjoint(words[max(0, place - 2) : place])


def _dependants(message: Message) -> int:
    """`anak 2`, `2 anak`, `tanggungan satu`; `punya anak` alone is one."""
    spoken = message.spoken
    for place, each in enumerate(spoken):
        if each.word in DEPENDANTS:
            around = (*spoken[place + 1 : place + 2], *reversed(spoken[max(0, place - 2) : place]))
            numbers = [NUMBERS.get(other.word) for other in around]
            negated = not NEGATIONS.isdisjoint(other.word for other in spoken[max(0, place - 2) : place])
            return next((number for number in numbers if number is not None), 0 if negated else 1)
    return 0


NUMBERS = {
    **{str(number): number for number in range(10)},
    **dict(zip(("satu", "dua", "tiga", "empat", "lima"), range(1, 6), strict=True)),
    **dict(zip(("one", "two", "three", "four", "five"), range(1, 6), strict=True)),
}
