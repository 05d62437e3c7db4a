"""How the lively people of the demo earn and spend, as `habits.toml` tells."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Direction = Literal["IN", "OUT"]
LAST_WORKING_DAY = "LAST_WORKING_DAY"


class Told(BaseModel):
    """Something that the file tells, exact about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Refill(Told):
    """Where money comes from when an account runs dry: `amount` rupiah at a time."""

    source: str = Field(alias="from")
    amount: int
    merchant: str


class AccountHabit(Told):
    """An account, and how it is kept filled."""

    name: str
    kind: str
    institution: str | None = None
    opening_balance: int
    for_emergencies: bool = False
    refill: Refill | None = None


class EarlierAmount(Told):
    """What was paid up to that many months ago, and before; without a note, under the present one."""

    months_ago: int
    amount: int
    note: str | None = None


class Monthly(Told):
    """Something of every month, or of those from `since` months ago on; `recurring` ones the person keeps as
    a rule too, `awaited` ones are not booked yet this month.
    """

    day: int | Literal["LAST_WORKING_DAY"]
    account: str
    amount: tuple[int, int]
    step: int = 1
    earlier: tuple[EarlierAmount, ...] = ()
    direction: Direction = "OUT"
    category: str
    merchant: str
    note: str | None = None
    since: int | None = None
    recurring: bool = False
    awaited: bool = False


class MonthlyTransfer(Told):
    """Money moved between own accounts every month, or in those from `since` months ago on: `amount`, or as
    much more as leaves `owed` on a card.
    """

    day: int
    source: str = Field(alias="from")
    to: str
    amount: int
    owed: int | None = None
    since: int | None = None
    merchant: str


class SplitHabit(Told):
    """A part of some purchases that belongs to another category."""

    category: str
    share: float
    chance: float


class Habit(Told):
    """Something that happens on many days; `refund` is the chance that the money comes back a week later."""

    chance: float
    on: Literal["weekdays", "weekends", "all"] = "all"
    account: str
    amount: tuple[int, int]
    step: int = 500
    category: str
    merchants: tuple[str, ...]
    split: SplitHabit | None = None
    refund: float = 0


class Event(Told):
    """Something that happened once."""

    months_ago: int
    day: int
    account: str
    amount: int
    direction: Direction = "OUT"
    category: str | None = None
    merchant: str
    note: str | None = None


class BudgetHabit(Told):
    """A category's budget of every month."""

    category: str
    amount: int
    rollover_surplus: bool = False
    rollover_overspend: bool = False


class Life(Told):
    """One person's money."""

    month_start: Literal["DAY", "LAST_WORKING_DAY"]
    start_day: int = 1
    accounts: tuple[AccountHabit, ...]
    monthly: tuple[Monthly, ...]
    transfers: tuple[MonthlyTransfer, ...]
    habits: tuple[Habit, ...]
    events: tuple[Event, ...]
    budgets: tuple[BudgetHabit, ...]


def lives() -> Mapping[str, Life]:
    """Every life by the person's first name."""
    told = tomllib.loads(Path(__file__).with_name("habits.toml").read_text(encoding="utf-8"))
    return {name: Life.model_validate(life) for name, life in told.items()}
