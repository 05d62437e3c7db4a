"""The limits a budget or a month is held against, as they are in force on a day."""

from datetime import date
from decimal import Decimal
from typing import Literal

from shared.domain.assumptions.dated import NoValueInForce, assumptions
from shared.domain.budget.model import Threshold, Unit


class Limits:
    """The thresholds in force on one day; each use of one is answered with its whole provenance."""

    def __init__(self, *, day: date, topic: Literal["budget", "month", "debts"] = "budget") -> None:
        self._day = day
        self._known = assumptions(topic)
        self._values: dict[str, Decimal] = {}

    def threshold(self, name: str) -> Threshold:
        """The threshold with its source. Raises NoValueInForce before its first value."""
        assumption = self._known[name]
        dated = assumption.on(self._day)
        return Threshold(
            id=f"threshold.{name}",
            value=dated.value,
            unit=Unit(assumption.unit),
            since=dated.since,
            source=dated.source,
            checked_on=dated.checked_on,
            confirmed=dated.confirmed,
            stale=dated.stale(self._day),
        )

    def value(self, name: str) -> Decimal:
        """The bare number of a threshold."""
        if name not in self._values:
            self._values[name] = self._known[name].on(self._day).value
        return self._values[name]

    def find(self, name: str) -> Decimal | None:
        """The bare number of a threshold; None before there was one."""
        try:
            return self.value(name)
        except NoValueInForce:
            return None

    def all(self) -> tuple[Threshold, ...]:
        """Every threshold, in the order of the file."""
        return tuple(self.threshold(name) for name in self._known)
