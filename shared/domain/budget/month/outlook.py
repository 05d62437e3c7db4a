"""What may still be spent this month, and for how long the money lasts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.budget.facts import OWING
from shared.domain.budget.model import Figure
from shared.domain.budget.month.analysis import Cadence
from shared.domain.budget.month.cadence import after
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.figures import DAYS, RUPIAH, computed, tracked
from shared.domain.budget.month.pace import daily_pace
from shared.domain.budget.month.plan import covers_most, planned_spending
from shared.domain.budget.month.upcoming import Expected, bills, pay, set_aside, upcoming
from shared.domain.budget.transactions import BudgetGroup


def outlook(context: MonthContext) -> Iterator[Figure]:
    """The figures of a month that today lies in; nothing for one that is over or has not begun."""
    if not context.running:
        return
    dues = upcoming(context)
    yield computed("days_left", context.days_left, DAYS)
    yield computed("upcoming_bills", bills(dues, booked=False), RUPIAH)
    yield computed("upcoming_booked", bills(dues, booked=True), RUPIAH)
    yield computed("upcoming_pay", pay(dues), RUPIAH)
    yield from _safe_to_spend(context, dues)
    pace = daily_pace(context)
    if pace is not None:
        yield computed("daily_pace", _rounded(pace), RUPIAH, "month.spending")
        yield _projection(context, dues, pace)
        yield from _runway(context, pace)


def _safe_to_spend(context: MonthContext, dues: Sequence[Expected]) -> Iterator[Figure]:
    """The least of what budgets and accounts leave over the days left; never negative.

    Pay that is expected is not counted: it is safe once it has come.
    """
    parts = (*_room_in_budgets(context, dues), *_room_in_accounts(context, dues))
    rooms = [part for part in parts if part.id.startswith("month.room_in_")]
    yield from parts
    if not rooms:
        return
    room = max(0, min(int(part.value) for part in rooms))
    yield computed("room", room, RUPIAH, *(part.id for part in rooms))
    yield computed("safe_per_day", room // context.days_left, RUPIAH, "month.room", "month.days_left")


def _room_in_budgets(context: MonthContext, dues: Sequence[Expected]) -> Iterator[Figure]:
    """What is left of the budgets once the bills to come are paid, where they cover most of the spending."""
    planned = planned_spending(context)
    if planned is not None and covers_most(context, planned):
        room = planned - context.summary.spending - bills(dues, booked=False)
        yield computed("room_in_budgets", room, RUPIAH, "month.budget_left", "month.upcoming_bills")


def _room_in_accounts(context: MonthContext, dues: Sequence[Expected]) -> Iterator[Figure]:
    """Everyday money, less what is owed on credit cards and paylater, bills to come and planned saving."""
    accounts = context.everyday_accounts
    if not accounts:
        return
    parts = (
        tracked("everyday_money", sum(account.balance for account in accounts)),
        tracked("card_debt", _card_debt(context)),
        computed("saving_planned", _saving_planned(context, dues), RUPIAH),
    )
    yield from parts
    money, owed, saving = (int(part.value) for part in parts)
    out = bills(dues, booked=False) + bills(dues, booked=True)
    upcoming_ids = ("month.upcoming_bills", "month.upcoming_booked")
    rests_on = (*(part.id for part in parts), *upcoming_ids)
    yield computed("room_in_accounts", money - owed - saving - out, RUPIAH, *rests_on)


def _card_debt(context: MonthContext) -> int:
    owing = (it.balance for it in context.facts.snapshot.accounts if it.kind in OWING)
    return sum(max(0, -balance) for balance in owing)


def _saving_planned(context: MonthContext, dues: Sequence[Expected]) -> int:
    """What is still to be set aside: left in budgets of saving, or due, whichever is more."""
    budgets = (it.budget for it in context.summary.categories if it.budget_group is BudgetGroup.SAVING)
    return max(sum(max(0, budget.available) for budget in budgets if budget), set_aside(dues))


def _projection(context: MonthContext, dues: Sequence[Expected], pace: Decimal) -> Figure:
    """What the month comes to if it goes on like this: spent, bills to come, and every day after today."""
    projected = context.summary.spending + bills(dues, booked=False) + pace * (context.days_left - 1)
    rests_on = ("month.spending", "month.upcoming_bills", "month.daily_pace", "month.days_left")
    return computed("projected_spending", _rounded(projected), RUPIAH, *rests_on)


def _runway(context: MonthContext, pace: Decimal) -> Iterator[Figure]:
    """The days that everyday money lasts, where it does not last `runway_months_max` months.

    Each day takes the pace and what is due, and adds the pay that is expected; after the month's end, as
    far as rules and recurring charges tell it. Accounts that are overdrawn say that something is missing in
    the books, not that there is no money.
    """
    accounts = context.everyday_accounts
    money = Decimal(sum(account.balance for account in accounts))
    if not accounts or money < 0:
        return
    months = int(context.limits.value("runway_months_max"))
    last = after(context.day, Cadence.MONTHLY, times=months)
    moves = _moves(context, last)
    for day in range(1, (last - context.day).days + 1):
        money += moves[day] - pace
        if money < 0:
            rests_on = ("everyday_money", "daily_pace", "upcoming_bills", "upcoming_booked", "upcoming_pay")
            yield computed("runs_out_in", day - 1, DAYS, *(f"month.{name}" for name in rests_on))
            return


def _moves(context: MonthContext, last: date) -> Counter[int]:
    """What is due in so many days, today's with tomorrow's: signed whole rupiah."""
    moves: Counter[int] = Counter()
    for due in upcoming(context, until=last):
        moves[max(1, (due.day - context.day).days)] += due.amount
    return moves


def _rounded(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_EVEN))
