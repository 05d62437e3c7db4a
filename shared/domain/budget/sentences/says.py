"""What a person reads: questions about a proposal, reasons for doubt, and why a text gave none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from shared.domain.budget.sentences.model import Candidate, Direction, Doubt, Part, Unclear
from shared.domain.budget.transactions import Account
from shared.domain.money import format_rupiah
from shared.words import Words

QUESTIONS: Mapping[str, tuple[Part, Words]] = {
    "no_amount": (Part.AMOUNT, Words("Jumlahnya berapa?", "How much was it?")),
    "amount_ambiguous": (
        Part.AMOUNT,
        Words(
            "Jumlahnya bisa dibaca lebih dari satu cara. Yang mana?",
            "The amount can be read in more than one way. Which one?",
        ),
    ),
    "amount_approximate": (
        Part.AMOUNT,
        Words("Jumlahnya baru perkiraan. Sudah pas?", "The amount is only a rough one. Is it right?"),
    ),
    "amount_garbled": (
        Part.AMOUNT,
        Words("Angkanya belum bisa dibaca. Jumlahnya berapa?", "The number cannot be read. How much was it?"),
    ),
    "amount_zero": (
        Part.AMOUNT,
        Words("Jumlahnya nol. Jumlah sebenarnya berapa?", "The amount is zero. How much was it?"),
    ),
    "amount_too_large": (
        Part.AMOUNT,
        Words(
            "Jumlahnya lebih dari 15 angka. Jumlah sebenarnya berapa?",
            "The amount has more than 15 digits. How much was it?",
        ),
    ),
    "amount_foreign": (
        Part.AMOUNT,
        Words(
            "Itu bukan rupiah. Berapa rupiah jadinya?", "That is not in rupiah. How much was it in rupiah?"
        ),
    ),
    "amount_several": (
        Part.AMOUNT,
        Words(
            "Ada beberapa jumlah untuk satu catatan. Yang mana?",
            "There are several amounts for one entry. Which one?",
        ),
    ),
    "amount_discounted": (
        Part.AMOUNT,
        Words("Ini harga sebelum atau sesudah potongan?", "Is this the price before or after the discount?"),
    ),
    "amount_taxed": (
        Part.AMOUNT,
        Words("Ini harga sebelum atau sesudah pajak?", "Is this the price before or after the tax?"),
    ),
    "amount_with_change": (
        Part.AMOUNT,
        Words("Yang dibayar setelah kembalian berapa?", "How much was paid after the change?"),
    ),
    "amount_corrected": (
        Part.AMOUNT,
        Words("Ada dua jumlah. Yang benar yang mana?", "There are two amounts. Which one is right?"),
    ),
    "amount_per_one": (
        Part.AMOUNT,
        Words("Ini harga satuan atau totalnya?", "Is this the price of one, or of all?"),
    ),
    "amount_shared": (
        Part.AMOUNT,
        Words("Ini total tagihan atau bagianmu saja?", "Is this the whole bill, or only your share?"),
    ),
    "total_differs": (
        Part.AMOUNT,
        Words(
            "Rinciannya tidak sama dengan totalnya. Jumlah yang benar berapa?",
            "The parts do not add up to the total. How much was it?",
        ),
    ),
    "direction_unclear": (
        Part.DIRECTION,
        Words(
            "Ini uang masuk, uang keluar, atau pindah akun?",
            "Did this money come in, go out, or move between accounts?",
        ),
    ),
    "date_impossible": (
        Part.BOOKED_ON,
        Words("Tanggal itu tidak ada. Tanggal berapa?", "There is no such date. Which day was it?"),
    ),
    "date_ambiguous": (
        Part.BOOKED_ON,
        Words("Tanggalnya bisa lebih dari satu. Yang mana?", "It may be more than one day. Which one?"),
    ),
    "date_imprecise": (Part.BOOKED_ON, Words("Tepatnya tanggal berapa?", "Which day was it exactly?")),
    "date_in_future": (
        Part.BOOKED_ON,
        Words("Tanggalnya belum lewat. Tetap dicatat?", "That day has not come yet. Keep it all the same?"),
    ),
    "not_yet_happened": (
        Part.ENTRY,
        Words(
            "Sepertinya ini belum terjadi. Tetap dicatat?",
            "This does not seem to have happened yet. Keep it all the same?",
        ),
    ),
    "recurring": (
        Part.ENTRY,
        Words(
            "Sepertinya ini berulang. Catat sekali saja?",
            "This seems to happen again and again. Note it once?",
        ),
    ),
    "account_missing": (Part.ACCOUNT, Words("Dari akun yang mana?", "Which account was it?")),
    "account_ambiguous": (
        Part.ACCOUNT,
        Words("Ada beberapa akun yang cocok. Yang mana?", "Several of your accounts fit. Which one?"),
    ),
    "account_unknown": (
        Part.ACCOUNT,
        Words(
            "Akun itu belum ada di daftarmu. Pakai akun yang mana?",
            "That account is not among yours. Which one was it?",
        ),
    ),
    "to_account_missing": (Part.TO_ACCOUNT, Words("Masuk ke akun yang mana?", "Which account did it go to?")),
    "to_account_ambiguous": (
        Part.TO_ACCOUNT,
        Words(
            "Ada beberapa akun tujuan yang cocok. Yang mana?",
            "Several of your accounts fit as where it went. Which one?",
        ),
    ),
    "to_account_unknown": (
        Part.TO_ACCOUNT,
        Words(
            "Akun tujuan itu belum ada di daftarmu. Yang mana?",
            "The account it went to is not among yours. Which one?",
        ),
    ),
    "same_account": (
        Part.TO_ACCOUNT,
        Words(
            "Akun asal dan tujuannya sama. Ke akun yang mana?",
            "It leaves and reaches the same account. Where did it go?",
        ),
    ),
}
"""Each code with the part it asks about and the question."""

DOUBTS: Mapping[str, tuple[str, Words]] = {
    "direction_assumed": (
        "0.80",
        Words(
            "Dianggap uang keluar karena tidak ada kata kerjanya.",
            "Taken as money out, for nothing says otherwise.",
        ),
    ),
    "carried_over": ("0.90", Words("Mengikuti catatan sebelumnya.", "It follows the entry before it.")),
    "date_assumed": ("0.97", Words("Dianggap hari ini.", "Taken as today.")),
    "date_shared": (
        "0.95",
        Words(
            "Tanggalnya ikut catatan lain di kalimat ini.",
            "Its day is that of another entry in the sentence.",
        ),
    ),
    "account_assumed": (
        "0.95",
        Words("Akunnya dipilih karena hanya itu yang mungkin.", "The account is the only one it can be."),
    ),
    "account_shared": (
        "0.95",
        Words(
            "Akunnya ikut catatan lain di kalimat ini.",
            "Its account is that of another entry in the sentence.",
        ),
    ),
    "category_missing": ("0.85", Words("Kategorinya belum ketahuan.", "No category was found.")),
    "category_guessed": (
        "0.90",
        Words("Kategorinya ditebak dari konteks.", "The category is guessed from what surrounds it."),
    ),
    "verb_guessed": (
        "0.85",
        Words("Kata kerjanya dibaca sebagai salah ketik.", "The verb is read as a slip of the pen."),
    ),
    "words_unknown": ("0.95", Words("Ada kata yang tidak dikenal.", "Some words are not known.")),
    "amount_worked_out": (
        "0.95",
        Words("Jumlahnya dihitung dari kalimatnya.", "The amount was worked out from the sentence."),
    ),
    "account_asked": ("0.90", Words("Akunnya perlu kamu pilih.", "The account is yours to choose.")),
    "asked": ("0.50", Words("Masih ada yang perlu kamu jawab.", "There is still something to answer.")),
}
"""Each reason for doubt with the factor it multiplies the confidence by."""

UNREAD: Mapping[str, Words] = {
    "empty": Words("Belum ada yang ditulis.", "There is nothing written yet."),
    "too_long": Words(
        "Tulisannya terlalu panjang. Bagi jadi beberapa bagian.", "The text is too long. Send it in parts."
    ),
    "too_many": Words(
        "Catatannya terlalu banyak sekaligus. Kirim sisanya terpisah.",
        "There are too many entries at once. Send the rest by itself.",
    ),
    "nothing_recognised": Words(
        "Belum terbaca sebagai catatan uang. Contoh: “ngopi 35rb pakai gopay”.",
        "This does not read as an entry. Try “coffee 35k from gopay”.",
    ),
    "question": Words("Ini pertanyaan, bukan catatan uang.", "This is a question, not an entry."),
    "command": Words(
        "Di sini kamu bisa mencatat uang masuk dan keluar saja.",
        "Here you can only note money that came in or went out.",
    ),
    "negated": Words(
        "Ini belum atau tidak jadi terjadi, jadi tidak dicatat.", "This has not happened, so it is not noted."
    ),
    "aside": Words(
        "Ini keterangan saldo, sisa, atau anggaran, bukan transaksi.",
        "This tells a balance, a rest or a budget, not a transaction.",
    ),
}
"""Why a piece of text gave no proposal."""

DIRECTIONS: Mapping[Direction, Words] = {
    Direction.IN: Words("Uang masuk", "Money in"),
    Direction.OUT: Words("Uang keluar", "Money out"),
    Direction.TRANSFER: Words("Pindah antar akun sendiri", "Moved between your accounts"),
}


def question(code: str, *candidates: Candidate) -> Unclear:
    """A question by its code."""
    part, says = QUESTIONS[code]
    return Unclear(code=code, part=part, says=says, candidates=candidates)


@cache
def doubt(code: str) -> Doubt:
    """A reason for doubt by its code."""
    factor, says = DOUBTS[code]
    return Doubt(code=code, says=says, factor=Decimal(factor))


def amount_candidate(amount: int) -> Candidate:
    """An amount to choose, signed."""
    return Candidate(value=str(amount), says=Words(format_rupiah(amount, "id"), format_rupiah(amount, "en")))


def day_candidate(day: date) -> Candidate:
    """A day to choose."""
    return Candidate(value=day.isoformat(), says=Words(f"{day:%d/%m/%Y}", day.isoformat()))


def account_candidate(account: Account) -> Candidate:
    """An account to choose."""
    return Candidate(value=str(account.id), says=Words(account.name, account.name))


@cache
def direction_candidate(direction: Direction) -> Candidate:
    """A direction to choose."""
    return Candidate(value=direction.value, says=DIRECTIONS[direction])
