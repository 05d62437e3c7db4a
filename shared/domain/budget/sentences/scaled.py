"""A number with its scale: `1.250.000`, `7,5 jt`, `2jt 500rb`, `dua ratus lima puluh ribu`, `half a million`.

    number   := part {part}
    part     := quantity scale ["setengah"] | "seribu" | "sejuta" | ("setengah" | "half a") scale | quantity
    quantity := digits | digits "/" digits | small ["koma" digit {digit}] ["setengah" | "and a half"]
    scale    := "rb" | "ribu" | "k" | "jt" | "juta" | "M" | "miliar" | …

Parts follow each other from the larger scale to the smaller. What people shorten in more than one way
(`2 juta 500`, `sejuta dua`, `1.500 rb`, `5 M`) keeps all of its values.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.sentences.number_words import (
    ARTICLES,
    DIGITS,
    MILLION,
    NUMBER_WORDS,
    ONE_SCALES,
    PARTS,
    ROUGH_SCALES,
    SCALES,
    THOUSAND,
)
from shared.domain.budget.sentences.numerals import read_digits
from shared.domain.budget.sentences.spelled import read_small
from shared.domain.budget.sentences.tokens import Kind, Sentence

LONGEST_DIGITS = 30
"""Far beyond any amount; more digits are not even looked at."""

Taken = Callable[[int], bool]
"""Whether a number at a token belongs to something else: a date, a time, things that are counted."""


class Number(NamedTuple):
    """The values a number may have, and the token after it.

    `scaled`: a scale was said, so that it is certainly meant in full. `length`: how many digits an unscaled
    one has in figures, 0 in words. `rough`: about so much. `broken`: not a number that anybody can read.
    `likely`: what it may be besides where a separator slipped.
    """

    values: tuple[Decimal, ...]
    after: int
    scaled: bool = False
    length: int = 0
    grouped: bool = False
    rough: bool = False
    broken: bool = False
    likely: tuple[Decimal, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it has one value."""
        return len(self.values) == 1 and not self.broken


def read_number(sentence: Sentence, at: int, taken: Taken) -> Number | None:
    """A number that begins at a token."""
    number = _part(sentence, at)
    if number is None or not number.scaled:
        return number
    smallest = _scale_of(sentence, number.after)
    while True:
        joined = 1 if sentence.word(number.after) == "and" else 0
        following = _following(sentence, number.after + joined, smallest, taken)
        if following is None:
            return _with_rest(sentence, number, smallest, taken)
        smallest = _scale_of(sentence, following.after)
        values = tuple(dict.fromkeys(value + more for value in number.values for more in following.values))
        number = following._replace(values=values, rough=number.rough or following.rough)


def _following(sentence: Sentence, at: int, below: int, taken: Taken) -> Number | None:
    """A further part of a smaller scale: the `500rb` of `2jt 500rb`."""
    if taken(at) or sentence.token(at).kind is Kind.LINE:
        return None
    part = _part(sentence, at)
    if part is None or not part.scaled or not part.is_certain or part.values[0] >= below:
        return None
    return part


def _scale_of(sentence: Sentence, after: int) -> int:
    """The scale of the part that ends before a token."""
    for place in (after - 1, after - 2):
        word = sentence.word(place)
        scale = ONE_SCALES.get(word) or ROUGH_SCALES.get(word) or min(SCALES.get(word, (0,)))
        if scale:
            return scale
    return 1


def _with_rest(sentence: Sentence, number: Number, scale: int, taken: Taken) -> Number:
    """A number without a scale behind one: `2jt500`, `dua juta lima ratus`, `1jt2`, `dua ribu lima ratus`."""
    at = number.after
    if scale < THOUSAND or number.rough or taken(at):
        return number
    digits = sentence.number(at)
    if digits:
        if not digits.isdigit() or len(digits) > 3 or sentence.word(at + 1) in SCALES:
            return number
        rest, length, after = Decimal(digits), len(digits), at + 1
    else:
        small = read_small(sentence, at)
        if small is None or sentence.word(small.after) in SCALES:
            return number
        rest, after = Decimal(small.value), small.after
        length = len(str(small.value))
    values = (value + more for value in number.values for more in _rests(rest, length, scale))
    return number._replace(values=tuple(dict.fromkeys(values)), after=after)


def _rests(rest: Decimal, length: int, scale: int) -> tuple[Decimal, Decimal]:
    """What a number behind a scale adds: the `5` of `1jt 5` is half a million, or five rupiah."""
    return rest.scaleb(-length) * scale, rest


def with_rest_behind(sentence: Sentence, amount: int, after: int) -> tuple[int, ...]:
    """What an amount may be where a small number behind it may count things: the `1jt 5` of `1jt 5 servis`.

    Only from a million up: nobody shortens `100rb 2 kopi`.
    """
    digits, scale = sentence.number(after), _scale_of(sentence, after)
    if scale < MILLION or amount % scale or sentence.small(after, digits=3) is None:
        return (amount,)
    rests = _rests(Decimal(digits), len(digits), scale)
    return tuple(dict.fromkeys((*(amount + int(rest) for rest in rests), amount)))


def _part(sentence: Sentence, at: int) -> Number | None:
    word, following = sentence.word(at), sentence.word(at + 1)
    if word in ONE_SCALES:
        return _and_half(
            sentence, Number((Decimal(ONE_SCALES[word]),), at + 1, scaled=True), ONE_SCALES[word]
        )
    if word in PARTS:
        skipped = 1 if following in ARTICLES else 0
        scale = SCALES.get(sentence.word(at + 1 + skipped))
        return _times((PARTS[word],), scale, at + 2 + skipped) if scale else None
    if word in ARTICLES and following in SCALES and len(following) > 2:
        return _times((Decimal(1),), SCALES[following], at + 2)
    quantity = _figures(sentence, at) if sentence.number(at) else None
    quantity = _spelled(sentence, at) if quantity is None else quantity
    return _scaled(sentence, quantity) if quantity else None


def _figures(sentence: Sentence, at: int) -> Number | None:
    """Digits with separators, or a fraction before a scale; None before `ratus` and `puluh`."""
    written = sentence.number(at)
    if sentence.word(at + 1) in {"ratus", "puluh", "belas", "rts"} and len(written) == 1:
        return None
    fraction = _fraction(sentence, at)
    if fraction is not None:
        return fraction
    digits = read_digits(written) if len(written) < LONGEST_DIGITS * 2 else None
    if digits is None or not digits.values:
        likely = digits.likely if digits else ()
        return Number(likely, at + 1, length=len(written), broken=True)
    return Number(digits.values, at + 1, length=digits.length, grouped=digits.grouped, likely=digits.likely)


def _fraction(sentence: Sentence, at: int) -> Number | None:
    """`1/2 juta` and `2 1/2 juta`."""
    whole = sentence.small(at) if sentence.small(at + 1, digits=1) and sentence.sign(at + 2) == "/" else None
    first = at + 1 if whole is not None else at
    above, below = sentence.small(first, digits=1), sentence.small(first + 2, digits=1)
    if sentence.sign(first + 1) != "/" or not above or not below or sentence.word(first + 3) not in SCALES:
        return None
    return Number((Decimal(whole or 0) + Decimal(above) / Decimal(below),), first + 3, length=1)


def _spelled(sentence: Sentence, at: int) -> Number | None:
    small = read_small(sentence, at)
    if small is None:
        return None
    value, after = _decimals(sentence, Decimal(small.value), small.after)
    if sentence.word(after) in NUMBER_WORDS and sentence.word(after - 1) in NUMBER_WORDS:
        return _in_a_row(sentence, at)
    if sentence.word(after) in {"setengah", "stengah"} and sentence.word(after + 1) in SCALES:
        return Number((value + PARTS["setengah"],), after + 1)
    if (sentence.word(after), sentence.word(after + 1), sentence.word(after + 2)) == ("and", "a", "half"):
        return Number((value + PARTS["half"],), after + 3)
    return Number((value,), after)


def _decimals(sentence: Sentence, value: Decimal, at: int) -> tuple[Decimal, int]:
    """`satu koma dua lima`."""
    if sentence.word(at) not in {"koma", "point"}:
        return value, at
    after = at + 1
    while sentence.word(after) in DIGITS:
        value += Decimal(DIGITS[sentence.word(after)]).scaleb(at - after)
        after += 1
    return (value, after) if after > at + 1 else (value, at)


def _in_a_row(sentence: Sentence, at: int) -> Number:
    """`dua lima` may be 25: number words side by side that make no number are asked."""
    after, digits = at, ""
    while sentence.word(after) in NUMBER_WORDS:
        digits += str(DIGITS.get(sentence.word(after), ""))
        after += 1
    likely = (Decimal(digits),) if len(digits) == after - at else ()
    return Number(likely, after, broken=True)


def _scaled(sentence: Sentence, quantity: Number) -> Number:
    """The quantity times the scale behind it; as it is where none follows."""
    at = quantity.after
    roughly = _behind_rough_ending(sentence, at)
    if sentence.word(roughly) in SCALES and roughly > at:
        return _scaled(sentence, quantity._replace(after=roughly))._replace(rough=True)
    word = sentence.word(at)
    if word in ROUGH_SCALES and (word != "kan" or sentence.touches(at)):
        return _times(quantity.values, (ROUGH_SCALES[word],), at + 1)._replace(
            rough=True, broken=quantity.broken
        )
    scales = SCALES.get(word)
    if scales is None or (quantity.length == 0 and len(word) == 1 and word != "k"):
        return quantity
    values = quantity.values
    if _may_be_in_full(sentence, quantity, at):
        values = tuple(dict.fromkeys((*values, *(value / scales[-1] for value in values[:1]))))
    number = _times(values, scales, at + 1)._replace(broken=quantity.broken, grouped=quantity.grouped)
    return _and_half(sentence, number, scales[-1])


def _behind_rough_ending(sentence: Sentence, at: int) -> int:
    """The token behind the `an` or `-an` of `20an ribu` and `50rb-an`; the same one where there is none."""
    hyphen = sentence.sign(at) == "-" and sentence.touches(at) and sentence.touches(at + 1)
    behind = at + 1 if hyphen else at
    return behind + 1 if sentence.word(behind) in {"an", "ans"} else at


def _may_be_in_full(sentence: Sentence, quantity: Number, at: int) -> bool:
    """`20.000 rb` and `20000k` say the scale twice; `5000 k budi` says `ke`."""
    whole = quantity.values and quantity.values[0] >= THOUSAND
    twice = whole and len(quantity.values) == 1 and (quantity.grouped or quantity.length > 4)
    return bool(twice or (whole and sentence.word(at) == "k" and not sentence.touches(at)))


def _times(values: tuple[Decimal, ...], scales: tuple[int, ...], after: int) -> Number:
    return Number(tuple(value * scale for scale in scales for value in values), after, scaled=True)


def _and_half(sentence: Sentence, number: Number, scale: int) -> Number:
    """`sejuta setengah`, `2 juta setengah`."""
    if (
        sentence.word(number.after) not in {"setengah", "stengah"}
        or sentence.word(number.after + 1) in SCALES
    ):
        return number
    values = tuple(value + PARTS["setengah"] * scale for value in number.values)
    return number._replace(values=values, after=number.after + 1)
