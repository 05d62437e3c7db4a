"""Shortfalls, idle money, the rate of saving, and what the books lack."""

from datetime import date
from decimal import Decimal

import pytest

from shared.domain.budget.model import FinancialData
from shared.domain.budget.month.words import insight_words
from shared.domain.budget.transactions import AccountKind
from tests.builders.bookings import Entry, Purse, named_id
from tests.builders.ledger import Ledger
from tests.builders.months import YEAR, analysis_of, codes, insight_of, number, salary, usual_year


def flows(*pairs: tuple[int, int]) -> Ledger:
    """Income and spending of the months up to October, in millions."""
    months = YEAR[-1 - len(pairs) : -1]
    return Ledger(
        entries=tuple(
            entry
            for number, (month, (income, spending)) in enumerate(zip(months, pairs, strict=True))
            for entry in (
                Entry(date.fromisoformat(f"{month}-02"), income * 10**6, "income.salary", f"A{number}"),
                Entry(date.fromisoformat(f"{month}-09"), -spending * 10**6, "needs.eating", f"B{number}"),
            )
            if entry.amount
        )
    )


class TestSavingsRate:
    def test_is_what_is_left_of_income(self) -> None:
        analysis = analysis_of(flows((10, 8)), "2026-10")

        assert number(analysis, "savings_rate") == Decimal("0.2")
        assert number(analysis, "left_over") == 2_000_000

    def test_is_unknown_without_income(self) -> None:
        assert number(analysis_of(flows((0, 8)), "2026-10"), "savings_rate") is None

    @pytest.mark.parametrize(
        ("pairs", "found"),
        [
            ([(10, 8), (10, 8), (10, 8), (10, 5)], {"savings_rate_up"}),
            ([(10, 8), (10, 8), (10, 8), (10, 9)], {"savings_rate_down"}),
            ([(10, 8), (10, 7), (10, 9), (10, 8)], set[str]()),
            ([(10, 8), (10, 8), (10, 4)], set[str]()),
            ([(10, 8), (10, 8), (0, 8), (10, 4)], set[str]()),
        ],
        ids=["up", "down", "as usual", "too few months", "months without income do not count"],
    )
    def test_is_compared_with_the_median_of_earlier_months(
        self, pairs: list[tuple[int, int]], found: set[str]
    ) -> None:
        said = set(codes(analysis_of(flows(*pairs), "2026-10")))

        assert said & {"savings_rate_up", "savings_rate_down"} == found

    def test_of_a_running_month_is_not_judged(self) -> None:
        analysis = analysis_of(usual_year(), today=date(2026, 11, 2))

        assert number(analysis, "savings_rate") > number(analysis, "usual_savings_rate")
        assert "savings_rate_up" not in codes(analysis)


class TestOverspent:
    def test_is_told_of_a_month_that_is_over(self) -> None:
        analysis = analysis_of(flows((10, 8), (10, 12)), "2026-10")

        assert insight_words(insight_of(analysis, "overspent"), analysis, "id").startswith(
            "Bulan ini pengeluaranmu Rp12.000.000, lebih besar dari pemasukan Rp10.000.000."
        )

    def test_is_not_told_of_a_trifle_or_a_month_that_runs(self) -> None:
        ledger = flows((10, 8), (10, 8), (10, 8)).with_entries(
            Entry(date(2026, 10, 20), -2_100_000, "wants.shopping", "Toko"),
            Entry(date(2026, 11, 1), 1_000_000, "income.salary", "Klien"),
            Entry(date(2026, 11, 2), -9_000_000, "wants.shopping", "Toko"),
        )

        assert "overspent" not in codes(analysis_of(ledger, "2026-10"))
        assert "overspent" not in codes(analysis_of(ledger, "2026-11"))


class TestUncategorized:
    @pytest.mark.parametrize(("unsorted", "found"), [(700_000, True), (100_000, False), (119_999, False)])
    def test_is_told_where_sorting_pays_off(self, unsorted: int, found: bool) -> None:
        ledger = usual_year().with_entries(Entry(date(2026, 11, 5), -unsorted, None, "QRIS"))

        assert ("uncategorized" in codes(analysis_of(ledger))) is found

    def test_is_a_share_of_spending(self) -> None:
        ledger = Ledger(
            data=FinancialData(monthly_income=5_000_000),
            entries=(
                Entry(date(2026, 11, 5), -250_000, None, "QRIS"),
                Entry(date(2026, 11, 5), -750_000, "needs.eating", "Warung"),
            ),
        )

        assert number(analysis_of(ledger), "uncategorized_share") == Decimal("0.25")


class TestAccounts:
    def spender(self, money: int) -> Ledger:
        """Three months of 2,000,000 each, and money in the bank after them."""
        return Ledger(
            accounts={"bank": Purse(opening=money - 3_000_000)},
            entries=flows((3, 2), (3, 2), (3, 2)).entries,
        )

    @pytest.mark.parametrize(
        ("money", "idle"), [(14_000_000, None), (14_050_000, None), (15_000_000, 1_000_000)]
    )
    def test_lie_idle_beyond_seven_months_of_spending(self, money: int, idle: int | None) -> None:
        analysis = analysis_of(self.spender(money + 3_000_000 - 3_000_000))

        assert number(analysis, "idle_cash") == idle
        assert ("idle_cash" in codes(analysis)) is (idle is not None)

    def test_of_other_kinds_do_not_lie_idle(self) -> None:
        ledger = Ledger(
            accounts={"reksa": Purse(AccountKind.INVESTMENT, 10**9)}, entries=flows((3, 2), (3, 2)).entries
        )

        assert number(analysis_of(ledger), "idle_cash") is None

    def test_below_zero_say_that_something_is_missing(self) -> None:
        ledger = Ledger(
            accounts={"dompet": Purse(AccountKind.CASH, -50_000), "kartu": Purse(AccountKind.CREDIT_CARD, -1)}
        )
        analysis = analysis_of(ledger)

        assert insight_of(analysis, "overdrawn").subject == str(named_id("dompet"))
        assert insight_words(insight_of(analysis, "overdrawn"), analysis, "id").startswith(
            "Saldo dompet tercatat -Rp50.000."
        )
        assert codes(analysis_of(ledger, "2026-10")) == []


def test_pay_of_every_month_is_no_news() -> None:
    assert codes(analysis_of(Ledger(entries=salary()), "2026-10")) == []
