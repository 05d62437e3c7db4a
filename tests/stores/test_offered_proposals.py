"""What became of proposals: in memory and in MongoDB told alike, to their owner alone."""

from collections.abc import AsyncGenerator
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from dev.stack.running import Running
from shared.domain.conversation.proposals import Hold, Proposal, ProposalState, ProposalStore
from shared.stores.chat_proposals import ChatProposals
from tests.builders.proposals import a_proposal, later
from tests.fakes.chat import FakeConversations
from tests.fakes.proposals import FakeProposals
from tests.stores.conversing import Kept, kept_by, mongo, mongo_stores


class Offering(NamedTuple):
    """An owner and a stranger, and the store by which the owner's proposals are kept and decided."""

    kept: Kept
    store: ProposalStore

    async def add(self, session_id: UUID, **changes: Any) -> Proposal:
        """Keep one."""
        made = a_proposal(self.kept.owner, session_id, **changes)
        await self.store.add(made)
        return made


@pytest.fixture(params=["in memory", "in MongoDB"])
async def offering(request: pytest.FixtureRequest) -> AsyncGenerator[Offering]:
    """The same proposals over both."""
    if request.param == "in memory":
        everybody = FakeConversations()
        kept = kept_by(everybody.as_caller)
        yield Offering(kept, FakeProposals(everybody.proposals).as_caller(kept.owner))
        return
    stack: Running = request.getfixturevalue("stack")
    async with mongo(stack) as documents:
        kept = kept_by(mongo_stores(documents))
        yield Offering(kept, ChatProposals(documents=documents, caller=kept.owner))


class TestAmong:
    async def test_gives_those_that_are_kept_to_their_owner_alone(self, offering: Offering) -> None:
        kept, session_id = offering.kept, uuid4()
        asked = await offering.add(session_id)
        await offering.add(session_id)

        assert await kept.mine.offered.among([asked.id, uuid4()]) == (asked,)
        assert await kept.theirs.offered.among([asked.id]) == ()


class TestWithdraw:
    async def test_lets_what_a_turn_offered_expire_at_once(self, offering: Offering) -> None:
        session_id, turn_id = uuid4(), uuid4()
        offers = [await offering.add(session_id, turn_id=turn_id) for _ in range(2)]

        await offering.kept.mine.offered.withdraw(session_id, turn_id=turn_id, now=later(1))

        assert await offering.store.waiting(session_id, now=later(1)) == ()
        for made in offers:
            hold = Hold(id=uuid4(), until=later(2))
            assert await offering.store.take(session_id, made.id, hold=hold, now=later(1)) is None
            told = await offering.store.find(session_id, made.id)
            assert told == made.model_copy(update={"expires_at": later(1)})
            assert told.standing(now=later(1)) is ProposalState.EXPIRED

    async def test_leaves_alone_what_another_offered(self, offering: Offering) -> None:
        session_id, turn_id = uuid4(), uuid4()
        others = (
            await offering.add(session_id, turn_id=uuid4()),
            await offering.add(session_id),
            await offering.add(uuid4(), turn_id=turn_id),
        )
        mine = await offering.add(session_id, turn_id=turn_id, made_at=later(1))

        await offering.kept.mine.offered.withdraw(session_id, turn_id=uuid4(), now=later(2))
        await offering.kept.theirs.offered.withdraw(session_id, turn_id=turn_id, now=later(2))
        assert await offering.store.find(session_id, mine.id) == mine
        await offering.kept.mine.offered.withdraw(session_id, turn_id=turn_id, now=later(2))

        found = await offering.kept.mine.offered.among([it.id for it in others])
        assert sorted(found, key=lambda it: it.id) == sorted(others, key=lambda it: it.id)

    async def test_leaves_what_was_decided_or_has_expired_as_it_is(self, offering: Offering) -> None:
        session_id, turn_id = uuid4(), uuid4()
        rejected = await offering.add(session_id, turn_id=turn_id)
        over = await offering.add(session_id, turn_id=turn_id, made_at=later(-20))
        told = await offering.store.reject(session_id, rejected.id, now=later(1))

        await offering.kept.mine.offered.withdraw(session_id, turn_id=turn_id, now=later(2))

        assert await offering.store.find(session_id, rejected.id) == told
        assert await offering.store.find(session_id, over.id) == over

    async def test_lets_a_confirm_go_on_but_nobody_begin_another(self, offering: Offering) -> None:
        session_id, turn_id = uuid4(), uuid4()
        written, refused = [await offering.add(session_id, turn_id=turn_id) for _ in range(2)]
        hold, other = Hold(id=uuid4(), until=later(1)), Hold(id=uuid4(), until=later(1))
        await offering.store.take(session_id, written.id, hold=hold, now=later(0))
        await offering.store.take(session_id, refused.id, hold=other, now=later(0))

        await offering.kept.mine.offered.withdraw(session_id, turn_id=turn_id, now=later(0.5))
        done = await offering.store.confirm(written.id, hold_id=hold.id, result={"n": 1}, now=later(0.5))
        await offering.store.give_back(refused.id, hold_id=other.id)

        assert done is not None
        assert done.state is ProposalState.CONFIRMED
        again = Hold(id=uuid4(), until=later(2))
        assert await offering.store.take(session_id, refused.id, hold=again, now=later(0.6)) is None


class TestRemoveAll:
    async def test_removes_those_of_one_session_of_one_person(self, offering: Offering) -> None:
        kept = offering.kept
        gone, stays = await offering.add(uuid4()), await offering.add(uuid4())

        await kept.theirs.offered.remove_all(stays.session_id)
        await kept.mine.offered.remove_all(gone.session_id)

        assert await kept.mine.offered.among([gone.id, stays.id]) == (stays,)
