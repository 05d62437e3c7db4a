"""What is wrong with debts by the rules of their day: licences, caps on rates and charges, the burden."""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from decimal import Decimal

from pydantic import Field

from shared.domain.budget.holdings import LiabilityKind
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Measure, Severity, Threshold
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.caps import late_rule, tells_late_costs
from shared.domain.debts.charges import Charged, charged
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.model import DAYS_A_MONTH, MONTHS_A_YEAR, Debt, Purpose
from shared.domain.money import share
from shared.domain.values import Value

ASKED_FOR_A_LICENCE = frozenset({LiabilityKind.ONLINE_LOAN, LiabilityKind.PAYLATER})
"""Kinds of lending that only licensed lenders may do, and that unlicensed ones do most."""


class DebtWarning(Value):
    """Something wrong with a debt, or with all of them (`debt` is None then), by the rules of its day.

    `code` is stable. `value` is what was found and `threshold` the id of the rule that it breaks, or that the
    sentence rests on; both None where there is nothing to count.
    """

    code: str
    severity: Severity
    debt: str | None = None
    value: Measure | int | None = None
    threshold: str | None = None


class Findings(Value):
    """Warnings, the heaviest first, and the rules that they rest on, each as it was on the debt's day."""

    warnings: tuple[DebtWarning, ...]
    thresholds: tuple[Threshold, ...] = Field(default=())


_WEIGHT = {Severity.URGENT: 0, Severity.IMPORTANT: 1, Severity.NOTICE: 2}
_Found = Iterator[tuple[DebtWarning, Threshold | None]]


def findings(borrower: Borrower, *, late: Set[str], day: date, monthly_income: int | None) -> Findings:
    """What is wrong with the debts by the rules of the day, or of the day a loan was taken where it is told.

    The debts named in `late` are paid late in a plan.
    """
    found: list[tuple[DebtWarning, Threshold | None]] = []
    rules = Limits(day=day, topic="debts")
    for debt, minimums in zip(borrower.debts, borrower.minimums, strict=True):
        found += _licence(debt)
        found += _charges(debt, minimums, day)
        found += _card(debt, rules)
        found += _late(debt, day, is_late=debt.name in late)
    found += _paylater(borrower, rules)
    found += _lenders(borrower, rules)
    found += _burden(borrower, day, monthly_income)
    found.sort(key=lambda pair: _WEIGHT[pair[0].severity])
    thresholds = {each.id: each for _, each in found if each is not None}
    return Findings(warnings=tuple(warning for warning, _ in found), thresholds=tuple(thresholds.values()))


def _licence(debt: Debt) -> _Found:
    if debt.kind not in ASKED_FOR_A_LICENCE or debt.lender_licensed is True:
        return
    if debt.lender_licensed is None:
        yield DebtWarning(code="licence_unknown", severity=Severity.NOTICE, debt=debt.name), None
        return
    yield DebtWarning(code="unlicensed_lender", severity=Severity.URGENT, debt=debt.name), None
    yield DebtWarning(code="charges_without_limit", severity=Severity.IMPORTANT, debt=debt.name), None


def _charges(debt: Debt, minimums: Minimums, day: date) -> _Found:
    """What a debt costs a day and altogether: online loans against their caps, and paylater, which has none,
    against the same as a yardstick."""
    if debt.kind not in _ABOVE_CAP:
        return
    by_day, altogether, severity = _ABOVE_CAP[debt.kind]
    rules = Limits(day=debt.taken_on or day, topic="debts")
    cost = charged(debt, minimums, day=day)
    name = _cap_name(debt.purpose, cost, rules)
    cap, total = rules.find(name), rules.find("online_total")
    if cap is not None and cost.a_day > cap:
        yield _broken(by_day, severity, debt.name, cost.a_day, rules.threshold(name))
    if total is not None and cost.altogether is not None and cost.altogether > total:
        yield _broken(altogether, severity, debt.name, cost.altogether, rules.threshold("online_total"))


_ABOVE_CAP: Mapping[LiabilityKind, tuple[str, str, Severity]] = {
    LiabilityKind.ONLINE_LOAN: ("daily_rate_above_cap", "charges_above_cap", Severity.URGENT),
    LiabilityKind.PAYLATER: (
        "paylater_above_online_cap",
        "paylater_charges_above_online_cap",
        Severity.IMPORTANT,
    ),
}


def _paylater(borrower: Borrower, rules: Limits) -> _Found:
    """That no cap on paylater is known, once for all of it, as long as that is so."""
    caps = rules.find("paylater_caps")
    if caps == 0 and any(debt.kind is LiabilityKind.PAYLATER for debt in borrower.debts):
        rule = rules.threshold("paylater_caps")
        yield DebtWarning(code="paylater_without_cap", severity=Severity.NOTICE, threshold=rule.id), rule


def _late(debt: Debt, day: date, *, is_late: bool) -> _Found:
    """A late penalty above the cap of an online loan, or one that is not known and will be charged."""
    lawless = debt.kind in ASKED_FOR_A_LICENCE and debt.lender_licensed is False
    if is_late and not tells_late_costs(debt) and not lawless and debt.kind is not LiabilityKind.FAMILY:
        yield DebtWarning(code="late_cost_unknown", severity=Severity.NOTICE, debt=debt.name), None
    if debt.kind is not LiabilityKind.ONLINE_LOAN:
        return
    rules = Limits(day=debt.taken_on or day, topic="debts")
    name = late_rule(debt.purpose)
    most = rules.find(name)
    if most is not None and debt.late_fraction > most * DAYS_A_MONTH:
        by_day = (debt.late_fraction / DAYS_A_MONTH).quantize(Decimal("0.00000001"), "ROUND_DOWN")
        limit = rules.threshold(name)
        yield _broken("online_penalty_above_cap", Severity.URGENT, debt.name, by_day, limit)


def _card(debt: Debt, rules: Limits) -> _Found:
    """A card's rate and penalty against what Bank Indonesia allows."""
    if debt.kind is not LiabilityKind.CREDIT_CARD:
        return
    monthly, most_told = debt.annual_rate / MONTHS_A_YEAR, max(debt.late_amount, debt.late_cap or 0)
    told: Mapping[str, tuple[str, Decimal | int]] = {
        "card_rate": ("card_rate_above_cap", monthly),
        "card_late_fraction": ("card_penalty_above_cap", debt.late_fraction),
        "card_late_amount": ("card_penalty_above_cap", most_told),
    }
    for name, (code, value) in told.items():
        cap = rules.find(name)
        if cap is not None and value > cap:
            yield _broken(code, Severity.IMPORTANT, debt.name, value, rules.threshold(name))


def _lenders(borrower: Borrower, rules: Limits) -> _Found:
    most = rules.find("online_lenders")
    lenders = {(debt.lender or debt.name).casefold() for debt in borrower.debts if _is_online(debt)}
    if most is not None and len(lenders) > most:
        limit = rules.threshold("online_lenders")
        yield _broken("too_many_online_lenders", Severity.IMPORTANT, None, len(lenders), limit)


def _burden(borrower: Borrower, day: date, income: int | None) -> _Found:
    """This month's payments to income: all of them, and those on online loans for consumption."""
    ratio = share(borrower.due_first, income or 0)
    if ratio is None:
        return
    limits = Limits(day=day)
    if ratio > limits.value("instalments_max"):
        limit = limits.threshold("instalments_max")
        yield _broken("instalments_too_high", Severity.URGENT, None, ratio, limit)
    elif ratio > limits.value("instalments_healthy"):
        limit = limits.threshold("instalments_healthy")
        yield _broken("instalments_near_limit", Severity.NOTICE, None, ratio, limit)
    rules = Limits(day=day, topic="debts")
    most = rules.find("online_payments_to_income")
    online_ratio = share(_due_online(borrower), income or 0)
    if most is not None and online_ratio is not None and online_ratio > most:
        limit = rules.threshold("online_payments_to_income")
        yield _broken("online_payments_too_high", Severity.IMPORTANT, None, online_ratio, limit)


def _due_online(borrower: Borrower) -> int:
    return sum(
        minimums.first.minimum
        for debt, minimums in zip(borrower.debts, borrower.minimums, strict=True)
        if _is_online(debt) and debt.purpose is Purpose.CONSUMPTION
    )


def _broken(
    code: str, severity: Severity, debt: str | None, value: Decimal | int | None, limit: Threshold
) -> tuple[DebtWarning, Threshold]:
    return DebtWarning(code=code, severity=severity, debt=debt, value=value, threshold=limit.id), limit


def _is_online(debt: Debt) -> bool:
    return debt.kind is LiabilityKind.ONLINE_LOAN


def _cap_name(purpose: Purpose, cost: Charged, rules: Limits) -> str:
    if purpose is Purpose.BUSINESS:
        return "online_rate_business"
    is_short = cost.months is not None and cost.months <= (rules.find("online_short_months") or 0)
    kind = "micro" if purpose is Purpose.MICRO_BUSINESS else "consumption"
    return f"online_rate_{kind}_{'short' if is_short else 'long'}"
