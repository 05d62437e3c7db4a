"""Does the band hold as many futures as it means to?"""

import pytest

from shared.domain.planning.forecast.band import draw
from tests.builders.bookings import Purse
from tests.builders.ledger import Ledger
from tests.domain.planning.forecast.lives import ByChance, bills_until, told, with_bills

SEEDS = range(100)
LOOKED_AT = (7, 30, 60, 90)


def held(*, weeks: int, heavy: bool, bills: bool) -> dict[int, float]:
    """The share of simulated futures inside the band on some days: history is drawn, then what came of it."""
    inside = dict.fromkeys(LOOKED_AT, 0)
    for seed in SEEDS:
        life = ByChance(seed, weeks=weeks, heavy=heavy)
        ledger = Ledger(accounts={"bank": Purse(opening=50_000_000)}, entries=tuple(life.spent))
        found = told(with_bills(ledger, opening=10_000_000) if bills else ledger)
        due = bills_until(90) if bills else [0] * 90
        future = life.future(90)
        for day in LOOKED_AT:
            here = found.days[day - 1]
            assert found.opening is not None
            assert here.low is not None
            assert here.high is not None
            inside[day] += here.low <= found.opening + due[day - 1] + future[day - 1] <= here.high
    return {day: count / len(SEEDS) for day, count in inside.items()}


@pytest.mark.parametrize(
    ("weeks", "heavy", "bills"),
    [(8, False, False), (8, True, False), (26, False, False), (26, True, False), (26, False, True)],
)
def test_a_band_of_80_percent_holds_70_to_90_percent_of_simulated_futures(
    weeks: int, heavy: bool, bills: bool
) -> None:
    share = held(weeks=weeks, heavy=heavy, bills=bills)

    assert all(0.7 <= held_here <= 0.9 for held_here in share.values()), share


class TestDraw:
    def test_of_weeks_that_are_all_alike_is_certain(self) -> None:
        bounds = draw([(-1, -2, -3, -4, -5, -6, -7)] * 9, days=10, seed=1)

        sums = [-1, -3, -6, -10, -15, -21, -28, -29, -31, -34]
        assert bounds.low == bounds.middle == bounds.high == sums

    def test_is_the_same_for_the_same_seed(self) -> None:
        weeks = [tuple(-place * day for day in range(7)) for place in range(1, 11)]

        assert draw(weeks, days=90, seed=3) == draw(weeks, days=90, seed=3)
        assert draw(weeks, days=90, seed=3) != draw(weeks, days=90, seed=4)

    def test_widens_with_time(self) -> None:
        weeks = [tuple(-place * 10_000 for _ in range(7)) for place in range(1, 11)]

        bounds = draw(weeks, days=90, seed=3)

        widths = [high - low for high, low in zip(bounds.high, bounds.low, strict=True)]
        assert widths[89] > 2 * widths[6]
        assert all(
            low <= middle <= high
            for low, middle, high in zip(bounds.low, bounds.middle, bounds.high, strict=True)
        )
