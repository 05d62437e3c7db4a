"""The cash of the next days: what falls due, what is usually spent, and when it runs short."""

from datetime import date
from enum import StrEnum

from shared.domain.assumptions.provenance import Provenance
from shared.domain.money import Fraction
from shared.domain.values import Value

DAYS = 90
"""How far ahead a forecast looks."""

WEEK = 7


class DueKind(StrEnum):
    """Why money is expected to move on a day.

    It is booked ahead, it comes back, a debt asks for it, or it is the income of a usual month, whose day is
    not known.
    """

    BOOKED = "BOOKED"
    RECURRING = "RECURRING"
    DEBT = "DEBT"
    USUAL_INCOME = "USUAL_INCOME"


class DueAmount(Value):
    """Signed whole rupiah that move on a day; `name` is None where several fit or none has one."""

    day: date
    amount: int
    kind: DueKind
    name: str | None


class SpendingBasis(StrEnum):
    """What everyday spending is estimated from."""

    TRACKED = "TRACKED"
    BUDGET = "BUDGET"
    USUAL_MONTH = "USUAL_MONTH"
    NOTHING = "NOTHING"


class Everyday(Value):
    """What everyday life takes (negative: brings), beside all that falls due. Whole rupiah.

    `by_weekday` is the median of the weeks looked at, Monday first, None where it is not tracked; `weeks`
    how many those are. `with_income` says that money which comes in without a rhythm is in it.
    """

    basis: SpendingBasis
    a_week: int
    by_weekday: tuple[int, ...] | None
    weeks: int
    with_income: bool


class Band(Value):
    """How the band was made: the share of futures it means to hold, the paths drawn, and their seed.

    What falls due is taken as certain; the band is that of everyday spending.
    """

    level: Fraction
    paths: int
    seed: int


class ForecastDay(Value):
    """A day: what falls due on it, and cash at its end, in whole rupiah. `low` and `high` bound the band."""

    day: date
    due: int
    cash: int
    low: int | None
    high: int | None


class ShortOn(Value):
    """The first day that ends below zero, how much is lacking then, and what falls due until that day.

    `because` are the largest amounts that go out within the two weeks before it, largest first;
    `everyday` is what everyday life takes in the same days.
    """

    day: date
    lacking: int
    because: tuple[DueAmount, ...]
    everyday: int


class Forecast(Value):
    """The next 90 days of the cash that may be spent: everyday accounts, not those kept for emergencies.

    `short` is when the expected cash runs short, `may_be_short` when the lower end of the band does; both
    None where that is not within the days, and where the balance is not known. `missing` names what is not
    known.
    """

    today: date
    opening: int | None
    emergency_fund: int
    days: tuple[ForecastDay, ...]
    due: tuple[DueAmount, ...]
    everyday: Everyday
    band: Band | None
    short: ShortOn | None
    may_be_short: ShortOn | None
    missing: tuple[str, ...]
    assumptions: tuple[Provenance, ...]
