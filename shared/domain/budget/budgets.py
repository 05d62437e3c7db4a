"""A budget on its way to be kept, and why it is not."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import ConfigDict

from shared.domain.budget.entries import NO_CATEGORY
from shared.domain.budget.month.asked import AskedMonth
from shared.domain.money import Amount
from shared.domain.months import Month
from shared.domain.values import Value
from shared.errors import FieldProblem, InvalidInput
from shared.words import Words


class NewBudget(Value):
    """What is meant to be spent on, or set aside in, a category in a budget month. Whole rupiah."""

    category_id: UUID
    month: AskedMonth
    amount: Amount


class KeptBudget(Value):
    """A budget as it is kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    category_id: UUID
    month: Month
    amount: int


class BudgetRefused(InvalidInput):
    """A budget that cannot be kept as it was sent."""

    code = "budget_refused"
    says = Words(id="Anggaran ini belum bisa disimpan.", en="This budget could not be saved.")


_REFUSALS: Mapping[str, tuple[str, Words]] = {
    "month_closed": (
        "/month",
        Words(
            id="Bulan ini sudah kamu tutup. Buka lagi dulu untuk mengubahnya.",
            en="You closed this month. Reopen it first to change it.",
        ),
    ),
    "budget_group_income": (
        "/category_id",
        Words(id="Kategori pemasukan tidak dianggarkan.", en="Income is not budgeted."),
    ),
    "budgets_category_id_fkey": ("/category_id", NO_CATEGORY),
    "category_owner": ("/category_id", NO_CATEGORY),
}


def refusal_of_budget(constraint: str | None) -> BudgetRefused:
    """What a person is told where the database refuses a budget by a constraint of that name."""
    field = _REFUSALS.get(constraint or "")
    return BudgetRefused(*(FieldProblem(*each) for each in (field,) if each))
