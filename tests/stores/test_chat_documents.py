"""MongoDB itself: rules of the collections, what is forgotten, and what happens when it is gone."""

import asyncio
from collections.abc import AsyncGenerator
from uuid import uuid4

import pytest
from pymongo.errors import WriteError

from dev.stack.running import Running
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.model import Chosen
from shared.stores import ai_analytics, chat_messages, chat_sessions
from shared.stores.chat_words import SEARCHED, begins_with
from shared.stores.documents import Documents, Rules
from tests.builders.conversations import a_message, a_session, a_use
from tests.stores.conversing import kept_by, mongo, mongo_stores, wired

ALL_RULES = (chat_sessions.RULES, chat_messages.RULES, ai_analytics.RULES)


@pytest.fixture
async def documents(stack: Running) -> AsyncGenerator[Documents]:
    """The stack's own."""
    async with mongo(stack) as opened:
        yield opened


class TestRules:
    @pytest.mark.parametrize("rules", ALL_RULES, ids=lambda rules: rules.name)
    async def test_are_put_in_place_by_the_first_use_and_stay(self, stack: Running, rules: Rules) -> None:
        async with mongo(stack) as documents, documents.using(rules):
            pass

        async with mongo(stack) as documents, documents.using(rules) as collection:
            options = await collection.options()
            indexes = await collection.index_information()

        assert options["validator"] == rules.validator
        assert len(indexes) == len(rules.indexes) + 1

    async def test_may_be_put_in_place_by_many_at_once(self, stack: Running) -> None:
        rules = Rules(
            name=f"many_{uuid4().hex}", schema={"bsonType": "object"}, indexes=chat_sessions.RULES.indexes
        )

        async def use() -> None:
            async with mongo(stack) as documents, documents.using(rules) as collection:
                await collection.find_one({})

        await asyncio.gather(*(use() for _ in range(8)))

        async with mongo(stack) as documents, documents.using(rules) as collection:
            assert len(await collection.index_information()) == len(rules.indexes) + 1
            await collection.drop()

    async def test_are_brought_up_to_date(self, stack: Running) -> None:
        old = Rules(
            name=f"old_{uuid4().hex}", schema={"bsonType": "object"}, indexes=chat_sessions.RULES.indexes
        )
        new = Rules(name=old.name, schema={"bsonType": "object", "required": ["x"]}, indexes=old.indexes)
        async with mongo(stack) as documents, documents.using(old) as collection:
            await collection.insert_one({})

        async with mongo(stack) as documents, documents.using(new) as collection:
            with pytest.raises(WriteError):
                await collection.insert_one({})
            await collection.drop()

    @pytest.mark.parametrize("rules", ALL_RULES, ids=lambda rules: rules.name)
    async def test_refuse_what_is_no_such_document(self, documents: Documents, rules: Rules) -> None:
        async with documents.using(rules) as collection:
            with pytest.raises(WriteError):
                await collection.insert_one({"user_id": "somebody"})


class TestPlans:
    """The queries of the stores are answered from indexes."""

    async def test_read_only_the_documents_of_a_page(self, documents: Documents) -> None:
        owner = kept_by(mongo_stores(documents))
        session_id = uuid4()
        for seq in range(60):
            await owner.mine.messages.add(a_message(owner.owner, session_id, seq=seq))

        async with documents.using(chat_messages.RULES) as messages:
            page = messages.find({"session_id": session_id, "user_id": owner.owner.id}).sort("seq", -1)
            plan = await page.limit(20).explain()

        assert plan["executionStats"]["totalDocsExamined"] == 20

    @pytest.mark.parametrize("chosen", [{}, {"is_active": True}])
    async def test_find_a_page_of_sessions_without_sorting(
        self, documents: Documents, chosen: dict[str, bool]
    ) -> None:
        owner = kept_by(mongo_stores(documents))
        for minute in range(30):
            session = a_session(owner.owner, minute=minute)
            await owner.mine.sessions.add(session.model_copy(update={"is_active": minute % 3 == 0}))

        async with documents.using(chat_sessions.RULES) as sessions:
            asked = {"user_id": owner.owner.id, **chosen}
            page = sessions.find(asked).sort([("updated_at", -1), ("_id", -1)])
            plan = await page.limit(10).explain()

        assert plan["executionStats"]["totalDocsExamined"] == 10

    async def test_find_words_among_ones_own_alone(self, documents: Documents) -> None:
        owner = kept_by(mongo_stores(documents))
        for seq in range(40):
            said = a_message(owner.owner, uuid4(), seq=seq)
            word = "gajiku" if seq % 10 == 0 else "tabungan"
            await owner.mine.messages.add(said.model_copy(update={"content": word}))

        asked = {"user_id": owner.owner.id, "words": begins_with("gaji")}
        async with documents.using(chat_messages.RULES) as messages:
            plan = await messages.find(asked, hint=SEARCHED).explain()

        stage = plan["queryPlanner"]["winningPlan"]["inputStage"]
        assert (stage["stage"], stage["indexName"]) == ("IXSCAN", SEARCHED)
        assert plan["executionStats"]["totalKeysExamined"] <= 5
        assert plan["executionStats"]["totalDocsExamined"] == 4


class TestAnalytics:
    async def test_forget_a_session_but_not_what_it_cost(self, documents: Documents) -> None:
        kept = kept_by(mongo_stores(documents))
        forgotten, other = a_use(uuid4()), a_use(uuid4())
        await kept.mine.analytics.add(forgotten)
        await kept.mine.analytics.add(other)

        await kept.theirs.analytics.forget_session(other.session_id or uuid4())
        await kept.mine.analytics.forget_session(forgotten.session_id or uuid4())

        async with documents.using(ai_analytics.RULES) as uses:
            found = {use["_id"]: use async for use in uses.find({"user_id": kept.owner.id})}
        assert found[forgotten.id]["session_id"] is None
        assert found[forgotten.id]["request_data"] == {}
        assert found[forgotten.id]["token_usage"] == 3
        assert found[other.id]["request_data"] == {"content": "Keuanganku sehat?"}


class TestOutage:
    @pytest.mark.parametrize("kind", ["gone", "hanging"])
    async def test_is_told_in_time_and_heals_by_itself(self, stack: Running, kind: str) -> None:
        async with wired(stack, patience_ms=1_000) as (wire, documents), asyncio.timeout(30):
            kept = kept_by(mongo_stores(documents))
            session = await kept.mine.sessions.add(a_session(kept.owner))

            wire.cut() if kind == "gone" else wire.hold()
            with pytest.raises(ChatStoreUnavailable):
                await kept.mine.sessions.find(session.id)
            with pytest.raises(ChatStoreUnavailable):
                await documents.ping()

            await wire.mend()
            assert await kept.mine.sessions.find(session.id) == session

    async def test_before_the_first_use_is_told_and_heals_as_well(self, stack: Running) -> None:
        async with wired(stack, patience_ms=1_000) as (wire, documents), asyncio.timeout(30):
            kept = kept_by(mongo_stores(documents))
            wire.cut()
            with pytest.raises(ChatStoreUnavailable):
                await kept.mine.sessions.page(Chosen(), limit=10, cursor=None)

            await wire.mend()
            assert (await kept.mine.sessions.page(Chosen(), limit=10, cursor=None)).items == ()
