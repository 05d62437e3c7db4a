"""Files that are refused as a whole. A row that cannot be read is refused alone: see reasons.py.

InvalidInput
└── UnusableFile            nothing can be read from it
    ├── EmptyFile           it holds no text at all
    ├── BrokenFile          damaged, or packed in a way that is not read
    ├── UnknownText         not text in an encoding that is read
    ├── OtherKind           a file of a kind that is known and not read: PDF, a picture, an archive
    ├── OldWorkbook         an Excel file from before 2007, or one with a password
    ├── SeveralSheets       a workbook with more than one table
    ├── ForeignCurrency     a statement in another currency than rupiah
    ├── NoTable             no column of dates beside one of amounts
    ├── NoRows              a header with nothing under it
    ├── TooManyRows, TooWide, CellTooLong, QuoteOpen
TooLarge
└── FileTooLarge            more bytes than are read, packed or unpacked
"""

from shared.domain.budget.imports.bounds import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from shared.errors import FieldProblem, InvalidInput, TooLarge
from shared.words import Words


class UnusableFile(InvalidInput):
    """Nothing can be read from the file; `line`, counted from 1, is where reading stopped."""

    code = "file_unusable"
    says = Words(id="Berkas ini tidak bisa dibaca.", en="This file cannot be read.")

    def __init__(self, *, line: int | None = None, **values: object) -> None:
        fields = () if line is None else (FieldProblem(f"/lines/{line}", self.says),)
        super().__init__(*fields, **values)


class EmptyFile(UnusableFile):
    """It holds no text at all."""

    code = "file_empty"
    says = Words(id="Berkasnya kosong.", en="The file is empty.")


class BrokenFile(UnusableFile):
    """It is damaged, or packed in a way that is not read."""

    code = "file_broken"
    says = Words(
        id="Berkasnya rusak atau dikemas dengan cara yang tidak dibaca. Unduh ulang dari bankmu.",
        en="The file is damaged, or packed in a way that is not read. Download it from your bank again.",
    )


class UnknownText(UnusableFile):
    """It is no text in an encoding that is read."""

    code = "file_not_text"
    says = Words(
        id="Isinya bukan teks CSV dan bukan buku kerja XLSX.",
        en="This is neither CSV text nor an XLSX workbook.",
    )


class OtherKind(UnusableFile):
    """It is a file of a kind that is known and not read, such as a PDF; `kind` names it."""

    code = "file_of_another_kind"
    says = Words(
        id="Ini berkas {kind}. Yang bisa dibaca CSV dan XLSX: unduh mutasinya begitu dari bankmu.",
        en="This is a {kind} file. CSV and XLSX can be read: download the movements so from your bank.",
    )

    def __init__(self, kind: str) -> None:
        super().__init__(kind=kind)


class OldWorkbook(UnusableFile):
    """It is an Excel file from before 2007, or one that is locked by a password."""

    code = "file_old_workbook"
    says = Words(
        id="Ini berkas Excel lama (.xls) atau dikunci sandi. Simpan sebagai .xlsx atau .csv tanpa sandi.",
        en="This is an old Excel file (.xls) or one with a password. Save it as .xlsx or .csv without one.",
    )


class SeveralSheets(UnusableFile):
    """More than one sheet of the workbook holds a table of transactions."""

    code = "file_several_sheets"
    says = Words(
        id="Ada transaksi di lebih dari satu lembar. Simpan tiap lembar sebagai berkas sendiri.",
        en="More than one sheet holds transactions. Save each sheet as a file of its own.",
    )


class ForeignCurrency(UnusableFile):
    """It says that all of it is in another currency than rupiah; `currency` is what it says."""

    code = "file_in_other_currency"
    says = Words(
        id="Mutasi ini dalam {currency}. Hanya rupiah yang dibukukan.",
        en="This statement is in {currency}. Only rupiah are booked.",
    )

    def __init__(self, currency: str, *, line: int) -> None:
        super().__init__(line=line, currency=currency)


class NoTable(UnusableFile):
    """No column of dates was found beside one of amounts."""

    code = "file_without_table"
    says = Words(
        id="Tidak ada tabel transaksi: butuh satu kolom tanggal dan satu kolom jumlah.",
        en="There is no table of transactions: it takes a column of dates and one of amounts.",
    )


class NoRows(UnusableFile):
    """There is a header and nothing under it."""

    code = "file_without_rows"
    says = Words(id="Tabelnya tidak berisi satu baris pun.", en="The table does not hold a single row.")


class TooManyRows(UnusableFile):
    """It has more rows than one import takes."""

    code = "file_too_many_rows"
    says = Words(
        id=f"Paling banyak {MAX_ROWS} baris per berkas. Bagi menurut periode.",
        en=f"At most {MAX_ROWS} rows a file. Split it by period.",
    )


class TooWide(UnusableFile):
    """A line has more columns than are read."""

    code = "file_too_wide"
    says = Words(id=f"Paling banyak {MAX_COLUMNS} kolom.", en=f"At most {MAX_COLUMNS} columns.")


class CellTooLong(UnusableFile):
    """A cell holds more characters than are read."""

    code = "file_cell_too_long"
    says = Words(
        id=f"Ada sel yang lebih dari {MAX_CELL} karakter.", en=f"A cell is longer than {MAX_CELL} characters."
    )


class QuoteOpen(UnusableFile):
    """A quotation mark opens a cell and is never closed."""

    code = "file_quote_open"
    says = Words(
        id="Ada tanda kutip yang dibuka dan tidak pernah ditutup.",
        en="A quotation mark is opened and never closed.",
    )


class FileTooLarge(TooLarge):
    """It has more bytes than are read, as it came or unpacked."""

    code = "file_too_large"
    says = Words(
        id="Berkasnya terlalu besar: paling banyak 4 MB, dan 40 MB setelah dibuka.",
        en="The file is too large: at most 4 MB, and 40 MB once unpacked.",
    )
