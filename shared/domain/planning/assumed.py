"""What a plan assumes where nothing is said: dated figures, each use of one remembered with its source."""

from datetime import date
from decimal import Decimal

from shared.domain.assumptions.dated import assumptions
from shared.domain.assumptions.provenance import Provenance, cite_all

PRICE_GROWTH = "goals.growth_general"


class Assumed:
    """The assumptions in force on one day, and which of them were used."""

    def __init__(self, *, day: date) -> None:
        self.day = day
        self._used: set[str] = set()

    def value(self, name: str) -> Decimal:
        """The number of `topic.name`. Raises NoValueInForce before its first value."""
        topic, _, entry = name.partition(".")
        self._used.add(name)
        return assumptions(topic)[entry].on(self.day).value

    def count(self, name: str) -> int:
        """The same, as a whole number."""
        return int(self.value(name))

    def cited(self) -> tuple[Provenance, ...]:
        """Each assumption that was used, with its source."""
        return cite_all(((name, self.day) for name in self._used), today=self.day)
