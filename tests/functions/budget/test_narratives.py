"""Words beside a budget and beside a plan over goals: on request, and only what is true of their figures."""

import json
from typing import Any

import pytest

from shared.advice.capabilities import BudgetStory, SavingsStory
from shared.advice.narration import Narration, Outside
from shared.words import Language
from tests.fakes.chat import FakeConversations, ScriptedAdvisor, says
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import FixedClock
from tests.functions.budget.saving import GOALS, MILLION, begin
from tests.functions.budget.world import BUDGET, DATA, FIGURES, World, make_world

PLAN = f"{GOALS}/plan"


def world_with(advisor: ScriptedAdvisor) -> World:
    """The function, whose words a scripted model gives."""
    kept, quotas, clock = FakeConversations(), FakeQuotas(), FixedClock()
    return make_world(
        lambda caller: Narration(
            Outside(
                advisors=lambda _: (advisor,),
                quotas=quotas.as_caller(caller),
                analytics=kept.as_caller(caller).analytics,
                tokens_per_day=None,
                clock=clock,
            )
        )
    )


def story(summary: str) -> BudgetStory:
    """What a model says of a budget."""
    return BudgetStory(summary=summary, strengths=(), concerns=(), next_step="Catat.")


async def budget_of(world: World, *, language: Language = "id", **query: str) -> dict[str, Any]:
    async with world.as_owner() as owner:
        assert (await owner.post(DATA, json=FIGURES)).status_code == 200
        answer = await owner.get(BUDGET, params=query, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def plan_of(world: World, **query: str) -> dict[str, Any]:
    async with world.as_owner() as owner:
        await begin(owner)
        answer = await owner.post(PLAN, params=query, json={"surplus": 2 * MILLION, "months": 24})
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestBudgetInWords:
    async def test_are_given_only_where_they_are_wished_for(self, world: World) -> None:
        assert (await budget_of(world))["narrative"] is None

    @pytest.mark.parametrize(("language", "income"), [("id", "Rp5.500.000"), ("en", "Rp5,500,000")])
    async def test_come_from_a_template_where_there_is_no_model(
        self, world: World, language: Language, income: str
    ) -> None:
        budget = await budget_of(world, language=language, narrative="true")

        narrative = budget["narrative"]
        assert (narrative["by"], narrative["source"]) == ("template", "template")
        story = BudgetStory.model_validate(narrative["told"])
        assert income in story.summary
        heaviest = [warning["message"] for warning in budget["warnings"]][:3]
        assert list(story.concerns)[: len(heaviest)] == heaviest

    async def test_tell_only_figures_that_are_among_the_facts(self, world: World) -> None:
        provenance = (await budget_of(world, narrative="true"))["narrative"]["provenance"]

        assert "snapshot.monthly_income" in {fact["id"] for fact in provenance["facts"]}
        assert provenance["figures"]
        assert all(figure["fact_ids"] for figure in provenance["figures"])

    async def test_are_the_models_where_they_are_true(self) -> None:
        said = story("Pemasukanmu Rp5.500.000.")
        world = world_with(ScriptedAdvisor(says(said.model_dump_json())))

        narrative = (await budget_of(world, narrative="true"))["narrative"]

        assert (narrative["source"], BudgetStory.model_validate(narrative["told"])) == ("model", said)

    async def test_are_the_templates_where_the_models_are_not(self) -> None:
        advisor = ScriptedAdvisor(says(story("Pemasukanmu Rp9.900.000.").model_dump_json()))

        narrative = (await budget_of(world_with(advisor), narrative="true"))["narrative"]

        assert narrative["source"] == "template"
        assert "9.900.000" not in json.dumps(narrative)
        assert len(advisor.requests) > 1

    async def test_tell_of_the_month_that_was_asked_for(self) -> None:
        advisor = ScriptedAdvisor(says(story("Tenang saja.").model_dump_json()))

        await budget_of(world_with(advisor), narrative="true", month="2026-09")

        (request,) = advisor.requests
        assert "month.spending" in json.dumps(request.model_dump(mode="json"))

    @pytest.mark.parametrize("wish", ["maybe", "2"])
    async def test_need_a_clear_wish(self, world: World, wish: str) -> None:
        async with world.as_owner() as owner:
            assert (await owner.get(BUDGET, params={"narrative": wish})).status_code == 422


class TestPlanInWords:
    async def test_are_given_only_where_they_are_wished_for(self, world: World) -> None:
        assert (await plan_of(world))["narrative"] is None

    async def test_tell_what_the_plan_says_of_each_goal(self, world: World) -> None:
        plan = await plan_of(world, narrative="true")

        story = SavingsStory.model_validate(plan["narrative"]["told"])
        (goal,) = plan["goals"]
        assert any(goal["name"] in step and goal["label"] in step for step in story.steps)
        assert plan["narrative"]["provenance"]["figures"]

    async def test_are_not_made_for_a_picture(self) -> None:
        advisor = ScriptedAdvisor(says("{}"))
        world = world_with(advisor)
        async with world.as_owner() as owner:
            await begin(owner)
            answer = await owner.post(
                PLAN, params={"narrative": "true", "format": "svg"}, json={"surplus": MILLION, "months": 12}
            )

        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert not advisor.requests
