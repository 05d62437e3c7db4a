"""What each way of paying for something comes to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.loans import Loan, minimum, pay
from shared.domain.planning.affordability_model import (
    Answer,
)
from shared.domain.planning.credit import Credit
from tests.domain.planning.plans import (
    START_MONTH,
    Told,
    goal,
)
from tests.domain.planning.weighing import CASH, SAVE, instalments, only, weighed


class TestInstalments:
    def test_cost_what_they_add_up_to(self) -> None:
        way = only(weighed(instalments(down_payment=6_000_000)))

        assert way.answer is Answer.YES
        assert way.monthly == 1_120_000
        assert way.total_cost == 6_000_000 + 12 * 1_120_000
        assert str(way.paid_until) == "2028-03"

    def test_are_watched_until_the_last_one(self) -> None:
        """What is left shrinks as prices grow: 48 instalments find that out, 6 do not."""
        rent = [{"id": "all", "group": "NEEDS", "amount": 7_000_000}]
        grows = {"categories": rent, "price_growth": 0.06, "cash": 20_000_000}

        short = only(weighed(instalments(6), price=1_000_000, months=6, month="2026-12", **grows))
        long = only(weighed(instalments(48), price=12_000_000, months=6, month="2026-12", **grows))

        assert short.answer is Answer.YES
        assert long.answer is Answer.NO

    @pytest.mark.parametrize(
        ("credit", "months", "wanted", "until"),
        [
            (600, 60, 59, "2081-11"),
            (600, 1, 0, "2076-12"),
            (599, 60, 0, "2076-11"),
            (12, 60, 59, "2032-11"),
        ],
    )
    def test_are_counted_to_the_last_one_however_late_they_begin(
        self, credit: int, months: int, wanted: int, until: str
    ) -> None:
        """By hand: an annuity on the price at 12 % a year, the last instalment whatever is left of it."""
        way = instalments(credit)
        way["credit"]["terms"] = "EFFECTIVE"
        month = str(START_MONTH.add(wanted))

        found = only(weighed(way, price=18_000_000, month=month, months=months, cash=900_000_000))

        payment = 18_000_000 * 0.01 / (1 - 1.01**-credit)
        assert abs(found.monthly - payment) <= 2
        assert abs(found.total_cost - credit * payment) < 0.002 * credit * payment
        assert str(found.paid_until) == until
        assert found.total_cost == _paid_off(18_000_000, found.monthly)

    def test_count_the_fee_in(self) -> None:
        way = instalments()
        way["credit"]["origination_fee"] = 300_000

        assert only(weighed(way)).total_cost == 300_000 + 12 * 1_680_000


def _paid_off(owed: int, payment: int) -> int:
    """All that is paid of a debt at 1 % a month, rounded half-even each month."""
    paid = 0
    while owed:
        owed += round(Fraction(owed, 100))
        paid += min(payment, owed)
        owed -= min(payment, owed)
    return paid


class TestSaveFirst:
    def test_sets_aside_before_goals_of_a_lower_priority(self) -> None:
        dream = goal("dream", target=500_000_000, priority=5)

        cash, save = weighed(CASH, SAVE, price=12_000_000, goals=[dream], item={"priority": 1}).ways

        assert cash.answer is Answer.NO
        assert (save.answer, str(save.month)) == (Answer.YES, "2027-03")

    def test_waits_for_a_goal_of_a_higher_priority(self) -> None:
        dream = goal("dream", target=30_000_000, priority=1)

        way = only(weighed(SAVE, price=6_000_000, goals=[dream], item={"priority": 2}))

        # 30 for the dream are there after 9 months (3 + 9 x 3), then two months of 3 for the thing.
        assert (way.answer, str(way.month)) == (Answer.LATER, "2027-10")

    def test_of_now_is_cash(self) -> None:
        cash, save = weighed(CASH, SAVE, price=5_000_000, month="2026-12").ways

        assert cash.model_dump(exclude={"id", "type"}) == save.model_dump(exclude={"id", "type"})


CREDITS: st.SearchStrategy[Told] = st.fixed_dictionaries(
    {
        "terms": st.sampled_from(["FLAT", "EFFECTIVE", "PAYLATER"]),
        "months": st.integers(1, 600) | st.integers(1, 36),
        "annual_rate": st.sampled_from([0, 0.06, 0.354, 1.2]),
        "monthly_fee": st.sampled_from([0, 10_000]),
        "origination_fee": st.sampled_from([0, 250_000]),
    }
)


@given(CREDITS, st.integers(2, 50_000_000), st.integers(0, 19))
def test_a_way_costs_what_its_loan_does_step_by_step_and_ends_with_it(
    credit: Told, price: int, wanted: int
) -> None:
    month = START_MONTH.add(wanted)
    way = {"type": "INSTALMENTS", "id": "w", "down_payment": 1, "credit": credit}

    found = only(weighed(way, price=price, month=str(month), months=20, cash=10**12, emergency_fund=0))

    loan, payments = Loan.of(Credit.model_validate(credit).debt(price - 1, name="x")), list[int]()
    while loan.balance:
        payments.append(minimum(loan))
        loan = pay(loan, payments[-1]).loan
    assert found.answer is Answer.YES
    assert found.total_cost == 1 + credit["origination_fee"] + sum(payments)
    assert found.monthly == payments[0]
    assert found.paid_until == month.add(len(payments))
