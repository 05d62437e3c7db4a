"""Gemini as an advisor: the request by google-genai, the stream read here, every outcome typed.

Until the first word is out, what may be gone at the next attempt is tried again, within the deadline of the
whole; after it never, since nobody could take the words back.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from itertools import count
from math import ceil
from typing import TYPE_CHECKING

import httpx
import structlog

from shared.gateways.advisor.gemini.answer import Answer
from shared.gateways.advisor.gemini.call import call
from shared.gateways.advisor.gemini.connections import certificates, gemini_client
from shared.gateways.advisor.gemini.failures import WORTH_ANOTHER_TRY, Failed
from shared.gateways.advisor.gemini.models import family_of, model_for
from shared.gateways.advisor.gemini.watch import Watch
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    TurnRequest,
    Usage,
)
from shared.settings import AdvisorSettings, MissingSetting

if TYPE_CHECKING:
    from shared.gateways.advisor.gemini.writing import Letter, RequestWriter

log = structlog.stdlib.get_logger("fintar.gemini")


class GeminiAdvisor:
    """Answers with Google's models. What it is given leaves for Google: a gate stands before it.

    `chance` gives fractions from 0 to 1, by which the attempts of many people come apart. Raises
    MissingSetting where the settings hold no key.
    """

    def __init__(
        self,
        settings: AdvisorSettings,
        *,
        http: Callable[[], httpx.AsyncClient] = gemini_client,
        chance: Callable[[], float] = random.random,
    ) -> None:
        if settings.api_key is None:
            raise MissingSetting("settings missing or malformed: GEMINI_API_KEY")
        self._settings = settings
        self._http = http
        self._chance = chance
        self._writer: RequestWriter | None = None

    @property
    def model(self) -> str:
        """The name under which its answers are stored."""
        return self._settings.model

    async def prepared(self) -> "RequestWriter":
        """What the first answer would wait for, up to seconds on a cold machine; later ones find it ready."""
        if self._writer is None:
            # In a thread, so that answers on their way to others do not wait for it.
            self._writer = await asyncio.to_thread(_prepared, self._settings)
        return self._writer

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Answer as events, `Finished` last. Closing it cancels the call. Raises AdvisorUnavailable."""
        letter = (await self.prepared()).write(request)
        until = _now() + self._settings.deadline
        for attempt in count(1):
            has_begun = False
            try:
                async with aclosing(self._attempt(letter, request, until)) as events:
                    async for event in events:
                        has_begun = has_begun or not isinstance(event, Usage)
                        yield event
            except Failed as failed:
                wait = None if has_begun else self._wait(failed, attempt, until)
                _note(failed, attempt=attempt, again_in=wait)
                if wait is None:
                    raise _in_our_words(failed) from failed
                await asyncio.sleep(wait)
            else:
                return

    def _attempt(self, letter: "Letter", request: TurnRequest, until: float) -> AsyncGenerator[AdvisorEvent]:
        http = self._http()
        sent = http.build_request("POST", letter.url, headers=letter.headers, content=letter.body)
        answer = Answer(family=family_of(model_for(request.task, self._settings)))
        return call(http, sent, answer, Watch(until=until, idle=self._settings.idle))

    def _wait(self, failed: Failed, attempt: int, until: float) -> float | None:
        """Seconds until the next attempt, as the service asks or longer each time; None for no more."""
        if failed.reason not in WORTH_ANOTHER_TRY or attempt >= self._settings.attempts:
            return None
        wait = failed.wait
        if wait is None:
            wait = self._settings.backoff * 2 ** (attempt - 1) * (0.5 + self._chance() / 2)
        return wait if _now() + wait < until else None


def _prepared(settings: AdvisorSettings) -> "RequestWriter":
    """What the first request needs and any later one finds ready."""
    # google-genai takes most of a second to import, which only a process that calls the model pays, once.
    from shared.gateways.advisor.gemini.writing import RequestWriter  # noqa: PLC0415

    certificates()
    return RequestWriter(settings)


def _note(failed: Failed, *, attempt: int, again_in: float | None) -> None:
    is_ours = failed.reason in (AdvisorFailure.REJECTED, AdvisorFailure.MISCONFIGURED)
    tell = log.error if is_ours else log.warning
    tell("gemini_failed", reason=failed.reason.value, told=failed.told, attempt=attempt, again_in=again_in)


def _in_our_words(failed: Failed) -> AdvisorUnavailable:
    if failed.wait is None:
        return AdvisorUnavailable(failed.reason)
    return AdvisorUnavailable(failed.reason, retry_after=max(1, ceil(failed.wait)))


def _now() -> float:
    return asyncio.get_running_loop().time()
