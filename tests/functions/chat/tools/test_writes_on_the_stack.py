"""The writing tools as they run: nothing without a yes, and never twice with one."""

import asyncio
import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from dev.stack.running import Running
from functions.chat.tools.registry import writers_of
from shared.domain.conversation.proposals import LEASE, Decision, Hold, ProposalInProgress, ProposalState
from shared.stores.chat_proposals import RULES, ChatProposals
from tests.database.replay import rows_of
from tests.functions.chat.tools.residents import READS, WRITES, Resident, waiting
from tests.stores.bystanders import caller_of
from tests.stores.conversing import mongo


class TestWrites:
    async def test_nothing_is_written_without_a_yes(
        self, owner: Resident, superuser: psycopg.Connection
    ) -> None:
        before = rows_of(superuser, owner.person.id)

        for tool, arguments in (*READS, *WRITES):
            await owner.call(tool, **arguments)

        assert rows_of(superuser, owner.person.id) == before
        assert len(await waiting(owner)) == len(WRITES)

    async def test_each_is_written_after_a_yes_and_only_once(
        self, owner: Resident, superuser: psycopg.Connection
    ) -> None:
        for tool, arguments in WRITES:
            before = rows_of(superuser, owner.person.id)
            proposal_id = await owner.propose(tool, **arguments)
            async with owner.client() as http:
                answers = await asyncio.gather(*(owner.confirm(http, proposal_id) for _ in range(6)))
                after = rows_of(superuser, owner.person.id)
                again = await owner.confirm(http, proposal_id)

            assert {answer.status_code for answer in answers} <= {200, 409}, tool
            assert again.status_code == 200, again.text
            assert again.json()["state"] == "CONFIRMED"
            assert after != before, tool
            assert rows_of(superuser, owner.person.id) == after, tool
            assert all(answer.json() == again.json() for answer in answers if answer.status_code == 200)

    async def test_a_confirm_whose_process_died_after_writing_is_finished_without_a_second_row(
        self, owner: Resident, stack: Running, superuser: psycopg.Connection
    ) -> None:
        services = owner.deps.services(caller_of(owner.person))
        for tool, arguments in WRITES:
            proposal_id = UUID(await owner.propose(tool, **arguments))
            hold = Hold(id=uuid4(), until=owner.now + LEASE)
            async with mongo(stack) as documents:
                store = ChatProposals(documents=documents, caller=caller_of(owner.person))
                taken = await store.take(owner.session_id, proposal_id, hold=hold, now=owner.now)
            assert taken is not None
            await writers_of(services)[tool]().write(taken.arguments, proposal_id=proposal_id, now=owner.now)
            written = without_times(rows_of(superuser, owner.person.id))
            with pytest.raises(ProposalInProgress):
                await services.proposals().decide(
                    owner.session_id, proposal_id, Decision.CONFIRM, now=owner.now
                )

            done = await services.proposals().decide(
                owner.session_id, proposal_id, Decision.CONFIRM, now=owner.now + LEASE + timedelta(seconds=1)
            )

            assert done.state is ProposalState.CONFIRMED
            assert without_times(rows_of(superuser, owner.person.id)) == written, tool

    async def test_a_stranger_decides_nothing(
        self, owner: Resident, stranger: Resident, superuser: psycopg.Connection
    ) -> None:
        proposal_id = await owner.propose("create_goal", kind="PURCHASE", name="Kamera", target=9_000_000)
        before = rows_of(superuser, owner.person.id)
        async with stranger.client() as http:
            url = f"/api/v1/chat/sessions/{owner.session_id}/proposals"
            answers = [
                await http.post(f"{url}/{proposal_id}", json={"decision": decision})
                for decision in ("CONFIRM", "REJECT")
            ]
            listed = await http.get(url)

        assert [answer.status_code for answer in answers] == [404, 404]
        assert listed.status_code == 404
        assert rows_of(superuser, owner.person.id) == before
        assert len(await waiting(owner)) == 1

    async def test_what_the_database_refuses_is_its_own_problem(
        self, owner: Resident, superuser: psycopg.Connection
    ) -> None:
        proposal_id = await owner.propose("set_budget", category="kopi", amount=300_000)
        superuser.execute(
            "alter table public.budgets add constraint budgets_test_check check (amount <> 300000) not valid"
        )
        try:
            async with owner.client() as http:
                refused = await owner.confirm(http, proposal_id)
        finally:
            superuser.execute("alter table public.budgets drop constraint budgets_test_check")
        async with owner.client() as http:
            done = await owner.confirm(http, proposal_id)

        assert (refused.status_code, refused.json()["code"]) == (422, "budget_refused")
        assert done.json()["state"] == "CONFIRMED"

    async def test_a_removed_session_takes_its_proposals_along(self, owner: Resident, stack: Running) -> None:
        async with owner.client() as http:
            begun = await http.post("/api/v1/chat/sessions", json={})
            session_id = UUID(begun.json()["id"])
            resident = Resident(owner.person, owner.deps, session_id, owner.now)
            proposal_id = await resident.propose("set_budget", category="kopi", amount=300_000)
            removed = await http.delete(f"/api/v1/chat/sessions/{session_id}")
            answer = await resident.confirm(http, proposal_id)

        assert removed.status_code == 204
        assert answer.status_code == 404
        async with mongo(stack) as documents, documents.using(RULES) as kept:
            assert await kept.count_documents({"session_id": session_id}) == 0


def without_times(rows: Any) -> str:
    """The rows without when they were touched: writing the same again may touch one."""
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+00", "", str(rows))
