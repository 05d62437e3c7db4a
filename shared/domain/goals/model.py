"""What a person saves for, and the money they set aside for it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from shared.domain.budget.holdings import Name
from shared.domain.money import MAX_RUPIAH, Amount, Rupiah
from shared.domain.values import Value

PositiveAmount = Annotated[
    int, Field(strict=True, ge=1, le=MAX_RUPIAH, description="Whole rupiah (IDR), above zero.")
]
LAST_PRIORITY = 99

Priority = Annotated[int, Field(strict=True, ge=1, le=LAST_PRIORITY, description="1 comes first.")]


class GoalKind(StrEnum):
    """What people in Indonesia save for."""

    EMERGENCY_FUND = "EMERGENCY_FUND"
    PURCHASE = "PURCHASE"
    WEDDING = "WEDDING"
    HOUSE = "HOUSE"
    EDUCATION = "EDUCATION"
    HAJJ = "HAJJ"
    UMRAH = "UMRAH"
    RETIREMENT = "RETIREMENT"
    DEBT_FREE = "DEBT_FREE"
    OWN = "OWN"


class GoalState(StrEnum):
    """Where a goal stands in its life. SPENT is the end: the money was used for what it was for."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ACHIEVED = "ACHIEVED"
    SPENT = "SPENT"
    DROPPED = "DROPPED"


OPEN_STATES = frozenset({GoalState.ACTIVE, GoalState.PAUSED})
"""States of goals that are still saved for, now or later."""


class TargetRule(StrEnum):
    """Where a target comes from: the person's own amount, or a figure of theirs that it follows."""

    FIXED = "FIXED"
    EXPENSES_MIN = "EXPENSES_MIN"
    EXPENSES_GOOD = "EXPENSES_GOOD"
    DEBTS = "DEBTS"


RULES_OF_KINDS = {
    GoalKind.EMERGENCY_FUND: (TargetRule.FIXED, TargetRule.EXPENSES_MIN, TargetRule.EXPENSES_GOOD),
    GoalKind.DEBT_FREE: (TargetRule.DEBTS,),
}
"""The target rules of a kind of goal; any other kind has an amount of its own."""


class ContributionKind(StrEnum):
    """Why money came to a goal or left it."""

    STARTING = "STARTING"
    SET_ASIDE = "SET_ASIDE"
    TAKEN_BACK = "TAKEN_BACK"
    SPENT = "SPENT"


COMING = frozenset({ContributionKind.STARTING, ContributionKind.SET_ASIDE})
"""Kinds of contributions that bring money; the others take it."""


class Goal(Value):
    """Something to save for. Amounts are whole rupiah.

    `target` is an amount at the prices of `priced_on`, None where the target follows another figure.
    `starting` is what was there when the goal began, `set_aside` what lies in accounts for it today
    (with the starting amount), `spent` what was already used for its purpose.
    """

    id: UUID
    kind: GoalKind
    name: Name
    target_rule: TargetRule = TargetRule.FIXED
    target: PositiveAmount | None = None
    priced_on: date
    target_on: date | None = None
    priority: Priority = 1
    grows: bool = False
    state: GoalState = GoalState.ACTIVE
    started_on: date
    starting: Amount = 0
    set_aside: Amount = 0
    spent: Amount = 0

    @model_validator(mode="after")
    def _target_fits_its_rule(self) -> "Goal":
        fixed = self.target_rule is TargetRule.FIXED
        if self.target_rule not in RULES_OF_KINDS.get(self.kind, (TargetRule.FIXED,)):
            raise ValueError("a goal of this kind has no such target rule")
        if fixed != (self.target is not None):
            raise ValueError("a fixed target has an amount, one that follows another figure has none")
        if self.grows and not fixed:
            raise ValueError("only a fixed target can grow with prices")
        return self

    @property
    def counted(self) -> int:
        """What counts towards the target.

        Money spent for the purpose counts as reached, except where the target asks for it to lie there
        (an emergency fund is filled up again) or follows what is owed (which the payment has lowered).
        """
        refilled = self.kind in RULES_OF_KINDS
        return self.set_aside + (0 if refilled else self.spent)


class Contribution(Value):
    """Money set aside for a goal on a day (positive), or taken back or spent (negative)."""

    kind: ContributionKind
    amount: Rupiah
    made_on: date

    @model_validator(mode="after")
    def _has_the_sign_of_its_kind(self) -> "Contribution":
        if self.amount == 0 or (self.amount > 0) != (self.kind in COMING):
            raise ValueError("money that comes is above zero, money that leaves below")
        return self


class KnownFigures(Value):
    """A person's own figures that goals rest on, whole rupiah; None where unknown. `debt` is owed today.

    `surplus` is left over in a usual month; `set_aside_this_month` went to goals since its first day.
    """

    expenses: Amount | None = None
    debt: Amount | None = None
    surplus: Rupiah | None = None
    set_aside_this_month: Amount = 0


NOTHING_KNOWN = KnownFigures()
NO_GROWTH = Decimal(0)
