"""One budget month of the person: where the money went, and what is still safe to spend."""

from typing import Annotated

from pydantic import Field

from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.findings.month import found_in_month
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.month.asked import AskedMonth
from shared.domain.values import Value
from shared.words import Words


class MonthArguments(Value):
    """Which budget month to look at; without one, the month of today."""

    month: Annotated[AskedMonth | None, Field(description="Leave out for the month of today.")] = None


class MonthTool(TypedTool[MonthArguments]):
    """One budget month of the person."""

    arguments = MonthArguments
    purpose = Words(id="Membaca bulan anggaranmu", en="Reading your budget month")
    declaration = declared(
        "budget_month",
        Words(
            id=(
                "Satu bulan anggaran orang yang bertanya: pemasukan, pengeluaran per kategori, anggaran dan "
                "sisanya, aman belanja per hari, sampai kapan uangnya cukup, biaya rutin, dan hal yang perlu "
                "diperhatikan (rupiah). Pakai untuk 'bulan ini habis berapa' dan 'aman belanja "
                "berapa'. Bukan untuk beberapa bulan (spending_patterns) atau satu transaksi "
                "(find_transactions)."
            ),
            en=(
                "One budget month of the asking person: income, spending by category, budgets and what is "
                "left, what is safe to spend a day, how long the money lasts, recurring costs, and what to "
                "look at (rupiah). Use it for 'how much did I spend this month' and 'what is safe to spend'. "
                "Not for several months (spending_patterns) or one transaction (find_transactions)."
            ),
        ),
        MonthArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: MonthArguments, *, setting: ToolSetting) -> Findings:
        """Read the month. Raises what the service raises."""
        month = (await self._services.budget().read_month(asked.month, now=setting.now)).month
        return found_in_month(month, setting)
