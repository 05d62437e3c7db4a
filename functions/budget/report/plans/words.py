"""Every word that pictures of plans say beyond those of the answers, in both languages."""

from shared.words import Words

FOOTER = Words(id="Fintar · dibuat {day}", en="Fintar · made on {day}")
SPAN = Words(id="{first} \u2013 {last}", en="{first} \u2013 {last}")
MORE = Words(id="+{count} lainnya", en="+{count} more")
NEVER = Words(id="tidak pernah", en="never")
PAIR = Words(id="{one} · {other}", en="{one} · {other}")
LOWEST_AT = Words(id="{amount} · {month}", en="{amount} · {month}")

SIMULATION = Words(id="Bagaimana kalau", en="What if")
WITHOUT_CHANGE = Words(id="Tanpa perubahan", en="Nothing changes")
SCENARIOS = Words(id="{count} skenario", en="{count} scenarios")
YOUR_PLAN = Words(id="Rencanamu ke depan", en="Your plan ahead")
CASH = Words(id="Uang tunai", en="Cash")
NET_WORTH = Words(id="Kekayaan bersih", en="Net worth")
END_OF_MONTH = Words(
    id="Di akhir tiap bulan. Bulatan menandai titik terendah.",
    en="At the end of each month. A ring marks the lowest point.",
)
BAND = Words(
    id="Pita {of}: {share} kemungkinan ada di dalamnya.",
    en="Band around {of}: {share} of futures lie inside it.",
)
ONE_BAND = Words(
    id="Pita: {share} kemungkinan ada di dalamnya.", en="Band: {share} of futures lie inside it."
)
LOWEST = Words(id="Tunai terendah", en="Lowest cash")
NET_WORTH_END = Words(id="Kekayaan di akhir", en="Net worth at the end")
STAYS = Words(id="Tidak pernah minus", en="Never below zero")
GOOD = Words(id="Aman", en="Fine")
COSTS = Words(id="Ada biayanya", en="At a cost")
NOT_GOOD = Words(id="Perlu perhatian", en="Needs care")

AFFORDABILITY = Words(id="Sanggupkah aku?", en="Can I afford it?")
WANTED = Words(id="{price} · diinginkan {month}", en="{price} · wanted in {month}")
YES = Words(id="Bisa", en="Yes")
LATER = Words(id="Bisa mulai {month}", en="From {month}")
NO = Words(id="Belum bisa", en="Not yet")
WHY_NOT_THEN = Words(id="Kenapa bukan {month}:", en="Why not in {month}:")
CHEAPEST = Words(id="Termurah", en="Cheapest")
IN_ALL = Words(id="Seluruhnya", en="In all")
A_MONTH = Words(id="Cicilan per bulan", en="Instalment a month")
A_MONTH_UNTIL = Words(id="Lunas", en="Paid off")
FUND_LEFT = Words(id="Sisa dana darurat", en="Emergency fund left")
GOAL_LATER = Words(id="{goal}: {months} bulan lebih lambat.", en="{goal}: {months} months later.")
GOAL_ONE_LATER = Words(id="{goal}: 1 bulan lebih lambat.", en="{goal}: 1 month later.")
GOAL_EARLIER = Words(id="{goal}: {months} bulan lebih cepat.", en="{goal}: {months} months earlier.")
GOAL_ONE_EARLIER = Words(id="{goal}: 1 bulan lebih cepat.", en="{goal}: 1 month earlier.")
GOAL_MISSED = Words(id="{goal}: tidak tercapai lagi.", en="{goal}: no longer reached.")
WITHOUT_IT = Words(id="Tanpa membeli", en="Without buying it")

FORECAST = Words(id="Perkiraan uang tunai", en="Cash forecast")
DAYS_AHEAD = Words(id="{days} hari ke depan", en="The next {days} days")
OPENING = Words(id="Hari ini", en="Today")
EMERGENCY_FUND = Words(id="Dana darurat", en="Emergency fund")
BESIDE_FUND = Words(id="Tanpa dana darurat.", en="Without the emergency fund.")
LOWEST_DAY = Words(id="Paling rendah", en="Lowest")
AT_THE_END = Words(id="Di hari terakhir", en="On the last day")
CHANGE = Words(id="Perubahan uang tunai", en="Change in cash")
END_OF_DAY = Words(id="Di akhir tiap hari: {basis}.", en="At the end of each day: {basis}.")
SHORT_FROM = Words(id="kurang mulai {day}", en="short from {day}")
FUND_FROM = Words(id="dana darurat mulai {day}", en="emergency fund from {day}")
MAY_BE_SHORT_FROM = Words(id="mungkin kurang {day}", en="may be short {day}")
DUE = Words(id="Tagihan terbesar yang jatuh tempo", en="The largest bills that fall due")

PAYOFF = Words(id="Rencana pelunasan utang", en="Plan to pay debts off")
FREE_ON = Words(id="Bebas utang {month}", en="Debt-free in {month}")
NOT_FREE = Words(id="Belum bebas utang", en="Not debt-free yet")
OWED = Words(id="Sisa utang", en="What is owed")
OWED_HOW = Words(
    id="Di akhir tiap bulan, per strategi. Bulatan menandai utang yang lunas.",
    en="At the end of each month, by strategy. A dot marks a debt that ends.",
)
OWED_CUT = Words(
    id="Garis yang sampai ke tepi kanan masih berlanjut.", en="A line up to the right edge goes on beyond it."
)
STRATEGY = Words(id="Strategi", en="Strategy")
CHOSEN = Words(id="Dipilih", en="Chosen")
PAID_OFF = Words(id="Lunas", en="Paid off")
NOT_IN_FIFTY_YEARS = Words(id="belum dalam 50 tahun", en="not in 50 years")
MONTHS = Words(id="{month} · {count} bulan", en="{month} · {count} months")
ONE_MONTH = Words(id="{month} · 1 bulan", en="{month} · 1 month")
COST = Words(id="Bunga dan biaya", en="Interest and fees")
SO_FAR = Words(id="{amount} sampai {month}", en="{amount} up to {month}")
SAVED = Words(id="Hemat dari minimum", en="Saved against minimums")
ENDINGS = Words(id="Kapan tiap utang lunas", en="When each debt ends")

GOALS = Words(id="Rencana tujuan", en="Goals plan")
A_MONTH_LEFT = Words(id="{amount} sebulan untuk tujuanmu", en="{amount} a month for your goals")
ALL_MET = Words(id="Semua tujuanmu tercapai tepat waktu.", en="All your goals are met in time.")
SOME_NOT_MET = Words(
    id="{count} dari {all} tujuan belum tercapai tepat waktu.",
    en="{count} of {all} goals are not met in time.",
)
NO_GOALS = Words(id="Belum ada tujuan yang berjalan.", en="There is no active goal yet.")
SET_ASIDE = Words(id="Tersimpan untuk tiap tujuan", en="Set aside for each goal")
SET_ASIDE_HOW = Words(id="Garis putus-putus adalah targetnya.", en="The dashed line is the target.")
TARGET = Words(id="Target", en="Target")
LACKING = Words(id="Perlu dikumpulkan", en="Still to come")
REACHED_IN = Words(id="Tercapai", en="Reached")
SHORT_ON_DATE = Words(id="Kurang pada tanggalnya", en="Missing on its date")

TAKE_HOME = Words(id="Gaji bersih", en="Take-home pay")
YEAR = Words(id="Setahun {year}", en="The year {year}")
STATUS = Words(id="PTKP {ptkp} · {method}", en="PTKP {ptkp} · {method}")
METHODS = {
    "GROSS": Words(id="pajak dipotong dari gaji", en="tax comes out of the pay"),
    "GROSS_UP": Words(id="pajak ditunjang pemberi kerja", en="tax is covered by an allowance"),
    "NET": Words(id="pajak ditanggung pemberi kerja", en="tax is borne by the employer"),
}
TAKEN_HOME = Words(
    id="{take_home} kamu bawa pulang dari {paid} yang dibayarkan setahun.",
    en="You take home {take_home} of the {paid} that is paid in the year.",
)
NET = Words(id="Dibawa pulang", en="Taken home")
TAX = Words(id="PPh 21", en="Income tax (PPh 21)")
CONTRIBUTIONS = Words(id="Iuran BPJS", en="BPJS contributions")
GROSS = Words(id="Bruto (dasar pajak)", en="Gross (what is taxed)")
BY_MONTH = Words(id="Bulan demi bulan", en="Month by month")
MONTH_TOLD = Words(
    id="{month}: bruto {gross}, pajak {tax}, dipotong {deducted}, dibawa pulang {net}.",
    en="{month}: gross {gross}, tax {tax}, deducted {deducted}, taken home {net}.",
)
NOTES = Words(id="Yang perlu kamu tahu", en="Worth knowing")
