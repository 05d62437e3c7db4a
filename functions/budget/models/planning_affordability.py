"""What the budget function takes and answers about affording something."""

from typing import Annotated

from pydantic import Field

from functions.budget.models.assumptions import SourceView
from functions.budget.models.planning import StartView
from shared.domain.planning.affordability_model import (
    LONGEST_SEARCH,
    MAX_WAYS,
    Affordability,
    Item,
    Reason,
    Way,
    WayOutcome,
    WayTerms,
)
from shared.domain.planning.affordability_words import affordability_words, reason_words, way_words
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Lowest
from shared.domain.values import Value
from shared.services.planning import WeighedItem
from shared.words import Language


class AffordabilityWish(Value):
    """What to buy and the ways to pay for it; without `baseline` my own figures are where it starts.

    `months` is how far ahead the earliest affordable month is looked for.
    """

    item: Item
    ways: tuple[Way, ...] = Field(min_length=1, max_length=MAX_WAYS)
    months: Annotated[int, Field(strict=True, ge=1, le=LONGEST_SEARCH)] = LONGEST_SEARCH
    baseline: Baseline | None = None


class ReasonView(Reason):
    """Why not in the wanted month, as a sentence."""

    message: str

    @classmethod
    def told(cls, reason: Reason, language: Language) -> "ReasonView":
        """The reason in the reader's language."""
        return cls(**dict(reason), message=reason_words(reason, language))


class WayView(WayTerms):
    """What one way of paying comes to, as a sentence, and why not in the wanted month."""

    message: str
    reasons: tuple[ReasonView, ...]

    @classmethod
    def told(cls, way: WayOutcome, found: Affordability, language: Language) -> "WayView":
        """The way in the reader's language."""
        terms = {name: value for name, value in dict(way).items() if name != "reasons"}
        reasons = tuple(ReasonView.told(it, language) for it in way.reasons)
        return cls(**terms, message=way_words(way, found, language), reasons=reasons)


class AffordabilityView(Value):
    """Each way to pay for it: yes, later or no, and what it does to goals and the emergency fund.

    `cheapest` is the id of the way that costs least among those that are affordable, null where none is.
    `lowest` and `fund_left` are the least cash and emergency fund without the thing.
    """

    start: StartView
    item: Item
    months: int
    lowest: Lowest
    fund_left: int
    ways: tuple[WayView, ...]
    cheapest: str | None
    message: str
    assumptions: tuple[SourceView, ...]

    @classmethod
    def of(cls, weighed: WeighedItem, language: Language) -> "AffordabilityView":
        """The answer in the reader's language."""
        found = weighed.affordability
        return cls(
            start=StartView.of(weighed.started_from, language),
            item=found.item,
            months=found.months,
            lowest=found.lowest,
            fund_left=found.fund_left,
            ways=tuple(WayView.told(it, found, language) for it in found.ways),
            cheapest=found.cheapest,
            message=affordability_words(found, language),
            assumptions=tuple(SourceView.of(it, language) for it in found.assumptions),
        )
