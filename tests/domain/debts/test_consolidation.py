"""A new loan in the place of debts, with the same money a month on both sides."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.debts.answers import Consolidation, Offer
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.consolidation import consolidate
from shared.domain.debts.loans import minimum, settle_today
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.debts.payoff import Money, pay_off
from shared.domain.debts.strategies import Strategy
from shared.domain.debts.words import consolidation_words
from shared.errors import InvalidInput
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    ONLINE,
    borrower_of,
    effective_debts,
    owe,
)


def offer(**changes: object) -> Offer:
    return Offer.model_validate({"annual_rate": Decimal("0.12"), "months": 24, **changes})


def compared(borrower: Borrower, told: Offer, *, monthly: int | None = None) -> Consolidation:
    money = Money(monthly=monthly)
    return consolidate(borrower, told, present=pay_off(borrower, Strategy.AVALANCHE, money), money=money)


class TestConsolidate:
    def test_is_cheaper_where_the_new_rate_is_lower(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(), monthly=600_000)

        # Settled today: this month's interest is the new loan's already, and never charged twice.
        assert (found.code, found.settled, found.borrowed) == ("cheaper", 8_000_000, 8_000_000)
        assert found.instalment == 376_588
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
            # 3 % of what is borrowed: 8,000,000 is left of 8,247,423.
            ({"origination_fraction": Decimal("0.03")}, 247_423),
            ({"origination_fee": 100_000, "origination_fraction": Decimal("0.5")}, 8_200_000),
        ],
    )
    def test_borrows_the_fees_at_the_start_too(self, changes: dict[str, Any], fees: int) -> None:
        found = compared(borrower_of(owe(CARD)), offer(**changes), monthly=2 * MILLION)

        assert (found.fees_at_start, found.borrowed) == (fees, 8_000_000 + fees)

    def test_of_flat_debts_that_are_not_waived_pays_their_interest_twice(self) -> None:
        found = compared(borrower_of(owe(MOTORBIKE)), offer(annual_rate=Decimal("0.01")), monthly=MILLION)

        assert found.settled == 14_880_000
        assert (found.code, found.break_even_fee) == ("dearer", None)

    def test_may_leave_debts_as_they_are(self) -> None:
        found = compared(borrower_of(owe(CARD), owe(LOAN)), offer(debts=("Kartu",)), monthly=2 * MILLION)

        assert (found.debts, found.settled) == (("Kartu",), 8_000_000)

    def test_with_an_instalment_beyond_the_money_is_not_affordable(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(months=6), monthly=600_000)

        assert (found.code, found.cheaper_by, found.months_longer) == ("not_affordable", None, None)

    def test_puts_what_the_new_loan_asks_for_into_the_debts_too_where_no_money_was_named(self) -> None:
        loan = owe(LOAN, annual_rate=Decimal("0.18"), months_left=24)

        found = compared(borrower_of(loan), offer(method="FLAT", annual_rate=Decimal("0.108")))

        # 10.8 % flat is about 19.7 % effective: a little more a month than today's bill, and dearer.
        assert found.instalment > minimum(borrower_of(loan).minimums[0].loan)
        assert (found.code, found.monthly) == ("dearer", found.instalment)
        assert found.cheaper_by == found.present.paid - found.replaced.paid

    @given(debts=st.lists(effective_debts(fees=True), min_size=1, max_size=3), months=st.integers(1, 60))
    def test_never_calls_unaffordable_what_nobody_set_a_limit_for(
        self, debts: list[Debt], months: int
    ) -> None:
        found = compared(borrower_of(*debts), offer(months=months))

        assert found.code != "not_affordable"

    @pytest.mark.parametrize(
        ("rate", "new_rate", "months", "code", "cheaper_by"),
        [
            ("0.12", "0.12", 12, "same", 0),
            ("0.24", "0.18", 2, "cheaper", 91_197),
            ("0", "0", 12, "same", 0),
        ],
    )
    def test_charges_no_month_twice(
        self, rate: str, new_rate: str, months: int, code: str, cheaper_by: int
    ) -> None:
        method = "EFFECTIVE" if Decimal(rate) else "NONE"
        loan = owe(LOAN, method=method, annual_rate=Decimal(rate), months_left=months)

        found = compared(borrower_of(loan), offer(annual_rate=Decimal(new_rate), months=months))

        assert (found.code, found.cheaper_by, found.months_longer) == (code, cheaper_by, 0)

    @given(debt=effective_debts(fees=True))
    def test_on_the_same_terms_and_without_fees_at_the_start_is_the_same(self, debt: Debt) -> None:
        assume(debt.months_left is not None)
        terms = {
            "annual_rate": debt.annual_rate,
            "months": debt.months_left,
            "monthly_fee": debt.monthly_fee,
        }

        found = compared(borrower_of(debt), offer(**terms))

        assert (found.code, found.cheaper_by, found.months_longer) == ("same", 0, 0)
        assert found.as_billed == found.present == found.replaced

    @given(debt=effective_debts(), part=st.integers(0, 1_000), left=st.integers(0, MILLION))
    def test_at_a_lower_rate_over_the_same_months_and_without_fees_is_never_dearer(
        self, debt: Debt, part: int, left: int
    ) -> None:
        assume(debt.months_left is not None)
        lower = (debt.annual_rate * part / 1_000).quantize(Decimal("0.000001"))
        borrower = borrower_of(debt)

        found = compared(
            borrower,
            offer(annual_rate=lower, months=debt.months_left),
            monthly=borrower.due_first + left,
        )

        assert found.code in {"cheaper", "same"}
        assert found.as_billed.paid <= minimum(borrower.loans[0]) * (debt.months_left or 0)

    def test_has_the_money_that_later_bills_of_the_old_debts_need(self) -> None:
        borrower, money = borrower_of(owe(CARD), owe(ONLINE, days_left=60)), Money(extra=100_000)
        present = pay_off(borrower, Strategy.AVALANCHE, money)

        found = consolidate(borrower, offer(debts=("Pinjol",)), present=present, money=money)

        # Nothing is due on it this month and more than a million in the next: both sides can pay that.
        assert (found.monthly, found.code) == (507_000, "cheaper")
        assert found.cheaper_by == found.present.paid - found.replaced.paid

    def test_keeps_an_own_order_with_the_new_loan_where_the_first_of_its_debts_was(self) -> None:
        borrower = borrower_of(owe(LOAN), owe(CARD), owe(FAMILY, months_left=60))
        money = Money(monthly=3 * MILLION)
        present = pay_off(borrower, Strategy.OWN_ORDER, money, own_order=(2, 1, 0))

        told = offer(debts=("KTA",), annual_rate=Decimal("0.12"), months=12)
        found = consolidate(borrower, told, present=present, money=money)

        assert found.present.paid == present.totals.paid
        assert (found.code, found.cheaper_by) == ("same", 0)

    @pytest.mark.parametrize(
        ("kind", "changes", "settled"),
        [
            (LOAN, {}, 12_000_000),
            (LOAN, {"early_penalty": Decimal("0.05")}, 12_600_000),
            (MOTORBIKE, {}, 14_880_000),
            (MOTORBIKE, {"interest_waived": True}, 12_000_000),
            (MOTORBIKE, {"early_penalty": Decimal("0.05"), "charges_cap": Decimal("0.18")}, 15_240_000),
            (ONLINE, {}, 1_090_000),
        ],
    )
    def test_settles_what_is_owed_today(
        self, kind: dict[str, Any], changes: dict[str, Any], settled: int
    ) -> None:
        assert compared(borrower_of(owe(kind, **changes)), offer()).settled == settled

    def test_may_be_the_only_way_out(self) -> None:
        growing = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)

        found = compared(borrower_of(growing), offer(months=240, annual_rate=Decimal("0.05")))

        assert (found.code, found.cheaper_by, found.break_even_fee) == ("ends_them", None, None)
        assert consolidation_words(found, "id") == (
            "Dengan pinjaman baru ini utangmu lunas dalam 87 bulan; tanpa itu, uang yang sama tidak cukup."
        )

    def test_says_which_side_is_paid_late(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(months=60), monthly=300_000)

        assert (found.code, found.break_even_fee) == ("ends_lateness", None)
        assert found.cheaper_by == found.present.paid - found.replaced.paid
        assert consolidation_words(found, "en").startswith(
            "With Rp300,000 a month some of today's debts are paid late; with this new loan none is. "
            "The loan is at least Rp"
        )

    def test_is_not_compared_where_debts_are_paid_late_with_the_new_loan_too(self) -> None:
        found = compared(borrower_of(owe(CARD)), offer(months=60), monthly=50_000)

        assert (found.code, found.cheaper_by, found.break_even_fee) == ("not_comparable", None, None)

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

        assert found.as_billed.paid == sum(settle_today(loan) for loan in borrower.loans)


class TestWords:
    @pytest.mark.parametrize(
        ("debts", "told", "monthly", "indonesian", "english"),
        [
            (
                [owe(CARD)],
                offer(months=6),
                600_000,
                "Cicilan pinjaman baru ini (Rp1.380.387) saja sudah melebihi Rp600.000 sebulan.",
                "The instalment of this new loan (Rp1,380,387) alone exceeds Rp600,000 a month.",
            ),
            (
                [owe(CARD), owe(FAMILY, months_left=6)],
                offer(months=18, debts=("Kartu",)),
                920_000,
                "Cicilan pinjaman baru ini (Rp487.857) bersama utang lain melebihi Rp920.000 sebulan.",
                "The instalment of this new loan (Rp487,857) and the other debts exceed Rp920,000 a month.",
            ),
            (
                [owe(LOAN)],
                offer(months=12),
                None,
                "Pinjaman baru ini sama mahalnya, dan sama lamanya.",
                "This new loan costs the same, and is done in the same month.",
            ),
        ],
    )
    def test_name_other_debts_only_where_there_are_some(
        self, debts: list[Debt], told: Offer, monthly: int | None, indonesian: str, english: str
    ) -> None:
        found = compared(Borrower.of(debts), told, monthly=monthly)

        assert consolidation_words(found, "id") == indonesian
        assert consolidation_words(found, "en") == english
