"""How figures and thresholds look to a person."""

from shared.domain.budget.model import Figure, Threshold


class FigureView(Figure):
    """A figure with its name, its number as text and its formula in words."""

    label: str
    text: str
    how: str


class ThresholdView(Threshold):
    """A limit with its name and its number as text."""

    label: str
    text: str
