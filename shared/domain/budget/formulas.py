"""The formulas behind figures, in words."""

from collections.abc import Mapping

from shared.words import Words

FORMULAS: Mapping[str, Words] = {
    "declared": Words(id="yang kamu isi sendiri", en="what you told us"),
    "median_of_months": Words(
        id="nilai tengah dari tiga bulan anggaran penuh terakhir yang ada transaksinya",
        en="the median of the last three full budget months that have transactions",
    ),
    "balance_of_accounts": Words(
        id="jumlah saldo rekening tunai, bank, dan dompet digital",
        en="the sum of your cash, bank and e-wallet balances",
    ),
    "balance_for_emergencies": Words(
        id="jumlah saldo rekening yang kamu tandai untuk darurat",
        en="the sum of the balances you marked for emergencies",
    ),
    "balance_of_investments": Words(
        id="jumlah saldo rekening investasi", en="the sum of your investment account balances"
    ),
    "needs_plus_wants": Words(id="kebutuhan + keinginan", en="needs + wants"),
    "sum_of_liabilities": Words(id="jumlah sisa utang di daftar utang", en="sum of the listed balances"),
    "sum_of_instalments": Words(id="jumlah cicilan di daftar utang", en="sum of the listed instalments"),
    "balance_of_debts": Words(
        id="jumlah sisa semua utang yang kamu catat", en="sum of what is still owed on the debts you keep"
    ),
    "minimum_of_debts": Words(
        id="jumlah pembayaran minimum bulan ini dari utang yang kamu catat",
        en="sum of this month's minimum payments on the debts you keep",
    ),
    "no_debt": Words(id="tidak ada utang, jadi tidak ada cicilan", en="no debt, so no instalments"),
    "sum_of_investments": Words(id="jumlah nilai di daftar investasi", en="sum of the listed investments"),
    "sum_of_assets": Words(id="jumlah nilai di daftar aset", en="sum of the listed assets"),
    "sum_of_premiums": Words(id="jumlah premi di daftar asuransi", en="sum of the listed premiums"),
    "surplus": Words(
        id="pemasukan per bulan - pengeluaran per bulan", en="monthly income - monthly spending"
    ),
    "shortfall": Words(
        id="pengeluaran per bulan - pemasukan per bulan", en="monthly spending - monthly income"
    ),
    "savings_rate": Words(
        id="sisa uang per bulan ÷ pemasukan per bulan", en="left over each month ÷ monthly income"
    ),
    "saving_gap": Words(
        id="batas minimal x pemasukan per bulan - sisa uang per bulan",
        en="minimum x monthly income - left over each month",
    ),
    "debt_to_yearly_income": Words(
        id="total utang ÷ (pemasukan per bulan x 12)", en="total debt ÷ (monthly income x 12)"
    ),
    "instalments_to_income": Words(
        id="cicilan per bulan ÷ pemasukan per bulan", en="monthly instalments ÷ monthly income"
    ),
    "emergency_fund_months": Words(
        id="dana darurat ÷ pengeluaran per bulan", en="emergency fund ÷ monthly spending"
    ),
    "emergency_fund_gap": Words(
        id="batas minimal x pengeluaran per bulan - dana darurat",
        en="minimum x monthly spending - emergency fund",
    ),
    "needs_share": Words(id="kebutuhan ÷ pemasukan per bulan", en="needs ÷ monthly income"),
    "wants_share": Words(id="keinginan ÷ pemasukan per bulan", en="wants ÷ monthly income"),
    "other_share": Words(
        id="(pengeluaran - kebutuhan - keinginan) ÷ pemasukan per bulan",
        en="(spending - needs - wants) ÷ monthly income",
    ),
    "saving_share": Words(
        id="sisa uang per bulan ÷ pemasukan per bulan", en="left over each month ÷ monthly income"
    ),
    "health_score": Words(
        id="poin yang didapat ÷ poin yang sudah bisa dinilai x 100",
        en="points earned ÷ points that could be judged x 100",
    ),
}
"""Each formula in words, by its name."""
