"""A report as it runs: rows through PostgREST, sums by Postgres, a file through the gateway."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from tests.builders.bookkeeping import category_id
from tests.functions.budget.report.pdf_text import Pdf
from tests.people import People, Person

REPORT = "/api/v1/financial/budget/report"


class Books:
    """One person's client, with what they write down directly."""

    def __init__(self, stack: Running, person: Person) -> None:
        self.http = httpx.AsyncClient(
            base_url=stack.url,
            headers={"Authorization": f"Bearer {person.access_token}", "apikey": stack.publishable_key},
            timeout=30,
            trust_env=False,
        )

    async def live(self, *, salary: int, meals: int, merchant: str) -> None:
        """A month of one salary and one meal out of a budget of half a million."""
        today = today_in_jakarta(now=datetime.now(UTC))
        account = await self._add("accounts", {"name": "BCA", "kind": "BANK", "opened_on": "2020-01-01"})
        eating = str(category_id("needs.eating"))
        booked = {"account_id": account, "booked_on": str(today)}
        pay = {**booked, "amount": salary, "category_id": str(category_id("income.salary"))}
        await self._add("transactions", pay)
        meal = {**booked, "amount": -meals, "category_id": eating, "merchant": merchant}
        await self._add("transactions", meal)
        month = (await self.http.post("/rest/v1/rpc/budget_month", json={})).json()
        plan = {"category_id": eating, "month": _first(month)["month"], "amount": 500_000}
        await self._add("budgets", plan)

    async def report(self, kind: str) -> httpx.Response:
        """The report of this month."""
        return await self.http.get(REPORT, params={"format": kind})

    async def _add(self, table: str, row: Mapping[str, object]) -> str:
        answer = await self.http.post(
            f"/rest/v1/{table}", json=row, headers={"Prefer": "return=representation"}
        )
        assert answer.status_code == 201, answer.text
        return answer.json()[0]["id"]


def _first(answer: dict[str, str] | list[dict[str, str]]) -> dict[str, str]:
    return answer[0] if isinstance(answer, list) else answer


@pytest.fixture
async def books(stack: Running, people: People) -> AsyncIterator[Books]:
    """An owner's books; somebody else has lived through the same month."""
    owner, stranger = Books(stack, await people("owner")), Books(stack, await people("stranger"))
    async with owner.http, stranger.http:
        await owner.live(salary=6_543_210, meals=612_345, merchant="Warteg Bahari")
        await stranger.live(salary=9_876_541, meals=123_457, merchant="Rahasia Orang Lain")
        yield owner


class TestReport:
    async def test_shows_ones_own_month_and_nobody_elses(self, books: Books) -> None:
        table, document = await books.report("csv"), await books.report("pdf")

        written = table.content.decode("utf-8-sig")
        text = " ".join(Pdf.read(document.content).text.split())
        assert ";6543210;" in written
        assert ";612345;500000;0;0;-112345;1" in written
        for shown in ("Rp6.543.210", "Warteg Bahari", "lewat Rp112.345"):
            assert shown in text
        for secret in ("9876541", "123457", "9.876.541", "123.457", "Rahasia"):
            assert secret not in written
            assert secret not in text

    @pytest.mark.parametrize("kind", ["svg", "xlsx"])
    async def test_comes_as_picture_and_workbook(self, books: Books, kind: str) -> None:
        answer = await books.report(kind)

        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].endswith(f".{kind}")
        assert b"Rahasia" not in answer.content
