"""An answer about a plan as a picture (SVG), whichever it is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from functions.budget.models.debts import PayoffView
from functions.budget.models.goal_plan import GoalPlanView
from functions.budget.models.planning import SimulationView
from functions.budget.models.planning_affordability import AffordabilityView
from functions.budget.models.planning_forecast import ForecastView
from functions.budget.models.take_home import TakeHomeView
from functions.budget.report.alone import stand_alone
from functions.budget.report.plans.affordability import affordability_picture
from functions.budget.report.plans.forecast import forecast_picture
from functions.budget.report.plans.goals import goals_picture
from functions.budget.report.plans.parts import PlanPicture
from functions.budget.report.plans.payoff import payoff_picture
from functions.budget.report.plans.simulation import simulation_picture
from functions.budget.report.plans.take_home import take_home_picture
from functions.budget.report.typesetting import typeset
from shared.words import Language

Drawable = SimulationView | AffordabilityView | ForecastView | PayoffView | GoalPlanView | TakeHomeView
"""The answers that can be drawn."""


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """A finished picture with the name that it is saved under."""

    content: bytes = field(repr=False)
    name: str


def draw(view: Drawable, *, language: Language, made_at: datetime) -> DrawnPlan:
    """The picture of an answer. Pure work of some tenths of a second: keep it off the event loop."""
    picture = picture_of(view, language=language, made_at=made_at)
    drawn = typeset("plan", picture.as_data(), "svg", made_at=made_at)
    content = stand_alone(drawn, title=picture.title, description=picture.described, language=language)
    return DrawnPlan(content, f"{picture.name}.svg")


def picture_of(view: Drawable, *, language: Language, made_at: datetime) -> PlanPicture:
    """What the picture of an answer shows."""
    match view:
        case SimulationView():
            return simulation_picture(view, language=language, made_at=made_at)
        case AffordabilityView():
            return affordability_picture(view, language=language, made_at=made_at)
        case ForecastView():
            return forecast_picture(view, language=language, made_at=made_at)
        case PayoffView():
            return payoff_picture(view, language=language, made_at=made_at)
        case GoalPlanView():
            return goals_picture(view, language=language, made_at=made_at)
        case TakeHomeView():
            return take_home_picture(view, language=language, made_at=made_at)
        case _:
            assert_never(view)
