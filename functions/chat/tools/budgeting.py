"""Planning a category's budget: worked out now, saved when its person says yes."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, JsonValue

from functions.chat.tools.listing import category_meant
from functions.chat.tools.offering import Wish, proposed
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.budgets import NewBudget, refusal_of_budget
from shared.domain.budget.month.asked import AskedMonth
from shared.domain.budget.month.model import MonthSummary
from shared.domain.budget.transactions import BudgetGroup, Category
from shared.domain.conversation.model import Basis
from shared.domain.money import Amount, format_rupiah
from shared.domain.months import format_month
from shared.domain.values import Value
from shared.services.budgets import BudgetPlanService
from shared.words import Words

NAME = "set_budget"

SETS = Words(
    id="Anggarkan {amount} untuk {category} di {month}.", en="Budget {amount} for {category} in {month}."
)
CHANGES = Words(
    id="Ubah anggaran {category} di {month} dari {before} menjadi {amount}.",
    en="Change the budget for {category} in {month} from {before} to {amount}.",
)
NEW = Words(id="Anggaran {category} yang baru", en="New budget for {category}")
BEFORE = Words(id="Anggaran {category} sekarang", en="Budget for {category} now")
SPENT = Words(id="{category}: terpakai bulan itu", en="{category}: spent that month")
CLOSED = "month_closed"
IS_INCOME = "budget_group_income"


class SetBudgetArguments(Value):
    """What to plan for a category in a budget month; without one, the month of today."""

    category: Annotated[str, Field(max_length=80, description="The category by its name.")]
    amount: Annotated[Amount, Field(description="Rupiah for the whole month.")]
    month: AskedMonth | None = None


class SetBudgetTool(TypedTool[SetBudgetArguments]):
    """A budget for a category."""

    arguments = SetBudgetArguments
    purpose = Words(id="Menyiapkan anggaran", en="Preparing a budget")
    declaration = declared(
        NAME,
        Words(
            id=(
                "Menetapkan anggaran satu kategori untuk satu bulan anggaran (rupiah); yang ada diganti. "
                "Disimpan baru setelah orangnya menyetujui usulan. Pakai bila orangnya minta dianggarkan; "
                "bukan untuk melihat anggaran (budget_month)."
            ),
            en=(
                "Sets the budget of one category for one budget month (rupiah); one that is there is "
                "replaced. Saved only after the person confirms the proposal. Use it when the person asks "
                "for a budget; not to look at budgets (budget_month)."
            ),
        ),
        SetBudgetArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: SetBudgetArguments, *, setting: ToolSetting) -> Findings:
        """Work it out. Raises BudgetRefused, NameUnknown, NameUnclear, TooManyProposals."""
        book, found = await asyncio.gather(
            self._services.transactions().bookkeeping(),
            self._services.budget().read_month(asked.month, now=setting.now),
        )
        month = found.month.summary
        category = category_meant(asked.category, book)
        if category.budget_group is BudgetGroup.INCOME:
            raise refusal_of_budget(IS_INCOME)
        if month.closed:
            raise refusal_of_budget(CLOSED)
        budget = NewBudget(category_id=category.id, month=month.month, amount=asked.amount)
        telling = Telling(setting, formula="stated", basis=Basis.STATED)
        wish = Wish(
            tool=NAME,
            summary=_told(telling, budget, category, month),
            shown=("set_budget.amount", "set_budget.before", "set_budget.spent"),
            arguments={"budget": budget.model_dump(mode="json")},
        )
        return await proposed(self._services, telling, setting, wish)


class SetBudgetWriter:
    """Saves a budget."""

    def __init__(self, budgets: BudgetPlanService) -> None:
        self._budgets = budgets

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Save it: a category has one budget a month, so that a repeat finds it. Raises BudgetRefused."""
        kept = await self._budgets.put(NewBudget.model_validate(arguments["budget"]))
        return {"budget": kept.model_dump(mode="json")}


def _told(telling: Telling, budget: NewBudget, category: Category, month: MonthSummary) -> str:
    """The budget in words, beside what is planned and spent now."""
    language, name = telling.language, category.named(telling.language)
    there = next((it for it in month.categories if it.category_id == category.id), None)
    before = there.budget.amount if there is not None and there.budget is not None else None
    telling.amount("set_budget.amount", telling.say(NEW, category=name), budget.amount)
    telling.amount("set_budget.before", telling.say(BEFORE, category=name), before, basis=Basis.DECLARED)
    spent = there.amount if there is not None else 0
    telling.amount("set_budget.spent", telling.say(SPENT, category=name), spent, basis=Basis.TRACKED)
    said = {
        "amount": format_rupiah(budget.amount, language),
        "category": name,
        "month": format_month(budget.month, language),
    }
    if before is None:
        return telling.say(SETS, **said)
    return telling.say(CHANGES, before=format_rupiah(before, language), **said)
