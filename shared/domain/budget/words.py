"""What figures, warnings and missing answers are called, so that HTTP and chat say the same."""

from collections.abc import Mapping
from decimal import Decimal

from shared.domain.budget.model import BudgetAnalysis, BudgetWarning, Figure, Threshold, Unit
from shared.domain.money import format_rupiah
from shared.words import Language, Words

LABELS: Mapping[str, Words] = {
    "snapshot.monthly_income": Words(id="Pemasukan per bulan", en="Monthly income"),
    "snapshot.monthly_expenses": Words(id="Pengeluaran per bulan", en="Monthly spending"),
    "snapshot.monthly_needs": Words(id="Kebutuhan per bulan", en="Monthly needs"),
    "snapshot.monthly_wants": Words(id="Keinginan per bulan", en="Monthly wants"),
    "snapshot.current_savings": Words(id="Tabungan saat ini", en="Savings today"),
    "snapshot.current_debt": Words(id="Total utang", en="Total debt"),
    "snapshot.emergency_fund_amount": Words(id="Dana darurat", en="Emergency fund"),
    "snapshot.monthly_instalments": Words(id="Cicilan per bulan", en="Monthly instalments"),
    "snapshot.liabilities_balance": Words(id="Jumlah daftar utang", en="Sum of the listed debts"),
    "snapshot.investments_value": Words(id="Nilai investasi", en="Value of investments"),
    "snapshot.assets_value": Words(id="Nilai aset", en="Value of assets"),
    "snapshot.insurance_premiums": Words(id="Premi asuransi per bulan", en="Monthly insurance premiums"),
    "declared.monthly_income": Words(id="Pemasukan per bulan yang kamu isi", en="Monthly income you told us"),
    "declared.monthly_expenses": Words(
        id="Pengeluaran per bulan yang kamu isi", en="Monthly spending you told us"
    ),
    "declared.monthly_needs": Words(id="Kebutuhan per bulan yang kamu isi", en="Monthly needs you told us"),
    "declared.monthly_wants": Words(id="Keinginan per bulan yang kamu isi", en="Monthly wants you told us"),
    "declared.current_savings": Words(id="Tabungan yang kamu isi", en="Savings you told us"),
    "declared.current_debt": Words(id="Total utang yang kamu isi", en="Total debt you told us"),
    "declared.monthly_instalments": Words(id="Cicilan yang kamu isi", en="Instalments you told us"),
    "declared.emergency_fund_amount": Words(id="Dana darurat yang kamu isi", en="Emergency fund you told us"),
    "declared.investments_value": Words(
        id="Nilai investasi yang kamu isi", en="Value of investments you told us"
    ),
    "budget.surplus": Words(id="Sisa uang per bulan", en="Left over each month"),
    "budget.shortfall": Words(id="Kekurangan per bulan", en="Short each month"),
    "budget.savings_rate": Words(id="Rasio menabung", en="Savings rate"),
    "budget.saving_gap": Words(
        id="Tambahan tabungan per bulan untuk mencapai batas minimal",
        en="Extra saving a month to reach the minimum",
    ),
    "budget.debt_to_yearly_income": Words(
        id="Total utang dibanding pemasukan setahun", en="Total debt to a year's income"
    ),
    "budget.instalments_to_income": Words(
        id="Cicilan bulanan dibanding pemasukan bulanan", en="Monthly instalments to monthly income"
    ),
    "budget.emergency_fund_months": Words(
        id="Dana darurat dalam bulan pengeluaran", en="Emergency fund in months of spending"
    ),
    "budget.emergency_fund_gap": Words(
        id="Kekurangan dana darurat menuju batas minimal", en="Missing from the minimum emergency fund"
    ),
    "budget.needs_share": Words(id="Porsi kebutuhan", en="Share of needs"),
    "budget.wants_share": Words(id="Porsi keinginan", en="Share of wants"),
    "budget.other_share": Words(id="Porsi pengeluaran lain", en="Share of other spending"),
    "budget.saving_share": Words(id="Porsi tabungan", en="Share of saving"),
    "budget.health_score": Words(id="Skor kesehatan keuangan", en="Financial health score"),
    "score.saving": Words(id="Kebiasaan menabung", en="Saving"),
    "score.emergency_fund": Words(id="Dana darurat", en="Emergency fund"),
    "score.debt": Words(id="Beban utang", en="Debt burden"),
    "score.split": Words(id="Kebutuhan dan keinginan", en="Needs and wants"),
    "threshold.savings_rate_min": Words(id="Batas minimal rasio menabung", en="Minimum savings rate"),
    "threshold.savings_rate_good": Words(id="Target rasio menabung", en="Target savings rate"),
    "threshold.emergency_fund_min": Words(
        id="Dana darurat minimal (bulan)", en="Minimum emergency fund (months)"
    ),
    "threshold.emergency_fund_good": Words(
        id="Dana darurat yang aman (bulan)", en="Comfortable emergency fund (months)"
    ),
    "threshold.instalments_healthy": Words(id="Batas cicilan yang sehat", en="Healthy instalment limit"),
    "threshold.instalments_max": Words(id="Batas atas cicilan", en="Upper instalment limit"),
    "threshold.debt_to_yearly_income_high": Words(
        id="Tanda utang besar dibanding pemasukan setahun", en="Marker of heavy debt to a year's income"
    ),
    "threshold.needs_max": Words(id="Batas porsi kebutuhan", en="Limit for needs"),
    "threshold.wants_max": Words(id="Batas porsi keinginan", en="Limit for wants"),
}
"""Names by id, for figures, parts of the score and thresholds."""

WARNINGS: Mapping[str, Words] = {
    "no_income": Words(
        id=(
            "Pemasukanmu tercatat {monthly_income}. Kalau memang sedang tidak ada pemasukan, utamakan "
            "kebutuhan pokok dan jangan menambah utang; kalau belum diisi, lengkapi dulu ya."
        ),
        en=(
            "Your income is recorded as {monthly_income}. If there really is none right now, put essentials "
            "first and take on no new debt; if you have not filled it in, do that first."
        ),
    ),
    "deficit": Words(
        id=(
            "Pengeluaranmu {monthly_expenses} sebulan, lebih besar dari pemasukan {monthly_income}: kurang "
            "{shortfall} tiap bulan. Mulai dari pengeluaran yang paling mudah ditunda."
        ),
        en=(
            "You spend {monthly_expenses} a month, more than the {monthly_income} you take in: "
            "{shortfall} short each month. Start with the spending that is easiest to put off."
        ),
    ),
    "no_emergency_fund": Words(
        id=(
            "Dana daruratmu masih {emergency_fund_amount}. Sakit atau kehilangan kerja bisa langsung jadi "
            "utang. Mulai kecil dan rutin; batas minimalnya {emergency_fund_min} pengeluaran."
        ),
        en=(
            "Your emergency fund is {emergency_fund_amount}. Illness or a lost job could turn straight into "
            "debt. Start small and regular; the minimum is {emergency_fund_min} of spending."
        ),
    ),
    "instalments_too_high": Words(
        id=(
            "Cicilanmu {monthly_instalments} sebulan, {instalments_to_income} dari pemasukan, di atas batas "
            "{instalments_max}. Jangan tambah cicilan atau paylater baru, dan coba minta keringanan."
        ),
        en=(
            "Your instalments are {monthly_instalments} a month, {instalments_to_income} of income, over "
            "the {instalments_max} limit. Take on nothing new, paylater included, and ask for easier terms."
        ),
    ),
    "heavy_debt": Words(
        id=(
            "Total utangmu {current_debt}, {debt_to_yearly_income} dari pemasukan setahun. Isi cicilan tiap "
            "utang supaya bebannya per bulan kelihatan."
        ),
        en=(
            "You owe {current_debt}, {debt_to_yearly_income} of a year's income. Fill in each debt's "
            "instalment to see what it costs you a month."
        ),
    ),
    "thin_emergency_fund": Words(
        id=(
            "Dana daruratmu cukup untuk {emergency_fund_months} pengeluaran, belum sampai "
            "{emergency_fund_min}. Masih kurang {emergency_fund_gap}."
        ),
        en=(
            "Your emergency fund covers {emergency_fund_months} of spending, not yet {emergency_fund_min}. "
            "{emergency_fund_gap} is missing."
        ),
    ),
    "instalments_near_limit": Words(
        id=(
            "Cicilanmu {monthly_instalments} sebulan, {instalments_to_income} dari pemasukan, sudah lewat "
            "batas sehat {instalments_healthy}. Tahan dulu cicilan baru."
        ),
        en=(
            "Your instalments are {monthly_instalments} a month, {instalments_to_income} of income, past the "
            "healthy limit of {instalments_healthy}. Hold off on new ones."
        ),
    ),
    "low_savings": Words(
        id=(
            "Kamu menyisakan {savings_rate} dari pemasukan, di bawah {savings_rate_min}. Sisihkan "
            "{saving_gap} lagi sebulan untuk sampai ke sana; sedikit dulu juga tidak apa-apa."
        ),
        en=(
            "You keep {savings_rate} of your income, below {savings_rate_min}. Setting aside {saving_gap} "
            "more a month gets you there; a little is a fine start."
        ),
    ),
    "wants_heavy": Words(
        id=(
            "Keinginan mengambil {wants_share} dari pemasukan, di atas {wants_max}. Pilih satu yang bisa "
            "dikurangi."
        ),
        en="Wants take {wants_share} of your income, above {wants_max}. Pick one to cut back.",
    ),
    "needs_heavy": Words(
        id=(
            "Kebutuhan mengambil {needs_share} dari pemasukan, di atas {needs_max}. Wajar kalau pemasukan "
            "terbatas; cek yang paling besar, misalnya kos, makan, atau transportasi."
        ),
        en=(
            "Needs take {needs_share} of your income, above {needs_max}. That is common on a limited income; "
            "look at the biggest ones, such as rent, food or transport."
        ),
    ),
    "no_spending": Words(
        id=(
            "Pengeluaranmu tercatat {monthly_expenses}, jadi belum bisa dihitung dana daruratmu cukup untuk "
            "berapa bulan."
        ),
        en=(
            "Your spending is recorded as {monthly_expenses}, so how many months your emergency fund covers "
            "cannot be worked out."
        ),
    ),
    "split_exceeds_spending": Words(
        id=(
            "Kebutuhan {monthly_needs} ditambah keinginan {monthly_wants} melebihi pengeluaran "
            "{monthly_expenses}. Cek lagi angkanya ya."
        ),
        en=(
            "Needs of {monthly_needs} plus wants of {monthly_wants} exceed the spending of "
            "{monthly_expenses}. Please check these numbers."
        ),
    ),
    "debt_lists_disagree": Words(
        id="Total utang yang kamu isi {current_debt}, tapi jumlah di daftar utang {liabilities_balance}. "
        "Perhitungan ini memakai total utang; cek lagi mana yang benar.",
        en="You entered a total debt of {current_debt}, but the listed debts add up to "
        "{liabilities_balance}. The total is used here; please check which is right.",
    ),
}
"""Each warning in words, by its code; placeholders are the last part of a figure's or threshold's id."""

MISSING: Mapping[str, Words] = {
    "monthly_income": Words(
        id="Isi pemasukan per bulan supaya rasio menabung dan beban utang bisa dihitung.",
        en="Add your monthly income so that the savings rate and debt burden can be worked out.",
    ),
    "monthly_expenses": Words(
        id="Isi pengeluaran per bulan supaya sisa uang dan bulan dana darurat bisa dihitung.",
        en="Add your monthly spending so that what is left and the emergency months can be worked out.",
    ),
    "current_savings": Words(
        id="Isi tabungan saat ini supaya gambaran keuanganmu lengkap.",
        en="Add your savings to complete the picture.",
    ),
    "current_debt": Words(
        id="Isi total utang (0 kalau tidak ada) supaya beban utang bisa dinilai.",
        en="Add your total debt (0 if none) so that the debt burden can be judged.",
    ),
    "emergency_fund_amount": Words(
        id="Isi dana darurat (0 kalau belum ada) supaya ketahanannya bisa dihitung.",
        en="Add your emergency fund (0 if none) so that how long it lasts can be worked out.",
    ),
    "monthly_needs": Words(
        id="Isi kebutuhan per bulan supaya porsinya bisa dibandingkan dengan 50/30/20.",
        en="Add your monthly needs so that their share can be compared with 50/30/20.",
    ),
    "monthly_wants": Words(
        id="Isi keinginan per bulan supaya porsinya bisa dibandingkan dengan 50/30/20.",
        en="Add your monthly wants so that their share can be compared with 50/30/20.",
    ),
    "liabilities": Words(
        id="Isi daftar utang beserta cicilannya supaya beban cicilan per bulan bisa dihitung.",
        en="List your debts with their instalments so that the monthly burden can be worked out.",
    ),
    "liabilities.monthly_payment": Words(
        id="Isi cicilan per bulan tiap utang supaya beban cicilan bisa dihitung.",
        en="Add each debt's monthly instalment so that the monthly burden can be worked out.",
    ),
    "debts": Words(
        id="Perbaiki utang yang syaratnya tidak cocok supaya cicilan per bulan bisa dihitung.",
        en="Correct the debts whose terms do not go together so that the instalments can be worked out.",
    ),
}
"""What to fill in and what it makes possible, by the missing name."""

UNITS: Mapping[Unit, Words] = {
    Unit.MONTHS: Words(id="bulan", en="months"),
    Unit.DAYS: Words(id="hari", en="days"),
    Unit.POINTS: Words(id="poin", en="points"),
    Unit.DEVIATIONS: Words(id="simpangan", en="deviations"),
}
ONE: Mapping[Unit, Words] = {
    Unit.MONTHS: Words(id="bulan", en="month"),
    Unit.DAYS: Words(id="hari", en="day"),
    Unit.POINTS: Words(id="poin", en="point"),
    Unit.DEVIATIONS: Words(id="simpangan", en="deviation"),
}
"""What a count of things is called, and a single one."""


def number_words(value: int | Decimal, unit: Unit, language: Language) -> str:
    """A number as people read it: `Rp1.250.000`, `12,5%`, `2,9 bulan`, `57 poin` (and in English)."""
    if unit is Unit.RUPIAH:
        return format_rupiah(int(value), language)
    if unit is Unit.FRACTION:
        return f"{_decimal(Decimal(value) * 100, language)}%"
    if unit is Unit.COUNT:
        return _decimal(Decimal(value), language)
    name = (ONE if value == 1 else UNITS)[unit]
    return f"{_decimal(Decimal(value), language)} {name.into(language)}"


def figure_words(figure: Figure | Threshold, language: Language) -> str:
    """The figure's or threshold's number as people read it."""
    return number_words(figure.value, figure.unit, language)


def warning_words(warning: BudgetWarning, analysis: BudgetAnalysis, language: Language) -> str:
    """The warning as a sentence with its figures and thresholds, taken from the analysis it belongs to."""
    known = {item.id: item for item in (*analysis.figures, *analysis.thresholds)}
    named = {
        item_id.rpartition(".")[2]: figure_words(known[item_id], language)
        for item_id in (*warning.figures, *warning.thresholds)
    }
    return WARNINGS[warning.code].into(language, **named)


def _decimal(number: Decimal, language: Language) -> str:
    plain = f"{number.normalize():,f}"
    return plain.translate(str.maketrans(",.", ".,")) if language == "id" else plain
