"""What a column is for, by the heading it has in the files of banks, wallets and money apps."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from shared.domain.budget.imports.table import Cell, Line, one_line


class Role(StrEnum):
    """What a column may be for. VALUE_DATE counts as the date only where no other column does."""

    DATE = "date"
    VALUE_DATE = "value_date"
    DESCRIPTION = "description"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    MARKER = "marker"
    BALANCE = "balance"
    CATEGORY = "category"
    NOTE = "note"
    CURRENCY = "currency"


_HEADINGS: Mapping[Role, str] = {
    Role.DATE: """
        tanggal|tgl|date|tanggal transaksi|tgl transaksi|tgl trx|tanggal trx|transaction date|trx date|
        txn date|posting date|post date|postdate|booking date|tanggal posting|tanggal buku|tgl tran|
        tgl trans|tanggal waktu|date time|datetime|waktu|waktu transaksi|
        transaction time|tanggal mutasi|hari tanggal""",
    Role.VALUE_DATE: """
        value date|val date|effective date|tanggal efektif|tgl efektif|tanggal valuta|tgl val|tgl valuta""",
    Role.DESCRIPTION: """
        keterangan|uraian|uraian transaksi|keterangan transaksi|deskripsi|deskripsi transaksi|description|
        transaction description|details|detail|detail transaksi|transaction details|rincian|rincian transaksi|
        remark|remarks|narrative|narration|particulars|sumber tujuan|source destination|merchant|payee|
        penerima|nama transaksi|desk tran|transaksi|transaction|berita|memo""",
    Role.AMOUNT: "jumlah|nominal|amount|nilai|mutasi|transaction amount|jumlah transaksi|nominal transaksi",
    Role.DEBIT: """
        debit|debet|debit amount|mutasi debet|mutasi debit|keluar|uang keluar|dana keluar|pengeluaran|
        withdrawal|withdrawals|money out|paid out|expense|jumlah debet|jumlah debit|debit idr|debet idr""",
    Role.CREDIT: """
        kredit|credit|credit amount|mutasi kredit|masuk|uang masuk|dana masuk|pemasukan|deposit|deposits|
        money in|paid in|income|jumlah kredit|kredit idr|credit idr""",
    Role.MARKER: """
        db cr|cr db|d k|k d|d c|c d|dk|dc|dbcr|tipe|type|jenis|jenis transaksi|tipe transaksi|
        transaction type|debit kredit|debet kredit|debit credit|jenis mutasi|glsign""",
    Role.BALANCE: """
        saldo|balance|saldo akhir|running balance|closing balance|close balance|ending balance|
        saldo akhir mutasi|sisa saldo|saldo berjalan""",
    Role.CATEGORY: "kategori|category|nama kategori|category name",
    Role.NOTE: "catatan|note|notes",
    Role.CURRENCY: "currency|currency code|ccy|curr|mata uang|kode mata uang",
}

_KNOWN: Mapping[str, Role] = {
    heading.strip(): role for role, headings in _HEADINGS.items() for heading in headings.split("|")
}
_CURRENCY = re.compile(r"\((idr|rp)\)|\b(idr|rp)\b")
_BETWEEN_WORDS = re.compile(r"[^\w]+|_+")
_LONGEST = 60
_DIGIT = re.compile("[0-9]")
"""No heading that is known has one, and most cells below them do."""


def plain(cell: Cell) -> str:
    """A heading without capitals, accents, punctuation and currency, so that ways of writing it agree."""
    text = unicodedata.normalize("NFKD", one_line(cell)).casefold()
    letters = text if text.isascii() else "".join(sign for sign in text if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", _CURRENCY.sub(" ", letters)).strip()


def role_of(heading: Cell) -> Role | None:
    """What a column with this heading is for, as far as the heading tells."""
    return _KNOWN.get(plain(heading))


def roles_of(line: Line) -> Mapping[int, Role]:
    """The columns of a line whose cells are headings that are known."""
    return dict(_roles(line))


def _roles(line: Line) -> Iterator[tuple[int, Role]]:
    for column, cell in enumerate(line.cells):
        if not isinstance(cell, str) or len(cell) > _LONGEST or _DIGIT.search(cell):
            continue
        role = role_of(cell)
        if role is not None:
            yield column, role


def layout_of(headings: Sequence[Cell], width: int) -> str:
    """A digest of a header row: files with the same headings in the same columns share it."""
    named = "\x1f".join((*(plain(heading) for heading in headings), str(width)))
    return hashlib.sha256(named.encode()).hexdigest()
