"""What templates are handed: figures that agree with the month, in the reader's words."""

from datetime import UTC, datetime

import pytest

from functions.budget.report.charts import days_of, trend_of
from functions.budget.report.model import MonthReport
from functions.budget.report.picture import Picture, picture_of
from functions.budget.report.telling import summary_sentence
from shared.words import Language
from tests.functions.budget.report.months import (
    AFTERWARDS,
    EARLIER,
    INCOME,
    MERCHANTS,
    NEEDS,
    SAVING,
    Line,
    a_full_report,
    a_report,
    a_summary,
)


def figures(picture: Picture) -> dict[str, str]:
    return {figure.label: figure.text for figure in picture.figures}


class TestFigures:
    def test_are_the_months_own(self) -> None:
        assert figures(picture_of(a_full_report(), "card")) == {
            "Pemasukan": "Rp7.850.000",
            "Pengeluaran": "Rp5.406.400",
            "Ditabung": "Rp900.000",
            "Sisa": "Rp1.543.600",
            "Rasio menabung": "31%",
        }

    def test_speak_english(self) -> None:
        assert figures(picture_of(a_full_report("en"), "card"))["Left over"] == "Rp1,543,600"

    def test_say_what_is_short(self) -> None:
        report = a_report(a_summary([Line("Gaji", INCOME, 1_000_000), Line("Kos", NEEDS, 1_500_000)]))

        found = figures(picture_of(report, "card"))

        assert found["Kurang"] == "Rp500.000"
        assert found["Rasio menabung"] == "\u221250%"

    def test_have_no_savings_rate_without_income(self) -> None:
        report = a_report(a_summary([Line("Kos", NEEDS, 1_500_000)]))

        assert figures(picture_of(report, "card"))["Rasio menabung"] == "\u2013"


class TestSummarySentence:
    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            (
                [Line("Gaji", INCOME, 900), Line("Kos", NEEDS, 500), Line("Emas", SAVING, 100)],
                "Dari Rp900 yang masuk, Rp500 dibelanjakan dan Rp100 ditabung. Masih ada sisa Rp300.",
            ),
            (
                [Line("Gaji", INCOME, 500), Line("Kos", NEEDS, 500)],
                "Dari Rp500 yang masuk, Rp500 dibelanjakan. Tidak ada sisa.",
            ),
            (
                [Line("Gaji", INCOME, 500), Line("Kos", NEEDS, 900), Line("Emas", SAVING, -100)],
                "Rp500 masuk, Rp900 dibelanjakan dan Rp100 ditarik dari tabungan: Rp300 diambil dari saldo"
                " sebelumnya.",
            ),
        ],
    )
    def test_tells_the_month(self, lines: list[Line], sentence: str) -> None:
        assert summary_sentence(a_report(a_summary(lines))) == sentence

    def test_invites_to_begin(self) -> None:
        assert "impor riwayat bankmu" in summary_sentence(a_report(a_summary([])))


class TestState:
    @pytest.mark.parametrize(
        ("closed", "made_at", "state"),
        [
            (False, datetime(2026, 11, 23, 3, tzinfo=UTC), "Berjalan, sampai 23 Nov"),
            # 17:30 in UTC is the next day in Jakarta.
            (False, datetime(2026, 11, 29, 17, 30, tzinfo=UTC), "Berjalan, sampai 30 Nov"),
            (False, AFTERWARDS, ""),
            (True, AFTERWARDS, "Bulan ditutup"),
            (False, datetime(2026, 9, 1, tzinfo=UTC), "Belum dimulai"),
        ],
    )
    def test_says_where_the_month_stands(self, closed: bool, made_at: datetime, state: str) -> None:
        report = a_report(a_summary(closed=closed), made_at=made_at)

        assert picture_of(report, "card").state == state


class TestCharts:
    def test_draw_days_up_to_today(self) -> None:
        days = days_of(a_full_report())

        assert days is not None
        assert days.spent[-1][0] == pytest.approx(23 / 30)
        assert days.budget[-1][0] == 1

    def test_draw_all_days_of_a_month_that_is_over(self) -> None:
        days = days_of(a_report(made_at=AFTERWARDS))

        assert days is not None
        assert days.spent[-1][0] == 1

    def test_draw_no_pace_without_a_budget(self) -> None:
        days = days_of(a_report(a_summary([Line("Kos", NEEDS, 5_000)])))

        assert days is not None
        assert (days.budget, days.end_budget, days.over) == ((), None, False)

    def test_stack_a_month_to_what_went_out(self) -> None:
        trend = trend_of(a_full_report())

        assert trend is not None
        assert len(trend.columns) == 12
        assert [column.sign for column in trend.columns if column.current] == ["Nov"]
        for column in trend.columns:
            bottoms = [piece.bottom for piece in column.pieces]
            assert bottoms == [0, *(piece.top for piece in column.pieces[:-1])]

    def test_have_nothing_to_show_for_an_empty_month(self) -> None:
        report = a_report(a_summary([]))

        assert (trend_of(report), days_of(report)) == (None, None)

    def test_survive_a_month_of_refunds(self) -> None:
        report = a_report(a_summary([Line("Kos", NEEDS, -500_000)], earlier=[(0, -5, 7, 0)]))

        assert trend_of(report) is not None
        assert days_of(report) is not None


class TestLists:
    def report(self, language: Language = "id") -> MonthReport:
        merchants = [(f"Toko {number}", 1_000 - number, 2) for number in range(40)]
        return a_report(
            a_summary(merchants=merchants, earlier=EARLIER),
            language=language,
            insights=[f"Wawasan {number}" for number in range(40)],
        )

    def test_are_bounded(self) -> None:
        picture = picture_of(self.report(), "document")

        assert [row.name for row in picture.merchants] == [f"Toko {number}" for number in range(8)]
        assert picture.insights == tuple(f"Wawasan {number}" for number in range(6))

    def test_count_transactions_in_both_languages(self) -> None:
        once = a_report(a_summary(merchants=[("Kos Bu Sri", 5, 1)]), language="en")

        assert picture_of(self.report("en"), "document").merchants[0].count == "2 transactions"
        assert picture_of(once, "document").merchants[0].count == "1 transaction"

    def test_leave_out_merchants_that_only_gave_back(self) -> None:
        report = a_report(a_summary(merchants=[*MERCHANTS[:1], ("Retur", -5_000, 1)]))

        assert [row.name for row in picture_of(report, "document").merchants] == ["Kos Bu Sri"]


def test_indonesian_is_spoken_throughout_an_indonesian_picture() -> None:
    indonesian, english = (picture_of(a_full_report(language), "card") for language in ("id", "en"))

    same = {name for name, word in indonesian.labels.items() if english.labels[name] == word}
    assert same <= {"status"}
