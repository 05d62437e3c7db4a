"""What comes back every month: its cost, subscriptions that grew dearer, and pay that did not come."""

from collections.abc import Iterator

from shared.domain.budget.model import Figure
from shared.domain.budget.month.analysis import Cadence, RecurringCharge, Standing
from shared.domain.budget.month.cadence import TIMES_A_YEAR, tolerance
from shared.domain.budget.month.cards import Card, Known, plain
from shared.domain.budget.month.charges import Series, latest_run
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.figures import COUNT, FRACTION, RUPIAH, computed, tracked
from shared.domain.budget.month.insight_words import INCOME_AT_ALL
from shared.domain.budget.month.robust import whole_median
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.money import share


def recurring_cost(context: MonthContext) -> Iterator[Figure]:
    """What active charges cost in a month, and the subscriptions among them."""
    going = [charge for charge in context.charges if charge.active and not charge.incoming]
    if not going:
        return
    total = sum(charge.monthly_amount for charge in going)
    yield computed("recurring_total", total, RUPIAH)
    income = context.snapshot.rupiah("snapshot.monthly_income")
    ratio = share(total, income) if income else None
    if ratio is not None:
        yield computed("recurring_share", ratio, FRACTION, "month.recurring_total", "snapshot.monthly_income")
    subscriptions = [charge for charge in going if _is_subscription(charge, context)]
    if subscriptions:
        monthly = sum(charge.monthly_amount for charge in subscriptions)
        yield computed("subscriptions", len(subscriptions), COUNT)
        yield computed("subscriptions_total", monthly, RUPIAH)
        yield computed("subscriptions_yearly", monthly * 12, RUPIAH, "month.subscriptions_total")


def bill_cards(context: MonthContext, known: Known) -> Iterator[Card]:
    """Price rises, subscriptions that add up, and charges seen for the first time often enough."""
    for series, charge in zip(context.series, context.charges, strict=True):
        if charge.active and not charge.incoming:
            yield from _price_rise(context, series, charge)
            yield from _newly_found(context, charge)
    yield from _subscriptions(context, known)


def missing_pay(context: MonthContext, known: Known) -> Iterator[Card]:
    """Pay that comes back was expected this month, its tolerance has passed, and nothing as large came."""
    late = [charge for charge in context.charges if _is_late_pay(context, charge)]
    for charge in late:
        name = f"income_missing.{charge.subject}"
        usual = tracked(f"{name}.usual", charge.amount, formula="month_usual_payment")
        about = plain(charge.merchant)
        yield Card("income_missing", charge.subject, about, own=(usual,), size=charge.amount)
    before = [month.income for month in context.history.months]
    enough = len(before) >= context.limits.value("trend_months_min")
    if late or not enough or context.standing is not Standing.PAST or context.summary.income > 0:
        return
    usual_income = whole_median(before)
    if context.matters(usual_income):
        own = computed("income_missing.month.usual", usual_income, RUPIAH, formula="month_usual_income")
        about = INCOME_AT_ALL
        yield Card("income_missing", about=about, own=(own,), figures=("income",), size=usual_income)


def _is_subscription(charge: RecurringCharge, context: MonthContext) -> bool:
    """A want that is paid for by the month or the year."""
    category = context.categories.get(charge.category_id)
    wanted = category is not None and category.budget_group is BudgetGroup.WANTS
    return wanted and charge.cadence in {Cadence.MONTHLY, Cadence.YEARLY}


def _price_rise(context: MonthContext, series: Series, charge: RecurringCharge) -> Iterator[Card]:
    """The latest price began this month, and the one before it had been stable."""
    stable = context.limits.value("price_stable")
    new = latest_run(series, stable)
    earlier = series._replace(occurrences=series.occurrences[: -len(new)])
    old = latest_run(earlier, stable) if earlier.occurrences else ()
    if len(old) < context.limits.value("recurring_occurrences_min") or new[0].day < context.summary.first_day:
        return
    before, after = (whole_median([it.amount for it in run]) for run in (old, new))
    rise = share(after - before, before)
    if rise is None or rise < context.limits.value("price_rise_min"):
        return
    name = f"price_rise.{charge.subject}"
    yearly = (after - before) * TIMES_A_YEAR[charge.cadence]
    prices = (f"month.{name}.before", f"month.{name}.after")
    own = (
        tracked(f"{name}.before", before, formula="month_earlier_price"),
        tracked(f"{name}.after", after, formula="month_new_price"),
        computed(f"{name}.rise", rise, FRACTION, *prices, formula="month_price_rise"),
        computed(f"{name}.yearly", yearly, RUPIAH, *prices, formula="month_price_rise_yearly"),
    )
    limits = ("price_stable", "price_rise_min")
    yield Card("price_rise", charge.subject, plain(charge.merchant), own=own, thresholds=limits, size=yearly)


def _newly_found(context: MonthContext, charge: RecurringCharge) -> Iterator[Card]:
    just_enough = charge.occurrences == context.limits.value("recurring_occurrences_min")
    is_new = just_enough and charge.last_on >= context.summary.first_day and not charge.known
    if is_new and context.matters(charge.monthly_amount):
        amount = tracked(f"recurring_found.{charge.subject}.amount", charge.amount, formula="month_payment")
        limits = ("recurring_occurrences_min", "recurring_amount_tolerance")
        about = plain(charge.merchant)
        yield Card("recurring_found", charge.subject, about, (amount,), thresholds=limits, size=charge.amount)


def _subscriptions(context: MonthContext, known: Known) -> Iterator[Card]:
    income = context.snapshot.rupiah("snapshot.monthly_income")
    total, count = known.get("month.subscriptions_total"), known.get("month.subscriptions")
    if not income or total is None or count is None or count.value < 2:
        return
    if total.value >= context.limits.value("subscriptions_high") * income:
        names = ("subscriptions", "subscriptions_total", "subscriptions_yearly")
        yield Card("subscriptions", figures=names, thresholds=("subscriptions_high",))


def _is_late_pay(context: MonthContext, charge: RecurringCharge) -> bool:
    latest = charge.next_on + tolerance(charge.cadence, context.limits)
    expected_here = context.summary.first_day <= charge.next_on and latest < context.day
    came_otherwise = context.summary.income >= charge.amount
    return charge.incoming and expected_here and not came_otherwise and context.matters(charge.amount)
