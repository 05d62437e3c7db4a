"""Names and formulas of a month's figures, and names of its thresholds, in words."""

from collections.abc import Mapping

from shared.words import Words

MONTH_LABELS: Mapping[str, Words] = {
    "month.income": Words(id="Pemasukan bulan ini", en="Income this month"),
    "month.spending": Words(id="Pengeluaran bulan ini", en="Spending this month"),
    "month.needs": Words(id="Kebutuhan bulan ini", en="Needs this month"),
    "month.wants": Words(id="Keinginan bulan ini", en="Wants this month"),
    "month.uncategorized": Words(id="Pengeluaran tanpa kategori", en="Spending without a category"),
    "month.saving": Words(id="Disisihkan bulan ini", en="Set aside this month"),
    "month.adjustments": Words(id="Penyesuaian saldo", en="Balance adjustments"),
    "month.net": Words(id="Perubahan saldo bulan ini", en="Change of balances this month"),
    "month.planned": Words(id="Anggaran bulan ini", en="Budgets of this month"),
    "month.left_over": Words(id="Sisa bulan ini", en="Left over this month"),
    "month.savings_rate": Words(id="Rasio menabung bulan ini", en="Savings rate this month"),
    "month.usual_savings_rate": Words(id="Rasio menabung biasanya", en="Usual savings rate"),
    "month.fixed_cost": Words(id="Biaya tetap", en="Fixed cost"),
    "month.variable_cost": Words(id="Biaya tidak tetap", en="Variable cost"),
    "month.fixed_share": Words(id="Porsi biaya tetap", en="Share of fixed cost"),
    "month.uncategorized_share": Words(id="Porsi tanpa kategori", en="Share without a category"),
    "month.budget_line": Words(id="Garis anggaran sampai hari ini", en="Budget line up to today"),
    "month.spent_so_far": Words(id="Terpakai sampai hari ini", en="Spent up to today"),
    "month.beyond_line": Words(id="Selisih dari garis anggaran", en="Distance from the budget line"),
    "month.days_left": Words(id="Sisa hari, termasuk hari ini", en="Days left, today included"),
    "month.upcoming_bills": Words(id="Tagihan yang akan datang", en="Bills still to come"),
    "month.upcoming_booked": Words(
        id="Pengeluaran yang sudah dicatat untuk nanti", en="Spending already booked ahead"
    ),
    "month.upcoming_pay": Words(id="Pemasukan yang diperkirakan datang", en="Income expected to come"),
    "month.planned_spending": Words(id="Anggaran belanja bulan ini", en="Spending budgets of this month"),
    "month.budget_left": Words(id="Sisa anggaran belanja", en="Left of the spending budgets"),
    "month.room_in_budgets": Words(id="Ruang dalam anggaran", en="Room in the budgets"),
    "month.everyday_money": Words(id="Uang sehari-hari", en="Everyday money"),
    "month.card_debt": Words(id="Tagihan kartu kredit dan paylater", en="Owed on credit cards and paylater"),
    "month.saving_planned": Words(id="Rencana menabung yang belum jalan", en="Saving still planned"),
    "month.room_in_accounts": Words(id="Ruang di rekening", en="Room in the accounts"),
    "month.room": Words(id="Aman dibelanjakan sampai akhir bulan", en="Safe to spend until the month ends"),
    "month.safe_per_day": Words(id="Aman dibelanjakan per hari", en="Safe to spend per day"),
    "month.daily_pace": Words(id="Laju belanja harian", en="Everyday spending per day"),
    "month.projected_spending": Words(
        id="Perkiraan pengeluaran sampai akhir bulan", en="Spending the month is heading for"
    ),
    "month.runs_out_in": Words(id="Uang cukup untuk", en="The money lasts"),
    "month.recurring_total": Words(id="Biaya rutin per bulan", en="Recurring cost per month"),
    "month.recurring_share": Words(id="Porsi biaya rutin dari pemasukan", en="Recurring cost to income"),
    "month.subscriptions": Words(id="Jumlah langganan", en="Subscriptions"),
    "month.subscriptions_total": Words(id="Langganan per bulan", en="Subscriptions per month"),
    "month.subscriptions_yearly": Words(id="Langganan per tahun", en="Subscriptions per year"),
    "month.idle_cash": Words(id="Uang menganggur", en="Idle money"),
    "threshold.materiality": Words(id="Porsi pemasukan yang berarti", en="Share of income that matters"),
    "threshold.anomaly_deviations": Words(
        id="Batas simpangan dari biasanya", en="Deviations from the usual that stand out"
    ),
    "threshold.anomaly_months_min": Words(
        id="Bulan pembanding paling sedikit", en="Months to compare with, at least"
    ),
    "threshold.anomaly_items_min": Words(
        id="Pembayaran pembanding paling sedikit", en="Payments to compare with, at least"
    ),
    "threshold.recurring_occurrences_min": Words(
        id="Berapa kali baru disebut rutin", en="Times before it counts as recurring"
    ),
    "threshold.recurring_amount_tolerance": Words(
        id="Toleransi jumlah biaya rutin", en="Tolerance of a recurring amount"
    ),
    "threshold.recurring_steps_share": Words(
        id="Porsi perubahan harga biaya rutin", en="Share of a recurring charge's price changes"
    ),
    "threshold.recurring_skips_max": Words(
        id="Biaya rutin boleh terlewat berturut-turut", en="Recurring charges missing in a row"
    ),
    "threshold.recurring_days_weekly": Words(
        id="Toleransi hari biaya mingguan", en="Days a weekly charge may shift"
    ),
    "threshold.recurring_days_fortnightly": Words(
        id="Toleransi hari biaya dua mingguan", en="Days a fortnightly charge may shift"
    ),
    "threshold.recurring_days_monthly": Words(
        id="Toleransi hari biaya bulanan", en="Days a monthly charge may shift"
    ),
    "threshold.recurring_days_yearly": Words(
        id="Toleransi hari biaya tahunan", en="Days a yearly charge may shift"
    ),
    "threshold.price_stable": Words(id="Beda jumlah pada harga yang sama", en="Difference within one price"),
    "threshold.price_rise_min": Words(id="Kenaikan harga yang berarti", en="Price rise that counts"),
    "threshold.subscriptions_high": Words(
        id="Porsi langganan yang perlu dicek", en="Share of subscriptions worth a look"
    ),
    "threshold.pace_days_min": Words(
        id="Hari sebelum laju bulan ini dipakai", en="Days before a month's own pace is taken"
    ),
    "threshold.runway_months_max": Words(
        id="Sejauh mana uang habis diperkirakan", en="How far ahead running out of money is told"
    ),
    "threshold.plan_coverage_min": Words(
        id="Bagian pengeluaran biasa yang harus dianggarkan", en="Share of usual spending budgets must hold"
    ),
    "threshold.plan_margin": Words(
        id="Toleransi di atas seluruh anggaran", en="Margin above all budgets together"
    ),
    "threshold.budget_margin": Words(id="Toleransi di atas anggaran kategori", en="Margin above a budget"),
    "threshold.budget_elapsed_min": Words(
        id="Bagian bulan sebelum laju kategori dinilai", en="Share of the month before a pace is judged"
    ),
    "threshold.budget_transactions_min": Words(
        id="Transaksi sebelum laju kategori dinilai", en="Transactions before a pace is judged"
    ),
    "threshold.uncategorized_high": Words(
        id="Porsi tanpa kategori yang perlu dirapikan", en="Share without a category worth sorting"
    ),
    "threshold.idle_cash_months": Words(
        id="Bulan pengeluaran sebelum uang menganggur", en="Months of spending before money lies idle"
    ),
    "threshold.savings_rate_change": Words(
        id="Perubahan rasio menabung yang berarti", en="Change of the savings rate that counts"
    ),
    "threshold.trend_months_min": Words(
        id="Bulan pembanding rasio menabung", en="Months to compare a savings rate with"
    ),
    "threshold.tracked_months_min": Words(
        id="Bulan tercatat sebelum jadi gambaran biasanya", en="Months recorded before they tell the usual"
    ),
}
"""Names by id, for figures of the month as a whole and thresholds."""

MONTH_FORMULAS: Mapping[str, Words] = {
    "month_income": Words(id="jumlah kategori pemasukan", en="sum of the income categories"),
    "month_spending": Words(
        id="kebutuhan + keinginan + tanpa kategori, dikurangi pengembalian",
        en="needs + wants + without a category, less refunds",
    ),
    "month_needs": Words(id="jumlah kategori kebutuhan", en="sum of the categories of needs"),
    "month_wants": Words(id="jumlah kategori keinginan", en="sum of the categories of wants"),
    "month_uncategorized": Words(
        id="jumlah pengeluaran yang belum punya kategori", en="sum of spending without a category"
    ),
    "month_saving": Words(id="jumlah kategori tabungan", en="sum of the categories of saving"),
    "month_adjustments": Words(
        id="selisih saldo yang dicatat saat pencocokan", en="differences booked when balances were reconciled"
    ),
    "month_net": Words(
        id="pemasukan - pengeluaran - disisihkan + penyesuaian",
        en="income - spending - set aside + adjustments",
    ),
    "month_planned": Words(
        id="jumlah anggaran, termasuk pindahan dan bawaan",
        en="sum of budgets, with what was moved and carried",
    ),
    "month_left_over": Words(id="pemasukan - pengeluaran", en="income - spending"),
    "month_savings_rate": Words(id="sisa bulan ini ÷ pemasukan", en="left over ÷ income"),
    "month_usual_savings_rate": Words(
        id="nilai tengah rasio menabung bulan-bulan sebelumnya", en="the median of earlier months' rates"
    ),
    "month_fixed_cost": Words(
        id="jumlah kategori yang biayanya tetap", en="sum of the categories of fixed cost"
    ),
    "month_variable_cost": Words(id="pengeluaran - biaya tetap", en="spending - fixed cost"),
    "month_fixed_share": Words(id="biaya tetap ÷ pengeluaran", en="fixed cost ÷ spending"),
    "month_uncategorized_share": Words(id="tanpa kategori ÷ pengeluaran", en="without a category ÷ spending"),
    "month_budget_line": Words(
        id="anggaran dibagi rata per hari sampai hari ini", en="budgets spread evenly over the days"
    ),
    "month_spent_so_far": Words(id="pengeluaran sampai hari ini", en="spending up to today"),
    "month_beyond_line": Words(
        id="terpakai - garis anggaran (minus berarti masih di bawah)",
        en="spent - budget line (negative: still below it)",
    ),
    "month_days_left": Words(
        id="hari terakhir bulan - hari ini, hari ini ikut dihitung", en="last day - today, today counted"
    ),
    "month_upcoming_bills": Words(
        id="tagihan rutin yang belum dibayar sampai akhir bulan, termasuk yang sudah jatuh tempo",
        en="recurring bills not paid yet until the month ends, those overdue included",
    ),
    "month_upcoming_booked": Words(
        id="pengeluaran bertanggal setelah hari ini", en="spending dated after today"
    ),
    "month_upcoming_pay": Words(
        id="pemasukan rutin dan yang sudah dicatat sampai akhir bulan",
        en="recurring and booked income until the month ends",
    ),
    "month_planned_spending": Words(
        id="jumlah anggaran kebutuhan dan keinginan", en="sum of the budgets of needs and wants"
    ),
    "month_budget_left": Words(id="anggaran belanja - pengeluaran", en="spending budgets - spending"),
    "month_room_in_budgets": Words(
        id="sisa anggaran - tagihan yang akan datang", en="left of the budgets - bills still to come"
    ),
    "month_everyday_money": Words(
        id="saldo tunai, bank, dan dompet digital di luar dana darurat",
        en="cash, bank and e-wallet balances not kept for emergencies",
    ),
    "month_card_debt": Words(
        id="saldo kartu kredit dan paylater yang harus dibayar",
        en="what credit cards and paylater accounts are owed",
    ),
    "month_saving_planned": Words(
        id="sisa anggaran tabungan, atau tabungan rutin yang akan jalan bila lebih besar",
        en="left of saving budgets, or recurring saving still to come where that is more",
    ),
    "month_room_in_accounts": Words(
        id="uang sehari-hari - kartu kredit dan paylater - rencana menabung - semua tagihan yang akan datang",
        en="everyday money - credit cards and paylater - saving planned - everything still to be paid",
    ),
    "month_room": Words(
        id="yang lebih kecil dari ruang anggaran dan ruang rekening, paling sedikit nol",
        en="the smaller of the room in budgets and in accounts, never below zero",
    ),
    "month_safe_per_day": Words(id="aman dibelanjakan ÷ sisa hari", en="safe to spend ÷ days left"),
    "month_daily_pace": Words(
        id="pengeluaran biasa di luar tagihan rutin ÷ hari", en="usual spending beside recurring bills ÷ days"
    ),
    "month_projected_spending": Words(
        id="terpakai + tagihan yang akan datang + laju harian x hari setelah hari ini",
        en="spent + bills still to come + everyday spending x days after today",
    ),
    "month_runs_out_in": Words(
        id="uang sehari-hari - laju harian - tagihan + pemasukan, hari demi hari, paling jauh 12 bulan",
        en="everyday money - everyday spending - bills + income, day by day, at most 12 months ahead",
    ),
    "month_recurring_total": Words(
        id="jumlah biaya rutin yang ditemukan, dihitung per bulan", en="recurring charges found, per month"
    ),
    "month_recurring_share": Words(
        id="biaya rutin ÷ pemasukan per bulan", en="recurring cost ÷ monthly income"
    ),
    "month_subscriptions": Words(
        id="keinginan yang dibayar rutin tiap bulan atau tahun", en="wants paid every month or year"
    ),
    "month_subscriptions_total": Words(
        id="jumlah langganan, dihitung per bulan", en="sum of subscriptions, per month"
    ),
    "month_subscriptions_yearly": Words(id="langganan per bulan x 12", en="subscriptions per month x 12"),
    "month_idle_cash": Words(
        id="tabungan - batas bulan x pengeluaran per bulan", en="savings - months x monthly spending"
    ),
    "month_category_total": Words(
        id="jumlah kategori ini, dikurangi pengembalian", en="sum of this category, less refunds"
    ),
    "month_usual_total": Words(
        id="nilai tengah jumlah kategori ini di bulan-bulan sebelumnya",
        en="the median of this category in earlier months",
    ),
    "month_above_usual": Words(id="bulan ini - biasanya", en="this month - usual"),
    "month_payment": Words(id="sekali bayar", en="one payment"),
    "month_usual_payment": Words(
        id="nilai tengah pembayaran sebelumnya", en="the median of earlier payments"
    ),
    "month_usual_income": Words(
        id="nilai tengah pemasukan bulan-bulan sebelumnya", en="the median of earlier months' income"
    ),
    "month_earlier_price": Words(id="harga sebelumnya", en="the price before"),
    "month_new_price": Words(id="harga sekarang", en="the price now"),
    "month_price_rise": Words(
        id="(harga sekarang - sebelumnya) ÷ sebelumnya", en="(price now - before) ÷ before"
    ),
    "month_price_rise_yearly": Words(
        id="(harga sekarang - sebelumnya) x berapa kali setahun", en="(price now - before) x times a year"
    ),
    "month_category_planned": Words(
        id="anggaran kategori, termasuk pindahan dan bawaan",
        en="the category's budget, with what was moved and carried",
    ),
    "month_over_budget": Words(id="terpakai - anggaran", en="spent - budget"),
    "month_category_projected": Words(
        id="terpakai ÷ hari yang lewat x jumlah hari bulan ini", en="spent ÷ days lived x days of the month"
    ),
    "month_account_balance": Words(id="saldo rekening", en="the account's balance"),
}
"""Each formula in words, by its name."""
