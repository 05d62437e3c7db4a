"""What surrounds every request: ids, headers, the log, browsers from elsewhere."""

from dataclasses import replace

import pytest
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from shared.web.middleware import ProblemMiddleware, caller_mark
from tests.fakes.web import a_caller, client, signed_client, web_parts
from tests.web.toy import ToyDeps, ToyWish, toy_app

HOME = "https://app.fintar.example"


class TestRequestId:
    async def test_a_good_one_is_kept(self) -> None:
        answer = await client(toy_app()).get("/nothing", headers={"X-Request-Id": "abc-123._Z"})

        assert answer.headers["X-Request-Id"] == "abc-123._Z"
        assert answer.json()["request_id"] == "abc-123._Z"

    @pytest.mark.parametrize("given", ["", "a b", "x" * 129, "<script>", "a\tb"])
    async def test_a_bad_one_is_replaced(self, given: str) -> None:
        answer = await client(toy_app()).get("/nothing", headers={"X-Request-Id": given})

        assert answer.headers["X-Request-Id"] != given
        assert len(answer.headers["X-Request-Id"]) == 36


class TestHeaders:
    @pytest.mark.parametrize("path", ["/api/v1/toys", "/nothing", "/api/v1/health/toy"])
    async def test_every_answer_is_guarded_and_not_stored(self, path: str) -> None:
        answer = await client(toy_app()).get(path)

        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
        assert answer.headers["Cache-Control"] == "no-store"

    async def test_server_timing_names_where_time_went(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).get("/api/v1/toys")

        assert answer.headers["Server-Timing"].startswith("db;dur=")


class TestAccessLog:
    async def test_is_one_line_a_request_and_names_nobody(self) -> None:
        owner = a_caller()
        asking = signed_client(toy_app(), owner)

        with capture_logs() as logs:
            answer = await asking.post(
                "/api/v1/toys", json=ToyWish(name="rahasia").model_dump(), headers={"X-Request-Id": "one"}
            )

        (line,) = logs
        assert (line["event"], line["method"], line["route"]) == ("request", "POST", "/api/v1/toys")
        assert (line["status"], line["caller"]) == (201, caller_mark(owner))
        assert answer.headers["X-Request-Id"] == "one"
        assert not {str(owner.id), owner.email, "rahasia"} & set(map(str, line.values()))

    async def test_knows_the_template_and_not_the_ids(self) -> None:
        with capture_logs() as logs:
            await signed_client(toy_app(), a_caller()).get(
                "/api/v1/toys/7b7c4de5-7d3b-4c3d-8f0e-8f3f4b1c6a11"
            )

        assert logs[0]["route"] == "/api/v1/toys/{toy_id}"


class TestCors:
    async def test_a_known_origin_may_ask_and_remember_it(self) -> None:
        deps = ToyDeps(web=replace(web_parts(), origins=(HOME,)))

        answer = await client(toy_app(deps)).options(
            "/api/v1/toys",
            headers={
                "Origin": HOME,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
            },
        )

        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == HOME
        assert answer.headers["Access-Control-Max-Age"] == "7200"
        assert "Access-Control-Allow-Credentials" not in answer.headers

    async def test_a_stranger_origin_may_not(self) -> None:
        deps = ToyDeps(web=replace(web_parts(), origins=(HOME,)))

        answer = await client(toy_app(deps)).options(
            "/api/v1/toys",
            headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
        )

        assert "Access-Control-Allow-Origin" not in answer.headers

    async def test_a_known_origin_may_read_problems_and_our_headers(self) -> None:
        deps = ToyDeps(web=replace(web_parts(), origins=(HOME,)))

        answer = await client(toy_app(deps)).get("/api/v1/toys", headers={"Origin": HOME})

        assert answer.status_code == 401
        assert answer.headers["Access-Control-Allow-Origin"] == HOME
        assert "RateLimit-Remaining" in answer.headers["Access-Control-Expose-Headers"]
        assert "Origin" in answer.headers["Vary"]


class TestProblemMiddleware:
    async def test_an_answer_that_breaks_off_is_ended(self) -> None:
        sent: list[Message] = []

        async def breaks_off(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"half", "more_body": True})
            raise RuntimeError

        async def remember(message: Message) -> None:
            sent.append(message)

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        with capture_logs() as logs:
            await ProblemMiddleware(breaks_off)({"type": "http", "headers": []}, nothing, remember)

        assert [message["type"] for message in sent].count("http.response.start") == 1
        assert sent[-1]["more_body"] is False
        assert [entry["event"] for entry in logs] == ["unexpected_error"]
