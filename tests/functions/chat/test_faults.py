"""Whatever fails, and whenever: a stream ends exactly once, and nothing half is kept."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorEvent, AdvisorUnavailable
from shared.services.turns import LEASE
from tests.fakes.chat import FakeConversations, ScriptedAdvisor, calls, says
from tests.functions.chat.world import SESSIONS, STREAM, World, begin_session, events_of, make_world, send

SCRIPT: Sequence[Sequence[AdvisorEvent]] = (calls("surplus", first="Sebentar."), says("Sisa ", "Rp700.000."))
FAULTS = [ChatStoreUnavailable, RuntimeError, asyncio.CancelledError]
STEPS = 14
"""More steps than a turn takes in its stores."""


class Failing(FakeConversations):
    """Conversations of which the step `fails_at` fails, counted from when that is set."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: type[BaseException] = RuntimeError
        self.fails_at: int | None = None

    def refuse_when_down(self) -> None:
        """Raises the fault at its step."""
        if self.fails_at is None:
            return
        self.fails_at -= 1
        if self.fails_at < 0:
            self.fails_at = None
            raise self.fault


async def heard(owner: httpx.AsyncClient, session_id: str, message_id: str) -> httpx.Response:
    return await owner.post(
        f"{SESSIONS}/{session_id}/messages",
        json={"content": "Sisa uangku?", "client_message_id": message_id},
        headers=STREAM,
    )


def check_one_end(answer: httpx.Response) -> str:
    """How a stream ended, or a request that was refused before it began."""
    if answer.headers["Content-Type"] == "application/problem+json":
        return "refused"
    told = [event.name for event in events_of(answer.text)]
    assert [name for name in told if name in {"done", "error"}] == told[-1:]
    return told[-1]


def check_nothing_half(world: World) -> None:
    """Every answer that is kept is whole."""
    for message in world.kept.messages.values():
        if message.type is MessageType.AI:
            assert (message.status, message.content) == (
                MessageStatus.COMPLETE,
                "Sebentar.\n\nSisa Rp700.000.",
            )


@pytest.mark.parametrize("step", range(STEPS))
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_store_that_fails_at_any_step(fault: type[BaseException], step: int) -> None:
    kept = Failing()
    world = make_world(ScriptedAdvisor(*SCRIPT, *SCRIPT), kept=kept)
    message_id = str(uuid4())
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        kept.fault, kept.fails_at = fault, step
        try:
            first = check_one_end(await heard(owner, session_id, message_id))
        except asyncio.CancelledError:
            first = "refused"
        kept.fails_at = None
        check_nothing_half(world)
        world.clock.advance(LEASE + timedelta(seconds=1))
        again = await send(owner, session_id, "Sisa uangku?", client_message_id=message_id)

    assert first in {"done", "error", "refused"}
    assert again.json()["answer"]["content"].endswith("Rp700.000.")
    assert len(world.kept.messages) == 2


@pytest.mark.parametrize("step", range(sum(map(len, SCRIPT))))
@pytest.mark.parametrize("fault", [AdvisorUnavailable(), RuntimeError(), TimeoutError()])
async def test_an_advisor_that_fails_at_any_step(fault: Exception, step: int) -> None:
    broken: list[list[AdvisorEvent | Exception]] = [list(events) for events in SCRIPT]
    which = 0 if step < len(SCRIPT[0]) else 1
    broken[which].insert(step - which * len(SCRIPT[0]), fault)
    world = make_world(ScriptedAdvisor(*broken))
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        end = check_one_end(await heard(owner, session_id, str(uuid4())))

    assert end == "error"
    assert [status for _, status in world.statuses()] in ([MessageStatus.FAILED], [MessageStatus.ABORTED])
    assert world.is_free(session_id)
    assert world.tokens()[1] == 0
