"""What leaves for Gemini: the address, the instructions, the tools, and no more than that."""

from typing import Any

import pytest

from dev.gemini_server.replies import says
from shared.gateways.advisor.protocol import Task, TextDelta
from tests.gateways.gemini.asking import GOALS, SNAPSHOT, gemini

SAMPLING = {"temperature", "topP", "topK", "candidateCount", "seed", "stopSequences", "presencePenalty"}


async def sent(settings: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The JSON of a request that the server took."""
    async with gemini(says("Halo."), **(settings or {})) as it:
        await it.asked(**changes)
        return it.sent()


async def test_it_goes_to_the_model_of_the_settings_with_the_key_in_a_header() -> None:
    async with gemini(says("Halo."), model="gemini-3.7-flash", api_version="v1beta") as it:
        await it.asked()
        asked = it.server.asked[0]

    assert asked.path == "/v1beta/models/gemini-3.7-flash:streamGenerateContent"
    assert asked.query == {"alt": ["sse"]}
    assert asked.headers["x-goog-api-key"] == "a-key"
    assert "google-genai-sdk" in asked.headers["x-goog-api-client"]


async def test_it_says_how_long_it_will_wait() -> None:
    async with gemini(says("Halo."), deadline=17) as it:
        await it.asked()

    assert it.server.asked[0].headers["x-server-timeout"] == "17"


async def test_it_holds_instructions_limits_and_no_sampling() -> None:
    body = await sent({"max_output_tokens": 900, "thinking": "HIGH"})

    assert body["systemInstruction"]["parts"] == [{"text": "Kamu penasihat."}]
    assert body["generationConfig"] == {
        "maxOutputTokens": 900,
        "thinkingConfig": {"thinking_level": "HIGH"},
    }
    assert not SAMPLING & body["generationConfig"].keys()
    assert body.keys() == {"contents", "systemInstruction", "generationConfig"}


async def test_a_request_without_instructions_has_none() -> None:
    assert "systemInstruction" not in await sent(system="")


async def test_light_work_goes_to_the_light_model_which_thinks_as_it_likes() -> None:
    async with gemini(says("Gaji November"), light_model="gemini-3.5-flash-lite") as it:
        await it.asked(task=Task.LIGHT)

    assert it.server.asked[0].path == "/v1/models/gemini-3.5-flash-lite:streamGenerateContent"
    assert "thinkingConfig" not in it.sent()["generationConfig"]


@pytest.mark.parametrize(("language", "described"), [("id", "Tujuan menabung."), ("en", "Saving goals.")])
async def test_tools_are_described_in_the_language_of_the_answer(language: str, described: str) -> None:
    body = await sent(tools=(SNAPSHOT, GOALS), language=language)

    (tool,) = body["tools"]
    first, second = tool["functionDeclarations"]
    assert first["name"] == "financial_snapshot"
    assert first["parameters_json_schema"] == SNAPSHOT.parameters
    assert (second["name"], second["description"]) == ("goals", described)


async def test_a_typed_answer_has_its_schema() -> None:
    schema = {"type": "object", "properties": {"verdict": {"type": "string"}}, "required": ["verdict"]}

    async with gemini(says('{"verdict": ', '"aman"}')) as it:
        told = await it.asked(answer_schema=schema)
        generation = it.sent()["generationConfig"]

    assert generation["responseMimeType"] == "application/json"
    assert generation["responseJsonSchema"] == schema
    assert told.text == '{"verdict": "aman"}'


async def test_words_come_as_they_were_written() -> None:
    async with gemini(says("  Gaji", "mu\n", "", " **Rp7 juta** ")) as it:
        told = await it.asked()

    pieces = [event.text for event in told.events if isinstance(event, TextDelta)]
    assert pieces == ["  Gaji", "mu\n", " **Rp7 juta** "]


async def test_a_name_of_a_model_cannot_lead_elsewhere() -> None:
    with pytest.raises(ValueError, match="FINTAR_GEMINI_MODEL"):
        async with gemini(model="../v1/files"):
            pass


async def test_each_request_is_written_on_the_form_that_fits_it() -> None:
    schema = {"type": "object", "properties": {"verdict": {"type": "string"}}}
    asked: list[dict[str, Any]] = [
        {"tools": (GOALS,)},
        {"tools": (SNAPSHOT,)},
        {"tools": (GOALS,), "language": "en"},
        {"tools": (GOALS,), "task": Task.LIGHT},
        {"tools": (GOALS,), "answer_schema": schema},
        {"system": "Lain."},
        {"system": ""},
    ]
    apart = [await sent(**changes) for changes in asked]

    async with gemini(*[says("Halo.")] * 21) as it:
        for changes in asked * 3:
            await it.asked(**changes)
        together = [each.json for each in it.server.asked]

    assert together == apart * 3
