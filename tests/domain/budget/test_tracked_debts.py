"""Debts on record take the place of the declared ones: what is owed, and what must be paid this month."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.engine import analyze
from shared.domain.budget.facts import AccountBalance, SnapshotFacts
from shared.domain.budget.formulas import FORMULAS
from shared.domain.budget.model import FinancialData, FinancialRecord, Snapshot
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.budget.transactions import AccountKind
from shared.domain.budget.words import LABELS, MISSING
from shared.domain.days import today_in_jakarta
from shared.domain.debts.caps import completed
from shared.domain.debts.loans import Loan, minimum
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import LeftOutDebt
from tests.builders.bookings import named_id
from tests.builders.finances import NOON, make_data, make_debt
from tests.domain.debts.owing import CARD, LOAN, MOTORBIKE, any_debts, owe

LISTED = make_data(current_debt=5_000_000, liabilities=[make_debt(4_000_000, monthly_payment=400_000)])
UNFIT = LeftOutDebt(name="Paylater", balance=700_000)


def taken(
    *debts: Debt, data: FinancialData = LISTED, left_out: tuple[LeftOutDebt, ...] = (), **facts: Any
) -> Snapshot:
    """The snapshot of somebody who keeps these debts."""
    told: dict[str, Any] = {"keeps_debts": True, "debts": debts, "debts_left_out": left_out} | facts
    return take_snapshot(SnapshotFacts(record=FinancialRecord(data=data), **told), now=NOON)


def told(snapshot: Snapshot, name: str) -> tuple[Any, str, str] | None:
    """A figure's number, formula and basis."""
    figure = snapshot.find(f"snapshot.{name}")
    return None if figure is None else (figure.value, figure.formula, figure.basis)


class TestDebtsOnRecord:
    def test_are_what_is_owed_and_what_must_be_paid(self) -> None:
        snapshot = taken(owe(LOAN), owe(MOTORBIKE))

        # 12 million at 1 % a month over 12 months; a sixteenth of 12 million and 1 % of 18 million.
        assert told(snapshot, "current_debt") == (24_000_000, "balance_of_debts", "tracked")
        assert told(snapshot, "monthly_instalments") == (
            1_066_186 + 750_000 + 180_000,
            "minimum_of_debts",
            "tracked",
        )

    def test_leave_the_declared_ones_to_compare(self) -> None:
        snapshot = taken(owe(LOAN))

        assert [(it.id, it.value) for it in snapshot.declared] == [
            ("declared.current_debt", 5_000_000),
            ("declared.monthly_instalments", 400_000),
        ]
        assert told(snapshot, "liabilities_balance") is None
        assert "debt_lists_disagree" not in [it.code for it in analyze(snapshot, now=NOON).warnings]

    def test_that_are_all_paid_off_are_no_debt(self) -> None:
        snapshot = taken()

        assert told(snapshot, "current_debt") == (0, "balance_of_debts", "tracked")
        assert told(snapshot, "monthly_instalments") == (0, "minimum_of_debts", "tracked")

    def test_stand_in_for_what_was_never_told(self) -> None:
        snapshot = taken(owe(LOAN), data=FinancialData())

        assert snapshot.rupiah("snapshot.current_debt") == 12_000_000
        assert "current_debt" not in snapshot.missing
        assert "liabilities" not in snapshot.missing

    def test_that_never_were_leave_debt_as_declared(self) -> None:
        snapshot = taken(keeps_debts=False)

        assert told(snapshot, "current_debt") == (5_000_000, "declared", "declared")
        assert told(snapshot, "monthly_instalments") == (400_000, "sum_of_instalments", "computed")
        assert "debt_lists_disagree" in [it.code for it in analyze(snapshot, now=NOON).warnings]

    def test_of_a_card_without_a_minimum_have_the_usual_one(self) -> None:
        card = owe(CARD, minimum_fraction=None, minimum_floor=0)

        usual = completed(card, day=today_in_jakarta(now=NOON)).debt

        assert usual.minimum_fraction is not None
        assert taken(card).rupiah("snapshot.monthly_instalments") == minimum(Loan.of(usual))

    def test_count_a_card_once(self) -> None:
        name = "Kartu"
        account = AccountBalance(
            id=named_id(name),
            name=name,
            kind=AccountKind.CREDIT_CARD,
            balance=-8_000_000,
            for_emergencies=False,
        )

        assert taken(owe(CARD), accounts=(account,)).rupiah("snapshot.current_debt") == 8_000_000

    @given(st.lists(any_debts(), max_size=5))
    def test_add_up(self, debts: list[Debt]) -> None:
        snapshot = taken(*debts)

        day = today_in_jakarta(now=NOON)
        due = sum(minimum(Loan.of(completed(debt, day=day).debt)) for debt in debts)
        assert snapshot.rupiah("snapshot.current_debt") == sum(debt.balance for debt in debts)
        assert snapshot.rupiah("snapshot.monthly_instalments") == due


class TestADebtThatDoesNotFit:
    def test_is_owed_and_leaves_open_what_must_be_paid(self) -> None:
        snapshot = taken(owe(LOAN), left_out=(UNFIT,))

        assert told(snapshot, "current_debt") == (12_700_000, "balance_of_debts", "tracked")
        assert told(snapshot, "monthly_instalments") is None
        assert snapshot.missing[-1] == "debts"

    def test_lets_no_declared_instalment_stand_beside_it(self) -> None:
        analysis = analyze(taken(left_out=(UNFIT,)), now=NOON)

        assert analysis.find("budget.instalments_to_income") is None
        assert "debts" in analysis.missing


class TestWords:
    def test_name_all_that_is_said_about_debts(self) -> None:
        snapshots = (taken(owe(LOAN)), taken(), taken(left_out=(UNFIT,)))
        figures = [it for each in snapshots for it in (*each.figures, *each.declared)]

        assert {it.id for it in figures} <= LABELS.keys()
        assert {it.formula for it in figures} <= FORMULAS.keys()
        assert {name for each in snapshots for name in each.missing} <= MISSING.keys()
