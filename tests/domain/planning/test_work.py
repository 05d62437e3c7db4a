"""How much work the largest plans are: counted in calls, so that no clock is asked."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from shared.domain.planning.affordability import MOST_STEPS, affordability
from shared.domain.planning.affordability_model import Item, PayInstalments
from shared.domain.planning.changes import MAX_CHANGES, MAX_SCENARIOS
from shared.domain.planning.credit import Credit, CreditTerms
from shared.domain.planning.engine import simulate
from shared.domain.planning.growth import MONTHS_A_YEAR
from shared.domain.planning.model import MAX_CATEGORIES, MAX_DEBTS, MAX_GOALS
from tests.domain.planning.plans import (
    START_MONTH,
    Told,
    assumed,
    change,
    effective_debt,
    flat_debt,
    goal,
    household,
    what_if,
)

MONTHS = 10 * MONTHS_A_YEAR
PLANS = MAX_SCENARIOS + 1
RICH: Told = {"cash": 900_000_000_000, "emergency_fund": 0}


def calls_of(work: Callable[[], object]) -> int:
    """How often Python functions are called meanwhile; the second time, when what is cached is."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    work()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def played(baseline: Told, changed: Callable[[int, int], Told]) -> Callable[[], object]:
    """Ten years with eight scenarios of forty changes each."""
    start = household(**baseline)
    scenarios = [
        what_if(*(changed(scenario, number) for number in range(MAX_CHANGES)), name=str(scenario))
        for scenario in range(MAX_SCENARIOS)
    ]
    return lambda: simulate(start, scenarios, months=MONTHS, assumed=assumed())


def month(number: int) -> str:
    """A month of the plan."""
    return str(START_MONTH.add(number))


def _loans(**terms: Any) -> list[Told]:
    long: Told = {"balance": 50_000_000, "months_left": 600, "early_penalty": 0.01, **terms}
    make = effective_debt if "minimum_fraction" in terms else flat_debt
    return [make(f"debt {number}", **long) for number in range(MAX_DEBTS)]


CARDS = _loans(months_left=None, minimum_fraction=0.0201, annual_rate=0.24)
CATEGORIES = [{"id": f"c{it}", "group": "NEEDS", "amount": 300_000} for it in range(MAX_CATEGORIES)]
GOALS = [
    goal(f"goal {it}", target=9_000_000_000, target_on="2036-11-30", growth=round(0.01 + it / 1_000, 6))
    for it in range(MAX_GOALS)
]


@pytest.mark.parametrize("debts", [_loans(), _loans(charges_cap=1), CARDS], ids=["flat", "capped", "card"])
def test_a_month_of_a_loan_is_a_handful_of_calls(debts: list[Told]) -> None:
    extra = played(
        {**RICH, "debts": debts},
        lambda scenario, it: change("EXTRA_PAYMENT", debt=f"debt {it}", amount=1 + scenario),
    )

    loans = MAX_DEBTS + MAX_SCENARIOS * MAX_CHANGES
    assert calls_of(extra) <= 7.5 * loans * MONTHS


def test_a_month_of_a_goal_is_one_call() -> None:
    added = played(
        {**RICH, "goals": GOALS},
        lambda scenario, it: change("GOAL_ADDED", id=f"new {it}", target=9_000_000_000 + scenario),
    )

    goals = MAX_GOALS * PLANS + MAX_SCENARIOS * MAX_CHANGES
    assert calls_of(added) <= 1.7 * goals * MONTHS


def test_goals_that_get_nothing_are_not_looked_at_again() -> None:
    poor = household(goals=GOALS, incomes=[])

    assert calls_of(lambda: simulate(poor, months=MONTHS, assumed=assumed())) <= 15 * MONTHS + 40 * MAX_GOALS


def test_a_shift_of_a_category_is_added_once_and_taken_away_once() -> None:
    """Forty moves, each of which changes forty categories: exact sums and products are what they cost."""
    moves = played(
        {**RICH, "categories": CATEGORIES},
        lambda scenario, it: change(
            "MOVE",
            month(it),
            categories=[
                {"category": each["id"], "fraction": round(0.01 + it / 1_000, 6)} for each in CATEGORIES
            ],
        ),
    )

    assert calls_of(moves) <= 70 * MAX_SCENARIOS * MAX_CHANGES * MAX_CATEGORIES


def _all_prices(_scenario: int, number: int) -> Told:
    since = month(3 * number)
    return change("PRICE_GROWTH", since, until=since, growth=(10 + number) / 1_000)


def _prices_of_one(scenario: int, number: int) -> Told:
    return change("PRICE_GROWTH", month(number), category=f"c{number}", growth=scenario / 100)


@pytest.mark.parametrize("changed", [_all_prices, _prices_of_one])
def test_prices_are_not_looked_up_month_by_month(changed: Callable[[int, int], Told]) -> None:
    plan = played({**RICH, "categories": CATEGORIES}, changed)

    assert calls_of(plan) <= 5 * MAX_SCENARIOS * MAX_CHANGES * MAX_CATEGORIES


def test_the_largest_search_for_an_affordable_month_is_bounded() -> None:
    """As many months are tried as the bound lets through, and what they cost follows from it."""
    credit = Credit(terms=CreditTerms.EFFECTIVE, months=100, annual_rate=None)
    ways = [PayInstalments(type="INSTALMENTS", id=str(it), credit=credit) for it in range(6)]
    item = Item(name="Rumah", price=10**12, month=START_MONTH)
    months = 36
    followed = 10 + MAX_GOALS
    steps = len(ways) * months * (months + credit.months) * followed
    assert MOST_STEPS / 3 < steps < MOST_STEPS

    def weigh() -> None:
        affordability(household(goals=GOALS), item, ways, months=months, assumed=assumed())

    assert calls_of(weigh) <= 0.5 * steps
