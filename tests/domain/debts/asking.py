"""Asking the engine about debts on a fixed day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from shared.domain.debts.answers import PayoffAnswer, PayoffPlan, PayoffWish
from shared.domain.debts.engine import plan_payoff
from shared.domain.debts.model import Debt
from shared.domain.debts.strategies import Strategy

TODAY = date(2026, 11, 22)


def plan(debts: Sequence[Debt], *, sent: bool = True, **wish: Any) -> PayoffAnswer:
    """The answer about these debts; the rest is the wish."""
    return plan_payoff(PayoffWish.model_validate(wish), debts, day=TODAY, debts_were_sent=sent)


def of(answer: PayoffAnswer, strategy: Strategy) -> PayoffPlan:
    """The plan of that strategy."""
    return next(each for each in answer.plans if each.strategy is strategy)
