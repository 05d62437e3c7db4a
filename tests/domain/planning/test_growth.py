"""How amounts grow."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.planning.growth import ONE, Shift, grown, income_index, pieces, price_index, series

RATES = st.decimals(Decimal("-0.5"), Decimal(1), places=6)


class TestPriceIndex:
    @given(RATES)
    def test_has_grown_by_the_whole_rate_after_twelve_months(self, rate: Decimal) -> None:
        index = price_index(((rate, 25),))

        assert index[0] == ONE
        assert index[12] == (1 + rate) * ONE
        assert abs(index[24] - (1 + rate) ** 2 * ONE) <= 1

    def test_goes_on_from_where_another_rate_ended(self) -> None:
        index = price_index(((Decimal("0.1"), 13), (Decimal("0.2"), 12)))

        assert index[24] == Decimal("1.1") * Decimal("1.2") * ONE

    @given(RATES, st.integers(1, 60), st.integers(1, 60))
    def test_of_one_rate_does_not_see_where_its_run_is_cut(
        self, rate: Decimal, first: int, second: int
    ) -> None:
        assert price_index(((rate, first), (rate, second))) == price_index(((rate, first + second),))

    def test_of_a_month_is_the_twelfth_root(self) -> None:
        index = price_index(((Decimal("0.025"), 2),))

        assert abs(index[1] / ONE - 1.025 ** (1 / 12)) < 1e-12


class TestIncomeIndex:
    def test_steps_after_every_twelve_months(self) -> None:
        index = income_index(Decimal("0.05"), 25)

        assert [index[month] for month in (0, 11, 12, 23, 24)] == [
            int(Decimal(level) * ONE) for level in ("1", "1", "1.05", "1.05", "1.1025")
        ]


class TestGrown:
    @given(
        st.fractions(min_value=0, max_value=10**12, max_denominator=10**6),
        st.lists(
            st.integers(1, 50 * ONE) | st.integers(1, 100).map(lambda half: half * ONE // 2), min_size=1
        ),
    )
    def test_is_rounded_half_even_once(self, level: Fraction, index: list[int]) -> None:
        assert grown(level, tuple(index)) == [round(level * Fraction(one, ONE)) for one in index]

    @pytest.mark.parametrize(("amount", "expected"), [(1, 2), (3, 4), (5, 8), (7, 10)])
    def test_takes_the_even_rupiah_of_two_that_are_as_near(self, amount: int, expected: int) -> None:
        assert grown(Fraction(amount), (3 * ONE // 2,)) == [expected]


class TestPieces:
    def test_add_first_and_multiply_then_whatever_the_order(self) -> None:
        more, half = Shift(0, 4, added=Fraction(100)), Shift(2, 6, factor=Fraction(1, 2))

        for shifts in ([more, half], [half, more]):
            found = [(it.first, it.after, it.level) for it in pieces(300, shifts, 6)]
            assert found == [(0, 2, 400), (2, 4, 200), (4, 6, 150)]

    def test_end_with_the_plan(self) -> None:
        assert [it.after for it in pieces(1, [Shift(1, 99, factor=Fraction(2))], 3)] == [1, 3]

    def test_make_a_series(self) -> None:
        index = price_index(((Decimal(0), 4),))

        assert series(pieces(3, [Shift(1, 3, factor=Fraction(1, 2))], 4), index) == [3, 2, 2, 3]
