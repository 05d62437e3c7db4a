"""The health score moves the right way, and says what it rests on."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.model import FinancialData, HealthScore
from shared.domain.budget.scoring import earned_share
from shared.domain.money import MAX_RUPIAH
from tests.builders.finances import amounts, analysis_of, households, make_data, make_debt

SOME = amounts(least=1)
ANY = amounts()


def score(data: FinancialData) -> HealthScore:
    """The score, which must be known."""
    health = analysis_of(data).health
    assert health is not None
    return health


class TestHealthScore:
    @given(households())
    def test_adds_up_from_its_parts(self, data: FinancialData) -> None:
        health = analysis_of(data).health
        if health is None:
            return

        earned = sum(part.points for part in health.parts)
        assert health.covered == sum(part.out_of for part in health.parts)
        assert 0 <= earned <= health.covered
        assert abs(health.points - Decimal(100 * earned) / health.covered) <= Decimal("0.5")
        figure = analysis_of(data).find("budget.health_score")
        assert figure is not None
        assert figure.value == health.points

    @given(st.lists(SOME, min_size=2, max_size=2).map(sorted), SOME, ANY, ANY)
    def test_does_not_fall_with_more_income(
        self, incomes: list[int], spending: int, debt: int, fund: int
    ) -> None:
        less, more = (
            make_data(
                monthly_income=income,
                monthly_expenses=spending,
                current_debt=debt,
                emergency_fund_amount=fund,
            )
            for income in incomes
        )

        assert score(less).points <= score(more).points

    @given(st.lists(SOME, min_size=2, max_size=2).map(sorted), SOME, ANY, ANY)
    def test_does_not_rise_with_more_spending(
        self, spendings: list[int], income: int, debt: int, fund: int
    ) -> None:
        less, more = (
            make_data(
                monthly_income=income,
                monthly_expenses=spending,
                current_debt=debt,
                emergency_fund_amount=fund,
            )
            for spending in spendings
        )

        assert score(less).points >= score(more).points

    @given(st.lists(ANY, min_size=2, max_size=2).map(sorted), ANY, SOME)
    def test_does_not_fall_with_a_larger_emergency_fund(
        self, funds: list[int], income: int, spending: int
    ) -> None:
        less, more = (
            make_data(monthly_income=income, monthly_expenses=spending, emergency_fund_amount=fund)
            for fund in funds
        )

        assert score(less).points <= score(more).points

    @given(st.lists(ANY, min_size=2, max_size=2).map(sorted), ANY)
    def test_does_not_rise_with_more_debt(self, debts: list[int], income: int) -> None:
        less, more = (make_data(monthly_income=income, current_debt=debt) for debt in debts)

        assert score(less).points >= score(more).points

    @given(st.lists(st.integers(0, 20_000_000), min_size=2, max_size=2).map(sorted), SOME)
    def test_does_not_rise_with_heavier_instalments(self, payments: list[int], income: int) -> None:
        less, more = (
            make_data(monthly_income=income, liabilities=[make_debt(50_000_000, monthly_payment=payment)])
            for payment in payments
        )

        assert score(less).points >= score(more).points

    def test_needs_half_of_the_points_to_be_known(self) -> None:
        savings_only = FinancialData(monthly_income=5_000_000, monthly_expenses=4_000_000)
        with_debt = savings_only.model_copy(update={"current_debt": 0})

        assert analysis_of(savings_only).health is None
        assert score(with_debt).covered == 60

    def test_says_how_much_of_it_is_known(self) -> None:
        without_split = make_data()
        with_split = make_data(monthly_needs=3_000_000, monthly_wants=1_500_000)

        assert score(without_split).covered == 90
        assert score(with_split).covered == 100

    def test_counts_no_fund_as_none_even_where_spending_is_unknown(self) -> None:
        data = make_data(monthly_expenses=None, emergency_fund_amount=0)

        assert [part.id for part in score(data).parts] == ["score.emergency_fund", "score.debt"]
        assert score(data).parts[0].points == 0


class TestEarnedShare:
    CURVE = ((Decimal(0), Decimal(0)), (Decimal(3), Decimal("0.6")), (Decimal(6), Decimal(1)))

    @given(st.decimals(-(10**15), MAX_RUPIAH, places=4))
    def test_stays_between_none_and_all(self, position: Decimal) -> None:
        assert 0 <= earned_share(position, self.CURVE) <= 1

    def test_is_straight_between_two_points(self) -> None:
        assert earned_share(Decimal("1.5"), self.CURVE) == Decimal("0.3")
        assert earned_share(Decimal("4.5"), self.CURVE) == Decimal("0.8")

    def test_is_flat_outside(self) -> None:
        assert earned_share(Decimal(-5), self.CURVE) == 0
        assert earned_share(Decimal(99), self.CURVE) == 1
