"""What somebody has to spend today, told once for plans and forecasts."""

from typing import Any

import pytest

from shared.domain.budget.model import FinancialData
from shared.domain.budget.transactions import AccountKind
from shared.domain.goals.model import GoalKind, GoalState
from shared.domain.planning.model import PlannedDebt
from shared.domain.planning.stored import baseline_of
from shared.domain.planning.stored_cash import StoredCash, cash_of
from tests.builders.bookings import Purse, named_id
from tests.builders.ledger import Ledger
from tests.domain.planning.plans import flat_debt
from tests.domain.planning.storing import kept_goal, stored_of

BANK = {"bank": Purse(opening=10_000_000)}
FUND = {"darurat": Purse(opening=6_000_000, for_emergencies=True)}
REKSA = {"reksa": Purse(AccountKind.INVESTMENT, opening=4_000_000)}
REKSA_FUND = {"reksa": Purse(AccountKind.INVESTMENT, opening=4_000_000, for_emergencies=True)}
CARD = {"kartu": Purse(AccountKind.CREDIT_CARD, opening=-2_000_000)}
PAYLATER = {"paylater": Purse(AccountKind.PAYLATER, opening=-500_000)}
EMERGENCY = GoalKind.EMERGENCY_FUND


def owed(kind: str = "CREDIT_CARD") -> PlannedDebt:
    """A debt of a card."""
    told = flat_debt("kartu")
    told["debt"]["kind"] = kind
    return PlannedDebt.model_validate(told)


@pytest.mark.parametrize(
    ("accounts", "goals", "cash", "fund", "invested"),
    [
        (BANK, [], 10, 0, 0),
        (BANK | FUND, [], 16, 6, 0),
        # An emergency fund that is invested is part of the cash all the same, and no other asset.
        (BANK | REKSA_FUND, [], 14, 4, 0),
        (BANK | FUND | REKSA, [], 16, 6, 4),
        # What a goal holds is no cash, wherever it lies.
        (BANK | FUND, [kept_goal(held={"bank": 3_000_000})], 13, 6, 0),
        (BANK | FUND, [kept_goal(held={"darurat": 2_000_000})], 14, 4, 0),
        (BANK | REKSA, [kept_goal(held={"reksa": 1_000_000})], 10, 0, 3),
        (BANK, [kept_goal(held={"bank": 3_000_000}, state=GoalState.PAUSED)], 7, 0, 0),
        # What an emergency goal holds is the fund; in an account of the fund it is there already.
        (BANK, [kept_goal(kind=EMERGENCY, held={"bank": 3_000_000})], 10, 3, 0),
        (BANK | FUND, [kept_goal(kind=EMERGENCY, held={"darurat": 5_000_000})], 16, 6, 0),
        (BANK | FUND, [kept_goal(kind=EMERGENCY, held={"darurat": 5_000_000, "bank": 1_000_000})], 16, 7, 0),
        (BANK | REKSA, [kept_goal(kind=EMERGENCY, held={"reksa": 1_000_000})], 11, 1, 3),
        # What is owed on cards falls due.
        (BANK | FUND | CARD | PAYLATER, [], 13.5, 6, 0),
        # Goals may claim more than is left in an account.
        ({"bank": Purse(opening=1_000_000)}, [kept_goal(held={"bank": 3_000_000})], -2, 0, 0),
        # A fund is never more than the cash.
        ({"bank": Purse(opening=-4_000_000)} | FUND, [], 2, 2, 0),
        ({"bank": Purse(opening=-9_000_000)} | FUND, [], -3, 0, 0),
    ],
)
def test_of_accounts_and_goals(
    accounts: dict[str, Purse], goals: list[Any], cash: float, fund: int, invested: int
) -> None:
    million = 1_000_000

    found = cash_of(stored_of(Ledger(accounts=accounts), goals=goals))

    assert found == StoredCash(int(cash * million), fund * million, invested * million, known=True)


class TestCards:
    def test_that_are_debts_of_their_own_are_not_counted_twice(self) -> None:
        ledger = Ledger(accounts=BANK | CARD | PAYLATER)

        without = cash_of(stored_of(ledger))
        tracked = cash_of(stored_of(ledger, owed(), debt_accounts={"kartu": named_id("kartu")}))
        told = cash_of(stored_of(ledger, owed()))

        assert without.cash == 7_500_000
        assert tracked.cash == 9_500_000, "the paylater is still owed"
        assert told.cash == 10_000_000, "which account it is nobody knows"

    def test_of_other_debts_stay(self) -> None:
        assert cash_of(stored_of(Ledger(accounts=BANK | CARD), owed("VEHICLE_LOAN"))).cash == 8_000_000


class TestDeclared:
    def test_savings_hold_the_fund(self) -> None:
        data = FinancialData(current_savings=3_000_000, emergency_fund_amount=2_000_000)

        found = cash_of(stored_of(Ledger(data=data)))

        assert found == StoredCash(3_000_000, 2_000_000, 0, known=True)
        assert found.beside_fund == 1_000_000

    def test_fund_is_at_most_the_savings(self) -> None:
        data = FinancialData(current_savings=3_000_000, emergency_fund_amount=5_000_000)

        assert cash_of(stored_of(Ledger(data=data))).emergency_fund == 3_000_000

    def test_fund_counts_where_no_account_is_kept_for_it(self) -> None:
        data = FinancialData(current_savings=1, emergency_fund_amount=4_000_000)

        found = cash_of(stored_of(Ledger(data=data, accounts=BANK)))

        assert (found.cash, found.emergency_fund) == (10_000_000, 4_000_000)

    def test_nothing_is_not_known(self) -> None:
        assert cash_of(stored_of(Ledger())) == StoredCash(0, 0, 0, known=False)


class TestBaseline:
    def test_counts_what_resting_goals_hold_as_another_asset(self) -> None:
        """Nothing is saved for a paused goal, and its money is neither cash nor gone."""
        goals = [
            kept_goal("Umrah", held={"bank": 3_000_000}, state=GoalState.PAUSED),
            kept_goal("Nikah", held={"bank": 1_000_000}),
        ]
        data = FinancialData(monthly_income=1)

        found = baseline_of(stored_of(Ledger(data=data, accounts=BANK | REKSA), goals=goals))

        baseline = found.baseline
        assert (baseline.cash, baseline.other_assets) == (6_000_000, 7_000_000)
        assert [(it.name, it.set_aside) for it in baseline.goals] == [("Nikah", 1_000_000)]
        [asset] = [it for it in found.figures if it.id == "baseline.other_assets"]
        assert asset.formula == "investments_assets_resting"

    def test_never_loses_a_rupiah_of_what_is_owned(self) -> None:
        goals = [
            kept_goal("Umrah", held={"reksa": 500_000, "bank": 1}, state=GoalState.ACHIEVED),
            kept_goal("Nikah", held={"darurat": 1_000_000}),
            kept_goal("Darurat", kind=EMERGENCY, held={"bank": 2_000_000}),
        ]
        ledger = Ledger(data=FinancialData(monthly_income=1), accounts=BANK | FUND | REKSA)

        baseline = baseline_of(stored_of(ledger, goals=goals)).baseline

        owned = baseline.cash + baseline.other_assets + sum(it.set_aside for it in baseline.goals)
        assert owned == 10_000_000 + 6_000_000 + 4_000_000
