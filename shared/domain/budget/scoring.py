"""The health score: four parts, each a curve over one or two figures, with the limits it bends at.

The limits are dated data with sources. How many points a part is worth, and how many are earned
between two limits, is Fintar's own choice: full marks where the good limit is met, more than half at
the minimum, none where nothing is set aside or where a burden is twice its upper limit.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from shared.domain.budget.amounts import Amounts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Figure, HealthScore, ScorePart

SAVING_POINTS = 35
EMERGENCY_FUND_POINTS = 30
DEBT_POINTS = 25
SPLIT_POINTS = 10

MIN_COVERED = 50
"""A score over fewer points than this would say more than is known."""

AT_THE_MINIMUM = Decimal("0.6")
AT_THE_UPPER_LIMIT = Decimal("0.4")

Figures = Mapping[str, Figure]
Curve = tuple[tuple[Decimal, Decimal], ...]
"""Rising positions, each with the share of the points earned there; straight lines between."""


def health_score(amounts: Amounts, figures: Figures, limits: Limits) -> HealthScore | None:
    """The score over the parts that can be judged; None where too little is known."""
    parts = (
        *_saving(amounts, figures, limits),
        *_emergency_fund(amounts, figures, limits),
        *_debt(amounts, figures, limits),
        *_split(figures, limits),
    )
    covered = sum(part.out_of for part in parts)
    if covered < MIN_COVERED:
        return None
    earned = sum(part.points for part in parts)
    return HealthScore(points=(200 * earned + covered) // (2 * covered), covered=covered, parts=parts)


def earned_share(position: Decimal, curve: Curve) -> Decimal:
    """The share of the points earned at `position`, flat before the first and after the last point."""
    if position <= curve[0][0]:
        return curve[0][1]
    for (left, low), (right, high) in pairwise(curve):
        if position <= right:
            return low + (high - low) * (position - left) / (right - left)
    return curve[-1][1]


def _saving(amounts: Amounts, figures: Figures, limits: Limits) -> Iterator[ScorePart]:
    rate = figures.get("budget.savings_rate")
    names = ("savings_rate_min", "savings_rate_good")
    if rate is not None:
        share = earned_share(Decimal(rate.value), _rising(*map(limits.value, names)))
        yield _part("saving", share, SAVING_POINTS, (rate.id,), names)
    elif amounts.income == 0 and amounts.expenses:
        flows = ("snapshot.monthly_income", "snapshot.monthly_expenses")
        yield _part("saving", Decimal(0), SAVING_POINTS, flows, names)


def _emergency_fund(amounts: Amounts, figures: Figures, limits: Limits) -> Iterator[ScorePart]:
    months = figures.get("budget.emergency_fund_months")
    names = ("emergency_fund_min", "emergency_fund_good")
    if months is not None:
        share = earned_share(Decimal(months.value), _rising(*map(limits.value, names)))
        yield _part("emergency_fund", share, EMERGENCY_FUND_POINTS, (months.id,), names)
    elif amounts.emergency_fund == 0 and amounts.expenses is None:
        fund = ("snapshot.emergency_fund_amount",)
        yield _part("emergency_fund", Decimal(0), EMERGENCY_FUND_POINTS, fund, names)


def _debt(amounts: Amounts, figures: Figures, limits: Limits) -> Iterator[ScorePart]:
    """By monthly instalments where they are known, else by total debt."""
    if amounts.instalments is not None:
        healthy, most = limits.value("instalments_healthy"), limits.value("instalments_max")
        names = ("instalments_healthy", "instalments_max")
        curve = _falling((healthy, AT_THE_MINIMUM), (most, AT_THE_UPPER_LIMIT))
        amount, amount_id = amounts.instalments, "snapshot.monthly_instalments"
        ratio = figures.get("budget.instalments_to_income")
    elif amounts.debt is not None:
        high = limits.value("debt_to_yearly_income_high")
        names = ("debt_to_yearly_income_high",)
        curve = _falling((high, AT_THE_UPPER_LIMIT))
        amount, amount_id = amounts.debt, "snapshot.current_debt"
        ratio = figures.get("budget.debt_to_yearly_income")
    else:
        return
    if ratio is not None:
        yield _part("debt", earned_share(Decimal(ratio.value), curve), DEBT_POINTS, (ratio.id,), names)
    elif amount == 0:
        yield _part("debt", Decimal(1), DEBT_POINTS, (amount_id,), names)
    elif amounts.income == 0:
        yield _part("debt", Decimal(0), DEBT_POINTS, (amount_id, "snapshot.monthly_income"), names)


def _split(figures: Figures, limits: Limits) -> Iterator[ScorePart]:
    needs, wants = figures.get("budget.needs_share"), figures.get("budget.wants_share")
    if needs is None or wants is None:
        return
    shares = [
        earned_share(Decimal(figure.value), ((most, Decimal(1)), (most * 2, Decimal(0))))
        for figure, most in ((needs, limits.value("needs_max")), (wants, limits.value("wants_max")))
    ]
    yield _part(
        "split", sum(shares, Decimal(0)) / 2, SPLIT_POINTS, (needs.id, wants.id), ("needs_max", "wants_max")
    )


def _rising(minimum: Decimal, good: Decimal) -> Curve:
    return ((Decimal(0), Decimal(0)), (minimum, AT_THE_MINIMUM), (good, Decimal(1)))


def _falling(*limits: tuple[Decimal, Decimal]) -> Curve:
    return ((Decimal(0), Decimal(1)), *limits, (limits[-1][0] * 2, Decimal(0)))


def _part(
    name: str, share: Decimal, out_of: int, figures: tuple[str, ...], limit_names: tuple[str, ...]
) -> ScorePart:
    return ScorePart(
        id=f"score.{name}",
        points=int((share * out_of).to_integral_value(ROUND_HALF_EVEN)),
        out_of=out_of,
        figures=figures,
        thresholds=tuple(f"threshold.{limit}" for limit in limit_names),
    )
