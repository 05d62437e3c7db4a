"""Random terms of debts, near every rule that says which of them go together."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from pydantic import ValidationError

from shared.domain.debts.model import Debt

Terms = Mapping[str, Any]

DAY = date(2026, 11, 23)
"""The day on which they stand."""


def random_terms(chance: Random, number: int) -> dict[str, Any]:
    """The columns of one debt; about half of them go together."""
    method = chance.choice(["EFFECTIVE", "FLAT", "DAILY", "NONE"])
    balance = chance.choice([1, 2, 3, 5_000, 9_999_999_999_999, chance.randint(1, 10**9)])
    principal = chance.choice([None, balance, balance + chance.randint(0, 9), max(1, balance - 1)])
    rate = chance.choice([Decimal(0), Decimal("0.12"), Decimal(1), Decimal("0.000001"), Decimal(20)])
    fee = chance.choice([0, 0, 1, 100])
    ways = chance.choices(["instalment", "ends_on", "minimum_fraction"], k=chance.choice([0, 1, 1, 1, 2]))
    return {
        "kind": chance.choice(["CREDIT_CARD", "PERSONAL_LOAN", "OTHER"]),
        "name": f"utang {number}",
        "method": method,
        "balance": balance,
        "annual_rate": chance.choice([Decimal(0), rate]) if method == "NONE" else rate,
        "principal": chance.choice([principal, 10**13 - 1]) if method in {"FLAT", "DAILY"} else principal,
        "monthly_fee": fee,
        "minimum_fraction": Decimal("0.05") if "minimum_fraction" in ways else None,
        "minimum_floor": chance.choice([0, 50_000]),
        "instalment": _instalment(chance, principal, rate, fee) if "instalment" in ways else None,
        "ends_on": _ends_on(chance) if "ends_on" in ways else None,
        "due_day": chance.choice([None, 1, 23, 31]),
        "late_fraction": chance.choice([Decimal(0), Decimal("0.01")]),
        "late_cap": chance.choice([None, None, 0, 100_000]),
    }


def debt_of_terms(terms: Terms) -> Debt | None:
    """The debt with these terms on the day; None where they do not go together."""
    ends_on, daily = terms["ends_on"], terms["method"] == "DAILY"
    told = {name: value for name, value in terms.items() if name not in {"ends_on", "due_day"}}
    if ends_on and daily:
        told["days_left"] = max(1, min(18_000, (ends_on - DAY).days))
    elif ends_on:
        told["months_left"] = payments_left(ends_on, terms["due_day"] or ends_on.day, DAY)
    try:
        return Debt.model_validate(told)
    except ValidationError:
        return None


def payments_left(last: date, due_day: int, day: date) -> int:
    """The months from the day's to the last payment's in which the day of payment is not over; 1 to 600."""
    left = 0
    year, month = day.year, day.month
    while (year, month) <= (last.year, last.month):
        left += (year, month) > (day.year, day.month) or day.day <= due_day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return max(1, min(600, left))


def _instalment(chance: Random, principal: int | None, rate: Decimal, fee: int) -> int:
    """Mostly around what a flat loan's month is charged."""
    charges = int((principal or 1_000) * rate / 12) + fee
    return max(1, charges + chance.choice([-1, 0, 1, 2, 9_999]))


def _ends_on(chance: Random) -> date:
    return chance.choice(
        [DAY, DAY - timedelta(days=40), date(2100, 12, 31), DAY + timedelta(days=chance.randint(1, 900))]
    )
