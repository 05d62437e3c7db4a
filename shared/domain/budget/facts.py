"""What the database tells about a person's money in one round trip: what an engine starts from."""

from datetime import date
from uuid import UUID

from shared.domain.budget.model import FinancialRecord
from shared.domain.budget.month.model import Item, MonthSummary, TrendMonth
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import AccountKind
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import LeftOutDebt
from shared.domain.values import Value

LIQUID = frozenset({AccountKind.CASH, AccountKind.BANK, AccountKind.E_WALLET})
"""Accounts whose money can be spent today."""


OWING = frozenset({AccountKind.CREDIT_CARD, AccountKind.PAYLATER})
"""Accounts whose balance is owed and falls due."""


class AccountBalance(Value):
    """What lies in one account that is in use, in whole rupiah; negative where it is owed."""

    id: UUID
    name: str
    kind: AccountKind
    balance: int
    for_emergencies: bool


class SnapshotFacts(Value):
    """What was declared, the last three full budget months (oldest first), balances, and debts.

    `debts` are those that are still owed; `debts_left_out` as well, but their terms do not go together.
    `keeps_debts` is True where any is on record, paid off or not.
    """

    record: FinancialRecord = FinancialRecord()
    months: tuple[TrendMonth, ...] = ()
    accounts: tuple[AccountBalance, ...] = ()
    keeps_debts: bool = False
    debts: tuple[Debt, ...] = ()
    debts_left_out: tuple[LeftOutDebt, ...] = ()


class BudgetFacts(Value):
    """A budget month and what came before it.

    `items` are those of the twelve budget months that end with this one, newest first; `items_cut` is
    True where there were more than could be sent, so that the oldest are missing. `recurring` are the
    active rules that the person keeps (the 100 oldest), each with the due days of this month that are
    booked; `rules_left_out` counts the rules beyond them. `dismissed` are ids of insights that they do
    not want to see again. `today` is the day in Jakarta.
    """

    snapshot: SnapshotFacts
    month: MonthSummary
    items: tuple[Item, ...]
    items_cut: bool
    recurring: tuple[RecurringRule, ...]
    rules_left_out: int = 0
    dismissed: tuple[str, ...]
    today: date
