"""What is on a page stands on the page, and no words lie on others, whatever the month was like."""

from itertools import combinations

import pytest

from functions.budget.report.model import MonthReport
from functions.budget.report.picture import Layout, picture_of
from functions.budget.report.typesetting import typeset
from tests.functions.budget.report.months import (
    EARLIER,
    INCOME,
    MERCHANTS,
    NEEDS,
    SAVING,
    WANTS,
    Line,
    a_full_report,
    a_report,
    a_summary,
)
from tests.functions.budget.report.pdf_text import Pdf

MOST = 999_999_999_999_999
LONG = "Perlengkapan rumah tangga dan kebutuhan sekolah anak-anak tahun 2026/2027"
WIDTHS: dict[Layout, float] = {"card": 1080, "document": 595.28}

HUGE = a_report(
    a_summary(
        [
            *(Line(LONG, group, MOST - number, 7) for group in (NEEDS, WANTS, SAVING) for number in range(9)),
            *(Line("W" * 60, INCOME, MOST - number) for number in range(6)),
            Line(None, None, MOST),
        ],
        merchants=[("M" * 120, MOST, 123_456)] * 8,
        earlier=[(MOST, MOST, MOST, MOST)] * 11,
    ),
    insights=[f"{LONG} " * 5, "W" * 300],
)
TINY = a_report(
    a_summary(
        [
            Line("Gaji", INCOME, MOST),
            *(Line(f"Kecil {number}", group, 1) for group in (NEEDS, WANTS, SAVING) for number in range(5)),
            Line(None, None, 1),
        ]
    )
)
BELOW_ZERO = a_report(
    a_summary(
        [
            Line("Gaji", INCOME, 3_000_000),
            Line("Bonus", INCOME, -200_000),
            Line("Kos", NEEDS, 1_500_000, 1_000_000, carried=-1_400_000),
            Line("Belanja", WANTS, -350_000, 0),
            Line("Tujuan", SAVING, -500_000, 300_000),
        ],
        adjustments=-75_000,
        earlier=[(-5, -100_000, 50_000, -9)] * 11,
    )
)
MONTHS = {
    "usual": a_full_report(),
    "english": a_full_report("en"),
    "huge": HUGE,
    "tiny": TINY,
    "below zero": BELOW_ZERO,
    "empty": a_report(a_summary([])),
    "first": a_report(a_summary([Line("Kopi", WANTS, 25_000)], merchants=MERCHANTS[:1])),
    "closed": a_report(a_summary(closed=True, earlier=EARLIER)),
}


def pages(report: MonthReport, layout: Layout) -> Pdf:
    data = picture_of(report, layout).as_data()
    return Pdf.read(typeset(layout, data, "pdf", made_at=report.made_at))


@pytest.mark.parametrize("layout", ["card", "document"])
@pytest.mark.parametrize("name", MONTHS)
class TestLayout:
    def test_no_words_lie_on_others(self, name: str, layout: Layout) -> None:
        overlapping = [
            (one.text, other.text)
            for page in pages(MONTHS[name], layout).runs
            for one, other in combinations(page, 2)
            if one.lies_on(other)
        ]

        assert overlapping == []

    def test_all_words_are_on_the_page(self, name: str, layout: Layout) -> None:
        outside = [
            run.text
            for page in pages(MONTHS[name], layout).runs
            for run in page
            if run.x < 0 or run.end > WIDTHS[layout] or run.y < 0
        ]

        assert outside == []


def test_the_picture_is_one_page_and_a_usual_document_two() -> None:
    assert len(pages(a_full_report(), "card").pages) == 1
    assert len(pages(a_full_report(), "document").pages) == 2
