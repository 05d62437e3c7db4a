"""Whether a function is alive, and whether what it needs answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal, Protocol

import structlog
from pydantic import BaseModel, ConfigDict

from shared.web.routing import Call, Reply, Router

PATIENCE = 3.0
"""Seconds that a part has to answer its check."""

log = structlog.stdlib.get_logger("fintar.health")

Check = Callable[[], Awaitable[None]]


class Checked(Protocol):
    """Dependencies that can be asked whether they answer."""

    @property
    def checks(self) -> Mapping[str, Check]:
        """A check by the name of each part; it raises when the part does not answer."""
        ...


class AliveView(BaseModel):
    """The function runs."""

    model_config = ConfigDict(frozen=True)

    name: str
    status: Literal["alive"] = "alive"


class ReadinessView(BaseModel):
    """Whether the function can do its work, part by part."""

    model_config = ConfigDict(frozen=True)

    name: str
    status: Literal["ready", "not_ready"]
    parts: dict[str, Literal["up", "down"]]


def health_router(name: str) -> Router[Checked]:
    """The two health routes of a function."""
    router = Router[Checked](name=name, base=f"/api/v1/health/{name}")

    async def alive(call: Call[Checked]) -> AliveView:
        """Say that the function runs."""
        return AliveView(name=name)

    async def ready(call: Call[Checked]) -> Reply:
        """Say whether everything the function needs answers."""
        parts = await _states(call.deps.checks)
        healthy = all(state == "up" for state in parts.values())
        view = ReadinessView(name=name, status="ready" if healthy else "not_ready", parts=parts)
        return Reply(view, status=200 if healthy else 503)

    router.get("/", answers=AliveView, public=True)(alive)
    router.get("/ready", answers=ReadinessView, public=True, also={503: ReadinessView})(ready)
    return router


async def _states(checks: Mapping[str, Check]) -> dict[str, Literal["up", "down"]]:
    states = await asyncio.gather(*(_state(name, check) for name, check in checks.items()))
    return dict(zip(checks, states, strict=True))


async def _state(name: str, check: Check) -> Literal["up", "down"]:
    try:
        async with asyncio.timeout(PATIENCE):
            await check()
    except Exception as error:
        log.warning("part_down", part=name, error=type(error).__name__)
        return "down"
    return "up"
