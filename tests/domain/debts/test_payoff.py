"""Strategies month by month: examples, what always holds and when, and a search over all orders."""

from collections.abc import Sequence, Set
from decimal import Decimal
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.loans import Loan, Paid, bill, minimum, pay_bill
from shared.domain.debts.model import MAX_MONTHS, Debt
from shared.domain.debts.payoff import Money, pay_off
from shared.domain.debts.strategies import Strategy
from shared.domain.money import MAX_RUPIAH
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    ONLINE,
    any_debts,
    borrower_of,
    effective_debts,
    owe,
    rounding,
)

AHEAD = (Strategy.SNOWBALL, Strategy.AVALANCHE)


def minimums_of(borrower: Borrower) -> int:
    return sum(minimum(loan) for loan in borrower.loans)


def paid_plainly(
    debts: Sequence[Debt], order: Sequence[int], ahead: Set[int], money: Money
) -> tuple[tuple[Paid, ...], ...]:
    """The months of each debt, every bill worked out when it is due."""
    loans = [Loan.of(debt) for debt in debts]
    steps: list[list[Paid]] = [[] for _ in loans]
    at_first = None
    for month in range(1, MAX_MONTHS + 1):
        due = {place: bill(loans[place]) for place in order if not loans[place].ended}
        needed = sum(billed.minimum for billed in due.values())
        at_first = needed if at_first is None else at_first
        left = money.in_month(month, needed=needed, at_first=at_first)
        payments = dict[int, int]()
        for place, billed in due.items():
            payments[place] = min(billed.minimum, left)
            left -= payments[place]
        for place, billed in due.items():
            if place in ahead:
                more = min(billed.settle - payments[place], left)
                payments[place] += more
                left -= more
        for place, amount in payments.items():
            steps[place].append(pay_bill(loans[place], due[place], amount))
            loans[place] = steps[place][-1].loan
        if not 0 < sum(loan.balance for loan in loans) <= MAX_RUPIAH:
            break
    return tuple(tuple(months) for months in steps)


class TestPayOff:
    def test_rolls_freed_minimums_on(self) -> None:
        borrower = borrower_of(
            owe(FAMILY, balance=300, months_left=3), owe(FAMILY, balance=1_000, months_left=10)
        )

        run = pay_off(borrower, Strategy.SNOWBALL, Money())

        # 200 a month: 100 each for three months, then all of it on the second.
        assert [step.amount for step in run.steps[1]] == [100, 100, 100, 200, 200, 200, 100]
        assert (run.months, run.endings, run.owed) == (
            7,
            ((0, 3), (1, 7)),
            (1_100, 900, 700, 500, 300, 100, 0),
        )

    def test_pays_single_extras_in_their_months(self) -> None:
        borrower = borrower_of(owe(FAMILY, balance=1_000, months_left=10))

        run = pay_off(borrower, Strategy.AVALANCHE, Money(extra=50, one_off={2: 500}))

        assert [step.amount for step in run.steps[0]] == [150, 650, 150, 50]

    def test_pays_nothing_ahead_with_minimums_only(self) -> None:
        borrower = borrower_of(
            owe(FAMILY, balance=300, months_left=3), owe(FAMILY, balance=1_000, months_left=10)
        )

        run = pay_off(borrower, Strategy.MINIMUM_ONLY, Money(extra=500))

        assert (run.months, run.totals.paid) == (10, 1_300)

    def test_says_in_which_months_the_money_is_short(self) -> None:
        borrower = borrower_of(owe(FAMILY, balance=300, months_left=3), owe(ONLINE, days_left=60))

        run = pay_off(borrower, Strategy.SNOWBALL, Money(monthly=200))

        assert run.short[0] == (2, 1_180_100, 1_179_900)
        assert run.months is None

    def test_stops_after_600_months_or_beyond_all_measure(self) -> None:
        growing = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)
        exploding = owe(CARD, annual_rate=Decimal(20), minimum_fraction=Decimal("0.01"), minimum_floor=0)

        slow = pay_off(borrower_of(growing), Strategy.MINIMUM_ONLY, Money())
        fast = pay_off(borrower_of(exploding), Strategy.MINIMUM_ONLY, Money())

        assert (slow.months, len(slow.owed)) == (None, 600)
        assert (fast.months, len(fast.owed)) == (None, 20)

    @given(
        debts=st.lists(any_debts(), min_size=1, max_size=5),
        strategy=st.sampled_from(list(Strategy)),
        monthly=st.none() | st.integers(0, 5 * MILLION),
        extra=st.integers(0, MILLION),
        one_off=st.dictionaries(st.integers(1, 24), st.integers(1, 5 * MILLION), max_size=3),
    )
    def test_goes_through_the_same_months_as_when_each_is_worked_out_anew(
        self,
        *,
        debts: list[Debt],
        strategy: Strategy,
        monthly: int | None,
        extra: int,
        one_off: dict[int, int],
    ) -> None:
        borrower = Borrower.of(debts)
        money = Money(monthly=monthly, extra=extra, one_off=one_off)
        # What one plan has worked out is what the next one begins with.
        pay_off(borrower, Strategy.MINIMUM_ONLY, Money())
        pay_off(borrower, Strategy.SNOWBALL, Money(monthly=1))

        run = pay_off(borrower, strategy, money)

        assert run.steps == paid_plainly(debts, run.order, run.ahead, money)

    @given(
        debts=st.lists(any_debts(), min_size=1, max_size=5),
        strategy=st.sampled_from([Strategy.SNOWBALL, Strategy.AVALANCHE, Strategy.MINIMUM_ONLY]),
        monthly=st.none() | st.integers(0, 5 * MILLION),
        extra=st.integers(0, MILLION),
    )
    def test_conserves_money_in_every_month(
        self, debts: list[Debt], strategy: Strategy, monthly: int | None, extra: int
    ) -> None:
        borrower = Borrower.of(debts)
        run = pay_off(borrower, strategy, Money(monthly=monthly, extra=extra))

        before = sum(debt.balance for debt in debts)
        for month, after in enumerate(run.owed):
            steps = [steps[month] for steps in run.steps if month < len(steps)]
            charged = sum(step.interest + step.fee + step.penalty for step in steps)
            paid = sum(step.amount for step in steps)
            assert before + charged - paid == after
            assert monthly is None or paid <= monthly
            before = after
        assert (run.months is None) is (run.owed[-1] > 0)
        assert sum(debt.balance for debt in debts) + run.cost == run.totals.paid + run.owed[-1]

    @given(
        debts=st.lists(effective_debts(fees=True), min_size=1, max_size=5),
        strategy=st.sampled_from(AHEAD),
        left=st.integers(0, 300_000),
        extra=st.integers(1, 2 * MILLION),
    )
    def test_on_effective_rate_debts_with_every_minimum_paid_an_extra_payment_never_raises_interest(
        self, debts: list[Debt], strategy: Strategy, left: int, extra: int
    ) -> None:
        borrower = Borrower.of(debts)
        monthly = minimums_of(borrower) + left

        without = pay_off(borrower, strategy, Money(monthly=monthly))
        assume(not without.short)
        more = pay_off(borrower, strategy, Money(monthly=monthly + extra))

        assert not more.short
        assert more.totals.interest <= without.totals.interest
        assert more.cost <= without.cost
        assert len(more.owed) <= len(without.owed)
        assert all(after <= before for after, before in zip(more.owed, without.owed, strict=False))

    @given(
        debts=st.lists(effective_debts(), min_size=2, max_size=5),
        left=st.integers(0, 3 * MILLION),
        one_off=st.dictionaries(st.integers(1, 24), st.integers(1, 5 * MILLION), max_size=3),
    )
    def test_on_effective_rate_debts_without_fees_and_the_same_money_avalanche_costs_no_more_than_snowball(
        self, debts: list[Debt], left: int, one_off: dict[int, int]
    ) -> None:
        borrower = Borrower.of(debts)
        money = Money(monthly=minimums_of(borrower) + left, one_off=one_off)

        avalanche = pay_off(borrower, Strategy.AVALANCHE, money)
        snowball = pay_off(borrower, Strategy.SNOWBALL, money)

        assert not avalanche.short
        assert not snowball.short
        assert avalanche.cost <= snowball.cost + rounding(avalanche, snowball)

    @given(debts=st.lists(effective_debts(), min_size=2, max_size=4), left=st.integers(0, 2 * MILLION))
    def test_on_effective_rate_debts_without_fees_no_order_at_all_beats_avalanche(
        self, debts: list[Debt], left: int
    ) -> None:
        borrower = Borrower.of(debts)
        money = Money(monthly=minimums_of(borrower) + left)

        avalanche = pay_off(borrower, Strategy.AVALANCHE, money)
        orders = [
            pay_off(borrower, Strategy.OWN_ORDER, money, own_order=order)
            for order in permutations(range(len(debts)))
        ]

        best = min(orders, key=lambda run: run.cost)
        assert avalanche.cost <= best.cost + rounding(avalanche, best)

    def test_with_monthly_fees_snowball_may_cost_less_than_avalanche(self) -> None:
        borrower = borrower_of(
            owe(LOAN, balance=17_450_028, annual_rate=Decimal("0.562"), months_left=59),
            owe(LOAN, balance=20_882, annual_rate=Decimal("0.421"), months_left=15, monthly_fee=20_000),
        )
        money = Money(monthly=1_141_635)

        avalanche = pay_off(borrower, Strategy.AVALANCHE, money)
        snowball = pay_off(borrower, Strategy.SNOWBALL, money)

        # A month more of interest at the higher rate, against fourteen fees that are never charged.
        assert avalanche.cost - snowball.cost == 702_304
        assert (avalanche.totals.fees, snowball.totals.fees) == (300_000, 20_000)

    def test_by_rounding_snowball_may_cost_a_few_rupiah_less(self) -> None:
        borrower = borrower_of(
            owe(LOAN, balance=622, annual_rate=Decimal("0.441"), months_left=38),
            owe(LOAN, balance=1_224, annual_rate=Decimal("0.442"), months_left=22),
            owe(LOAN, balance=705, annual_rate=Decimal("0.158"), months_left=52),
        )
        money = Money(monthly=135)

        avalanche = pay_off(borrower, Strategy.AVALANCHE, money)
        snowball = pay_off(borrower, Strategy.SNOWBALL, money)

        assert avalanche.cost - snowball.cost == 6

    @given(
        principal=st.integers(100_000, 50 * MILLION),
        months=st.integers(2, 48),
        extra=st.integers(0, 5 * MILLION),
    )
    def test_on_a_flat_loan_that_is_not_waived_money_ahead_saves_nothing(
        self, principal: int, months: int, extra: int
    ) -> None:
        borrower = borrower_of(owe(MOTORBIKE, principal=principal, balance=principal, months_left=months))

        slow = pay_off(borrower, Strategy.MINIMUM_ONLY, Money())
        fast = pay_off(borrower, Strategy.SNOWBALL, Money(extra=extra))

        assert fast.cost == slow.cost
        assert (fast.months or 0) <= (slow.months or 0)
