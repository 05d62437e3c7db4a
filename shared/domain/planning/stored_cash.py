"""What somebody has to spend today, told once for plans and forecasts alike. Whole rupiah."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.facts import LIQUID, OWING, AccountBalance
from shared.domain.budget.holdings import LiabilityKind
from shared.domain.goals.keeping import KeptGoal
from shared.domain.goals.model import GoalKind
from shared.domain.planning.facts import Stored

CARDS = frozenset({LiabilityKind.CREDIT_CARD, LiabilityKind.PAYLATER})


class StoredCash(NamedTuple):
    """Money that can be spent, without what is set aside for goals and what is owed on cards.

    `emergency_fund` is the part of `cash` that is kept for emergencies. `invested` is what lies in
    investments beyond both. `known` is false where neither a balance nor savings are.
    """

    cash: int
    emergency_fund: int
    invested: int
    known: bool

    @property
    def beside_fund(self) -> int:
        """The cash without the emergency fund."""
        return self.cash - self.emergency_fund


class _Lying(NamedTuple):
    """What an account holds: for emergencies, to be spent every day, and as an investment."""

    emergencies: int = 0
    everyday: int = 0
    invested: int = 0


def cash_of(stored: Stored) -> StoredCash:
    """Accounts tell it where they are tracked, else the declared savings with the fund as a part of them.

    An account that is kept for emergencies belongs to the fund whatever its kind, and so does what a goal of
    that kind holds in another one; what other goals hold is no cash.
    """
    accounts = stored.facts.budget.snapshot.accounts
    lying = [_lying(it, stored.facts.goals) for it in accounts if it.kind not in OWING]
    tracked = any(it.kind in LIQUID for it in accounts)
    savings = 0 if tracked else stored.rupiah("current_savings") or 0
    fund = sum(it.emergencies for it in lying)
    cash = savings + fund + sum(it.everyday for it in lying) - _owed_on_cards(stored)
    if not any(it.for_emergencies and it.kind not in OWING for it in accounts):
        fund = max(fund, stored.rupiah("emergency_fund_amount") or 0)
    return StoredCash(
        cash=cash,
        emergency_fund=max(0, min(fund, cash)),
        invested=sum(it.invested for it in lying),
        known=stored.rupiah("current_savings") is not None,
    )


def _lying(account: AccountBalance, goals: Sequence[KeptGoal]) -> _Lying:
    held = Counter[bool]()
    for emergency, amount in _held_in(account.id, goals):
        held[emergency] += amount
    free = account.balance - held[False]
    if account.for_emergencies:
        return _Lying(emergencies=free)
    rest = free - held[True]
    if account.kind in LIQUID:
        return _Lying(emergencies=held[True], everyday=rest)
    return _Lying(emergencies=held[True], invested=rest)


def _held_in(account: UUID, goals: Sequence[KeptGoal]) -> Iterator[tuple[bool, int]]:
    """What each goal holds there, and whether it is for emergencies."""
    for goal in goals:
        for part in goal.held:
            if part.account_id == account:
                yield goal.kind is GoalKind.EMERGENCY_FUND, part.amount


def _owed_on_cards(stored: Stored) -> int:
    """What is owed on accounts of cards and paylaters beside the debts that are followed by themselves.

    A card that is told without its account may be any of them, and is not counted twice.
    """
    tracked = stored.facts.debt_accounts
    if any(it.debt.kind in CARDS and it.id not in tracked for it in stored.debts):
        return 0
    accounts = stored.facts.budget.snapshot.accounts
    beside = (it for it in accounts if it.kind in OWING and it.id not in tracked.values())
    return sum(max(0, -it.balance) for it in beside)
