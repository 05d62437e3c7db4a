"""What an amount is in its sentence: an entry's own amount, or a total, a discount, the change, a balance.

The words between the amount before it and the amount itself tell: `total 150rb`, `diskon 20rb`,
`kembalian 5rb`, `termasuk ongkir 10rb`, `sisa saldo 300rb`, `eh salah 60rb`.
"""

from collections.abc import Sequence
from enum import StrEnum

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.lexicon import Word
from shared.domain.budget.sentences.marks import (
    AccountMark,
    AmountMark,
    DateMark,
    Mark,
    OtherMark,
    WordMark,
    is_content,
    is_preposition,
)
from shared.domain.budget.sentences.tokens import Sentence

NEAR = 3
"""How many words may stand between the telling word and its amount."""


class AmountRole(StrEnum):
    """What an amount is."""

    MAIN = "MAIN"
    TOTAL = "TOTAL"
    DISCOUNT = "DISCOUNT"
    CHANGE = "CHANGE"
    INCLUDED = "INCLUDED"
    FINAL = "FINAL"
    SHARE = "SHARE"
    CORRECTION = "CORRECTION"
    PARTIAL = "PARTIAL"
    SHORT = "SHORT"
    ASIDE = "ASIDE"


MAINS = frozenset({AmountRole.MAIN, AmountRole.TOTAL})


def amount_roles(marks: Sequence[Mark], sentence: Sentence) -> dict[int, AmountRole]:
    """The role of each amount, by the number of its mark."""
    roles: dict[int, AmountRole] = {}
    gap: list[Mark] = []
    beside = 0
    for number, mark in enumerate(marks):
        if isinstance(mark, AmountMark):
            of_one = _of_one(gap) if beside == 1 else None
            following = marks[number + 1 : number + 3]
            roles[number] = of_one or _role(gap, following, sentence, earlier=bool(roles))
            gap, beside = [], beside + 1
        elif _parts_strongly(mark):
            gap, beside = [], 0
        else:
            gap.append(mark)
    return roles if MAINS & set(roles.values()) else {number: _alone(role) for number, role in roles.items()}


def _of_one(gap: Sequence[Mark]) -> AmountRole | None:
    """What an amount is of the single one before it: the share in `total 400rb bagianku 100rb`, or what came
    of it in `harga 500rb didiskon 30% jadinya 350rb`."""
    near = [mark.word for mark in gap[-NEAR:] if isinstance(mark, WordMark) and not mark.word.is_item]
    said = [word for word in near if not word.has(Role.FILLER)]
    if said and said[-1].has(Role.SHARE):
        return AmountRole.SHARE
    reduced = any(word.has(Role.DISCOUNT) for word in said) and said[-1].has(Role.TOTAL)
    return AmountRole.FINAL if reduced else None


def _alone(role: AmountRole) -> AmountRole:
    """Where no amount is the entry's own: `salah transfer 50rb`, and the second of `harga 30rb jadi 20rb`."""
    replaced = {AmountRole.CORRECTION, AmountRole.SHORT, AmountRole.FINAL, AmountRole.SHARE}
    return AmountRole.MAIN if role in replaced else role


def _parts_strongly(mark: Mark) -> bool:
    return isinstance(mark, WordMark) and mark.word.has(Role.JOIN) and mark.word.strength > 4


def _role(gap: Sequence[Mark], following: Sequence[Mark], sentence: Sentence, *, earlier: bool) -> AmountRole:
    near = [mark.word for mark in gap[-NEAR:] if isinstance(mark, WordMark)]
    sums_up = earlier and bool(gap) and isinstance(gap[-1], OtherMark) and sentence.sign(gap[-1].first) == "="
    own = any(is_content(mark) for mark in gap)
    if sums_up or _says_total(gap, near) or _total_follows(following, of_all=earlier and own):
        return AmountRole.TOTAL
    if any(word.has(Role.CORRECTION) for word in near):
        return AmountRole.CORRECTION
    if earlier and near and near[-1].has(Role.FINAL):
        return AmountRole.FINAL
    if earlier and any(word.has(Role.PARTIAL) for word in near) and not any(word.is_item for word in near):
        return AmountRole.PARTIAL
    return _aside(gap)


def _total_follows(following: Sequence[Mark], *, of_all: bool) -> bool:
    """`150rb total`, but in `parkir 5rb total 100rb` it belongs to the next amount.

    `of_all`: the amount is one of several that have their own words; `semua pakai gopay` behind it says with
    what they were all paid.
    """
    told = any(isinstance(mark, WordMark) and mark.word.has(Role.TOTAL) for mark in following[:1])
    if of_all and _tells_how(following):
        return False
    return told and not any(isinstance(mark, AmountMark) for mark in following)


def _tells_how(marks: Sequence[Mark]) -> bool:
    """`semua pakai gopay`, `semuanya kemarin`: how or when all of it was, and not how much."""
    if len(marks) < 2 or not (isinstance(marks[0], WordMark) and marks[0].word.has(Role.ALL)):
        return False
    return is_preposition(marks[1]) or isinstance(marks[1], AccountMark | DateMark)


def _says_total(gap: Sequence[Mark], near: Sequence[Word]) -> bool:
    """`total` right before the amount, or first after a join: `total jajan 30rb`."""
    told = [word for word in near if not word.has(Role.FILLER, Role.APPROX)]
    joins = [
        place for place, mark in enumerate(gap) if isinstance(mark, WordMark) and mark.word.has(Role.JOIN)
    ]
    first = gap[joins[-1] + 1 if joins else 0 :][:2]
    begins = any(isinstance(mark, WordMark) and mark.word.has(Role.TOTAL) for mark in first[:1])
    if _tells_how(first):
        return False
    return begins or bool(told and told[-1].has(Role.TOTAL))


def _aside(gap: Sequence[Mark]) -> AmountRole:
    """Amounts beside the matter. A verb makes them entries after all: `bayar sisa cicilan 500rb`."""
    words = [mark.word for mark in gap if isinstance(mark, WordMark)]
    if any(word.has(Role.INCLUDED) for word in words):
        return AmountRole.INCLUDED
    if any(word.act for word in words):
        return AmountRole.MAIN
    if any(word.has(Role.DISCOUNT) for word in words) and not any(word.is_item for word in words):
        return AmountRole.DISCOUNT
    return _right_before(words) or _balance(words)


def _right_before(words: Sequence[Word]) -> AmountRole | None:
    last = words[-1] if words else Word()
    if last.has(Role.CHANGE):
        return AmountRole.CHANGE
    return AmountRole.SHORT if last.has(Role.SHORT) else None


def _balance(words: Sequence[Word]) -> AmountRole:
    """`saldo gopay 150rb` tells a balance; in `kopi pakai saldo gopay 20rb` something else comes first."""
    telling = (word for word in words if word.is_item or word.has(Role.ASIDE, Role.WITH, Role.FROM, Role.TO))
    return AmountRole.ASIDE if next(telling, Word()).has(Role.ASIDE) else AmountRole.MAIN
