"""Where the money came from and where it went, as streams that add up.

What came in equals what went out: a refund greater than its category's spending, money taken out of
savings and a shortfall covered by earlier balances count as coming in; what is left over counts as
going out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from functions.budget.report import words
from functions.budget.report.glyphs import drawable
from shared.domain.budget.month.model import CategorySum, MonthSummary
from shared.domain.budget.transactions import BudgetGroup
from shared.words import Language, Words


class Tone(StrEnum):
    """What a stream is, which is also how it is coloured."""

    INCOME = "income"
    DRAWN = "drawn"
    NEEDS = "needs"
    WANTS = "wants"
    SAVING = "saving"
    OTHER = "other"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Stream:
    """Money of one kind: a name for the reader and whole rupiah above zero."""

    name: str
    amount: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Branch:
    """One group of what went out with its largest categories; the parts, if any, add up to the whole."""

    whole: Stream
    parts: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The month's money: sources on one side, branches on the other, both of the same sum."""

    sources: tuple[Stream, ...]
    branches: tuple[Branch, ...]

    @property
    def total(self) -> int:
        """Everything that came in, in whole rupiah; the same as everything that went out."""
        return sum(source.amount for source in self.sources)


_GROUPS: tuple[tuple[BudgetGroup, Words, Tone], ...] = (
    (BudgetGroup.NEEDS, words.NEEDS, Tone.NEEDS),
    (BudgetGroup.WANTS, words.WANTS, Tone.WANTS),
    (BudgetGroup.SAVING, words.SAVING, Tone.SAVING),
)
_SPENT = tuple(group for group, _, _ in _GROUPS)
_SHOWN_OF_EACH = 2


def flow_of(summary: MonthSummary, language: Language, *, sources: int, categories: int) -> Flow:
    """The month's flow with at most `sources` named sources and `categories` named categories.

    What is smaller is summed up as "n others" of its own side or group.
    """
    named = _named(summary.categories, categories)
    return Flow(
        sources=_sources(summary, language, sources),
        branches=tuple(_branches(summary, language, named)),
    )


def category_name(category: CategorySum, language: Language) -> str:
    """The category's name as it can be drawn; what has none is named by what it is."""
    name = category.named(language)
    if name is not None:
        return drawable(name) or words.NAMELESS.into(language)
    if category.budget_group is BudgetGroup.INCOME:
        return words.OTHER_INCOME.into(language)
    return words.UNCATEGORIZED.into(language)


def _sources(summary: MonthSummary, language: Language, limit: int) -> tuple[Stream, ...]:
    earned = [
        Stream(category_name(one, language), one.amount, Tone.INCOME)
        for one in summary.categories
        if one.budget_group is BudgetGroup.INCOME and one.amount > 0
    ]
    named = _shortened(earned, limit, words.OTHERS, language)
    drawn = (
        Stream(name.into(language), amount, Tone.DRAWN) for name, amount in _drawn_from(summary) if amount > 0
    )
    return (*named, *drawn)


def _drawn_from(summary: MonthSummary) -> Iterable[tuple[Words, int]]:
    """What came in without being earned."""
    back = [one for one in summary.categories if one.budget_group is not BudgetGroup.INCOME]
    yield (
        words.REFUNDS,
        sum(max(0, -one.amount) for one in back if one.budget_group is not BudgetGroup.SAVING),
    )
    yield (
        words.FROM_SAVING,
        sum(max(0, -one.amount) for one in back if one.budget_group is BudgetGroup.SAVING),
    )
    yield words.ADJUSTED, max(0, summary.adjustments)
    yield words.FROM_BALANCE, max(0, -summary.net)


def _branches(summary: MonthSummary, language: Language, named: set[int]) -> Iterable[Branch]:
    for group, name, tone in _GROUPS:
        spent = [one for one in summary.categories if one.budget_group is group and one.amount > 0]
        if spent:
            yield _branch(spent, Stream(name.into(language), 0, tone), language, named)
    yield from _ends(summary, language)


def _branch(spent: list[CategorySum], whole: Stream, language: Language, named: set[int]) -> Branch:
    by_size = sorted(spent, key=lambda one: -one.amount)
    shown = [one for one in by_size if id(one) in named]
    rest = [one for one in by_size if id(one) not in named]
    if len(rest) == 1:
        shown, rest = [*shown, *rest], []
    parts = [Stream(category_name(one, language), one.amount, whole.tone) for one in shown]
    if rest:
        others = words.OTHERS.into(language, count=len(rest))
        parts.append(Stream(others, sum(one.amount for one in rest), whole.tone))
    return Branch(Stream(whole.name, sum(part.amount for part in parts), whole.tone), tuple(parts))


def _ends(summary: MonthSummary, language: Language) -> Iterable[Branch]:
    """What went out without being spent on a category, and what stayed."""
    uncategorized = sum(max(0, one.amount) for one in summary.categories if one.budget_group is None)
    taken_back = sum(
        max(0, -one.amount) for one in summary.categories if one.budget_group is BudgetGroup.INCOME
    )
    for name, amount, tone in (
        (words.UNCATEGORIZED, uncategorized, Tone.OTHER),
        (words.CORRECTED, taken_back + max(0, -summary.adjustments), Tone.OTHER),
        (words.LEFT, max(0, summary.net), Tone.LEFT),
    ):
        if amount > 0:
            yield Branch(Stream(name.into(language), amount, tone), ())


def _named(categories: Iterable[CategorySum], limit: int) -> set[int]:
    """Which categories are shown by name: two of every group, and the largest of all as far as they fit."""
    spent = [one for one in categories if one.budget_group in _SPENT and one.amount > 0]
    by_size = sorted(spent, key=lambda one: -one.amount)
    first = [
        one for group in _SPENT for one in [it for it in by_size if it.budget_group is group][:_SHOWN_OF_EACH]
    ]
    chosen = {id(one) for one in first}
    rest = [id(one) for one in by_size if id(one) not in chosen]
    return chosen | set(rest[: max(0, limit - len(chosen))])


def _shortened(streams: list[Stream], limit: int, others: Words, language: Language) -> list[Stream]:
    """The largest streams, with the rest as one where they are more than `limit`."""
    by_size = sorted(streams, key=lambda one: -one.amount)
    if len(by_size) <= limit:
        return by_size
    rest = by_size[limit - 1 :]
    summed = Stream(others.into(language, count=len(rest)), sum(one.amount for one in rest), rest[0].tone)
    return [*by_size[: limit - 1], summed]
