"""What the rules of the day fill in: a card's usual minimum, the most that an online loan may cost."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from shared.domain.budget.holdings import LiabilityKind
from shared.domain.budget.limits import Limits
from shared.domain.debts.model import DAYS_A_MONTH, Debt, Purpose
from shared.domain.values import Value


class Completed(Value):
    """A debt with what is usual or ruled filled in, and the names of the rules that filled it."""

    debt: Debt
    assumed: tuple[str, ...] = ()


def completed(debt: Debt, *, day: date) -> Completed:
    """The debt with a card's usual minimum where none is told, and with what an online loan may cost.

    That is the cap on all its charges, and where the person tells no late penalty, the highest that is
    allowed: by the rules of the day the loan was taken, or of today. Both are law for licensed lenders; where
    the person says that the lender has no licence, nothing holds it back and nothing is filled in.
    """
    if debt.kind is LiabilityKind.CREDIT_CARD and not debt.says_what_to_pay:
        return _with_minimum(debt, Limits(day=day, topic="debts"))
    if debt.kind is LiabilityKind.ONLINE_LOAN and debt.lender_licensed is not False:
        return _within_caps(debt, Limits(day=debt.taken_on or day, topic="debts"))
    return Completed(debt=debt)


def tells_late_costs(debt: Debt) -> bool:
    """Whether it is known what paying late costs."""
    return debt.late_amount > 0 or debt.late_fraction > 0


def late_rule(purpose: Purpose) -> str:
    """The name of the cap on what an online loan may cost for each day it is late."""
    return "online_late_consumption" if purpose is Purpose.CONSUMPTION else "online_late_business"


def _with_minimum(card: Debt, rules: Limits) -> Completed:
    changes: dict[str, object] = {"minimum_fraction": rules.find("card_minimum")}
    if card.minimum_floor:
        return _with(card, changes, ("card_minimum",))
    changes["minimum_floor"] = int(rules.find("card_minimum_floor") or 0)
    return _with(card, changes, ("card_minimum", "card_minimum_floor"))


def _within_caps(loan: Debt, rules: Limits) -> Completed:
    changes = dict[str, object]()
    assumed = list[str]()
    total, late = rules.find("online_total"), rules.find(late_rule(loan.purpose))
    if loan.charges_cap is None and total is not None:
        changes["charges_cap"] = total
        assumed.append("online_total")
    if not tells_late_costs(loan) and late is not None:
        changes["late_fraction"] = min(Decimal(1), late * DAYS_A_MONTH)
        assumed.append(late_rule(loan.purpose))
    return _with(loan, changes, tuple(assumed))


def _with(debt: Debt, changes: Mapping[str, object], assumed: tuple[str, ...]) -> Completed:
    return Completed(debt=debt.model_copy(update=dict(changes)), assumed=assumed)
