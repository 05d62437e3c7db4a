"""Plans that cannot be followed, said field by field."""

from shared.errors import InvalidInput
from shared.words import Words

BELOW_ZERO = Words(
    id="Perubahan ini membuat jumlahnya di bawah nol.", en="This change takes the amount below zero."
)
TOO_LARGE = Words(
    id="Jumlahnya tumbuh melewati 15 angka. Kurangi lamanya, jumlahnya, atau pertumbuhannya.",
    en="Amounts grow beyond 15 digits. Take fewer months, smaller amounts or slower growth.",
)
BEFORE_START = Words(
    id="Sebelum bulan pertama rencana ({start}).", en="Before the first month of the plan ({start})."
)
AFTER_END = Words(
    id="Sesudah bulan terakhir rencana ({end}).", en="After the last month of the plan ({end})."
)
UNTIL_BEFORE_FROM = Words(
    id="Bulan terakhir tidak boleh sebelum bulan pertama.",
    en="The last month may not lie before the first.",
)
NO_INCOME = Words(id="Pemasukan ini tidak ada.", en="There is no such income.")
NO_CATEGORY = Words(id="Kategori ini tidak ada.", en="There is no such category.")
NO_DEBT = Words(id="Utang ini tidak ada.", en="There is no such debt.")
NO_GOAL = Words(id="Tujuan ini tidak ada.", en="There is no such goal.")
DEBT_NOT_YET = Words(
    id="Utang ini baru mulai dibayar pada {month}.", en="This debt is first paid in {month}."
)
GOAL_NOT_YET = Words(id="Tujuan ini baru ada mulai {month}.", en="This goal begins only in {month}.")
TAKEN = Words(id="Nama ini sudah dipakai.", en="This name is taken already.")
LOST_TWICE = Words(
    id="Pemasukan ini sudah hilang pada bulan-bulan itu.", en="This income is lost already in those months."
)
PAY_TWICE = Words(
    id="THR atau bonus yang sama sudah diubah pada bulan-bulan itu.",
    en="The same THR or bonus is changed already in those months.",
)
GROWTH_TWICE = Words(
    id="Kenaikan harga yang sama sudah diubah pada bulan-bulan itu.",
    en="The same price growth is changed already in those months.",
)
DROPPED_TWICE = Words(id="Tujuan ini sudah dihapus.", en="This goal is dropped already.")
CITY_TWICE = Words(
    id="Kategori ini sudah disebut dalam kepindahan ini.", en="This category is named already in this move."
)
FUND_OVER_CASH = Words(
    id="Dana darurat adalah bagian dari uang tunai, jadi tidak boleh lebih besar.",
    en="The emergency fund is a part of the cash, so it cannot be more.",
)
GROUP_TWICE = Words(id="Kelompok harga ini sudah disebut.", en="This price group is named already.")
NOTHING_KNOWN = Words(
    id="Pemasukan dan pengeluaranmu belum diketahui. Catat, isi data keuangan, atau kirim baseline.",
    en="Neither your income nor your spending is known. Track them, tell them, or send a baseline.",
)
DOWN_PAYMENT = Words(
    id="Uang muka harus lebih kecil dari harga.", en="The down payment has to be less than the price."
)
FIRST_YEAR = Words(
    id="Rencana tidak boleh mulai sebelum tahun 2000.", en="A plan may not begin before the year 2000."
)
TOO_MUCH_AT_ONCE = Words(
    id="Terlalu banyak untuk dihitung sekaligus. Kurangi cara bayar, lama cicilan, atau bulannya.",
    en="Too much to work out at once. Take fewer ways to pay, shorter terms or fewer months.",
)
LAST_YEAR = Words(id="Rencana tidak boleh melewati tahun 2200.", en="A plan may not go beyond the year 2200.")


class PlanRefused(InvalidInput):
    """A plan that cannot be followed; `fields` say where and why."""

    code = "plan_refused"
    says = Words(
        id="Rencana ini belum bisa dihitung. Perbaiki bagian yang ditandai.",
        en="This plan cannot be followed. Correct what is marked.",
    )


def filled(words: Words, **values: object) -> Words:
    """The words with their placeholders filled, in both languages."""
    return Words(words.id.format(**values), words.en.format(**values))
