"""Where a plan of one's own figures starts, and what is missing for one."""

from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.words import MISSING
from shared.domain.conversation.model import Basis
from shared.domain.planning.refusals import PlanRefused
from shared.domain.planning.stored import StoredBaseline
from shared.domain.planning.words import figure_label

WHOLE_BASELINE = "/baseline"
NEEDED = ("monthly_income", "monthly_expenses")

TOLD = frozenset({"baseline.income", "baseline.cash", "baseline.emergency_fund", "baseline.other_assets"})
"""Which figures of a start are told beside a plan; the others are many and seldom asked for."""


def what_is_missing(refused: PlanRefused, setting: ToolSetting) -> Findings:
    """What to fill in before a plan can start. Raises the refusal again where it is about something else."""
    if any(field.pointer != WHOLE_BASELINE for field in refused.fields):
        raise refused
    telling = Telling(setting, formula="declared")
    for name in NEEDED:
        telling.lacks(name, MISSING[name])
    return Findings(missing=tuple(telling.missing))


def tell_start(telling: Telling, start: StoredBaseline) -> None:
    """The figures that a plan starts from, and those that are not known and count as nothing."""
    for figure in start.figures:
        if figure.id in TOLD and isinstance(figure.value, int):
            label = figure_label(figure, start, telling.language)
            telling.amount(figure.id, label, figure.value, basis=Basis(figure.basis), formula=figure.formula)
    for name in start.missing:
        telling.lacks(name, MISSING[name])
