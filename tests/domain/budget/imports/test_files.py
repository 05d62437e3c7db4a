"""Bytes to a table: encodings, separators, workbooks, and everything that is refused on the way."""

import gzip
import struct
import zipfile
import zlib
from io import BytesIO
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.imports import bounds
from shared.domain.budget.imports.delimited import read_delimited
from shared.domain.budget.imports.reading import open_file
from shared.domain.budget.imports.refusals import (
    BrokenFile,
    CellTooLong,
    EmptyFile,
    FileTooLarge,
    NoRows,
    NoTable,
    OldWorkbook,
    OtherKind,
    QuoteOpen,
    SeveralSheets,
    TooManyRows,
    TooWide,
    UnknownText,
    UnusableFile,
)
from shared.domain.budget.imports.table import Table
from shared.words import Language
from tests.domain.budget.imports.files import booked, looked_at, workbook

LANGUAGES: tuple[Language, ...] = get_args(Language)
HEADER = ["Tanggal", "Keterangan", "Jumlah"]
TEXT = "Tanggal,Keterangan,Jumlah\n25/02/2026,Warung “Bu Éka”,-15000\n"
ROW = ("2026-02-25", -15_000, "Warung “Bu Éka”")


def line_of(refusal: pytest.ExceptionInfo[UnusableFile]) -> str:
    return refusal.value.fields[0].pointer


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_reads_text_as_it_is_written(self, encoding: str) -> None:
        assert booked(looked_at(TEXT.encode(encoding))) == [ROW]

    def test_reads_utf_16_of_either_order(self) -> None:
        assert booked(looked_at(b"\xfe\xff" + TEXT.encode("utf-16-be"))) == [ROW]

    @pytest.mark.parametrize(
        "content",
        [
            b"Tanggal,Keterangan,Jumlah\n25/02/2026,\x81\x8d,-1\n",
            TEXT.encode("utf-16-le"),
            b"Tanggal,Jumlah\n25/02/2026,1\x00\n",
            b"\xff\xfeT",
            b"\xef\xbb\xbf\xff",
        ],
        ids=[
            "undefined bytes",
            "utf-16 unmarked",
            "NUL",
            "half a sign",
            "marked and wrong",
        ],
    )
    def test_refuses_what_is_no_text(self, content: bytes) -> None:
        with pytest.raises(UnknownText):
            open_file(content)

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n" + b"\x01\x02" * 50, "PDF"),
            (b"\xef\xbb\xbf\n%PDF-1.4\nnothing but text", "PDF"),
            (gzip.compress(b"%PDF-1.4\n", mtime=0), "PDF"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "PNG"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
            (b"\x00\x00\x00\x18ftypheic", "HEIC"),
            (b"Rar!\x1a\x07\x00", "RAR"),
            (b'\n<html xmlns="x"><table><tr><td>Tanggal</td>', "HTML"),
            (b"<!-- x --><!DOCTYPE HTML>", "HTML"),
        ],
    )
    def test_names_what_it_is_instead(self, content: bytes, kind: str) -> None:
        with pytest.raises(OtherKind) as refusal:
            open_file(content)

        for language in LANGUAGES:
            assert kind in refusal.value.detail(language)
            assert "CSV" in refusal.value.detail(language)

    @pytest.mark.parametrize("content", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0)])
    def test_refuses_an_empty_file(self, content: bytes) -> None:
        with pytest.raises(EmptyFile):
            open_file(content)

    def test_ends_of_lines_of_every_kind(self) -> None:
        assert booked(looked_at(TEXT.replace("\n", "\r\n"))) == [ROW]
        assert booked(looked_at(TEXT.replace("\n", "\r"))) == [ROW]


class TestSeparators:
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_finds_it_though_cells_hold_the_others(self, separator: str) -> None:
        cells = [["Tanggal", "Keterangan", "Jumlah"], ["25/02/2026", "a,b;c|d\te", "-15.000,00"]]
        text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in cells)

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000]

    def test_prefers_it_over_the_comma_of_the_amounts(self) -> None:
        text = "Tanggal;Keterangan;Jumlah\n25/02/2026;Kopi;-15.000,50\n26/02/2026;Roti;-20.000,00\n"

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, -20_000]

    def test_a_quote_within_a_cell_is_a_letter(self) -> None:
        text = (
            'Tanggal,Keterangan,Jumlah\n25/02/2026,TOKO "ABC" JAYA,-15000\n26/02/2026,"TOKO "XYZ" JAYA",-1\n'
        )

        assert [text for *_, text in booked(looked_at(text))] == ['TOKO "ABC" JAYA', 'TOKO XYZ" JAYA"']

    def test_a_quote_that_never_closes_is_refused_with_the_line_it_opens_on(self) -> None:
        with pytest.raises(QuoteOpen) as refusal:
            open_file(b'Tanggal,Keterangan,Jumlah\n25/02/2026,"Kopi,-15000\n26/02/2026,Roti,-1\n')

        assert line_of(refusal) == "/lines/2"


class TestBounds:
    @pytest.mark.parametrize(
        "filler",
        ["\n" * 1_000_000, ",,\n" * 400_000, ",".join(["1234567"] * 60 + ["\n"]) * 40_000],
        ids=["blank lines", "empty cells", "cells without end"],
    )
    def test_of_more_than_anybody_reads_is_refused_early(self, filler: str) -> None:
        with pytest.raises(TooManyRows):
            read_delimited(f"Date,Description,Amount\n{filler}")

    def test_reads_as_many_rows_as_it_may_and_refuses_one_more(self) -> None:
        rows = "25/02/2026,Kopi,-15000\n" * bounds.MAX_ROWS
        assert len(open_file(f"Tanggal,Keterangan,Jumlah\n{rows}".encode()).survey.rows) == bounds.MAX_ROWS

        with pytest.raises(TooManyRows) as refusal:
            open_file(f"Tanggal,Keterangan,Jumlah\n{rows}25/02/2026,Kopi,-15000\n".encode())

        assert line_of(refusal) == f"/lines/{bounds.MAX_ROWS + 2}"

    def test_refuses_far_more_rows_before_reading_them_all(self) -> None:
        with pytest.raises(TooManyRows):
            open_file(b"Tanggal,Jumlah\n" + b"1/1/26,1\n" * 300_000)

    def test_refuses_one_giant_line(self) -> None:
        with pytest.raises((CellTooLong, TooWide)):
            open_file(b"x" * 3_000_000)
        with pytest.raises((CellTooLong, TooWide)):
            open_file(b"1," * 1_500_000)

    def test_refuses_a_cell_beyond_bounds_with_its_line(self) -> None:
        with pytest.raises(CellTooLong) as refusal:
            open_file(f"Tanggal,Keterangan,Jumlah\n25/02/2026,{'x' * 4001},1\n".encode())

        assert line_of(refusal) == "/lines/2"

    def test_refuses_a_body_beyond_4_mb(self) -> None:
        with pytest.raises(FileTooLarge):
            open_file(b"x" * (bounds.MAX_PACKED + 1))

    @pytest.mark.parametrize(
        "content", [b"Tanggal,Keterangan,Jumlah\n", b"Tanggal,Keterangan,Jumlah\n\n,,\n"]
    )
    def test_refuses_a_header_alone(self, content: bytes) -> None:
        with pytest.raises(NoRows):
            open_file(content)


class TestGzip:
    def test_reads_through_one_layer(self) -> None:
        assert booked(looked_at(gzip.compress(TEXT.encode(), mtime=0))) == [ROW]
        assert open_file(gzip.compress(TEXT.encode(), mtime=0)).sha256 == open_file(TEXT.encode()).sha256

    def test_reads_all_members(self) -> None:
        head, tail = TEXT[:40].encode(), TEXT[40:].encode()

        assert booked(looked_at(gzip.compress(head, mtime=0) + gzip.compress(tail, mtime=0))) == [ROW]

    def test_refuses_a_bomb_while_it_unpacks(self) -> None:
        bomb = gzip.compress(b"\x00" * (bounds.MAX_UNPACKED + 1), mtime=0)
        assert len(bomb) < 100_000

        with pytest.raises(FileTooLarge):
            open_file(bomb)

    def test_refuses_a_bomb_of_many_members(self) -> None:
        member = gzip.compress(b"\x00" * (1024 * 1024), mtime=0)

        with pytest.raises(FileTooLarge):
            open_file(member * 41)

    @pytest.mark.parametrize(
        "content",
        [
            gzip.compress(TEXT.encode(), mtime=0)[:-9],
            gzip.compress(TEXT.encode(), mtime=0) + b"more",
            b"\x1f\x8b" + b"\x08" * 20,
            gzip.compress(gzip.compress(TEXT.encode()), mtime=0),
        ],
        ids=["cut off", "with a tail", "no gzip at all", "packed twice"],
    )
    def test_refuses_what_is_damaged(self, content: bytes) -> None:
        with pytest.raises(BrokenFile):
            open_file(content)


class TestWorkbooks:
    ROWS = (HEADER, ["25/02/2026", "Kopi", -15000])

    def test_reads_the_one_sheet_with_a_table(self) -> None:
        content = workbook([["Catatan"], ["Halo"]], [*self.ROWS], [])

        assert booked(looked_at(content)) == [("2026-02-25", -15_000, "Kopi")]
        assert booked(looked_at(gzip.compress(content, mtime=0))) == [("2026-02-25", -15_000, "Kopi")]

    def test_refuses_two_sheets_with_tables(self) -> None:
        with pytest.raises(SeveralSheets):
            open_file(workbook([*self.ROWS], [*self.ROWS]))

    def test_refuses_none(self) -> None:
        with pytest.raises(NoTable):
            open_file(workbook([["Halo"], ["apa kabar"]]))
        with pytest.raises(EmptyFile):
            open_file(workbook([]))

    def test_counts_lines_as_the_spreadsheet_does(self) -> None:
        content = workbook([["Judul"], [], HEADER, [], ["25/02/2026", "Kopi", -15000]])

        assert [row.line for row in looked_at(content).rows] == [5]

    def test_noise_of_binary_numbers_is_no_sen(self) -> None:
        content = workbook([HEADER, ["25/02/2026", "Kopi", -(0.1 + 0.2) * 100000]])

        assert booked(looked_at(content)) == [("2026-02-25", -30_000, "Kopi")]

    def test_refuses_cells_at_opposite_corners_before_they_cost_memory(self) -> None:
        with pytest.raises(TooManyRows):
            open_file(workbook([[*HEADER], *([[]] * 60_000), ["25/02/2026", "Kopi", 1]]))
        with pytest.raises(TooWide):
            open_file(workbook([[*HEADER, *([None] * 100), "x"], ["25/02/2026", "Kopi", 1]]))

    def test_refuses_corners_whose_places_are_written_oddly(self) -> None:
        far = _with_sheet(
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
            "<x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>"
            "<x:row r='1048576'><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        )

        with pytest.raises((TooWide, TooManyRows)):
            open_file(far)

    def test_refuses_document_types(self) -> None:
        bomb = _with_sheet(
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
        )

        with pytest.raises(BrokenFile):
            open_file(bomb)

    def test_leaves_out_parts_that_are_no_xml(self) -> None:
        content = _rezipped(workbook([*self.ROWS]), {"xl/media/picture.png": b"\x89PNG" * 100})

        assert booked(looked_at(content)) == [("2026-02-25", -15_000, "Kopi")]

    def test_refuses_a_zip_bomb_though_it_lies_about_its_size(self) -> None:
        bomb = _rezipped(workbook([*self.ROWS]), {"xl/bomb.xml": b"\x00" * (bounds.MAX_UNPACKED + 1)})
        assert len(bomb) < 100_000
        honest = struct.pack("<L", bounds.MAX_UNPACKED + 1)
        lying = bomb.replace(honest, struct.pack("<L", 10))
        assert lying != bomb

        with pytest.raises(FileTooLarge):
            open_file(bomb)
        with pytest.raises((FileTooLarge, BrokenFile)):
            open_file(lying)

    def test_refuses_more_parts_than_a_workbook_has(self) -> None:
        with pytest.raises(FileTooLarge):
            open_file(_rezipped(workbook([*self.ROWS]), {f"x{at}.xml": b"<a/>" for at in range(500)}))

    @pytest.mark.parametrize(
        ("part", "kind"),
        [
            ("mutasi.csv", "ZIP"),
            ("word/document.xml", "DOCX"),
            ("xl/workbook.bin", "XLSB"),
            ("content.xml", "Open"),
        ],
    )
    def test_names_what_an_archive_is_instead(self, part: str, kind: str) -> None:
        with pytest.raises(OtherKind) as refusal:
            open_file(_rezipped(b"", {part: b"hello"}))

        assert kind in refusal.value.detail("en")

    @pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
    def test_refuses_what_is_damaged(self, damage: str) -> None:
        content = workbook([*self.ROWS])
        broken = {
            "cut": content[: len(content) // 2],
            "flipped": content[:60] + bytes(byte ^ 0xFF for byte in content[60:400]) + content[400:],
            "empty": b"PK\x03\x04",
        }[damage]

        with pytest.raises(BrokenFile):
            open_file(broken)

    def test_refuses_old_and_locked_workbooks(self) -> None:
        with pytest.raises(OldWorkbook):
            open_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)

    @given(st.binary(max_size=300), st.integers(0, 5000))
    def test_never_fails_in_another_way(self, noise: bytes, at: int) -> None:
        content = workbook([*self.ROWS])
        _expect_table_or_refusal(content[:at] + noise + content[at + len(noise) :])


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    _expect_table_or_refusal(content)


@given(st.text(alphabet=st.sampled_from('Tanggal,Jumlah;\t|"\n\r 0123456789/.-'), max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    _expect_table_or_refusal(text.encode())


def _expect_table_or_refusal(content: bytes) -> None:
    try:
        opened = open_file(content)
    except (UnusableFile, FileTooLarge):
        return
    assert isinstance(opened.table, Table)


def _rezipped(content: bytes, more: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if content:
            with zipfile.ZipFile(BytesIO(content)) as source:
                for name in source.namelist():
                    archive.writestr(name, source.read(name))
        for name, part in more.items():
            archive.writestr(name, part)
    return target.getvalue()


def _with_sheet(xml: str) -> bytes:
    source = workbook([HEADER, ["25/02/2026", "Kopi", -15000]])
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(target, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return target.getvalue()


def test_a_truncated_deflate_stream_is_refused() -> None:
    packed = zlib.compress(TEXT.encode())

    with pytest.raises((UnknownText, NoTable)):
        open_file(packed[: len(packed) // 2])
