"""What every tool tells: facts with stable ids in the person's language, grounded remarks, small cards."""

from dataclasses import replace
from typing import Any

import pytest

from shared.advice.capping import LARGEST_DATA, MOST_FACTS
from shared.advice.events import MOST_POINTS
from shared.advice.telling import LONGEST_NAME
from shared.domain.conversation.figures import format_fact
from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from shared.words import Language
from tests.builders.bookings import monthly
from tests.builders.ledger import Ledger
from tests.functions.chat.tools.household import YEAR, Household, ungrounded, usual_books

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("financial_snapshot", {}),
    ("budget_analysis", {}),
    ("budget_month", {}),
    ("budget_month", {"month": "2026-09"}),
    ("spending_patterns", {}),
    ("find_transactions", {"text": "kopi"}),
    (
        "simulate",
        {
            "months": 24,
            "scenarios": [
                {
                    "name": "Gaji naik",
                    "changes": [
                        {"type": "INCOME_CHANGE", "income": "gaji", "from": "2027-01", "fraction": 0.1}
                    ],
                },
                {
                    "name": "Kena PHK",
                    "changes": [
                        {"type": "INCOME_LOSS", "income": "gaji", "from": "2027-01", "until": "2027-12"}
                    ],
                },
            ],
        },
    ),
    ("affordability", {"name": "Motor", "price": 18_000_000, "month": "2026-12"}),
    ("affordability", {"name": "Rumah", "price": 900_000_000}),
    ("forecast", {}),
    ("goals", {}),
    ("goal_plan", {"surplus": 1_000_000}),
    ("goal_plan", {"surplus": 0}),
    ("debts", {}),
    ("debt_payoff", {"extra": 500_000}),
    ("debt_payoff", {"monthly_budget": 100_000}),
    (
        "debt_payoff",
        {"extra": 300_000, "consolidation": {"annual_rate": 0.12, "months": 24, "origination_fee": 250_000}},
    ),
    ("take_home", {"salary": 8_000_000}),
    ("take_home", {"salary": 30_000_000, "thr": {"month": "2026-03", "months_of_service": 14}}),
    ("record_transactions", {"text": "ngopi 35rb pakai tunai"}),
    (
        "create_goal",
        {"kind": "PURCHASE", "name": "Kamera", "target": 10_000_000, "target_on": "2027-11-30"},
    ),
    ("change_goal", {"goal": "nikah", "target": 45_000_000}),
    ("set_budget", {"category": "coffee", "amount": 400_000}),
    ("add_category_rule", {"pattern": "kopi tuku", "category": "coffee"}),
]

named = pytest.mark.parametrize(
    ("tool", "arguments"), CALLS, ids=lambda it: it if isinstance(it, str) else ""
)
spoken = pytest.mark.parametrize("language", ["id", "en"])


@spoken
@named
async def test_every_figure_of_a_remark_follows_from_a_fact(
    tool: str, arguments: dict[str, Any], language: Language, household: Household
) -> None:
    assert ungrounded(await household.found(tool, language, **arguments)) == []


@named
async def test_facts_have_the_same_ids_and_values_in_both_languages(
    tool: str, arguments: dict[str, Any], household: Household
) -> None:
    indonesian, english = [
        (await household.found(tool, language, **arguments)).facts for language in ("id", "en")
    ]

    assert indonesian
    assert [(it.id, it.value, it.unit) for it in indonesian] == [(it.id, it.value, it.unit) for it in english]
    assert [it.label for it in indonesian] != [it.label for it in english]
    assert len({it.id for it in indonesian}) == len(indonesian)


@named
async def test_facts_say_when_they_hold_and_what_they_rest_on(
    tool: str, arguments: dict[str, Any], household: Household
) -> None:
    for fact in (await household.found(tool, **arguments)).facts:
        assert fact.as_of == household.now
        assert fact.formula
        assert fact.label
        assert format_fact(fact, "id")


@spoken
@named
async def test_what_is_told_is_small(
    tool: str, arguments: dict[str, Any], language: Language, household: Household
) -> None:
    outcome = await household.call(tool, language, **arguments)

    assert len(outcome.result.facts) <= MOST_FACTS
    assert len(outcome.result.model_dump_json(include={"data"})) <= LARGEST_DATA + 100
    for card in outcome.cards:
        known = {fact.id for fact in outcome.result.facts}
        assert card.figures
        assert {figure.fact_id for figure in card.figures} <= known
        if card.chart is not None:
            assert 0 < len(card.chart.labels) <= MOST_POINTS
            assert {len(series.values) for series in card.chart.series} == {len(card.chart.labels)}


@named
async def test_nothing_is_written_by_a_tool(
    tool: str, arguments: dict[str, Any], household: Household
) -> None:
    before = kept_by(household)

    await household.found(tool, **arguments)

    assert kept_by(household) == before


@named
async def test_a_newcomer_is_told_what_is_missing_and_nothing_breaks(
    tool: str, arguments: dict[str, Any], newcomer: Household
) -> None:
    result = (await newcomer.call(tool, **arguments)).result

    assert result.failure is None or result.failure.code in {"name_unknown", "name_unclear"}, result.failure
    if result.failure is None and tool not in {"take_home", "create_goal", "set_budget", "add_category_rule"}:
        assert result.missing or result.remarks or "debts" in arguments


async def test_names_that_people_gave_are_one_line_in_labels_and_charts(household: Household) -> None:
    await household.save_for(
        NewGoal(kind=GoalKind.PURCHASE, name="Kamera\u202e" + "x" * 70, target=1_000_000, priority=1)
    )

    outcome = await household.call("goals")

    shown = [fact.label for fact in outcome.result.facts]
    for card in outcome.cards:
        assert card.chart is not None
        shown += [card.title, *card.chart.labels]
        assert max(len(label) for label in card.chart.labels) <= LONGEST_NAME
    assert any("Kamera" in text for text in shown)
    assert not any("\u202e" in text for text in shown)


def kept_by(household: Household) -> str:
    """All that services may write for somebody, beside proposals."""
    books = household.ledger.books_of(household.caller)
    savings = household.goals.of(household.caller)
    return repr((books, savings, household.budgets.of(household.caller).rows))


@pytest.mark.parametrize("merchant", ["Siti Rahmawati", "081234567890"])
@pytest.mark.parametrize("tool", ["spending_patterns", "budget_month"])
async def test_no_id_names_a_merchant(tool: str, merchant: str) -> None:
    household = Household().keep_books(with_a_dearer_rent(merchant))

    found = (await household.call(tool)).result

    assert merchant in found.model_dump_json()
    named = merchant.lower().replace(" ", "-")
    assert not [fact.id for fact in found.facts if named in fact.id]
    assert len({fact.id for fact in found.facts}) == len(found.facts)


def with_a_dearer_rent(landlord: str) -> Ledger:
    """The usual books, and a rent that was three times as much this month."""
    usual = usual_books()
    rent = (
        *monthly(-300_000, day=3, months=YEAR[:11], category="needs.rent", merchant=landlord),
        *monthly(-900_000, day=3, months=YEAR[11:], category="needs.rent", merchant=landlord),
    )
    entries = (it._replace(key=str(number)) for number, it in enumerate((*usual.entries, *rent)))
    return replace(usual, entries=tuple(entries))
