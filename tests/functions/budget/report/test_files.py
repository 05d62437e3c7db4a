"""Finished files: they open, agree with the month, hold people's text as text, and are the same twice."""

import csv
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from functions.budget.models.report import ReportFormat
from functions.budget.report.files import make_file
from functions.budget.report.model import MonthReport
from functions.budget.report.separated import harmless
from functions.budget.report.sheets import MOST_ITEMS
from shared.domain.budget.month.model import MonthSummary
from shared.words import Language
from tests.functions.budget.report.months import (
    AFTERWARDS,
    INCOME,
    NEEDS,
    SAVING,
    WANTS,
    Line,
    a_full_report,
    a_report,
    a_summary,
    an_item,
    lines,
)
from tests.functions.budget.report.pdf_text import Pdf

SVG = "{http://www.w3.org/2000/svg}"
MARKUP = '#import "x" *bold* $x$ <script>alert(1)</script> & \\u{41}'
FORMULA = "=cmd|' /C calc'!A0"
LARGEST_PICTURE = 400_000


def content(report: MonthReport, kind: str) -> bytes:
    return make_file(report, ReportFormat(kind)).content


def pdf(report: MonthReport) -> str:
    """The document's text on one line."""
    return " ".join(Pdf.read(content(report, "pdf")).text.split())


def table(report: MonthReport) -> list[list[str]]:
    written = content(report, "csv").decode("utf-8-sig")
    return list(csv.reader(StringIO(written, newline=""), delimiter=";"))


def sheet(report: MonthReport, name: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content(report, "xlsx")))
    return [list(row) for row in book.get_sheet_by_name(name).to_python()]


class TestEveryFormat:
    @pytest.mark.parametrize("kind", list(ReportFormat))
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_is_the_same_bytes_twice(self, kind: ReportFormat, language: Language) -> None:
        report = a_full_report(language)

        assert make_file(report, kind) == make_file(report, kind)

    @pytest.mark.parametrize("kind", list(ReportFormat))
    def test_differs_from_language_to_language(self, kind: ReportFormat) -> None:
        assert content(a_full_report("id"), kind) != content(a_full_report("en"), kind)

    @pytest.mark.parametrize(
        ("kind", "media_type"),
        [
            ("svg", "image/svg+xml"),
            ("pdf", "application/pdf"),
            ("csv", "text/csv"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ],
    )
    def test_is_named_by_its_month(self, kind: str, media_type: str) -> None:
        file = make_file(a_full_report(), ReportFormat(kind))

        assert (file.name, file.media_type) == (f"fintar-2026-11.{kind}", media_type)

    @pytest.mark.parametrize("kind", list(ReportFormat))
    @settings(max_examples=8)
    @given(found=lines(most=999_999_999_999_999), adjustments=st.integers(-(10**12), 10**12))
    def test_can_be_made_of_any_month(self, kind: ReportFormat, found: list[Line], adjustments: int) -> None:
        summary = a_summary(found, adjustments=adjustments, earlier=[(1, -2, 3, -4)] * 3)

        assert content(a_report(summary), kind)

    @pytest.mark.parametrize("kind", list(ReportFormat))
    def test_can_be_made_of_a_month_without_anything(self, kind: ReportFormat) -> None:
        bare = a_summary([]).model_dump() | {"trend": (), "days": ()}

        assert content(a_report(MonthSummary.model_validate(bare)), kind)


class TestPicture:
    def root(self, report: MonthReport) -> ElementTree.Element:
        return ElementTree.fromstring(content(report, "svg"))

    def test_is_portrait_and_stands_alone(self) -> None:
        root = self.root(a_full_report())

        assert (root.get("viewBox"), root.get("width"), root.get("height")) == (
            "0 0 1080 1350",
            "1080",
            "1350",
        )
        links = [value for element in root.iter() for name, value in element.items() if name.endswith("href")]
        assert links
        assert all(link.startswith("#") for link in links)

    def test_draws_nothing_that_it_does_not_hold(self) -> None:
        root = self.root(a_full_report())

        held = {element.get("id") for element in root.iter()}
        used = {
            value[1:] for element in root.iter() for name, value in element.items() if name.endswith("href")
        }
        assert used <= held

    def test_is_told_in_words(self) -> None:
        root = self.root(a_full_report())

        title, description = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
        assert root.get("aria-labelledby") == "title desc"
        assert title == "Laporan keuangan November 2026"
        assert description is not None
        assert "Masih ada sisa Rp1.543.600." in description
        assert "Kopi & jajan: Rp486.000 lewat Rp186.000." in description

    def test_holds_peoples_text_as_text(self) -> None:
        report = a_report(a_summary([Line(MARKUP, WANTS, 5_000, 4_000)]))

        root = self.root(report)

        assert MARKUP in (root.findtext(f"{SVG}desc") or "")
        assert not [element for element in root.iter() if element.tag.endswith("script")]
        assert b"<script" not in content(report, "svg")

    def test_stays_small_however_much_happened(self) -> None:
        many = [
            Line(f"Kategori yang panjang sekali nomor {number}", group, 10**14 + number, 10**13)
            for group in (INCOME, NEEDS, WANTS, SAVING)
            for number in range(25)
        ]

        assert len(content(a_report(a_summary(many)), "svg")) < LARGEST_PICTURE
        assert len(content(a_full_report(), "svg")) < LARGEST_PICTURE


class TestDocument:
    def test_tells_the_month(self) -> None:
        text = pdf(a_full_report())

        assert "Rp7.850.000" in text
        assert "lewat Rp186.000" in text
        assert "Kopi Kenangan" in text
        assert "Netflix naik dari Rp54.000 menjadi Rp65.000 sejak bulan ini." in text
        assert "Halaman 1 dari 2" in text

    def test_speaks_english(self) -> None:
        text = pdf(a_full_report("en"))

        assert "Rp7,850,000" in text
        assert "Rp186,000 over" in text
        assert "made on 23 November 2026" in text

    def test_says_what_it_is_to_those_who_cannot_see_it(self) -> None:
        written = content(a_full_report("en"), "pdf")

        assert b"<pdfuaid:part>1</pdfuaid:part>" in written
        assert b"Money report for November 2026" in written
        assert b"/Lang(en)" in written.replace(b" ", b"")
        assert b"<rdf:li>Fintar</rdf:li>" in written
        assert b"/StructTreeRoot" in written

    def test_is_dated_by_when_it_was_made(self) -> None:
        assert b"D:20261123030000" in content(a_full_report(), "pdf")

    def test_says_that_the_month_is_closed(self) -> None:
        assert "Bulan ditutup" in pdf(a_report(a_summary(closed=True), made_at=AFTERWARDS))

    @pytest.mark.parametrize("text", ['#import "x"', "*bold* $x$", "<script>", "#panic()", "= h1 @ref"])
    def test_shows_peoples_text_as_text(self, text: str) -> None:
        summary = a_summary([Line(text, WANTS, 5_000)], merchants=[(text, 5_000, 1)])

        shown = pdf(a_report(summary, insights=[f"Wawasan {text} selesai"]))

        # As a category in the flow and in the table, as a merchant, and inside of a sentence.
        assert shown.count(text) == 4
        assert f"Wawasan {text} selesai" in shown

    def test_goes_on_with_headings_where_categories_are_many(self) -> None:
        many = [Line(f"Kategori {number}", NEEDS, 5_000 + number, 4_000) for number in range(60)]

        pages = Pdf.read(
            content(a_report(a_summary(many), insights=["kalimat panjang " * 30] * 6), "pdf")
        ).pages

        assert len(pages) == 3
        assert all("Anggaran" in page for page in pages[1:])
        assert "+36 lainnya" in pages[2]

    def test_invites_to_begin_in_an_empty_month(self) -> None:
        assert "Belum ada transaksi di bulan ini" in pdf(a_report(a_summary([])))


class TestTable:
    def test_begins_with_the_mark_that_spreadsheets_look_for(self) -> None:
        written = content(a_full_report(), "csv")

        assert written.startswith(b"\xef\xbb\xbfBulan;Bagian;")
        assert written.endswith(b"\r\n")

    def test_agrees_with_the_month(self) -> None:
        report = a_full_report()

        rows = table(report)
        sums = {row[3]: row[4] for row in rows if row[1] == "Ringkasan"}
        spent = sum(int(row[4]) for row in rows if row[1] == "Kategori" and row[2] != "Pemasukan")
        assert sums["Sisa"] == str(report.summary.net)
        assert spent == report.summary.spending + report.summary.saving

    def test_writes_a_budget_in_full(self) -> None:
        report = a_report(a_summary([Line("Kopi", WANTS, 486_000, 300_000, carried=50_000)]), language="en")

        assert table(report)[-1] == [
            "2026-11", "Category", "Wants", "Kopi", "486000", "300000", "0", "50000", "-136000", "3",
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", "\tx", "  =1+1", "\uff1d1+1", FORMULA])
    def test_keeps_formulas_from_being_read(self, text: str) -> None:
        assert harmless(text) == "'" + text

    @pytest.mark.parametrize("text", ["Kopi", "2-1", "", " Kopi"])
    def test_leaves_other_text_as_it_is(self, text: str) -> None:
        assert harmless(text) == text

    def test_has_no_cell_that_a_spreadsheet_would_run(self) -> None:
        report = a_report(a_summary([Line(FORMULA, WANTS, -5_000)]))

        assert table(report)[-1][3:5] == ["'" + FORMULA, "-5000"]

    def test_keeps_separators_within_a_cell(self) -> None:
        name = 'a;b"c'

        assert table(a_report(a_summary([Line(name, WANTS, 5)])))[-1][3] == name


class TestWorkbook:
    def test_has_its_sheets_in_the_readers_language(self) -> None:
        book = CalamineWorkbook.from_filelike(BytesIO(content(a_full_report("en"), "xlsx")))

        assert book.sheet_names == ["Summary", "Categories", "Days", "Transactions", "Trend"]

    def test_agrees_with_the_month(self) -> None:
        report = a_full_report()
        month = report.summary

        sums = {row[0]: row[1] for row in sheet(report, "Ringkasan")[4:]}
        categories = {row[1]: row[2] for row in sheet(report, "Kategori")[1:]}
        days, trend = sheet(report, "Harian"), sheet(report, "Tren")
        assert sums["Pemasukan"] == month.income
        assert sums["Sisa"] == month.net
        assert categories["Kopi & jajan"] == 486_000
        assert days[-2][2] == days[-1][1] == month.spending
        assert trend[-1][:2] == ["November 2026", month.income]

    def test_lists_the_months_transactions(self) -> None:
        items = (
            an_item(20, -35_000, category=8, merchant="Kopi Kenangan"),
            an_item(3, 500, category=None, merchant=None),
            an_item(2, -700, category=None, merchant="Parkir"),
        )

        rows = sheet(a_report(items=items), "Transaksi")

        assert rows[1] == [date(2026, 11, 20), "Kopi Kenangan", "Kopi & jajan", "Keinginan", -35_000]
        assert rows[2][2:4] == ["", "Pemasukan"]
        assert rows[3][2:4] == ["", "Tanpa kategori"]
        assert rows[4][4] == -35_200

    def test_never_turns_text_into_a_formula_or_a_link(self) -> None:
        report = a_report(
            a_summary([Line(FORMULA, WANTS, 5_000)]),
            items=[
                an_item(1, -1, category=0, merchant=FORMULA),
                an_item(1, -2, category=None, merchant="http://a.id"),
            ],
        )
        book = CalamineWorkbook.from_filelike(BytesIO(content(report, "xlsx")))

        assert sheet(report, "Kategori")[1][1] == FORMULA
        assert [row[1] for row in sheet(report, "Transaksi")[1:3]] == [FORMULA, "http://a.id"]
        assert b"externalLink" not in content(report, "xlsx")
        assert book.sheet_names[3] == "Transaksi"

    def test_writes_an_amount_beyond_a_spreadsheets_digits_as_text(self) -> None:
        most = 999_999_999_999_999

        rows = sheet(a_report(a_summary([Line("A", NEEDS, most), Line("B", NEEDS, most)])), "Ringkasan")

        assert ["Pengeluaran", "Rp1.999.999.999.999.998"] in rows

    def test_says_where_it_stops(self) -> None:
        item = an_item(5, -1_000, category=8, merchant="Parkir")

        rows = sheet(a_report(items=[item] * (MOST_ITEMS + 5)), "Transaksi")

        assert rows[MOST_ITEMS][1] == "Parkir"
        assert rows[-1][0] == "Hanya 10000 transaksi terbaru yang ditulis di sini."
