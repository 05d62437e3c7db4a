"""Proposals: nothing is written without a yes, and never twice with one."""

import asyncio

import pytest

from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.proposals import (
    LEASE,
    LIFETIME,
    MOST_OPEN,
    Decision,
    Proposal,
    ProposalConfirmed,
    ProposalExpired,
    ProposalInProgress,
    ProposalNotFound,
    ProposalRejected,
    ProposalState,
    TooManyProposals,
    row_id,
)
from shared.domain.requests import DatabaseUnavailable
from shared.errors import FieldProblem, InvalidInput
from shared.services.proposals import ProposalService
from shared.words import Words
from tests.builders.proposals import NOON, later
from tests.fakes.web import a_caller
from tests.services.proposing import Desk, NotepadWriter

CONFIRM, REJECT = Decision.CONFIRM, Decision.REJECT


@pytest.fixture
def desk() -> Desk:
    """A fresh one."""
    return Desk()


class TestOffer:
    async def test_writes_nothing_and_waits_ten_minutes(self, desk: Desk) -> None:
        made = await desk.offer()

        assert desk.notepad.tried == 0
        assert made.expires_at - made.created_at == LIFETIME
        assert made.turn_id == desk.turn_id
        assert await desk.service.waiting(desk.session_id, now=later(9)) == (made,)
        assert await desk.service.waiting(desk.session_id, now=later(10)) == ()

    async def test_is_refused_where_many_wait(self, desk: Desk) -> None:
        waiting = [await desk.offer() for _ in range(MOST_OPEN)]
        with pytest.raises(TooManyProposals):
            await desk.offer()

        await desk.decide(waiting[0], REJECT)

        await desk.offer()


class TestConfirm:
    async def test_writes_and_tells_what(self, desk: Desk) -> None:
        made = await desk.offer()

        done = await desk.decide(made, CONFIRM)

        assert list(desk.notepad.lines.values()) == ["Kopi"]
        assert (done.state, done.result) == (
            ProposalState.CONFIRMED,
            {"line": str(row_id(made.id, "line"))},
        )

    async def test_again_gives_the_first_result_and_writes_nothing(self, desk: Desk) -> None:
        made = await desk.offer()
        first = await desk.decide(made, CONFIRM)

        again = await desk.decide(made, CONFIRM, minutes=60)

        assert again == first
        assert desk.notepad.tried == 1

    async def test_of_many_at_once_writes_once(self, desk: Desk) -> None:
        made = await desk.offer()

        answers = await asyncio.gather(
            *(desk.decide(made, CONFIRM) for _ in range(10)), return_exceptions=True
        )

        assert desk.notepad.tried == 1
        assert len([it for it in answers if isinstance(it, Proposal)]) >= 1
        assert all(isinstance(it, Proposal | ProposalInProgress) for it in answers)

    async def test_while_another_runs_says_so(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.may_write.clear()
        running = asyncio.create_task(desk.decide(made, CONFIRM))
        await desk.notepad.writes.wait()

        for decision in Decision:
            with pytest.raises(ProposalInProgress):
                await desk.decide(made, decision)

        desk.notepad.may_write.set()
        assert (await running).state is ProposalState.CONFIRMED

    async def test_after_its_time_writes_nothing(self, desk: Desk) -> None:
        made = await desk.offer()

        with pytest.raises(ProposalExpired):
            await desk.decide(made, CONFIRM, minutes=10)

        assert desk.notepad.tried == 0

    async def test_after_a_no_writes_nothing(self, desk: Desk) -> None:
        made = await desk.offer()
        await desk.decide(made, REJECT)

        with pytest.raises(ProposalRejected):
            await desk.decide(made, CONFIRM)

        assert desk.notepad.tried == 0

    async def test_that_is_refused_may_be_tried_again_until_it_expires(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.refuses = InvalidInput(FieldProblem("/line", Words("Bulan ditutup", "Month closed")))
        for minutes in (1, 2):
            with pytest.raises(InvalidInput):
                await desk.decide(made, CONFIRM, minutes=minutes)

        desk.notepad.refuses = None
        done = await desk.decide(made, CONFIRM, minutes=9)

        assert done.state is ProposalState.CONFIRMED
        assert len(desk.notepad.lines) == 1

    async def test_cut_off_after_writing_finds_its_own_row_when_repeated(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.breaks_after_writing = DatabaseUnavailable()
        with pytest.raises(DatabaseUnavailable):
            await desk.decide(made, CONFIRM)

        desk.notepad.breaks_after_writing = None
        await desk.decide(made, CONFIRM)

        assert (desk.notepad.tried, len(desk.notepad.lines)) == (2, 1)

    async def test_of_a_function_that_died_may_be_finished_after_its_lease(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.breaks_after_writing = asyncio.CancelledError()
        with pytest.raises(asyncio.CancelledError):
            await desk.decide(made, CONFIRM, minutes=9.9)
        desk.notepad.breaks_after_writing = None
        with pytest.raises(ProposalInProgress):
            await desk.decide(made, CONFIRM, minutes=10)

        after = 9.9 + LEASE.total_seconds() / 60
        done = await desk.decide(made, CONFIRM, minutes=after)

        assert done.state is ProposalState.CONFIRMED
        assert (desk.notepad.tried, len(desk.notepad.lines)) == (2, 1)

    async def test_whose_result_cannot_be_kept_may_be_repeated(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.may_write.clear()
        running = asyncio.create_task(desk.decide(made, CONFIRM))
        await desk.notepad.writes.wait()
        desk.kept.down = True
        desk.notepad.may_write.set()
        with pytest.raises(ChatStoreUnavailable):
            await running

        desk.kept.down = False
        done = await desk.decide(made, CONFIRM, minutes=2)

        assert done.state is ProposalState.CONFIRMED
        assert len(desk.notepad.lines) == 1

    async def test_tells_the_refusal_even_when_the_proposal_cannot_be_given_back(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.refuses = InvalidInput()
        desk.notepad.may_write.clear()
        running = asyncio.create_task(desk.decide(made, CONFIRM))
        await desk.notepad.writes.wait()
        desk.kept.down = True
        desk.notepad.may_write.set()

        with pytest.raises(InvalidInput):
            await running

    async def test_whose_writer_cannot_be_made_is_given_back(self, desk: Desk) -> None:
        def broken() -> NotepadWriter:
            raise DatabaseUnavailable

        made = await desk.offer()
        store = desk.kept.as_caller(desk.caller)
        service = ProposalService(owner=desk.caller.id, store=store, writers={"note": broken})
        with pytest.raises(DatabaseUnavailable):
            await service.decide(desk.session_id, made.id, CONFIRM, now=later(1))

        assert (await desk.decide(made, CONFIRM)).state is ProposalState.CONFIRMED

    async def test_of_a_session_that_went_meanwhile_is_still_told(self, desk: Desk) -> None:
        made = await desk.offer()
        desk.notepad.may_write.clear()
        running = asyncio.create_task(desk.decide(made, CONFIRM))
        await desk.notepad.writes.wait()
        await desk.service.forget(desk.session_id)
        desk.notepad.may_write.set()

        assert (await running).state is ProposalState.CONFIRMED


class TestReject:
    async def test_writes_nothing_and_may_be_said_twice(self, desk: Desk) -> None:
        made = await desk.offer()

        first = await desk.decide(made, REJECT)
        again = await desk.decide(made, REJECT, minutes=30)

        assert first == again
        assert (first.state, desk.notepad.tried) == (ProposalState.REJECTED, 0)

    async def test_comes_too_late_after_a_yes(self, desk: Desk) -> None:
        made = await desk.offer()
        await desk.decide(made, CONFIRM)

        with pytest.raises(ProposalConfirmed):
            await desk.decide(made, REJECT)

    async def test_comes_too_late_after_its_time(self, desk: Desk) -> None:
        made = await desk.offer()

        with pytest.raises(ProposalExpired):
            await desk.decide(made, REJECT, minutes=11)


class TestSomebodyElse:
    @pytest.mark.parametrize("decision", Decision)
    async def test_finds_nothing_to_decide(self, decision: Decision, desk: Desk) -> None:
        made = await desk.offer()
        stranger = desk.as_person(a_caller())

        with pytest.raises(ProposalNotFound):
            await stranger.decide(desk.session_id, made.id, decision, now=later(1))
        await stranger.forget(desk.session_id)

        assert await stranger.waiting(desk.session_id, now=NOON) == ()
        assert await desk.service.waiting(desk.session_id, now=later(1)) == (made,)
        assert desk.notepad.tried == 0
