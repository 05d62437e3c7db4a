"""What the budget function takes and answers about paying debts off."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from functions.budget.models.figures import ThresholdView
from shared.domain.budget.words import figure_words
from shared.domain.debts.answers import (
    MAX_DEBTS,
    Assumed,
    Consolidation,
    DebtMonths,
    EarlyEnd,
    Endless,
    ExtraStep,
    PayoffAnswer,
    PayoffPlan,
    PayoffWish,
    TrueCost,
    Verdict,
)
from shared.domain.debts.findings import DebtWarning
from shared.domain.debts.model import DAYS_A_YEAR, MONTHS_A_YEAR, Debt
from shared.domain.debts.strategies import Strategy
from shared.domain.debts.verdict_words import STRATEGIES, verdict_words
from shared.domain.debts.words import (
    consolidation_words,
    early_words,
    endless_words,
    rule_words,
    warning_words,
)
from shared.domain.money import Fraction
from shared.domain.months import Month
from shared.domain.values import Value
from shared.web.invalid import each_built
from shared.words import Language, Words

ONE_RATE = Words(
    id="Isi salah satu saja: annual_rate, monthly_rate, atau daily_rate.",
    en="Give only one of annual_rate, monthly_rate and daily_rate.",
)
RATE_TOO_HIGH = Words(id="Suku bunga ini terlalu tinggi.", en="This rate is too high.")
MAX_YEARLY_RATE = Decimal(20)

QuotedRate = Annotated[Fraction, Field(ge=Decimal(0), le=MAX_YEARLY_RATE, decimal_places=6)]


class DebtWish(Debt):
    """A debt to plan with. Its rate may be told as it is quoted: by the year, the month (cards, paylater) or
    the day (online loans); a year has 12 months and 365 days."""

    monthly_rate: QuotedRate | None = None
    daily_rate: QuotedRate | None = None

    @field_validator("monthly_rate", "daily_rate")
    @classmethod
    def _one_rate(cls, rate: Decimal | None, known: ValidationInfo) -> Decimal | None:
        if rate is None:
            return None
        if known.data.get("annual_rate") or known.data.get("monthly_rate") is not None:
            raise ValueError(ONE_RATE)
        if rate * (MONTHS_A_YEAR if known.field_name == "monthly_rate" else DAYS_A_YEAR) > MAX_YEARLY_RATE:
            raise ValueError(RATE_TOO_HIGH)
        return rate

    def debt(self) -> Debt:
        """The debt with its rate by the year. Raises pydantic's ValidationError where that does not fit."""
        told = {name: getattr(self, name) for name in Debt.model_fields}
        if self.monthly_rate is not None:
            told["annual_rate"] = self.monthly_rate * MONTHS_A_YEAR
        if self.daily_rate is not None:
            told["annual_rate"] = self.daily_rate * DAYS_A_YEAR
        return Debt.model_validate(told)


class PayoffToPlan(PayoffWish):
    """What to plan. Without `debts` it is about the ones on record."""

    debts: tuple[DebtWish, ...] | None = Field(default=None, min_length=1, max_length=MAX_DEBTS)

    def wish(self) -> PayoffWish:
        """The wish without the debts."""
        return PayoffWish(**{name: getattr(self, name) for name in PayoffWish.model_fields})

    def told_debts(self) -> tuple[Debt, ...] | None:
        """The debts that were sent. Raises InvalidInput, pointing at each wrong field."""
        if self.debts is None:
            return None
        return each_built(self.debts, lambda told: told.debt(), under="debts")


class PlanView(PayoffPlan):
    """A strategy carried out, with its name."""

    label: str

    @classmethod
    def of(cls, plan: PayoffPlan, language: Language) -> "PlanView":
        """The plan in the reader's language."""
        return cls(**dict(plan), label=STRATEGIES[plan.strategy].into(language))


class VerdictView(Verdict):
    """The one line: which strategy, and why."""

    message: str


class EndlessView(Endless):
    """A debt that its minimum never ends, in a sentence."""

    message: str


class EarlyEndView(EarlyEnd):
    """What settling a debt now does, in a sentence."""

    message: str


class ConsolidationView(Consolidation):
    """Debts against a new loan in their place, in a sentence."""

    message: str


class DebtWarningView(DebtWarning):
    """Something wrong with a debt by the rules of its day, in a sentence."""

    message: str


class AssumedView(Assumed):
    """What was filled in because nothing was told, and what it is called."""

    label: str


class PayoffView(Value):
    """Paying debts off: the verdict, every strategy as a plan, and month tables of the chosen one.

    The first value of every series is the month `first_month`. `enough` is the monthly money that reaches
    every minimum. `left_out` names debts on record whose terms do not go together: no plan holds them.
    """

    first_month: Month
    strategy: Strategy
    minimums: int
    enough: int
    verdict: VerdictView
    plans: tuple[PlanView, ...]
    debts: tuple[DebtMonths, ...]
    extra_steps: tuple[ExtraStep, ...]
    endless: tuple[EndlessView, ...]
    early: tuple[EarlyEndView, ...]
    costs: tuple[TrueCost, ...]
    consolidation: ConsolidationView | None
    warnings: tuple[DebtWarningView, ...]
    thresholds: tuple[ThresholdView, ...]
    assumed: tuple[AssumedView, ...]
    left_out: tuple[str, ...]

    @classmethod
    def of(cls, answer: PayoffAnswer, language: Language) -> "PayoffView":
        """The answer in the reader's language."""
        limits = {each.id: each for each in answer.thresholds}
        as_they_are = (
            *("first_month", "strategy", "minimums", "enough"),
            *("debts", "extra_steps", "costs", "left_out"),
        )
        return cls(
            **{name: getattr(answer, name) for name in as_they_are},
            verdict=VerdictView(**dict(answer.verdict), message=verdict_words(answer.verdict, language)),
            plans=tuple(PlanView.of(plan, language) for plan in answer.plans),
            endless=tuple(
                EndlessView(**dict(each), message=endless_words(each, language)) for each in answer.endless
            ),
            early=tuple(
                EarlyEndView(**dict(each), message=early_words(each, language)) for each in answer.early
            ),
            consolidation=_consolidation(answer.consolidation, language),
            warnings=tuple(
                DebtWarningView(
                    **dict(each),
                    message=warning_words(each, limits.get(each.threshold or ""), language),
                )
                for each in answer.warnings
            ),
            thresholds=tuple(
                ThresholdView(
                    **dict(each), label=rule_words(each.id, language), text=figure_words(each, language)
                )
                for each in answer.thresholds
            ),
            assumed=tuple(
                AssumedView(**dict(each), label=rule_words(each.rule, language)) for each in answer.assumed
            ),
        )


def _consolidation(found: Consolidation | None, language: Language) -> ConsolidationView | None:
    if found is None:
        return None
    return ConsolidationView(**dict(found), message=consolidation_words(found, language))
