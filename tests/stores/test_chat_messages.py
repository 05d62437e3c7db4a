"""Messages and uses of advisors: in memory and in MongoDB the same, and strangers never see any."""

from collections.abc import AsyncGenerator
from uuid import uuid4

import pytest

from dev.stack.running import Running
from shared.domain.conversation.errors import TurnInProgress
from shared.domain.conversation.model import MessageStatus
from shared.errors import InvalidInput
from tests.builders.conversations import a_message, an_answer
from tests.stores.conversing import Kept, in_memory, kept_by, mongo, mongo_stores


@pytest.fixture(params=["in memory", "in MongoDB"])
async def kept(request: pytest.FixtureRequest) -> AsyncGenerator[Kept]:
    """An owner and a stranger over the same messages."""
    if request.param == "in memory":
        yield kept_by(in_memory())
        return
    stack: Running = request.getfixturevalue("stack")
    async with mongo(stack) as documents:
        yield kept_by(mongo_stores(documents))


class TestAdd:
    async def test_keeps_a_message_as_it_is(self, kept: Kept) -> None:
        message = a_message(kept.owner, uuid4())

        await kept.mine.messages.add(message)

        page = await kept.mine.messages.page(message.session_id, limit=10, cursor=None)
        assert page.items == (message,)

    async def test_gives_the_one_that_was_sent_before(self, kept: Kept) -> None:
        sent = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        repeat = a_message(kept.owner, sent.session_id, seq=2)

        again = await kept.mine.messages.add(
            repeat.model_copy(update={"client_message_id": sent.client_message_id})
        )

        assert again == sent

    async def test_allows_the_same_client_id_in_another_session(self, kept: Kept) -> None:
        sent = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        other = a_message(kept.owner, uuid4()).model_copy(
            update={"client_message_id": sent.client_message_id}
        )

        assert await kept.mine.messages.add(other) == other

    async def test_refuses_a_place_that_is_taken(self, kept: Kept) -> None:
        first = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        with pytest.raises(TurnInProgress):
            await kept.mine.messages.add(a_message(kept.owner, first.session_id))


class TestFindSent:
    async def test_finds_by_the_clients_id(self, kept: Kept) -> None:
        sent = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        found = await kept.mine.messages.find_sent(sent.session_id, client_message_id=sent.client_message_id)

        assert found == sent

    async def test_finds_nothing_for_a_stranger(self, kept: Kept) -> None:
        sent = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        found = await kept.theirs.messages.find_sent(
            sent.session_id, client_message_id=sent.client_message_id
        )

        assert found is None


class TestSaveAnswer:
    async def test_keeps_it_whole_and_completes_what_it_answers(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        answer = an_answer(message)

        await kept.mine.messages.save_answer(answer)

        page = await kept.mine.messages.page(message.session_id, limit=10, cursor=None)
        assert page.items == (message.model_copy(update={"status": MessageStatus.COMPLETE}), answer)
        assert await kept.mine.messages.find_answer(message) == answer

    async def test_lets_only_the_first_of_two_runs_answer(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        await kept.mine.messages.save_answer(an_answer(message))

        with pytest.raises(TurnInProgress):
            await kept.mine.messages.save_answer(an_answer(message))

    async def test_shows_a_stranger_nothing(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        await kept.mine.messages.save_answer(an_answer(message))

        page = await kept.theirs.messages.page(message.session_id, limit=10, cursor=None)

        assert page.items == ()
        assert await kept.theirs.messages.find_answer(message) is None


class TestMark:
    async def test_says_how_far_a_turn_has_come(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        await kept.mine.messages.mark(message.id, status=MessageStatus.ABORTED)

        page = await kept.mine.messages.page(message.session_id, limit=10, cursor=None)
        assert page.items[0].status is MessageStatus.ABORTED

    async def test_changes_nothing_of_a_strangers(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        await kept.theirs.messages.mark(message.id, status=MessageStatus.FAILED)

        page = await kept.mine.messages.page(message.session_id, limit=10, cursor=None)
        assert page.items[0].status is MessageStatus.PENDING


class TestPage:
    async def test_leads_from_the_latest_messages_to_the_oldest(self, kept: Kept) -> None:
        session = uuid4()
        for seq in range(7):
            await kept.mine.messages.add(a_message(kept.owner, session, seq=seq))

        pages: list[list[int]] = []
        cursor: str | None = None
        while True:
            page = await kept.mine.messages.page(session, limit=3, cursor=cursor)
            pages.append([message.seq for message in page.items])
            cursor = page.next_cursor
            if cursor is None:
                break

        assert pages == [[4, 5, 6], [1, 2, 3], [0]]

    @pytest.mark.parametrize(
        "cursor", ["x", "e30", "eyJzZXEiOi0xfQ", "eyJzZXEiOjk5OTk5OTk5OTk5OTk5OTk5OTk5fQ"]
    )
    async def test_refuses_a_bad_cursor(self, kept: Kept, cursor: str) -> None:
        with pytest.raises(InvalidInput):
            await kept.mine.messages.page(uuid4(), limit=3, cursor=cursor)


class TestRemoveAll:
    async def test_removes_one_session_of_one_person(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        other = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        await kept.theirs.messages.remove_all(other.session_id)
        await kept.mine.messages.remove_all(message.session_id)

        gone = await kept.mine.messages.page(message.session_id, limit=10, cursor=None)
        left = await kept.mine.messages.page(other.session_id, limit=10, cursor=None)
        assert (gone.items, left.items) == ((), (other,))
