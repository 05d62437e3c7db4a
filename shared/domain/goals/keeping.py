"""Goals as they are kept: what a person sends, and what comes back."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, JsonValue, model_validator

from shared.domain.budget.booking_days import FIRST_DAY, LAST_DAY
from shared.domain.budget.entries import IMPOSSIBLE_DAY
from shared.domain.budget.facts import SnapshotFacts
from shared.domain.budget.holdings import Name
from shared.domain.budget.transactions import AccountKind
from shared.domain.days import Day
from shared.domain.goals.model import (
    Contribution,
    ContributionKind,
    Goal,
    GoalKind,
    GoalState,
    PositiveAmount,
    Priority,
    TargetRule,
)
from shared.domain.money import Amount
from shared.domain.values import Value
from shared.words import Words

MOST_STARTING = 20
"""In how many accounts the money may lie that a goal starts with."""

_NOT_NULL = Words(id="Tidak boleh kosong.", en="May not be null.")
_NOTHING_NAMED = Words(id="Sebutkan yang mau diubah.", en="Name something to change.")


def _not_null(value: object) -> object:
    if value is None:
        raise ValueError(_NOT_NULL)
    return value


def _kept_day(day: date | None) -> date | None:
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(IMPOSSIBLE_DAY)
    return day


TargetDay = Annotated[Day | None, AfterValidator(_kept_day)]
"""The day by which a goal should be reached."""


class StartingAmount(Value):
    """Money that already lies in an account for a goal."""

    account_id: UUID
    amount: PositiveAmount


class NewGoal(Value):
    """Something to save for.

    Without a `target_rule`, being debt-free follows what is owed and any other goal has a `target`. With
    `grows` the target, at today's prices, grows with prices. Without `target_on`: as soon as possible.
    """

    kind: GoalKind
    name: Name
    target_rule: TargetRule | None = None
    target: PositiveAmount | None = None
    target_on: TargetDay = None
    priority: Priority = 1
    grows: bool = Field(default=False, strict=True)
    starting: tuple[StartingAmount, ...] = Field(default=(), max_length=MOST_STARTING)

    @property
    def rule(self) -> TargetRule:
        """The target rule, chosen or usual."""
        usual = TargetRule.DEBTS if self.kind is GoalKind.DEBT_FREE else TargetRule.FIXED
        return self.target_rule or usual


class GoalChange(Value):
    """What to change about a goal: absent fields stay, null clears `target` and `target_on`.

    A `target` that is written is at today's prices. `state`: pause, take up again, achieve, drop.
    """

    kind: Annotated[GoalKind | None, AfterValidator(_not_null)] = None
    name: Annotated[Name | None, AfterValidator(_not_null)] = None
    target_rule: Annotated[TargetRule | None, AfterValidator(_not_null)] = None
    target: PositiveAmount | None = None
    target_on: TargetDay = None
    priority: Annotated[Priority | None, AfterValidator(_not_null)] = None
    grows: Annotated[bool | None, Field(strict=True), AfterValidator(_not_null)] = None
    state: Annotated[GoalState | None, AfterValidator(_not_null)] = None

    @model_validator(mode="after")
    def _says_something(self) -> "GoalChange":
        if not self.model_fields_set:
            raise ValueError(_NOTHING_NAMED)
        return self

    def changes(self) -> dict[str, JsonValue]:
        """The sent keys alone, as JSON values."""
        return self.model_dump(mode="json", exclude_unset=True)


class HeldAmount(Value):
    """What is set aside for a goal in one account, whole rupiah."""

    account_id: UUID
    amount: Amount


class KeptGoal(Goal):
    """A goal with where its money lies."""

    held: tuple[HeldAmount, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime


class GoalContribution(Contribution):
    """What was set aside for a goal, or taken back, on a day."""

    goal_id: UUID


class GoalAccount(Value):
    """An account as goals see it: whole rupiah.

    `free` is not set aside for any goal; `short` is what is set aside but no longer there, because it was
    spent otherwise.
    """

    account_id: UUID
    name: str
    kind: AccountKind
    balance: int
    set_aside: int
    free: int
    short: int


class GoalFacts(Value):
    """Everything that is said about a person's goals starts from here, as it is on `today`."""

    today: date
    goals: tuple[KeptGoal, ...]
    contributions: tuple[GoalContribution, ...]
    accounts: tuple[GoalAccount, ...]
    snapshot: SnapshotFacts

    def find(self, goal_id: UUID) -> KeptGoal | None:
        """The goal of that id, where there is one."""
        return next((goal for goal in self.goals if goal.id == goal_id), None)


class NewContribution(Value):
    """Money to set aside for a goal (above zero), to take back or to spend on its purpose (below zero).

    `account_id` is where it lies. Without `made_on`: today.
    """

    account_id: UUID
    amount: Annotated[int, Field(strict=True, description="Signed whole rupiah (IDR), not 0.")]
    kind: ContributionKind | None = None
    made_on: TargetDay = None

    @property
    def meant(self) -> ContributionKind:
        """The kind, chosen or by the sign."""
        return self.kind or (ContributionKind.SET_ASIDE if self.amount > 0 else ContributionKind.TAKEN_BACK)


class SavedContribution(Value):
    """A contribution as it is kept. `amount` is signed whole rupiah."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    goal_id: UUID
    account_id: UUID
    kind: ContributionKind
    amount: int
    made_on: date
    created_at: AwareDatetime


class ContributionPage(Value):
    """Contributions, the latest written first, and where the next page begins."""

    items: tuple[SavedContribution, ...]
    next_cursor: str | None
