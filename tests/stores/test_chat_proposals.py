"""Proposals: in memory and in MongoDB they keep the same promises, and strangers never see any."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from dev.stack.running import Running
from shared.domain.caller import Caller
from shared.domain.conversation.model import FactUnit
from shared.domain.conversation.proposals import (
    MOST_OPEN,
    Hold,
    Proposal,
    ProposalNotFound,
    ProposalState,
    ProposalStore,
    ProposedFigure,
)
from shared.stores.chat_proposals import ChatProposals
from tests.builders.proposals import NOON, a_proposal, later
from tests.fakes.proposals import FakeProposals
from tests.fakes.web import a_caller
from tests.stores.conversing import mongo


class Kept(NamedTuple):
    """An owner's store, and a stranger's over the same proposals."""

    owner: Caller
    mine: ProposalStore
    theirs: ProposalStore


@pytest.fixture(params=["in memory", "in MongoDB"])
async def kept(request: pytest.FixtureRequest) -> AsyncGenerator[Kept]:
    """Two people who do not know each other."""
    owner, stranger = a_caller(), a_caller()
    if request.param == "in memory":
        everybody = FakeProposals()
        yield Kept(owner, everybody.as_caller(owner), everybody.as_caller(stranger))
        return
    stack: Running = request.getfixturevalue("stack")
    async with mongo(stack) as documents:
        yield Kept(
            owner,
            ChatProposals(documents=documents, caller=owner),
            ChatProposals(documents=documents, caller=stranger),
        )


def a_hold(*, until: float = 0.5) -> Hold:
    """Taken at noon, until so many minutes later."""
    return Hold(id=uuid4(), until=later(until))


async def keep(kept: Kept, **changes: Any) -> Proposal:
    proposal = a_proposal(kept.owner, **changes)
    await kept.mine.add(proposal)
    return proposal


class TestAdd:
    async def test_keeps_a_proposal_as_it_is(self, kept: Kept) -> None:
        details = (
            ProposedFigure(
                fact_id="a", label="A", value=Decimal("0.125"), unit=FactUnit.FRACTION, text="12,5%"
            ),
            ProposedFigure(
                fact_id="b", label="B", value=date(2026, 12, 1), unit=FactUnit.DATE, text="1 Desember 2026"
            ),
            ProposedFigure(fact_id="c", label="C", value=7, unit=FactUnit.COUNT, text="7"),
        )
        arguments = {"entries": [{"amount": -35_000, "rate": 0.5, "note": None, "$x.y": "aneh"}]}
        proposal = await keep(kept, details=details, arguments=arguments)

        assert await kept.mine.find(proposal.session_id, proposal.id) == proposal

    async def test_keeps_it_as_the_callers_own_whatever_it_says(self, kept: Kept) -> None:
        foreign = a_proposal(a_caller())

        await kept.mine.add(foreign)

        assert (await kept.mine.find(foreign.session_id, foreign.id)).user_id == kept.owner.id


class TestFind:
    @pytest.mark.parametrize("whose", ["a stranger's", "of another session", "not there"])
    async def test_does_not_find_what_is(self, whose: str, kept: Kept) -> None:
        made = await keep(kept)
        store = kept.theirs if whose == "a stranger's" else kept.mine
        session_id = uuid4() if whose == "of another session" else made.session_id

        with pytest.raises(ProposalNotFound):
            await store.find(session_id, uuid4() if whose == "not there" else made.id)


class TestWaiting:
    async def test_tells_those_of_a_session_oldest_first(self, kept: Kept) -> None:
        session_id = uuid4()
        second = await keep(kept, session_id=session_id, made_at=later(1))
        first = await keep(kept, session_id=session_id)
        await keep(kept)

        assert await kept.mine.waiting(session_id, now=later(2)) == (first, second)
        assert await kept.theirs.waiting(session_id, now=later(2)) == ()

    async def test_leaves_out_what_is_decided_or_expired(self, kept: Kept) -> None:
        session_id = uuid4()
        rejected = await keep(kept, session_id=session_id)
        await kept.mine.reject(session_id, rejected.id, now=NOON)
        made = await keep(kept, session_id=session_id)

        assert [it.id for it in await kept.mine.waiting(session_id, now=later(9.9))] == [made.id]
        assert await kept.mine.waiting(session_id, now=later(10)) == ()

    async def test_tells_no_more_than_may_wait(self, kept: Kept) -> None:
        session_id = uuid4()
        for _ in range(MOST_OPEN + 2):
            await keep(kept, session_id=session_id)

        assert len(await kept.mine.waiting(session_id, now=NOON)) == MOST_OPEN


class TestAmong:
    async def test_tells_mine_alone(self, kept: Kept) -> None:
        first, second = await keep(kept), await keep(kept, made_at=later(1))

        assert await kept.mine.among({second.id, first.id, uuid4()}) == (first, second)
        assert await kept.mine.among([]) == ()
        assert await kept.theirs.among({first.id}) == ()


class TestTake:
    async def test_is_for_one_alone(self, kept: Kept) -> None:
        made = await keep(kept)
        holds = [a_hold() for _ in range(8)]

        taken = await asyncio.gather(
            *(kept.mine.take(made.session_id, made.id, hold=hold, now=NOON) for hold in holds)
        )

        (winner,) = [it for it in taken if it is not None]
        assert winner.hold in holds
        assert await kept.mine.find(made.session_id, made.id) == winner

    async def test_is_refused_to_strangers_and_for_another_session(self, kept: Kept) -> None:
        made = await keep(kept)

        assert await kept.theirs.take(made.session_id, made.id, hold=a_hold(), now=NOON) is None
        assert await kept.mine.take(uuid4(), made.id, hold=a_hold(), now=NOON) is None
        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=NOON) is not None

    async def test_is_refused_when_its_time_is_over(self, kept: Kept) -> None:
        made = await keep(kept)

        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=later(10)) is None

    async def test_is_taken_over_when_its_function_is_dead_even_after_its_time(self, kept: Kept) -> None:
        made = await keep(kept)
        dead = a_hold(until=10.5)
        await kept.mine.take(made.session_id, made.id, hold=dead, now=later(9.9))

        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=later(10.4)) is None
        again = await kept.mine.take(made.session_id, made.id, hold=a_hold(until=12), now=later(10.6))

        assert again is not None
        assert await kept.mine.confirm(made.id, hold_id=dead.id, result={}, now=later(11)) is None


class TestGiveBack:
    async def test_lets_another_take_it(self, kept: Kept) -> None:
        made, hold = await keep(kept), a_hold()
        await kept.mine.take(made.session_id, made.id, hold=hold, now=NOON)

        await kept.mine.give_back(made.id, hold_id=uuid4())
        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=NOON) is None
        await kept.mine.give_back(made.id, hold_id=hold.id)

        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=NOON) is not None


class TestConfirm:
    async def test_keeps_the_result_for_good(self, kept: Kept) -> None:
        made, hold = await keep(kept), a_hold()
        await kept.mine.take(made.session_id, made.id, hold=hold, now=NOON)

        done = await kept.mine.confirm(made.id, hold_id=hold.id, result={"a": [1]}, now=later(1))

        assert done is not None
        assert (done.state, done.result, done.decided_at, done.hold) == (
            ProposalState.CONFIRMED,
            {"a": [1]},
            later(1),
            None,
        )
        assert await kept.mine.find(made.session_id, made.id) == done
        assert await kept.mine.confirm(made.id, hold_id=hold.id, result={}, now=later(2)) is None
        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=NOON) is None
        assert await kept.mine.reject(made.session_id, made.id, now=NOON) is None

    async def test_is_refused_without_having_taken_it(self, kept: Kept) -> None:
        made = await keep(kept)

        assert await kept.mine.confirm(made.id, hold_id=uuid4(), result={}, now=NOON) is None

    async def test_is_refused_to_strangers(self, kept: Kept) -> None:
        made, hold = await keep(kept), a_hold()
        await kept.mine.take(made.session_id, made.id, hold=hold, now=NOON)

        assert await kept.theirs.confirm(made.id, hold_id=hold.id, result={}, now=NOON) is None


class TestReject:
    async def test_is_for_good(self, kept: Kept) -> None:
        made = await keep(kept)

        done = await kept.mine.reject(made.session_id, made.id, now=later(1))

        assert done is not None
        assert (done.state, done.decided_at) == (ProposalState.REJECTED, later(1))
        assert await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=NOON) is None
        assert await kept.mine.reject(made.session_id, made.id, now=NOON) is None

    @pytest.mark.parametrize("why", ["a stranger", "another session", "its time is over", "it is taken"])
    async def test_is_refused_where(self, why: str, kept: Kept) -> None:
        made = await keep(kept)
        if why == "it is taken":
            await kept.mine.take(made.session_id, made.id, hold=a_hold(), now=NOON)
        store = kept.theirs if why == "a stranger" else kept.mine
        session_id = uuid4() if why == "another session" else made.session_id
        now = later(10) if why == "its time is over" else NOON

        assert await store.reject(session_id, made.id, now=now) is None
        assert (await kept.mine.find(made.session_id, made.id)).state is ProposalState.PENDING


class TestRemoveAll:
    async def test_removes_mine_of_one_session(self, kept: Kept) -> None:
        session_id = uuid4()
        made, other = await keep(kept, session_id=session_id), await keep(kept)

        await kept.theirs.remove_all(session_id)
        assert await kept.mine.find(session_id, made.id) == made
        await kept.mine.remove_all(session_id)

        with pytest.raises(ProposalNotFound):
            await kept.mine.find(session_id, made.id)
        assert await kept.mine.find(other.session_id, other.id) == other
