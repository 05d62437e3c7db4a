"""What holds for every budget, whatever somebody told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.engine import months_covered
from shared.domain.budget.model import BudgetAnalysis, FinancialData, Unit
from shared.domain.money import MAX_RUPIAH
from tests.builders.finances import (
    NOON,
    amounts,
    analysis_of,
    households,
    make_data,
    make_debt,
    snapshot_of,
)

RUPIAH = amounts()
ROUNDING = Decimal("0.0002")


def number(analysis: BudgetAnalysis, figure_id: str) -> Decimal:
    """The figure's number, which must be known."""
    figure = analysis.find(figure_id)
    assert figure is not None
    return Decimal(figure.value)


class TestAnalyze:
    @given(households())
    def test_says_each_figure_once(self, data: FinancialData) -> None:
        ids = [figure.id for figure in analysis_of(data).figures]

        assert len(ids) == len(set(ids))

    @given(households())
    def test_rests_on_figures_and_limits_that_it_shows(self, data: FinancialData) -> None:
        analysis = analysis_of(data)

        shown = {item.id for item in (*analysis.figures, *analysis.thresholds)}
        parts = analysis.health.parts if analysis.health else ()
        for claim in (*analysis.warnings, *parts):
            assert {*claim.figures, *claim.thresholds} <= shown
        for figure in analysis.figures:
            assert set(figure.rests_on) <= shown

    @given(households())
    def test_gives_rupiah_as_whole_numbers(self, data: FinancialData) -> None:
        for figure in analysis_of(data).figures:
            assert isinstance(figure.value, int) is (figure.unit in {Unit.RUPIAH, Unit.POINTS})

    @given(households())
    def test_is_the_same_each_time(self, data: FinancialData) -> None:
        assert analysis_of(data) == analysis_of(data)

    @given(households())
    def test_survives_a_round_trip_as_json(self, data: FinancialData) -> None:
        analysis = analysis_of(data)

        again = BudgetAnalysis.model_validate_json(analysis.model_dump_json())

        assert [figure.id for figure in again.figures] == [figure.id for figure in analysis.figures]

    @given(households(monthly_income=RUPIAH, monthly_expenses=RUPIAH))
    def test_leaves_what_comes_in_less_what_goes_out(self, data: FinancialData) -> None:
        assert data.monthly_income is not None
        assert data.monthly_expenses is not None

        assert number(analysis_of(data), "budget.surplus") == data.monthly_income - data.monthly_expenses

    @given(st.integers(1, MAX_RUPIAH), RUPIAH, RUPIAH, RUPIAH)
    def test_shares_make_a_whole(self, income: int, needs: int, wants: int, other: int) -> None:
        data = make_data(
            monthly_income=income,
            monthly_needs=needs,
            monthly_wants=wants,
            monthly_expenses=min(needs + wants + other, MAX_RUPIAH),
        )

        analysis = analysis_of(data)

        shares = [analysis.find(f"budget.{part}_share") for part in ("needs", "wants", "other", "saving")]
        if None not in shares:
            total = sum((Decimal(share.value) for share in shares if share), Decimal(0))
            assert abs(total - 1) <= ROUNDING

    @given(households(monthly_income=st.just(5_000_000)), RUPIAH)
    def test_reaches_the_minimum_when_its_gap_is_closed(self, data: FinancialData, fund: int) -> None:
        data = data.model_copy(update={"emergency_fund_amount": fund})
        gap = analysis_of(data).find("budget.emergency_fund_gap")
        if gap is None or fund + int(gap.value) > MAX_RUPIAH:
            return

        closed = analysis_of(data.model_copy(update={"emergency_fund_amount": fund + int(gap.value)}))

        assert closed.find("budget.emergency_fund_gap") is None

    def test_is_dated_when_it_was_asked_for(self) -> None:
        assert analysis_of(make_data()).as_of == NOON

    def test_leaves_out_whom_it_need_not_know(self) -> None:
        data = make_data(stated_goals=["Umrah"], risk_tolerance="MODERATE")

        assert snapshot_of(data).stated_goals == ("Umrah",)


class TestMonthsCovered:
    @pytest.mark.parametrize(
        ("fund", "spending", "months"),
        [
            (0, 1, "0"),
            (9, 100, "0"),
            (10, 100, "0.1"),
            (299, 100, "2.9"),
            (300, 100, "3"),
            (MAX_RUPIAH, 1, str(MAX_RUPIAH)),
        ],
    )
    def test_rounds_down_to_a_tenth(self, fund: int, spending: int, months: str) -> None:
        assert months_covered(fund, spending) == Decimal(months)

    def test_is_unknown_where_nothing_is_spent(self) -> None:
        assert months_covered(1_000_000, 0) is None


class TestInstalments:
    def test_of_a_settled_debt_no_longer_count(self) -> None:
        data = make_data(liabilities=[make_debt(0, monthly_payment=900_000)])

        assert number(analysis_of(data), "snapshot.monthly_instalments") == 0

    def test_are_unknown_when_a_debt_is_told_and_none_is_listed(self) -> None:
        data = make_data(current_debt=1_000_000, liabilities=[])

        analysis = analysis_of(data)

        assert analysis.find("snapshot.monthly_instalments") is None
        assert "liabilities" in analysis.missing

    def test_are_none_when_an_empty_list_says_so(self) -> None:
        data = make_data(current_debt=None, liabilities=[])

        analysis = analysis_of(data)

        assert number(analysis, "snapshot.current_debt") == 0
        assert number(analysis, "snapshot.monthly_instalments") == 0
        assert "current_debt" not in analysis.missing
