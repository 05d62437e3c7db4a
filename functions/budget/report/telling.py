"""The month in words: its key figures, one sentence, where it stands, and what the parts are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from functions.budget.report import words
from functions.budget.report.figures import day_name, day_sign, percent, rupiah
from functions.budget.report.model import MonthReport
from shared.domain.money import share
from shared.words import Language, Words

LABELS: dict[str, Words] = {
    "report": words.REPORT,
    "page": words.PAGE,
    "flow": words.FLOW,
    "budgets": words.BUDGETS,
    "biggest": words.BIGGEST,
    "budgets_how": words.BUDGETS_HOW,
    "trend": words.TREND,
    "income": words.INCOME,
    "needs": words.NEEDS,
    "wants": words.WANTS,
    "saving": words.SAVING,
    "other": words.UNCATEGORIZED,
    "days": words.DAYS,
    "days_spent": words.DAYS_SPENT,
    "days_budget": words.DAYS_BUDGET,
    "merchants": words.MERCHANTS,
    "insights": words.INSIGHTS,
    "nothing": words.NOTHING,
    "empty": words.EMPTY,
    "empty_how": words.EMPTY_HOW,
    "category": words.CATEGORY,
    "amount": words.SUM,
    "budget": words.PLANNED,
    "status": words.STATUS,
}
"""What templates call things, by the name they use."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the month's large numbers with its name and what it means."""

    label: str
    text: str
    note: str
    tone: Literal["plain", "left", "short"]


def summary_sentence(report: MonthReport) -> str:
    """The month in one sentence."""
    summary, language = report.summary, report.language
    if report.empty:
        return words.EMPTY_HOW.into(language)
    amounts = {
        "income": rupiah(summary.income, language),
        "spending": rupiah(summary.spending, language),
        "saving": rupiah(abs(summary.saving), language),
        "net": rupiah(abs(summary.net), language),
    }
    uses = _by_sign(summary.saving, words.USE_UNSAVED, words.USE_SPENT, words.USE_SAVED)
    sentence = _by_sign(summary.net, words.SUM_SHORT, words.SUM_EVEN, words.SUM_LEFT)
    return sentence.into(language, uses=uses.into(language, **amounts), **amounts)


def _by_sign(amount: int, below: Words, zero: Words, above: Words) -> Words:
    return zero if amount == 0 else above if amount > 0 else below


def labels_of(report: MonthReport) -> dict[str, str]:
    language = report.language
    made = day_name(report.today, language)
    labels = {name: sentence.into(language) for name, sentence in LABELS.items()}
    return {**labels, "footer": words.FOOTER.into(language, day=made)}


def state_words(report: MonthReport) -> str:
    language = report.language
    if report.summary.closed:
        return words.CLOSED.into(language)
    if report.today < report.summary.first_day:
        return words.AHEAD.into(language)
    if report.running:
        return words.RUNNING.into(language, day=day_sign(report.today, language))
    return ""


def key_figures(report: MonthReport) -> tuple[KeyFigure, ...]:
    """What came in, what was spent, saved and is left, and the savings rate."""
    return tuple(_figures(report))


def _figures(report: MonthReport) -> Iterable[KeyFigure]:
    summary, language = report.summary, report.language

    def of_income(amount: int) -> str:
        part = share(amount, summary.income) if summary.income > 0 else None
        return "" if part is None else words.OF_INCOME.into(language, share=percent(part, language))

    transactions = counted(summary.transactions, language)
    yield KeyFigure(words.INCOME.into(language), rupiah(summary.income, language), transactions, "plain")
    yield KeyFigure(
        words.SPENT.into(language),
        rupiah(summary.spending, language),
        of_income(summary.spending),
        "plain",
    )
    yield KeyFigure(
        words.SAVED.into(language), rupiah(summary.saving, language), of_income(summary.saving), "plain"
    )
    left = summary.net >= 0
    yield KeyFigure(
        (words.LEFT if left else words.SHORT).into(language),
        rupiah(abs(summary.net), language),
        of_income(summary.net) if left else words.FROM_EARLIER.into(language),
        "left" if left else "short",
    )
    rate = report.savings_rate
    yield KeyFigure(
        words.SAVINGS_RATE.into(language),
        words.NONE_KNOWN.into(language) if rate is None else percent(rate, language),
        words.SAVINGS_RATE_HOW.into(language),
        "plain",
    )


def counted(count: int, language: Language) -> str:
    """`17 transaksi`."""
    return (words.ONE_TRANSACTION if count == 1 else words.TRANSACTIONS).into(language, count=count)
