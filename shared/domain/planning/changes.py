"""What may change in a scenario: typed changes from a month on, some until another, both included."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from shared.domain.budget.holdings import ItemAmount, Name
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.goals.keeping import TargetDay
from shared.domain.money import Fraction
from shared.domain.months import Month
from shared.domain.planning.credit import Credit
from shared.domain.planning.model import (
    Growth,
    Key,
    PositiveAmount,
    PriceGroup,
    SignedAmount,
    SpendingGroup,
    Times,
)
from shared.domain.planning.refusals import DOWN_PAYMENT
from shared.domain.values import Value
from shared.words import Words

MAX_SCENARIOS = 8
MAX_CHANGES = 40
MAX_CITY_CATEGORIES = 40

AMOUNT_OR_FRACTION = Words(
    id="Isi salah satu: amount (rupiah) atau fraction (0.1 berarti 10 %).",
    en="Give either amount (rupiah) or fraction (0.1 is 10 %).",
)
ONE_SCOPE = Words(id="Isi salah satu saja: group atau category.", en="Give only one of group and category.")

Change01 = Annotated[Fraction, Field(ge=Decimal(-1), le=Decimal(10), decimal_places=6)]
"""By how much something changes, as a part of it: -1 takes all of it away, 0.1 adds 10 %."""


class _Change(Value):
    """Something that happens from a month on."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    since: Month = Field(alias="from")


class _Lasting(_Change):
    """Something that lasts, to the end where `until` is null."""

    until: Month | None = None


class _ByAmountOrFraction(_Lasting):
    """A change in rupiah a month, at the prices of its first month, or as a part of what it would be."""

    amount: SignedAmount | None = None
    fraction: Change01 | None = Field(default=None, validate_default=True)

    @field_validator("fraction")
    @classmethod
    def _one_of_them(cls, fraction: Decimal | None, known: ValidationInfo) -> Decimal | None:
        if "amount" in known.data and (fraction is None) == (known.data["amount"] is None):
            raise ValueError(AMOUNT_OR_FRACTION)
        return fraction


class IncomeChange(_ByAmountOrFraction):
    """An income is more or less."""

    type: Literal["INCOME_CHANGE"]
    income: Key


class IncomeLoss(_Lasting):
    """An income falls away, and is back after `until`. `left` is the part of it that still comes."""

    type: Literal["INCOME_LOSS"]
    income: Key
    left: Annotated[Fraction, Field(ge=Decimal(0), lt=Decimal(1), decimal_places=6)] = Decimal(0)


class CategoryChange(_ByAmountOrFraction):
    """More or less goes into a category."""

    type: Literal["CATEGORY_CHANGE"]
    category: Key


class _Bought(_Change):
    """Something bought. `asset` is what it stays worth, as another asset; 0 for what is used up."""

    asset: ItemAmount = 0


class Purchase(_Bought):
    """Something bought once, in cash."""

    type: Literal["PURCHASE"]
    name: Name
    amount: PositiveAmount


class Instalment(_Bought):
    """Something bought in instalments: the down payment and the fee at once, the rest from the next month."""

    type: Literal["INSTALMENT"]
    id: Key
    price: PositiveAmount
    down_payment: ItemAmount = 0
    credit: Credit

    @field_validator("down_payment")
    @classmethod
    def _leaves_something(cls, paid: int, known: ValidationInfo) -> int:
        if paid >= known.data.get("price", paid + 1):
            raise ValueError(DOWN_PAYMENT)
        return paid


class NewDebt(_Change):
    """Money borrowed: it comes as cash, and is paid back from the next month."""

    type: Literal["NEW_DEBT"]
    id: Key
    amount: PositiveAmount
    credit: Credit


class ExtraPayment(_Lasting):
    """More is paid on a debt each month than must be; once, where `until` is the same month."""

    type: Literal["EXTRA_PAYMENT"]
    debt: Key
    amount: PositiveAmount


class PayMonthChange(_Lasting):
    """THR or a bonus comes in another month or is worth another multiple (0: none) of the income."""

    type: Literal["THR", "BONUS"]
    income: Key
    month: Annotated[int, Field(strict=True, ge=1, le=12)]
    times: Times = Decimal(1)


class PriceGrowth(_Lasting):
    """Prices grow at another rate: all that have none of their own, those of a group, or one category's."""

    type: Literal["PRICE_GROWTH"]
    growth: Growth
    group: PriceGroup | None = None
    category: Key | None = None

    @field_validator("category")
    @classmethod
    def _one_scope(cls, category: str | None, known: ValidationInfo) -> str | None:
        if category is not None and known.data.get("group") is not None:
            raise ValueError(ONE_SCOPE)
        return category


class RecurringCost(_Lasting):
    """Something new to pay every month, in rupiah of its first month; it follows the prices of its group."""

    type: Literal["RECURRING_COST"]
    name: Name
    amount: PositiveAmount
    group: SpendingGroup = BudgetGroup.NEEDS
    price_group: PriceGroup = PriceGroup.OTHER


class CategoryShift(Value):
    """A category that costs more or less elsewhere."""

    category: Key
    fraction: Change01


class Move(_Lasting):
    """Moving to another city: what it costs once, and what is dearer or cheaper there."""

    type: Literal["MOVE"]
    cost: ItemAmount = 0
    categories: tuple[CategoryShift, ...] = Field(default=(), max_length=MAX_CITY_CATEGORIES)


class Child(_Lasting):
    """A child is born in the month `from`; it is paid for until `until`, else for as long as it is a child.

    What the person does not say follows dated assumptions: the birth as months of the household's usual
    needs and wants, and then each month a share of what one adult costs, more from the age of 14. `adults`
    share the household.
    """

    type: Literal["CHILD"]
    birth_cost: ItemAmount | None = None
    monthly_cost: ItemAmount | None = None
    monthly_cost_older: ItemAmount | None = None
    adults: Annotated[int, Field(strict=True, ge=1, le=10)] = 2


class GoalAdded(_Change):
    """A new goal; saving for it begins in the month `from`. The target is in rupiah of the start month."""

    type: Literal["GOAL_ADDED"]
    id: Key
    target: PositiveAmount
    growth: Growth = Decimal(0)
    target_on: TargetDay = None
    priority: Annotated[int, Field(strict=True, ge=1, le=99)] = 1


class GoalDropped(_Change):
    """A goal is given up: what lies there comes back as cash."""

    type: Literal["GOAL_DROPPED"]
    goal: Key


Change = (
    IncomeChange
    | IncomeLoss
    | CategoryChange
    | Purchase
    | Instalment
    | NewDebt
    | ExtraPayment
    | PayMonthChange
    | PriceGrowth
    | RecurringCost
    | Move
    | Child
    | GoalAdded
    | GoalDropped
)
TypedChange = Annotated[Change, Field(discriminator="type")]


class Scenario(Value):
    """What if: some changes, all at once. Their order means nothing."""

    name: Name
    changes: tuple[TypedChange, ...] = Field(default=(), max_length=MAX_CHANGES)
