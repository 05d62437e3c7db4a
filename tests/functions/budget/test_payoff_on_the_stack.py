"""Paying debts off as it runs: through the gateway, with real tokens and a real database."""

from typing import Any

import httpx

from dev.stack.running import Running
from tests.functions.budget.test_on_the_stack import signed_in
from tests.functions.budget.test_payoff import CARD_BODY, MOTORBIKE_BODY, ONLINE_BODY, PAYOFF
from tests.functions.budget.world import BUDGET, DATA, FIGURES
from tests.people import People

LOAN = {"kind": "PERSONAL_LOAN", "name": "KTA", "method": "EFFECTIVE", "instalment": 1_100_000}
CARD = {"kind": "CREDIT_CARD", "name": "Kartu", "method": "EFFECTIVE", "annual_rate": 0.21}


async def add(owner: httpx.AsyncClient, stack: Running, table: str, **row: Any) -> dict[str, Any]:
    key = {"apikey": stack.publishable_key, "Prefer": "return=representation"}
    answer = await owner.post(f"/rest/v1/{table}", json=row, headers=key)
    assert answer.status_code == 201, answer.text
    return answer.json()[0]


async def test_plans_the_debts_on_record(stack: Running, people: People) -> None:
    async with signed_in(stack, await people("owner")) as owner:
        nothing = await owner.post(PAYOFF, json={})
        account = await add(
            owner,
            stack,
            "accounts",
            name="Kartu",
            kind="CREDIT_CARD",
            opening_balance=-8_000_000,
            opened_on="2024-01-01",
        )
        await add(owner, stack, "debts", **LOAN, balance=12_000_000, annual_rate=0.12)
        await add(owner, stack, "debts", **CARD, account_id=account["id"])
        await add(owner, stack, "debts", **LOAN | {"name": "Lunas"}, balance=0)
        plan = await owner.post(PAYOFF, json={"extra": 500_000})
    async with signed_in(stack, await people("stranger")) as stranger:
        others = await stranger.post(PAYOFF, json={})

    assert (nothing.status_code, nothing.json()["code"]) == (409, "no_debts")
    assert plan.status_code == 200, plan.text
    told = plan.json()
    assert [debt["name"] for debt in told["debts"]] == ["KTA", "Kartu"]
    # 1 % of 12 million, and 1.75 % of 8 million.
    assert [debt["interest"][0] for debt in told["debts"]] == [120_000, 140_000]
    assert told["left_out"] == []
    assert others.json()["code"] == "no_debts"


async def test_plans_the_debts_that_are_sent(stack: Running, people: People) -> None:
    async with signed_in(stack, await people("owner")) as owner:
        await add(owner, stack, "debts", **LOAN, balance=12_000_000, annual_rate=0.12)
        plan = await owner.post(
            PAYOFF, json={"debts": [CARD_BODY, MOTORBIKE_BODY, ONLINE_BODY], "monthly_budget": 2_500_000}
        )

    assert plan.status_code == 200, plan.text
    assert [debt["name"] for debt in plan.json()["debts"]] == ["Kartu", "Motor", "Pinjol"]


async def test_the_budget_rests_on_the_debts_on_record(stack: Running, people: People) -> None:
    async with signed_in(stack, await people("owner")) as owner:
        await owner.post(DATA, json={**FIGURES, "current_debt": 3_000_000})
        before = (await owner.get(BUDGET)).json()
        await add(owner, stack, "debts", **LOAN, balance=12_000_000, annual_rate=0.12)
        after = (await owner.get(BUDGET)).json()

    shown = [{it["id"]: it for it in budget["figures"]} for budget in (before, after)]
    assert [figures["snapshot.current_debt"]["value"] for figures in shown] == [3_000_000, 12_000_000]
    assert shown[1]["snapshot.monthly_instalments"]["value"] == 1_100_000
    assert shown[1]["budget.instalments_to_income"]["value"] == 0.2
    assert [(it["id"], it["value"]) for it in after["declared"]] == [("declared.current_debt", 3_000_000)]
