"""A new loan in the place of debts, with the same money a month on both sides."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.answers import Consolidation, Offer
from shared.domain.debts.consolidation import consolidate
from shared.domain.debts.loans import minimum, settle
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.debts.payoff import Borrower, Money, Strategy
from shared.errors import InvalidInput
from tests.domain.debts.owing import CARD, LOAN, MILLION, MOTORBIKE, borrower_of, effective_debts, owe


def offer(**changes: object) -> Offer:
    return Offer.model_validate({"annual_rate": Decimal("0.12"), "months": 24, **changes})


def compared(borrower: Borrower, told: Offer, *, monthly: int | None = None) -> Consolidation:
    return consolidate(borrower, told, money=Money(monthly=monthly), strategy=Strategy.AVALANCHE)


class TestConsolidate:
    def test_is_cheaper_where_the_new_rate_is_lower(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(), monthly=600_000)

        # Today's bill is settled, and the next month is the first at the new rate.
        assert (found.code, found.settled, found.borrowed) == ("cheaper", 8_140_000, 8_140_000)
        assert found.instalment == 383_179
        assert found.cheaper_by == found.present.paid - found.replaced.paid
        assert (found.cheaper_by or 0) > 0

    def test_is_dearer_and_longer_with_a_long_term_paid_as_billed(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(months=120), monthly=1_000_000)

        assert found.as_billed.months == 120
        assert found.as_billed.paid > found.present.paid

    @pytest.mark.parametrize(
        ("changes", "fees"),
        [
            ({"origination_fee": 250_000}, 250_000),
            # 3 % of what is borrowed: 8,140,000 is left of 8,391,753.
            ({"origination_fraction": Decimal("0.03")}, 251_753),
            ({"origination_fee": 100_000, "origination_fraction": Decimal("0.5")}, 8_340_000),
        ],
    )
    def test_borrows_the_fees_at_the_start_too(self, changes: dict[str, Any], fees: int) -> None:
        found = compared(borrower_of(owe(CARD)), offer(**changes), monthly=2 * MILLION)

        assert (found.fees_at_start, found.borrowed) == (fees, 8_140_000 + fees)

    def test_of_flat_debts_that_are_not_waived_pays_their_interest_twice(self) -> None:
        found = compared(borrower_of(owe(MOTORBIKE)), offer(annual_rate=Decimal("0.01")), monthly=MILLION)

        assert found.settled == 14_880_000
        assert (found.code, found.break_even_fee) == ("dearer", None)

    def test_may_leave_debts_as_they_are(self) -> None:
        found = compared(borrower_of(owe(CARD), owe(LOAN)), offer(debts=("Kartu",)), monthly=2 * MILLION)

        assert (found.debts, found.settled) == (("Kartu",), 8_140_000)

    def test_with_an_instalment_beyond_the_money_is_not_affordable(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(months=6), monthly=600_000)

        assert (found.code, found.cheaper_by, found.months_longer) == ("not_affordable", None, None)

    def test_is_not_compared_where_the_debts_never_end_as_they_are(self) -> None:
        growing = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)

        found = compared(borrower_of(growing), offer(months=240))

        assert (found.code, found.break_even_fee) == ("not_comparable", None)

    def test_refuses_more_than_one_loan_can_hold(self) -> None:
        huge = [owe(LOAN, name=f"KTA {number}", balance=9_000_000_000_000) for number in range(2)]

        with pytest.raises(InvalidInput) as refused:
            compared(borrower_of(*huge), offer())
        assert [field.pointer for field in refused.value.fields] == ["/consolidation"]

    @given(
        debts=st.lists(effective_debts(), min_size=1, max_size=3),
        rate=st.integers(0, 300),
        months=st.integers(6, 60),
        method=st.sampled_from([InterestMethod.EFFECTIVE, InterestMethod.FLAT]),
        left=st.integers(0, 2 * MILLION),
    )
    def test_breaks_even_at_the_fee_it_names_and_not_at_a_rupiah_more(
        self, debts: list[Debt], rate: int, months: int, method: InterestMethod, left: int
    ) -> None:
        borrower = Borrower.of(debts)
        monthly = left + sum(minimum(loan) for loan in borrower.loans)
        terms: dict[str, Any] = {"annual_rate": Decimal(rate) / 1_000, "months": months, "method": method}

        edge = compared(borrower, offer(**terms), monthly=monthly).break_even_fee

        if edge is None:
            assert compared(borrower, offer(**terms), monthly=monthly).code not in {"cheaper", "same"}
        else:
            at = compared(borrower, offer(**terms, origination_fee=edge), monthly=monthly)
            beyond = compared(borrower, offer(**terms, origination_fee=edge + 1), monthly=monthly)
            assert at.code in {"cheaper", "same"}
            assert beyond.code in {"dearer", "not_affordable"}

    @given(debts=st.lists(effective_debts(), min_size=1, max_size=4))
    def test_at_no_rate_and_no_fee_pays_back_just_what_settles(self, debts: list[Debt]) -> None:
        borrower = Borrower.of(debts)

        found = compared(borrower, offer(annual_rate=Decimal(0), months=600))

        assert found.as_billed.paid == sum(settle(loan) for loan in borrower.loans)
