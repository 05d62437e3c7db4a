"""The person's own figures, and the analysis of their budget."""

from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.findings.budget import facts_of, found_in_budget, tell_lacking
from shared.advice.telling import Telling
from shared.advice.tools import Findings, NoArguments, ToolSetting
from shared.domain.conversation.engine import clean_text
from shared.words import Words


class SnapshotTool(TypedTool[NoArguments]):
    """The person's own figures, and what is not known yet."""

    arguments = NoArguments
    purpose = Words(id="Membaca data keuanganmu", en="Reading your figures")
    declaration = declared(
        "financial_snapshot",
        Words(
            id=(
                "Angka keuangan orang yang bertanya: pemasukan, pengeluaran, tabungan, utang, dana darurat "
                "(rupiah), tujuan, toleransi risiko, dan apa yang belum diisi. Pakai untuk pertanyaan "
                "tentang keadaan sekarang; bukan untuk penilaian sehat atau tidak (budget_analysis)."
            ),
            en=(
                "The asking person's own figures: income, spending, savings, debt, emergency fund (rupiah), "
                "stated goals, risk tolerance, and what is not filled in yet. Use it for questions about "
                "where they stand; not to judge whether that is healthy (budget_analysis)."
            ),
        ),
        NoArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: NoArguments, *, setting: ToolSetting) -> Findings:
        """Read the figures. Raises what the service raises."""
        snapshot = await self._services.snapshots().read(now=setting.now)
        telling = Telling(setting, formula="declared")
        tell_lacking(telling, snapshot.missing)
        return Findings(
            facts=facts_of((*snapshot.figures, *snapshot.declared), setting),
            missing=tuple(telling.missing),
            data={
                "stated_goals": [clean_text(goal) for goal in snapshot.stated_goals],
                "risk_tolerance": snapshot.risk_tolerance,
                "investment_experience": clean_text(snapshot.investment_experience or "") or None,
            },
        )


class BudgetTool(TypedTool[NoArguments]):
    """The analysis of the person's budget."""

    arguments = NoArguments
    purpose = Words(id="Menganalisis anggaranmu", en="Analysing your budget")
    declaration = declared(
        "budget_analysis",
        Words(
            id=(
                "Analisis anggaran orang yang bertanya: arus kas, rasio menabung, beban utang, dana darurat "
                "dalam bulan, porsi kebutuhan dan keinginan, skor kesehatan 0-100, dan peringatan dengan "
                "batasnya. Pakai untuk menilai sehat atau tidak; bukan untuk satu bulan (budget_month)."
            ),
            en=(
                "The analysis of the asking person's budget: cash flow, savings rate, debt burden, emergency "
                "fund in months, shares of needs and wants, health score 0-100, and warnings with their "
                "limits. Use it to judge whether things are healthy; not for one month (budget_month)."
            ),
        ),
        NoArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: NoArguments, *, setting: ToolSetting) -> Findings:
        """Analyse. Raises what the service raises."""
        analysis = await self._services.budget().analyze(now=setting.now)
        return found_in_budget(analysis, setting)
