"""The debts that a person keeps, as they stand on a day."""

from shared.domain.debts.model import Debt
from shared.domain.values import Value


class LeftOutDebt(Value):
    """A stored debt whose terms do not go together any more: its name, and what is owed in whole rupiah."""

    name: str
    balance: int


class DebtsOwed(Value):
    """What is still owed, oldest first. `left_out` is owed as well, but nothing can be worked out from it."""

    debts: tuple[Debt, ...] = ()
    left_out: tuple[LeftOutDebt, ...] = ()
