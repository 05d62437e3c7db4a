"""The budget function as it runs: through the gateway, with real tokens and a real database."""

from datetime import UTC, datetime

import httpx

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from tests.functions.budget.world import BUDGET, DATA, FIGURES
from tests.people import People, Person


def signed_in(stack: Running, person: Person) -> httpx.AsyncClient:
    """A client of the whole stack with the person's token."""
    return httpx.AsyncClient(
        base_url=stack.url,
        headers={"Authorization": f"Bearer {person.access_token}"},
        timeout=20,
        trust_env=False,
    )


class TestFromFiguresToBudget:
    async def test_analyzes_what_was_stored(self, stack: Running, people: People) -> None:
        async with signed_in(stack, await people("owner")) as owner:
            saved = await owner.post(DATA, json=FIGURES)
            budget = await owner.get(BUDGET)

        assert saved.status_code == 200
        assert saved.json()["completed"] is True
        assert int(saved.headers["RateLimit-Remaining"]) >= 0
        figures = {figure["id"]: figure["value"] for figure in budget.json()["figures"]}
        assert figures["budget.surplus"] == 700_000
        assert [warning["code"] for warning in budget.json()["warnings"]] == ["thin_emergency_fund"]

    async def test_follows_a_month_that_was_lived(self, stack: Running, people: People) -> None:
        today = today_in_jakarta(now=datetime.now(UTC)).isoformat()
        eaten = {"booked_on": today, "category_id": "00000000-0000-4000-8000-000000000109"}
        key = {"apikey": stack.publishable_key, "Prefer": "return=representation"}
        async with signed_in(stack, await people("owner")) as owner:
            account = await owner.post(
                "/rest/v1/accounts",
                json={"name": "BCA", "kind": "BANK", "opening_balance": 5_000_000, "opened_on": "2020-01-01"},
                headers=key,
            )
            entry = {**eaten, "account_id": account.json()[0]["id"], "amount": -50_000, "merchant": "Warung"}
            saved = await owner.post(
                "/rest/v1/rpc/record_transactions", json={"entries": [entry, entry]}, headers=key
            )
            budget = (await owner.get(BUDGET)).json()

        assert saved.status_code == 200, saved.text
        figures = {figure["id"]: figure["value"] for figure in budget["month"]["figures"]}
        assert figures["month.spending"] == 100_000
        assert figures["month.everyday_money"] == 4_900_000
        assert figures["month.safe_per_day"] == 4_900_000 // figures["month.days_left"]
        assert budget["month"]["summary"]["transactions"] == 2
        assert [it["value"] for it in budget["figures"] if it["id"] == "snapshot.current_savings"] == [
            4_900_000
        ]

    async def test_shows_a_frontend_what_the_function_stored(self, stack: Running, people: People) -> None:
        async with signed_in(stack, await people("owner")) as owner:
            await owner.post(DATA, json=FIGURES)
            rows = await owner.get(
                "/rest/v1/financial_data",
                params={"select": "monthly_income"},
                headers={"apikey": stack.publishable_key},
            )

        assert rows.json() == [{"monthly_income": FIGURES["monthly_income"]}]

    async def test_answers_a_repeat_byte_for_byte(self, stack: Running, people: People) -> None:
        key = {"Idempotency-Key": "first-figures"}
        async with signed_in(stack, await people("owner")) as owner:
            first = await owner.post(DATA, json=FIGURES, headers=key)
            await owner.post(DATA, json={"monthly_income": 1})
            again = await owner.post(DATA, json=FIGURES, headers=key)

        assert again.content == first.content
        assert again.headers["Idempotency-Replayed"] == "true"

    async def test_says_that_it_is_ready(self, stack: Running) -> None:
        async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as nobody:
            answer = await nobody.get("/api/v1/health/budget/ready")

        assert answer.status_code == 200
        assert answer.json() == {"name": "budget", "status": "ready", "parts": {"database": "up"}}
