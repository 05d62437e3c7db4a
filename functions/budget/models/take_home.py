"""What the budget function answers with about a year of pay, in the words a person reads."""

from datetime import date
from typing import Literal

from functions.budget.models.assumptions import SourceView
from shared.domain.assumptions.provenance import cite_all
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.money import Fraction, format_rupiah
from shared.domain.months import Month
from shared.domain.payroll.how import line_how, step_how
from shared.domain.payroll.lines import Effect, Line, LineCode, SettlementCode, SettlementLine
from shared.domain.payroll.model import Method, PtkpStatus
from shared.domain.payroll.result import BudgetLine, Holiday, MonthPay, Note, NoteCode, TakeHome, YearPay
from shared.domain.payroll.words import LAWS, REASONS, line_words, note_words, step_words
from shared.domain.payroll.zakat import MonthZakat
from shared.domain.values import Value
from shared.words import Language


class LineView(Value):
    """One line: what it does, its amount, how it was taken, and the rule and the figures it stands on.

    `effect`: PAID to me, DEDUCTED from that, or paid to others by the EMPLOYER. `taxable` counts in `gross`.
    `base` is what the amount was taken of: where a month settles the year, the tax of the year. The amount is
    below zero only where an allowance for tax is taken back.
    """

    code: LineCode
    label: str
    effect: Effect
    amount: int
    text: str
    taxable: bool
    base: int | None
    rate: Fraction | None
    how: str | None
    law: str
    rests_on: tuple[str, ...]

    @classmethod
    def of(cls, line: Line, language: Language) -> "LineView":
        """The line in the reader's language."""
        return cls(
            code=line.code,
            label=line_words(line, language),
            effect=line.effect,
            amount=line.amount,
            text=format_rupiah(line.amount, language),
            taxable=line.taxable,
            base=line.base,
            rate=line.rate,
            how=line_how(line, language),
            law=LAWS[line.code],
            rests_on=line.rests_on,
        )


class StepView(Value):
    """A step of the settlement: its amount, how it was taken, and the figures it stands on.

    The last step, DUE, is below zero where more was withheld than the tax of the year.
    """

    code: SettlementCode
    label: str
    amount: int
    text: str
    base: int | None
    rate: Fraction | None
    how: str | None
    rests_on: tuple[str, ...]

    @classmethod
    def of(cls, step: SettlementLine, language: Language) -> "StepView":
        """The step in the reader's language."""
        return cls(
            code=step.code,
            label=step_words(step, language),
            amount=step.amount,
            text=format_rupiah(step.amount, language),
            base=step.base,
            rate=step.rate,
            how=step_how(step, language),
            rests_on=step.rests_on,
        )


class MonthPayView(Value):
    """One month. Take-home pay is `paid` less `deducted`; `gross` is what the tax is taken of.

    `employer` is what the employer pays to others; `withheld` is negative where tax came back. `settles`
    marks the last month worked, whose tax is that of the whole year less what was withheld before.
    """

    month: Month
    settles: bool
    gross: int
    paid: int
    deducted: int
    take_home: int
    employer: int
    withheld: int
    text: str
    lines: tuple[LineView, ...]

    @classmethod
    def of(cls, pay: MonthPay, language: Language) -> "MonthPayView":
        """The month in the reader's language."""
        return cls(
            month=pay.month,
            settles=pay.settles,
            gross=pay.gross,
            paid=pay.paid,
            deducted=pay.deducted,
            take_home=pay.take_home,
            employer=pay.employer,
            withheld=pay.withheld,
            text=format_rupiah(pay.take_home, language),
            lines=tuple(LineView.of(line, language) for line in pay.lines),
        )


class PayNoteView(Value):
    """Something that may surprise, as a sentence."""

    code: NoteCode
    months: tuple[Month, ...]
    message: str

    @classmethod
    def of(cls, note: Note, language: Language) -> "PayNoteView":
        """The note in the reader's language."""
        return cls(code=note.code, months=note.months, message=note_words(note, language))


class BudgetLineView(BudgetLine):
    """A proposal with its reason. What does not come in may be saved into `budgets` as it is."""

    savable: bool
    message: str

    @classmethod
    def of(cls, line: BudgetLine, language: Language) -> "BudgetLineView":
        """The proposal in the reader's language."""
        return cls(
            **dict(line),
            savable=line.budget_group is not BudgetGroup.INCOME,
            message=REASONS[line.reason].into(language),
        )


class TakeHomeView(Value):
    """A year of take-home pay, month by month, with the reason for each line.

    `category` is the table of monthly rates in use. Lines name the figures they rest on; `assumptions`
    holds each with its source, and once for each value in force: that of a line is the one of the first day
    of its month. `stale` says that one of them is past its review date. GET /financial/assumptions has the
    tables row by row.
    """

    year: int
    currency: Literal["IDR"] = "IDR"
    ptkp: PtkpStatus
    category: str
    method: Method
    stale: bool
    totals: YearPay
    months: tuple[MonthPayView, ...]
    settlement: tuple[StepView, ...]
    notes: tuple[PayNoteView, ...]
    holiday: Holiday | None
    zakat: tuple[MonthZakat, ...]
    budget_lines: tuple[BudgetLineView, ...]
    assumptions: tuple[SourceView, ...]

    @classmethod
    def of(cls, pay: TakeHome, *, today: date, language: Language) -> "TakeHomeView":
        """The year in the reader's language, with its figures as they stand today."""
        cited = cite_all(pay.used, today=today)
        return cls(
            year=pay.year,
            ptkp=pay.ptkp,
            category=pay.category,
            method=pay.method,
            stale=any(one.stale for one in cited),
            totals=pay.totals,
            months=tuple(MonthPayView.of(month, language) for month in pay.months),
            settlement=tuple(StepView.of(step, language) for step in pay.settlement),
            notes=tuple(PayNoteView.of(note, language) for note in pay.notes),
            holiday=pay.holiday,
            zakat=pay.zakat,
            budget_lines=tuple(BudgetLineView.of(line, language) for line in pay.budget_lines),
            assumptions=tuple(SourceView.of(one, language) for one in cited),
        )
