"""The whole rupiah that a budget analysis starts from."""

from typing import NamedTuple

from shared.domain.budget.model import Snapshot


class Amounts(NamedTuple):
    """Monthly flows and present sums in whole rupiah; None where not known."""

    income: int | None
    expenses: int | None
    needs: int | None
    wants: int | None
    debt: int | None
    instalments: int | None
    listed_debt: int | None
    emergency_fund: int | None

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Amounts":
        """The amounts a snapshot knows."""
        return cls(
            income=snapshot.rupiah("snapshot.monthly_income"),
            expenses=snapshot.rupiah("snapshot.monthly_expenses"),
            needs=snapshot.rupiah("snapshot.monthly_needs"),
            wants=snapshot.rupiah("snapshot.monthly_wants"),
            debt=snapshot.rupiah("snapshot.current_debt"),
            instalments=snapshot.rupiah("snapshot.monthly_instalments"),
            listed_debt=snapshot.rupiah("snapshot.liabilities_balance"),
            emergency_fund=snapshot.rupiah("snapshot.emergency_fund_amount"),
        )
