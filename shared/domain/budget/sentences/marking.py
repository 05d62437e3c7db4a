"""Goes through the tokens of a sentence and says what each stretch is."""

from datetime import date
from decimal import Decimal

from shared.domain.budget.sentences import relative, weekdays
from shared.domain.budget.sentences.accounts import Accounts
from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.amounts import RUPIAH_BEFORE, ReadAmount, read_amount
from shared.domain.budget.sentences.calendar import MONTHS
from shared.domain.budget.sentences.counts import (
    CLOCK_WORDS,
    DIVIDED,
    DURING,
    EVERY,
    ONES,
    Count,
    read_count,
    stands_alone,
)
from shared.domain.budget.sentences.dates import DATE_WORDS, read_date
from shared.domain.budget.sentences.judging import Amount, bounded
from shared.domain.budget.sentences.lexicon import Found, Lexicon, Word
from shared.domain.budget.sentences.marks import (
    AccountMark,
    AmountMark,
    CountMark,
    DateMark,
    Mark,
    OtherMark,
    WordMark,
)
from shared.domain.budget.sentences.number_words import (
    ARTICLES,
    NUMBER_WORDS,
    ONE_SCALES,
    PARTS,
    THOUSAND,
)
from shared.domain.budget.sentences.relative import read_relative
from shared.domain.budget.sentences.scaled import with_rest_behind
from shared.domain.budget.sentences.spelled import read_small
from shared.domain.budget.sentences.tokens import Kind, Sentence
from shared.domain.budget.sentences.weekdays import read_weekday
from shared.domain.budget.sentences.when import ReadWhen

NEW_LINE = Word(roles=frozenset({Role.JOIN}), strength=7)
FEWEST_THOUSANDS = 5
"""Smaller numbers behind a thing count it; from here on they may be thousands of rupiah."""

MOST_COUNTED = 100
"""From here on a bare number before a noun is rather money than a count."""


DAY_BEGINNINGS = relative.BEGINNINGS | weekdays.BEGINNINGS
NUMBER_BEGINNINGS = frozenset(
    {
        *NUMBER_WORDS,
        *ARTICLES,
        *PARTS,
        *ONE_SCALES,
        *RUPIAH_BEFORE,
        *CLOCK_WORDS,
        *DATE_WORDS,
        *MONTHS,
        *EVERY,
        *DURING,
        *ONES,
        *DIVIDED,
        *"+-@",
    }
)
RACES = frozenset((kilometres * THOUSAND,) for kilometres in (3, 5, 7, 8, 10, 12, 15, 16, 18, 21, 42))
"""Behind `lari` rather the distance: `lari 5k` costs less than nothing, or five kilometres."""

SHORTEST_PASSIVE = 6
BULLETS = frozenset({"-", "*", "•", "·"})
COUNTABLE = (Role.FAMILY, Role.CHILDREN, Role.OTHERS)


class Marker:
    """Goes through a sentence once, from left to right, and takes the longest it knows at each place."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, accounts: Accounts, today: date) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.accounts = accounts
        self.today = today
        self.marks: list[Mark] = []
        self._listed = 0

    def run(self) -> list[Mark]:
        """All marks of the sentence; together they cover all of its tokens but list numbers."""
        at = 0
        while at < len(self.sentence):
            at = self._past_list_number(at)
            if at < len(self.sentence):
                mark = self._mark(at)
                self.marks.append(mark)
                at = mark.last
        return self.marks

    def _mark(self, at: int) -> Mark:
        if self.sentence.token(at).kind is Kind.LINE:
            return WordMark(at, at + 1, NEW_LINE)
        found = self.lexicon.find(self.sentence, at)
        account = self._account(at, found)
        if account is not None:
            return account
        near = self._near_day(at)
        if near is not None and not (found and found.length > near.after - at):
            return DateMark(at, near.after, near.when)
        if found is not None and found.length > 1 and not self._may_count(at, found):
            return WordMark(at, at + found.length, found.word)
        return self._number(at) or self._word(at, found)

    def _may_count(self, at: int, found: Found) -> bool:
        """Whether a phrase is rather the beginning of a number that is no money: `no rek 123`, `bagi dua`."""
        phrase = " ".join(self.sentence.text(place) for place in range(at, at + found.length))
        return found.word.has(Role.NUMBERED, Role.NAMED_BY_NUMBER) or phrase in self.lexicon.groups

    def _number(self, at: int) -> Mark | None:
        """A product, a count, a calendar date or an amount: in this order, for each is a part of the next."""
        if not self.sentence.number(at) and not self._may_begin_number(at):
            return None
        if self._names_model(at):
            return CountMark(at, at + 1, None)
        counted = read_count(self.sentence, at, self.lexicon)
        amount = read_amount(self.sentence, at, self.lexicon, self._taken)
        if counted is not None and (amount is None or amount.after <= counted.after):
            return CountMark(at, counted.after, counted.counted)
        day = read_date(self.sentence, at, self.today)
        if day is not None:
            return DateMark(at, day.after, day.when)
        return self._counted_or_paid(at, amount) if amount is not None else None

    def _counted_or_paid(self, at: int, read: ReadAmount) -> Mark:
        """A small number before a noun counts it; any other is an amount, a rough one behind `sekitar`."""
        amount = read.amount
        if amount.bare and self._counts_noun(at):
            number = amount.values[0] if amount.values else None
            return CountMark(at, read.after, Count(Decimal(number), "") if number else None)
        if self._is_distance(amount):
            return AmountMark(at, read.after, amount._replace(problem="amount_ambiguous", bare=True))
        if amount.is_certain and self._after(Role.APPROX):
            amount = amount._replace(problem="amount_approximate")
        if amount.is_certain and amount.each is None and self._counts_things(read.after):
            values = with_rest_behind(self.sentence, amount.values[0], read.after)
            amount = bounded(values)._replace(sign=amount.sign)
        return AmountMark(at, read.after, amount)

    def _counts_things(self, at: int) -> bool:
        """Whether a number may count what stands behind it, though no measure says so."""
        return self._counts_noun(at) and read_count(self.sentence, at, self.lexicon) is None

    def _is_distance(self, amount: Amount) -> bool:
        """Whether an amount right behind a race, or its time of day, is rather its kilometres."""
        racing = any(isinstance(mark, WordMark) and mark.word.has(Role.RACE) for mark in self.marks[-2:])
        return racing and not isinstance(self.marks[-1], AmountMark) and amount.values[:1] in RACES

    def _may_begin_number(self, at: int) -> bool:
        """Whether a word or sign can begin a number, a date or a time at all: most cannot."""
        text = self.sentence.text(at)
        return text in NUMBER_BEGINNINGS or self.lexicon.begins_number(text)

    def _word(self, at: int, found: Found | None) -> Mark:
        if found is not None:
            return WordMark(at, at + found.length, found.word)
        word = self.sentence.word(at)
        passive = word.startswith("di") and len(word) >= SHORTEST_PASSIVE
        return OtherMark(at, at + 1, self.sentence.token(at).kind is not Kind.SIGN, passive)

    def _account(self, at: int, found: Found | None) -> AccountMark | None:
        called = self.accounts.find(self.sentence, at)
        if called is None:
            return None
        mention, length = called
        expected = self._expects_account()
        if found is not None and found.length > length:
            return None
        if mention.shy and not (
            expected or self._closes(at + length) or (mention.ids and self._pays(at + length))
        ):
            return None
        if not mention.ids and (
            self._after(Role.AT) or (not expected and found is not None and found.word.is_item)
        ):
            return None
        return AccountMark(at, at + length, mention)

    def _expects_account(self) -> bool:
        """Whether what stands before calls for an account: a preposition, `top up`, another account."""
        before = self.marks[-1] if self.marks else None
        if isinstance(before, AccountMark):
            return True
        if not isinstance(before, WordMark):
            return False
        if before.word.has(Role.OTHERWISE, Role.CORRECTION):
            return any(isinstance(mark, AccountMark) for mark in self.marks[-3:-1])
        acts = {Act.TOP_UP, Act.FILL, Act.MOVE, Act.SAVE, Act.PUT, Act.ENTER}
        return (
            before.word.has(Role.FROM, Role.TO, Role.WITH, Role.AT, Role.ACCOUNT_WORD, Role.INTEREST)
            or before.word.act in acts
        )

    def _after(self, role: Role) -> bool:
        """Whether the word before, fillers aside, has a role."""
        words = [
            mark for mark in self.marks[-3:] if isinstance(mark, WordMark) and not mark.word.has(Role.FILLER)
        ]
        return bool(words) and words[-1] in self.marks[-2:] and words[-1].word.has(role)

    def _closes(self, after: int) -> bool:
        """Whether a mention stands between an amount and the end of its entry: `kopi 20rb dana`."""
        if not (self.marks and isinstance(self.marks[-1], AmountMark)):
            return False
        token = self.sentence.token(after)
        following = self.lexicon.find(self.sentence, after)
        return token.kind is not Kind.WORD or bool(following and following.word.has(Role.JOIN, Role.FILLER))

    def _pays(self, after: int) -> bool:
        """Whether a mention stands between a thing and its price: `kopi dana 20rb`."""
        before = self.marks[-1] if self.marks else None
        priced = bool(self.sentence.number(after)) or self.sentence.word(after) in RUPIAH_BEFORE
        return priced and isinstance(before, WordMark) and before.word.is_item

    def _near_day(self, at: int) -> ReadWhen | None:
        if self.sentence.word(at) not in DAY_BEGINNINGS and not self.sentence.number(at):
            return None
        return read_relative(self.sentence, at, self.today) or read_weekday(self.sentence, at, self.today)

    def _taken(self, at: int) -> bool:
        """Whether a number at a token belongs to something else than the amount before it."""
        if self.sentence.token(at).kind not in {Kind.NUMBER, Kind.WORD}:
            return False
        return (
            self._is_listed(at)
            or self._near_day(at) is not None
            or read_count(self.sentence, at, self.lexicon) is not None
            or read_date(self.sentence, at, self.today) is not None
            or bool(self.sentence.number(at) and self._counts_noun(at))
        )

    def _counts_noun(self, at: int) -> bool:
        """Whether a small number stands before something that can be counted: `2 kopi`, `dua baju`."""
        number = self.sentence.small(at)
        after = at + 1
        if number is None:
            small = read_small(self.sentence, at)
            if small is None or small.value >= MOST_COUNTED:
                return False
            after = small.after
        if not self.sentence.word(after) or not stands_alone(self.sentence, after - 1):
            return False
        if self._may_be_price(at, number):
            return False
        found = self.lexicon.find(self.sentence, after)
        return found is None or (found.word.is_item and not found.word.act) or found.word.has(*COUNTABLE)

    def _names_model(self, at: int) -> bool:
        """Whether a number belongs to the name before it: `iphone 15`, `ps 5`."""
        before = self.marks[-1] if self.marks and self.marks[-1].last == at else None
        named = isinstance(before, WordMark) and before.word.is_item and before.word.has(Role.NAMED_BY_NUMBER)
        return named and self.sentence.small(at) is not None and stands_alone(self.sentence, at)

    def _may_be_price(self, at: int, number: int | None) -> bool:
        """Whether a number behind a thing is rather its price without `rb`: `kopi 20 roti 15rb`."""
        before = self.marks[-1] if self.marks and self.marks[-1].last == at else None
        if number is None or number < FEWEST_THOUSANDS:
            return False
        if isinstance(before, OtherMark):
            return before.is_word
        return isinstance(before, WordMark) and before.word.is_item and not before.word.act

    def _past_list_number(self, at: int) -> int:
        """`1.` and `2)` only number an entry, at the beginning of a line or counting up within it."""
        begins = self.sentence.begins_line(at)
        if begins and self.sentence.sign(at) in BULLETS and not self.sentence.touches(at + 1):
            return at + 1
        if not self._is_listed(at):
            return at
        self._listed = self.sentence.small(at) or 0
        return at + 2

    def _is_listed(self, at: int) -> bool:
        number = self.sentence.small(at)
        counts_up = self.sentence.begins_line(at) or number == self._listed + 1
        dotted = self.sentence.sign(at + 1) in {".", ")"} and self.sentence.touches(at + 1)
        return number is not None and counts_up and dotted and self.sentence.word(at + 2) != ""
