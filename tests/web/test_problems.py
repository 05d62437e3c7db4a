"""Errors as problems."""

import pytest
from structlog.testing import capture_logs

from shared.errors import (
    Conflict,
    FintarError,
    Forbidden,
    InvalidInput,
    NotFound,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from shared.stores.database import DatabaseAnswered
from shared.web.problems import is_expected, problem_response, status_of
from shared.web.refusals import InternalError, TokenExpired
from tests.fakes.web import a_caller, client, signed_client
from tests.web.toy import ToyBroken, toy_app


class TestStatusOf:
    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (InvalidInput, 422),
            (Unauthenticated, 401),
            (TokenExpired, 401),
            (Forbidden, 403),
            (NotFound, 404),
            (Conflict, 409),
            (ToyBroken, 409),
            (TooLarge, 413),
            (TooMany, 429),
            (Unavailable, 503),
            (InternalError, 500),
        ],
    )
    def test_follows_the_family(self, error: type[FintarError], status: int) -> None:
        assert status_of(error) == status


class TestIsExpected:
    @pytest.mark.parametrize("error", [NotFound(), Unavailable(), ToyBroken()])
    def test_what_callers_should_know_is(self, error: Exception) -> None:
        assert is_expected(error)

    @pytest.mark.parametrize("error", [RuntimeError(), DatabaseAnswered("P0001", "a secret")])
    def test_what_only_we_should_know_is_not(self, error: Exception) -> None:
        assert not is_expected(error)


class TestProblemResponse:
    def test_says_when_to_come_back(self) -> None:
        answer = problem_response(TooMany(retry_after=7), "en", "r")

        assert answer.headers["Retry-After"] == "7"
        assert b"Try again in 7 seconds." in bytes(answer.body)

    def test_challenges_who_is_not_known(self) -> None:
        assert problem_response(Unauthenticated(), "id", "r").headers["WWW-Authenticate"] == "Bearer"

    def test_tells_a_bad_token_from_none(self) -> None:
        challenge = problem_response(TokenExpired(), "id", "r").headers["WWW-Authenticate"]

        assert challenge == 'Bearer error="invalid_token"'


class TestAnswers:
    async def test_have_every_member_of_the_rfc_and_ours(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).post("/api/v1/toys", json={"name": "pecah"})

        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Content-Language"] == "id"
        assert answer.json() == {
            "type": "urn:fintar:problem:toy_broken",
            "title": "Bertentangan dengan keadaan sekarang",
            "status": 409,
            "detail": "Mainan ini rusak.",
            "code": "toy_broken",
            "request_id": answer.headers["X-Request-Id"],
        }

    async def test_vary_with_the_language(self) -> None:
        answer = await client(toy_app()).get("/nothing", headers={"Accept-Language": "en"})

        assert answer.headers["Content-Language"] == "en"
        assert "Accept-Language" in answer.headers["Vary"]

    async def test_a_bug_is_told_without_its_secrets_and_logged_once(self) -> None:
        with capture_logs() as logs:
            answer = await signed_client(toy_app(), a_caller()).post("/api/v1/toys", json={"name": "meledak"})

        assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
        assert "workshop" not in answer.text
        assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == [
            "unexpected_error",
            "request",
        ]

    async def test_an_expected_error_is_not_logged_as_a_crash(self) -> None:
        with capture_logs() as logs:
            await signed_client(toy_app(), a_caller()).post("/api/v1/toys", json={"name": "pecah"})

        assert [entry["event"] for entry in logs] == ["request"]
