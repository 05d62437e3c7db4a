"""Can I afford it: a thing to buy, ways to pay for it, and what each of them comes to."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.domain.assumptions.provenance import Provenance
from shared.domain.budget.holdings import ItemAmount, Name
from shared.domain.months import Month
from shared.domain.planning.credit import Credit
from shared.domain.planning.model import Key, PlannedGoal, PositiveAmount
from shared.domain.planning.outcome import Lowest
from shared.domain.values import Value

MAX_WAYS = 6
LONGEST_SEARCH = 60
"""Months that are looked through for the earliest one in which something is affordable."""

LEAST_IMPORTANT = 99


class Item(Value):
    """Something to buy: what it costs in the month in which it is wanted, and how important it is.

    Bought later it costs more, by the general price growth. Goals of a higher priority (a lower number)
    come first. Without a priority all goals with a date do, and the others may wait for it.
    """

    name: Name
    price: PositiveAmount
    month: Month
    priority: Annotated[int, Field(strict=True, ge=1, le=LEAST_IMPORTANT)] | None = None

    @property
    def rank(self) -> int:
        """Its priority, the last one where none is told."""
        return self.priority or LEAST_IMPORTANT

    def comes_after(self, goal: PlannedGoal) -> bool:
        """Whether a goal comes first."""
        if self.priority is None:
            return goal.target_on is not None
        return goal.priority < self.priority


class PayCash(Value):
    """From the cash that is there."""

    type: Literal["CASH"]
    id: Key


class PayInstalments(Value):
    """In instalments: the down payment and the fee at once, the rest from the next month."""

    type: Literal["INSTALMENTS"]
    id: Key
    down_payment: ItemAmount = 0
    credit: Credit


class SaveFirst(Value):
    """From what is set aside for it until then, in the order of its priority; the rest from cash."""

    type: Literal["SAVE_FIRST"]
    id: Key


Way = Annotated[PayCash | PayInstalments | SaveFirst, Field(discriminator="type")]


class Answer(StrEnum):
    """Whether it can be paid for in the month in which it is wanted, later, or in none that is looked at."""

    YES = "YES"
    LATER = "LATER"
    NO = "NO"


class ReasonCode(StrEnum):
    """Why not in a month."""

    CASH_SHORT = "CASH_SHORT"
    FUND_TOUCHED = "FUND_TOUCHED"
    GOAL_LATE = "GOAL_LATE"


class Reason(Value):
    """Why it is not affordable in the month in which it is wanted.

    `month` is when it first shows and `amount` what is lacking at the worst; for a goal `goal` is its name,
    `month` when it would be reached (None: not within the plan), and `amount` is None.
    """

    code: ReasonCode
    month: Month | None
    amount: int | None = None
    goal: str | None = None


class GoalEffect(Value):
    """A goal without the thing and with it: months in which it is reached, None where never.

    `comes_first` where it comes before the thing, which then must not delay it.
    """

    id: str
    name: str
    comes_first: bool
    without: Month | None
    reached: Month | None
    months_later: int | None


class WayTerms(Value):
    """What one way of paying comes to. Whole rupiah.

    `month` is the earliest in which it is affordable, None where in none; all figures are those of that
    month, or where there is none of the month in which the thing is wanted. `total_cost` is all that is
    paid for it: price or down payment, instalments, fees. `monthly` is the first instalment, 0 without.
    `fund_left` is the least that is left of the emergency fund.
    """

    id: str
    type: Literal["CASH", "INSTALMENTS", "SAVE_FIRST"]
    answer: Answer
    month: Month | None
    price: int
    total_cost: int
    monthly: int
    paid_until: Month
    lowest: Lowest
    fund_left: int
    goals: tuple[GoalEffect, ...]


class WayOutcome(WayTerms):
    """The same, with why it is not affordable in the month in which it is wanted."""

    reasons: tuple[Reason, ...]


class Affordability(Value):
    """Each way to pay for a thing, and the cheapest of those that are affordable (by its id).

    `lowest` and `fund_left` are those without the thing.
    """

    item: Item
    months: int
    lowest: Lowest
    fund_left: int
    ways: tuple[WayOutcome, ...]
    cheapest: str | None
    assumptions: tuple[Provenance, ...]
