"""What a person declares about their money, and what the budget engine says about it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, PlainSerializer, ValidationError

from shared.domain.budget.holdings import Asset, Insurance, Investment, Liability, line
from shared.domain.money import Amount
from shared.domain.values import Value

MAX_ITEMS = 30
"""How many entries one list holds: enough for a household, and always inside a column's 32 kB."""

Goal = Annotated[str, line(200)]
Experience = Annotated[str, line(50)]

COMPLETING = (
    "monthly_income",
    "monthly_expenses",
    "current_savings",
    "current_debt",
    "emergency_fund_amount",
)
"""The figures that make financial data complete; the database's own flag follows the same five."""


class RiskLevel(StrEnum):
    """How much a person can bear to see an investment fall."""

    CONSERVATIVE = "CONSERVATIVE"
    MODERATE = "MODERATE"
    AGGRESSIVE = "AGGRESSIVE"


class FinancialData(Value):
    """A person's own figures. None means "not told"; zero or an empty list means "none"."""

    monthly_income: Amount | None = Field(default=None, description="Income in a usual month, after tax.")
    monthly_expenses: Amount | None = Field(default=None, description="Everything spent in a usual month.")
    monthly_needs: Amount | None = Field(default=None, description="The part of spending that cannot wait.")
    monthly_wants: Amount | None = Field(default=None, description="The part of spending that could wait.")
    current_savings: Amount | None = Field(default=None, description="Money saved, all accounts together.")
    current_debt: Amount | None = Field(default=None, description="Everything still owed.")
    emergency_fund_amount: Amount | None = Field(
        default=None, description="Money kept for emergencies only; it may be a part of the savings."
    )
    stated_goals: tuple[Goal, ...] | None = Field(default=None, max_length=20)
    risk_tolerance: RiskLevel | None = None
    investment_experience: Experience | None = None
    current_investments: tuple[Investment, ...] | None = Field(default=None, max_length=MAX_ITEMS)
    assets: tuple[Asset, ...] | None = Field(default=None, max_length=MAX_ITEMS)
    liabilities: tuple[Liability, ...] | None = Field(default=None, max_length=MAX_ITEMS)
    insurance: tuple[Insurance, ...] | None = Field(default=None, max_length=MAX_ITEMS)

    def is_complete(self) -> bool:
        """Whether the five figures that an analysis rests on are all told."""
        return all(getattr(self, name) is not None for name in COMPLETING)


class FinancialDataChange(FinancialData):
    """A wish to change financial data: only the keys that were sent change, and null clears one."""

    def changes(self) -> dict[str, JsonValue]:
        """The sent keys alone, as JSON values."""
        return self.model_dump(mode="json", exclude_unset=True)


class FinancialRecord(Value):
    """What is kept about a person's money, and when it last changed.

    `unreadable` names columns whose stored content, written straight to the table, is not in the
    shape above; they count as not told.
    """

    data: FinancialData = FinancialData()
    unreadable: tuple[str, ...] = ()
    updated_at: datetime | None = None

    @classmethod
    def of_stored(cls, columns: Mapping[str, JsonValue], *, updated_at: datetime) -> "FinancialRecord":
        """The record in stored columns; a column of another shape is set aside, never an error."""
        try:
            return cls(data=FinancialData.model_validate(columns), updated_at=updated_at)
        except ValidationError as error:
            unreadable = tuple(sorted({str(problem["loc"][0]) for problem in error.errors()}))
            readable = {name: value for name, value in columns.items() if name not in unreadable}
            data = FinancialData.model_validate(readable)
            return cls(data=data, unreadable=unreadable, updated_at=updated_at)


class Unit(StrEnum):
    """What a figure's number counts."""

    RUPIAH = "rupiah"
    FRACTION = "fraction"
    MONTHS = "months"
    DAYS = "days"
    COUNT = "count"
    POINTS = "points"
    DEVIATIONS = "deviations"


Basis = Literal["declared", "tracked", "computed"]

Measure = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""A fraction or a count of months; a JSON number on the wire, Decimal everywhere else."""

Number = Annotated[
    Annotated[int, Field(strict=True)] | Measure,
    Field(
        description="Rupiah, points, days and counts: integers. Fractions (0.2 is 20 %) and months: numbers."
    ),
]


class Figure(Value):
    """One number a person may read, with where it comes from.

    `id` is stable (`budget.savings_rate`), `formula` names how it was made ("declared" for what the
    person typed), `rests_on` lists the ids of the figures and thresholds that went into it.
    """

    id: str
    value: Number
    unit: Unit
    formula: str
    basis: Basis
    rests_on: tuple[str, ...] = ()


class Threshold(Value):
    """A limit that a figure is held against: dated, with its source.

    `confirmed` is False where the source was not checked word by word; `stale` is True where the value
    is past the day it should have been looked at again.
    """

    id: str
    value: Number
    unit: Unit
    since: date
    source: str
    checked_on: date
    confirmed: bool
    stale: bool


class Severity(StrEnum):
    """How soon a warning asks for something to be done."""

    URGENT = "urgent"
    IMPORTANT = "important"
    NOTICE = "notice"


class BudgetWarning(Value):
    """Something to look at: `code` is stable; `weight` (0 to 100) orders warnings, heaviest first.

    `figures` and `thresholds` are the ids of what it rests on, in the analysis it belongs to.
    """

    code: str
    severity: Severity
    weight: int = Field(ge=0, le=100)
    figures: tuple[str, ...]
    thresholds: tuple[str, ...] = ()


class ScorePart(Value):
    """One part of the health score: `points` earned of `out_of`, and what they rest on (ids)."""

    id: str
    points: int = Field(ge=0)
    out_of: int = Field(gt=0)
    figures: tuple[str, ...]
    thresholds: tuple[str, ...]


class HealthScore(Value):
    """0 to 100: the points earned over the points that could be judged.

    `covered` says how many of the 100 points that was; the rest is not known yet.
    """

    id: Literal["budget.health_score"] = "budget.health_score"
    points: int = Field(ge=0, le=100)
    covered: int = Field(ge=0, le=100)
    parts: tuple[ScorePart, ...]


class Snapshot(Value):
    """One truth for a person's figures, each with its basis, and the names of what is not known.

    `declared` holds what the person told where the tracked figure says otherwise, under ids of its own
    (`declared.monthly_income` beside `snapshot.monthly_income`): to compare, never to compute with.
    """

    as_of: datetime
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    declared: tuple[Figure, ...] = ()
    declared_at: datetime | None = None
    stated_goals: tuple[Goal, ...] = ()
    risk_tolerance: RiskLevel | None = None
    investment_experience: str | None = None

    def find(self, figure_id: str) -> Figure | None:
        """The figure of that id, if it is known."""
        return next((figure for figure in self.figures if figure.id == figure_id), None)

    def rupiah(self, figure_id: str) -> int | None:
        """The whole rupiah of that figure, if it is known."""
        figure = self.find(figure_id)
        return figure.value if figure is not None and isinstance(figure.value, int) else None


class BudgetAnalysis(Value):
    """What can be said about a budget at `as_of`: figures (the snapshot's and the computed ones, each
    id once), the score where enough is known, warnings heaviest first, and what is missing. `declared`
    is the snapshot's.
    """

    as_of: datetime
    figures: tuple[Figure, ...]
    declared: tuple[Figure, ...] = ()
    thresholds: tuple[Threshold, ...]
    health: HealthScore | None
    warnings: tuple[BudgetWarning, ...]
    missing: tuple[str, ...]

    def find(self, figure_id: str) -> Figure | None:
        """The figure of that id, if it could be computed."""
        return next((figure for figure in self.figures if figure.id == figure_id), None)
