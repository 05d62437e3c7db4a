"""What the demo people owe, save for and are paid goes together, whenever the demo is made."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from uuid import UUID

import pytest

from dev.demo.habits import lives
from dev.demo.ledger import Bookkeeper, Ledger
from dev.demo.plans import DebtPlan, plans
from shared.domain.months import Month
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.model import Employment, PtkpStatus

OWNER = UUID("00000000-0000-4000-8000-000000000001")
DAYS = (date(2026, 11, 2), date(2026, 11, 23), date(2027, 2, 28), date(2027, 8, 31))
PEOPLE = tuple(plans())
MOTORBIKE: Mapping[str, object] = {
    "terms": {"name": "Motor"},
    "principal": 12_000_000,
    "taken": {"months_ago": 3, "day": 10},
    "payments": 12,
    "due_day": 4,
}


@cache
def kept(name: str, today: date) -> Ledger:
    """What somebody's ledger holds on a day."""
    return Bookkeeper(owner=OWNER, life=lives()[name], today=today, holidays=()).keep()


def balances(name: str, today: date) -> Counter[str]:
    """What lies in each account on a day."""
    found = Counter({it.name: it.opening_balance for it in lives()[name].accounts})
    for row in kept(name, today).transactions:
        amount = row["amount"]
        assert isinstance(amount, int)
        found[str(row["account"])] += amount
    return found


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("today", DAYS)
def test_no_more_is_set_aside_than_lies_in_an_account(name: str, today: date) -> None:
    aside = Counter[str]()
    for goal in plans()[name].goals:
        if goal.account is not None:
            aside[goal.account] += goal.starting + sum(amount for _, amount in goal.contributions(today))

    held = balances(name, today)

    assert aside.total() > 0
    assert {
        account: held[account] - amount for account, amount in aside.items() if amount > held[account]
    } == {}


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("today", DAYS)
def test_something_is_owed_on_every_account_that_tracks_a_debt(name: str, today: date) -> None:
    tracked = [debt.account for debt in plans()[name].debts if debt.account is not None]

    assert [account for account in tracked if balances(name, today)[account] >= 0] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_the_pay_is_what_is_left_of_the_salary(name: str) -> None:
    pay = plans()[name].pay
    year = take_home(Employment(year=2026, ptkp=PtkpStatus(pay.ptkp), salary=pay.salary))
    october = next(each for each in year.months if each.month == Month(2026, 10))

    salary = next(each for each in lives()[name].monthly if each.category == "income.salary")

    assert salary.amount == (october.take_home, october.take_home)
    assert salary.note == f"Gaji Rp{pay.salary:,} sesudah BPJS dan PPh 21".replace(",", ".")


@pytest.mark.parametrize("name", PEOPLE)
def test_every_instalment_is_paid_in_the_ledger(name: str) -> None:
    bills = {
        (debt.due_day, debt.terms["instalment"]) for debt in plans()[name].debts if "instalment" in debt.terms
    }

    paid = {(each.day, each.amount[0]) for each in lives()[name].monthly if each.category == "needs.debt"}

    assert bills
    assert bills <= paid


@pytest.mark.parametrize(
    ("today", "balance"),
    [
        (date(2026, 11, 3), 10_000_000),
        (date(2026, 11, 4), 9_000_000),
        (date(2026, 12, 3), 10_000_000),
    ],
    ids=["before_the_due_day", "on_the_due_day", "told_from_another_today"],
)
def test_what_is_owed_falls_with_each_payment(today: date, balance: int) -> None:
    row = DebtPlan.model_validate(MOTORBIKE).row(today, {})

    assert (row["balance"], row["principal"]) == (balance, 12_000_000)
    assert row["taken_on"] == Month.of(today).add(-3).first_day.replace(day=10).isoformat()


def test_a_loan_by_the_day_ends_so_many_days_after_it_was_taken() -> None:
    plan = DebtPlan.model_validate({"terms": {}, "principal": 700_000, "taken": {"days_ago": 10}, "days": 30})

    row = plan.row(date(2026, 11, 23), {})

    assert (row["balance"], row["taken_on"], row["ends_on"]) == (700_000, "2026-11-13", "2026-12-13")
