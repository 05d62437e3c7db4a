"""How much models are used: by one person, and by everybody in aggregates."""

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import Field

from shared.domain.money import Fraction
from shared.domain.values import Value


class Used(Value):
    """How often models were asked, and how many tokens that took."""

    calls: int = Field(ge=0)
    tokens: int = Field(ge=0)


class FeatureDay(Used):
    """What one person used of one feature on one day in Jakarta."""

    day: date
    feature: str


class Latency(Value):
    """Milliseconds from the question to the whole answer, by nearest rank."""

    p50: int = Field(ge=0)
    p95: int = Field(ge=0)
    p99: int = Field(ge=0)


class SummaryRow(Used):
    """What everybody used of one feature with one model on one day in Jakarta. It names nobody.

    `cost_usd_micros` are millionths of a US dollar; `unpriced` are calls whose price was not known then.
    `grounded` is the mean share of figures that matched facts, over the `checked` answers that had any.
    """

    day: date
    feature: str
    ai_model: str
    cost_usd_micros: int = Field(ge=0)
    unpriced: int = Field(ge=0)
    latency_ms: Latency
    errors: Mapping[str, int]
    checked: int = Field(ge=0)
    grounded: Fraction | None


def total(uses: Iterable[Used]) -> Used:
    """All of it together."""
    told = list(uses)
    return Used(calls=sum(one.calls for one in told), tokens=sum(one.tokens for one in told))


def by_feature(uses: Iterable[FeatureDay]) -> Mapping[str, Used]:
    """Each feature with its use, the most tokens first, then by name."""
    told = list(uses)
    names = {one.feature for one in told}
    each = {name: total(one for one in told if one.feature == name) for name in names}
    return dict(sorted(each.items(), key=lambda pair: (-pair[1].tokens, pair[0])))


def by_day(uses: Iterable[FeatureDay]) -> Mapping[date, Used]:
    """Each day on which anything was used, in order."""
    told = list(uses)
    days = sorted({one.day for one in told})
    return {day: total(one for one in told if one.day == day) for day in days}
