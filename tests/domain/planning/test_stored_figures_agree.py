"""A simulation and a forecast of the same stored figures say the same thing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.budget.holdings import Liability
from shared.domain.budget.model import FinancialData
from shared.domain.goals.keeping import KeptGoal
from shared.domain.goals.model import GoalKind
from shared.domain.money import format_rupiah
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.engine import simulate
from shared.domain.planning.facts import Stored
from shared.domain.planning.forecast.engine import forecast
from shared.domain.planning.forecast.model import DueKind, Forecast
from shared.domain.planning.forecast.words import forecast_words
from shared.domain.planning.model import PlannedDebt
from shared.domain.planning.outcome import Outcome
from shared.domain.planning.refusals import PlanRefused
from shared.domain.planning.stored import StoredBaseline, baseline_of
from tests.builders.bookings import TODAY, Entry, Purse, monthly
from tests.builders.ledger import Ledger
from tests.builders.months import ledgers
from tests.domain.planning.forecast.lives import YEAR_OF_BILLS, even_life, with_bills
from tests.domain.planning.plans import effective_debt, flat_debt
from tests.domain.planning.storing import kept_goal, stored_of

NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31)
MILLIONS = st.integers(0, 200).map(lambda number: number * 100_000)


class Both(NamedTuple):
    """What is stored, simulated over two months and forecast over 90 days."""

    start: StoredBaseline
    outcome: Outcome
    forecast: Forecast

    def forecast_on(self, day: date) -> int:
        """Cash with the emergency fund at the end of a day."""
        [found] = [it.cash for it in self.forecast.days if it.day == day]
        return found + self.forecast.emergency_fund

    @property
    def nets(self) -> Sequence[int]:
        """What cash changes by in December and January, before goals, as it is simulated."""
        series = self.outcome.series
        cash = (self.start.baseline.cash, *series.cash)
        return [cash[it + 1] - cash[it] + series.goal_contributions[it] for it in range(2)]

    @property
    def forecast_nets(self) -> Sequence[int]:
        """The same as it is forecast."""
        ends = [self.forecast_on(day) for day in (NOVEMBER, DECEMBER, JANUARY)]
        return [ends[1] - ends[0], ends[2] - ends[1]]


def both(stored: Stored) -> Both:
    """Both of them; somebody of whom too little is known to simulate is no example."""
    assumed = Assumed(day=TODAY)
    try:
        start = baseline_of(stored)
    except PlanRefused:
        assume(False)
        raise
    simulation = simulate(start.baseline, months=2, assumed=assumed)
    return Both(start, simulation.baseline, forecast(stored, assumed=assumed))


@st.composite
def declared(draw: st.DrawFn) -> FinancialData:
    """Somebody who only told their figures."""
    savings = draw(MILLIONS)
    # No loan ends so soon that an instalment of this month matters.
    owed = draw(st.lists(st.tuples(st.integers(10, 100), st.integers(1, 20)), max_size=2))
    listed = [
        Liability.model_validate(
            {
                "kind": "PERSONAL_LOAN",
                "name": f"KTA {place}",
                "balance": balance * 1_000_000,
                "annual_rate": 0.1,
                "monthly_payment": payment * 100_000,
            }
        )
        for place, (balance, payment) in enumerate(owed)
    ]
    paid = sum(it.monthly_payment or 0 for it in listed)
    return FinancialData(
        monthly_income=draw(MILLIONS),
        monthly_expenses=paid + draw(MILLIONS),
        current_savings=savings,
        emergency_fund_amount=draw(st.none() | st.integers(0, savings)),
        liabilities=tuple(listed),
    )


class TestStart:
    @given(
        ledgers(),
        st.lists(st.sampled_from(["bank", "darurat"]), max_size=2),
        st.sampled_from([GoalKind.WEDDING, GoalKind.EMERGENCY_FUND]),
        st.booleans(),
    )
    def test_is_the_same_money_and_the_same_debts(
        self, ledger: Ledger, places: list[str], kind: GoalKind, owes: bool
    ) -> None:
        goals: list[KeptGoal] = [kept_goal(kind=kind, held=dict.fromkeys(places, 100_000))]
        debts = [PlannedDebt.model_validate(flat_debt())] if owes else []

        found = both(stored_of(ledger, *debts, goals=goals))

        baseline = found.start.baseline
        assert found.forecast.opening is not None
        assert found.forecast.opening + found.forecast.emergency_fund == baseline.cash
        assert found.forecast.emergency_fund == baseline.emergency_fund
        assert found.forecast.set_aside == sum(it.set_aside for it in baseline.goals)
        due = {it.name for it in found.forecast.due if it.kind is DueKind.DEBT}
        assert due <= {it.debt.name for it in baseline.debts}

    @given(declared())
    def test_is_the_same_of_what_was_declared(self, data: FinancialData) -> None:
        found = both(stored_of(Ledger(data=data)))

        assert found.forecast.opening is not None
        assert found.forecast.opening + found.forecast.emergency_fund == data.current_savings
        due = {it.name for it in found.forecast.due if it.kind is DueKind.DEBT}
        assert due == {it.debt.name for it in found.start.baseline.debts}


class TestMonths:
    @given(declared())
    def test_bring_the_same_where_only_figures_were_declared(self, data: FinancialData) -> None:
        """Days are even parts of a mean month, and prices grow a little from one month to the next."""
        found = both(stored_of(Ledger(data=data)))

        about = 0.03 * ((data.monthly_income or 0) + (data.monthly_expenses or 0)) + 10
        for simulated, expected in zip(found.nets, found.forecast_nets, strict=True):
            assert abs(simulated - expected) <= about

    @given(declared())
    def test_run_short_together_where_only_figures_were_declared(self, data: FinancialData) -> None:
        """Between them is only the rest of this month, and when in a month an instalment is paid."""
        found = both(stored_of(Ledger(data=data)))

        flow = (data.monthly_income or 0) + (data.monthly_expenses or 0)
        about = (
            0.03 * flow
            + 0.3 * abs(min(found.nets))
            + sum(it.monthly_payment or 0 for it in data.liabilities or ())
        )
        until_january = [it.cash for it in found.forecast.days if it.day <= JANUARY]
        least = min(until_january) + found.forecast.emergency_fund
        if found.outcome.lowest.cash < -about:
            assert least < 0
        if least < -about:
            assert found.outcome.shortage is not None

    @pytest.mark.parametrize(
        "life",
        [
            with_bills(even_life(weeks=26), opening=9_000_000),
            # Invested every Sunday, whatever the week was like.
            with_bills(even_life(weeks=26), opening=9_000_000).with_entries(
                *(
                    Entry(TODAY - timedelta(days=7 * week), -250_000, "saving.investment", f"Bibit {week}")
                    for week in range(26)
                )
            ),
            # A category that rests this month is known all the same.
            with_bills(even_life(weeks=26), opening=9_000_000).with_entries(
                *monthly(-300_000, day=28, months=YEAR_OF_BILLS[:-1], category="saving.goal", merchant=None)
            ),
        ],
        ids=["even", "investing", "resting"],
    )
    def test_bring_the_same_where_life_is_tracked_and_even(self, life: Ledger) -> None:
        found = both(stored_of(life))

        for simulated, expected in zip(found.nets, found.forecast_nets, strict=True):
            assert abs(simulated - expected) <= 250_000

    def test_pay_a_tracked_debt_once(self) -> None:
        paid = monthly(-600_000, day=10, months=YEAR_OF_BILLS, category="needs.debt", merchant="Adira")
        life = with_bills(even_life(weeks=26), opening=9_000_000).with_entries(*paid)
        debt = PlannedDebt.model_validate({**flat_debt(), "due_day": 10})

        found = both(stored_of(life, debt))

        for simulated, expected in zip(found.nets, found.forecast_nets, strict=True):
            assert abs(simulated - expected) <= 150_000
        assert found.outcome.series.debt_payments == (600_000, 600_000)


class TestWords:
    @given(declared())
    def test_never_leave_the_emergency_fund_out(self, data: FinancialData) -> None:
        found = both(stored_of(Ledger(data=data))).forecast

        message = forecast_words(found, "id")
        fund = format_rupiah(found.emergency_fund, "id")
        assert (f"Dana darurat {fund}" in message) == (found.emergency_fund > 0)
        if found.short is not None:
            covered = found.emergency_fund > 0 and found.short.most <= found.emergency_fund
            assert ("cukup untuk menutupnya" in message) == covered
            assert (found.short.beyond_fund == 0) == (found.short.most <= found.emergency_fund)

    def test_say_that_the_fund_covers_what_is_lacking(self) -> None:
        """500,000 today, six days of 6 less 2.8 million a month, and a bill of 1.2 million: 69,188 too few.

        Simulating whole months finds nothing wrong, and says so of the ends of months.
        """
        data = FinancialData(
            monthly_income=6_000_000,
            monthly_expenses=4_000_000,
            current_savings=2_500_000,
            emergency_fund_amount=2_000_000,
        )
        accounts = {"bank": Purse(opening=500_000), "darurat": Purse(opening=2_000_000, for_emergencies=True)}
        bill = Entry(date(2026, 11, 28), -1_200_000, "needs.rent", "Kos Bu Tini")

        found = both(stored_of(Ledger(data=data, accounts=accounts, entries=(bill,))))

        assert found.outcome.verdict.code == "fine"
        assert forecast_words(found.forecast, "id") == (
            "Uang tunaimu di luar dana darurat diperkirakan kurang mulai 28 November 2026, sebesar "
            "Rp69.188. Dana darurat Rp2.000.000 cukup untuk menutupnya. Jatuh tempo sampai saat itu: Kos Bu "
            "Tini Rp1.200.000 (28/11). Pengeluaran sehari-hari sampai saat itu sekitar Rp551.963."
        )

    def test_say_by_how_much_the_fund_falls_short(self) -> None:
        debt = PlannedDebt.model_validate(
            {**effective_debt(balance=60_000_000, months_left=None, instalment=3_000_000), "due_day": 1}
        )
        ledger = Ledger(
            accounts={
                "bank": Purse(opening=1_000_000),
                "darurat": Purse(opening=2_500_000, for_emergencies=True),
            }
        )
        goals = [kept_goal(held={"bank": 200_000})]

        found = forecast(stored_of(ledger, debt, goals=goals), assumed=Assumed(day=TODAY))

        assert found.short is not None
        assert (found.short.lacking, found.short.most, found.short.beyond_fund) == (
            2_200_000,
            8_200_000,
            5_700_000,
        )
        assert forecast_words(found, "en") == (
            "Your cash without the emergency fund is expected to fall short from 1 December 2026, by "
            "Rp2,200,000, and at worst by Rp8,200,000 on 1 February 2027. The emergency fund of Rp2,500,000 "
            "covers a part: from 1 January 2027 it is not enough, and at worst Rp5,700,000 is still lacking. "
            "Set aside for goals: Rp200,000. Due until then: card Rp3,000,000 (1/12)."
        )
