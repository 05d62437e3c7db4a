"""Alive, and ready."""

from shared.errors import Unavailable
from tests.fakes.web import client
from tests.web.toy import ToyDeps, toy_app


async def answers() -> None:
    """A part that is there."""


async def fails() -> None:
    raise Unavailable


class TestHealth:
    async def test_a_running_function_is_alive(self) -> None:
        answer = await client(toy_app()).get("/api/v1/health/toy")

        assert (answer.status_code, answer.json()) == (200, {"name": "toy", "status": "alive"})

    async def test_is_ready_when_every_part_answers(self) -> None:
        answer = await client(toy_app(ToyDeps(checks={"database": answers}))).get("/api/v1/health/toy/ready")

        assert (answer.status_code, answer.json()["parts"]) == (200, {"database": "up"})

    async def test_names_the_part_that_is_down(self) -> None:
        deps = ToyDeps(checks={"database": answers, "mongo": fails})

        answer = await client(toy_app(deps)).get("/api/v1/health/toy/ready")

        assert answer.status_code == 503
        assert answer.json() == {
            "name": "toy",
            "status": "not_ready",
            "parts": {"database": "up", "mongo": "down"},
        }
