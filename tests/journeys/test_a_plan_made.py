"""A plan made over HTTP: pay, debts, a goal, what if, can I afford it; each figure is the same everywhere."""

from calendar import monthrange
from collections.abc import AsyncIterator
from datetime import date
from fractions import Fraction
from itertools import accumulate
from math import floor
from typing import Any

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.months import Month
from tests.journeys.planning_newcomer import (
    EATING,
    FUND,
    OPENING,
    OWED,
    PAID_ON_DEBTS,
    RENT,
    SALARY,
    SET_ASIDE,
    STARTING,
    Planner,
    prepared,
)
from tests.people import People


@pytest.fixture
async def planner(stack: Running, people: People) -> AsyncIterator[Planner]:
    """A newcomer."""
    person = await people("rina.rencana")
    headers = {"Authorization": f"Bearer {person.access_token}"}
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=60, trust_env=False) as client:
        yield Planner(client, stack)


def lost_income(today: Month) -> dict[str, Any]:
    """Three months without pay, soon."""
    change = {
        "type": "INCOME_LOSS",
        "income": "income",
        "from": str(today.add(4)),
        "until": str(today.add(6)),
    }
    return {"name": "Berhenti kerja tiga bulan", "changes": [change]}


def second_motorbike(today: Month) -> dict[str, Any]:
    """Another motorbike by instalments."""
    change = {
        "type": "INSTALMENT",
        "id": "motor-kedua",
        "from": str(today.add(3)),
        "price": 20_000_000,
        "down_payment": 4_000_000,
        "credit": {"terms": "FLAT", "months": 24, "annual_rate": 0.18},
    }
    return {"name": "Motor kedua, dicicil", "changes": [change]}


async def test_own_figures_are_the_same_wherever_they_are_told(planner: Planner) -> None:
    pay = await prepared(planner)

    figures = await planner.figures()
    goals = await planner.get("/goals")
    payoff = await planner.post("/debts/payoff")
    played = await planner.post("/budget/simulate", months=24)

    spent = RENT + EATING + PAID_ON_DEBTS
    start = played["start"]["baseline"]
    assert figures["snapshot.monthly_income"] == pay == start["incomes"][0]["amount"]
    assert figures["snapshot.monthly_expenses"] == spent
    assert figures["budget.surplus"] == goals["surplus"] == pay - spent
    assert sum(line["amount"] for line in start["categories"]) == spent - PAID_ON_DEBTS

    assert {it["debt"]["name"]: it["debt"]["balance"] for it in start["debts"]} == OWED
    assert figures["snapshot.current_debt"] == sum(OWED.values())
    assert figures["snapshot.monthly_instalments"] == payoff["minimums"] == PAID_ON_DEBTS
    assert {it["name"] for it in payoff["debts"]} == OWED.keys()

    held = OPENING + FUND + 3 * (pay - spent)
    aside = STARTING + SET_ASIDE
    assert figures["snapshot.current_savings"] == held
    assert goals["set_aside"] == start["goals"][0]["set_aside"] == aside
    assert start["cash"] == held - aside
    assert figures["snapshot.emergency_fund_amount"] == start["emergency_fund"] == FUND
    assert played["start"]["missing"] == []
    assert payoff["plans"][0]["owed"][0] < sum(OWED.values())


def left_this_month(surplus: int, today: date) -> int:
    """What comes of this month from today on, less what was set aside ahead of what had come by then."""
    days = monthrange(today.year, today.month)[1]
    come, left = (Fraction(surplus * part, days) for part in (today.day - 1, days - today.day + 1))
    return floor(max(0, left - max(0, SET_ASIDE - come)))


async def test_the_goal_is_planned_with_what_is_left_over_each_month(planner: Planner) -> None:
    await prepared(planner)
    surplus = (await planner.figures())["budget.surplus"]
    goal = (await planner.get("/goals"))["items"][0]

    asked_on = planner.today
    plan = await planner.post("/goals/plan", months=48)
    answered_on = planner.today
    history = await planner.get(f"/goals/{goal['id']}/contributions")

    planned = plan["goals"][0]
    given = planned["given"] + [0] * (48 - len(planned["given"]))
    assert plan["surplus"][0] in {left_this_month(surplus, day) for day in (asked_on, answered_on)}
    assert plan["surplus"][1:] == [surplus] * 47
    assert [left + part for left, part in zip(plan["unspent"], given, strict=True)] == plan["surplus"]
    assert sum(given) == planned["lacking"] == 30_000_000 - goal["counted"]
    assert (goal["counted"], goal["starting"]) == (STARTING + SET_ASIDE, STARTING)
    assert [it["amount"] for it in history["items"]] == [SET_ASIDE, STARTING]
    assert planned["reached_in"] <= str(planner.this_month.add(36))


async def test_what_if_starts_from_what_is_kept_and_adds_up(planner: Planner) -> None:
    pay = await prepared(planner)
    payoff = await planner.post("/debts/payoff", strategy="MINIMUM_ONLY")

    played = await planner.post(
        "/budget/simulate",
        months=36,
        scenarios=[lost_income(planner.this_month), second_motorbike(planner.this_month)],
    )

    outcomes = [played["baseline"], *(it["outcome"] for it in played["scenarios"])]
    lost, bought = played["scenarios"]
    for outcome in outcomes:
        assert (
            _months_after(played["start"]["baseline"]["cash"], outcome["series"]) == outcome["series"]["cash"]
        )
    assert lost["difference"]["totals"]["income"] == -3 * pay
    assert lost["difference"]["lowest"] < 0
    assert bought["outcome"]["totals"]["debt_payments"] > played["baseline"]["totals"]["debt_payments"]
    assert {it["name"] for it in bought["outcome"]["debts"]} == {*OWED, "motor-kedua"}
    assert {it["name"]: it["paid"] for it in played["baseline"]["debts"]} == {
        it["name"]: sum(it["payments"]) for it in payoff["debts"]
    }
    assert all(outcome["message"] for outcome in outcomes)


async def test_affording_something_and_the_next_90_days_go_by_the_same_plan(planner: Planner) -> None:
    await prepared(planner)
    played = await planner.post("/budget/simulate", months=60)

    weighed = await planner.post(
        "/budget/affordability",
        item={"name": "Laptop", "price": 6_000_000, "month": str(planner.this_month.add(2))},
        ways=[
            {"type": "CASH", "id": "Tunai"},
            {
                "type": "INSTALMENTS",
                "id": "Paylater 12 bulan",
                "credit": {"terms": "PAYLATER", "months": 12, "monthly_rate": 0.0295},
            },
            {"type": "SAVE_FIRST", "id": "Menabung dulu"},
        ],
    )
    forecast = await planner.get("/budget/forecast")
    accounts = {it["name"]: it["balance"] for it in (await planner.get("/goals"))["accounts"]}

    assert weighed["start"]["baseline"] == played["start"]["baseline"]
    assert weighed["lowest"] == played["baseline"]["lowest"]
    cost = {way["id"]: way["total_cost"] for way in weighed["ways"]}
    assert cost["Tunai"] == 6_000_000 < cost["Paylater 12 bulan"] == 6_000_000 + 12 * 177_000
    assert weighed["cheapest"] != "Paylater 12 bulan"
    due = [(it["name"], it["amount"]) for it in forecast["due"] if it["kind"] == "DEBT"]
    assert ("Motor", -620_000) in due
    assert ("Paylater", -300_000) in due
    assert forecast["opening"] == accounts["BCA"] - forecast["set_aside"]
    assert forecast["set_aside"] == STARTING + SET_ASIDE
    assert forecast["emergency_fund"] == accounts["Jago"] == FUND
    assert forecast["opening"] + FUND == played["start"]["baseline"]["cash"]
    assert sum(it["amount"] for it in forecast["due"]) == sum(day["due"] for day in forecast["days"])


async def test_every_figure_that_a_plan_rests_on_is_listed_with_its_source(planner: Planner) -> None:
    await prepared(planner)
    pay = await planner.post("/take-home", year=planner.this_month.year, ptkp="TK/0", salary=SALARY)
    played = await planner.post("/budget/simulate", months=12, uncertainty={"paths": 100})
    forecast = await planner.get("/budget/forecast")

    listed = {it["id"]: it for it in (await planner.get("/assumptions"))["items"]}

    used = [*played["assumptions"], *forecast["assumptions"]]
    assert used
    for cited in used:
        known = listed[cited["id"]]
        assert (cited["source"], cited["since"], cited["checked_on"]) == (
            known["source"],
            known["since"],
            known["checked_on"],
        )
    assert {it["id"] for it in pay["assumptions"]} <= listed.keys()


def _months_after(cash: int, series: dict[str, list[int]]) -> list[int]:
    """Cash by month from what comes and goes in each."""
    comes, goes = ("income", "borrowed"), ("spending", "saving", "debt_payments", "goal_contributions")
    moved = [
        sum(series[name][month] for name in comes) - sum(series[name][month] for name in goes)
        for month in range(len(series["cash"]))
    ]
    return list(accumulate(moved, initial=cash))[1:]
