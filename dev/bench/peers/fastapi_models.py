"""What the FastAPI server of the comparison takes and answers, strict as ours about what it takes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST = 1_000_000_000_000
Key = Annotated[str, Field(min_length=1, max_length=80)]
Amount = Annotated[int, Field(strict=True, ge=0, le=MOST)]
Signed = Annotated[int, Field(strict=True, ge=-MOST, le=MOST)]
Growth = Annotated[float, Field(ge=-0.5, le=1)]
Part = Annotated[float, Field(ge=-1, le=10)]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
PriceGroup = Literal[
    "FOOD", "HOUSING", "TRANSPORT", "COMMUNICATION", "HEALTH", "EDUCATION", "LEISURE", "OTHER"
]


class Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Income(Exact):
    id: Key
    amount: Amount
    growth: Growth = 0


class Category(Exact):
    id: Key
    group: Literal["NEEDS", "WANTS", "SAVING"]
    amount: Amount
    price_group: PriceGroup = "OTHER"


class GroupGrowth(Exact):
    group: PriceGroup
    growth: Growth


class Baseline(Exact):
    start: Month
    incomes: Annotated[list[Income], Field(max_length=10)]
    categories: Annotated[list[Category], Field(max_length=40)]
    cash: Signed
    emergency_fund: Amount = 0
    other_assets: Amount = 0
    price_growth: Growth
    price_growth_by_group: Annotated[list[GroupGrowth], Field(max_length=8)] = []


class Change(Exact):
    since: Month = Field(alias="from")


class Lasting(Change):
    until: Month | None = None
    amount: Signed | None = None
    fraction: Part | None = None


class IncomeChange(Lasting):
    type: Literal["INCOME_CHANGE"]
    income: Key


class CategoryChange(Lasting):
    type: Literal["CATEGORY_CHANGE"]
    category: Key


class Purchase(Change):
    type: Literal["PURCHASE"]
    name: Key
    amount: Amount


AnyChange = Annotated[IncomeChange | CategoryChange | Purchase, Field(discriminator="type")]


class Scenario(Exact):
    name: Key
    changes: Annotated[list[AnyChange], Field(max_length=40)]


class Wish(Exact):
    months: Annotated[int, Field(strict=True, ge=1, le=600)] = 60
    baseline: Baseline
    scenarios: Annotated[list[Scenario], Field(max_length=8)] = []


class Outcome(BaseModel):
    name: str
    series: dict[str, list[int]]


class Plan(BaseModel):
    months: list[str]
    baseline: Outcome
    scenarios: list[Outcome]
