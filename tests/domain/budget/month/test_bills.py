"""What comes back: price rises, subscriptions, new charges, and pay that did not come."""

from datetime import date
from typing import Any

import pytest

from shared.domain.budget.month.words import insight_words
from tests.builders.bookings import Entry, monthly, months
from tests.builders.ledger import Ledger
from tests.builders.months import YEAR, analysis_of, codes, insight_of, number, salary, usual_year


def netflix(*prices: int, first: str = "2026-06", day: int = 10) -> tuple[Entry, ...]:
    """One price after the other, a month each."""
    last = months(first, "2027-12")[: len(prices)]
    return tuple(
        entry
        for month, price in zip(last, prices, strict=True)
        for entry in monthly(
            -price, day=day, months=[month], category="wants.subscriptions", merchant="Netflix"
        )
    )


def year_with(*entries: Entry, **more: Any) -> Ledger:
    return usual_year(**more).with_entries(*entries)


class TestPriceRise:
    @pytest.mark.parametrize(
        ("prices", "found"),
        [
            ([54_000, 54_000, 54_000, 54_000, 54_000, 65_000], True),
            ([54_000, 54_100, 53_900, 54_000, 54_000, 65_000], True),
            ([54_000, 54_000, 54_000, 54_000, 65_000, 65_000], False),
            ([54_000, 54_000, 54_000, 54_000, 54_000, 55_000], False),
            ([65_000, 65_000, 65_000, 65_000, 65_000, 54_000], False),
            ([50_000, 55_000, 50_000, 52_000, 57_000, 62_000], False),
        ],
        ids=[
            "this month",
            "after small differences",
            "last month",
            "next to nothing",
            "cheaper",
            "never stable",
        ],
    )
    def test_is_told_in_the_month_it_began(self, prices: list[int], found: bool) -> None:
        assert ("price_rise" in codes(analysis_of(year_with(*netflix(*prices))))) is found

    def test_is_told_with_its_share_and_what_it_costs_a_year(self) -> None:
        analysis = analysis_of(year_with(*netflix(54_000, 54_000, 54_000, 54_000, 54_000, 65_000)))
        insight = insight_of(analysis, "price_rise")

        assert insight.id == "2026-11.price_rise.netflix"
        assert insight_words(insight, analysis, "id") == (
            "Netflix naik dari Rp54.000 jadi Rp65.000 (20,37%). Setahun jadi Rp132.000 lebih mahal. "
            "Masih sepadan?"
        )
        assert number(analysis, "price_rise.netflix.rise").as_tuple().digits == (2, 0, 3, 7)


class TestCost:
    def test_adds_up_what_is_active(self) -> None:
        lapsed = monthly(-99_000, day=4, months=YEAR[:5], category="wants.subscriptions", merchant="Gym")
        weekly = tuple(
            Entry(date(2026, 11, day), -30_000, "wants.coffee", "Kopi Senin") for day in (2, 9, 16)
        )
        analysis = analysis_of(
            year_with(*netflix(54_000, 54_000, 54_000, 54_000, 54_000, 54_000), *lapsed, *weekly)
        )

        assert number(analysis, "recurring_total") == 1_500_000 + 54_000 + 130_000
        assert number(analysis, "recurring_share").normalize().as_tuple().digits == (2, 8, 0, 7)
        assert number(analysis, "subscriptions_total") == 54_000
        assert number(analysis, "subscriptions_yearly") == 648_000
        assert {it.subject: it.active for it in analysis.recurring}["gym"] is False

    def test_counts_the_price_of_today(self) -> None:
        analysis = analysis_of(year_with(*netflix(*[49_990] * 7, *[54_990] * 5, first="2025-12")))

        assert number(analysis, "subscriptions_total") == 54_990
        assert number(analysis, "subscriptions_yearly") == 659_880

    def test_of_several_subscriptions_is_worth_a_look(self) -> None:
        spotify = monthly(-280_000, day=12, months=YEAR, category="wants.subscriptions", merchant="Spotify")
        one = year_with(*spotify)
        two = one.with_entries(*netflix(54_000, 54_000, 54_000, 54_000, 54_000, 54_000))

        assert "subscriptions" not in codes(analysis_of(one))
        assert "2 langganan, Rp334.000 sebulan atau Rp4.008.000 setahun" in insight_words(
            insight_of(analysis_of(two), "subscriptions"), analysis_of(two), "id"
        )

    def test_is_silent_where_nothing_comes_back(self) -> None:
        assert number(analysis_of(Ledger()), "recurring_total") is None


class TestNewlyFound:
    @pytest.mark.parametrize(("times", "found"), [(2, False), (3, True), (4, False)])
    def test_is_told_once_it_came_often_enough(self, times: int, found: bool) -> None:
        charge = monthly(
            -250_000, day=8, months=YEAR[-times:], category="wants.subscriptions", merchant="Gym"
        )

        assert ("recurring_found" in codes(analysis_of(year_with(*charge)))) is found


class TestMissingPay:
    def test_is_told_when_it_is_late(self) -> None:
        ledger = Ledger(entries=salary(day=10, of=YEAR[:-1]))
        on_time, late = (analysis_of(ledger, today=date(2026, 11, day)) for day in (14, 15))

        assert "income_missing" not in codes(on_time)
        assert insight_of(late, "income_missing").subject == "pt-maju"
        assert "Pemasukan dari PT Maju biasanya Rp6.000.000" in insight_words(
            insight_of(late, "income_missing"), late, "id"
        )

    def test_is_not_told_where_as_much_came_from_elsewhere(self) -> None:
        other = Entry(date(2026, 11, 11), 6_500_000, "income.salary", "PT Baru")
        ledger = Ledger(entries=(*salary(day=10, of=YEAR[:-1]), other))

        assert "income_missing" not in codes(analysis_of(ledger))

    def test_is_told_of_a_whole_month_without_any(self) -> None:
        odd = [1, 9, 3, 20, 28, 5, 14, 25, 2, 11]
        ledger = Ledger(
            entries=tuple(
                Entry(
                    date.fromisoformat(f"{month}-{day:02}"),
                    4_000_000 + day,
                    "income.salary",
                    f"Klien {chr(97 + day)}",
                )
                for month, day in zip(YEAR[:10], odd, strict=True)
            )
        )
        analysis = analysis_of(ledger, "2026-10")

        assert insight_of(analysis, "income_missing").id == "2026-10.income_missing.month"
        assert "income_missing" not in codes(analysis_of(ledger, "2026-11"))
