"""Amounts of money in a message: `18jt`, `2,5 juta`, `dua juta`, `Rp 1.250.000`, `goceng`, `500rb sebulan`.

The numbers are read by the grammar of transaction sentences; what may mean several amounts is taken as people
mostly mean it, since nothing is booked by it. A number without a scale counts only where it is long enough.
"""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from shared.domain.budget.sentences.judging import judged
from shared.domain.budget.sentences.scaled import Number, read_number
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.money import MAX_RUPIAH
from shared.gateways.advisor.understanding.lengths import each_said
from shared.words import Language

RUPIAH = frozenset({"rp", "idr", "rupiah", "rph"})
ROUGH = frozenset({"an", "lebih", "lbh", "ish", "lebihan"})
SLANG = {
    **dict.fromkeys(("goceng",), 5_000),
    **dict.fromkeys(("ceban",), 10_000),
    **dict.fromkeys(("noban",), 20_000),
    **dict.fromkeys(("goban", "gocap"), 50_000),
    **dict.fromkeys(("cepek",), 100_000),
    **dict.fromkeys(("nopek",), 200_000),
    **dict.fromkeys(("gopek",), 500_000),
    **dict.fromkeys(("sejut", "sejeti", "cetiao", "setiao"), 1_000_000),
}
"""What nobody books by: `gopek` for a budget is half a million, although as a coin it is five hundred."""
YEARS = range(1990, 2101)
LONGEST_PLAIN = 13


class Money(NamedTuple):
    """Whole rupiah, by which period if said (`day`, `week`, `month`, `year`), and its tokens."""

    value: int
    each: str | None
    first: int
    last: int


def read_amounts(sentence: Sentence, taken: Collection[int], language: Language) -> Iterator[Money]:
    """The amounts in a sentence, from the left; tokens that are `taken` belong to something else."""
    at = 0
    while at < len(sentence):
        found = _amount(sentence, at, taken, language) if at not in taken else None
        if found is not None:
            yield found
            at = found.last
        at += 1


def _amount(sentence: Sentence, at: int, taken: Collection[int], language: Language) -> Money | None:
    if sentence.word(at) in SLANG:
        return _closed(sentence, SLANG[sentence.word(at)], at, at + 1)
    named = sentence.word(at) in RUPIAH
    first = at + 1 if named else at
    while named and sentence.sign(first) in {".", ":"}:
        first += 1
    number = read_number(sentence, first, _taken(taken)) if first not in taken else None
    if number is None or not _is_money(sentence, number, first, named=named):
        return None
    named = named or sentence.word(number.after) in RUPIAH
    value = _value(judged(number, rupiah=named).values, language)
    return None if value is None else _closed(sentence, value, at, number.after)


def _taken(taken: Collection[int]) -> Callable[[int], bool]:
    return lambda place: place in taken


def _is_money(sentence: Sentence, number: Number, first: int, *, named: bool) -> bool:
    """A scale, the currency, or more digits than other things have; a year is none."""
    if number.scaled or named or sentence.word(number.after) in RUPIAH:
        return bool(number.values)
    if number.broken or not number.values or number.length > LONGEST_PLAIN:
        return False
    value = number.values[0]
    return number.grouped or (number.length >= 4 and value >= 1000 and value not in YEARS)


def _value(values: tuple[int, ...], language: Language) -> int | None:
    """Of several, the first; `1.5m` is miliar to Indonesians and million to the English."""
    if not values:
        return None
    value = (
        values[-1] if language == "en" and len(values) == 2 and values[0] == values[1] * 1000 else values[0]
    )
    return value if 0 < value <= MAX_RUPIAH else None


def _closed(sentence: Sentence, value: int, first: int, after: int) -> Money:
    """The amount with `rupiah`, `an` and its period behind it."""
    while sentence.word(after) in RUPIAH | ROUGH or (
        sentence.sign(after) in {",", "."} and sentence.sign(after + 1) == "-"
    ):
        after += 2 if sentence.sign(after) else 1
    each, after = each_said(sentence, after)
    return Money(value, each, first, after - 1)
