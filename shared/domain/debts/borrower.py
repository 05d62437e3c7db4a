"""Somebody who owes: debts beside the loans that they are and their months by minimums."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shared.domain.debts.loans import Loan
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.model import Debt


class Borrower(NamedTuple):
    """Debts, in the order they were told. What is known of their minimums is shared by those made of it."""

    debts: tuple[Debt, ...]
    minimums: tuple[Minimums, ...]

    @classmethod
    def of(cls, debts: Sequence[Debt]) -> "Borrower":
        """The loans of debts that are complete."""
        return cls(tuple(debts), tuple([Minimums(Loan.of(debt)) for debt in debts]))

    @property
    def loans(self) -> tuple[Loan, ...]:
        """The loans as they are today."""
        return tuple([each.loan for each in self.minimums])

    @property
    def owed(self) -> int:
        """All balances of today, in rupiah."""
        return sum(debt.balance for debt in self.debts)

    @property
    def due_first(self) -> int:
        """What the minimums of the first month come to."""
        return sum(each.first.minimum for each in self.minimums)

    def only(self, places: Iterable[int]) -> "Borrower":
        """The debts at these places alone."""
        chosen = tuple(places)
        return Borrower(
            tuple([self.debts[place] for place in chosen]), tuple([self.minimums[place] for place in chosen])
        )

    def behind(self, debt: Debt) -> "Borrower":
        """One more debt, before all others."""
        return Borrower((debt, *self.debts), (Minimums(Loan.of(debt)), *self.minimums))
