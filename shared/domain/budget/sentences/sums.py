"""The amount of an entry, from its own amount and those that say more about it.

2 tiket @50rb              100.000: a price for one times how many
3x kopi 20rb               asked: sixty or twenty thousand
baju 150rb diskon 20rb     asked: before or after the discount
bayar 100rb kembalian 35rb asked: what is left of it
makan 300rb dibagi 4       asked: the bill or one's share
makan 300rb bagianku 75rb  75.000
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.amount_roles import AmountRole
from shared.domain.budget.sentences.counts import Count
from shared.domain.budget.sentences.judging import Amount, bounded
from shared.domain.budget.sentences.lexicon import lexicon
from shared.domain.budget.sentences.marks import AmountMark, CountMark, Mark, WordMark
from shared.domain.budget.sentences.meaning import Meaning


class Worth(NamedTuple):
    """What an entry is worth: the amount if it is certain, or what to ask and between which amounts."""

    amount: int | None
    problem: str | None = None
    options: tuple[int, ...] = ()
    worked_out: bool = False


def worth_of(meaning: Meaning) -> Worth:
    """The amount of an entry in whole rupiah, without a sign."""
    main = meaning.clause.main
    if main is None:
        return Worth(None, "no_amount")
    return _asked_of(meaning, main) or _worked_out(meaning, main.amount)


def _asked_of(meaning: Meaning, main: AmountMark) -> Worth | None:
    """What has to be asked of the amount itself."""
    amount = main.amount
    if meaning.clause.several:
        others = (value for other in meaning.clause.several for value in other.values)
        return _asked("amount_several", *amount.values, *others)
    rough = amount.problem == "amount_approximate" or (amount.is_certain and _hedged(meaning, main))
    if rough:
        return Worth(amount.values[0], "amount_approximate", amount.values)
    if amount.is_certain:
        return None
    corrected = [
        value
        for role, other in meaning.clause.beside
        if role is AmountRole.CORRECTION
        for value in other.values
    ]
    if corrected:
        return _asked("amount_corrected", *corrected, *amount.values)
    return _asked(amount.problem or "amount_ambiguous", *amount.values)


def _worked_out(meaning: Meaning, amount: Amount) -> Worth:
    """What the rest of the clause makes of a certain amount."""
    value = amount.values[0]
    return (
        _beside(meaning, value)
        or (_repeated(meaning, value) if amount.each is None else None)
        or _counted(meaning, amount)
        or _shared(meaning, value)
        or Worth(value)
    )


def _asked(problem: str, *values: int | Decimal) -> Worth:
    whole = tuple(int(value) for value in values if value == int(value))
    return Worth(None, problem, bounded(whole).values)


def _hedged(meaning: Meaning, main: AmountMark) -> bool:
    """`20rb kayaknya`, `kira-kira makan 20rb`: doubt opens the clause, or is all that follows the amount."""
    first = next((mark for mark in meaning.clause.marks if not _is_filler(mark)), None)
    if isinstance(first, WordMark) and first.word.has(Role.APPROX):
        return True
    behind = [mark for mark in meaning.clause.marks if mark.first >= main.last]
    words = [mark.word for mark in behind if isinstance(mark, WordMark)]
    small = all(word.has(Role.APPROX, Role.FILLER) for word in words)
    return len(words) == len(behind) and small and any(word.has(Role.APPROX) for word in words)


def _is_filler(mark: Mark) -> bool:
    return isinstance(mark, WordMark) and mark.word.has(Role.FILLER) and not mark.word.has(Role.APPROX)


def _beside(meaning: Meaning, value: int) -> Worth | None:
    """What other amounts of the entry make of its own."""
    for role, other in meaning.clause.beside:
        worth = _with(role, value, other)
        if worth is not None:
            return worth
    percent = next((count.number for count in meaning.counts if count.percent), None)
    return None if percent is None else _with_percent(meaning, value, percent)


def _with_percent(meaning: Meaning, value: int, percent: Decimal) -> Worth | None:
    """A discount or a tax may be in the amount already; `20% dari 200rb` is a part of it."""
    if {Role.AFTER_DISCOUNT, Role.FINAL, Role.TOTAL, Role.INCLUDED} & meaning.roles:
        return None
    if Role.DISCOUNT in meaning.roles:
        return _asked("amount_discounted", value, value * (100 - percent) / 100)
    if _percent_of(meaning):
        return _asked("amount_ambiguous", value * percent / 100, value)
    if any(item.word.has(Role.TAX) for item in meaning.items):
        return _asked("amount_taxed", value, value * (100 + percent) / 100)
    return None


def _percent_of(meaning: Meaning) -> bool:
    """Whether `dari` or `of` leads from the percentage to the amount: `cashback 20% dari belanja 200rb`."""
    amount = meaning.clause.main
    percent = next(
        (mark for mark in meaning.clause.marks if isinstance(mark, CountMark) and _is_percent(mark)), None
    )
    if amount is None or percent is None or percent.first > amount.first:
        return False
    between = [mark for mark in meaning.clause.marks if percent.last <= mark.first < amount.first]
    return any(isinstance(mark, WordMark) and mark.word.has(Role.FROM, Role.OF) for mark in between)


def _is_percent(mark: CountMark) -> bool:
    return mark.counted is not None and mark.counted.percent


def _with(role: AmountRole, value: int, other: Amount) -> Worth | None:
    values = other.values
    if role is AmountRole.FINAL and other.is_certain:
        return Worth(values[0], worked_out=True)
    if role is AmountRole.SHARE and other.is_certain and values[0] <= value:
        return Worth(values[0])
    less = tuple(value - each for each in values)
    more = tuple(value + each for each in values)
    asked: Mapping[AmountRole, tuple[str, tuple[int, ...]]] = {
        AmountRole.DISCOUNT: ("amount_discounted", (value, *less)),
        AmountRole.CHANGE: ("amount_with_change", (*less, value)),
        AmountRole.PARTIAL: ("amount_several", (*values, value)),
        AmountRole.CORRECTION: ("amount_corrected", (*values, value)),
        AmountRole.FINAL: ("amount_corrected", (*values, value)),
        AmountRole.SHARE: ("amount_shared", (*values, value)),
        AmountRole.SHORT: ("amount_corrected", (value, *less, *more)),
    }
    return _asked(asked[role][0], *asked[role][1]) if role in asked else None


def _repeated(meaning: Meaning, value: int) -> Worth | None:
    """`10rb tiap hari selama 5 hari`, `sehari 15rb selama 3 hari`: once, or all the times together."""
    for rate in meaning.counts:
        if rate.every and rate.number > 1:
            return _asked("amount_per_one", value * rate.number, value)
        if not rate.period or rate.number != 1:
            continue
        times = [
            count.number
            for count in meaning.counts
            if count.number > 1
            and (count.times or (count.period and (rate.every or count.unit == rate.unit)))
        ]
        if times:
            return _asked("amount_per_one", *(value * number for number in times), value)
    return None


def _counted(meaning: Meaning, amount: Amount) -> Worth | None:
    """A price for one of several; without a word for "each" only `3x` raises the question."""
    value = amount.values[0]
    counts = [count for count in meaning.counts if not count.percent and count.number > 1]
    each = amount.each if amount.each is not None else "" if Role.EACH in meaning.roles else None
    says_total = Role.TOTAL in meaning.roles and Role.ALL not in meaning.roles
    if each is None and (meaning.clause.is_total or says_total):
        return None
    if each is None:
        times = next((count.number for count in counts if count.times), None)
        return _asked("amount_per_one", value * times, value) if times else None
    is_period = each in lexicon().periods
    periods = [count for count in counts if count.period and is_period]
    if periods and each == periods[0].unit and each in _STAYS:
        return Worth(int(value * periods[0].number), worked_out=True)
    if is_period:
        return _asked("amount_per_one", value * periods[0].number, value) if periods else None
    return _each(meaning, value, each, [count for count in counts if not count.period])


_STAYS = frozenset({"malam", "night", "jam", "hour"})
"""What is paid for together, once; `per hari` may as well be noted each day, `6 bulan` be a contract's."""


def _each(meaning: Meaning, value: int, each: str, counts: list[Count]) -> Worth | None:
    if len(counts) == 1 and counts[0].people and _is_split(meaning):
        return _asked("amount_shared", value, value * counts[0].number)
    if len(counts) == 1 and _fits(each, counts[0]):
        return Worth(int(value * counts[0].number), worked_out=True)
    if not counts and each not in {"", "orang", "org"}:
        return None
    return _asked("amount_per_one", *(value * count.number for count in counts), value)


def _fits(each: str, count: Count) -> bool:
    whole = count.number == int(count.number)
    return whole and (
        each in {"", count.unit} or (count.people and each in {"orang", "org", "person", "pax"})
    )


def _shared(meaning: Meaning, value: int) -> Worth | None:
    """A bill that several pay: the whole or one's share."""
    if not _is_split(meaning):
        return None
    sharing = sorted(
        (count for count in meaning.counts if count.number > 1 and not count.percent),
        key=lambda count: not count.splits,
    )
    people = sharing[0].number if sharing else None
    if people is None:
        return None if _chips_in(meaning) else _asked("amount_shared", value)
    return _asked("amount_shared", round(value / people), value)


def _is_split(meaning: Meaning) -> bool:
    return Role.SPLIT in meaning.roles or any(count.splits for count in meaning.counts)


def _chips_in(meaning: Meaning) -> bool:
    """`patungan kado 50rb` is what one gave."""
    return any(one.mark.word.has(Role.SPLIT) for one in meaning.acts)
