"""What holds for every budget month, whatever somebody kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Unit
from shared.domain.budget.month.analysis import MonthAnalysis, Standing
from shared.domain.budget.month.engine import analyze_month
from shared.domain.budget.month.words import HOW, insight_words, label_of
from tests.builders.bookings import TODAY, Entry, Plan, Purse
from tests.builders.ledger import Ledger
from tests.builders.months import (
    analysis_of,
    codes,
    ledgers,
    looked_at,
    meals,
    number,
    salary,
    snapshot_of,
    usual_year,
)

TEN_TIMES = 10


def ten_times(ledger: Ledger) -> Ledger:
    """The same books with ten times the amounts."""
    income = ledger.data.monthly_income
    return replace(
        ledger,
        data=ledger.data.model_copy(update={"monthly_income": income * TEN_TIMES if income else income}),
        accounts={name: it._replace(opening=it.opening * TEN_TIMES) for name, it in ledger.accounts.items()},
        entries=tuple(_ten_times(entry) for entry in ledger.entries),
        budgets={key: Plan(*(part * TEN_TIMES for part in it)) for key, it in ledger.budgets.items()},
    )


def _ten_times(entry: Entry) -> Entry:
    parts = tuple((amount * TEN_TIMES, category) for amount, category in entry.parts)
    return entry._replace(amount=entry.amount * TEN_TIMES, parts=parts)


def kinds(analysis: MonthAnalysis) -> set[str]:
    """The insights by code and subject; a payment's own id is no part of what it is."""
    return {
        insight.code if insight.code == "large_payment" else f"{insight.code}.{insight.subject}"
        for insight in analysis.insights
    }


class TestEveryMonth:
    @settings(deadline=None)
    @given(ledgers(), looked_at())
    def test_says_each_figure_once_and_rests_on_what_it_shows(self, ledger: Ledger, month: str) -> None:
        analysis = analysis_of(ledger, month)

        ids = [figure.id for figure in analysis.figures]
        assert len(ids) == len(set(ids))
        shown = {*ids, *(threshold.id for threshold in analysis.thresholds)}
        for figure in analysis.figures:
            assert set(figure.rests_on) <= shown
        for insight in analysis.insights:
            assert {*insight.figures, *insight.thresholds} <= shown
            assert insight.figures

    @settings(deadline=None)
    @given(ledgers(), looked_at())
    def test_has_words_for_all_it_says(self, ledger: Ledger, month: str) -> None:
        analysis = analysis_of(ledger, month)

        for language in ("id", "en"):
            for item in (*analysis.figures, *analysis.thresholds):
                assert label_of(item, analysis, language)
            for insight in analysis.insights:
                assert "{" not in insight_words(insight, analysis, language)
        assert {figure.formula for figure in analysis.figures} <= HOW.keys()

    @settings(deadline=None)
    @given(ledgers(), looked_at())
    def test_parts_make_the_whole(self, ledger: Ledger, month: str) -> None:
        analysis = analysis_of(ledger, month)

        def of(name: str) -> int:
            return int(number(analysis, name))

        assert of("needs") + of("wants") + of("uncategorized") == of("spending")
        assert of("fixed_cost") + of("variable_cost") == of("spending")
        assert of("income") - of("spending") == of("left_over")
        assert of("left_over") - of("saving") + of("adjustments") == of("net")
        categories = sum(int(it.value) for it in analysis.figures if it.id.startswith("month.category."))
        assert categories + of("uncategorized") == of("spending")
        if number(analysis, "room") is not None:
            assert 0 <= of("safe_per_day") * of("days_left") <= of("room")

    @settings(deadline=None)
    @given(ledgers(), looked_at())
    def test_gives_whole_rupiah_and_orders_by_weight(self, ledger: Ledger, month: str) -> None:
        analysis = analysis_of(ledger, month)

        for figure in analysis.figures:
            assert isinstance(figure.value, int) is (figure.unit in {Unit.RUPIAH, Unit.DAYS, Unit.COUNT})
        weights = [insight.weight for insight in analysis.insights]
        assert weights == sorted(weights, reverse=True)
        assert MonthAnalysis.model_validate_json(analysis.model_dump_json()).insights == analysis.insights

    @settings(deadline=None)
    @given(ledgers(), looked_at())
    def test_does_not_depend_on_the_size_of_the_purse(self, ledger: Ledger, month: str) -> None:
        small, large = analysis_of(ledger, month), analysis_of(ten_times(ledger), month)

        assert kinds(small) == kinds(large)
        assert [(it.subject, it.cadence, it.active) for it in small.recurring] == [
            (it.subject, it.cadence, it.active) for it in large.recurring
        ]
        for figure in small.figures:
            # Rounded once to whole rupiah: at most half of one, ten times.
            if figure.unit is Unit.RUPIAH and not figure.id.startswith("month.large_payment."):
                other = large.find(figure.id)
                assert other is not None
                assert abs(Decimal(other.value) - Decimal(figure.value) * TEN_TIMES) <= TEN_TIMES

    @settings(deadline=None)
    @given(ledgers(), looked_at(), st.randoms(use_true_random=False))
    def test_does_not_depend_on_the_order_of_items(self, ledger: Ledger, month: str, chance: Random) -> None:
        facts = ledger.facts(month)
        items = list(facts.items)
        chance.shuffle(items)

        shuffled = facts.model_copy(update={"items": tuple(items)})

        assert analyze_month(shuffled, snapshot_of(facts)) == analyze_month(facts, snapshot_of(facts))

    @settings(deadline=None)
    @given(ledgers(), looked_at(), st.integers(1, 10**6), st.dates(date(2026, 6, 1), TODAY))
    def test_is_not_moved_by_a_transfer(self, ledger: Ledger, month: str, amount: int, day: date) -> None:
        ledger = replace(ledger, accounts={"bank": Purse(opening=10**9), "cash": Purse(opening=10**9)})
        moved = ledger.with_entries(
            Entry(day, -amount, account="bank", transfer=True),
            Entry(day, amount, account="cash", transfer=True),
        )

        assert analysis_of(moved, month) == analysis_of(ledger, month)


class TestStanding:
    @pytest.mark.parametrize(
        ("month", "standing"),
        [("2026-10", Standing.PAST), ("2026-11", Standing.RUNNING), ("2026-12", Standing.AHEAD)],
    )
    def test_is_seen_from_today(self, month: str, standing: Standing) -> None:
        assert analysis_of(usual_year(), month).standing is standing

    @pytest.mark.parametrize("month", ["2026-10", "2026-12"])
    def test_leaves_out_what_only_a_running_month_has(self, month: str) -> None:
        analysis = analysis_of(usual_year(), month)

        assert {number(analysis, name) for name in ("safe_per_day", "days_left", "daily_pace")} == {None}

    @pytest.mark.parametrize("month", ["2000-01", "2026-10", "2026-11", "2026-12", "2100-12"])
    def test_of_empty_books_says_nothing_odd(self, month: str) -> None:
        analysis = analysis_of(Ledger(), month)

        assert codes(analysis) == []
        assert number(analysis, "spending") == 0
        assert number(analysis, "savings_rate") is None

    def test_of_a_first_month_compares_with_nothing(self) -> None:
        first = Ledger(
            accounts={"bank": Purse(opening=5_000_000)},
            entries=(*salary(of=["2026-11"]), *meals(of=["2026-11"])),
        )
        analysis = analysis_of(first)

        assert number(analysis, "usual_savings_rate") is None
        assert number(analysis, "safe_per_day") is not None
        assert not {"anomaly", "new_spending", "large_payment"} & set(codes(analysis))

    @pytest.mark.parametrize("today", ["2026-11-01", "2026-11-30"])
    def test_holds_on_the_first_and_the_last_day(self, today: str) -> None:
        analysis = analysis_of(usual_year(), today=date.fromisoformat(today))

        assert analysis.standing is Standing.RUNNING
        assert number(analysis, "days_left") == (30 if today.endswith("01") else 1)

    def test_is_the_same_for_a_closed_month(self) -> None:
        facts = usual_year().facts("2026-10")
        closed = facts.model_copy(update={"month": facts.month.model_copy(update={"closed": True})})

        found, expected = (analyze_month(it, snapshot_of(it)) for it in (closed, facts))

        assert (found.figures, found.insights) == (expected.figures, expected.insights)


class TestInsights:
    def test_of_a_usual_year_are_none(self) -> None:
        assert codes(analysis_of(usual_year(), "2026-10")) == []

    def test_that_were_dismissed_are_left_out_with_their_figures(self) -> None:
        ledger = usual_year().with_entries(Entry(TODAY, -2_000_000, "wants.shopping", "Tokopedia"))
        [found] = analysis_of(ledger).insights

        dismissed = analysis_of(replace(ledger, dismissed=(found.id,)))

        assert found.id == "2026-11.new_spending.wants.shopping"
        assert dismissed.insights == ()
        assert dismissed.find("month.new_spending.wants.shopping.amount") is None

    def test_of_one_month_are_not_dismissed_in_another(self) -> None:
        ledger = usual_year(dismissed=("2026-10.new_spending.wants.shopping",)).with_entries(
            Entry(TODAY, -2_000_000, "wants.shopping", "Tokopedia")
        )

        assert codes(analysis_of(ledger)) == ["new_spending"]


class TestCutItems:
    def test_leave_out_the_months_that_are_not_whole(self) -> None:
        ledger = usual_year().with_entries(Entry(TODAY, -2_000_000, "wants.shopping", "Tokopedia"))
        facts = ledger.facts()
        kept = tuple(item for item in facts.items if item.booked_on >= date(2026, 9, 2))
        cut = facts.model_copy(update={"items": kept, "items_cut": True})

        whole: BudgetFacts = cut.model_copy(update={"items_cut": False})

        assert "new_spending" not in codes(analyze_month(cut, snapshot_of(cut)))
        assert "new_spending" in codes(analyze_month(whole, snapshot_of(whole)))


def test_thresholds_are_all_named() -> None:
    analysis = analysis_of(Ledger())

    assert len(analysis.thresholds) == len(Limits(day=TODAY, topic="month").all())
    assert all(label_of(threshold, analysis, "id") for threshold in analysis.thresholds)
