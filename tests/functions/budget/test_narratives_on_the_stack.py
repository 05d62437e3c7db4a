"""Words for a budget by the outside model as it is wired: consent, quota, Gemini's wire, and MongoDB."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from dev.gemini_server.replies import says
from dev.gemini_server.server import GeminiServer
from dev.stack.running import Running
from functions.budget.deps import Deps
from functions.budget.routes import make_app
from shared.advice.capabilities import BudgetStory
from shared.domain.consent.model import Purpose
from shared.domain.consent.texts import current_text
from tests.functions.budget.world import BUDGET, DATA, FIGURES
from tests.people import People, Person

STORY = BudgetStory(
    summary="Pemasukanmu Rp5.500.000 dan pengeluaranmu Rp4.800.000.",
    strengths=("Ada yang tersisa.",),
    concerns=(),
    next_step="Sisihkan di hari gajian.",
)


@asynccontextmanager
async def budget_of(person: Person, environment: Mapping[str, str]) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of the budget function in that environment, signed in as the person."""
    deps = Deps.from_environment(environment)
    headers = {"Authorization": f"Bearer {person.access_token}"}
    transport = httpx.ASGITransport(make_app(deps))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://functions.test", headers=headers
    ) as client:
        yield client
    assert deps.close is not None
    await deps.close()


async def narrative_of(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get(BUDGET, params={"narrative": "true"})
    assert answer.status_code == 200, answer.text
    return answer.json()["narrative"]


async def agree(stack: Running, person: Person) -> None:
    """Grant what lets figures leave, in the words that are in force."""
    version = current_text(Purpose.AI_PROCESSING).version.isoformat()
    wish = {"purpose": Purpose.AI_PROCESSING.value, "granted": True, "version": version}
    async with through_the_gateway(stack, person) as client:
        answer = await client.post("/api/v1/users/me/consents", json=wish)
    assert answer.status_code == 200, answer.text


async def used(stack: Running, person: Person) -> dict[str, Any]:
    """What the person's day took of the model, as the chat tells it."""
    async with through_the_gateway(stack, person) as client:
        return (await client.get("/api/v1/chat/usage")).json()["today"]


def through_the_gateway(stack: Running, person: Person) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {person.access_token}"}
    return httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=30, trust_env=False)


async def test_a_model_words_a_budget_once_its_person_agreed(stack: Running, people: People) -> None:
    person = await people("owner")
    async with GeminiServer(always=says(STORY.model_dump_json())) as gemini:
        environment = {**stack.env, "GEMINI_API_KEY": "a-key", "FINTAR_GEMINI_BASE_URL": gemini.url}
        async with budget_of(person, environment) as client:
            assert (await client.post(DATA, json=FIGURES)).status_code == 200
            before = await narrative_of(client)
            nobody_was_asked = not gemini.asked
            await agree(stack, person)
            after = await narrative_of(client)

    assert (before["source"], nobody_was_asked) == ("template", True)
    assert (after["source"], BudgetStory.model_validate(after["told"])) == ("model", STORY)
    assert len(gemini.asked) == 1
    day = await used(stack, person)
    assert (day["calls"], day["by_feature"][0]["feature"]) == (1, "budget_analysis")
    assert day["tokens"] > 0


async def test_without_a_key_no_other_setting_is_needed(stack: Running, people: People) -> None:
    environment = {name: value for name, value in stack.env.items() if not name.startswith("MONGODB")}
    environment["GEMINI_API_KEY"] = ""
    async with budget_of(await people("owner"), environment) as client:
        assert (await client.post(DATA, json=FIGURES)).status_code == 200
        assert (await narrative_of(client))["by"] == "template"
