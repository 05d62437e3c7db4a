"""The months of a loan by its minimums, shared by all that asks for them."""

from decimal import Decimal

from shared.domain.debts.loans import Bill, Loan
from shared.domain.debts.minimums import KnownMonths, Minimums
from tests.domain.debts.owing import CARD, FAMILY, LOAN, borrower_of, owe


class TestKnownMonths:
    def test_are_worked_out_once_and_as_far_as_they_are_asked_for(self) -> None:
        asked = list[int]()

        def pays(billed: Bill) -> int:
            asked.append(billed.minimum)
            return billed.minimum

        known = KnownMonths(Loan.of(owe(LOAN)), pays=pays)
        for number in (0, 3, 3, 1):
            known.month(number)

        assert len(asked) == 4

    def test_end_after_600_months_or_beyond_all_measure(self) -> None:
        growing = Minimums(Loan.of(owe(LOAN, months_left=None, instalment=120_001)))
        exploding = owe(CARD, annual_rate=Decimal(20), minimum_fraction=Decimal("0.01"), minimum_floor=0)
        fast = Minimums(Loan.of(exploding))

        assert (growing.ends, len(growing.followed)) == (False, 600)
        assert (fast.ends, len(fast.followed)) == (False, 20)

    def test_do_not_change_where_a_debt_is_taken_over_into_another_plan(self) -> None:
        borrower = borrower_of(owe(LOAN), owe(CARD))

        alone = borrower.only([1]).behind(owe(FAMILY, months_left=3))

        assert alone.minimums[1] is borrower.minimums[1]
        assert [debt.name for debt in alone.debts] == ["Kakak", "Kartu"]
        assert alone.due_first == 1_407_000
