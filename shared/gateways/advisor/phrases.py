"""What the offline advisor says around the figures: openings, topics and replies without figures."""

from typing import NamedTuple

from shared.gateways.advisor.intents import Intent
from shared.words import Words

SNAPSHOT_TOOL = "financial_snapshot"
ANALYSIS_TOOL = "budget_analysis"
MONTH_TOOL = "budget_month"

SIGNATURE = Words(
    id="Dijawab oleh penasihat offline Fintar, tanpa model AI.",
    en="Answered by Fintar's offline advisor, without an AI model.",
)
CANNOT_READ = Words(
    id="Maaf, datamu belum bisa kubaca sekarang, dan aku tidak mau menebak angka. Coba lagi sebentar lagi.",
    en="Sorry, I cannot read your data right now, and I will not guess numbers. Please ask again shortly.",
)
NOTHING_FILLED_IN = Words(
    id="Aku belum punya angka yang kubutuhkan untuk menjawab ini.",
    en="I do not have the figures I need to answer this yet.",
)
FILL_IN = Words(id="Supaya lebih lengkap:", en="To make it more complete:")
FILL_IN_FIRST = Words(id="Isi dulu, ya:", en="Please fill these in first:")
LOOK_AT = Words(id="Yang perlu diperhatikan:", en="What to look at:")

ABOUT_ME = Words(
    id=(
        "Aku penasihat offline Fintar. Aku membaca angka keuanganmu sendiri, menghitungnya dengan kode, dan "
        "menjelaskannya. Aku bukan manusia dan bukan penasihat berlisensi."
    ),
    en=(
        "I am Fintar's offline advisor. I read your own figures, let code do the sums, and explain them. "
        "I am neither a person nor a licensed advisor."
    ),
)
ABLE_TO = Words(
    id=(
        "Kamu bisa bertanya tentang:\n"
        "- data keuanganmu: pemasukan, pengeluaran, tabungan, utang\n"
        "- anggaranmu: sisa uang, rasio menabung, skor kesehatan keuangan\n"
        "- bulan ini: uangmu ke mana, dan aman belanja berapa per hari\n"
        "- dana darurat dan beban cicilan\n"
        'Contoh: "Keuanganku sehat nggak?" atau "Dana daruratku cukup?"'
    ),
    en=(
        "You can ask about:\n"
        "- your figures: income, spending, savings, debt\n"
        "- your budget: what is left over, savings rate, financial health score\n"
        "- this month: where your money went, and what is safe to spend a day\n"
        "- your emergency fund and instalments\n"
        'For example: "Is my budget healthy?" or "Is my emergency fund enough?"'
    ),
)
PLAIN: dict[Intent, Words] = {
    Intent.GREETING: Words(
        id=f"Halo! Senang kamu mampir. {ABOUT_ME.id}\n{ABLE_TO.id}",
        en=f"Hello, good to see you. {ABOUT_ME.en}\n{ABLE_TO.en}",
    ),
    Intent.THANKS: Words(
        id="Sama-sama! Kalau ada yang mau dicek lagi soal keuanganmu, tanya saja.",
        en="You're welcome! Ask whenever you want to check your finances again.",
    ),
    Intent.IDENTITY: ABOUT_ME,
    Intent.ABILITIES: ABLE_TO,
    Intent.CONSULTANT: Words(
        id=(
            "Untuk keputusan besar, bicara dengan konsultan keuangan manusia itu langkah yang baik. Mencari "
            "dan memesan konsultan dari obrolan ini belum bisa; sementara itu aku bisa menyiapkan gambaran "
            'keuanganmu. Coba tanya: "Bagaimana kondisi keuanganku?"'
        ),
        en=(
            "For big decisions, talking to a human financial consultant is a good step. Finding and booking "
            "one from this chat is not possible yet; meanwhile I can prepare a picture of your finances. Try "
            'asking: "How is my budget doing?"'
        ),
    ),
    Intent.UNKNOWN: Words(
        id=f"Yang itu di luar yang bisa kubantu; aku hanya paham keuangan pribadimu.\n{ABLE_TO.id}",
        en=f"That is outside what I can help with; I only know your personal finances.\n{ABLE_TO.en}",
    ),
}
"""Replies that need no figures."""


class Topic(NamedTuple):
    """How one question is answered from figures: the tool, the opening, and the figures and remarks it shows.

    `shows` are ids of facts in the order they are told, one that ends with a dot standing for the first few
    that begin with it; `remarks` are codes of remarks and `asks` names of
    what may be missing, each all of them where empty.
    """

    tool: str
    opening: Words
    shows: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    closing: Words | None = None


MONTHLY = ("snapshot.monthly_income", "snapshot.monthly_expenses", "budget.surplus", "budget.shortfall")

TOPICS: dict[Intent, Topic] = {
    Intent.FIGURES: Topic(
        tool=SNAPSHOT_TOOL,
        opening=Words(id="Ini data keuanganmu yang kupunya:", en="These are your figures as I have them:"),
        shows=(
            "snapshot.monthly_income",
            "snapshot.monthly_expenses",
            "snapshot.monthly_needs",
            "snapshot.monthly_wants",
            "snapshot.current_savings",
            "snapshot.emergency_fund_amount",
            "snapshot.current_debt",
            "snapshot.monthly_instalments",
            "snapshot.investments_value",
            "snapshot.assets_value",
        ),
    ),
    Intent.INCOME: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(id="Ini pemasukanmu dan ke mana perginya:", en="Your income and where it goes:"),
        shows=(*MONTHLY, "budget.savings_rate"),
        remarks=("no_income", "deficit", "low_savings"),
        asks=("monthly_income", "monthly_expenses"),
    ),
    Intent.SPENDING: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(id="Ini gambaran pengeluaranmu:", en="This is what your spending looks like:"),
        shows=(
            *MONTHLY,
            "budget.needs_share",
            "budget.wants_share",
            "budget.other_share",
        ),
        remarks=("deficit", "wants_heavy", "needs_heavy", "no_spending", "split_exceeds_spending"),
        asks=("monthly_expenses", "monthly_needs", "monthly_wants"),
    ),
    Intent.MONTH: Topic(
        tool=MONTH_TOOL,
        opening=Words(id="Ini bulan anggaranmu sejauh ini:", en="This is your budget month so far:"),
        shows=(
            "month.income",
            "month.spending",
            "month.category.",
            "month.uncategorized",
            "month.saving",
            "month.left_over",
            "month.safe_per_day",
        ),
    ),
    Intent.SAFE_TO_SPEND: Topic(
        tool=MONTH_TOOL,
        opening=Words(
            id="Ini yang aman kamu belanjakan, dan dari mana hitungannya:",
            en="This is what is safe to spend, and what it rests on:",
        ),
        shows=(
            "month.safe_per_day",
            "month.room",
            "month.runs_out_in",
            "month.everyday_money",
            "month.upcoming_bills",
            "month.saving_planned",
            "month.budget_left",
            "month.days_left",
        ),
        remarks=("runs_out", "income_missing", "overdrawn", "heading_over", "budget_over", "budget_at_risk"),
    ),
    Intent.SAVING: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(id="Ini soal tabunganmu:", en="This is where your saving stands:"),
        shows=(
            "snapshot.current_savings",
            "budget.surplus",
            "budget.shortfall",
            "budget.savings_rate",
            "budget.saving_gap",
        ),
        remarks=("deficit", "low_savings"),
        asks=("monthly_income", "monthly_expenses", "current_savings"),
        closing=Words(
            id="Cara yang paling ringan: sisihkan begitu gajian, sebelum uangnya terpakai.",
            en="The easiest way: set it aside on payday, before it is spent.",
        ),
    ),
    Intent.EMERGENCY_FUND: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(id="Ini keadaan dana daruratmu:", en="This is your emergency fund:"),
        shows=(
            "snapshot.emergency_fund_amount",
            "budget.emergency_fund_months",
            "threshold.emergency_fund_min",
            "budget.emergency_fund_gap",
        ),
        remarks=("no_emergency_fund", "thin_emergency_fund"),
        asks=("emergency_fund_amount", "monthly_expenses"),
    ),
    Intent.DEBT: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(id="Ini beban utangmu:", en="This is your debt:"),
        shows=(
            "snapshot.current_debt",
            "snapshot.monthly_instalments",
            "budget.instalments_to_income",
            "threshold.instalments_max",
            "budget.debt_to_yearly_income",
        ),
        remarks=("instalments_too_high", "instalments_near_limit", "heavy_debt", "debt_lists_disagree"),
        asks=("current_debt", "liabilities", "liabilities.monthly_payment", "monthly_income"),
    ),
    Intent.BUDGET: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(id="Ini hasil analisis anggaranmu:", en="This is the analysis of your budget:"),
        shows=(
            "budget.health_score",
            *MONTHLY,
            "budget.savings_rate",
            "budget.emergency_fund_months",
            "budget.instalments_to_income",
        ),
    ),
    Intent.GOAL: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(
            id=(
                "Rencana per tujuan belum bisa kuhitung di sini. Ini pijakannya, yaitu ruang yang kamu punya "
                "tiap bulan:"
            ),
            en=(
                "I cannot plan single goals here yet. This is what a plan would stand on, the room you have "
                "each month:"
            ),
        ),
        shows=(*MONTHLY, "snapshot.current_savings", "budget.emergency_fund_months"),
        remarks=("deficit", "no_emergency_fund", "thin_emergency_fund"),
        asks=("monthly_income", "monthly_expenses", "current_savings", "emergency_fund_amount"),
    ),
    Intent.INVESTMENT: Topic(
        tool=ANALYSIS_TOOL,
        opening=Words(
            id=(
                "Strategi investasi belum bisa kuhitung di sini. Sebelum berinvestasi, periksa dulu tiga hal "
                "ini dari datamu: sisa uang, dana darurat, dan cicilan."
            ),
            en=(
                "I cannot work out an investment strategy here yet. Before investing, check three things in "
                "your data: what is left over, the emergency fund, and instalments."
            ),
        ),
        shows=(
            "budget.surplus",
            "budget.shortfall",
            "budget.emergency_fund_months",
            "threshold.emergency_fund_min",
            "budget.instalments_to_income",
        ),
        remarks=("deficit", "no_emergency_fund", "thin_emergency_fund", "instalments_too_high"),
        asks=("monthly_income", "monthly_expenses", "emergency_fund_amount", "liabilities"),
        closing=Words(
            id="Ini edukasi, bukan nasihat investasi; untuk itu bicaralah dengan konsultan berizin.",
            en="This is education, not investment advice; for that, talk to a licensed consultant.",
        ),
    ),
}
"""Questions that are answered from figures."""
