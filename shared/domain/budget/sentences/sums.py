"""The amount of an entry, from its own amount and those that say more about it.

2 tiket @50rb          100.000: a price for one times how many
3x kopi 20rb           asked: sixty or twenty thousand
baju 150rb diskon 20rb asked: before or after the discount
bayar 100rb kembali 35rb   asked: what is left of it
makan 300rb dibagi 4   asked: the bill or one's share
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.amount_roles import AmountRole
from shared.domain.budget.sentences.counts import Count
from shared.domain.budget.sentences.judging import Amount, bounded
from shared.domain.budget.sentences.lexicon import lexicon
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
    amount = main.amount
    if meaning.clause.several:
        values = (*amount.values, *(value for other in meaning.clause.several for value in other.values))
        return _asked("amount_several", *values)
    if amount.problem == "amount_approximate":
        return Worth(amount.values[0], amount.problem, amount.values)
    if not amount.is_certain:
        return _asked(amount.problem or "amount_ambiguous", *amount.values)
    return (
        _beside(meaning, amount.values[0])
        or _counted(meaning, amount)
        or _shared(meaning, amount.values[0])
        or Worth(amount.values[0])
    )


def _asked(problem: str, *values: int | Decimal) -> Worth:
    whole = tuple(int(value) for value in values if value == int(value))
    return Worth(None, problem, bounded(whole).values)


def _beside(meaning: Meaning, value: int) -> Worth | None:
    """What other amounts of the entry make of its own."""
    for role, other in meaning.clause.beside:
        worth = _with(role, value, other)
        if worth is not None:
            return worth
    percent = next((count.number for count in meaning.counts if count.percent), None)
    told = {Role.AFTER_DISCOUNT, Role.FINAL, Role.TOTAL} & meaning.roles
    discounted = Role.DISCOUNT in meaning.roles and not told
    if percent is not None and discounted:
        return _asked("amount_discounted", value, value * (100 - percent) / 100)
    return None


def _with(role: AmountRole, value: int, other: Amount) -> Worth | None:
    values = other.values
    if role is AmountRole.FINAL and other.is_certain:
        return Worth(values[0], worked_out=True)
    less = tuple(value - each for each in values)
    more = tuple(value + each for each in values)
    asked: Mapping[AmountRole, tuple[str, tuple[int, ...]]] = {
        AmountRole.DISCOUNT: ("amount_discounted", (value, *less)),
        AmountRole.CHANGE: ("amount_with_change", (*less, value)),
        AmountRole.PARTIAL: ("amount_several", (*values, value)),
        AmountRole.CORRECTION: ("amount_corrected", (*values, value)),
        AmountRole.FINAL: ("amount_corrected", (*values, value)),
        AmountRole.SHORT: ("amount_corrected", (value, *less, *more)),
    }
    return _asked(asked[role][0], *asked[role][1]) if role in asked else None


def _counted(meaning: Meaning, amount: Amount) -> Worth | None:
    """A price for one of several; without a word for "each" only `3x` raises the question."""
    value = amount.values[0]
    counts = [count for count in meaning.counts if not count.percent and count.number > 1]
    each = amount.each if amount.each is not None else "" if Role.EACH in meaning.roles else None
    if each is None and (meaning.clause.is_total or Role.TOTAL in meaning.roles):
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
    return _each(value, each, [count for count in counts if not count.period])


_STAYS = frozenset({"hari", "hr", "malam", "night", "day", "jam", "hour"})
"""What is rented by the day; a month's pay beside `6 bulan` is rather what a contract says."""


def _each(value: int, each: str, counts: list[Count]) -> Worth | None:
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
    if Role.SPLIT not in meaning.roles:
        return None
    people = next((count.number for count in meaning.counts if count.number > 1 and not count.percent), None)
    if people is None:
        return None if _chips_in(meaning) else _asked("amount_shared", value)
    return _asked("amount_shared", round(value / people), value)


def _chips_in(meaning: Meaning) -> bool:
    """`patungan kado 50rb` is what one gave."""
    return any(mark.word.has(Role.SPLIT) for _, mark in meaning.acts)
