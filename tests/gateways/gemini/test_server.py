"""The local server is Gemini enough: google-genai itself talks to it, and it refuses what Gemini would."""

import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from google import genai
from google.genai import errors, types

from dev.gemini_server.faults import FAULTS, TEXT, WHOLE
from dev.gemini_server.framing import in_snake_case
from dev.gemini_server.replies import SIGNATURE, Call, Reply, calls, says
from dev.gemini_server.server import GeminiServer
from shared.gateways.advisor.protocol import FinishReason, ToolRound, UserSaid
from tests.builders.facts import a_fact
from tests.gateways.gemini.asking import GOALS, SNAPSHOT, a_request, gemini, outcome, plain_client
from tests.gateways.gemini.test_rounds import FOUND

MODEL = "gemini-3.8-flash"
MANUAL = types.AutomaticFunctionCallingConfig(disable=True)
Json = dict[str, Any]
USER: Json = {"role": "user", "parts": [{"text": "Halo"}]}
CALLED: Json = {
    "role": "model",
    "parts": [{"functionCall": {"name": "goals", "args": {}, "id": "a"}, "thoughtSignature": SIGNATURE}],
}
ANSWERED: Json = {
    "role": "user",
    "parts": [{"functionResponse": {"name": "goals", "id": "a", "response": {}}}],
}
UNSIGNED: Json = {"role": "model", "parts": [{"functionCall": {"name": "goals", "id": "a"}}]}
OTHER_ID: Json = {
    "role": "user",
    "parts": [{"functionResponse": {"name": "goals", "id": "b", "response": {}}}],
}
HISTORIES: list[tuple[list[Json], str]] = [
    ([], "contents"),
    ([CALLED, ANSWERED], "contents[0].role"),
    ([{"role": "system", "parts": [{"text": "x"}]}], "contents.0.role"),
    ([{"role": "user", "parts": []}], "contents.0.parts"),
    ([{"role": "user", "parts": [{"text": ""}]}], "contents[0].parts[0].data"),
    (
        [{"role": "user", "parts": [{"text": "x", "functionCall": {"name": "a"}}]}],
        "contents[0].parts[0].data",
    ),
    ([{"role": "user", "parts": [{"txt": "x"}]}], "contents.0.parts.0.txt"),
    ([USER, CALLED], "contents"),
    ([USER, CALLED, USER], "contents[2].parts"),
    ([USER, ANSWERED], "contents[1].parts"),
    ([USER, UNSIGNED, ANSWERED], "contents[1].parts"),
    ([USER, CALLED, OTHER_ID], "contents[2].parts"),
]
TWICE = {"name": "a", "description": "x"}
BOTH: Json = {"name": "a", "description": "x", "parameters": {}, "parametersJsonSchema": {}}
NAMELESS = {"name": "no spaces", "description": "x"}
SET_UPS: list[tuple[Json, str]] = [
    ({"surprise": 1}, "surprise"),
    ({"generationConfig": {"candidateCount": 2}}, "generationConfig.candidateCount"),
    ({"generationConfig": {"responseJsonSchema": {"type": "object"}}}, "generationConfig.responseMimeType"),
    ({"tools": [{"functionDeclarations": [NAMELESS]}]}, "tools.0"),
    ({"tools": [{"functionDeclarations": [TWICE, TWICE]}]}, "tools"),
    ({"tools": [{"functionDeclarations": [BOTH]}]}, "tools.a"),
]


@asynccontextmanager
async def google(*script: Reply) -> AsyncGenerator[Any]:
    """Google's own client, facing the server. Its types are not whole without an imaging library."""
    async with GeminiServer(*script, key="a-key") as server, plain_client() as http:
        options = types.HttpOptions(
            base_url=server.url, httpx_async_client=http, async_client_args={"ssl": False}
        )
        yield genai.Client(api_key="a-key", enterprise=False, http_options=options)


@asynccontextmanager
async def posting(**body: Any) -> AsyncGenerator[httpx.Response]:
    """What the server says to this body."""
    async with GeminiServer(always=WHOLE) as server, plain_client() as http:
        yield await http.post(f"{server.url}/v1/models/{MODEL}:streamGenerateContent?alt=sse", json=body)


async def refused(**body: Any) -> list[str]:
    """The fields for which the server refuses this body; none where it does not."""
    async with posting(**body) as answer:
        if answer.status_code == 200:
            return []
        assert answer.status_code == 400
        return [each["field"] for each in answer.json()["error"]["details"][0]["fieldViolations"]]


class TestGoogleGenai:
    async def test_reads_a_stream(self) -> None:
        async with google(WHOLE) as client:
            stream = await client.aio.models.generate_content_stream(model=MODEL, contents="Halo")
            chunks = [chunk async for chunk in stream]

        assert "".join(chunk.text or "" for chunk in chunks) == TEXT
        assert chunks[-1].candidates[0].finish_reason is types.FinishReason.STOP
        assert chunks[-1].usage_metadata.thoughts_token_count == 30

    async def test_reads_an_answer_at_once(self) -> None:
        async with google(WHOLE) as client:
            told = await client.aio.models.generate_content(model=MODEL, contents="Halo")

        assert told.text == TEXT
        assert told.usage_metadata.candidates_token_count == 15

    async def test_calls_a_function_by_hand(self) -> None:
        declared = types.FunctionDeclaration(
            name="goals", description="Goals.", parameters_json_schema=GOALS.parameters
        )
        config = types.GenerateContentConfig(
            tools=[types.Tool(function_declarations=[declared])], automatic_function_calling=MANUAL
        )
        async with google(calls(Call("goals", id="a")), says("Belum ada.")) as client:
            first = await client.aio.models.generate_content(model=MODEL, contents="Halo", config=config)
            call = first.function_calls[0]
            response = types.FunctionResponse(id=call.id, name=call.name, response={"facts": []})
            history = [
                types.Content(role="user", parts=[types.Part(text="Halo")]),
                first.candidates[0].content,
                types.Content(role="user", parts=[types.Part(function_response=response)]),
            ]
            second = await client.aio.models.generate_content(model=MODEL, contents=history, config=config)

        assert second.text == "Belum ada."

    async def test_counts_tokens_and_lists_models(self) -> None:
        async with google() as client:
            counted = await client.aio.models.count_tokens(model=MODEL, contents="Halo")
            one = await client.aio.models.get(model=MODEL)
            names = [model.name async for model in await client.aio.models.list()]

        assert counted.total_tokens > 0
        assert one.name in names

    async def test_hears_why_it_is_refused(self) -> None:
        async with google() as client:
            with pytest.raises(errors.ClientError) as retired:
                await client.aio.models.generate_content(model="gemini-2.0-flash", contents="Halo")
            minimal = types.ThinkingConfig(thinking_level=types.ThinkingLevel.MINIMAL)
            with pytest.raises(errors.ClientError) as thinking:
                await client.aio.models.generate_content(
                    model=MODEL, contents="Halo", config=types.GenerateContentConfig(thinking_config=minimal)
                )

        assert (retired.value.code, thinking.value.code) == (404, 400)


class TestRules:
    async def test_both_spellings_are_taken(self) -> None:
        body: dict[str, Any] = {
            "contents": [USER, CALLED, ANSWERED],
            "systemInstruction": USER,
            "tools": [{"functionDeclarations": [{"name": "goals", "description": "Goals."}]}],
            "toolConfig": {"functionCallingConfig": {"mode": "AUTO"}},
            "generationConfig": {"maxOutputTokens": 9, "thinkingConfig": {"thinkingLevel": "LOW"}},
        }
        snake = in_snake_case(body)

        assert isinstance(snake, dict)
        assert "system_instruction" in snake
        assert await refused(**body) == await refused(**snake) == []

    @pytest.mark.parametrize(("contents", "field"), HISTORIES)
    async def test_a_history_that_does_not_hold_together_is_refused(
        self, contents: list[Any], field: str
    ) -> None:
        assert field in await refused(contents=contents)

    @pytest.mark.parametrize(("changes", "field"), SET_UPS)
    async def test_a_set_up_that_cannot_be_is_refused(self, changes: dict[str, Any], field: str) -> None:
        fields = await refused(contents=[USER], **changes)

        assert any(each.startswith(field) for each in fields)

    async def test_another_key_is_refused(self) -> None:
        async with GeminiServer(key="a-key") as server, plain_client() as http:
            answer = await http.post(
                f"{server.url}/v1/models/{MODEL}:generateContent",
                json={"contents": [USER]},
                headers={"x-goog-api-key": "another"},
            )

        assert answer.status_code == 400
        assert answer.json()["error"]["details"][0]["reason"] == "API_KEY_INVALID"

    async def test_without_events_a_stream_is_a_list(self) -> None:
        async with GeminiServer(WHOLE) as server, plain_client() as http:
            answer = await http.post(
                f"{server.url}/v1/models/{MODEL}:streamGenerateContent", json={"contents": [USER]}
            )

        assert [len(answer.json()), answer.headers["content-type"][:16]] == [3, "application/json"]


async def test_without_a_script_it_holds_a_conversation() -> None:
    question = UserSaid(text="What are my saving goals?")
    async with gemini() as it:
        first = await outcome(it.advisor, a_request(question, tools=(SNAPSHOT, GOALS), language="en"))
        found = FOUND.model_copy(
            update={
                "call_id": first.calls[0].id,
                "name": "goals",
                "facts": (a_fact("goal.umrah", 30_000_000),),
            }
        )
        told = ToolRound(calls=first.calls, results=(found,), remembered=first.remembered)
        second = await outcome(it.advisor, a_request(question, told, tools=(SNAPSHOT, GOALS)))

    assert [call.name for call in first.calls] == ["goals"]
    assert (second.end, second.text) == (FinishReason.ANSWERED, "goal.umrah: 30000000")
    assert second.used["input"] > 0


def test_it_names_its_faults() -> None:
    command = [sys.executable, "-m", "dev.gemini_server", "--faults"]

    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert told.splitlines() == list(FAULTS)
