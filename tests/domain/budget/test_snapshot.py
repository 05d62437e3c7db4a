"""Which figures are tracked, which are declared, and what becomes of the ones that lose."""

import statistics
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.engine import analyze
from shared.domain.budget.facts import AccountBalance, SnapshotFacts
from shared.domain.budget.model import FinancialData, FinancialRecord, Snapshot
from shared.domain.budget.month.model import TrendMonth
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.budget.transactions import AccountKind
from shared.domain.months import Month
from tests.builders.bookings import named_id
from tests.builders.finances import NOON, households, make_data, make_debt

Flows = tuple[int, int, int, int]
"""Income, needs, wants and spending without a category."""

AMOUNTS = st.integers(0, 10**12)


def a_month(number: int, flows: Flows, *, transactions: int | None = None) -> TrendMonth:
    """A calendar month of 2026 with these flows; without any it has no transactions."""
    income, needs, wants, uncategorized = flows
    month = Month(2026, number)
    return TrendMonth(
        month=month,
        first_day=month.first_day,
        last_day=month.last_day,
        transactions=(9 if any(flows) else 0) if transactions is None else transactions,
        income=income,
        needs=needs,
        wants=wants,
        uncategorized=uncategorized,
        spending=needs + wants + uncategorized,
        saving=0,
    )


def an_account(kind: AccountKind, balance: int, *, for_emergencies: bool = False) -> AccountBalance:
    name = f"{kind} {balance}"
    return AccountBalance(
        id=named_id(name), name=name, kind=kind, balance=balance, for_emergencies=for_emergencies
    )


def taken(data: FinancialData, *flows: Flows, accounts: tuple[AccountBalance, ...] = ()) -> Snapshot:
    """The snapshot after the months from August on."""
    months = tuple(a_month(number, flow) for number, flow in enumerate(flows, start=8))
    record = FinancialRecord(data=data)
    return take_snapshot(SnapshotFacts(record=record, months=months, accounts=accounts), now=NOON)


def told(snapshot: Snapshot) -> dict[str, tuple[Any, str]]:
    """Each figure's number and formula, by the last part of its id."""
    return {it.id.partition(".")[2]: (it.value, it.formula) for it in snapshot.figures}


NONE: Flows = (0, 0, 0, 0)
LOW: Flows = (5_000_000, 2_000_000, 1_000_000, 0)
HIGH: Flows = (7_000_000, 2_600_000, 1_400_000, 600_000)
MEDIAN = "median_of_months"


class TestFlows:
    def test_are_the_median_of_three_months(self) -> None:
        snapshot = taken(make_data(), LOW, HIGH, (6_000_000, 2_100_000, 900_000, 0))

        assert told(snapshot)["monthly_income"] == (6_000_000, MEDIAN)
        assert told(snapshot)["monthly_expenses"] == (3_000_000, MEDIAN)
        assert told(snapshot)["monthly_needs"] == (2_100_000, MEDIAN)
        assert told(snapshot)["monthly_wants"] == (1_000_000, MEDIAN)

    def test_leave_out_months_without_transactions(self) -> None:
        assert told(taken(make_data(), LOW, NONE, HIGH))["monthly_income"] == (6_000_000, MEDIAN)

    @pytest.mark.parametrize("flows", [(), (NONE, NONE, NONE), (NONE, NONE, HIGH), (LOW,)])
    def test_stay_declared_until_two_months_have_transactions(self, flows: tuple[Flows, ...]) -> None:
        snapshot = taken(make_data(), *flows)

        assert told(snapshot)["monthly_income"] == (6_000_000, "declared")
        assert told(snapshot)["monthly_expenses"] == (4_500_000, "declared")
        assert snapshot.declared == ()

    @given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=3, max_size=3))
    def test_agree_with_statistics(self, flows: list[Flows]) -> None:
        lived = [flow for flow in flows if any(flow)]
        snapshot = taken(FinancialData(), *flows)

        income = snapshot.find("snapshot.monthly_income")
        if len(lived) < 2 or not any(flow[0] for flow in lived):
            assert income is None
        else:
            assert income is not None
            assert income.basis == "tracked"
            middle = statistics.median(Decimal(flow[0]) for flow in lived)
            assert abs(Decimal(income.value) - middle) <= Decimal("0.5")

    def test_are_not_tracked_where_nothing_of_the_kind_was_recorded(self) -> None:
        only_spending = taken(make_data(), (0, 0, 0, 3_000_000), (0, 0, 0, 3_400_000))

        assert told(only_spending)["monthly_income"] == (6_000_000, "declared")
        assert told(only_spending)["monthly_expenses"] == (3_200_000, MEDIAN)
        assert "monthly_needs" not in told(only_spending)

    def test_take_needs_and_wants_together_and_only_with_spending(self) -> None:
        data = make_data(monthly_needs=3_000_000, monthly_wants=1_500_000)
        needs_only = taken(data, (0, 2_000_000, 0, 0), (0, 2_200_000, 0, 0))

        assert told(needs_only)["monthly_needs"] == (2_100_000, MEDIAN)
        assert told(needs_only)["monthly_wants"] == (0, MEDIAN)
        assert told(taken(data, LOW))["monthly_needs"] == (3_000_000, "declared")

    def test_are_never_below_zero(self) -> None:
        refunds: Flows = (5_000_000, -300_000, 0, 0)

        assert told(taken(make_data(), refunds, refunds))["monthly_expenses"] == (0, MEDIAN)


class TestBalances:
    def test_of_everyday_accounts_are_the_savings(self) -> None:
        accounts = (
            an_account(AccountKind.BANK, 8_000_000),
            an_account(AccountKind.E_WALLET, 250_000),
            an_account(AccountKind.CASH, -50_000),
            an_account(AccountKind.CREDIT_CARD, -3_000_000),
            an_account(AccountKind.PAYLATER, -900_000),
        )

        assert told(taken(make_data(), accounts=accounts))["current_savings"] == (
            8_200_000,
            "balance_of_accounts",
        )

    def test_marked_for_emergencies_are_the_fund_and_part_of_the_savings(self) -> None:
        accounts = (
            an_account(AccountKind.BANK, 1_000_000),
            an_account(AccountKind.BANK, 5_000_000, for_emergencies=True),
        )
        figures = told(taken(make_data(), accounts=accounts))

        assert figures["emergency_fund_amount"] == (5_000_000, "balance_for_emergencies")
        assert figures["current_savings"] == (6_000_000, "balance_of_accounts")

    def test_without_a_marked_account_leave_the_fund_as_declared(self) -> None:
        accounts = (an_account(AccountKind.BANK, 1_000_000),)

        assert told(taken(make_data(), accounts=accounts))["emergency_fund_amount"] == (
            27_000_000,
            "declared",
        )

    def test_of_investments_win_over_the_list(self) -> None:
        data = make_data(current_investments=[{"kind": "GOLD", "name": "Emas", "value": 2_000_000}])
        accounts = (an_account(AccountKind.INVESTMENT, 3_500_000),)
        snapshot = taken(data, accounts=accounts)

        assert told(snapshot)["investments_value"] == (3_500_000, "balance_of_investments")
        assert told(snapshot)["current_savings"] == (20_000_000, "declared")
        assert [(it.id, it.value) for it in snapshot.declared] == [("declared.investments_value", 2_000_000)]

    def test_leave_debt_as_declared(self) -> None:
        data = make_data(current_debt=None, liabilities=[make_debt(4_000_000, monthly_payment=400_000)])
        accounts = (an_account(AccountKind.CREDIT_CARD, -3_000_000),)

        assert told(taken(data, accounts=accounts))["current_debt"] == (4_000_000, "sum_of_liabilities")


class TestDeclared:
    def test_stays_visible_where_it_lost(self) -> None:
        snapshot = taken(make_data(), LOW, LOW)

        assert [(it.id, it.value, it.basis) for it in snapshot.declared] == [
            ("declared.monthly_income", 6_000_000, "declared"),
            ("declared.monthly_expenses", 4_500_000, "declared"),
        ]

    def test_is_not_repeated_where_it_agrees(self) -> None:
        assert taken(make_data(monthly_income=5_000_000, monthly_expenses=3_000_000), LOW, LOW).declared == ()

    @given(households(), st.lists(st.sampled_from([NONE, LOW, HIGH]), max_size=3))
    def test_never_takes_the_place_of_a_tracked_figure(self, data: FinancialData, flows: list[Flows]) -> None:
        accounts = (an_account(AccountKind.BANK, 123, for_emergencies=True),)
        snapshot = taken(data, *flows, accounts=accounts)

        ids = [figure.id for figure in (*snapshot.figures, *snapshot.declared)]
        assert len(ids) == len(set(ids))
        tracked = {it.id.partition(".")[2] for it in snapshot.figures if it.basis == "tracked"}
        assert {it.id.partition(".")[2] for it in snapshot.declared} <= tracked
        shown = {figure.id for figure in snapshot.figures}
        assert all(set(figure.rests_on) <= shown for figure in (*snapshot.figures, *snapshot.declared))


class TestMissing:
    def test_is_nothing_that_is_tracked(self) -> None:
        account = an_account(AccountKind.BANK, 5_000_000, for_emergencies=True)

        assert taken(FinancialData(), LOW, HIGH, accounts=(account,)).missing == ("current_debt",)

    def test_is_what_is_neither_tracked_nor_declared(self) -> None:
        assert "monthly_needs" in taken(FinancialData(), (1, 0, 0, 1), (1, 0, 0, 1)).missing


class TestAnalysis:
    def test_starts_from_tracked_figures(self) -> None:
        snapshot = taken(make_data(), LOW, LOW)

        analysis = analyze(snapshot, now=NOON)

        surplus = analysis.find("budget.surplus")
        assert surplus is not None
        assert surplus.value == 2_000_000
        assert analysis.declared == snapshot.declared

    def test_does_not_blame_a_person_for_how_medians_add_up(self) -> None:
        snapshot = taken(make_data(), (9, 50, 0, 0), (9, 50, 10, 0), (9, 0, 40, 0))

        codes = [warning.code for warning in analyze(snapshot, now=NOON).warnings]

        assert snapshot.rupiah("snapshot.monthly_expenses") == 50
        assert snapshot.rupiah("snapshot.monthly_needs") == 50
        assert snapshot.rupiah("snapshot.monthly_wants") == 10
        assert "split_exceeds_spending" not in codes

    def test_dates_a_month_by_its_days(self) -> None:
        assert a_month(8, LOW).last_day == date(2026, 8, 31)
