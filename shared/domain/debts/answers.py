"""What is asked about paying debts off, and what the engine answers: codes and figures, no words."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from shared.domain.budget.holdings import ItemAmount, Name, YearlyRate
from shared.domain.budget.model import Threshold
from shared.domain.debts.findings import DebtWarning
from shared.domain.debts.model import MAX_MONTHS, InterestMethod, PositiveAmount, Share
from shared.domain.debts.rates import DebtCost
from shared.domain.debts.strategies import Strategy
from shared.domain.money import Amount, Fraction
from shared.domain.months import Month
from shared.domain.values import Value

MAX_DEBTS = 30
"""How many debts one plan holds: as many as a person can declare."""


class OneOff(Value):
    """Money that is paid on debts once, in a month: a bonus, THR, something sold."""

    month: Month
    amount: PositiveAmount


class Offer(Value):
    """A new loan that would take the place of debts: all of them, or those named.

    What is kept back or charged at its start: `origination_fee` in rupiah and `origination_fraction` of what
    is borrowed; as much more is borrowed. FLAT or EFFECTIVE, over `months`.
    """

    method: InterestMethod = InterestMethod.EFFECTIVE
    annual_rate: YearlyRate
    months: Annotated[int, Field(strict=True, ge=1, le=MAX_MONTHS)]
    origination_fee: ItemAmount = 0
    origination_fraction: Annotated[Share, Field(le=Decimal("0.5"))] = Decimal(0)
    monthly_fee: ItemAmount = 0
    interest_waived: bool = False
    early_penalty: Share = Decimal(0)
    debts: tuple[Name, ...] | None = Field(default=None, min_length=1, max_length=MAX_DEBTS)


class PayoffWish(Value):
    """What to pay debts off with: `monthly_budget` for all of them together, or `extra` beyond the minimums.

    Without either, what ended debts no longer need goes on to the others. `order` belongs to OWN_ORDER.
    Without a strategy, and with CHEAPEST where none beats the others, the month tables are those of the
    cheapest one, minimums only where no other is cheaper than that.
    """

    strategy: Strategy | None = None
    monthly_budget: PositiveAmount | None = None
    extra: ItemAmount = 0
    one_off: tuple[OneOff, ...] = Field(default=(), max_length=60)
    order: tuple[Name, ...] = Field(default=(), max_length=MAX_DEBTS)
    monthly_income: Amount | None = None
    consolidation: Offer | None = None


class DebtMonths(Value):
    """One debt month by month until it ends; the first value of each series is the plan's first month."""

    name: str
    payments: tuple[int, ...]
    interest: tuple[int, ...]
    fees: tuple[int, ...]
    penalties: tuple[int, ...]
    balances: tuple[int, ...]


class Ending(Value):
    """A debt that ends in a month of the plan (the first is 1)."""

    name: str
    month: int
    on: Month


class ShortMonth(Value):
    """A month in which the money does not reach the minimums, and what lacks."""

    month: int
    on: Month
    needed: int
    lacking: int


class PayoffPlan(Value):
    """A strategy carried out. `months` and `free_on` are None where debts remain, after 600 months or where
    more than a quadrillion rupiah is owed; `cost` and the series go as far as that.

    `cost` is interest, fees and penalties. `owed` is what is owed after each month, `paid_by_month` what was
    paid in it. `saved` and `months_sooner` are against paying only minimums; None where that never ends.
    """

    strategy: Strategy
    order: tuple[str, ...]
    months: int | None
    free_on: Month | None
    paid: int
    interest: int
    fees: int
    penalties: int
    cost: int
    saved: int | None
    months_sooner: int | None
    endings: tuple[Ending, ...]
    short: tuple[ShortMonth, ...]
    owed: tuple[int, ...]
    paid_by_month: tuple[int, ...]


class Verdict(Value):
    """The one line: which strategy, and why.

    `code` is stable. `strategy` costs `saved` less than `against` and ends `months_sooner` (negative: later).
    `debt` is the one to begin with; debts in `held` are best paid as billed, as paying them ahead has a
    penalty. `amount` is money a month: what would do where it does not (`money_below_minimums`), what to keep
    where paying ahead saves nothing (`keep_extra`, `as_billed`), what to go on paying (`keep_paying`), the
    month that asks for most (`save_for_bill`), or the minimums of this month (`minimums_above_income`).
    """

    code: str
    strategy: Strategy | None = None
    against: Strategy | None = None
    saved: int | None = None
    months_sooner: int | None = None
    debt: str | None = None
    held: tuple[str, ...] = ()
    amount: int | None = None


class ExtraStep(Value):
    """What so much more a month does. `saved_per_rupiah` is of cost, for each extra rupiah that there is
    until the end; `months` is None where debts remain."""

    extra: int
    months: int | None
    months_saved: int | None
    cost: int
    saved: int | None
    saved_per_rupiah: Fraction | None


class Endless(Value):
    """A debt that its minimum does not end in 600 months: what a month adds to it (`charges`), and what would
    end it, within 600 months at the least, or in five years. `code`: `minimum_below_charges` (it never gets
    smaller), `hardly_shrinks`, or `nothing_agreed`."""

    name: str
    code: str
    minimum: int
    charges: int
    ends_with: int
    ends_in_five_years: int


class EarlyEnd(Value):
    """What settling a debt this month costs and saves against its schedule; `saved` negative where it costs
    more. `code`: `saves`, `saves_nothing`, `flat_saves_nothing` (the interest is agreed and stays due),
    `costs_more`, `due_now` where all of it is this month's bill, or `never_ends` where the schedule has no
    end.
    `ahead_saves`: whether paying part of it ahead saves anything."""

    name: str
    code: str
    settle: int
    saved: int | None
    ahead_saves: bool


class TrueCost(Value):
    """What a debt really costs; None in `cost` where it never ends by its minimum."""

    name: str
    cost: DebtCost | None


class Alternative(Value):
    """One side of a comparison: what is paid from now on, and how much of it is more than the balances of
    today (`cost`). `months` and `cost` are None where debts remain after 600 months."""

    months: int | None
    paid: int
    cost: int | None


class Consolidation(Value):
    """Debts against a new loan that takes their place, with the same money a month.

    `settled` is what ends the old debts today, before this month adds to them, `borrowed` the new principal
    with its fees (`fees_at_start`), `instalment` its first bill, at the end of this month. `present` and
    `replaced` pay the same by the same strategy: `monthly`, and more in months in which the debts as they are
    need more. Where no money was named, `monthly` is what either side asks for first, whichever is more.
    `as_billed` is the new loan paid by its instalments, beside the other debts' minimums.
    `cheaper_by` and `months_longer` compare `present` with `replaced`. `break_even_fee` is the fee at the
    start up to which the new loan does not cost more; None where it does even without any. `code`: `cheaper`,
    `dearer`, `same`, `ends_them` (only with the new loan nothing remains), `ends_lateness` (some are paid
    late as they are and none with the new loan; `cheaper_by` is then the least that it can be, as not every
    late charge is told), `not_affordable` (the new minimums exceed the money), or `not_comparable` (debts are
    paid late, or remain, with the new loan too).
    """

    code: str
    debts: tuple[str, ...]
    settled: int
    fees_at_start: int
    borrowed: int
    instalment: int
    monthly: int
    present: Alternative
    replaced: Alternative
    as_billed: Alternative
    cheaper_by: int | None
    months_longer: int | None
    break_even_fee: int | None


class Assumed(Value):
    """What was filled in for a debt because nothing was told, by the name of the rule."""

    name: str
    rule: str


class PayoffAnswer(Value):
    """All of it. `strategy` is the one whose month tables are in `debts`; `first_month` their first month.

    `minimums` is what this month asks for at least, `enough` the monthly money with which one of
    the orders that are tried reaches every minimum. `left_out` names debts on record whose terms do not go
    together, so that no plan holds them.
    """

    first_month: Month
    strategy: Strategy
    minimums: int
    enough: int
    verdict: Verdict
    plans: tuple[PayoffPlan, ...]
    debts: tuple[DebtMonths, ...]
    extra_steps: tuple[ExtraStep, ...]
    endless: tuple[Endless, ...]
    early: tuple[EarlyEnd, ...]
    costs: tuple[TrueCost, ...]
    consolidation: Consolidation | None
    warnings: tuple[DebtWarning, ...]
    thresholds: tuple[Threshold, ...]
    assumed: tuple[Assumed, ...]
    left_out: tuple[str, ...] = ()
