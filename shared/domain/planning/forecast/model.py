"""The cash of the next days: what falls due, what is usually spent, and when it runs short."""

from datetime import date, timedelta
from enum import StrEnum

from shared.domain.assumptions.provenance import Provenance
from shared.domain.money import Fraction
from shared.domain.values import Value

DAYS = 90
"""How far ahead a forecast looks."""

WEEK = 7

LOOKED_BACK = timedelta(days=14)
"""How long before a shortage its reasons lie."""


class DueKind(StrEnum):
    """Why money is expected to move on a day.

    It is booked ahead, it comes back, a debt asks for it, or it is the income of a usual month, which is
    taken to come on the day that the person's own months begin on.
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
    """What everyday life takes (negative), beside all that falls due. Whole rupiah.

    `by_weekday` is the median of the weeks looked at, Monday first, None where it is not tracked; `weeks`
    how many those are. `with_income` says that money which comes in without a rhythm is in it.
    `income_a_month` is the income of a usual month whose day nobody knows: it is spread evenly over the days
    and is not in the others. 0 where income is expected otherwise.
    """

    basis: SpendingBasis
    a_week: int
    by_weekday: tuple[int, ...] | None
    weeks: int
    with_income: bool
    income_a_month: int


class Band(Value):
    """How the band was made: the share of futures it means to hold, the paths drawn, and their seed.

    What falls due is taken as certain; the band is that of everyday spending.
    """

    level: Fraction
    paths: int
    seed: int


class ForecastDay(Value):
    """A day: what falls due on it, and cash at its end. `low` and `high` bound the band."""

    day: date
    due: int
    cash: int
    low: int | None
    high: int | None


class ShortOn(Value):
    """When cash without the emergency fund runs short, by how much, and what falls due until then.

    `day` is the first that ends below zero, with `lacking`; `most` is what lacks at the worst, first on
    `most_on`. `beyond_fund` is how much of that the emergency fund does not cover, 0 where it covers all;
    `beyond_on` the first day on which it does not. `because` are the largest amounts that go out within the
    two weeks before `day`, largest first; `everyday` is what everyday life takes in the same days.
    """

    day: date
    lacking: int
    most: int
    most_on: date
    beyond_fund: int
    beyond_on: date | None
    because: tuple[DueAmount, ...]
    everyday: int


class Forecast(Value):
    """The next 90 days of cash, without the emergency fund. Whole rupiah.

    `opening` is that of today, with the fund the cash that a plan of what is stored starts from;
    `emergency_fund` and what is `set_aside` for goals lie there beside it. `short` is when the
    expected line runs short, `may_be_short` when the lower end of the band does; both None where that is not
    within the days, and where the balance is not known. `missing` names what is not known.
    """

    today: date
    opening: int | None
    emergency_fund: int
    set_aside: int
    days: tuple[ForecastDay, ...]
    due: tuple[DueAmount, ...]
    everyday: Everyday
    band: Band | None
    short: ShortOn | None
    may_be_short: ShortOn | None
    missing: tuple[str, ...]
    assumptions: tuple[Provenance, ...]
