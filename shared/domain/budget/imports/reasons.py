"""Why a row is refused, and what is worth knowing about one that is not, as codes with their words.

A code may not change; the words may. `{value}` stands for what the file says there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.words import Language, Words

OTHER_CURRENCY = frozenset({"amount_foreign", "currency_foreign", "currency_missing"})
"""Codes of rows that were read well enough to know that they are not in rupiah."""

LONGEST_VALUE = 80
"""Characters of the file that a reason quotes."""

REASONS: Mapping[str, Words] = {
    "date_missing": Words(id="Tanggalnya kosong.", en="It has no date."),
    "date_unreadable": Words(
        id="“{value}” bukan tanggal yang dikenal.", en="“{value}” is no date that is known."
    ),
    "date_impossible": Words(
        id="Tanggal “{value}” tidak ada, atau di luar tahun 2000 sampai 2100.",
        en="There is no day “{value}”, or it lies outside the years 2000 to 2100.",
    ),
    "date_outside_period": Words(
        id="Tanggal “{value}” di luar periode yang disebut berkas.",
        en="The day “{value}” lies outside the period that the file names.",
    ),
    "pending": Words(
        id="Masih tertunda (PEND): impor lagi setelah bank membukukannya.",
        en="Still pending (PEND): import it again once the bank has booked it.",
    ),
    "amount_missing": Words(id="Jumlahnya kosong.", en="It has no amount."),
    "amount_zero": Words(id="Jumlahnya nol.", en="Its amount is zero."),
    "amount_unreadable": Words(
        id="“{value}” bukan jumlah yang dikenal.", en="“{value}” is no amount that is known."
    ),
    "amount_foreign": Words(
        id="“{value}” dalam mata uang lain: hanya rupiah yang dibukukan.",
        en="“{value}” is in another currency: only rupiah are booked.",
    ),
    "currency_foreign": Words(
        id="“{value}” bukan rupiah: hanya rupiah yang dibukukan.",
        en="“{value}” is not rupiah: only rupiah are booked.",
    ),
    "currency_missing": Words(
        id="Mata uangnya kosong, padahal baris lain menyebutnya.",
        en="It names no currency, while other rows do.",
    ),
    "amount_unclear": Words(
        id="“{value}” punya lebih dari dua angka sen; bisa jadi titik atau komanya pemisah ribuan.",
        en="“{value}” has more than two digits of sen; its point or comma may separate thousands.",
    ),
    "amount_out_of_range": Words(
        id="“{value}” terlalu besar: paling banyak 15 angka.", en="“{value}” is too large: at most 15 digits."
    ),
    "amount_below_a_rupiah": Words(
        id="“{value}” kurang dari satu rupiah setelah dibulatkan.",
        en="“{value}” is less than one rupiah once rounded.",
    ),
    "amount_on_both_sides": Words(
        id="Uang keluar dan uang masuk sama-sama terisi.", en="Both money out and money in are filled."
    ),
    "amount_sign": Words(
        id="Tanda minus “{value}” di kolom ini bisa berarti dua hal.",
        en="The minus of “{value}” in this column could mean two things.",
    ),
    "marker_unknown": Words(
        id="“{value}” tidak menyebut uang masuk atau keluar.", en="“{value}” does not say money in or out."
    ),
    "summary": Words(
        id="Ini baris saldo atau jumlah, bukan transaksi.",
        en="This is a line of balances or sums, no transaction.",
    ),
    "too_many_cells": Words(
        id="Baris ini punya lebih banyak kolom dari judulnya.",
        en="This row has more columns than its header.",
    ),
    "account_missing": Words(id="Nama rekeningnya kosong.", en="It names no account."),
    "field_invalid": Words(id="Isi “{value}” tidak sesuai.", en="“{value}” is not valid here."),
    "parts_incomplete": Words(
        id="Bagian dari transaksi ini tidak lengkap.", en="Parts of this transaction are missing."
    ),
    "month_closed": Words(
        id="Bulannya sudah kamu tutup. Buka dulu bulannya, atau jangan sertakan baris ini.",
        en="You have closed that month. Reopen it first, or leave this row out.",
    ),
    "rounded": Words(id="“{value}” dibulatkan ke rupiah utuh.", en="“{value}” was rounded to whole rupiah."),
    "balance_disagrees": Words(
        id="Saldo “{value}” tidak cocok dengan baris sebelumnya.",
        en="The balance “{value}” does not follow from the row before.",
    ),
    "already_booked": Words(id="Sudah pernah diimpor.", en="It was imported before."),
    "looks_like_another": Words(
        id="Mirip dengan transaksi yang sudah tercatat.",
        en="It looks like a transaction that is there already.",
    ),
    "same_file": Words(
        id="Sudah diimpor dari berkas yang sama, dengan cara baca atau ke rekening lain.",
        en="It was imported from the same file before, read in another way or into another account.",
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of REASONS, the field that it is about and what the file says there."""

    code: str
    field: str | None = None
    value: str | None = None

    def words(self, language: Language) -> str:
        """The reason in the reader's language."""
        return said(self.code, self.value, language)

    def document(self) -> dict[str, Any]:
        """The reason as it is stored: only what is known."""
        known = {"code": self.code, "field": self.field, "value": self.value}
        return {name: value for name, value in known.items() if value is not None}


def quoting(code: str, field: str, value: str) -> Reason:
    """A reason that quotes the file, shortened."""
    short = value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
    return Reason(code, field, short)


def said(code: str, value: str | None, language: Language) -> str:
    """The words of a stored reason; the code itself where it is not known any more."""
    words = REASONS.get(code)
    return code if words is None else words.into(language).replace("{value}", value or "")
