"""What the rules of the day say about a debt: caps on rates and charges, and what is usual for a card."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal

from pydantic import Field

from shared.domain.budget.holdings import LiabilityKind
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Measure, Severity, Threshold
from shared.domain.debts.model import (
    DAYS_A_YEAR,
    MONTHS_A_YEAR,
    Debt,
    InterestMethod,
    Purpose,
)
from shared.domain.debts.rates import DebtCost
from shared.domain.debts.terms import Ratio
from shared.domain.money import share
from shared.domain.values import Value

ASKED_FOR_A_LICENCE = frozenset({LiabilityKind.ONLINE_LOAN, LiabilityKind.PAYLATER})
"""Kinds of lending that only licensed lenders may do, and that unlicensed ones do most."""

LONGEST_MONTH = 31


class DebtWarning(Value):
    """Something wrong with a debt, or with all of them (`debt` is None then), by the rules of its day.

    `code` is stable. `value` is what was found and `threshold` the id of the rule that it breaks, both None
    where there is nothing to count.
    """

    code: str
    severity: Severity
    debt: str | None = None
    value: Measure | int | None = None
    threshold: str | None = None


class Completed(Value):
    """A debt with what is usual or ruled filled in, and the names of the rules that filled it."""

    debt: Debt
    assumed: tuple[str, ...] = ()


class Findings(Value):
    """Warnings, the heaviest first, and the rules that they rest on, each as it was on the debt's day."""

    warnings: tuple[DebtWarning, ...]
    thresholds: tuple[Threshold, ...] = Field(default=())


def completed(debt: Debt, *, day: date) -> Completed:
    """The debt with a card's usual minimum where none is told, and the cap on an online loan's charges.

    The cap is law for licensed lenders; where the person says that the lender has no licence, nothing holds
    it back and nothing is filled in.
    """
    rules = Limits(day=day, topic="debts")
    if debt.kind is LiabilityKind.CREDIT_CARD and not debt.says_what_to_pay:
        return _with(
            debt,
            {"minimum_fraction": rules.find("card_minimum")}
            | ({} if debt.minimum_floor else {"minimum_floor": int(rules.find("card_minimum_floor") or 0)}),
            ("card_minimum",) if debt.minimum_floor else ("card_minimum", "card_minimum_floor"),
        )
    cap = Limits(day=debt.taken_on or day, topic="debts").find("online_total")
    if (
        _is_online(debt)
        and debt.charges_cap is None
        and debt.lender_licensed is not False
        and cap is not None
    ):
        return _with(debt, {"charges_cap": cap}, ("online_total",))
    return Completed(debt=debt)


def findings(
    debts: Sequence[Debt],
    *,
    costs: Mapping[str, DebtCost],
    minimums: Mapping[str, int],
    day: date,
    monthly_income: int | None,
) -> Findings:
    """What is wrong with the debts by the rules of the day, or of the day a loan was taken where it is told.

    `costs` and `minimums` (of this month) are by the name of the debt.
    """
    found: list[tuple[DebtWarning, Threshold | None]] = []
    for debt in debts:
        found += _licence(debt)
        found += _online(debt, costs.get(debt.name), day)
        found += _card(debt, Limits(day=day, topic="debts"))
    found += _lenders(debts, Limits(day=day, topic="debts"))
    found += _burden(debts, minimums, day, monthly_income)
    found.sort(key=lambda pair: _WEIGHT[pair[0].severity])
    thresholds = {each.id: each for _, each in found if each is not None}
    return Findings(warnings=tuple(warning for warning, _ in found), thresholds=tuple(thresholds.values()))


_WEIGHT = {Severity.URGENT: 0, Severity.IMPORTANT: 1, Severity.NOTICE: 2}
_Found = Iterator[tuple[DebtWarning, Threshold | None]]


def _licence(debt: Debt) -> _Found:
    if debt.kind not in ASKED_FOR_A_LICENCE or debt.lender_licensed is True:
        return
    if debt.lender_licensed is None:
        yield DebtWarning(code="licence_unknown", severity=Severity.NOTICE, debt=debt.name), None
    else:
        yield DebtWarning(code="unlicensed_lender", severity=Severity.URGENT, debt=debt.name), None


def _online(debt: Debt, cost: DebtCost | None, day: date) -> _Found:
    """An online loan against the caps on what it may cost a day and altogether."""
    if not _is_online(debt) or cost is None or cost.borrowed == 0:
        return
    rules = Limits(day=debt.taken_on or day, topic="debts")
    principal = debt.principal or cost.borrowed
    days = _days(debt, cost, day)
    name = _cap_name(debt, _months(debt, cost, days), rules)
    cap = rules.find(name)
    if cap is not None and (daily := _daily_rate(debt, cost, days)) > cap:
        yield _broken("daily_rate_above_cap", Severity.URGENT, debt.name, daily, rules.threshold(name))
    total = rules.find("online_total")
    charges = _all_charges(debt, days, cost)
    if total is not None and charges > (total * principal).to_integral_value(ROUND_CEILING):
        found = share(charges, principal)
        yield _broken("charges_above_cap", Severity.URGENT, debt.name, found, rules.threshold("online_total"))


def _card(debt: Debt, rules: Limits) -> _Found:
    """A card's rate and penalty against what Bank Indonesia allows."""
    if debt.kind is not LiabilityKind.CREDIT_CARD:
        return
    cap, monthly = rules.find("card_rate"), debt.annual_rate / MONTHS_A_YEAR
    if cap is not None and monthly > cap:
        yield _broken(
            "card_rate_above_cap", Severity.IMPORTANT, debt.name, monthly, rules.threshold("card_rate")
        )
    part, most = rules.find("card_late_fraction"), rules.find("card_late_amount")
    if part is not None and debt.late_fraction > part:
        yield _broken(
            "card_penalty_above_cap",
            Severity.IMPORTANT,
            debt.name,
            debt.late_fraction,
            rules.threshold("card_late_fraction"),
        )
    if most is not None and max(debt.late_amount, debt.late_cap or 0) > most:
        told = max(debt.late_amount, debt.late_cap or 0)
        yield _broken(
            "card_penalty_above_cap",
            Severity.IMPORTANT,
            debt.name,
            told,
            rules.threshold("card_late_amount"),
        )


def _lenders(debts: Sequence[Debt], rules: Limits) -> _Found:
    most = rules.find("online_lenders")
    lenders = {(debt.lender or debt.name).casefold() for debt in debts if _is_online(debt)}
    if most is not None and len(lenders) > most:
        yield _broken(
            "too_many_online_lenders",
            Severity.IMPORTANT,
            None,
            len(lenders),
            rules.threshold("online_lenders"),
        )


def _burden(debts: Sequence[Debt], minimums: Mapping[str, int], day: date, income: int | None) -> _Found:
    """This month's payments to income: all of them, and those on online loans for consumption."""
    ratio = share(sum(minimums.values()), income or 0)
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
    online = [d for d in debts if _is_online(d) and d.purpose is Purpose.CONSUMPTION]
    online_ratio = share(sum(minimums[debt.name] for debt in online), income or 0)
    if most is not None and online_ratio is not None and online_ratio > most:
        limit = rules.threshold("online_payments_to_income")
        yield _broken("online_payments_too_high", Severity.IMPORTANT, None, online_ratio, limit)


def _broken(
    code: str, severity: Severity, debt: str | None, value: Decimal | int | None, limit: Threshold
) -> tuple[DebtWarning, Threshold]:
    return DebtWarning(code=code, severity=severity, debt=debt, value=value, threshold=limit.id), limit


def _with(debt: Debt, changes: Mapping[str, object], assumed: tuple[str, ...]) -> Completed:
    return Completed(debt=debt.model_copy(update=dict(changes)), assumed=assumed)


def _is_online(debt: Debt) -> bool:
    return debt.kind is LiabilityKind.ONLINE_LOAN


def _cap_name(debt: Debt, months: int, rules: Limits) -> str:
    if debt.purpose is Purpose.BUSINESS:
        return "online_rate_business"
    length = "short" if months <= (rules.find("online_short_months") or 0) else "long"
    return f"online_rate_{'micro' if debt.purpose is Purpose.MICRO_BUSINESS else 'consumption'}_{length}"


def _days(debt: Debt, cost: DebtCost, day: date) -> int:
    """The whole term in days: what is left and, where the day it was taken is told, what is behind."""
    if debt.method is InterestMethod.DAILY:
        behind = (day - debt.taken_on).days if debt.taken_on else 0
        return (debt.days_left or 0) + max(0, behind)
    return -(-cost.months * DAYS_A_YEAR // MONTHS_A_YEAR)


def _months(debt: Debt, cost: DebtCost, days: int) -> int:
    """The whole term in months; days make a month only beyond the longest one, so none is called long."""
    return -(-days // LONGEST_MONTH) if debt.method is InterestMethod.DAILY else cost.months


def _all_charges(debt: Debt, days: int, cost: DebtCost) -> int:
    """Interest and fees over the whole term, as if no cap held them back."""
    if debt.method is InterestMethod.EFFECTIVE:
        return cost.charges + debt.charged
    principal = debt.principal or cost.borrowed
    by_day = Ratio.of(debt.annual_rate, divided_by=DAYS_A_YEAR)
    interest = (
        by_day.part_of(principal, times=days)
        if debt.method is InterestMethod.DAILY
        else Ratio.of(debt.annual_rate, divided_by=MONTHS_A_YEAR).part_of(principal) * cost.months
    )
    return interest + debt.monthly_fee * cost.months + debt.origination_fee


def _daily_rate(debt: Debt, cost: DebtCost, days: int) -> Decimal:
    """All charges by the day and rupiah borrowed, down to eight decimals so that rounding breaks no rule."""
    principal = debt.principal or cost.borrowed
    exact = Decimal(_all_charges(debt, days, cost)) / (principal * days)
    return exact.quantize(Decimal("0.00000001"), "ROUND_DOWN")
