"""The cash of the next days, as an advisor asks for it."""

from datetime import timedelta

import pytest

from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from shared.words import Language
from tests.builders.bookings import TODAY, Entry, Purse
from tests.builders.ledger import Ledger
from tests.functions.chat.tools.household import Household, ungrounded, values


class TestForecast:
    async def test_cash_and_what_falls_due_are_facts(self, household: Household) -> None:
        found = await household.found("forecast")

        told = values(found)
        assert told["forecast.opening"] == household_cash()
        assert any(name.startswith("forecast.due.") for name in told)

    async def test_a_card_shows_the_days(self, household: Household) -> None:
        outcome = await household.call("forecast")

        (card,) = outcome.cards
        assert card.chart is not None
        assert card.chart.series[0].values[-1] == values(outcome.result)["forecast.closing"]

    @pytest.mark.parametrize("language", ["id", "en"])
    @pytest.mark.parametrize(
        ("fund", "facts"),
        [
            (0, {"lacking", "most", "most_on"}),
            (300_000, {"lacking", "most", "most_on", "beyond_fund", "beyond_on"}),
            (90_000_000, {"lacking", "most", "most_on"}),
        ],
    )
    async def test_how_far_cash_falls_short_and_what_the_fund_does_are_facts(
        self, fund: int, facts: set[str], language: Language
    ) -> None:
        spent = [
            Entry(TODAY - timedelta(days=back), -100_000, "needs.eating", "Warung") for back in range(84)
        ]
        accounts = {
            "bank": Purse(opening=8_400_000 + 2_000_000),
            "Darurat": Purse(opening=fund, for_emergencies=True),
        }
        person = Household().keep_books(Ledger(accounts=accounts, entries=tuple(spent)))
        await person.save_for(NewGoal(kind=GoalKind.PURCHASE, name="HP", target=5_000_000), set_aside=200_000)

        found = await person.found("forecast", language)

        assert {f"forecast.short.{name}" for name in facts} <= set(values(found))
        assert ("forecast.short.beyond_fund" in values(found)) is ("beyond_fund" in facts)
        assert values(found)["forecast.set_aside"] == 200_000
        assert ungrounded(found) == []


def household_cash() -> int:
    """What the usual books hold in everyday accounts today."""
    return (
        12_500_000 + 12 * (8_000_000 - 1_500_000 - 2_000_000 - 54_000 - 500_000) - 8 * 300_000 - 4 * 700_000
    )
