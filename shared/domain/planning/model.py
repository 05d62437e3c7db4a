"""What a plan starts from: incomes, categories, debts, goals and money as they are at the start month."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.domain.budget.holdings import MAX_ITEM_RUPIAH, ItemAmount, Name, line
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.debts.model import Debt
from shared.domain.goals.keeping import TargetDay
from shared.domain.money import Amount, Fraction, Rupiah
from shared.domain.months import Month
from shared.domain.values import Value

MAX_MONTHS = 600
MAX_INCOMES = 10
MAX_CATEGORIES = 40
MAX_DEBTS = 50
MAX_GOALS = 50

Key = Annotated[str, line(80)]
"""What a change calls an income, a category, a debt or a goal by."""

PositiveAmount = Annotated[
    int, Field(strict=True, ge=1, le=MAX_ITEM_RUPIAH, description="Whole rupiah (IDR), above zero.")
]
SignedAmount = Annotated[
    int,
    Field(
        strict=True,
        ge=-MAX_ITEM_RUPIAH,
        le=MAX_ITEM_RUPIAH,
        description="Whole rupiah (IDR): positive is more, negative is less.",
    ),
]
Growth = Annotated[
    Fraction,
    Field(
        ge=Decimal("-0.5"), le=Decimal(1), decimal_places=6, description="Growth a year: 0.03 is 3 % more."
    ),
]
Times = Annotated[Fraction, Field(ge=Decimal(0), le=Decimal(24), decimal_places=6)]
"""How many usual months of an income a payment comes to."""

SpendingGroup = Literal[BudgetGroup.NEEDS, BudgetGroup.WANTS, BudgetGroup.SAVING]


class PriceGroup(StrEnum):
    """Things whose prices rise alike: the divisions of official consumer price indices, some joined."""

    FOOD = "FOOD"
    HOUSING = "HOUSING"
    TRANSPORT = "TRANSPORT"
    COMMUNICATION = "COMMUNICATION"
    HEALTH = "HEALTH"
    EDUCATION = "EDUCATION"
    LEISURE = "LEISURE"
    OTHER = "OTHER"


class PayKind(StrEnum):
    """Pay beside the monthly one: the religious holiday allowance, and any bonus."""

    THR = "THR"
    BONUS = "BONUS"


class PayMonth(Value):
    """Pay that comes once a year, in a calendar month (1 to 12), as a multiple of that month's income."""

    kind: PayKind
    month: Annotated[int, Field(strict=True, ge=1, le=12)]
    times: Times = Decimal(1)


class IncomeStream(Value):
    """Money that comes in each month, after tax. It grows by `growth` a year, once every twelve months."""

    id: Key
    name: Name | None = None
    amount: ItemAmount
    growth: Growth = Decimal(0)
    pay_months: tuple[PayMonth, ...] = Field(default=(), max_length=4)


class SpendingLine(Value):
    """A category and what goes into it in a usual month, at the prices of the start month.

    Every amount follows the prices of its group. `is_fixed` ones (rent, a subscription) do not vary beyond
    that; only the uncertainty looks at it. What goes into the group SAVING stays the person's own.
    """

    id: Key
    name: Name | None = None
    group: SpendingGroup
    amount: ItemAmount
    is_fixed: bool = False
    price_group: PriceGroup = PriceGroup.OTHER


class PlannedDebt(Value):
    """A debt under the key that changes know it by. `due_day` is the day of the month it is paid on."""

    id: Key
    debt: Debt
    due_day: Annotated[int, Field(strict=True, ge=1, le=31)] | None = None


class PlannedGoal(Value):
    """Something to save for: `target` at the prices of the start month, which grows by `growth` a year.

    `set_aside` is what lies there for it already; it is not part of the cash.
    """

    id: Key
    name: Name | None = None
    target: PositiveAmount
    growth: Growth = Decimal(0)
    target_on: TargetDay = None
    priority: Annotated[int, Field(strict=True, ge=1, le=99, description="1 comes first.")] = 1
    set_aside: ItemAmount = 0


class GroupGrowth(Value):
    """How fast the prices of one group grow."""

    group: PriceGroup
    growth: Growth


class Baseline(Value):
    """Where a plan starts and how it goes on if nothing changes. Amounts are whole rupiah.

    `cash` is money that can be spent, without what is set aside for goals; `emergency_fund` is the part of
    it that is kept for emergencies. `other_assets` stay at their value. `price_growth` is that of all
    prices without one of their own; where it is null, the dated assumption holds.
    """

    start: Month
    incomes: tuple[IncomeStream, ...] = Field(default=(), max_length=MAX_INCOMES)
    categories: tuple[SpendingLine, ...] = Field(default=(), max_length=MAX_CATEGORIES)
    debts: tuple[PlannedDebt, ...] = Field(default=(), max_length=MAX_DEBTS)
    goals: tuple[PlannedGoal, ...] = Field(default=(), max_length=MAX_GOALS)
    cash: Rupiah
    emergency_fund: Amount = 0
    other_assets: Amount = 0
    price_growth: Growth | None = None
    price_growth_by_group: tuple[GroupGrowth, ...] = Field(default=(), max_length=len(PriceGroup))
