"""What is left of a month and what lies in the accounts: shortfalls, idle money, the rate of saving."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.budget.facts import LIQUID
from shared.domain.budget.model import Figure
from shared.domain.budget.month.analysis import Standing
from shared.domain.budget.month.cards import Card, Known, plain
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.figures import FRACTION, RUPIAH, computed, tracked
from shared.domain.budget.month.robust import median
from shared.domain.money import share


def usual_savings_rate(context: MonthContext) -> Iterator[Figure]:
    """The median of the months before that had income, where there are enough of them."""
    rates = [
        rate
        for month in context.history.months
        if month.income > 0 and (rate := share(month.income - month.spending, month.income)) is not None
    ]
    if len(rates) >= context.limits.value("trend_months_min"):
        usual = median(rates).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
        yield computed("usual_savings_rate", usual, FRACTION)


def idle_cash(context: MonthContext) -> Iterator[Figure]:
    """Money in everyday and emergency accounts beyond some months of spending, while the month runs."""
    usual = context.snapshot.rupiah("snapshot.monthly_expenses")
    liquid = [account.balance for account in context.facts.snapshot.accounts if account.kind in LIQUID]
    if not context.running or not usual or not liquid:
        return
    idle = sum(liquid) - int(context.limits.value("idle_cash_months") * usual)
    if context.matters(idle):
        rests_on = ("threshold.idle_cash_months", "snapshot.current_savings", "snapshot.monthly_expenses")
        yield computed("idle_cash", idle, RUPIAH, *rests_on)


def balance_cards(context: MonthContext, known: Known) -> Iterator[Card]:
    """What the month and the accounts come to."""
    runs_out = known.get("month.runs_out_in")
    if runs_out is not None and runs_out.value + 1 < context.days_left:
        names = ("runs_out_in", "everyday_money", "daily_pace", "upcoming_bills", "upcoming_pay")
        yield Card("runs_out", figures=names)
    summary = context.summary
    over = summary.spending - summary.income
    if context.standing is Standing.PAST and summary.income > 0 and context.matters(over):
        yield Card("overspent", figures=("income", "spending", "left_over"), thresholds=("materiality",))
    if "month.idle_cash" in known:
        yield Card("idle_cash", figures=("idle_cash",), thresholds=("idle_cash_months",))
    yield from _overdrawn(context)
    yield from _uncategorized(context, known)
    yield from _savings_rate(context, known)


def _overdrawn(context: MonthContext) -> Iterator[Card]:
    """Accounts that cannot be below zero in life, so that the books lack something."""
    if not context.running:
        return
    for account in context.facts.snapshot.accounts:
        if account.kind in LIQUID and account.balance < 0:
            subject = str(account.id)
            own = tracked(f"overdrawn.{subject}.balance", account.balance, formula="month_account_balance")
            yield Card("overdrawn", subject, plain(account.name), own=(own,), size=-account.balance)


def _uncategorized(context: MonthContext, known: Known) -> Iterator[Card]:
    ratio = known.get("month.uncategorized_share")
    high = context.limits.value("uncategorized_high")
    if ratio is not None and ratio.value >= high and context.matters(context.summary.uncategorized):
        names = ("uncategorized", "uncategorized_share")
        yield Card("uncategorized", figures=names, thresholds=("uncategorized_high", "materiality"))


def _savings_rate(context: MonthContext, known: Known) -> Iterator[Card]:
    """A month that is over saved far more or far less of its income than usual."""
    rate, usual = known.get("month.savings_rate"), known.get("month.usual_savings_rate")
    if rate is None or usual is None or context.standing is not Standing.PAST:
        return
    change = Decimal(rate.value) - Decimal(usual.value)
    if abs(change) >= context.limits.value("savings_rate_change"):
        code = "savings_rate_up" if change > 0 else "savings_rate_down"
        limits = ("savings_rate_change", "trend_months_min")
        yield Card(code, figures=("savings_rate", "usual_savings_rate"), thresholds=limits)
