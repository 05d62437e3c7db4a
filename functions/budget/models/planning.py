"""What the budget function takes and answers about plans."""

from typing import Annotated

from pydantic import Field

from functions.budget.models.assumptions import SourceView
from functions.budget.models.figures import FigureView
from shared.domain.budget.words import figure_words
from shared.domain.months import Month
from shared.domain.planning.changes import MAX_SCENARIOS, Scenario
from shared.domain.planning.model import MAX_MONTHS, Baseline
from shared.domain.planning.outcome import Difference, Outcome
from shared.domain.planning.stored import StoredBaseline
from shared.domain.planning.uncertainty_model import Uncertainty
from shared.domain.planning.words import HOW, figure_label, verdict_words
from shared.domain.values import Value
from shared.services.planning import PlayedPlan
from shared.words import Language


class SimulationWish(Value):
    """What to follow: up to 8 scenarios over 1 to 600 months, by default five years.

    Without `baseline` the plan starts from what is stored; with `uncertainty` incomes and prices vary.
    """

    months: Annotated[int, Field(strict=True, ge=1, le=MAX_MONTHS)] = 60
    baseline: Baseline | None = None
    scenarios: tuple[Scenario, ...] = Field(default=(), max_length=MAX_SCENARIOS)
    uncertainty: Uncertainty | None = None


class StartView(Value):
    """The baseline that a plan started from.

    `figures` say where each stored amount comes from; a baseline that was sent has none. `missing` names
    what is not known and counts as nothing.
    """

    baseline: Baseline
    figures: tuple[FigureView, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, start: StoredBaseline, language: Language) -> "StartView":
        """The start in the reader's language."""
        figures = tuple(
            FigureView(
                **dict(figure),
                label=figure_label(figure, start, language),
                text=figure_words(figure, language),
                how=HOW[figure.formula].into(language),
            )
            for figure in start.figures
        )
        return cls(baseline=start.baseline, figures=figures, missing=start.missing)


class OutcomeView(Outcome):
    """One way that a plan goes, with its verdict as a sentence."""

    message: str

    @classmethod
    def told(cls, outcome: Outcome, language: Language) -> "OutcomeView":
        """The outcome in the reader's language."""
        return cls(**dict(outcome), message=verdict_words(outcome.verdict, language))


class ComparedView(Value):
    """A scenario, and what it is beside the baseline (the scenario less the baseline)."""

    outcome: OutcomeView
    difference: Difference


class SimulationView(Value):
    """A plan month by month: the baseline, each scenario beside it, and the dated figures it rests on."""

    months: tuple[Month, ...]
    start: StartView
    baseline: OutcomeView
    scenarios: tuple[ComparedView, ...]
    assumptions: tuple[SourceView, ...]

    @classmethod
    def of(cls, played: PlayedPlan, language: Language) -> "SimulationView":
        """The plan in the reader's language."""
        simulation = played.simulation
        return cls(
            months=simulation.months,
            start=StartView.of(played.started_from, language),
            baseline=OutcomeView.told(simulation.baseline, language),
            scenarios=tuple(
                ComparedView(outcome=OutcomeView.told(it.outcome, language), difference=it.difference)
                for it in simulation.scenarios
            ),
            assumptions=tuple(SourceView.of(it, language) for it in simulation.assumptions),
        )
