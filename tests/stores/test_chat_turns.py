"""Turns that hold a session: in memory and in MongoDB they keep the same promises."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shared.domain.conversation.errors import SessionNotFound, TurnInProgress
from shared.domain.conversation.model import SessionChange
from tests.builders.conversations import a_held_turn, a_session
from tests.builders.facts import NOON
from tests.stores.conversing import Kept


class TestTurns:
    async def test_take_two_places_and_hold_the_session(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()

        taken = await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        assert (taken.session.next_seq, taken.session.running_turn) == (2, turn)
        assert taken.left_behind is None
        assert taken.session == await kept.mine.sessions.find(session.id)
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

        assert (taken.session.running_turn, taken.left_behind) == (next_one, dead)
        assert not await kept.mine.sessions.end_turn(session.id, turn_id=dead.id, title=None, metadata={})

    async def test_take_an_archived_session_up_again(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        await kept.mine.sessions.change(session.id, SessionChange(is_active=False))

        taken = await kept.mine.sessions.begin_turn(session.id, turn=a_held_turn(), now=NOON)

        assert taken.session.is_active
        assert (await kept.mine.sessions.find(session.id)).is_active

    async def test_hold_the_session_longer_when_they_are_kept(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)
        later = NOON + timedelta(seconds=50)

        held = await kept.mine.sessions.keep_turn(session.id, turn_id=turn.id, until=later)

        assert held == turn.model_copy(update={"until": later})
        with pytest.raises(TurnInProgress):
            await kept.mine.sessions.begin_turn(
                session.id, turn=a_held_turn(), now=NOON + timedelta(seconds=40)
            )

    async def test_are_not_kept_where_another_holds_the_session(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        for stores, turn_id in ((kept.mine, uuid4()), (kept.theirs, turn.id)):
            assert await stores.sessions.keep_turn(session.id, turn_id=turn_id, until=NOON) is None

        await kept.mine.sessions.remove(session.id)
        assert await kept.mine.sessions.keep_turn(session.id, turn_id=turn.id, until=NOON) is None

    async def test_are_asked_to_stop_and_make_way(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        asked = await kept.mine.sessions.ask_to_stop(session.id, message_id=turn.message_id, now=NOON)
        again = await kept.mine.sessions.ask_to_stop(session.id, message_id=turn.message_id, now=NOON)
        seen = await kept.mine.sessions.keep_turn(session.id, turn_id=turn.id, until=turn.until)
        taken = await kept.mine.sessions.begin_turn(session.id, turn=a_held_turn(), now=NOON)

        stopping = turn.model_copy(update={"stop_asked": True})
        assert asked == again == seen == stopping == taken.left_behind

    async def test_are_not_asked_to_stop_by_strangers_for_other_messages_or_when_dead(
        self, kept: Kept
    ) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        asked = [
            await kept.theirs.sessions.ask_to_stop(session.id, message_id=turn.message_id, now=NOON),
            await kept.mine.sessions.ask_to_stop(session.id, message_id=uuid4(), now=NOON),
            await kept.mine.sessions.ask_to_stop(session.id, message_id=turn.message_id, now=turn.until),
        ]

        assert asked == [None, None, None]
        assert (await kept.mine.sessions.find(session.id)).running_turn == turn

    async def test_of_a_stranger_find_no_session(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))
        turn = a_held_turn()

        with pytest.raises(SessionNotFound):
            await kept.theirs.sessions.begin_turn(session.id, turn=turn, now=NOON)

        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)
        assert not await kept.theirs.sessions.end_turn(
            session.id, turn_id=turn.id, title="Diambil", metadata={}
        )
