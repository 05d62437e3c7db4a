"""What MongoDB itself promises of proposals: their shape, their end, and how they are found."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pymongo.errors import WriteError

from dev.stack.running import Running
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.proposals import KEPT
from shared.stores.chat_proposals import RULES, STORED_STATES, ChatProposals
from tests.builders.proposals import NOON, a_proposal, later
from tests.fakes.web import a_caller
from tests.stores.conversing import mongo, wired

BROKEN: dict[str, Callable[[dict[str, object]], dict[str, object]]] = {
    "a state that is told by the time": lambda it: {**it, "state": "EXPIRED"},
    "no owner": lambda it: {name: value for name, value in it.items() if name != "user_id"},
    "no end": lambda it: {name: value for name, value in it.items() if name != "expires_at"},
    "a hold without its end": lambda it: {**it, "hold": {"id": uuid4()}},
    "no arguments": lambda it: {name: value for name, value in it.items() if name != "arguments"},
    "a summary of nothing": lambda it: {**it, "summary": ""},
}


def a_document(**changes: object) -> dict[str, object]:
    """A proposal as the collection holds it."""
    whole: dict[str, object] = {
        "_id": uuid4(),
        "user_id": uuid4(),
        "session_id": uuid4(),
        "tool": "set_budget",
        "language": "id",
        "summary": "x",
        "arguments": {},
        "state": "PENDING",
        "created_at": NOON,
        "expires_at": NOON,
    }
    return whole | changes


def forgetting_index(indexes: Mapping[str, Any]) -> str:
    """The index by which the database forgets."""
    (name,) = [name for name, it in indexes.items() if "expireAfterSeconds" in it]
    return name


class TestInMongoDB:
    @pytest.mark.parametrize("what", BROKEN)
    async def test_the_collection_refuses(self, what: str, stack: Running) -> None:
        whole = a_document()
        async with mongo(stack) as documents, documents.using(RULES) as collection:
            with pytest.raises(WriteError):
                await collection.insert_one(BROKEN[what](whole))

            await collection.insert_one(whole)
            await collection.delete_one({"_id": whole["_id"]})

    async def test_what_nobody_decided_is_forgotten_a_day_after_its_end_by_the_database(
        self, stack: Running
    ) -> None:
        async with mongo(stack) as documents, documents.using(RULES) as collection:
            indexes = await collection.index_information()

        forgetting = indexes[forgetting_index(indexes)]
        assert forgetting["key"] == [("expires_at", 1)]
        assert timedelta(seconds=forgetting["expireAfterSeconds"]) == KEPT

    async def test_what_was_decided_is_not_among_what_is_forgotten(self, stack: Running) -> None:
        rules = replace(RULES, name=f"chat_proposals_{uuid4().hex}")
        async with mongo(stack) as documents, documents.using(rules) as collection:
            await collection.insert_many([a_document(state=state.value) for state in STORED_STATES])
            indexes = await collection.index_information()
            looked_into = await collection.database.command("validate", rules.name)
            await collection.drop()

        # MongoDB forgets what it finds by this index, and nothing else.
        assert looked_into["keysPerIndex"][forgetting_index(indexes)] == 1
        assert looked_into["nrecords"] == len(STORED_STATES)

    async def test_a_proposal_that_is_decided_leaves_what_is_forgotten(self, stack: Running) -> None:
        owner = a_caller()
        async with mongo(stack) as documents, documents.using(RULES) as collection:
            store = ChatProposals(documents=documents, caller=owner)
            kept, waits = a_proposal(owner), a_proposal(owner)
            await store.add(kept)
            await store.add(waits)
            await store.reject(kept.session_id, kept.id, now=NOON)
            asked = {"user_id": owner.id, "state": "PENDING", "expires_at": {"$lt": later(20)}}
            name = forgetting_index(await collection.index_information())
            found = await collection.find(asked).hint(name).to_list()

        assert [it["_id"] for it in found] == [waits.id]

    async def test_a_sessions_proposals_are_found_by_an_index(self, stack: Running) -> None:
        owner, session_id = a_caller(), uuid4()
        async with mongo(stack) as documents:
            store = ChatProposals(documents=documents, caller=owner)
            for _ in range(30):
                await store.add(a_proposal(owner))
            await store.add(a_proposal(owner, session_id))
            async with documents.using(RULES) as collection:
                asked = {"user_id": owner.id, "session_id": session_id}
                plan = await collection.find(asked).sort("created_at", 1).explain()

        assert plan["executionStats"]["totalDocsExamined"] == 1

    async def test_what_was_kept_before_turns_were_named_is_read_and_left_alone(self, stack: Running) -> None:
        owner, session_id = a_caller(), uuid4()
        whole = a_document(user_id=owner.id, session_id=session_id, expires_at=later(10))
        async with mongo(stack) as documents:
            store = ChatProposals(documents=documents, caller=owner)
            async with documents.using(RULES) as collection:
                await collection.insert_one(whole)
            await store.withdraw(session_id, turn_id=uuid4(), now=NOON)
            (found,) = await store.waiting(session_id, now=NOON)

        assert (found.id, found.turn_id, found.expires_at) == (whole["_id"], None, later(10))

    async def test_an_outage_is_told_and_heals_by_itself(self, stack: Running) -> None:
        async with wired(stack, patience_ms=1_000) as (wire, documents), asyncio.timeout(30):
            owner = a_caller()
            store, proposal = ChatProposals(documents=documents, caller=owner), a_proposal(owner)
            wire.cut()

            with pytest.raises(ChatStoreUnavailable):
                await store.add(proposal)
            with pytest.raises(ChatStoreUnavailable):
                await store.find(proposal.session_id, proposal.id)

            await wire.mend()
            await store.add(proposal)
            assert await store.find(proposal.session_id, proposal.id) == proposal
