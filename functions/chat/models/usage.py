"""What the chat function answers about how much models are used."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from shared.domain.days import Day
from shared.domain.money import Fraction
from shared.domain.usage.model import FeatureDay, Latency, SummaryRow, Used, by_day, by_feature, total
from shared.domain.usage.quota import end_of_day
from shared.domain.values import Value
from shared.services.usage import OwnUse, Summed

SummaryDay = Annotated[Day, Field(ge=date(2020, 1, 1), le=date(2100, 12, 31))]
"""A day that a summary may begin or end on: no use of a model is older."""


class QuotaView(Value):
    """My tokens of an outside model today, by Jakarta's day. `reserved` are held by answers on their way."""

    limit: int
    used: int
    reserved: int
    left: int
    resets_at: datetime


class FeatureView(Used):
    """What one feature took."""

    feature: str


class DayView(Used):
    """What one day took."""

    day: date


class UsedView(Used):
    """Calls and tokens, and what each feature took of them, the most first."""

    by_feature: tuple[FeatureView, ...]


class MonthView(UsedView):
    """The last 30 days; days without any use are left out."""

    by_day: tuple[DayView, ...]


class UsageView(Value):
    """My use of models. The offline advisor's answers count as calls and take no tokens."""

    day: date
    quota: QuotaView
    today: UsedView
    last_30_days: MonthView

    @classmethod
    def of(cls, use: OwnUse) -> "UsageView":
        """The use as its person sees it."""
        day = use.standing.day
        days = [DayView(day=each, **dict(used)) for each, used in by_day(use.days).items()]
        return cls(
            day=day,
            quota=QuotaView(
                limit=use.limit,
                used=use.standing.used,
                reserved=use.standing.reserved,
                left=use.left,
                resets_at=end_of_day(day),
            ),
            today=UsedView(**dict(total(use.today)), by_feature=_features(use.today)),
            last_30_days=MonthView(
                **dict(total(use.days)), by_feature=_features(use.days), by_day=tuple(days)
            ),
        )


class SummaryWish(Value):
    """The days that a summary spans, both included: up to today, and 30 of them, unless said otherwise."""

    since: SummaryDay | None = Field(default=None, alias="from")
    until: SummaryDay | None = None


class SummaryItemView(Used):
    """One feature with one model on one day. `grounded` is null where no answer held a figure."""

    day: date
    feature: str
    ai_model: str
    cost_usd_micros: int = Field(description="Millionths of a US dollar, without the unpriced calls.")
    unpriced: int = Field(description="Calls whose price was not known.")
    latency_ms: Latency
    errors: Mapping[str, int] = Field(description="Calls that failed, by code.")
    grounded: Fraction | None = Field(description="Mean share of figures that matched facts.")

    @classmethod
    def of(cls, row: SummaryRow) -> "SummaryItemView":
        """The row."""
        return cls(**{name: value for name, value in row if name != "checked"})


class SummaryView(Value):
    """Everybody's use in aggregates, by day, feature and model."""

    since: date
    until: date
    calls: int
    tokens: int
    cost_usd_micros: int
    items: tuple[SummaryItemView, ...]

    @classmethod
    def of(cls, summed: Summed) -> "SummaryView":
        """The summary as administrators see it."""
        return cls(
            since=summed.since,
            until=summed.until,
            **dict(total(summed.rows)),
            cost_usd_micros=sum(row.cost_usd_micros for row in summed.rows),
            items=tuple(SummaryItemView.of(row) for row in summed.rows),
        )


def _features(days: Sequence[FeatureDay]) -> tuple[FeatureView, ...]:
    return tuple(FeatureView(feature=name, **dict(used)) for name, used in by_feature(days).items())
