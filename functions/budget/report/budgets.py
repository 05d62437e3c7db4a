"""Categories against their budgets, as rows that a bar and a sentence show.

Going over a budget is said in words and drawn with a hatched bar; colour only adds to it. A saving
category that gets more than planned is no trouble and is not marked as one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.budget.report import words
from functions.budget.report.figures import rupiah
from functions.budget.report.flow import Tone, category_name
from functions.budget.report.model import MonthReport
from shared.domain.budget.month.model import CategorySum
from shared.domain.budget.transactions import BudgetGroup
from shared.words import Language

_MARK = 0.72
"""Where on its bar a budget stands, so that what is over still has room."""

_TONES = {BudgetGroup.NEEDS: Tone.NEEDS, BudgetGroup.WANTS: Tone.WANTS, BudgetGroup.SAVING: Tone.SAVING}
_NAMES = {Tone.NEEDS: words.NEEDS, Tone.WANTS: words.WANTS, Tone.SAVING: words.SAVING}


class State(StrEnum):
    """How a category stands against its budget."""

    WITHIN = "within"
    OVER = "over"
    UNPLANNED = "unplanned"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A category: `filled` and `mark` are fractions of the bar's width, None where there is none.

    `cut` says that the bar would go on beyond its end.
    """

    name: str
    tone: Tone
    spent: str
    planned: str | None
    filled: float | None
    mark: float | None
    cut: bool
    state: State
    remark: str


@dataclass(frozen=True, slots=True)
class BudgetGroupRows:
    """A group's rows under its name, sums of all its categories, and how many rows were left out."""

    name: str
    tone: Tone
    spent: str
    planned: str | None
    rows: tuple[BudgetRow, ...]
    more: str | None


def watched(report: MonthReport, *, limit: int) -> tuple[BudgetRow, ...]:
    """The `limit` rows that say most: budgets that were passed first, then the largest.

    Without any budget these are the largest categories, each bar measured against the first.
    """
    spent = report.outgoings
    planned = [one for one in spent if one.budget is not None]
    if not planned:
        return _by_size(spent, limit, report.language)
    ordered = sorted(planned, key=lambda one: (-_excess(one), -one.amount))
    return tuple(_row(one, report.language) for one in ordered[:limit])


def grouped(report: MonthReport, *, limit: int) -> tuple[BudgetGroupRows, ...]:
    """Every group with its categories, largest first, at most `limit` rows in all.

    A group gives up its smallest rows in proportion to how many it has, never its last one.
    """
    groups = [
        (tone, [one for one in report.outgoings if _tone(one) is tone])
        for tone in (Tone.NEEDS, Tone.WANTS, Tone.SAVING, Tone.OTHER)
    ]
    filled = [(tone, rows) for tone, rows in groups if rows]
    total = sum(len(rows) for _, rows in filled)
    return tuple(
        _group(tone, rows, _allowed(len(rows), total, limit), report.language) for tone, rows in filled
    )


def _allowed(rows: int, total: int, limit: int) -> int:
    return rows if total <= limit else max(1, rows * limit // total)


def _group(tone: Tone, found: Sequence[CategorySum], allowed: int, language: Language) -> BudgetGroupRows:
    ordered = sorted(found, key=lambda one: (-one.amount, -_planned(one)))
    shown = ordered[:allowed]
    budgets = [one.budget.planned for one in found if one.budget is not None]
    left_out = len(found) - len(shown)
    name = _NAMES.get(tone, words.UNCATEGORIZED)
    return BudgetGroupRows(
        name=name.into(language),
        tone=tone,
        spent=rupiah(sum(one.amount for one in found), language),
        planned=rupiah(sum(budgets), language) if budgets else None,
        # What has no category would only repeat its group's line.
        rows=() if tone is Tone.OTHER else tuple(_row(one, language) for one in shown),
        more=words.MORE.into(language, count=left_out) if left_out else None,
    )


def _row(category: CategorySum, language: Language) -> BudgetRow:
    if category.budget is None:
        return _unplanned(category, language, filled=None)
    planned, amount = category.budget.planned, category.amount
    ratio = max(0, amount) / planned if planned > 0 else (1 / _MARK if amount > planned else 0)
    state = State.OVER if _excess(category) > 0 else State.WITHIN
    return BudgetRow(
        name=category_name(category, language),
        tone=_tone(category),
        spent=rupiah(amount, language),
        planned=rupiah(planned, language),
        filled=min(1.0, ratio * _MARK),
        mark=_MARK if planned > 0 else 0.0,
        cut=ratio * _MARK > 1,
        state=state,
        remark=_remark(category, planned, language),
    )


def _by_size(spent: Iterable[CategorySum], limit: int, language: Language) -> tuple[BudgetRow, ...]:
    largest = sorted((one for one in spent if one.amount > 0), key=lambda one: -one.amount)[:limit]
    return tuple(_unplanned(one, language, filled=one.amount / largest[0].amount) for one in largest)


def _unplanned(category: CategorySum, language: Language, *, filled: float | None) -> BudgetRow:
    return BudgetRow(
        name=category_name(category, language),
        tone=_tone(category),
        spent=rupiah(category.amount, language),
        planned=None,
        filled=filled,
        mark=None,
        cut=False,
        state=State.UNPLANNED,
        remark=words.NO_BUDGET.into(language) if filled is None else "",
    )


def _remark(category: CategorySum, planned: int, language: Language) -> str:
    difference = category.amount - planned
    saving = category.budget_group is BudgetGroup.SAVING
    if difference == 0:
        return (words.REACHED if saving else words.USED_UP).into(language)
    if difference > 0:
        sentence = words.SAVED_MORE if saving else words.OVER
    else:
        sentence = words.SAVED_LESS if saving else words.STILL
    return sentence.into(language, amount=rupiah(abs(difference), language))


def _excess(category: CategorySum) -> int:
    """How far spending went past its budget, in whole rupiah; 0 within it, and for saving."""
    if category.budget is None or category.budget_group is BudgetGroup.SAVING:
        return 0
    return max(0, category.amount - category.budget.planned)


def _planned(category: CategorySum) -> int:
    return category.budget.planned if category.budget else 0


def _tone(category: CategorySum) -> Tone:
    return _TONES.get(category.budget_group, Tone.OTHER) if category.budget_group else Tone.OTHER
