"""The rows of a file as they were read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.domain.budget.imports.reasons import Reason
from shared.domain.budget.transactions import AccountKind, BudgetGroup, TransactionSource

CategoryName = tuple[str | None, str, BudgetGroup]
"""A category as Fintar's own file names it: the code of a system one, its name, its group."""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One part of a split transaction in Fintar's own file."""

    amount: int
    category: CategoryName | None
    note: str | None


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What only Fintar's own file tells. `id` and `transfer` are those of where it was written."""

    id: UUID
    account: str
    account_kind: AccountKind
    merchant: str | None
    category: CategoryName | None
    source: TransactionSource
    transfer: UUID | None
    parts: tuple[OwnPart, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row as it was read. `amount` is signed whole rupiah, `exact` and `balance` may have sen.

    A row that is refused has a reason and lacks a day or an amount; one that is not may have a reason
    too: what is worth knowing about it.
    """

    line: int
    description: str
    booked_on: date | None = None
    amount: int | None = None
    exact: Decimal | None = None
    balance: Decimal | None = None
    category: str | None = None
    note: str | None = None
    reason: Reason | None = None
    own: OwnFacts | None = None

    @property
    def refused(self) -> bool:
        """Whether it cannot be booked."""
        return self.booked_on is None or self.amount is None
