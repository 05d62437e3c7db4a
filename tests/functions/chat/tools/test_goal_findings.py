"""What is found about goals: where each stands and why, what would meet it, and every figure a fact."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.advice.capping import MOST_FACTS
from shared.domain.conversation.model import Basis, FactUnit
from shared.domain.goals.keeping import NewContribution, NewGoal
from shared.domain.goals.model import GoalKind
from shared.domain.money import format_rupiah
from shared.words import Language
from tests.builders.bookings import TODAY
from tests.functions.chat.tools.household import Household, fact, said, ungrounded, values

MILLION = 1_000_000
Saved = dict[int, int]
"""What was set aside (below zero: taken back) so many days ago, in rupiah."""


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


async def begin(person: Household, saved: Saved | None = None, **told: Any) -> UUID:
    """A goal with what was set aside for it over the last days."""
    fields = {"kind": GoalKind.PURCHASE, "name": "Motor", "target": 12 * MILLION, **told}
    mine, store, goal_id = person.goals.of(person.caller), person.goals.as_caller(person.caller), uuid4()
    account = mine.add_account(100_000 * MILLION)
    await store.add(goal_id, NewGoal.model_validate(fields))
    for days, amount in sorted((saved or {}).items(), reverse=True):
        wish = NewContribution(account_id=account, amount=amount, made_on=ahead(-days))
        await store.contribute(uuid4(), goal_id, wish)
    return goal_id


SITUATIONS: dict[str, tuple[dict[str, Any], Saved, str]] = {
    "just begun": ({"target_on": ahead(300)}, {}, "goal_just_started"),
    "begun some days ago": ({"target_on": ahead(300)}, {12: MILLION}, "goal_just_started"),
    "due within days": (
        {"target_on": ahead(12), "target": MILLION},
        {80: 1, 60: 90_000},
        "goal_pace_below_required",
    ),
    "behind": ({"target_on": ahead(200)}, {80: 1, 40: MILLION}, "goal_pace_below_required"),
    "in time": ({"target_on": ahead(245)}, {80: 1, 40: 3 * MILLION}, "goal_pace_meets_required"),
    "ahead": ({"target_on": ahead(700)}, {80: 1, 40: 3 * MILLION}, "goal_pace_beyond_required"),
    "without a date": ({}, {80: 1, 40: MILLION}, "goal_gets_there"),
    "too slow": ({"target": 900 * MILLION}, {80: 1, 40: 1_000}, "goal_too_slow"),
    "never": (
        {"target": 900 * MILLION, "grows": True, "kind": GoalKind.HOUSE},
        {80: 1, 40: 1_000},
        "goal_target_outgrows_savings",
    ),
    "nothing lately": ({"target_on": ahead(300)}, {80: MILLION}, "goal_nothing_set_aside_lately"),
    "taken back": ({"target_on": ahead(300)}, {80: MILLION, 20: -500_000}, "goal_more_taken_back"),
    "more than there is": (
        {"target": 900 * MILLION, "target_on": ahead(90)},
        {80: 1, 40: 1_000},
        "goal_required_exceeds_surplus",
    ),
    "covered": ({}, {5: 12 * MILLION}, "goal_covered"),
    "an unknown target": (
        {"kind": GoalKind.DEBT_FREE, "target": None, "target_rule": "DEBTS"},
        {},
        "goal_debt_unknown",
    ),
}

situations = pytest.mark.parametrize("situation", SITUATIONS)
spoken = pytest.mark.parametrize("language", ["id", "en"])


async def somebody(situation: str) -> Household:
    told, saved, _ = SITUATIONS[situation]
    person = Household().keep_books()
    await begin(person, saved, **told)
    return person


@spoken
@situations
async def test_where_it_stands_is_said_and_rests_on_facts(situation: str, language: Language) -> None:
    found = await (await somebody(situation)).found("goals", language)

    assert SITUATIONS[situation][2] in {remark.code for remark in found.remarks}
    assert ungrounded(found) == []


@spoken
@pytest.mark.parametrize("arguments", [{}, {"surplus": 300_000, "months": 1}, {"surplus": 0, "months": 12}])
@situations
async def test_the_plan_over_it_rests_on_facts(
    situation: str, arguments: dict[str, Any], language: Language
) -> None:
    found = await (await somebody(situation)).found("goal_plan", language, **arguments)

    assert any(remark.code.startswith("plan_") for remark in found.remarks)
    assert ungrounded(found) == []


@spoken
@pytest.mark.parametrize("tool", ["goals", "goal_plan"])
async def test_of_as_many_goals_as_are_told_nothing_is_cut(tool: str, language: Language) -> None:
    person = Household().keep_books()
    kinds = (GoalKind.HOUSE, GoalKind.HAJJ, GoalKind.EDUCATION, GoalKind.PURCHASE)
    for number in range(12):
        late = {"target_on": ahead(200 + 40 * number), "kind": kinds[number % 4], "grows": True}
        await begin(person, {80: 1, 40: 200_000 + number}, name=f"Tujuan {chr(65 + number)}", **late)

    found = await person.found(tool, language)

    assert ungrounded(found) == []
    assert len(found.facts) < MOST_FACTS


class TestPace:
    async def test_that_cannot_be_told_yet_is_no_figure(self) -> None:
        found = await (await somebody("just begun")).found("goals")

        assert "goal.1.pace" not in values(found)
        assert values(found)["goal.1.required"] > 0
        assert fact(found, "goal.1.pace_days").unit is FactUnit.DAYS

    async def test_that_is_known_is_one(self) -> None:
        told = values(await (await somebody("behind")).found("goals"))

        assert 0 < told["goal.1.pace"] < told["goal.1.required"]
        assert told["goal.1.more"] == told["goal.1.required"] - told["goal.1.pace"]


class TestRemedies:
    async def test_each_way_is_a_fact_and_in_the_sentence(self) -> None:
        found = await (await somebody("behind")).found("goals")

        told = values(found)
        sentence = next(remark.text for remark in found.remarks if remark.code == "goal_remedies")
        assert f"{told['goal.1.later']} bulan" in sentence
        assert format_rupiah(told["goal.1.smaller"], "id") in sentence

    async def test_within_days_it_is_no_amount_a_month(self) -> None:
        found = await (await somebody("due within days")).found("goals")

        assert values(found)["goal.1.days_left"] == 12
        assert "per bulan" not in fact(found, "goal.1.required").label
        assert "goal.1.more" not in values(found)
        assert "dalam 12 hari" in said(found)

    async def test_of_a_plan_are_about_what_is_left_over_for_all(self) -> None:
        person = Household().keep_books()
        await begin(person, name="Nikah", target=60 * MILLION, target_on=ahead(365))
        await begin(person, name="Laptop", priority=2, target_on=ahead(400))

        found = await person.found("goal_plan", surplus=MILLION)

        told = values(found)
        assert told["plan.goal.1.more"] > 0
        assert told["plan.goal.1.later"] == told["plan.goal.1.late"]
        ways = [remark.text for remark in found.remarks if remark.code == "goal_remedies"]
        assert ways[0].startswith("Nikah: Supaya tepat waktu: tambah sisa uang bulananmu sebesar Rp")
        assert found.data["goals"] == [
            {"name": "Nikah", "outcome": "Terlambat", "waits_for": []},
            {"name": "Laptop", "outcome": "Terlambat", "waits_for": ["Nikah"]},
        ]


class TestPlan:
    async def test_counts_what_was_set_aside_this_month(self) -> None:
        person = Household()
        await begin(person, {1: 400_000})

        found = await person.found("goal_plan", surplus=MILLION)

        told = values(found)
        assert (told["plan.surplus"], told["plan.set_aside_this_month"]) == (MILLION, 400_000)
        assert told["plan.left_this_month"] < MILLION
        assert "Bulan ini sudah disisihkan Rp400.000" in said(found)

    async def test_of_one_month_takes_the_rest_of_it_for_no_usual_month(self) -> None:
        person = Household().keep_books()
        await begin(person)

        own = values(await person.found("goal_plan", months=1))
        given = values(await person.found("goal_plan", months=1, surplus=MILLION))

        assert "plan.surplus" not in own
        assert own["plan.left_this_month"] > 0
        assert (given["plan.surplus"], given["plan.left_this_month"] < MILLION) == (MILLION, True)

    async def test_names_what_comes_first(self) -> None:
        person = Household()
        await begin(person, name="Nikah", target=18 * MILLION, target_on=ahead(600))
        await begin(person, name="Laptop", priority=2, target_on=ahead(300))

        found = await person.found("goal_plan", surplus=MILLION)

        assert "dipakai dulu untuk Nikah" in said(found)

    async def test_a_date_after_its_months_says_what_is_there_by_then(self) -> None:
        person = Household()
        await begin(person, target_on=ahead(900))

        told = values(await person.found("goal_plan", surplus=100_000, months=12))

        assert 0 < told["plan.goal.1.there"] < 12 * 100_000
        assert told["plan.goal.1.expected_short"] > 0


class TestSources:
    @pytest.mark.parametrize("tool", ["goals", "goal_plan"])
    async def test_growth_that_is_assumed_is_said_with_its_source(self, tool: str) -> None:
        person = Household().keep_books()
        await begin(person, name="Haji", kind=GoalKind.HAJJ, grows=True, target_on=ahead(3_000))

        growth = fact(await person.found(tool), "assumption.goals.growth_hajj")

        assert (growth.value, growth.basis) == (Decimal("0.046"), Basis.ASSUMED)

    async def test_of_a_new_goal_too(self) -> None:
        wish = {"kind": "HAJJ", "name": "Haji", "target": 60 * MILLION, "grows": True}

        found = await Household().keep_books().found("create_goal", **wish, target_on="2034-11-30")

        assert ungrounded(found) == []
        assert values(found)["new_goal.target_then"] > 60 * MILLION
        assert fact(found, "assumption.goals.growth_hajj").basis is Basis.ASSUMED
        assert fact(found, "new_goal.target").basis is Basis.STATED
