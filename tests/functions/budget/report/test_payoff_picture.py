"""The picture of debts that do not end: as far as it is drawn, its words and figures go."""

from typing import Any

from functions.budget.report.plans.drawing import picture_of
from functions.budget.report.plans.parts import LineChart, PlanPicture
from shared.words import Language
from tests.functions.budget.report.plan_answers import MADE_AT, payoff

LOAN: dict[str, Any] = {
    "kind": "PERSONAL_LOAN",
    "name": "KTA",
    "method": "EFFECTIVE",
    "balance": 50_000_000,
    "annual_rate": 0.36,
    "instalment": 1_000_000,
}


def picture(*debts: dict[str, Any], language: Language = "id") -> PlanPicture:
    return picture_of(payoff({"debts": list(debts)}, language), language=language, made_at=MADE_AT)


def drawn(shown: PlanPicture) -> LineChart:
    (chart,) = [panel for panel in shown.panels if isinstance(panel, LineChart)]
    return chart


def test_of_a_debt_that_grows_shows_five_years_and_says_that_it_never_ends() -> None:
    shown = picture(LOAN)

    assert shown.period == "November 2026 \u2013 Oktober 2031"
    assert {len(line.points) for line in drawn(shown).lines} == {60}
    assert "tidak pernah lunas, malah terus bertambah" in shown.sentence.replace("\u00a0", " ")
    assert "tidak pernah" in shown.described
    assert "50 tahun" not in shown.described


def test_counts_what_it_costs_up_to_the_last_month_that_is_drawn() -> None:
    view = payoff({"debts": [LOAN]})
    interest = sum(view.debts[0].interest[:60])

    shown = picture(LOAN)

    assert len(view.plans[0].owed) == 600
    assert f"{interest:,}".replace(",", ".") in shown.figures[1].text
    assert "Oktober 2031" in shown.figures[1].text


def test_of_a_debt_that_explodes_has_no_months_that_were_not_followed() -> None:
    shown = picture({**LOAN, "annual_rate": 20.0, "instalment": 100})
    view = payoff({"debts": [{**LOAN, "annual_rate": 20.0, "instalment": 100}]})

    assert len(view.plans[0].owed) == len(drawn(shown).lines[0].points) < 60


def test_tells_a_debt_that_hardly_shrinks_from_one_that_grows() -> None:
    shown = picture({**LOAN, "annual_rate": 0.12, "instalment": 500_001}, language="en")

    assert "not in 50 years" in shown.described
    assert "never" not in shown.described
