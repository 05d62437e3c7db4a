"""The month against its budgets."""

from datetime import date

import pytest

from shared.domain.budget.month.words import insight_words
from tests.builders.bookings import Entry, Plan, monthly
from tests.builders.ledger import Ledger
from tests.builders.months import YEAR, analysis_of, codes, insight_of, meals, number, salary


def eating(amount: int, *, times: int = 6, budget: int = 1_000_000, code: str = "needs.eating") -> Ledger:
    """A budget for meals, of which some was spent up to the 22nd."""
    spent = tuple(
        Entry(date(2026, 11, 2 + day * 3), -amount // times, code, f"Warung {chr(97 + day)}")
        for day in range(times)
    )
    return Ledger(
        entries=(*salary(of=YEAR[:-1]), *meals(60_000, of=YEAR[:-1]), *spent),
        budgets={("2026-11", code): Plan(budget)},
    )


class TestLine:
    def test_spreads_the_budgets_evenly(self) -> None:
        analysis = analysis_of(eating(600_000))

        assert number(analysis, "budget_line") == 733_333
        assert number(analysis, "spent_so_far") == 600_000
        assert number(analysis, "beyond_line") == -133_333
        assert number(analysis, "budget_left") == 400_000

    def test_is_not_there_without_budgets(self) -> None:
        assert number(analysis_of(Ledger()), "budget_line") is None

    def test_ends_at_the_whole_of_a_month_that_is_over(self) -> None:
        ledger = Ledger(budgets={("2026-10", "needs.eating"): Plan(310_000)})

        assert number(analysis_of(ledger, "2026-10"), "budget_line") == 310_000


class TestCategories:
    @pytest.mark.parametrize(
        ("amount", "times", "code", "found"),
        [
            (1_200_000, 6, "needs.eating", "budget_over"),
            (900_000, 6, "needs.eating", "budget_at_risk"),
            (780_000, 6, "needs.eating", None),
            (900_000, 2, "needs.eating", None),
            (1_000_000, 4, "needs.rent", None),
            (1_060_000, 6, "needs.eating", "budget_at_risk_or_over"),
        ],
        ids=["over", "at risk", "on its way", "too few to tell", "fixed cost", "hardly over"],
    )
    def test_are_told_when_they_leave_their_budget(
        self, amount: int, times: int, code: str, found: str | None
    ) -> None:
        said = set(codes(analysis_of(eating(amount, times=times, code=code))))

        assert said & {"budget_over", "budget_at_risk"} == (
            {found} if found in {"budget_over", "budget_at_risk"} else set()
        )

    def test_are_told_with_their_figures(self) -> None:
        over, risky = (analysis_of(eating(amount)) for amount in (1_200_000, 900_000))

        assert (
            "Makan sehari-hari sudah Rp1.200.000, lewat Rp200.000 dari anggaran Rp1.000.000"
            in insight_words(insight_of(over, "budget_over"), over, "id")
        )
        assert "akhir bulan sekitar Rp1.227.273" in insight_words(
            insight_of(risky, "budget_at_risk"), risky, "id"
        )

    def test_count_what_was_moved_and_carried(self) -> None:
        ledger = eating(1_200_000)
        roomy = Ledger(
            entries=ledger.entries, budgets={("2026-11", "needs.eating"): Plan(1_000_000, 100_000, 900_000)}
        )

        assert not {"budget_over", "budget_at_risk"} & set(codes(analysis_of(roomy)))

    def test_are_not_projected_early_in_the_month(self) -> None:
        ledger = Ledger(
            entries=(
                *salary(of=YEAR[:-1]),
                *(Entry(date(2026, 11, day), -150_000, "needs.eating", f"W{day}") for day in (1, 2, 3)),
            ),
            budgets={("2026-11", "needs.eating"): Plan(1_000_000)},
        )

        assert "budget_at_risk" not in codes(analysis_of(ledger, today=date(2026, 11, 5)))
        assert "budget_at_risk" in codes(analysis_of(ledger, today=date(2026, 11, 6)))


class TestHeadingOver:
    def test_looks_at_all_budgets_together(self) -> None:
        analysis = analysis_of(eating(900_000))

        assert number(analysis, "projected_spending") == 1_227_273
        assert "heading_over" in codes(analysis)

    def test_is_silent_where_budgets_hold_little_of_a_usual_month(self) -> None:
        ledger = eating(900_000)
        shopping = monthly(-1_500_000, day=9, months=YEAR[:-1], category="wants.shopping", merchant="Toko")

        assert "heading_over" not in codes(analysis_of(ledger.with_entries(*shopping)))
