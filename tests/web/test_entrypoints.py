"""The same app as Google and Amazon call it."""

import asyncio
import base64
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from tests.fakes.web import FakeVerifier, a_caller, client
from tests.web.serving import served
from tests.web.toy import ToyDeps
from tests.web.toy_main import handler

SOURCE = Path(__file__).with_name("toy_main.py")
PATH = "/api/v1/toys"

InLambda = Callable[[dict[str, Any]], dict[str, Any]]


def signed() -> dict[str, str]:
    return {"authorization": f"Bearer {FakeVerifier().issue(a_caller())}"}


@pytest.fixture(scope="module")
def cloud_run() -> Iterator[tuple[ASGIApp, ToyDeps]]:
    """The app as functions-framework makes it of a main.py, and what that main.py works with."""
    framework: Any = importlib.import_module("functions_framework.aio")
    before = list(sys.path)
    app: ASGIApp = framework.create_asgi_app("toy", str(SOURCE), "http")
    yield app, sys.modules["toy_main"].deps
    sys.path[:] = before
    del sys.modules["toy_main"]


class TestCloudRun:
    async def test_answers_get_post_and_problems(self, cloud_run: tuple[ASGIApp, ToyDeps]) -> None:
        asking = client(cloud_run[0])

        made = await asking.post(PATH, json={"name": "gasing"}, headers=signed())
        read = await asking.get(f"{PATH}/{made.json()['id']}", headers=signed())
        refused = await asking.get(PATH)

        assert (made.status_code, read.json()) == (201, made.json())
        assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated")

    async def test_a_bug_stays_inside(self, cloud_run: tuple[ASGIApp, ToyDeps]) -> None:
        answer = await client(cloud_run[0]).post(PATH, json={"name": "meledak"}, headers=signed())

        assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")

    async def test_streams_event_by_event(self, cloud_run: tuple[ASGIApp, ToyDeps]) -> None:
        app, deps = cloud_run
        deps.permits = asyncio.Semaphore(0)
        headers = {**signed(), "accept": "text/event-stream"}

        async with (
            asyncio.timeout(20),
            served(app) as origin,
            httpx.AsyncClient(base_url=origin) as asking,
            asking.stream("POST", f"{PATH}/gasing/wind", headers=headers) as answer,
        ):
            pieces = answer.aiter_text()
            for number in range(3):
                deps.permits.release()
                assert f'"number":{number}' in await anext(pieces)

        assert "x-fintar-stream" not in answer.headers


def gateway_event(
    method: str,
    path: str,
    headers: dict[str, str] | None = None,
    *,
    body: str | None = None,
    encoded: bool = False,
) -> dict[str, Any]:
    """An API Gateway HTTP API event of payload version 2.0."""
    raw_path, _, query = path.partition("?")
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": raw_path,
        "rawQueryString": query,
        "headers": {"host": "api.fintar.test", **(headers or {})},
        "requestContext": {
            "http": {"method": method, "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7"},
            "stage": "$default",
        },
        "body": body,
        "isBase64Encoded": encoded,
    }


@pytest.fixture
def in_lambda() -> Iterator[InLambda]:
    """The Lambda handler of the toy's main.py, with an event loop as the runtime has one."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    def call(event: dict[str, Any]) -> dict[str, Any]:
        return handler(event, None)

    yield call
    loop.close()
    asyncio.set_event_loop(None)


class TestLambda:
    def test_answers_a_get_with_a_query(self, in_lambda: InLambda) -> None:
        answer = in_lambda(gateway_event("GET", f"{PATH}?limit=1", signed()))

        assert answer["statusCode"] == 200
        assert json.loads(answer["body"])["next_cursor"] is None
        assert answer["headers"]["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("encoded", [False, True])
    def test_answers_a_post(self, in_lambda: InLambda, encoded: bool) -> None:
        body = json.dumps({"name": "gasing"})
        sent = base64.b64encode(body.encode()).decode() if encoded else body

        answer = in_lambda(
            gateway_event(
                "POST",
                PATH,
                {"content-type": "application/json", **signed()},
                body=sent,
                encoded=encoded,
            )
        )

        assert (answer["statusCode"], json.loads(answer["body"])["name"]) == (201, "gasing")

    def test_answers_problems(self, in_lambda: InLambda) -> None:
        answer = in_lambda(gateway_event("GET", "/nothing"))

        assert (answer["statusCode"], answer["headers"]["content-type"]) == (404, "application/problem+json")

    def test_knows_the_client_s_address(self, in_lambda: InLambda) -> None:
        answer = in_lambda(gateway_event("GET", f"{PATH}/who/asks", signed()))

        assert json.loads(answer["body"])["client_address"] == "203.0.113.7"

    def test_sends_a_stream_in_one_piece_and_says_so(self, in_lambda: InLambda) -> None:
        answer = in_lambda(
            gateway_event("POST", f"{PATH}/gasing/wind", {"accept": "text/event-stream", **signed()})
        )

        assert answer["headers"]["x-fintar-stream"] == "buffered"
        assert answer["body"].count("event: tick") == 3
        assert answer["body"].endswith('event: done\ndata: {"ticks":3}\n\n')
