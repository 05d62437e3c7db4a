"""Verdicts, and the figures of a stored baseline, in words."""

from collections.abc import Mapping

from shared.domain.budget.formulas import FORMULAS
from shared.domain.budget.model import Figure
from shared.domain.money import format_rupiah
from shared.domain.months import Month, format_month
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Verdict, VerdictFigure
from shared.words import Language, Words

VERDICTS: Mapping[str, Words] = {
    "fine": Words(
        id="Aman: uang tunai paling rendah {lowest} pada {month}, dan kekayaan bersih akhirnya {net_worth}.",
        en="Fine: cash is never below {lowest} ({month}), and your net worth ends at {net_worth}.",
    ),
    "short": Words(
        id="Tidak cukup: uang tunai habis mulai {first}, paling banyak kurang {most} pada {month} "
        "(tersimpan untuk tujuan: {set_aside}).",
        en="Not enough: cash runs out from {first}; at worst {most} is lacking in {month} "
        "(set aside for goals: {set_aside}).",
    ),
    "short_too": Words(
        id=(
            "Tetap tidak cukup: uang tunai habis mulai {first}, paling banyak kurang {most} pada {month}; "
            "tanpa perubahan ini kurang {before} (tersimpan untuk tujuan: {set_aside})."
        ),
        en=(
            "Still not enough: cash runs out from {first}; at worst {most} is lacking in {month}, "
            "and {before} without this (set aside for goals: {set_aside})."
        ),
    ),
    "debt_grows": Words(
        id="Utang {debt} tidak pernah lunas: cicilannya tidak menutup bunga, dan sisanya menjadi {balance}.",
        en=(
            "The debt {debt} is never paid off: payments do not cover its interest, "
            "and it grows to {balance}."
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
        id="Tujuan {goal} tidak tercapai sampai {due}: masih kurang {lacking}.",
        en="The goal {goal} is not reached by {due}: {lacking} is lacking.",
    ),
    "goal_late": Words(
        id="Tujuan {goal} baru tercapai pada {reached}, bukan {due}.",
        en="The goal {goal} is reached only in {reached}, not by {due}.",
    ),
    "same": Words(
        id="Tidak mengubah kekayaan bersihmu di akhir; uang tunai paling rendah {lowest} pada {month}.",
        en="It leaves your net worth in the end as it is; cash is never below {lowest} ({month}).",
    ),
    "better": Words(
        id=(
            "Lebih baik: di akhir kekayaan bersihmu {difference} lebih banyak; uang tunai paling rendah "
            "{lowest} pada {month}."
        ),
        en="Better: your net worth ends {difference} higher; cash is never below {lowest} ({month}).",
    ),
    "costs": Words(
        id=(
            "Bisa, dan biayanya {difference} dari kekayaan bersihmu di akhir; uang tunai paling rendah "
            "{lowest} pada {month}."
        ),
        en=(
            "It can be done, and costs {difference} of your net worth in the end; cash is never below "
            "{lowest} ({month})."
        ),
    ),
    "mends_short": Words(
        id="Menutup kekurangan: uang tunai tidak habis lagi, paling rendah {lowest} pada {month}.",
        en="It closes the gap: cash no longer runs out, and is never below {lowest} ({month}).",
    ),
    "mends_debt_grows": Words(
        id="Utangmu tidak membesar lagi; uang tunai paling rendah {lowest} pada {month}.",
        en="Your debt no longer grows; cash is never below {lowest} ({month}).",
    ),
    "mends_fund_used_up": Words(
        id="Dana darurat tidak habis lagi; uang tunai paling rendah {lowest} pada {month}.",
        en="The emergency fund is no longer used up; cash is never below {lowest} ({month}).",
    ),
    "mends_fund_touched": Words(
        id="Dana darurat tidak terpakai lagi; uang tunai paling rendah {lowest} pada {month}.",
        en="The emergency fund is no longer touched; cash is never below {lowest} ({month}).",
    ),
    "mends_goal_missed": Words(
        id="Semua tujuan bertanggal tercapai tepat waktu; uang tunai paling rendah {lowest} pada {month}.",
        en="Every dated goal is reached in time; cash is never below {lowest} ({month}).",
    ),
    "mends_goal_late": Words(
        id="Semua tujuan bertanggal tercapai tepat waktu; uang tunai paling rendah {lowest} pada {month}.",
        en="Every dated goal is reached in time; cash is never below {lowest} ({month}).",
    ),
}
"""One line for each code."""


def verdict_words(verdict: Verdict, language: Language) -> str:
    """The verdict as a sentence with its figures."""
    figures = {figure.name: figure_words(figure, language) for figure in verdict.figures}
    return VERDICTS[verdict.code].into(language, **figures)


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
        id="dana darurat, sebatas uang tunai yang ada", en="the emergency fund, as far as there is cash"
    ),
    "less_set_aside": Words(
        id="saldo - yang disisihkan untuk tujuan - yang terutang di kartu dan paylater",
        en="balances - what is set aside for goals - what is owed on cards and paylater",
    ),
    "investments_plus_assets": Words(id="nilai investasi + nilai aset", en="investments + assets"),
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
}
"""How a figure of a stored baseline came about, by the name of its formula."""

BASELINE_LABELS: Mapping[str, Words] = {
    "income": Words(id="Pemasukan per bulan", en="Monthly income"),
    "cash": Words(id="Uang tunai di awal", en="Cash at the start"),
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


def figure_label(figure: Figure, baseline: Baseline, language: Language) -> str:
    """What a figure of a stored baseline is called."""
    kind, _, key = figure.id.removeprefix("baseline.").partition(".")
    names: dict[str, str | None] = {
        **{it.id: it.name for it in (*baseline.categories, *baseline.goals)},
        **{it.id: it.debt.name for it in baseline.debts},
    }
    line = LINES.get(key)
    name = names.get(key) or (line.into(language) if line else key)
    return BASELINE_LABELS[kind].into(language, name=name)
