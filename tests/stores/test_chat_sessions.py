"""Sessions: in memory and in MongoDB they keep the same promises, and strangers never see any."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from dev.stack.running import Running
from shared.domain.conversation.errors import SessionIdTaken, SessionNotFound, TurnInProgress
from shared.errors import InvalidInput
from tests.builders.conversations import a_held_turn, a_session
from tests.builders.facts import NOON
from tests.stores.conversing import Kept, in_memory, kept_by, mongo, mongo_stores


@pytest.fixture(params=["in memory", "in MongoDB"])
async def kept(request: pytest.FixtureRequest) -> AsyncGenerator[Kept]:
    """An owner and a stranger over the same sessions."""
    if request.param == "in memory":
        yield kept_by(in_memory())
        return
    stack: Running = request.getfixturevalue("stack")
    async with mongo(stack) as documents:
        yield kept_by(mongo_stores(documents))


class TestAdd:
    async def test_keeps_a_session_as_it_is(self, kept: Kept) -> None:
        session = a_session(kept.owner)

        added = await kept.mine.sessions.add(session)

        assert added == session == await kept.mine.sessions.find(session.id)

    async def test_gives_the_one_that_is_already_there(self, kept: Kept) -> None:
        first = await kept.mine.sessions.add(a_session(kept.owner))

        again = await kept.mine.sessions.add(first.model_copy(update={"title": "Lain"}))

        assert again == first

    async def test_refuses_an_id_of_somebody_elses(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        with pytest.raises(SessionIdTaken):
            await kept.theirs.sessions.add(session)


class TestFind:
    async def test_does_not_find_what_a_stranger_has(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        with pytest.raises(SessionNotFound):
            await kept.theirs.sessions.find(session.id)

    async def test_does_not_find_what_is_not_there(self, kept: Kept) -> None:
        with pytest.raises(SessionNotFound):
            await kept.mine.sessions.find(uuid4())


class TestPage:
    async def test_gives_each_session_once_the_last_used_first(self, kept: Kept) -> None:
        added = [
            await kept.mine.sessions.add(a_session(kept.owner, minute=minute % 3)) for minute in range(7)
        ]

        seen: list[UUID] = []
        cursor: str | None = None
        while True:
            page = await kept.mine.sessions.page(limit=3, cursor=cursor)
            seen += [session.id for session in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break

        assert len(seen) == len(set(seen))
        assert set(seen) == {session.id for session in added}
        moments = {session.id: session.updated_at for session in added}
        assert [moments[one] for one in seen] == sorted(moments.values(), reverse=True)

    async def test_shows_a_stranger_nothing(self, kept: Kept) -> None:
        await kept.mine.sessions.add(a_session(kept.owner))

        assert (await kept.theirs.sessions.page(limit=10, cursor=None)).items == ()

    @pytest.mark.parametrize(
        "cursor",
        ["x", "", "e30", "bnVsbA", "////", "a" * 600, "eyJ1cGRhdGVkX2F0IjoiMDAwMS0wMS0wMVQwMDowMDowMFoifQ"],
    )
    async def test_refuses_a_bad_cursor(self, kept: Kept, cursor: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            await kept.mine.sessions.page(limit=10, cursor=cursor)

        assert refused.value.fields[0].pointer == "/query/cursor"


class TestRemove:
    async def test_removes(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        await kept.mine.sessions.remove(session.id)

        with pytest.raises(SessionNotFound):
            await kept.mine.sessions.find(session.id)

    async def test_removes_nothing_of_a_strangers(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        with pytest.raises(SessionNotFound):
            await kept.theirs.sessions.remove(session.id)

        assert await kept.mine.sessions.find(session.id) == session


class TestTurns:
    async def test_take_two_places_and_hold_the_session(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()

        taken = await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        assert (taken.next_seq, taken.running_turn) == (2, turn)
        with pytest.raises(TurnInProgress):
            await kept.mine.sessions.begin_turn(session.id, turn=a_held_turn(), now=NOON)

    async def test_let_the_session_go_named_and_with_what_they_rested_on(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner, title=None))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        ended = await kept.mine.sessions.end_turn(
            session.id, turn_id=turn.id, title="$title {x}", metadata={"language": "id", "a.b": "$c"}
        )

        after = await kept.mine.sessions.find(session.id)
        assert ended
        assert (after.title, after.running_turn) == ("$title {x}", None)
        assert after.metadata == {"language": "id", "a.b": "$c"}

    async def test_keep_the_title_that_is_there(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner, title="Punyaku"))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        await kept.mine.sessions.end_turn(session.id, turn_id=turn.id, title="Lain", metadata={})

        assert (await kept.mine.sessions.find(session.id)).title == "Punyaku"

    async def test_are_taken_over_when_their_function_is_dead(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        dead, next_one = a_held_turn(), a_held_turn(seconds=90)
        await kept.mine.sessions.begin_turn(session.id, turn=dead, now=NOON)

        later = NOON + timedelta(seconds=30)
        taken = await kept.mine.sessions.begin_turn(session.id, turn=next_one, now=later)

        assert taken.running_turn == next_one
        assert not await kept.mine.sessions.end_turn(session.id, turn_id=dead.id, title=None, metadata={})

    async def test_of_a_stranger_find_no_session(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()

        with pytest.raises(SessionNotFound):
            await kept.theirs.sessions.begin_turn(session.id, turn=turn, now=NOON)

        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)
        assert not await kept.theirs.sessions.end_turn(
            session.id, turn_id=turn.id, title="Diambil", metadata={}
        )
