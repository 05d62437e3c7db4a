"""What a turn offered that gave no answer: nobody can confirm it, and a new try offers it once."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from functions.chat.service import ChatService
from functions.chat.tools.registry import toolbox_of
from shared.advice.preparing import Preparation
from shared.advice.quota import TurnQuota
from shared.advice.turn import Turn
from shared.domain.caller import Caller
from shared.domain.conversation.proposals import Decision, Proposal, ProposalExpired, ProposalState
from shared.gateways.advisor.protocol import AdvisorEvent, AdvisorUnavailable
from shared.services.turns import LEASE
from tests.fakes.chat import ScriptedAdvisor, calls, says
from tests.functions.chat.tools.household import Household
from tests.functions.chat.world import LIMIT, SESSIONS, World, begin_session, listen, send, stream

RECORDS: Sequence[AdvisorEvent] = calls("record_transactions", arguments={"text": "ngopi 35rb dari Tunai"})
READY: Sequence[AdvisorEvent] = says("Sudah kusiapkan, tinggal kamu setujui.")


@dataclass(frozen=True, kw_only=True)
class Recording(World):
    """An owner whose advisor offers to record what was spent."""

    household: Household = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        household = Household(caller=self.owner).keep_books()
        household.proposals.kept = self.kept.proposals
        object.__setattr__(self, "household", household)

    @property
    def chat(self) -> Callable[[Caller], ChatService]:
        """As deps build it, over the tools that there are."""
        return lambda caller: ChatService(
            turns=self.turns(caller),
            conversations=self.conversations(caller),
            analytics=self.kept.as_caller(caller).analytics,
            prepare=Preparation(
                turns=lambda setting, quota: Turn(
                    advisors=[self.advisor], toolbox=toolbox_of(self.household.services), setting=setting
                ),
                quota=lambda turn_id: TurnQuota(
                    quotas=self.quotas.as_caller(caller),
                    turn_id=turn_id,
                    configured=LIMIT,
                    clock=self.clock,
                ),
            ).prepare,
        )

    async def waiting(self, session_id: str) -> tuple[Proposal, ...]:
        """What may be confirmed now."""
        return await self.household.services.proposals().waiting(UUID(session_id), now=self.clock())

    async def confirm(self, made: Proposal) -> Proposal:
        """Say yes."""
        service = self.household.services.proposals()
        return await service.decide(made.session_id, made.id, Decision.CONFIRM, now=self.clock())


class Waiting:
    """A turn that has offered and waits for `goes_on`; a second one offers and answers."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()
        self.advisor = ScriptedAdvisor(RECORDS, [self.goes_on, *READY], RECORDS, READY)
        self.world = Recording(advisor=self.advisor)


async def test_of_a_stopped_turn_is_offered_once_by_its_new_try() -> None:
    turn = Waiting()
    world = turn.world
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        running = asyncio.create_task(stream(owner, session_id))
        await turn.advisor.waits.wait()
        (first,) = await world.waiting(session_id)
        held = world.session(session_id).running_turn
        assert held is not None
        url = f"{SESSIONS}/{session_id}/messages/{held.message_id}"
        await owner.post(f"{url}/stop")
        events = await running
        after_stop = await world.waiting(session_id)
        retried = await owner.post(f"{url}/retry")

    (second,) = await world.waiting(session_id)
    assert events[-1].data["code"] == "turn_stopped"
    assert (first.turn_id, after_stop) == (held.id, ())
    assert [made["id"] for made in retried.json()["answer"]["proposals"]] == [str(second.id)]
    with pytest.raises(ProposalExpired):
        await world.confirm(first)
    assert (await world.confirm(second)).state is ProposalState.CONFIRMED


async def test_of_a_failed_turn_expires() -> None:
    world = Recording(advisor=ScriptedAdvisor(RECORDS, [AdvisorUnavailable()]))
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        events = await stream(owner, session_id)

    assert [event.name for event in events][-2:] == ["proposal", "error"]
    assert await world.waiting(session_id) == ()


async def test_of_a_turn_whose_client_left_expires() -> None:
    turn = Waiting()
    async with turn.world.as_owner() as owner:
        session_id = await begin_session(owner)
        await listen(turn.world, session_id, until="proposal")

    assert len(turn.world.kept.proposals) == 1
    assert await turn.world.waiting(session_id) == ()


@pytest.mark.parametrize("again", [True, False])
async def test_of_a_turn_whose_function_died_expires_with_the_next_turn(again: bool) -> None:
    turn, message_id = Waiting(), str(uuid4())
    world = turn.world
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        running = asyncio.create_task(stream(owner, session_id, client_message_id=message_id))
        await turn.advisor.waits.wait()
        world.kept.down = True
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        world.kept.down = False
        (left,) = await world.waiting(session_id)
        world.clock.advance(LEASE)
        await send(owner, session_id, client_message_id=message_id if again else str(uuid4()))

    (made,) = await world.waiting(session_id)
    assert made.id != left.id


@pytest.mark.parametrize("connection_breaks", [True, False])
async def test_of_an_answer_that_is_kept_waits_for_its_person(connection_breaks: bool) -> None:
    world = Recording(advisor=ScriptedAdvisor(RECORDS, READY))
    world.kept.loses_answers = connection_breaks
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        await stream(owner, session_id)

    (made,) = await world.waiting(session_id)
    assert (await world.confirm(made)).state is ProposalState.CONFIRMED
