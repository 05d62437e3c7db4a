"""What was booked, found and read by an advisor."""

from typing import Any

from shared.domain.conversation.model import Basis
from tests.functions.chat.tools.household import (
    Household,
    fact,
    said,
    values,
)


class TestFindTransactions:
    async def test_words_find_and_sum(self, household: Household) -> None:
        found = await household.found("find_transactions", text="kopi tuku", **{"from": "2026-10-01"})

        assert values(found)["find.count"] == 2
        assert values(found)["find.outgoing"] == 1_400_000
        assert fact(found, "find.item.1").label == "Kopi Tuku 2026-11-12"

    async def test_a_category_is_named_as_people_say_it(self, household: Household) -> None:
        found = await household.found("find_transactions", category="Coffee", limit=2)

        assert values(found)["find.count"] == 12
        assert [row["amount"] for row in items(found.data)] == [-700_000, -700_000]

    async def test_an_account_is_named_as_people_say_it(self, household: Household) -> None:
        found = await household.found("find_transactions", account="tunai")

        assert found.data == {"count": 0}
        assert "Tidak ada transaksi yang cocok" in said(found)

    async def test_what_is_no_category_is_said_with_those_there_are(self, household: Household) -> None:
        code, hint = await household.refused("find_transactions", category="martabak")

        assert code == "name_unknown"
        assert "needs.eating" in hint

    async def test_every_figure_is_tracked(self, household: Household) -> None:
        found = await household.found("find_transactions", text="netflix")

        assert {it.basis for it in found.facts} == {Basis.TRACKED}

    async def test_a_wrong_day_is_named(self, household: Household) -> None:
        code, hint = await household.refused("find_transactions", "en", **{"from": "kemarin"})

        assert code == "wrong_arguments"
        assert "from: Must be a date like 2026-11-22." in hint


class TestSpendingPatterns:
    async def test_what_rose_is_told_with_before_and_after(self, household: Household) -> None:
        found = await household.found("spending_patterns", months=6)

        told = values(found)
        assert told["pattern.category.wants.coffee.before"] == 300_000
        assert told["pattern.category.wants.coffee.lately"] == 700_000
        assert "Kopi & jajan naik Rp400.000 sebulan" in said(found)

    async def test_what_comes_back_is_told(self, household: Household) -> None:
        found = await household.found("spending_patterns")

        told = {fact.label: fact.value for fact in found.facts}
        assert told["Netflix, rutin per bulan"] == 54_000
        assert {row["merchant"] for row in recurring(found.data)} >= {"Netflix", "Kos Bu Tini"}


def items(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["items"]


def recurring(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["recurring"]
