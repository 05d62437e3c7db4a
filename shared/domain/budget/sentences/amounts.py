"""Amounts of money: a number with what stands around it.

    amount  := [sign] ["@"] [currency] (slang | product | range | number) [currency] ["an"] [each]
    product := count [measure] ("x" | "*") number | number ("x" | "*") count
    range   := number ("-" | "sampai") number
    each    := ("/" | "per") unit

A number is certain where only one reading makes whole rupiah that somebody could have meant. `15` alone may
be fifteen rupiah or fifteen thousand, `1,5` needs a scale, `1.25.000` is no number: those are asked.
"""

import unicodedata
from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.judging import Amount, bounded, judged
from shared.domain.budget.sentences.lexicon import Lexicon
from shared.domain.budget.sentences.number_words import SCALES
from shared.domain.budget.sentences.scaled import LONGEST_DIGITS, Number, Taken, read_number
from shared.domain.budget.sentences.text import STRANGE
from shared.domain.budget.sentences.tokens import Kind, Sentence

RUPIAH_BEFORE = frozenset({"rp", "idr", "rupiah", "rph"})
RUPIAH_BEHIND = frozenset({"rupiah", "perak", "idr", "rp", "rph"})
FOREIGN_BEFORE = frozenset(
    {"$", "€", "£", "¥", "₩", "฿", "₹", "usd", "sgd", "rm", "myr", "eur", "gbp", "aud", "jpy"}
)
TIMES_SIGNS = frozenset({"x", "*"})
TIMES_WORDS = frozenset({"kali", "times"})
UNTIL = frozenset({"-", "sampai", "sampe", "smp", "hingga", "until", "~"})
ROUGH = frozenset({"an", "lebih", "lbh", "ish", "lebihan", "something", "kurang", "lebih2"})
HARMLESS = frozenset(
    {",", ".", ";", ":", "+", "-", "(", ")", "&", "|", "=", "@", "!", "?", '"', "'", "[", "]"}
)
PICTURES = frozenset({"So", "Sk"})
"""Unicode categories of emoji."""


class ReadAmount(NamedTuple):
    """An amount and the token after it."""

    amount: Amount
    after: int


class _Opening(NamedTuple):
    """What stands before the number, and the token where the number begins."""

    after: int
    sign: int = 0
    rupiah: bool = False
    each: bool = False


def read_amount(sentence: Sentence, at: int, lexicon: Lexicon, taken: Taken) -> ReadAmount | None:
    """An amount that begins at a token."""
    opening = _opening(sentence, at)
    slang = lexicon.find_slang(sentence, opening.after)
    if slang is not None:
        amount = bounded(slang[0])
        return ReadAmount(amount._replace(sign=opening.sign), opening.after + slang[1])
    number = _count_first(sentence, opening.after, lexicon, taken)
    number = number or _in_groups(sentence, opening.after) or read_number(sentence, opening.after, taken)
    if number is None:
        return None
    return _closed(sentence, _ranged(sentence, number, taken), opening, lexicon)


def _opening(sentence: Sentence, at: int) -> _Opening:
    """A sign, `@` and a currency before the number."""
    sign, at = _sign(sentence, at, apart=True)
    each = sentence.sign(at) == "@"
    at = at + 1 if each else at
    rupiah = sentence.word(at) in RUPIAH_BEFORE
    at = at + 1 if rupiah else at
    while rupiah and sentence.sign(at) in {".", ":"} and sentence.number(at + 1):
        at += 1
    later, at = _sign(sentence, at, apart=False) if rupiah else (0, at)
    return _Opening(at, sign or later, rupiah, each)


def _sign(sentence: Sentence, at: int, *, apart: bool) -> tuple[int, int]:
    """A plus or minus right before a number or a currency."""
    sign = sentence.sign(at)
    if sign not in {"+", "-"} or not sentence.touches(at + 1) or (apart and not sentence.token(at).apart):
        return 0, at
    if not sentence.number(at + 1) and sentence.word(at + 1) not in RUPIAH_BEFORE:
        return 0, at
    return (1 if sign == "+" else -1), at + 1


def _count_first(sentence: Sentence, at: int, lexicon: Lexicon, taken: Taken) -> Number | None:
    """`3x20rb`, `3 x 20rb`; `2x 50rb` is left, for it may be the price of both."""
    count = sentence.small(at, digits=3)
    if not count:
        return None
    measured = sentence.word(at + 1) in lexicon.things | lexicon.people | lexicon.periods
    place = at + 2 if measured else at + 1
    apart = sentence.touches(place) and not sentence.touches(place + 1)
    if sentence.text(place) not in TIMES_SIGNS or apart:
        return None
    number = read_number(sentence, _opening(sentence, place + 1).after, taken)
    return _multiplied(number, count) if number is not None else None


def _multiplied(number: Number, count: int) -> Number:
    return number._replace(values=tuple(value * count for value in number.values))


def _is_group(digits: str) -> bool:
    return len(digits) == 3 and digits.isdigit()


def _in_groups(sentence: Sentence, at: int) -> Number | None:
    """`1 250 000`: thousands parted by spaces, which may also be several numbers."""
    digits, after = sentence.number(at), at + 1
    while digits and len(digits) < LONGEST_DIGITS and _is_group(sentence.number(after)):
        digits, after = digits + sentence.number(after), after + 1
    if after == at + 1 or not sentence.small(at, digits=3):
        return None
    scales = SCALES.get(sentence.word(after))
    if scales is not None:
        parted = (Decimal(sentence.number(after - 1)), Decimal(digits))
        return Number(tuple(value * scales[-1] for value in parted), after + 1, scaled=True)
    return Number((Decimal(digits),), after, length=len(digits), grouped=True, broken=True)


def _ranged(sentence: Sentence, number: Number, taken: Taken) -> Number:
    """`50-60rb` and `50rb sampai 60rb`: either end."""
    at = number.after + 1
    if sentence.text(number.after) not in UNTIL or taken(at):
        return number
    upper = read_number(sentence, _opening(sentence, at).after, taken)
    if upper is None or not upper.values:
        return number
    scale = 1 if number.scaled or not upper.scaled else _factor(upper, number)
    return upper._replace(
        values=tuple(dict.fromkeys((*(value * scale for value in number.values), *upper.values)))
    )


def _factor(upper: Number, lower: Number) -> Decimal:
    """The power of a thousand that brings the lower end near the upper one."""
    factor = Decimal(1)
    while lower.values and lower.values[0] * factor * 1000 <= upper.values[-1]:
        factor *= 1000
    return factor


def _closed(sentence: Sentence, number: Number, opening: _Opening, lexicon: Lexicon) -> ReadAmount:
    """The amount with what follows the number."""
    number = _counted_behind(sentence, number, lexicon)
    after = number.after
    rupiah = opening.rupiah
    if sentence.word(after) in RUPIAH_BEHIND and not sentence.number(after + 1):
        rupiah, after = True, after + 1
    after = _past_dashes(sentence, after)
    if sentence.word(after) in ROUGH:
        number, after = number._replace(rough=True), after + 1
    amount = judged(number, rupiah=rupiah)
    if _is_torn(sentence, opening.after, number.after, scaled=number.scaled):
        amount = Amount((), "amount_garbled", bare=amount.bare)
    if _is_foreign(sentence, opening.after, after, lexicon):
        amount = Amount((), "amount_foreign")
    each, after = _each(sentence, after, lexicon)
    each = "" if opening.each and each is None else each
    return ReadAmount(amount._replace(each=each, sign=opening.sign), after)


def _counted_behind(sentence: Sentence, number: Number, lexicon: Lexicon) -> Number:
    """`20rb x 3`; `20rb 3x` is left, for it may be the price of all."""
    count = sentence.small(number.after + 1, digits=3)
    times = sentence.text(number.after) in TIMES_SIGNS | TIMES_WORDS
    if (
        not times
        or not count
        or sentence.word(number.after + 2) in SCALES
        or not (number.scaled or number.length > 3)
    ):
        return number
    return _multiplied(number, count)._replace(after=number.after + 2)


def _past_dashes(sentence: Sentence, at: int) -> int:
    """`20.000,-` ends behind the dash."""
    if sentence.sign(at) in {",", "."} and sentence.sign(at + 1) == "-" and sentence.touches(at + 1):
        return at + 3 if sentence.sign(at + 2) == "-" else at + 2
    return at


def _is_torn(sentence: Sentence, first: int, after: int, *, scaled: bool) -> bool:
    """Whether the number is only a piece of something: `.5jt`, `k24`, `5²`, `20/25`, `15000buat`."""
    before, behind = sentence.token(first - 1), sentence.token(after)
    if sentence.touches(first) and first > 0:
        if before.text == STRANGE or (before.text in {".", ","} and before.apart):
            return True
        if (
            before.kind is Kind.WORD
            and before.text not in RUPIAH_BEFORE | TIMES_SIGNS
            and not (scaled and len(before.text) > 2)
        ):
            return True
    if behind.apart or behind.kind is Kind.END:
        return False
    if behind.kind is Kind.WORD:
        return behind.text not in RUPIAH_BEHIND | ROUGH
    goes_on = bool(sentence.number(after + 1)) and sentence.touches(after + 1)
    return (
        behind.kind is Kind.SIGN
        and unicodedata.category(behind.text) not in PICTURES
        and (behind.text not in HARMLESS or behind.text == ":")
        and (goes_on or behind.text not in "/:")
    )


def _is_foreign(sentence: Sentence, first: int, after: int, lexicon: Lexicon) -> bool:
    if sentence.text(first - 1) in FOREIGN_BEFORE:
        return True
    behind = lexicon.find(sentence, after)
    return behind is not None and behind.word.has(Role.FOREIGN)


def _each(sentence: Sentence, at: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The unit that an amount is the price of one of, and the token after it."""
    if sentence.text(at) in {"/", "per"} and _is_unit(sentence, sentence.word(at + 1), lexicon):
        return sentence.word(at + 1), at + 2
    return None, at


def _is_unit(sentence: Sentence, word: str, lexicon: Lexicon) -> bool:
    """Whether something is measured in a word, or so many of it are named: `50rb/meja, 3 meja`."""
    if word in lexicon.things | lexicon.people | lexicon.periods:
        return True
    return word in sentence.counted
