"""Goals as they run: through the gateway, with real tokens and a real database."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from shared.domain.months import Month
from tests.functions.budget.saving import GOALS, PLAN
from tests.functions.budget.test_on_the_stack import signed_in
from tests.people import People

BALANCE = 5_000_000


async def open_account(owner: httpx.AsyncClient, stack: Running) -> str:
    answer = await owner.post(
        "/rest/v1/accounts",
        json={"name": "BCA", "kind": "BANK", "opening_balance": BALANCE, "opened_on": "2020-01-01"},
        headers={"apikey": stack.publishable_key, "Prefer": "return=representation"},
    )
    return answer.raise_for_status().json()[0]["id"]


def a_wish(**changes: Any) -> dict[str, Any]:
    date = today_in_jakarta(now=datetime.now(UTC)) + timedelta(days=400)
    return {"kind": "UMRAH", "name": "Umrah", "target": 30_000_000, "target_on": str(date)} | changes


def left_of_this_month(surplus: int) -> int:
    """What of a month's surplus is still to come, today with it."""
    today = today_in_jakarta(now=datetime.now(UTC))
    days = Month.of(today).last_day.day
    return surplus * (days - today.day + 1) // days


async def test_a_goal_from_its_beginning_to_its_end(stack: Running, people: People) -> None:
    async with signed_in(stack, await people("owner")) as owner:
        account = await open_account(owner, stack)
        part = {"account_id": account, "amount": 1_000_000}
        begun = (await owner.post(GOALS, json=a_wish(starting=[part]))).json()
        path = f"{GOALS}/{begun['id']}"
        added = (await owner.post(f"{path}/contributions", json=part)).json()
        plan = (await owner.post(PLAN, json={"surplus": 4_000_000, "months": 24})).json()
        changed = (await owner.patch(path, json={"target": 2_000_000, "state": "ACHIEVED"})).json()
        spent = (
            await owner.post(
                f"{path}/contributions", json={"account_id": account, "amount": -2_000_000, "kind": "SPENT"}
            )
        ).json()
        history = (await owner.get(f"{path}/contributions")).json()
        told = (await owner.get(GOALS)).json()
        gone = await owner.delete(path)

    assert (begun["starting"], added["goal"]["set_aside"]) == (1_000_000, 2_000_000)
    assert [goal["outcome"] for goal in plan["goals"]] == ["ON_TIME"]
    assert plan["surplus"][:2] == [min(3_000_000, left_of_this_month(4_000_000)), 4_000_000]
    assert (changed["state"], spent["goal"]["state"]) == ("ACHIEVED", "SPENT")
    assert [made["kind"] for made in history["items"]] == ["SPENT", "SET_ASIDE", "STARTING"]
    assert (told["accounts"][0]["balance"], told["accounts"][0]["free"]) == (BALANCE, BALANCE)
    assert gone.status_code == 204


async def test_many_at_once_share_no_rupiah(stack: Running, people: People) -> None:
    async with signed_in(stack, await people("owner")) as owner:
        account = await open_account(owner, stack)
        goals = [(await owner.post(GOALS, json=a_wish())).json()["id"] for _ in range(2)]
        wish = {"account_id": account, "amount": 700_000}
        answers = await asyncio.gather(
            *(owner.post(f"{GOALS}/{goal}/contributions", json=wish) for goal in goals for _ in range(6))
        )
        told = (await owner.get(GOALS)).json()

    taken = [answer.status_code for answer in answers]
    assert (taken.count(201), taken.count(409)) == (7, 5)
    assert told["set_aside"] == 7 * 700_000


async def test_a_goal_sent_again_with_its_key_is_one_goal(stack: Running, people: People) -> None:
    async with signed_in(stack, await people("owner")) as owner:
        answers = [
            await owner.post(GOALS, json=a_wish(), headers={"Idempotency-Key": "umrah"}) for _ in range(2)
        ]
        told = (await owner.get(GOALS)).json()

    assert answers[0].content == answers[1].content
    assert len(told["items"]) == 1
