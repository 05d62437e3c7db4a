"""Honest sentences, and the facts that they rest on: nothing in them is to be objected to."""

from datetime import date

from shared.domain.conversation.model import Fact, FactUnit
from tests.builders.facts import a_fact

RUPIAH, FRACTION, MONTHS = FactUnit.RUPIAH, FactUnit.FRACTION, FactUnit.MONTHS
DAYS, COUNT, POINTS, DATE, MONTH = (
    FactUnit.DAYS,
    FactUnit.COUNT,
    FactUnit.POINTS,
    FactUnit.DATE,
    FactUnit.MONTH,
)


def known(name: str, value: int | str | date, unit: FactUnit = RUPIAH, label: str = "") -> Fact:
    """A fact; text stands for a decimal."""
    fact = a_fact(name, value, unit)
    return fact.model_copy(update={"label": label}) if label else fact


INCOME = known("income", 5_000_000, label="Pemasukan per bulan")
SPENDING = known("spending", 4_250_000, label="Pengeluaran per bulan")
LEFT = known("left", 750_000, label="Sisa uang per bulan")
SHORT = known("surplus", -250_000, label="Sisa uang per bulan")
DEBT = known("debt", 12_300_000, label="Total utang")
FUND = known("fund", "1.5", MONTHS, "Dana darurat dalam bulan pengeluaran")
FUND_MIN, FUND_GOOD = known("fund_min", "3", MONTHS), known("fund_good", "6", MONTHS)
RATE = known("rate", "0.1601", FRACTION, "Rasio menabung")
THIRD, HALF, DOUBLE = (
    known("third", "0.3333", FRACTION),
    known("half", "0.51", FRACTION),
    known("x", "1", FRACTION),
)
SCORE = known("score", 71, POINTS, "Skor kesehatan keuangan")
SUBSCRIPTIONS = known("subscriptions", 5, COUNT, "Jumlah langganan")
FOUND = known("found", 15, COUNT, "Jumlah transaksi")
LASTS, AHEAD = (
    known("lasts", 57, DAYS, "Uang cukup untuk"),
    known("forecast.days", 90, COUNT, "Lama perkiraan"),
)
WEEKS = known("forecast.weeks", 26, COUNT, "Minggu yang dilihat")
DUE = known("due", date(2026, 12, 27), DATE, "Cicilan motor, jatuh tempo")
ENDS = known("ends", date(2027, 8, 1), MONTH, "Lunas")
JUNE = known("june", 7_729_000, label="Pengeluaran Juni 2026")
EXTRA = known("extra", "8", MONTHS, "Dengan tambahan Rp50.000: lama sampai lunas")
MORE = known("more", 50_000)
DEBTS = tuple(known(f"debt.{number}.balance", number * 1_100_000) for number in (1, 2, 3))

HONEST: tuple[tuple[str, tuple[Fact, ...]], ...] = (
    ("Gajimu Rp5.000.000 sebulan.", (INCOME,)),
    ("Pemasukan per bulan: Rp5.000.000", (INCOME, SPENDING)),
    ("- **Pemasukan per bulan**: Rp5.000.000\n- **Pengeluaran per bulan**: Rp4.250.000", (INCOME, SPENDING)),
    ("| Pemasukan per bulan | Rp5.000.000 |\n| Total utang | Rp12.300.000 |", (INCOME, DEBT)),
    ("Pemasukanmu per bulan sekitar 5 juta.", (INCOME,)),
    ("Total utangmu adalah Rp12,3 juta.", (DEBT,)),
    ("Total utang kamu 12 jutaan.", (DEBT,)),
    ("Utangmu 12,3jt-an.", (DEBT,)),
    ("Sisa uang per bulan: Rp5.000.000 - Rp4.250.000 = Rp750.000.", (INCOME, SPENDING, LEFT)),
    ("Sisa uang per bulan: -Rp250.000.", (SHORT,)),
    ("Tiap bulan kurang Rp250.000.", (SHORT,)),
    ("Sisa uang per bulan: minus Rp250 ribu.", (SHORT,)),
    ("Sisamu **750** ribu.", (LEFT,)),
    ("Sisamu `Rp750.000` tiap bulan.", (LEFT,)),
    ("Sisamu Rp\u00a0750.000.", (LEFT,)),
    ("Gaji lima juta, keluar empat juta dua ratus lima puluh ribu.", (INCOME, SPENDING)),
    ("Gajimu 5 juta, keluar 4 juta 250 ribu.", (INCOME, SPENDING)),
    ("Gajimu 5jt/bln, setahun Rp60 juta.", (INCOME,)),
    ("Sisa Rp750.000 sebulan, jadi Rp9 juta setahun.", (LEFT,)),
    ("Kamu menabung 16,01% dari gaji.", (RATE,)),
    ("Rasio menabung: 16,01 persen.", (RATE,)),
    ("Rasio menabungmu 0,16.", (RATE,)),
    ("You save 16% of your income, so 84% is spent.", (RATE,)),
    ("Sepertiga gajimu habis untuk cicilan.", (THIRD,)),
    ("Setengah pemasukanmu untuk kebutuhan.", (HALF,)),
    ("About a third of your income goes to debt.", (THIRD,)),
    ("Pengeluaranmu naik dua kali lipat.", (DOUBLE,)),
    ("Your spending doubled.", (DOUBLE,)),
    ("Skor kesehatan keuangan: 71 dari 100.", (SCORE,)),
    ("Skormu 71, lumayan.", (SCORE,)),
    ("Skor 71/100 itu sudah baik.", (SCORE,)),
    ("Dana daruratmu cukup 1,5 bulan, targetnya 3-6 bulan.", (FUND, FUND_MIN, FUND_GOOD)),
    ("Your emergency fund should last 3 to 6 months.", (FUND_MIN, FUND_GOOD)),
    ("Aturan 3 bulan pengeluaran itu langkah awal.", (FUND_MIN,)),
    ("Idealnya dana darurat 6 kali pengeluaran.", (FUND_GOOD,)),
    ("Dana darurat tiga bulan dulu.", (FUND_MIN,)),
    ("Kamu punya 5 langganan.", (SUBSCRIPTIONS,)),
    ("You have five subscriptions.", (SUBSCRIPTIONS,)),
    ("Ada 15 transaksi kopi.", (FOUND,)),
    ("Kamu punya 3 utang.", DEBTS),
    ("Kamu punya tiga utang: Rp1.100.000, Rp2.200.000, dan Rp3.300.000.", DEBTS),
    ("Uangmu cukup untuk 57 hari.", (LASTS,)),
    ("Uangmu cukup untuk sekitar 8 minggu.", (LASTS,)),
    ("Perkiraan ini untuk 90 hari ke depan.", (AHEAD,)),
    ("Dilihat dari 26 minggu terakhir.", (WEEKS,)),
    ("Jatuh temponya tanggal 27.", (DUE,)),
    ("Jatuh tempo 27 Desember 2026, 35 hari lagi.", (DUE,)),
    ("It is due on the 27th.", (DUE,)),
    ("It is due on Dec 27, 2026.", (DUE,)),
    ("Cicilan motor (27/12)", (DUE,)),
    ("Lunas Agustus 2027, sekitar 9 bulan lagi.", (ENDS,)),
    ("Di Juni 2026 pengeluaranmu Rp7.729.000.", (JUNE,)),
    ("Dengan tambahan Rp50.000 sebulan, lunas dalam 8 bulan.", (EXTRA, MORE)),
    ("Ini 3 langkah yang bisa kamu mulai.", ()),
    ("Ada dua hal penting, dan nomor 1 yang paling mudah.", ()),
    ("1. Catat pengeluaran\n2. Pisahkan rekening\n3. Bayar utang dulu", ()),
    ("Tunggu 24 jam sebelum belanja.", ()),
    ("Bayar satu per satu, mulai dari satu utang dulu.", ()),
    ("Aturan 50/30/20 cuma pegangan.", ()),
    ("Kita bisa ngobrol 7 hari seminggu, 24/7.", ()),
    ("Hubungi OJK di 157 atau WhatsApp 081-157-157-157.", ()),
    ("Telepon 119 ext 8 kalau kamu butuh teman bicara.", ()),
    ("PPh 21 dan iuran BPJS dipotong dari gaji.", ()),
    ("POJK 32/2025 memberi OJK wewenang itu.", ()),
    ("Cek catatanmu dua kali seminggu.", ()),
    ("Check your budget twice a month.", ()),
    ("Mulai Mei nanti, kita lihat lagi di Juni.", ()),
    ("Nggak perlu langsung jutaan; beberapa ribu pun cukup.", ()),
    ("Butuh setengah jam saja, jangan setengah hati.", ()),
    ("Kapan gajianmu, tanggal berapa?", ()),
    ("One day at a time; you can do it.", ()),
    ("That is one of the 3 most common questions.", ()),
    ("Generasi 90-an juga begitu.", ()),
    ("Rapat jam 09.00, santai saja.", ()),
    ("Satu bulan bukan masalah.", ()),
)
