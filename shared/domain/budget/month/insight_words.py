"""Insights as sentences, and the names of the figures that come with them."""

from collections.abc import Mapping

from shared.words import Words

INSIGHTS: Mapping[str, Words] = {
    "runs_out": Words(
        id=(
            "Uang sehari-harimu {everyday_money} dan kamu belanja sekitar {daily_pace} sehari: cukup untuk "
            "{runs_out_in} lagi, sebelum bulan anggaran berikutnya mulai. Tahan dulu yang bisa ditunda."
        ),
        en=(
            "Your everyday money is {everyday_money} and you spend about {daily_pace} a day: it lasts "
            "{runs_out_in} more, not until the next budget month. Hold back what can wait."
        ),
    ),
    "overspent": Words(
        id=(
            "Bulan ini pengeluaranmu {spending}, lebih besar dari pemasukan {income}. Lihat kategori yang "
            "paling besar dan pilih satu yang bisa dikurangi bulan depan."
        ),
        en=(
            "You spent {spending} this month, more than the {income} that came in. Look at the biggest "
            "categories and pick one to trim next month."
        ),
    ),
    "income_missing": Words(
        id=(
            "Pemasukan dari {about} biasanya {usual}, tapi bulan ini belum tercatat. Sudah masuk tapi belum "
            "dicatat, atau memang terlambat?"
        ),
        en=(
            "Income from {about} is usually {usual}, but none is recorded this month. Has it come without "
            "being recorded, or is it late?"
        ),
    ),
    "overdrawn": Words(
        id=(
            "Saldo {about} tercatat {balance}. Kemungkinan saldo awal atau pemasukannya belum dicatat; "
            "cocokkan saldonya supaya hitungan lain benar."
        ),
        en=(
            "The balance of {about} stands at {balance}. Its opening balance or some income is probably "
            "missing; reconcile it so that the rest adds up."
        ),
    ),
    "budget_over": Words(
        id=(
            "{about} sudah {spent}, lewat {over} dari anggaran {planned}. Kamu bisa memindahkan anggaran "
            "dari kategori lain, atau menahannya sampai bulan depan."
        ),
        en=(
            "{about} is at {spent}, {over} beyond its budget of {planned}. You can move money from another "
            "budget, or hold it until next month."
        ),
    ),
    "heading_over": Words(
        id=(
            "Kalau begini terus, pengeluaran bulan ini sekitar {projected_spending}, di atas anggaran "
            "{planned_spending}. Melambat sedikit dari sekarang sudah cukup membantu."
        ),
        en=(
            "At this pace the month comes to about {projected_spending}, above the budget of "
            "{planned_spending}. Slowing down a little now goes a long way."
        ),
    ),
    "budget_at_risk": Words(
        id=(
            "{about} sudah {spent} dari anggaran {planned}. Dengan laju ini, akhir bulan sekitar {projected}."
        ),
        en="{about} is at {spent} of {planned}. At this pace it ends the month at about {projected}.",
    ),
    "anomaly": Words(
        id="{about} bulan ini {amount}, {extra} di atas biasanya ({usual}). Ada yang khusus bulan ini?",
        en="{about} is {amount} this month, {extra} above the usual {usual}. Was something special?",
    ),
    "new_spending": Words(
        id="{about} bulan ini {amount}, padahal biasanya hampir tidak ada. Kalau khusus, tidak apa-apa.",
        en="{about} is {amount} this month and usually next to nothing. If it was special, that is fine.",
    ),
    "price_rise": Words(
        id=(
            "{about} naik dari {before} jadi {after} ({rise}). Setahun jadi {yearly} lebih mahal. Masih "
            "sepadan?"
        ),
        en="{about} went from {before} to {after} ({rise}). That is {yearly} more a year. Still worth it?",
    ),
    "large_payment": Words(
        id="Pembayaran {amount} untuk {about} jauh di atas biasanya ({usual}). Pastikan memang benar.",
        en="The payment of {amount} for {about} is far above the usual {usual}. Make sure it is right.",
    ),
    "savings_rate_down": Words(
        id=(
            "Bulan ini kamu menyisakan {savings_rate} dari pemasukan, biasanya {usual_savings_rate}. Satu "
            "bulan bukan masalah; lihat apa penyebabnya."
        ),
        en=(
            "You kept {savings_rate} of your income this month, usually {usual_savings_rate}. One month is "
            "no trouble; see what it was."
        ),
    ),
    "subscriptions": Words(
        id=(
            "Kamu punya {subscriptions} langganan, {subscriptions_total} sebulan atau {subscriptions_yearly} "
            "setahun. Ada yang jarang dipakai?"
        ),
        en=(
            "You have {subscriptions} subscriptions, {subscriptions_total} a month or {subscriptions_yearly} "
            "a year. Any that you rarely use?"
        ),
    ),
    "uncategorized": Words(
        id=(
            "{uncategorized} ({uncategorized_share}) pengeluaran bulan ini belum punya kategori. Kalau "
            "dirapikan, gambarannya jadi lebih jelas."
        ),
        en=(
            "{uncategorized} ({uncategorized_share}) of this month's spending has no category yet. Sorting "
            "it makes the picture clearer."
        ),
    ),
    "recurring_found": Words(
        id=(
            "{about} tampaknya biaya rutin, {amount} tiap kali. Simpan sebagai transaksi rutin supaya masuk "
            "hitungan tagihan."
        ),
        en=(
            "{about} looks like a recurring charge of {amount} each time. Keep it as a recurring transaction "
            "so that it is planned for."
        ),
    ),
    "idle_cash": Words(
        id=(
            "{idle_cash} dari uangmu melebihi {idle_cash_months} pengeluaran. Beri tujuan: dana darurat, "
            "target tabungan, atau melunasi utang."
        ),
        en=(
            "{idle_cash} of your money is beyond {idle_cash_months} of spending. Give it a purpose: an "
            "emergency fund, a goal, or paying off debt."
        ),
    ),
    "savings_rate_up": Words(
        id=(
            "Bagus! Bulan ini kamu menyisakan {savings_rate} dari pemasukan, biasanya {usual_savings_rate}. "
            "Pertahankan ya."
        ),
        en=(
            "Well done! You kept {savings_rate} of your income this month, usually {usual_savings_rate}. "
            "Keep it up."
        ),
    ),
}
"""Each insight in words, by its code; placeholders are the last part of a figure's or threshold's id."""

INCOME_AT_ALL = Words(id="mana pun", en="anywhere")
"""What a missing income comes from where nothing at all came in."""

PARTS: Mapping[str, Words] = {
    "income_missing.usual": Words(id="Biasanya dari {about}", en="Usually from {about}"),
    "overdrawn.balance": Words(id="Saldo {about}", en="Balance of {about}"),
    "budget_over.spent": Words(id="{about}: terpakai", en="{about}: spent"),
    "budget_over.planned": Words(id="{about}: anggaran", en="{about}: budget"),
    "budget_over.over": Words(id="{about}: lewat anggaran", en="{about}: beyond the budget"),
    "budget_at_risk.spent": Words(id="{about}: terpakai", en="{about}: spent"),
    "budget_at_risk.planned": Words(id="{about}: anggaran", en="{about}: budget"),
    "budget_at_risk.projected": Words(id="{about}: perkiraan akhir bulan", en="{about}: heading for"),
    "anomaly.amount": Words(id="{about}: bulan ini", en="{about}: this month"),
    "anomaly.usual": Words(id="{about}: biasanya", en="{about}: usually"),
    "anomaly.extra": Words(id="{about}: di atas biasanya", en="{about}: above the usual"),
    "new_spending.amount": Words(id="{about}: bulan ini", en="{about}: this month"),
    "new_spending.usual": Words(id="{about}: biasanya", en="{about}: usually"),
    "new_spending.extra": Words(id="{about}: di atas biasanya", en="{about}: above the usual"),
    "price_rise.before": Words(id="{about}: harga sebelumnya", en="{about}: price before"),
    "price_rise.after": Words(id="{about}: harga sekarang", en="{about}: price now"),
    "price_rise.rise": Words(id="{about}: kenaikan", en="{about}: rise"),
    "price_rise.yearly": Words(id="{about}: tambahan setahun", en="{about}: extra a year"),
    "large_payment.amount": Words(id="{about}: pembayaran ini", en="{about}: this payment"),
    "large_payment.usual": Words(id="{about}: biasanya", en="{about}: usually"),
    "recurring_found.amount": Words(id="{about}: tiap kali", en="{about}: each time"),
}
"""The figures that come with an insight, by its code and the last part of their id."""
