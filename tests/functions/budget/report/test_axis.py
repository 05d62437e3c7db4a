"""An axis holds every amount and marks round ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.budget.report.axis import Axis, axis_over

amounts = st.lists(st.integers(-(10**16), 10**16), max_size=20)


class TestAxisOver:
    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            ([0, 7_850_000], Axis(0, 8_000_000, 2_000_000)),
            ([11_000_000], Axis(0, 15_000_000, 5_000_000)),
            ([-300, 900], Axis(-500, 1_000, 500)),
            ([], Axis(0, 1, 1)),
            ([-7], Axis(-8, 0, 2)),
        ],
    )
    def test_ends_at_round_amounts(self, found: list[int], expected: Axis) -> None:
        assert axis_over(found, marks=4) == expected

    @given(amounts)
    def test_holds_all_of_them_and_zero(self, found: list[int]) -> None:
        axis = axis_over(found, marks=4)

        assert axis.bottom <= min([0, *found]) <= max([0, *found]) <= axis.top
        assert 0 in axis.marks
        assert 2 <= len(axis.marks) <= 7

    @given(amounts, st.integers(-(10**16), 10**16))
    def test_places_amounts_between_its_ends(self, found: list[int], amount: int) -> None:
        axis = axis_over(found, marks=4)

        assert 0 <= axis.at(amount) <= 1
        assert axis.at(axis.bottom) == 0
        assert axis.at(axis.top) == 1
