"""Medians and deviations against Python's own statistics."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.month.robust import median, stands_out_above, whole_median
from shared.domain.money import MAX_RUPIAH

AMOUNTS = st.integers(-MAX_RUPIAH, MAX_RUPIAH)
LIMIT = Decimal("3.5")


def plainly_out(value: int, others: list[int], limit: Decimal) -> bool:
    """The test as its authors write it, with exact fractions and division."""
    exact = [Fraction(other) for other in others]
    middle = statistics.median(exact)
    deviations = [abs(other - middle) for other in exact]
    above = value - middle
    if above <= 0:
        return False
    mad, mean = statistics.median(deviations), statistics.mean(deviations)
    if mad:
        return Fraction("0.6745") * above / mad > Fraction(limit)
    return mean == 0 or above / (Fraction("1.253314") * mean) > Fraction(limit)


class TestMedian:
    @given(st.lists(AMOUNTS, min_size=1))
    def test_is_the_one_of_statistics(self, values: list[int]) -> None:
        assert median(values) == statistics.median(Decimal(value) for value in values)

    @pytest.mark.parametrize(
        ("values", "middle"), [([7], 7), ([1, 2], 2), ([2, 3], 2), ([3, 1, 2], 2), ([-3, -2], -2)]
    )
    def test_is_rounded_half_even_to_whole_rupiah(self, values: list[int], middle: int) -> None:
        assert whole_median(values) == middle


class TestStandsOutAbove:
    @given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=12))
    def test_agrees_with_the_formula_written_plainly(self, value: int, others: list[int]) -> None:
        assert stands_out_above(value, others=others, limit=LIMIT) is plainly_out(value, others, LIMIT)

    @given(st.integers(0, 50), st.lists(st.integers(0, 50), min_size=1, max_size=12))
    def test_agrees_where_many_values_are_equal(self, value: int, others: list[int]) -> None:
        assert stands_out_above(value, others=others, limit=LIMIT) is plainly_out(value, others, LIMIT)

    @pytest.mark.parametrize(
        ("value", "others", "out"),
        [
            (100, [10, 10, 10, 10], True),
            (10, [10, 10, 10, 10], False),
            (9, [10, 10, 10, 10], False),
            (26, [8, 9, 10, 11, 12], True),
            (15, [8, 9, 10, 11, 12], False),
            (16, [8, 9, 10, 11, 12], True),
            (-100, [8, 9, 10, 11, 12], False),
            (8, [0, 0, 0, 0, 10], False),
            (9, [0, 0, 0, 0, 10], True),
        ],
    )
    def test_knows_what_is_far_above(self, value: int, others: list[int], out: bool) -> None:
        assert stands_out_above(value, others=others, limit=LIMIT) is out

    @given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=9), st.integers(1, 1000))
    def test_does_not_depend_on_the_unit(self, value: int, others: list[int], times: int) -> None:
        larger = [other * times for other in others]

        assert stands_out_above(value * times, others=larger, limit=LIMIT) is stands_out_above(
            value, others=others, limit=LIMIT
        )
