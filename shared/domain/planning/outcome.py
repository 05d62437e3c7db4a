"""What a plan comes to: month by month, at its worst, in its end, and beside the baseline."""

from typing import Literal

from shared.domain.assumptions.provenance import Provenance
from shared.domain.months import Month
from shared.domain.planning.uncertainty_model import Spread
from shared.domain.values import Value


class Series(Value):
    """Whole rupiah by month, ready to draw. Flows are of the month, the others what there is at its end.

    Cash at the end of a month = cash before + income + borrowed - spending - saving - debt_payments -
    goal_contributions (negative where money comes back from a goal). `emergency_fund` is what is left of it
    in the cash. net_worth = cash + set_aside + other_assets - debts; cash below zero is a shortage.
    """

    income: tuple[int, ...]
    borrowed: tuple[int, ...]
    spending: tuple[int, ...]
    saving: tuple[int, ...]
    debt_payments: tuple[int, ...]
    goal_contributions: tuple[int, ...]
    cash: tuple[int, ...]
    emergency_fund: tuple[int, ...]
    set_aside: tuple[int, ...]
    other_assets: tuple[int, ...]
    debts: tuple[int, ...]
    net_worth: tuple[int, ...]


class Totals(Value):
    """Sums of a whole plan in whole rupiah, and what there is in its end. `interest` counts fees in."""

    income: int
    spending: int
    saving: int
    debt_payments: int
    interest: int
    goal_contributions: int
    cash: int
    debts: int
    net_worth: int


class Lowest(Value):
    """The least cash at the end of a month, and the first month that ends with it."""

    month: Month
    cash: int


class Shortage(Value):
    """Cash below zero: the first month that ends so, how many do, and the most that is lacking.

    `set_aside` is what lies in goals then and could be taken back.
    """

    first: Month
    months: int
    most: int
    set_aside: int


class FundOutcome(Value):
    """The emergency fund: the first month that ends with less than all of it, and with nothing of it."""

    amount: int
    touched: Month | None
    used_up: Month | None


class GoalOutcome(Value):
    """A goal in a plan: the month in which enough lies there, None where never within the plan.

    `due` is the last month that ends by its date. `in_time` is None without a date, and where the date is
    beyond the plan and the goal not reached. `target` is what is asked for at its date or, without one, in
    the last month; `dropped` the month in which it is given up.
    """

    id: str
    name: str
    target: int
    set_aside: int
    reached: Month | None
    due: Month | None
    in_time: bool | None
    dropped: Month | None


class DebtOutcome(Value):
    """A debt in a plan: the month of its last payment, None where something is owed after the last month.

    `grows` says that what must be paid does not cover the interest, so that more is owed in the end than
    at first; never of a daily loan, which is due whole on its day. `shrinks_from` is then what would have to
    be paid of it each month from the first on, so that it becomes less; None where it does not grow.
    """

    id: str
    name: str
    ends: Month | None
    balance: int
    paid: int
    interest: int
    fees: int
    grows: bool
    shrinks_from: int | None


class VerdictFigure(Value):
    """A figure that a verdict rests on."""

    name: str
    value: int | Month | str
    unit: Literal["rupiah", "month", "months", "name"]


class Verdict(Value):
    """What it comes to in one line: a stable code, whether that is good, and the figures in its words."""

    code: str
    good: bool
    figures: tuple[VerdictFigure, ...]

    def figure(self, name: str) -> int | Month | str | None:
        """The value of that name."""
        return next((it.value for it in self.figures if it.name == name), None)


class Outcome(Value):
    """One way that a plan can go."""

    name: str
    series: Series
    totals: Totals
    lowest: Lowest
    shortage: Shortage | None
    emergency_fund: FundOutcome
    goals: tuple[GoalOutcome, ...]
    debts: tuple[DebtOutcome, ...]
    verdict: Verdict
    spread: Spread | None = None


class GoalDifference(Value):
    """How many months later (negative: earlier) a goal is reached; None where one of both never is."""

    id: str
    months_later: int | None


class DebtDifference(Value):
    """How many months later (negative: earlier) a debt ends; None where one of both does not."""

    id: str
    months_later: int | None
    interest: int


class Difference(Value):
    """A scenario less the baseline, in whole rupiah; goals and debts that both have."""

    cash: tuple[int, ...]
    net_worth: tuple[int, ...]
    totals: Totals
    lowest: int
    goals: tuple[GoalDifference, ...]
    debts: tuple[DebtDifference, ...]


class Compared(Value):
    """A scenario beside the baseline."""

    outcome: Outcome
    difference: Difference


class Simulation(Value):
    """The months, the baseline, each scenario beside it, and the dated assumptions used."""

    months: tuple[Month, ...]
    baseline: Outcome
    scenarios: tuple[Compared, ...]
    assumptions: tuple[Provenance, ...]
