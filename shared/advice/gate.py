"""The gate to an outside model: the one place where anything leaves, and only with its person's consent.

Before every single request it is asked whether `ai_processing` is granted, so that a withdrawal holds at
once, and every text of the request is redacted. Where it is not granted, or cannot be read, nothing leaves.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing
from typing import Protocol

import structlog

from shared.advice.redaction import RestoredText, redact_request, restore_call, restore_remembered
from shared.domain.consent.model import Purpose
from shared.domain.profile.model import Account
from shared.domain.redaction.engine import Redactor
from shared.errors import FintarError
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    Remembered,
    TextDelta,
    ToolCall,
    TurnRequest,
    Usage,
)

log = structlog.stdlib.get_logger("fintar.gate")


class ConsentReader(Protocol):
    """Says what its person agreed to, now."""

    async def is_granted(self, purpose: Purpose) -> bool:
        """Whether the text in force is granted. Raises DatabaseUnavailable."""
        ...


class AccountReader(Protocol):
    """Reads the account of its person."""

    async def read(self) -> Account:
        """The account. Raises DatabaseUnavailable, AccountGone."""
        ...


OwnNames = Callable[[], Awaitable[Sequence[str]]]
"""Reads the names of one person. Raises FintarError."""


def names_in(accounts: AccountReader) -> OwnNames:
    """The name in the person's account, if there is one."""

    async def read() -> tuple[str, ...]:
        name = (await accounts.read()).name
        return () if name is None else (name,)

    return read


class GatedAdvisor:
    """An outside advisor behind the gate; made for one turn of one person.

    `own_names` are the person's own, which the model need not know either; they are read once.
    """

    def __init__(self, advisor: Advisor, *, consent: ConsentReader, own_names: OwnNames) -> None:
        self._advisor = advisor
        self._consent = consent
        self._own_names = own_names
        self._redactor: Redactor | None = None

    @property
    def model(self) -> str:
        """The name of the advisor inside."""
        return self._advisor.model

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """The events of the advisor inside, with what its marks stand for.

        Raises AdvisorUnavailable, with `no_consent` where nothing may leave.
        """
        is_granted, redactor = await asyncio.gather(self._is_granted(), self._redactor_for(request))
        if not is_granted or redactor is None:
            raise AdvisorUnavailable(AdvisorFailure.NO_CONSENT)
        self._redactor = redactor
        said = RestoredText(redactor)
        async with aclosing(self._advisor.stream(redact_request(request, redactor))) as events:
            async for event in events:
                for told in _restored(event, said, redactor):
                    yield told
        if rest := said.rest():
            yield TextDelta(text=rest)

    async def _is_granted(self) -> bool:
        """Closed when in doubt: whatever goes wrong while asking means no."""
        try:
            return await self._consent.is_granted(Purpose.AI_PROCESSING)
        except FintarError as error:
            log.warning("consent_not_read", code=error.code)
            return False

    async def _redactor_for(self, request: TurnRequest) -> Redactor | None:
        """What takes names out; None where it cannot be known whose."""
        if self._redactor is not None:
            return self._redactor
        try:
            return Redactor(request.language, own_names=await self._own_names())
        except FintarError as error:
            log.warning("own_names_not_read", code=error.code)
            return None


def _restored(event: AdvisorEvent, said: RestoredText, redactor: Redactor) -> Iterator[AdvisorEvent]:
    """An event as it is told here, after what still waited to be told before it."""
    if isinstance(event, Usage):
        # What was used may be told in the middle of a mark.
        yield event
        return
    text = said.add(event.text) if isinstance(event, TextDelta) else said.rest()
    if text:
        yield TextDelta(text=text)
    if isinstance(event, ToolCall):
        yield restore_call(event, redactor)
    elif isinstance(event, Remembered):
        yield restore_remembered(event, redactor)
    elif not isinstance(event, TextDelta):
        yield event
