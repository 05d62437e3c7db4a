"""How long planning the payoff of 20 debts takes, beside the bare arithmetic of as many debts and months.

The limit runs in the same rounds: for every debt and month that a case goes through (three strategies, and
five steps of more money), one multiplication, one half-even division and one subtraction on plain integers,
and nothing kept. `one strategy` is the loop alone, `answer` all that the endpoint computes, `as JSON` that
with its validation and serialisation. Processor time, which others on the machine do not add to.

The last case is the hardest that a person may ask: as many debts as one plan holds, for as long as a plan is
followed, and a new loan in the place of one of them, whose highest fee has to be found.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from functions.budget.models.debts import PayoffView
from shared.domain.debts.answers import MAX_DEBTS, Offer, PayoffAnswer, PayoffWish
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.comparison import STEPS, carry_out
from shared.domain.debts.engine import plan_payoff
from shared.domain.debts.model import MAX_MONTHS, Debt
from shared.domain.debts.payoff import Money, pay_off
from shared.domain.debts.strategies import Strategy

ROUNDS = 9
TODAY = date(2026, 11, 22)


def run() -> str:
    """The table: milliseconds of each case, and as a multiple of its limit."""
    heading = f"{'':26}{'debt-months':>12}{'limit':>10}{'one strategy':>20}{'answer':>20}{'as JSON':>20}"
    rows = [_measured(name, debts) for name, debts in _cases().items()]
    flat = [_flat(place) for place in range(MAX_DEBTS)]
    offer = Offer(annual_rate=Decimal("0.001"), months=MAX_MONTHS, debts=(flat[0].name,))
    return "\n".join((heading, *rows, _measured("30 waived, with an offer", flat, offer)))


def _cases() -> dict[str, Sequence[Debt]]:
    return {
        "20 debts, about 3 years": [_debt(place, months=12 + 2 * place) for place in range(20)],
        "20 mortgages, 50 years": [_debt(place, months=600) for place in range(20)],
        "20 cards that never end": [_growing(place) for place in range(20)],
    }


def _debt(place: int, *, months: int) -> Debt:
    """Every fourth one is flat, so that all the arithmetic is used."""
    terms: dict[str, Any] = {
        "kind": "PERSONAL_LOAN",
        "name": f"debt {place}",
        "method": "FLAT" if place % 4 == 3 else "EFFECTIVE",
        "balance": 3_000_000 + 1_700_000 * place,
        "annual_rate": Decimal(8 + place) / 100,
        "months_left": months,
    }
    if place % 4 == 3:
        terms["principal"] = terms["balance"]
    return Debt.model_validate(terms)


def _growing(place: int) -> Debt:
    terms = {"minimum_fraction": Decimal("0.015"), "annual_rate": Decimal("0.21")}
    card = {"kind": "CREDIT_CARD", "name": f"card {place}", "method": "EFFECTIVE"}
    return Debt.model_validate({**card, **terms, "balance": 1_000_000 + 500_000 * place})


def _flat(place: int) -> Debt:
    """Flat interest that falls away when paid ahead, so that its rate has to be found."""
    terms = {"principal": 50_000_000 + place, "balance": 50_000_000 + place, "months_left": MAX_MONTHS}
    flat = {"kind": "PERSONAL_LOAN", "name": f"flat {place}", "method": "FLAT", "interest_waived": True}
    return Debt.model_validate({**flat, **terms, "annual_rate": Decimal("0.12")})


def _measured(name: str, debts: Sequence[Debt], offer: Offer | None = None) -> str:
    borrower = Borrower.of(debts)
    money = Money(monthly=borrower.due_first)
    wish = PayoffWish(monthly_budget=money.monthly, consolidation=offer)
    one = pay_off(borrower, Strategy.AVALANCHE, money)
    each = sum(len(steps) for steps in one.steps)
    whole = _debt_months(borrower, money)
    limit_one, limit_all, loop, planned, written = _medians(
        lambda: _limit(each),
        lambda: _limit(whole),
        lambda: pay_off(borrower, Strategy.AVALANCHE, money),
        lambda: plan_payoff(wish, debts, day=TODAY, debts_were_sent=True),
        lambda: _written(plan_payoff(wish, debts, day=TODAY, debts_were_sent=True)),
    )
    return (
        f"{name:26}{whole:12,}{limit_all:7.1f} ms"
        f"{loop:9.1f} ms{loop / limit_one:6.1f} x{planned:9.1f} ms{planned / limit_all:6.1f} x"
        f"{written:9.1f} ms{written / limit_all:6.1f} x"
    )


def _debt_months(borrower: Borrower, money: Money) -> int:
    """How many months of how many debts the answer goes through: three strategies, and each step of more."""
    runs = [*carry_out(borrower, money, own_order=()).values()]
    for extra in STEPS:
        more = Money(monthly=(money.monthly or 0) + extra)
        runs.append(pay_off(borrower, Strategy.AVALANCHE, more))
    return sum(len(steps) for run in runs for steps in run.steps)


def _limit(debt_months: int) -> int:
    balance = 9_000_000
    for _ in range(debt_months):
        quotient, rest = divmod(balance * 21, 1_200)
        balance += quotient + (2 * rest > 1_200 or (2 * rest == 1_200 and quotient % 2 == 1)) - 157_500
    return balance


def _written(answer: PayoffAnswer) -> str:
    return PayoffView.of(answer, "id").model_dump_json()


def _medians(*tasks: Callable[[], object]) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for times, task in zip(taken, tasks, strict=True):
            begun = time.process_time()
            task()
            times.append((time.process_time() - begun) * 1_000)
    return [median(times) for times in taken]


if __name__ == "__main__":
    print(run())
