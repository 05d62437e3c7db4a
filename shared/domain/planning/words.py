"""Verdicts, and the figures of a stored baseline, in words."""

from collections.abc import Mapping

from shared.domain.budget.formulas import FORMULAS
from shared.domain.budget.model import Figure
from shared.domain.money import format_rupiah
from shared.domain.months import Month, format_month
from shared.domain.planning.outcome import Verdict, VerdictFigure
from shared.domain.planning.stored import StoredBaseline
from shared.words import Language, Words

MENDED: Mapping[str, Words] = {
    "short": Words(
        id="Menutup kekurangan: uang tunai tidak habis lagi.",
        en="It closes the gap: cash no longer runs out.",
    ),
    "debt_grows": Words(id="Utangmu tidak membesar lagi.", en="Your debt no longer grows."),
    "fund_used_up": Words(id="Dana darurat tidak habis lagi.", en="The emergency fund is no longer used up."),
    "fund_touched": Words(
        id="Dana darurat tidak terpakai lagi.", en="The emergency fund is no longer touched."
    ),
    "goal_missed": Words(
        id="Semua tujuan bertanggal tercapai tepat waktu.", en="Every dated goal is reached in time."
    ),
    "goal_late": Words(
        id="Semua tujuan bertanggal tercapai tepat waktu.", en="Every dated goal is reached in time."
    ),
}
"""What a scenario mends that is wrong with the baseline."""

VERDICTS: Mapping[str, Words] = {
    "fine": Words(
        id=(
            "Aman: uang tunai akhir bulan paling rendah {lowest} ({month}), dan kekayaan bersih akhirnya "
            "{net_worth}."
        ),
        en=(
            "Fine: no month ends with less cash than {lowest} ({month}), and your net worth ends at "
            "{net_worth}."
        ),
    ),
    "short": Words(
        id="Tidak cukup: uang tunai habis mulai {first}, paling banyak kurang {most} pada {month}.",
        en="Not enough: cash runs out from {first}; at worst {most} is lacking in {month}.",
    ),
    "short_too": Words(
        id=(
            "Tetap tidak cukup: uang tunai habis mulai {first}, paling banyak kurang {most} pada {month}; "
            "tanpa perubahan ini kurang {before}."
        ),
        en=(
            "Still not enough: cash runs out from {first}; at worst {most} is lacking in {month}, "
            "and {before} without this."
        ),
    ),
    "debt_grows": Words(
        id=(
            "Utang {debt} tidak pernah lunas: cicilannya tidak menutup bunga, dan sisanya menjadi {balance}. "
            "Sisanya baru berkurang kalau dibayar paling sedikit {shrinks_from} sebulan."
        ),
        en=(
            "The debt {debt} is never paid off: payments do not cover its interest, and it grows to "
            "{balance}. It shrinks only if at least {shrinks_from} is paid a month."
        ),
    ),
    "fund_used_up": Words(
        id="Dana darurat {fund} habis pada {month}.", en="The emergency fund of {fund} is used up in {month}."
    ),
    "fund_touched": Words(
        id="Dana darurat {fund} mulai terpakai pada {month}; paling sedikit tersisa {left}.",
        en="The emergency fund of {fund} is touched in {month}; at the least {left} of it is left.",
    ),
    "goal_missed": Words(
        id="Tujuan {goal} tidak tercapai sampai {due}; di akhir rencana masih kurang {lacking}.",
        en="The goal {goal} is not reached by {due}; {lacking} is still lacking when the plan ends.",
    ),
    "goal_late": Words(
        id="Tujuan {goal} baru tercapai pada {reached}, bukan {due}.",
        en="The goal {goal} is reached only in {reached}, not by {due}.",
    ),
    "same": Words(
        id=(
            "Tidak mengubah kekayaan bersihmu di akhir; uang tunai akhir bulan paling rendah {lowest} "
            "({month})."
        ),
        en=(
            "It leaves your net worth in the end as it is; no month ends with less cash than {lowest} "
            "({month})."
        ),
    ),
    "better": Words(
        id=(
            "Lebih baik: kekayaan bersihmu di akhir {difference} lebih banyak; uang tunai akhir bulan paling "
            "rendah {lowest} ({month})."
        ),
        en=(
            "Better: your net worth ends {difference} higher; no month ends with less cash than {lowest} "
            "({month})."
        ),
    ),
    "costs": Words(
        id=(
            "Masih aman, tetapi kekayaan bersihmu di akhir {difference} lebih sedikit; uang tunai akhir "
            "bulan paling rendah {lowest} ({month})."
        ),
        en=(
            "Still fine, but your net worth ends {difference} lower; no month ends with less cash than "
            "{lowest} ({month})."
        ),
    ),
    **{
        f"mends_{code}": Words(
            id=f"{words.id} Uang tunai akhir bulan paling rendah {{lowest}} ({{month}}).",
            en=f"{words.en} No month ends with less cash than {{lowest}} ({{month}}).",
        )
        for code, words in MENDED.items()
    },
}
"""One line for each code."""


SET_ASIDE = Words(id="Tersimpan untuk tujuan: {set_aside}.", en="Set aside for goals: {set_aside}.")
"""What is said beside a shortage where something could be taken back."""


def verdict_words(verdict: Verdict, language: Language) -> str:
    """The verdict as a sentence with its figures."""
    figures = {figure.name: figure_words(figure, language) for figure in verdict.figures}
    sentence = VERDICTS[verdict.code].into(language, **figures)
    return f"{sentence} {SET_ASIDE.into(language, **figures)}" if verdict.figure("set_aside") else sentence


def figure_words(figure: VerdictFigure, language: Language) -> str:
    """A figure as people read it."""
    if isinstance(figure.value, Month):
        return format_month(figure.value, language)
    if figure.unit == "rupiah" and isinstance(figure.value, int):
        return format_rupiah(figure.value, language)
    return str(figure.value)


HOW: Mapping[str, Words] = {
    **FORMULAS,
    "part_of_cash": Words(
        id="uang untuk darurat di akun dan tujuan, sebatas uang tunai yang ada",
        en="money for emergencies in accounts and goals, as far as there is cash",
    ),
    "less_set_aside": Words(
        id=(
            "saldo, termasuk investasi untuk darurat - yang disisihkan untuk tujuan lain - yang terutang di "
            "kartu dan paylater"
        ),
        en=(
            "balances, with investments kept for emergencies - what is set aside for other goals - what is "
            "owed on cards and paylater"
        ),
    ),
    "investments_plus_assets": Words(id="nilai investasi + nilai aset", en="investments + assets"),
    "investments_assets_resting": Words(
        id="nilai investasi + nilai aset + yang tersimpan untuk tujuan yang tidak berjalan",
        en="investments + assets + what is set aside for goals that are not saved for now",
    ),
    "median_of_category": Words(
        id="nilai tengah kategori ini dari tiga bulan penuh terakhir",
        en="the category's median over the last three full months",
    ),
    "budget_of_category": Words(
        id="anggaran kategori ini bulan ini", en="this month's budget of the category"
    ),
    "rest_of_spending": Words(
        id="pengeluaran per bulan - kategori yang disebut sendiri",
        en="monthly spending - the categories named on their own",
    ),
    "kept_debt": Words(id="sisa utang yang kamu catat", en="the debt as you keep it"),
    "set_aside_for_goal": Words(
        id="yang sudah disisihkan untuk tujuan ini", en="what is set aside for the goal"
    ),
    "goal_beyond_fund": Words(
        id="yang sudah disisihkan dihitung dalam dana darurat; tujuan ini mengumpulkan kekurangannya",
        en="what is set aside is in the emergency fund already; the goal saves for what is lacking",
    ),
}
"""How a figure of a stored baseline came about, by the name of its formula."""

BASELINE_LABELS: Mapping[str, Words] = {
    "income": Words(id="Pemasukan per bulan", en="Monthly income"),
    "cash": Words(id="Uang tunai hari ini", en="Cash today"),
    "emergency_fund": Words(id="Dana darurat", en="Emergency fund"),
    "other_assets": Words(id="Investasi dan aset", en="Investments and assets"),
    "category": Words(id="Pengeluaran per bulan: {name}", en="Monthly spending: {name}"),
    "debt": Words(id="Utang: {name}", en="Debt: {name}"),
    "goal": Words(id="Tersimpan untuk {name}", en="Set aside for {name}"),
}
LINES: Mapping[str, Words] = {
    "needs": Words(id="kebutuhan lain", en="other needs"),
    "wants": Words(id="keinginan lain", en="other wants"),
    "other": Words(id="lain-lain", en="anything else"),
}


def figure_label(figure: Figure, stored: StoredBaseline, language: Language) -> str:
    """What a figure of a stored baseline is called."""
    kind, _, key = figure.id.removeprefix("baseline.").partition(".")
    baseline = stored.baseline
    names: dict[str, str | None] = {
        **{it.id: it.name for it in (*baseline.categories, *baseline.goals)},
        **{it.id: it.debt.name for it in baseline.debts},
        **(stored.names_en if language == "en" else {}),
    }
    line = LINES.get(key)
    name = names.get(key) or (line.into(language) if line else key)
    return BASELINE_LABELS[kind].into(language, name=name)
