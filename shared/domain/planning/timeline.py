"""The months of a plan, counted from 0."""

from dataclasses import dataclass

from shared.domain.months import Month


@dataclass(frozen=True, slots=True)
class Timeline:
    """`months` months from `start` on."""

    start: Month
    months: int

    def index(self, month: Month) -> int:
        """Which month of the plan it is; negative before the first one."""
        return self.start.months_until(month)

    def month(self, index: int) -> Month:
        """The month at an index."""
        return self.start.add(index)

    def maybe(self, index: int | None) -> Month | None:
        """The month at an index, None for none."""
        return None if index is None else self.month(index)

    def span(self, since: Month, until: Month | None) -> tuple[int, int]:
        """First month and the one after the last, within the plan; `until` None lasts to its end."""
        after = self.months if until is None else min(self.months, self.index(until) + 1)
        return self.index(since), after
