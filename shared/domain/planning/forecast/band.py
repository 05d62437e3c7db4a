"""Where everyday spending may lead: futures drawn from past weeks, seeded, in whole rupiah.

A bootstrap of whole weeks, which keeps the rhythm of weekdays and what hangs together within a week (H. R.
Künsch, The Jackknife and the Bootstrap for General Stationary Observations, Annals of Statistics 17, 1989,
with blocks of a week). Each future first draws a past of as many weeks as are known and then its own weeks
from that, so that a short history is not taken for the truth: the spread holds that of the mean, too.
numpy is imported by whoever imports this module, and by no one else. Only the stretching of the weeks is in
floats, and is rounded to the rupiah at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.domain.planning.forecast.everyday import Week
from shared.domain.planning.forecast.model import WEEK

Integers = NDArray[np.int64]

PATHS = 2_000
LOW, MIDDLE, HIGH = 10, 50, 90
"""Percentiles: the band holds eight of ten futures."""

Z = 1.2816
"""Where the normal distribution has a tenth on either side."""


class Bounds(NamedTuple):
    """What everyday life has taken by each day: the middle of the futures, and the ends of the band."""

    low: list[int]
    middle: list[int]
    high: list[int]


def draw(weeks: Sequence[Week], *, days: int, seed: int) -> Bounds:
    """The percentiles of what has been taken by the end of each day. The same seed gives the same."""
    known = np.asarray(weeks, dtype=np.int64)
    count, ahead = len(weeks), -(-days // WEEK)
    draws = np.random.Generator(np.random.SFC64(seed))
    pasts = draws.integers(0, count, size=(PATHS, count))
    chosen = np.take_along_axis(pasts, draws.integers(0, count, size=(PATHS, ahead)), axis=1)
    futures = _widened(known)[chosen].reshape(PATHS, ahead * WEEK)[:, :days]
    sums = np.sort(np.cumsum(futures, axis=1), axis=0)
    return Bounds(*(_percentile(sums, percent) for percent in (LOW, MIDDLE, HIGH)))


def _widened(known: Integers) -> Integers:
    """The weeks with their distances from the mean week stretched, as those of a sample are.

    By sqrt(n / (n - 1)), since a sample lies closer to its own mean than to the true one, and by what
    Student's t with n - 1 degrees exceeds the normal distribution by at the ends of the band: about
    1 + (z^2 + 1) / (4 (n - 1)) (R. A. Fisher's expansion).
    """
    count = len(known)
    mean = known.mean(axis=0)
    stretch = np.sqrt(count / (count - 1)) * (1 + (Z * Z + 1) / (4 * (count - 1)))
    return np.rint(mean + (known - mean) * stretch).astype(np.int64)


def _percentile(ordered: Integers, percent: int) -> list[int]:
    """The path that this percentage of all lies at or below, by day."""
    return [int(amount) for amount in ordered[(len(ordered) - 1) * percent // 100]]
