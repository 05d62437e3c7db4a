"""Debts for tests: one of each kind with sensible terms, and every valid one for properties."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.model import Debt
from shared.domain.debts.payoff import Run

MILLION = 1_000_000

CARD: dict[str, Any] = {
    "kind": "CREDIT_CARD",
    "name": "Kartu",
    "method": "EFFECTIVE",
    "balance": 8 * MILLION,
    "annual_rate": Decimal("0.21"),
    "minimum_fraction": Decimal("0.05"),
    "minimum_floor": 50_000,
}
LOAN: dict[str, Any] = {
    "kind": "PERSONAL_LOAN",
    "name": "KTA",
    "method": "EFFECTIVE",
    "balance": 12 * MILLION,
    "annual_rate": Decimal("0.12"),
    "months_left": 12,
}
MOTORBIKE: dict[str, Any] = {
    "kind": "VEHICLE_LOAN",
    "name": "Motor",
    "method": "FLAT",
    "principal": 18 * MILLION,
    "balance": 12 * MILLION,
    "annual_rate": Decimal("0.12"),
    "months_left": 16,
}
PAYLATER: dict[str, Any] = {
    "kind": "PAYLATER",
    "name": "Paylater",
    "method": "FLAT",
    "principal": 3 * MILLION,
    "balance": 3 * MILLION,
    "annual_rate": Decimal("0.354"),
    "months_left": 6,
    "monthly_fee": 10_000,
}
ONLINE: dict[str, Any] = {
    "kind": "ONLINE_LOAN",
    "name": "Pinjol",
    "method": "DAILY",
    "principal": MILLION,
    "balance": MILLION,
    "annual_rate": Decimal("1.095"),
    "days_left": 30,
    "lender_licensed": True,
}
FAMILY: dict[str, Any] = {"kind": "FAMILY", "name": "Kakak", "method": "NONE", "balance": 3 * MILLION}


def owe(kind: dict[str, Any], **changes: object) -> Debt:
    """A debt of that kind with `changes`; None takes a term away."""
    return Debt.model_validate({**kind, **changes})


def borrower_of(*debts: Debt) -> Borrower:
    """Somebody who owes these."""
    return Borrower.of(debts)


def fractions(highest: int, *, lowest: int = 0, of: int = 1_000) -> st.SearchStrategy[Decimal]:
    """Fractions of whole parts: `highest` and `lowest` count parts of one in `of`."""
    return st.integers(lowest, highest).map(lambda parts: Decimal(parts) / of)


def rounding(run: Run, other: Run) -> int:
    """Charges are rounded to the rupiah for each debt and month, which may favour either side."""
    return len(run.steps) * max(len(run.owed), len(other.owed))


BALANCES = st.one_of(st.integers(1, 5_000), st.integers(1, 60 * MILLION))


@st.composite
def effective_debts(draw: st.DrawFn, *, fees: bool = False) -> Debt:
    """Interest on what is still owed; paid by an annuity or by a share that covers the interest."""
    terms: dict[str, Any] = {
        "kind": "PERSONAL_LOAN",
        "name": "utang",
        "method": "EFFECTIVE",
        "balance": draw(BALANCES),
        "annual_rate": draw(fractions(600)),
    }
    if draw(st.booleans()):
        terms["months_left"] = draw(st.integers(1, 72))
    else:
        terms["minimum_fraction"] = draw(fractions(30, lowest=6, of=100))
        terms["minimum_floor"] = draw(st.sampled_from([0, 50_000]))
    if fees:
        terms["monthly_fee"] = draw(st.sampled_from([0, 1_000, 25_000]))
    return Debt.model_validate(terms)


@st.composite
def any_debts(draw: st.DrawFn) -> Debt:
    """Every kind of terms, penalties and caps included."""
    method = draw(st.sampled_from(["EFFECTIVE", "FLAT", "DAILY", "NONE"]))
    balance = draw(BALANCES)
    terms: dict[str, Any] = {
        "kind": "OTHER",
        "name": "utang",
        "method": method,
        "balance": balance,
        "annual_rate": draw(fractions(4_000)) if method != "NONE" else Decimal(0),
        "monthly_fee": draw(st.sampled_from([0, 0, 5_000])),
        "late_amount": draw(st.sampled_from([0, 50_000])),
        "late_fraction": draw(fractions(100)),
        "early_penalty": draw(fractions(60)),
        "interest_waived": draw(st.booleans()),
        "charges_cap": draw(st.sampled_from([None, Decimal("0.1"), Decimal(1)])),
    }
    if method in {"FLAT", "DAILY"}:
        terms["principal"] = balance + draw(st.integers(0, balance))
    if method == "DAILY":
        terms["days_left"] = draw(st.integers(1, 200))
        terms["instalment"] = draw(st.none() | st.integers(1, 2 * balance))
    elif method == "EFFECTIVE" and draw(st.booleans()):
        terms["minimum_fraction"] = draw(fractions(30, lowest=1, of=100))
        terms["minimum_floor"] = draw(st.sampled_from([0, 50_000]))
    else:
        terms["months_left"] = draw(st.integers(1, 60))
    return Debt.model_validate(terms)
