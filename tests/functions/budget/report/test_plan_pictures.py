"""Pictures of plans agree with the answer, and say so in both languages."""

import pytest

from functions.budget.models.planning import SimulationView
from functions.budget.report.plans.drawing import Drawable, picture_of
from functions.budget.report.plans.parts import (
    Cards,
    ColumnChart,
    Entries,
    Fillings,
    Line,
    LineChart,
    PlanPicture,
)
from shared.words import Language
from tests.builders.bookings import Purse
from tests.builders.ledger import Ledger
from tests.domain.planning.forecast.lives import even_life, with_bills
from tests.domain.planning.plans import HOUSEHOLD
from tests.functions.budget.report.plan_answers import (
    EXAMPLES,
    EXTREME,
    MADE_AT,
    MOST,
    USUAL_GOALS,
    eight_scenarios,
    forecast,
    goals_plan,
    pay,
    payoff,
    planned_debt,
    simulation,
    weighed,
)


def picture(view: Drawable, language: Language = "id") -> PlanPicture:
    return picture_of(view, language=language, made_at=MADE_AT)


def chart(shown: PlanPicture, number: int = 0) -> LineChart:
    return [panel for panel in shown.panels if isinstance(panel, LineChart)][number]


def amounts(line: Line, drawn: LineChart, top: int) -> list[int]:
    """The amounts that a line stands for, on a chart from 0 to `top` rupiah."""
    assert drawn.zero == 0
    return [round(y * top) for _, y in line.points]


class TestSimulation:
    def view(self, **more: object) -> SimulationView:
        return simulation({"months": 24, "baseline": {**HOUSEHOLD, "emergency_fund": 0}, **more})

    def test_draws_the_cash_and_net_worth_of_the_answer(self) -> None:
        view = self.view()

        cash, worth = (chart(picture(view), number) for number in (0, 1))

        series = view.baseline.series
        assert (cash.marks[-1].text, worth.marks[-1].text) == ("Rp100\u00a0jt", "Rp100\u00a0jt")
        near = pytest.approx
        assert amounts(cash.lines[0], cash, 100_000_000) == near(series.cash, abs=10_000)
        assert amounts(worth.lines[0], worth, 100_000_000) == near(series.net_worth, abs=10_000)

    def test_marks_the_lowest_point_and_says_it(self) -> None:
        shown = picture(simulation({"months": 60, "baseline": HOUSEHOLD, "scenarios": eight_scenarios()}))

        lowest = chart(shown).lines[2].dots[0]
        assert (lowest.tone, lowest.x) == ("alarm", 1)
        assert lowest.y < chart(shown).zero
        assert "Tunai terendah: \u2212Rp269.000.000 · November 2031" in shown.described

    def test_has_a_band_only_where_uncertainty_was_asked(self) -> None:
        bare = chart(picture(self.view()))
        sure = chart(picture(self.view(uncertainty={"paths": 100})))
        crowd = chart(picture(self.view(uncertainty={"paths": 100}, scenarios=eight_scenarios()[:2])), 0)

        assert (bare.bands, len(sure.bands)) == ((), 2)
        assert "90% kemungkinan" in sure.caption
        assert {band.series for band in crowd.bands} == {0}

    def test_names_every_scenario(self) -> None:
        view = simulation(EXAMPLES["simulate"], "en")
        (legend,) = [panel for panel in picture(view, "en").panels if isinstance(panel, Entries)]

        assert [row.name for row in legend.rows] == [
            "Nothing changes",
            *(scenario.outcome.name for scenario in view.scenarios),
        ]
        assert [row.pill for row in legend.rows] == ["Fine", "Needs care", "At a cost"]
        assert legend.rows[1].sentence == view.scenarios[0].outcome.message


class TestAffordability:
    def test_puts_the_ways_beside_each_other_with_their_figures(self) -> None:
        view = weighed(EXAMPLES["affordability"])
        (cards,) = picture(view).panels

        assert isinstance(cards, Cards)
        assert [card.bars[0].text for card in cards.cards] == ["Rp18.111.460", "Rp23.684.000", "Rp18.111.460"]
        assert [card.bars[0].remark for card in cards.cards] == ["★ Termurah", "", ""]
        assert [card.entry.pill for card in cards.cards] == [
            "Bisa mulai Juni 2027",
            "Bisa",
            "Bisa mulai Juni 2027",
        ]
        totals = [way.total_cost for way in view.ways]
        assert [card.bars[0].end for card in cards.cards] == pytest.approx(
            [it / max(totals) for it in totals]
        )
        assert cards.cards[0].remarks[:2] == ("Kenapa bukan Maret 2027:", view.ways[0].reasons[0].message)

    def test_draws_cash_below_zero_to_the_left_of_zero(self) -> None:
        item = {"name": "Rumah", "price": MOST, "month": "2027-03"}
        (cards,) = picture(weighed({**EXAMPLES["affordability"], "item": item})).panels

        assert isinstance(cards, Cards)
        assert all(card.bars[1].alarm and card.bars[1].end == 1 for card in cards.cards)


class TestForecast:
    def test_draws_cash_with_its_band_and_its_bills(self) -> None:
        view = forecast(with_bills(even_life(), opening=3_000_000), planned_debt())
        drawn = chart(picture(view))

        top = 20_000_000
        assert drawn.marks[-1].text == "Rp20\u00a0jt"
        assert amounts(drawn.lines[0], drawn, top) == pytest.approx([it.cash for it in view.days], abs=1_000)
        assert len(drawn.bands) == 1
        out = [it for it in view.due if it.amount < 0]
        bills = [panel for panel in picture(view).panels if isinstance(panel, Entries)]
        assert [row.name for row in bills[0].rows] == [it.label for it in out]
        assert [pin.x for pin in drawn.pins] == pytest.approx(
            [(it.day - view.days[0].day).days / 89 for it in out], abs=1e-4
        )

    @pytest.mark.parametrize(("language", "told"), [("id", "kurang mulai 1 Des"), ("en", "short from 1 Dec")])
    def test_flags_the_day_cash_runs_short(self, language: Language, told: str) -> None:
        view = forecast(
            even_life(a_day=50_000, opening=1_000_000), planned_debt(due_day=1), language=language
        )

        (flag,) = chart(picture(view, language)).flags

        assert view.short is not None
        assert (flag.text, flag.firm) == (told, True)
        assert flag.at == pytest.approx((view.short.day - view.days[0].day).days / 89, abs=1e-4)

    @pytest.mark.parametrize(
        ("fund", "told", "alarm"),
        [(9_000_000, "dana darurat mulai 1 Des", False), (1_000_000, "kurang mulai 1 Des", True)],
    )
    def test_flags_the_day_the_emergency_fund_is_needed_where_it_does(
        self, fund: int, told: str, alarm: bool
    ) -> None:
        life = even_life(a_day=50_000, opening=1_000_000)
        accounts = {**life.accounts, "darurat": Purse(opening=fund, for_emergencies=True)}
        view = forecast(Ledger(accounts=accounts, entries=life.entries), planned_debt(due_day=1))

        shown = picture(view)

        (flag,) = chart(shown).flags
        assert (flag.text, shown.alarm) == (told, alarm)
        assert "Dana darurat" in [fact.label for fact in shown.figures]
        assert chart(shown).caption.startswith("Tanpa dana darurat.")

    def test_of_unknown_balances_shows_the_change_alone(self) -> None:
        shown = picture(EXTREME["forecast of nothing"]())

        assert chart(shown).title == "Perubahan uang tunai"
        assert (chart(shown).bands, chart(shown).pins, chart(shown).flags) == ((), (), ())


class TestPayoff:
    def test_draws_what_is_owed_under_each_strategy(self) -> None:
        view = payoff(EXAMPLES["payoff"])
        drawn = chart(picture(view))

        assert drawn.marks[-1].text == "Rp20\u00a0jt"
        for line, plan in zip(drawn.lines, view.plans, strict=True):
            shown = plan.owed[: len(line.points)]
            assert amounts(line, drawn, 20_000_000) == pytest.approx(shown, abs=2_000)
            assert len(line.dots) == sum(ending.month <= 39 for ending in plan.endings)

    def test_says_when_debts_end_and_what_it_costs(self) -> None:
        shown = picture(payoff(EXAMPLES["payoff"], "en"), "en")

        assert shown.heading == "Debt-free in February 2028"
        assert "Dearest interest first (avalanche) (Chosen)" in shown.described
        assert "Interest and fees: Rp3,655,677" in shown.described
        assert "Kartu kredit (July 2027)" in shown.described

    def test_cuts_what_goes_on_far_beyond_the_soonest_end(self) -> None:
        drawn = chart(picture(payoff(EXAMPLES["payoff"])))

        assert [line.points[-1][0] == 1 for line in drawn.lines] == [False, False, True]
        assert "masih berlanjut" in drawn.caption
        assert [pin.series for pin in drawn.pins] == [0, 1]

    def test_tells_up_to_when_endless_debts_were_followed(self) -> None:
        shown = picture(EXTREME["endless debts"]())

        assert (shown.heading, shown.alarm) == ("Belum bebas utang", True)
        assert "sampai" in shown.figures[1].text


class TestGoals:
    def test_fills_each_goal_up_to_its_target(self) -> None:
        view = goals_plan(USUAL_GOALS, 2_500_000)
        (rows,) = picture(view).panels

        assert isinstance(rows, Fillings)
        for row, goal in zip(rows.rows, view.goals, strict=True):
            assert goal.target is not None
            begins = (goal.target - goal.lacking + goal.given[0]) / goal.target
            assert row.points[0][1] == pytest.approx(begins, abs=1e-4)
            assert max(y for _, y in row.points) == 1
            assert row.reached is not None
            assert next(x for x, y in row.points if y == 1) <= row.reached
        assert [row.entry.pill for row in rows.rows] == [goal.label for goal in view.goals]

    def test_says_how_many_are_not_met(self) -> None:
        assert picture(goals_plan(USUAL_GOALS, 2_500_000)).sentence == (
            "2 dari 3 tujuan belum tercapai tepat waktu."
        )
        assert picture(goals_plan(USUAL_GOALS[:1], 2_500_000, language="en"), "en").sentence == (
            "All your goals are met in time."
        )

    def test_counts_those_that_have_no_room(self) -> None:
        (rows,) = picture(EXTREME["fifty goals"]()).panels

        assert isinstance(rows, Fillings)
        assert (len(rows.rows), rows.more) == (8, "+42 lainnya")


class TestTakeHome:
    def test_stacks_what_is_paid_and_marks_gross(self) -> None:
        view = pay({"year": 2026, "ptkp": "TK/0", "salary": 9_000_000})
        columns = picture(view).panels[0]

        assert isinstance(columns, ColumnChart)
        assert columns.marks[-1].text == "Rp10\u00a0jt"
        for column, month in zip(columns.columns, view.months, strict=True):
            assert column.pieces[0].top * 10_000_000 == pytest.approx(month.take_home)
            assert column.pieces[-1].top * 10_000_000 == pytest.approx(month.paid)
            assert column.mark is not None
            assert column.mark * 10_000_000 == pytest.approx(month.gross)
            bottoms = [piece.bottom for piece in column.pieces]
            assert bottoms == [0, *(piece.top for piece in column.pieces[:-1])]

    def test_tells_the_totals_of_the_answer(self) -> None:
        view = pay(EXAMPLES["take-home"], "en")
        columns = picture(view, "en").panels[0]

        assert isinstance(columns, ColumnChart)
        assert [fact.told for fact in columns.legend] == [
            "Gross (what is taxed): Rp108,476,680",
            "Income tax (PPh 21): Rp2,227,950",
            "Zakat through the employer",
            "BPJS contributions: Rp3,768,000",
            "Taken home: Rp96,536,550",
        ]
