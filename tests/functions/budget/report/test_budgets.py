"""Categories against their budgets: what is over says so in words, and a bar never leaves its track."""

import pytest
from hypothesis import given

from functions.budget.report.budgets import BudgetRow, State, grouped, watched
from tests.functions.budget.report.months import NEEDS, SAVING, WANTS, Line, a_report, a_summary, lines


def row(line: Line) -> BudgetRow:
    [group] = grouped(a_report(a_summary([line])), limit=9)
    return group.rows[0]


class TestRows:
    @pytest.mark.parametrize(
        ("line", "state", "remark"),
        [
            (Line("Kopi", WANTS, 250_000, 300_000), State.WITHIN, "sisa Rp50.000"),
            (Line("Kopi", WANTS, 300_000, 300_000), State.WITHIN, "pas habis"),
            (Line("Kopi", WANTS, 486_000, 300_000), State.OVER, "lewat Rp186.000"),
            (Line("Kopi", WANTS, 486_000, 300_000, carried=200_000), State.WITHIN, "sisa Rp14.000"),
            (Line("Kopi", WANTS, 1_000, 300_000, carried=-400_000), State.OVER, "lewat Rp101.000"),
            (Line("Kopi", WANTS, -20_000, 0), State.WITHIN, "sisa Rp20.000"),
            (Line("Kopi", WANTS, 486_000), State.UNPLANNED, "tanpa anggaran"),
            (Line("Emas", SAVING, 600_000, 500_000), State.WITHIN, "lebih Rp100.000"),
            (Line("Emas", SAVING, 400_000, 500_000), State.WITHIN, "Rp100.000 lagi"),
            (Line("Emas", SAVING, 500_000, 500_000), State.WITHIN, "tercapai"),
        ],
    )
    def test_say_how_a_category_stands(self, line: Line, state: State, remark: str) -> None:
        found = row(line)

        assert (found.state, found.remark) == (state, remark)

    def test_fill_a_bar_beyond_the_mark_when_over(self) -> None:
        found = row(Line("Kopi", WANTS, 330_000, 300_000))

        assert found.mark is not None
        assert found.filled == pytest.approx(1.1 * found.mark)
        assert not found.cut

    def test_cut_a_bar_that_goes_far_beyond(self) -> None:
        found = row(Line("Kopi", WANTS, 3_000_000, 300_000))

        assert found.filled == 1
        assert found.cut

    @given(lines())
    def test_never_leave_their_track(self, found: list[Line]) -> None:
        report = a_report(a_summary(found))

        rows = [
            *watched(report, limit=5),
            *(one for group in grouped(report, limit=24) for one in group.rows),
        ]

        assert all(one.filled is None or 0 <= one.filled <= 1 for one in rows)


class TestWatched:
    def test_are_what_was_passed_first(self) -> None:
        lines = [
            Line("Kos", NEEDS, 1_500_000, 1_500_000),
            Line("Kopi", WANTS, 320_000, 300_000),
            Line("Belanja", WANTS, 700_000, 400_000),
            Line("Tanpa rencana", WANTS, 9_000_000),
        ]

        found = watched(a_report(a_summary(lines)), limit=3)

        assert [one.name for one in found] == ["Belanja", "Kopi", "Kos"]

    def test_are_the_largest_categories_without_any_budget(self) -> None:
        lines = [Line("Kopi", WANTS, 250_000), Line("Kos", NEEDS, 1_000_000), Line("Retur", WANTS, -9_000)]

        found = watched(a_report(a_summary(lines)), limit=5)

        assert [(one.name, one.filled) for one in found] == [("Kos", 1), ("Kopi", 0.25)]


class TestGrouped:
    def test_sums_up_all_categories_of_a_group(self) -> None:
        lines = [Line("Kopi", WANTS, 486_000, 300_000), Line("Kado", WANTS, 14_000)]

        [group] = grouped(a_report(a_summary(lines)), limit=9)

        assert (group.spent, group.planned, group.more) == ("Rp500.000", "Rp300.000", None)

    def test_says_how_many_rows_are_left_out(self) -> None:
        needs = [Line(f"Perlu {number}", NEEDS, 5_000) for number in range(30)]
        wants = [Line(f"Ingin {number}", WANTS, 5_000) for number in range(10)]

        perlu, ingin = grouped(a_report(a_summary([*needs, *wants])), limit=20)

        assert (len(perlu.rows), perlu.more) == (15, "+15 lainnya")
        assert (len(ingin.rows), ingin.more) == (5, "+5 lainnya")
        assert perlu.spent == "Rp150.000"

    def test_never_leaves_a_group_without_a_row(self) -> None:
        needs = [Line(f"Perlu {number}", NEEDS, 5_000) for number in range(80)]

        _, saving = grouped(a_report(a_summary([*needs, Line("Emas", SAVING, 1)])), limit=20)

        assert [one.name for one in saving.rows] == ["Emas"]
