"""Statistics that a few odd values do not move: the median, and the deviation from it.

B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, 1993: a value stands out where its
modified z-score 0.6745 x (x - median) / MAD exceeds 3.5. More than half of the values being equal makes
the MAD zero; then the mean absolute deviation takes its place (x - median) / (1.253314 x mean deviation),
as in IBM SPSS. Where all values are equal, any other value stands out.

Everything is exact: no division rounds before a comparison.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

MAD_SCALE = Decimal("0.6745")
"""What makes the MAD of normal values a standard deviation: the upper quartile of the standard normal."""

MEAN_DEVIATION_SCALE = Decimal("1.253314")
"""The same for the mean absolute deviation: the square root of half of pi."""


def median(values: Sequence[int] | Sequence[Decimal]) -> Decimal:
    """The middle of at least one value, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Decimal(ordered[middle])
    return Decimal(ordered[middle - 1] + ordered[middle]) / 2


def whole_median(values: Sequence[int]) -> int:
    """The median in whole rupiah, half-even."""
    return int(median(values).to_integral_value(ROUND_HALF_EVEN))


def stands_out_above(value: int, *, others: Sequence[int], limit: Decimal) -> bool:
    """Whether `value` lies more than `limit` robust deviations above the median of `others`."""
    middle = median(others)
    above = value - middle
    if above <= 0:
        return False
    # Doubled, so that distances from a half rupiah stay whole.
    distances = [abs(int(2 * (other - middle))) for other in others]
    typical = median(distances) / 2
    if typical:
        return MAD_SCALE * above > limit * typical
    return above * len(others) * 2 > limit * MEAN_DEVIATION_SCALE * sum(distances)
