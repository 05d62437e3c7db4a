"""Goals over HTTP, as tests begin and fill them."""

from typing import Any
from uuid import UUID

import httpx

GOALS = "/api/v1/financial/goals"
PLAN = f"{GOALS}/plan"
MILLION = 1_000_000
KEY = {"Idempotency-Key": "the-same"}


def a_wish(**changes: Any) -> dict[str, Any]:
    """A wedding of Rp 12 million in a year."""
    usual = {"kind": "WEDDING", "name": "Nikah", "target": 12 * MILLION, "target_on": "2027-11-22"}
    return usual | changes


async def begin(owner: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    """A goal that was begun."""
    answer = await owner.post(GOALS, json=a_wish(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def put(owner: httpx.AsyncClient, goal: str, account: UUID, amount: int, **more: Any) -> httpx.Response:
    """The answer to a contribution."""
    wish = {"account_id": str(account), "amount": amount, **more}
    return await owner.post(f"{GOALS}/{goal}/contributions", json=wish)


def pointers(answer: httpx.Response) -> list[str]:
    """Where a refusal points."""
    return [error["pointer"] for error in answer.json()["errors"]]
