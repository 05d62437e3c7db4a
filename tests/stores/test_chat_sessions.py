"""Sessions: in memory and in MongoDB they keep the same promises, and strangers never see any."""

from uuid import UUID, uuid4

import pytest

from shared.domain.conversation.errors import SessionIdTaken, SessionNotFound
from shared.domain.conversation.model import (
    Chosen,
    SessionChange,
    SessionState,
    SessionType,
)
from shared.domain.conversation.searching import words_of
from shared.errors import InvalidInput
from tests.builders.conversations import a_held_turn, a_session
from tests.builders.facts import NOON
from tests.stores.conversing import Kept

ALL = Chosen(state=SessionState.ALL)


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
            page = await kept.mine.sessions.page(ALL, limit=3, cursor=cursor)
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

        assert (await kept.theirs.sessions.page(ALL, limit=10, cursor=None)).items == ()

    @pytest.mark.parametrize(
        "cursor",
        ["x", "", "e30", "bnVsbA", "////", "a" * 600, "eyJ1cGRhdGVkX2F0IjoiMDAwMS0wMS0wMVQwMDowMDowMFoifQ"],
    )
    async def test_refuses_a_bad_cursor(self, kept: Kept, cursor: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            await kept.mine.sessions.page(ALL, limit=10, cursor=cursor)

        assert refused.value.fields[0].pointer == "/query/cursor"

    async def test_holds_the_chosen_ones_alone(self, kept: Kept) -> None:
        active, archived = a_session(kept.owner), a_session(kept.owner, minute=1)
        other = a_session(kept.owner).model_copy(update={"type": SessionType.GENERAL})
        for session in (active, archived, other):
            await kept.mine.sessions.add(session)
        await kept.mine.sessions.change(archived.id, SessionChange(is_active=False))

        pages = {
            chosen: await kept.mine.sessions.page(chosen, limit=10, cursor=None)
            for chosen in (
                Chosen(),
                Chosen(state=SessionState.ARCHIVED),
                ALL,
                Chosen(type=SessionType.GENERAL),
            )
        }

        found = [{session.id for session in page.items} for page in pages.values()]
        assert found == [{active.id, other.id}, {archived.id}, {active.id, archived.id, other.id}, {other.id}]

    async def test_holds_those_it_is_asked_for_alone(self, kept: Kept) -> None:
        mine = await kept.mine.sessions.add(a_session(kept.owner))
        await kept.mine.sessions.add(a_session(kept.owner, minute=1))
        theirs = await kept.theirs.sessions.add(a_session(kept.owner))

        page = await kept.mine.sessions.page(
            ALL, limit=10, cursor=None, among=frozenset({mine.id, theirs.id})
        )

        assert page.items == (mine,)
        nobody = await kept.mine.sessions.page(ALL, limit=10, cursor=None, among=frozenset())
        assert nobody.items == ()


class TestWords:
    @pytest.mark.parametrize(
        ("looked_for", "found"),
        [
            ("dana", True),
            ("DAN", True),
            ("darurat", True),
            ("café", True),
            ("5000000", True),
            ("5.000", True),
            ("arurat", False),
            ("000", False),
            ("motor", False),
        ],
    )
    async def test_of_titles_are_found_by_their_beginning(
        self, kept: Kept, looked_for: str, found: bool
    ) -> None:
        session = await kept.mine.sessions.add(
            a_session(kept.owner, title="Dana darurat di Cafe: Rp5.000.000!")
        )

        (word,) = words_of(looked_for)

        assert await kept.mine.sessions.with_word(word) == (frozenset({session.id} if found else set()))

    @pytest.mark.parametrize("word", ["", "a", "$", ".*", "^a", "[a-z]", "a|b", '{"$ne": 1}', "'", '"', "\\"])
    async def test_are_never_patterns(self, kept: Kept, word: str) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner, title="Anggaran bulan ini"))

        found = await kept.mine.sessions.with_word(word)

        assert found == (frozenset({session.id}) if "anggaran".startswith(word) else frozenset())

    async def test_of_a_stranger_are_not_found(self, kept: Kept) -> None:
        await kept.mine.sessions.add(a_session(kept.owner, title="Anggaran"))

        assert await kept.theirs.sessions.with_word("anggaran") == frozenset()

    async def test_follow_the_title(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner, title="Lama"))
        untitled = await kept.mine.sessions.add(a_session(kept.owner, title=None))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(untitled.id, turn=turn, now=NOON)

        await kept.mine.sessions.change(session.id, SessionChange(title="Baru"))
        await kept.mine.sessions.end_turn(untitled.id, turn_id=turn.id, title="Baru juga", metadata={})

        assert await kept.mine.sessions.with_word("lama") == frozenset()
        assert await kept.mine.sessions.with_word("baru") == {session.id, untitled.id}

    async def test_of_a_title_stay_when_a_later_turn_offers_another(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner, title="Punyaku"))
        turn = a_held_turn()
        await kept.mine.sessions.begin_turn(session.id, turn=turn, now=NOON)

        await kept.mine.sessions.end_turn(session.id, turn_id=turn.id, title="Lain", metadata={})

        assert await kept.mine.sessions.with_word("punyaku") == {session.id}
        assert await kept.mine.sessions.with_word("lain") == frozenset()


class TestChange:
    async def test_renames_and_leaves_the_rest_as_it_is(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        changed = await kept.mine.sessions.change(session.id, SessionChange(title="$title {x}"))

        assert changed == session.model_copy(update={"title": "$title {x}"})
        assert await kept.mine.sessions.find(session.id) == changed

    async def test_archives_and_takes_back(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        archived = await kept.mine.sessions.change(session.id, SessionChange(is_active=False))
        back = await kept.mine.sessions.change(session.id, SessionChange(is_active=True))

        assert (archived.is_active, back) == (False, session)

    async def test_changes_nothing_of_a_strangers(self, kept: Kept) -> None:
        session = await kept.mine.sessions.add(a_session(kept.owner))

        with pytest.raises(SessionNotFound):
            await kept.theirs.sessions.change(session.id, SessionChange(title="Diambil"))

        assert await kept.mine.sessions.find(session.id) == session


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
