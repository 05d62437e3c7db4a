"""A plan followed the plainest way: one month after the other, every amount worked out anew by fractions.

Written from the rules alone, to check the engine against. Slow. Loans are stepped by the loans engine.
"""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any, NamedTuple

from shared.domain.debts.loans import Loan, minimum, pay, settle
from shared.domain.debts.model import Debt
from shared.domain.months import Month
from shared.domain.planning.credit import Credit

Told = dict[str, Any]

GENERAL = Decimal("0.025")
CHILD, CHILD_OLDER, OTHER_ADULT, BIRTH_MONTHS = Fraction(3, 10), Fraction(1, 2), Fraction(1, 2), 2
OLDER_FROM, CHILD_UNTIL = 14 * 12, 18 * 12


class Line(NamedTuple):
    """What a month came to."""

    income: int
    borrowed: int
    spending: int
    saving: int
    payments: int
    contributions: int
    cash: int
    set_aside: int
    debts: int


class Reference:
    """A household and its changes as they were told."""

    def __init__(self, household: Told, changes: list[Told], months: int) -> None:
        self.told = household
        self.changes = changes
        self.months = months
        self.start = Month.parse(household["start"])
        self.assets = household["other_assets"]

    def lines(self) -> list[Line]:
        """Every month."""
        loans = {it["id"]: Loan.of(Debt.model_validate(it["debt"])) for it in self.told["debts"]}
        pots = [{**it, "since": 0, "gone": False} for it in self.told["goals"]]
        cash, found = self.told["cash"], list[Line]()
        for month in range(self.months):
            income = sum(self._income(it, month) for it in self.told["incomes"])
            spending, saving = self._spending(month)
            payments = 0
            for key, loan in loans.items():
                if loan.balance:
                    amount = min(settle(loan), minimum(loan) + self._extra(key, month))
                    payments += amount
                    loans[key] = pay(loan, amount).loan
            borrowed = 0
            for it in self._of("INSTALMENT", "NEW_DEBT", at=month):
                credit = Credit.model_validate(it["credit"])
                principal = it["price"] - it.get("down_payment", 0) if "price" in it else it["amount"]
                loans[it["id"]] = Loan.of(credit.debt(principal, name="x"))
                borrowed += principal
                spending += credit.origination_fee + it.get("price", 0)
            cash += income + borrowed - spending - saving - payments
            pots += [
                {**it, "since": month, "gone": False, "set_aside": 0}
                for it in self._of("GOAL_ADDED", at=month)
            ]
            given = self._set_aside(pots, cash, month)
            cash -= given
            held = sum(pot["set_aside"] for pot in pots)
            owed = sum(loan.balance for loan in loans.values())
            found.append(Line(income, borrowed, spending, saving, payments, given, cash, held, owed))
        return found

    def _set_aside(self, pots: list[Told], cash: int, month: int) -> int:
        given = 0
        for it in self._of("GOAL_DROPPED", at=month):
            for pot in pots:
                if pot["id"] == it["goal"]:
                    given -= pot["set_aside"]
                    pot.update(set_aside=0, gone=True)
        left = cash - given - self.told["emergency_fund"]
        order = sorted(
            pots, key=lambda it: (it.get("priority", 1), self._due(it) is None, self._due(it) or 0, it["id"])
        )
        for pot in order:
            if pot["gone"]:
                continue
            due = self._due(pot)
            asked = _rounded(
                Fraction(pot["target"])
                * _compounded(_decimal(pot.get("growth") or 0), month if due is None else max(month, due))
            )
            lacking = max(0, asked - pot["set_aside"])
            wish = lacking if due is None or due <= month else -(-lacking // (due - month + 1))
            share = min(wish, max(0, left))
            pot["set_aside"] += share
            pot["gone"] = pot["set_aside"] >= asked
            left -= share
            given += share
        return given

    def _due(self, pot: Told) -> int | None:
        day = pot.get("target_on")
        if day is None:
            return None
        month = Month.parse(day[:7])
        index = self.start.months_until(month if str(month.last_day) == day else month.add(-1))
        return max(0, index)

    def _income(self, it: Told, month: int) -> int:
        rate = _decimal(it["growth"])

        def index(at: int) -> Fraction:
            return _held((1 + rate) ** (at // 12))

        level = Fraction(it["amount"])
        for change in self._of("INCOME_CHANGE", on=month):
            if change["income"] == it["id"] and "amount" in change:
                level += change["amount"] / index(self._first(change))
        for change in self._of("INCOME_CHANGE", "INCOME_LOSS", on=month):
            if change["income"] == it["id"]:
                lost = change["type"] == "INCOME_LOSS"
                level *= _exact(change.get("left", 0)) if lost else 1 + _exact(change.get("fraction", 0))
        amount = level * index(month)
        times = self._times(it, month)
        return _rounded(amount) + (_rounded(amount * times) if times else 0)

    def _times(self, it: Told, month: int) -> Fraction:
        calendar = self.start.add(month).month
        changed = [each for each in self._of("THR", on=month) if each["income"] == it["id"]]
        pays = changed or it["pay_months"]
        return sum((_exact(each["times"]) for each in pays if each["month"] == calendar), Fraction(0))

    def _spending(self, month: int) -> tuple[int, int]:
        amounts = [(it["group"], self._category(it, month)) for it in self.told["categories"]]
        for it in self._of("RECURRING_COST", on=month):
            ratio = self._prices(it["price_group"], None, month) / self._prices(
                it["price_group"], None, self._first(it)
            )
            amounts.append((it["group"], _rounded(it["amount"] * ratio)))
        for it in self._of("CHILD", on=month):
            amounts.append(("NEEDS", self._child(it, month)))
        once = sum(it["amount"] for it in self._of("PURCHASE", at=month))
        once += sum(it["cost"] for it in self._of("MOVE", at=month))
        for it in self._of("CHILD", at=month):
            once += it.get("birth_cost", BIRTH_MONTHS * self._usual())
        spending = sum(amount for group, amount in amounts if group != "SAVING") + once
        return spending, sum(amount for group, amount in amounts if group == "SAVING")

    def _category(self, it: Told, month: int) -> int:
        level = Fraction(it["amount"])
        for change in self._of("CATEGORY_CHANGE", on=month):
            if change["category"] == it["id"] and "amount" in change:
                level += change["amount"] / self._prices(it["price_group"], it["id"], self._first(change))
        for change in self._of("CATEGORY_CHANGE", on=month):
            if change["category"] == it["id"]:
                level *= 1 + _exact(change.get("fraction", 0))
        for change in self._of("MOVE", on=month):
            for shift in change["categories"]:
                if shift["category"] == it["id"]:
                    level *= 1 + _exact(shift["fraction"])
        return _rounded(level * self._prices(it["price_group"], it["id"], month))

    def _child(self, it: Told, month: int) -> int:
        age = month - self._first(it)
        if age >= CHILD_UNTIL:
            return 0
        if "monthly_cost" in it:
            born, now = (self._prices("OTHER", None, at) for at in (self._first(it), month))
            return _rounded(it["monthly_cost"] * now / born)
        share = CHILD if age < OLDER_FROM else CHILD_OLDER
        one_adult = self._usual() / (1 + (it.get("adults", 2) - 1) * OTHER_ADULT)
        return _rounded(one_adult * share * self._prices("OTHER", None, month))

    def _usual(self) -> int:
        return sum(it["amount"] for it in self.told["categories"] if it["group"] != "SAVING")

    def _prices(self, group: str, category: str | None, month: int) -> Fraction:
        level = Decimal(1)
        with localcontext() as context:
            context.prec = 60
            for at in range(1, month + 1):
                level *= (1 + self._rate(group, category, at)) ** (Decimal(1) / 12)
        return _held(level)

    def _rate(self, group: str, category: str | None, month: int) -> Decimal:
        runs = self._of("PRICE_GROWTH", on=month)
        for run in runs:
            if category is not None and run.get("category") == category:
                return _decimal(run["growth"])
        for run in runs:
            if run.get("group") == group:
                return _decimal(run["growth"])
        for own in self.told["price_growth_by_group"]:
            if own["group"] == group:
                return _decimal(own["growth"])
        for run in runs:
            if "group" not in run and "category" not in run:
                return _decimal(run["growth"])
        general = self.told["price_growth"]
        return GENERAL if general is None else _decimal(general)

    def _extra(self, key: str, month: int) -> int:
        return sum(it["amount"] for it in self._of("EXTRA_PAYMENT", on=month) if it["debt"] == key)

    def _of(self, *kinds: str, on: int | None = None, at: int | None = None) -> list[Told]:
        """The changes of these kinds that hold on a month, or begin in it."""
        return [
            it
            for it in self.changes
            if it["type"] in kinds
            and (at is None or self._first(it) == at)
            and (on is None or self._first(it) <= on <= self._last(it))
        ]

    def _first(self, change: Told) -> int:
        return self.start.months_until(Month.parse(change["from"]))

    def _last(self, change: Told) -> int:
        until = change.get("until")
        return self.months if until is None else self.start.months_until(Month.parse(until))


def _decimal(number: float) -> Decimal:
    return Decimal(str(number))


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _compounded(rate: Decimal, months: int) -> Fraction:
    level = Decimal(1)
    with localcontext() as context:
        context.prec = 60
        for _ in range(months):
            level *= (1 + rate) ** (Decimal(1) / 12)
    return _held(level)


def _held(level: Decimal) -> Fraction:
    return Fraction(level.quantize(Decimal(1).scaleb(-18), ROUND_HALF_EVEN))


def _rounded(amount: Fraction) -> int:
    """Half-even: as Python rounds a fraction."""
    return round(amount)
