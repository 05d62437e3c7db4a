"""Messages page by page, both ways: in memory and in MongoDB the same."""

from uuid import uuid4

import pytest

from shared.errors import InvalidInput
from tests.builders.conversations import a_message
from tests.stores.conversing import Kept


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


class TestNewer:
    async def test_leads_from_the_oldest_messages_to_the_latest_and_beyond(self, kept: Kept) -> None:
        session = uuid4()
        for seq in range(5):
            await kept.mine.messages.add(a_message(kept.owner, session, seq=seq))

        pages: list[list[int]] = []
        page = await kept.mine.messages.newer(session, limit=2, after=None)
        pages.append([message.seq for message in page.items])
        while page.next_cursor is not None:
            page = await kept.mine.messages.newer(session, limit=2, after=page.next_cursor)
            pages.append([message.seq for message in page.items])
        nothing_yet = await kept.mine.messages.newer(session, limit=2, after=page.newer_cursor)
        await kept.mine.messages.add(a_message(kept.owner, session, seq=5))
        more = await kept.mine.messages.newer(session, limit=2, after=nothing_yet.newer_cursor)

        assert pages == [[0, 1], [2, 3], [4]]
        assert nothing_yet.items == ()
        assert [message.seq for message in more.items] == [5]

    async def test_goes_on_from_a_page_of_the_latest(self, kept: Kept) -> None:
        session = uuid4()
        for seq in range(3):
            await kept.mine.messages.add(a_message(kept.owner, session, seq=seq))
        latest = await kept.mine.messages.page(session, limit=2, cursor=None)
        await kept.mine.messages.add(a_message(kept.owner, session, seq=3))

        newer = await kept.mine.messages.newer(session, limit=2, after=latest.newer_cursor)

        assert [message.seq for message in newer.items] == [3]

    async def test_shows_a_stranger_nothing(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        assert (await kept.theirs.messages.newer(message.session_id, limit=2, after=None)).items == ()

    async def test_refuses_a_bad_place(self, kept: Kept) -> None:
        with pytest.raises(InvalidInput) as refused:
            await kept.mine.messages.newer(uuid4(), limit=2, after="e30")

        assert refused.value.fields[0].pointer == "/query/after"


class TestBefore:
    async def test_gives_the_latest_before_a_place(self, kept: Kept) -> None:
        session = uuid4()
        for seq in range(5):
            await kept.mine.messages.add(a_message(kept.owner, session, seq=seq))

        found = await kept.mine.messages.before(session, seq=4, limit=2, whole=True)

        assert [message.seq for message in found] == [2, 3]
        assert await kept.theirs.messages.before(session, seq=4, limit=2, whole=True) == ()
