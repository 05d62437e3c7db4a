"""What the money of a clause was for: a category, a merchant, and a note in the person's own words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.sentences.acts import PERSONS, Act, Role
from shared.domain.budget.sentences.lexicon import WEIGHTS, phrase_of
from shared.domain.budget.sentences.marks import CountMark, Mark, OtherMark, WordMark
from shared.domain.budget.sentences.meaning import Meaning, Named
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.transactions import Category

LONGEST_NAME = 6
"""How many words a merchant's name behind `di` may have."""

LONGEST_NOTE = 200
"""Characters of the person's own words that a note keeps."""

BY_ACT: Mapping[Act, str] = {
    Act.REPAY: "needs.debt",
    Act.SAVE: "saving.goal",
    Act.INVEST: "saving.investment",
    Act.SELL: "income.other",
    Act.CASH_IN: "income.other",
    Act.REFUND: "income.other",
    Act.GIVEN: "income.gift",
    Act.GAVE_ME: "income.other",
    Act.EARN: "income.other",
    Act.OBTAIN: "income.other",
    Act.ENTER: "income.other",
}
KEEPS_SPENDING = frozenset({Act.REFUND})
KEEPS_SAVING = frozenset({Act.SELL, Act.CASH_IN, Act.EARN, Act.OBTAIN, Act.ENTER})
NO_CATEGORY = frozenset({Act.BORROW, Act.LEND, Act.COLLECT})


class Purpose(NamedTuple):
    """A category by code and id (None where the person has none such), and the mark that told it."""

    code: str | None
    category_id: UUID | None
    mark: Mark | None
    guessed: bool = False


class Categories:
    """A person's categories by code, and their own ones by name."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.by_code = {category.code: category.id for category in categories if category.code}
        self._own = {phrase_of(category.name): category.id for category in categories if not category.code}

    def own_in(self, sentence: Sentence, first: int, last: int) -> tuple[UUID, int, int] | None:
        """The person's own category whose name stands in a stretch of tokens, and where."""
        if not self._own:
            return None
        for at in range(first, last):
            for length in range(min(LONGEST_NAME, last - at), 0, -1):
                phrase = " ".join(sentence.text(place) for place in range(at, at + length))
                if phrase in self._own:
                    return self._own[phrase], at, at + length
        return None


def purpose_of(
    meaning: Meaning, direction: Direction, act: Act | None, categories: Categories, sentence: Sentence
) -> Purpose:
    """The category: the person's own by name, then by the most telling word, then by who or what was done."""
    own = categories.own_in(sentence, meaning.clause.first, meaning.clause.last)
    if own is not None:
        category_id, first, last = own
        return Purpose(None, category_id, OtherMark(first, last, True))
    item, code = (None, None) if act is Act.REPAY else _by_word(meaning, direction, act)
    owed = any(one.word.category == "needs.debt" for one in meaning.items) and direction is Direction.IN
    if code is None and act not in NO_CATEGORY and not owed:
        code = _by_person(meaning, direction, act) or _by_act(direction, act)
    guessed = item.word.guessed if item else True
    return Purpose(code, categories.by_code.get(code) if code else None, item.mark if item else None, guessed)


def _by_word(meaning: Meaning, direction: Direction, act: Act | None) -> tuple[Named | None, str | None]:
    best: tuple[int, Named, str] | None = None
    included = _included_from(meaning)
    for item in meaning.items:
        code = _code(item, direction, act) if item.mark.first < included else None
        if code is not None and (best is None or _tells(item) > best[0]):
            best = _tells(item), item, code
    return (best[1], best[2]) if best else (None, None)


def _included_from(meaning: Meaning) -> int:
    """The token from which on only parts are named: `makan 45rb sudah termasuk ongkir`."""
    amount = meaning.clause.main
    after = amount.last if amount is not None else 0
    places = (
        mark.first
        for mark in meaning.clause.marks
        if isinstance(mark, WordMark) and mark.word.has(Role.INCLUDED) and mark.first >= after
    )
    return next(places, meaning.clause.last)


def _tells(item: Named) -> int:
    """How much a word says: a thing more than a place or a shop, that more than `makan` or `belanja`."""
    if item.word.guessed:
        return 0
    if item.word.weight == WEIGHTS["specific"] and (item.by is Role.AT or item.word.merchant):
        return item.word.weight - 1
    return item.word.weight


def _code(item: Named, direction: Direction, act: Act | None) -> str | None:
    """The category a word gives money that moved so. Pay is no spending, a refund of a shirt no income."""
    code = item.word.category
    if code is None:
        return None
    income = code.startswith("income.")
    if direction is Direction.OUT:
        return None if income else code
    if item.word.incoming is not None:
        return item.word.incoming if item.word.incoming.startswith("income.") else None
    if act in KEEPS_SPENDING or (
        act in KEEPS_SAVING and code.startswith("saving.") and code != "saving.arisan"
    ):
        return code
    return code if income else None


def _by_person(meaning: Meaning, direction: Direction, act: Act | None) -> str | None:
    roles = {role for person in meaning.persons for role in person.word.roles}
    if act in {Act.REPAY, Act.SELL, Act.REFUND, Act.SPEND, Act.USE}:
        return None
    if direction is Direction.IN:
        return "income.gift" if Role.FAMILY in roles else None
    if Role.FAMILY in roles:
        return "needs.family"
    return "needs.children" if Role.CHILDREN in roles else None


def _by_act(direction: Direction, act: Act | None) -> str | None:
    code = BY_ACT.get(act) if act else None
    if code is None and direction is Direction.IN:
        return "income.other"
    if code is None or code.startswith("income.") is not (direction is Direction.IN):
        return None
    return code


def merchant_of(meaning: Meaning, sentence: Sentence) -> tuple[str, Mark] | None:
    """The merchant: a known one, or what follows `di`, in the person's own writing."""
    known = next((item for item in meaning.items if item.word.merchant), None)
    if known is not None and known.word.merchant is not None:
        return known.word.merchant, known.mark
    place = list(_place(meaning))
    if not any(isinstance(mark, OtherMark) or mark.word.has(Role.TITLE, Role.NAME) for mark in place):
        return None
    name = sentence.source(place[0].first, place[-1].last)
    return name[:120].strip(), OtherMark(place[0].first, place[-1].last, True)


def _place(meaning: Meaning) -> Iterator[OtherMark | WordMark]:
    """The words behind the first `di` or `at` that are neither a town nor anything else the grammar knows."""
    marks = meaning.clause.marks
    begin = next(
        (at for at, mark in enumerate(marks) if isinstance(mark, WordMark) and mark.word.has(Role.AT)), None
    )
    for mark in marks[begin + 1 : begin + 1 + LONGEST_NAME] if begin is not None else ():
        if not isinstance(mark, OtherMark | WordMark) or not _names(mark):
            return
        yield mark


def _names(mark: OtherMark | WordMark) -> bool:
    if isinstance(mark, OtherMark):
        return mark.is_word
    return (mark.word.is_item or mark.word.has(Role.TITLE, *PERSONS)) and mark.word.act is None


def note_of(meaning: Meaning, sentence: Sentence) -> str | None:
    """The words that say what it was, without amount, day, account and politeness."""
    kept = [mark for mark, keep in _kept(meaning.clause.marks) if keep]
    words = [sentence.source(mark.first, mark.last) for mark in kept]
    note = " ".join(" ".join(words).split())[:LONGEST_NOTE].strip()
    return note or None


def _kept(marks: Sequence[Mark]) -> Iterator[tuple[Mark, bool]]:
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        yield mark, _says_something(mark, following)


def _says_something(mark: Mark, following: Mark | None) -> bool:
    if isinstance(mark, CountMark):
        return mark.counted is None or not mark.counted.percent
    if isinstance(mark, OtherMark):
        return mark.is_word
    if not isinstance(mark, WordMark):
        return False
    if (
        mark.word.is_item
        or any(role in PERSONS for role in mark.word.roles)
        or mark.word.has(Role.TITLE, Role.PLACE)
    ):
        return True
    if mark.word.has(Role.FROM, Role.TO, Role.AT, Role.FOR, Role.BY):
        return isinstance(following, OtherMark) or (
            isinstance(following, WordMark) and _says_something(following, None)
        )
    return False
