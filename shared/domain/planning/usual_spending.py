"""What usually goes into each category in a month."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Basis, Snapshot
from shared.domain.budget.month.model import CategorySum, TrendMonth
from shared.domain.budget.month.robust import whole_median
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.planning.facts import Stored
from shared.domain.planning.model import MAX_CATEGORIES, PriceGroup, SpendingGroup, SpendingLine

DEBT_PAYMENTS = "needs.debt"
FOR_GOALS = frozenset({"saving.goal", "saving.emergency"})
"""Categories whose money a plan moves itself, as debts and goals."""

SUMMED = 3
"""Lines that stand for what no category of its own does: other needs, other wants, and anything else."""

PRICE_GROUPS: Mapping[str, PriceGroup] = {
    **dict.fromkeys(("needs.groceries", "needs.eating", "wants.coffee", "wants.dining"), PriceGroup.FOOD),
    **dict.fromkeys(("needs.rent", "needs.utilities", "needs.household"), PriceGroup.HOUSING),
    **dict.fromkeys(("needs.transport", "needs.fuel"), PriceGroup.TRANSPORT),
    "needs.phone": PriceGroup.COMMUNICATION,
    "needs.health": PriceGroup.HEALTH,
    "needs.education": PriceGroup.EDUCATION,
    **dict.fromkeys(("wants.entertainment", "wants.travel", "wants.hobby"), PriceGroup.LEISURE),
}


class UsualLine(NamedTuple):
    """A category's usual month, and where its amount is from."""

    line: SpendingLine
    formula: str
    basis: Basis


def usual_lines(stored: Stored) -> list[UsualLine]:
    """The median of the last full months by category, else its budget; then what that leaves of all spending.

    Where the plan follows debts by themselves, what is paid on them is left out. All lines that spend add up
    to the snapshot's spending, unless the categories alone come to more.
    """
    totals = _totals(stored.facts.budget)
    found = (_line(category, totals) for category in stored.facts.categories)
    own = [it for it in found if it is not None]
    debts = next((it for it in own if it.line.id == DEBT_PAYMENTS), None)
    if stored.pays_debts and debts is not None:
        own.remove(debts)
    own.sort(key=lambda it: (-it.line.amount, it.line.id))
    own = own[: MAX_CATEGORIES - SUMMED]
    paid = _paid_on_debts(stored.snapshot, debts) if stored.pays_debts else 0
    return [*own, *_rest(own, stored.snapshot, paid)]


def _line(category: CategorySum, totals: Mapping[UUID | None, int]) -> UsualLine | None:
    group = _group(category)
    if group is None or category.category_id is None or category.code in FOR_GOALS:
        return None
    amount, formula, basis = totals.get(category.category_id, 0), "median_of_category", "tracked"
    if not totals and category.budget is not None:
        amount, formula, basis = category.budget.amount, "budget_of_category", "declared"
    if amount <= 0:
        return None
    line = SpendingLine(
        id=category.code or str(category.category_id),
        name=category.name,
        group=group,
        amount=amount,
        is_fixed=category.is_fixed,
        price_group=PRICE_GROUPS.get(category.code or "", PriceGroup.OTHER),
    )
    return UsualLine(line, formula, "tracked" if basis == "tracked" else "declared")


def _group(category: CategorySum) -> SpendingGroup | None:
    group = category.budget_group
    return None if group is None or group is BudgetGroup.INCOME else group


def _totals(facts: BudgetFacts) -> Mapping[UUID | None, int]:
    """Each category's median over the last full months; nothing where too few of them have transactions."""
    lived = [month for month in facts.snapshot.months if month.transactions > 0]
    oldest = min((item.booked_on for item in facts.items), default=None)
    enough = Limits(day=facts.today, topic="month").value("tracked_months_min")
    if len(lived) < enough or oldest is None:
        return {}
    if facts.items_cut and oldest >= min(month.first_day for month in lived):
        return {}
    sums: dict[UUID | None, list[int]] = defaultdict(lambda: [0] * len(lived))
    for item in facts.items:
        place = _place(lived, item.booked_on)
        if place is not None:
            sums[item.category_id][place] -= item.amount
    return {key: whole_median(amounts) for key, amounts in sums.items()}


def _place(months: Sequence[TrendMonth], day: date) -> int | None:
    return next((i for i, month in enumerate(months) if month.first_day <= day <= month.last_day), None)


def _paid_on_debts(snapshot: Snapshot, debts: UsualLine | None) -> int:
    """What the snapshot's spending holds of debt payments."""
    spending = snapshot.find("snapshot.monthly_expenses")
    if spending is not None and spending.basis == "tracked":
        return debts.line.amount if debts is not None else 0
    return snapshot.rupiah("snapshot.monthly_instalments") or 0


def _rest(own: Sequence[UsualLine], snapshot: Snapshot, paid: int) -> Iterator[UsualLine]:
    """What spending holds beside the categories: needs and wants as far as they are known, then the rest."""
    spending = snapshot.rupiah("snapshot.monthly_expenses")
    if spending is None:
        return
    sums = {group: sum(it.line.amount for it in own if it.line.group is group) for group in BudgetGroup}
    left = spending - paid - sums[BudgetGroup.NEEDS] - sums[BudgetGroup.WANTS]
    needs = (snapshot.rupiah("snapshot.monthly_needs") or 0) - paid - sums[BudgetGroup.NEEDS]
    wants = (snapshot.rupiah("snapshot.monthly_wants") or 0) - sums[BudgetGroup.WANTS]
    parts: tuple[tuple[str, SpendingGroup, int], ...] = (
        ("needs", BudgetGroup.NEEDS, needs),
        ("wants", BudgetGroup.WANTS, wants),
        ("other", BudgetGroup.NEEDS, left),
    )
    for name, group, part in parts:
        amount = min(part, left)
        if amount > 0:
            left -= amount
            yield _summed(name, group, amount)


def _summed(name: str, group: SpendingGroup, amount: int) -> UsualLine:
    return UsualLine(SpendingLine(id=name, group=group, amount=amount), "rest_of_spending", "computed")
