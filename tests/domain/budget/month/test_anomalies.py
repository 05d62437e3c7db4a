"""What counts as out of the ordinary, and what does not."""

from datetime import date

import pytest

from shared.domain.budget.month.words import insight_words
from tests.builders.bookings import TODAY, Entry, monthly
from tests.builders.ledger import Ledger
from tests.builders.months import BEFORE, YEAR, analysis_of, codes, insight_of, number, salary, usual_year

ODD = {"anomaly", "new_spending", "large_payment"}


def shopping(amounts: list[int], *, code: str = "wants.shopping") -> tuple[Entry, ...]:
    """One payment in each month up to November, each at another shop."""
    months = YEAR[-len(amounts) :]
    return tuple(
        Entry(date.fromisoformat(f"{month}-05"), -amount, code, f"Toko {chr(97 + place)}")
        for place, (month, amount) in enumerate(zip(months, amounts, strict=True))
    )


def year_with(*entries: Entry) -> Ledger:
    return usual_year().with_entries(*entries)


class TestCategories:
    @pytest.mark.parametrize(
        ("amounts", "found"),
        [
            ([400_000, 420_000, 380_000, 410_000, 390_000, 800_000], ["anomaly"]),
            ([400_000, 420_000, 380_000, 410_000, 390_000, 450_000], []),
            ([400_000, 900_000, 100_000, 700_000, 200_000, 950_000], []),
            ([400_000, 420_000, 380_000, 410_000, 390_000, 10_000], []),
            ([400_000] * 5 + [600_000], ["anomaly"]),
            ([400_000] * 5 + [410_000], []),
            ([800_000], ["new_spending"]),
            ([400_000, 800_000], []),
        ],
        ids=[
            *(
                "far above",
                "a little above",
                "always moving",
                "far below",
                "first change",
                "too small",
                "new",
            ),
            "hardly known",
        ],
    )
    def test_stand_out_far_above_their_usual_months(self, amounts: list[int], found: list[str]) -> None:
        analysis = analysis_of(year_with(*shopping(amounts)))

        assert [code for code in codes(analysis) if code in ODD] == found

    def test_are_told_with_what_is_usual(self) -> None:
        amounts = [400_000, 420_000, 380_000, 410_000, 390_000] * 2 + [400_000, 900_000]
        analysis = analysis_of(year_with(*shopping(amounts)))
        insight = insight_of(analysis, "anomaly")

        assert insight.id == "2026-11.anomaly.wants.shopping"
        assert number(analysis, "anomaly.wants.shopping.usual") == 400_000
        assert insight_words(insight, analysis, "id").startswith(
            "Belanja bulan ini Rp900.000, Rp500.000 di atas biasanya (Rp400.000)."
        )
        assert insight_words(insight, analysis, "en").startswith("Shopping is Rp900,000 this month")

    def test_need_three_earlier_months(self) -> None:
        three, two = (
            Ledger(entries=(*salary(of=YEAR[-back:]), *shopping([500_000] * (back - 1) + [2_000_000])))
            for back in (4, 3)
        )

        assert "anomaly" in codes(analysis_of(three))
        assert not ODD & set(codes(analysis_of(two)))

    def test_count_refunds(self) -> None:
        back = Entry(TODAY, 1_900_000, "wants.shopping", "Tokopedia")
        ledger = year_with(Entry(TODAY, -2_000_000, "wants.shopping", "Tokopedia"), back)

        assert not ODD & set(codes(analysis_of(ledger)))

    @pytest.mark.parametrize("code", ["saving.investment", "income.bonus", None])
    def test_are_only_those_of_spending(self, code: str | None) -> None:
        assert not ODD & set(codes(analysis_of(year_with(Entry(TODAY, -2_000_000, code, "Lain")))))

    def test_are_measured_by_income(self) -> None:
        extra = shopping([50_000] * 5 + [165_000])
        rich = Ledger(entries=(*salary(60_000_000), *extra))
        poor = Ledger(entries=(*salary(5_000_000), *extra))

        assert not ODD & set(codes(analysis_of(rich)))
        assert "anomaly" in codes(analysis_of(poor))


class TestPayments:
    def test_stand_out_where_the_category_does_not(self) -> None:
        rows = [
            Entry(
                date.fromisoformat(f"{month}-{day:02}"),
                -100_000 - 500 * day,
                "needs.groceries",
                f"Toko {day}",
            )
            for month in BEFORE
            for day in (2, 5, 9, 12, 16, 19, 23)
        ]
        ledger = year_with(*rows, Entry(TODAY, -400_000, "needs.groceries", "Hypermart"))
        analysis = analysis_of(ledger)
        insight = insight_of(analysis, "large_payment")

        assert not {"anomaly", "new_spending"} & set(codes(analysis))
        assert insight.subject == str(ledger.entries[-1].id)
        assert "Rp400.000 untuk Hypermart jauh di atas biasanya (Rp106.000)" in insight_words(
            insight, analysis, "id"
        )

    def test_that_come_back_are_no_surprise(self) -> None:
        rent = monthly(-1_500_000, day=3, months=YEAR, category="needs.eating", merchant="Katering")

        assert not ODD & set(codes(analysis_of(year_with(*rent))))
