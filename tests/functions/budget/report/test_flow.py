"""The flow of money: what came in equals what went out, and small streams are summed up."""

from hypothesis import given
from hypothesis import strategies as st

from functions.budget.report.flow import Flow, Stream, Tone, flow_of
from shared.domain.budget.month.model import MonthSummary
from tests.functions.budget.report.months import INCOME, NEEDS, SAVING, WANTS, Line, a_summary, lines


def flow(summary: MonthSummary, *, sources: int = 4, categories: int = 8) -> Flow:
    return flow_of(summary, "id", sources=sources, categories=categories)


def out_of(found: Flow) -> dict[str, int]:
    return {branch.whole.name: branch.whole.amount for branch in found.branches}


def into(found: Flow) -> dict[str, int]:
    return {source.name: source.amount for source in found.sources}


class TestConservation:
    @given(lines(), st.integers(-(10**12), 10**12))
    def test_what_came_in_went_out(self, found: list[Line], adjustments: int) -> None:
        money = flow(a_summary(found, adjustments=adjustments))

        assert sum(branch.whole.amount for branch in money.branches) == money.total

    @given(lines())
    def test_a_group_is_the_sum_of_its_categories(self, found: list[Line]) -> None:
        money = flow(a_summary(found))

        assert all(
            sum(part.amount for part in branch.parts) == branch.whole.amount
            for branch in money.branches
            if branch.parts
        )

    @given(lines())
    def test_every_stream_has_something_in_it_and_a_name(self, found: list[Line]) -> None:
        money = flow(a_summary(found))

        parts = [part for branch in money.branches for part in branch.parts]
        assert all(one.amount > 0 and one.name for one in (*money.sources, *parts))


class TestWhatIsNotSpending:
    def test_shows_what_is_left_over(self) -> None:
        found = flow(a_summary([Line("Gaji", INCOME, 5_000_000), Line("Kos", NEEDS, 1_500_000)]))

        assert into(found) == {"Gaji": 5_000_000}
        assert out_of(found) == {"Kebutuhan": 1_500_000, "Sisa": 3_500_000}

    def test_covers_a_shortfall_from_balances(self) -> None:
        found = flow(a_summary([Line("Gaji", INCOME, 1_000_000), Line("Kos", NEEDS, 1_500_000)]))

        assert into(found) == {"Gaji": 1_000_000, "Dari saldo": 500_000}

    def test_counts_refunds_and_withdrawn_savings_as_coming_in(self) -> None:
        found = flow(a_summary([Line("Belanja", WANTS, -300_000), Line("Dana darurat", SAVING, -200_000)]))

        assert into(found) == {"Uang kembali": 300_000, "Dari tabungan": 200_000}
        assert out_of(found) == {"Sisa": 500_000}

    def test_counts_income_taken_back_and_adjustments_as_going_out(self) -> None:
        found = flow(a_summary([Line("Bonus", INCOME, -100_000)], adjustments=-50_000))

        assert into(found) == {"Dari saldo": 150_000}
        assert out_of(found) == {"Koreksi": 150_000}

    def test_shows_spending_without_a_category_as_such(self) -> None:
        found = flow(a_summary([Line("Gaji", INCOME, 90_000), Line(None, None, 90_000)]))

        assert out_of(found) == {"Tanpa kategori": 90_000}

    def test_is_empty_for_an_empty_month(self) -> None:
        assert flow(a_summary([])) == Flow((), ())


class TestLimits:
    def test_sums_up_the_smallest_sources(self) -> None:
        lines = [Line(f"Usaha {number}", INCOME, number * 100_000) for number in range(1, 7)]

        found = flow(a_summary(lines), sources=4)

        assert [source.name for source in found.sources] == ["Usaha 6", "Usaha 5", "Usaha 4", "3 lainnya"]
        assert found.sources[-1].amount == 600_000

    def test_names_two_of_every_group_and_the_largest_of_all(self) -> None:
        needs = [Line(f"Perlu {number}", NEEDS, 900_000 + number) for number in range(6)]
        wants = [Line(f"Ingin {number}", WANTS, 1_000 + number) for number in range(4)]

        found = flow(a_summary([*needs, *wants]), categories=6)

        perlu, ingin = ([part.name for part in branch.parts] for branch in found.branches)
        assert perlu == ["Perlu 5", "Perlu 4", "Perlu 3", "Perlu 2", "2 lainnya"]
        assert ingin == ["Ingin 3", "Ingin 2", "2 lainnya"]

    def test_names_a_single_one_instead_of_one_other(self) -> None:
        lines = [Line(f"Ingin {number}", WANTS, 1_000 * (9 - number)) for number in range(3)]

        found = flow(a_summary(lines), categories=1)

        assert [part.name for part in found.branches[0].parts] == ["Ingin 0", "Ingin 1", "Ingin 2"]

    def test_names_what_cannot_be_drawn(self) -> None:
        found = flow(a_summary([Line("🍜🍜", NEEDS, 5_000)]))

        assert found.branches[0].parts == (Stream("(nama tak tampil)", 5_000, Tone.NEEDS),)
