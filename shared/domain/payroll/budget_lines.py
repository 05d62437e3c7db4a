"""The holiday allowance and zakat as lines for a budget."""

from collections.abc import Iterable, Iterator

from shared.domain.budget.transactions import BudgetGroup
from shared.domain.payroll.result import BudgetLine, Holiday, LineReason
from shared.domain.payroll.rules import number, part
from shared.domain.payroll.zakat import MonthZakat

SAVED_SHARE = "budget.savings_rate_good"


def budget_lines(*, holiday: Holiday | None, zakat: Iterable[MonthZakat]) -> Iterator[BudgetLine]:
    """What to expect of the holiday allowance, what to set aside of it, and zakat that one pays oneself."""
    if holiday and holiday.after_tax > 0:
        yield from _of_holiday(holiday)
    for one in zakat:
        if one.amount:
            yield BudgetLine(
                category_code="giving.charity",
                budget_group=BudgetGroup.NEEDS,
                month=one.month,
                amount=one.amount,
                reason=LineReason.ZAKAT,
                rests_on=one.rests_on,
            )


def _of_holiday(holiday: Holiday) -> Iterator[BudgetLine]:
    yield BudgetLine(
        category_code="income.bonus",
        budget_group=BudgetGroup.INCOME,
        month=holiday.month,
        amount=holiday.after_tax,
        reason=LineReason.THR_EXPECTED,
    )
    saved = part(holiday.after_tax, number(SAVED_SHARE, holiday.month.first_day))
    if saved:
        yield BudgetLine(
            category_code="saving.emergency",
            budget_group=BudgetGroup.SAVING,
            month=holiday.month,
            amount=saved,
            reason=LineReason.THR_SET_ASIDE,
            rests_on=(SAVED_SHARE,),
        )
