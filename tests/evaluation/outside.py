"""The outside model of an evaluation: the real adapter, behind the real gate and meter, as deployed.

It asks Google with a key, or a server on this machine that plays a part.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from dev.gemini_server.replies import Answer, Call, calls, says
from dev.gemini_server.server import GeminiServer
from shared.advice.gate import GatedAdvisor
from shared.advice.quota import MeteredAdvisor, TurnQuota
from shared.domain.consent.model import Purpose
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.gemini.connections import certificates
from shared.gateways.advisor.protocol import Advisor
from shared.settings import AdvisorSettings
from tests.evaluation.answers import Part
from tests.evaluation.pipeline import AdvisorsOf
from tests.evaluation.town import Person

PATIENCE = 60
"""Seconds that the client waits for the server on this machine."""

PATIENT = {"FINTAR_GEMINI_DEADLINE": 60, "FINTAR_GEMINI_IDLE": 30, "FINTAR_GEMINI_BACKOFF": 0.001}


class Agreed:
    """Somebody who agreed to everything."""

    async def is_granted(self, purpose: Purpose) -> bool:
        """Yes."""
        return True


def guarded(advisor: Advisor) -> AdvisorsOf:
    """That advisor alone, behind the gate and the meter of each turn."""

    def made(person: Person, quota: TurnQuota) -> tuple[Advisor, ...]:
        async def own_names() -> tuple[str, ...]:
            return (person.name,)

        metered = MeteredAdvisor(advisor, quota=quota)
        return (GatedAdvisor(metered, consent=Agreed(), own_names=own_names),)

    return made


class Stage(GeminiServer):
    """A server that plays one part after the other to the real adapter."""

    def __init__(self) -> None:
        super().__init__()
        self._http = httpx.AsyncClient(verify=certificates(), trust_env=False, timeout=PATIENCE)
        self._advisor: GeminiAdvisor | None = None

    def play(self, part: Part, *, turns: int) -> AdvisorsOf:
        """The advisors of a conversation in which the part is played in the last of its turns."""
        if self._advisor is None:
            self._advisor = GeminiAdvisor(_settings(self.url), http=lambda: self._http)
        self._script.clear()
        self._script.extend(_script(part, turns=turns))
        self._always = says(part.texts[-1])
        return guarded(self._advisor)

    async def close(self) -> None:
        """Close its client's connections."""
        await self._http.aclose()


def _settings(url: str) -> AdvisorSettings:
    told: Mapping[str, Any] = {"GEMINI_API_KEY": "a-key", "FINTAR_GEMINI_BASE_URL": url, **PATIENT}
    return AdvisorSettings.model_validate(told)


def _script(part: Part, *, turns: int) -> list[Answer]:
    before = [says("Baik.") for _ in range(turns - 1)]
    asked = [calls(*(Call(name, args, id=f"fc-{n}") for n, (name, args) in enumerate(part.calls)))]
    return [*before, *(asked if part.calls else []), *(says(*_pieces(text)) for text in part.texts)]


def _pieces(text: str) -> list[str]:
    """As a model streams it: a few words at a time."""
    return [text[start : start + 60] for start in range(0, len(text), 60)]


@asynccontextmanager
async def stage() -> AsyncGenerator[Stage]:
    """A stage while it is entered."""
    async with Stage() as server:
        try:
            yield server
        finally:
            await server.close()
