"""Every word that a monthly report says, in both languages."""

from shared.words import Words

REPORT = Words(id="Laporan bulanan", en="Monthly report")
TITLE = Words(id="Laporan keuangan {month}", en="Money report for {month}")
FOOTER = Words(id="Fintar · dibuat {day}", en="Fintar · made on {day}")
PAGE = Words(id="Halaman {page} dari {pages}", en="Page {page} of {pages}")

CLOSED = Words(id="Bulan ditutup", en="Month closed")
RUNNING = Words(id="Berjalan, sampai {day}", en="Running, up to {day}")
AHEAD = Words(id="Belum dimulai", en="Not begun yet")

INCOME = Words(id="Pemasukan", en="Income")
SPENT = Words(id="Pengeluaran", en="Spending")
SAVED = Words(id="Ditabung", en="Saved")
LEFT = Words(id="Sisa", en="Left over")
SHORT = Words(id="Kurang", en="Short")
SAVINGS_RATE = Words(id="Rasio menabung", en="Savings rate")
SAVINGS_RATE_HOW = Words(id="tidak dibelanjakan", en="not spent")
OF_INCOME = Words(id="{share} dari pemasukan", en="{share} of income")
TRANSACTIONS = Words(id="{count} transaksi", en="{count} transactions")
ONE_TRANSACTION = Words(id="1 transaksi", en="1 transaction")
NONE_KNOWN = Words(id="\u2013", en="\u2013")

SUM_LEFT = Words(
    id="Dari {income} yang masuk, {uses}. Masih ada sisa {net}.",
    en="Of the {income} that came in, {uses}. {net} is left over.",
)
SUM_EVEN = Words(
    id="Dari {income} yang masuk, {uses}. Tidak ada sisa.",
    en="Of the {income} that came in, {uses}. Nothing is left over.",
)
SUM_SHORT = Words(
    id="{income} masuk, {uses}: {net} diambil dari saldo sebelumnya.",
    en="{income} came in, {uses}: {net} came out of earlier balances.",
)
USE_SPENT = Words(id="{spending} dibelanjakan", en="{spending} was spent")
USE_SAVED = Words(
    id="{spending} dibelanjakan dan {saving} ditabung", en="{spending} was spent and {saving} saved"
)
USE_UNSAVED = Words(
    id="{spending} dibelanjakan dan {saving} ditarik dari tabungan",
    en="{spending} was spent and {saving} taken from savings",
)
EMPTY = Words(id="Belum ada transaksi di bulan ini", en="No transactions in this month yet")
EMPTY_HOW = Words(
    id="Catat pemasukan dan pengeluaranmu, atau impor riwayat bankmu. Gambaran bulanmu akan muncul di sini.",
    en="Record what came in and went out, or import your bank's history. Your month will show up here.",
)

NOTHING = Words(id="Belum ada yang bisa ditampilkan.", en="Nothing to show yet.")

FLOW = Words(id="Ke mana uangmu mengalir", en="Where your money went")
NEEDS = Words(id="Kebutuhan", en="Needs")
WANTS = Words(id="Keinginan", en="Wants")
SAVING = Words(id="Tabungan", en="Saving")
UNCATEGORIZED = Words(id="Tanpa kategori", en="Uncategorised")
OTHER_INCOME = Words(id="Pemasukan lain", en="Other income")
OTHERS = Words(id="{count} lainnya", en="{count} others")
REFUNDS = Words(id="Uang kembali", en="Refunds")
FROM_SAVING = Words(id="Dari tabungan", en="From savings")
FROM_BALANCE = Words(id="Dari saldo", en="From balances")
ADJUSTED = Words(id="Penyesuaian", en="Adjustments")
FROM_EARLIER = Words(id="diambil dari saldo sebelumnya", en="taken from earlier balances")
CORRECTED = Words(id="Koreksi", en="Corrections")
NAMELESS = Words(id="(nama tak tampil)", en="(name not shown)")

BUDGETS = Words(id="Kategori dan anggarannya", en="Categories against budget")
BIGGEST = Words(id="Pengeluaran terbesar", en="Biggest spending")
BUDGETS_HOW = Words(
    id="Garis tegak menandai anggaran; bagian bergaris miring adalah yang melewatinya.",
    en="The upright line marks the budget; the hatched part is what went past it.",
)
OVER = Words(id="lewat {amount}", en="{amount} over")
STILL = Words(id="sisa {amount}", en="{amount} left")
USED_UP = Words(id="pas habis", en="used up exactly")
SAVED_MORE = Words(id="lebih {amount}", en="{amount} extra")
SAVED_LESS = Words(id="{amount} lagi", en="{amount} to go")
REACHED = Words(id="tercapai", en="reached")
SUM = Words(id="Jumlah", en="Amount")
STATUS = Words(id="Status", en="Status")
NO_BUDGET = Words(id="tanpa anggaran", en="no budget")
MORE = Words(id="+{count} lainnya", en="+{count} more")

TREND = Words(id="12 bulan terakhir", en="The last 12 months")
DAYS = Words(id="Belanja dari hari ke hari", en="Spending day by day")
DAYS_SPENT = Words(id="Terpakai", en="Spent")
DAYS_BUDGET = Words(id="Laju anggaran", en="Budget pace")
MERCHANTS = Words(id="Tempat belanja teratas", en="Top merchants")
INSIGHTS = Words(id="Yang perlu kamu tahu", en="Worth knowing")

FLOW_ALT = Words(id="Diagram aliran uang. {parts}.", en="Diagram of the flow of money. {parts}.")
TREND_ALT = Words(id="Diagram batang per bulan. {parts}.", en="Bar chart by month. {parts}.")
TREND_PART = Words(
    id="{month}: masuk {income}, keluar {spending}, ditabung {saving}",
    en="{month}: in {income}, out {spending}, saved {saving}",
)
DAYS_ALT = Words(
    id="Grafik garis: sampai {day} terpakai {spent}.", en="Line chart: {spent} spent up to {day}."
)
DAYS_ALT_BUDGET = Words(
    id="Grafik garis: sampai {day} terpakai {spent}; laju anggaran di hari itu {budget}.",
    en="Line chart: {spent} spent up to {day}; the budget's pace on that day is {budget}.",
)
PART = Words(id="{name} {amount}", en="{name} {amount}")

SHEET_SUMMARY = Words(id="Ringkasan", en="Summary")
SHEET_CATEGORIES = Words(id="Kategori", en="Categories")
SHEET_DAYS = Words(id="Harian", en="Days")
SHEET_ITEMS = Words(id="Transaksi", en="Transactions")
SHEET_TREND = Words(id="Tren", en="Trend")

MONTH = Words(id="Bulan", en="Month")
SECTION = Words(id="Bagian", en="Section")
NAME = Words(id="Nama", en="Name")
DAY = Words(id="Tanggal", en="Date")
MERCHANT = Words(id="Merchant", en="Merchant")
CATEGORY = Words(id="Kategori", en="Category")
GROUP = Words(id="Kelompok", en="Group")
AMOUNT = Words(id="Jumlah (Rp)", en="Amount (Rp)")
BUDGET = Words(id="Anggaran (Rp)", en="Budget (Rp)")
MOVED = Words(id="Dipindah (Rp)", en="Moved (Rp)")
CARRIED = Words(id="Bawaan (Rp)", en="Carried (Rp)")
AVAILABLE = Words(id="Tersisa (Rp)", en="Available (Rp)")
COUNT = Words(id="Transaksi", en="Transactions")
SPENT_ON_DAY = Words(id="Belanja (Rp)", en="Spent (Rp)")
CUMULATIVE = Words(id="Terpakai (Rp)", en="Spent so far (Rp)")
BUDGET_LINE = Words(id="Laju anggaran (Rp)", en="Budget pace (Rp)")
TOTAL = Words(id="Jumlah", en="Total")
FIGURE = Words(id="Angka", en="Figure")
ADJUSTMENTS = Words(id="Penyesuaian saldo", en="Balance adjustments")
NET = Words(id="Sisa", en="Left over")
PLANNED = Words(id="Anggaran", en="Budget")
ITEMS_CUT = Words(
    id="Hanya {count} transaksi terbaru yang ditulis di sini.",
    en="Only the newest {count} transactions are listed.",
)
