"""Words beside a computed result, as a reader gets them."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from shared.advice.capabilities import BudgetStory, SavingsStory
from shared.domain.conversation.model import Provenance
from shared.domain.values import Value

if TYPE_CHECKING:
    from shared.advice.narrative import Narrative


class NarrativeWish(Value):
    """Whether the result is wanted in words as well."""

    narrative: bool = Field(
        default=False, description="`true` adds `narrative`: the result in words, from its figures alone."
    )


class NarrativeView(Value):
    """A result in words. `by` says who worded it: a model's name, or `template`, which always answers.

    `provenance` holds the facts that its figures follow from; where each stands is counted in the texts of
    `told`, in their order, with a line break between two.
    """

    by: str
    source: Literal["model", "template"]
    provenance: Provenance


class BudgetNarrative(NarrativeView):
    """A budget in words."""

    told: BudgetStory

    @classmethod
    def of(cls, narrative: "Narrative") -> "BudgetNarrative":
        """The narrative of a budget."""
        told = BudgetStory.model_validate(narrative.told)
        return cls(told=told, by=narrative.by, source=narrative.source, provenance=narrative.provenance)


class SavingsNarrative(NarrativeView):
    """A plan over goals in words."""

    told: SavingsStory

    @classmethod
    def of(cls, narrative: "Narrative") -> "SavingsNarrative":
        """The narrative of a plan over goals."""
        told = SavingsStory.model_validate(narrative.told)
        return cls(told=told, by=narrative.by, source=narrative.source, provenance=narrative.provenance)
