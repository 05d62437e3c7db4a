"""Messages and uses of advisors: in memory and in MongoDB the same, and strangers never see any."""

from uuid import uuid4

import pytest

from shared.domain.conversation.errors import MessageNotFound, TurnInProgress
from shared.domain.conversation.model import (
    MAX_COMMENT,
    ChatMessage,
    Feedback,
    FeedbackRating,
    FeedbackReason,
    MessageStatus,
)
from tests.builders.conversations import a_message, an_answer
from tests.builders.facts import NOON
from tests.stores.conversing import Kept

BESIDE = {
    "cards": ({"title": "Bulan ini", "figures": [{"fact_id": "a.b", "value": 999_999_999_999_999}]},),
    "proposals": (uuid4(), uuid4()),
    "rounds": ('{"calls":[{"arguments":{"$where":"1","a.b":"\\u0000"}}]}', "{}"),
    "remembered": '{"parts":[]}',
}
"""What an answer may have beside its words."""


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


class TestFind:
    async def test_finds_a_message_of_its_session_alone(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        assert await kept.mine.messages.find(message.session_id, message.id) == message
        for stores, session_id in ((kept.mine, uuid4()), (kept.theirs, message.session_id)):
            with pytest.raises(MessageNotFound):
                await stores.messages.find(session_id, message.id)


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

    async def test_keeps_what_is_shown_beside_it_and_what_later_turns_read(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        answer = an_answer(message).model_copy(update=BESIDE)

        await kept.mine.messages.save_answer(answer)

        shown = answer.model_copy(update={"rounds": (), "remembered": None})
        page = await kept.mine.messages.page(message.session_id, limit=1, cursor=None)
        whole = await kept.mine.messages.before(message.session_id, seq=answer.seq + 1, limit=1, whole=True)
        light = await kept.mine.messages.before(message.session_id, seq=answer.seq + 1, limit=1, whole=False)
        assert page.items == (shown,)
        assert await kept.mine.messages.find_answer(message) == shown
        assert (whole, light) == ((answer,), (shown,))

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


class TestTurnsOfAMessage:
    async def test_say_how_far_they_have_come(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        first, second = uuid4(), uuid4()

        told: list[ChatMessage] = []
        await kept.mine.messages.take(message.id, turn_id=first)
        told.append(await kept.mine.messages.find(message.session_id, message.id))
        await kept.mine.messages.mark(message.id, turn_id=first, status=MessageStatus.ABORTED)
        told.append(await kept.mine.messages.find(message.session_id, message.id))
        await kept.mine.messages.take(message.id, turn_id=second)
        told.append(await kept.mine.messages.find(message.session_id, message.id))

        assert [(it.turn_id, it.status) for it in told] == [
            (first, MessageStatus.PENDING),
            (first, MessageStatus.ABORTED),
            (second, MessageStatus.PENDING),
        ]

    async def test_say_nothing_once_another_has_taken_it(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        first, second = uuid4(), uuid4()
        await kept.mine.messages.take(message.id, turn_id=first)
        await kept.mine.messages.take(message.id, turn_id=second)

        for before in (first, None):
            await kept.mine.messages.mark(message.id, turn_id=before, status=MessageStatus.FAILED)

        found = await kept.mine.messages.find(message.session_id, message.id)
        assert (found.turn_id, found.status) == (second, MessageStatus.PENDING)

    async def test_of_former_times_are_marked_too(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        await kept.mine.messages.mark(message.id, turn_id=None, status=MessageStatus.ABORTED)

        found = await kept.mine.messages.find(message.session_id, message.id)
        assert found.status is MessageStatus.ABORTED

    async def test_change_nothing_of_a_strangers(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        await kept.theirs.messages.take(message.id, turn_id=uuid4())
        await kept.theirs.messages.mark(message.id, turn_id=None, status=MessageStatus.FAILED)
        await kept.theirs.messages.complete(message.id)

        assert await kept.mine.messages.find(message.session_id, message.id) == message

    async def test_leave_a_complete_message_as_it_is(self, kept: Kept) -> None:
        messages = kept.mine.messages
        answered, completed = uuid4(), uuid4()
        saved = await messages.add(a_message(kept.owner, answered))
        await messages.save_answer(an_answer(saved))
        other = await messages.add(a_message(kept.owner, completed))
        await messages.complete(other.id)

        for message in (saved, other):
            await messages.take(message.id, turn_id=uuid4())
            await messages.mark(message.id, turn_id=None, status=MessageStatus.ABORTED)

            found = await messages.find(message.session_id, message.id)
            assert found == message.model_copy(update={"status": MessageStatus.COMPLETE})


class TestRate:
    @pytest.mark.parametrize(
        "feedback",
        [
            Feedback(rating=FeedbackRating.UP, given_at=NOON),
            Feedback(
                rating=FeedbackRating.DOWN,
                reason=FeedbackReason.WRONG_FIGURES,
                comment="$x".ljust(MAX_COMMENT, "🙏"),
                given_at=NOON,
            ),
        ],
    )
    async def test_keeps_what_the_person_thinks_and_takes_it_back(
        self, kept: Kept, feedback: Feedback
    ) -> None:
        answer = await answered(kept)

        rated = await kept.mine.messages.rate(answer.session_id, answer.id, feedback)
        read = await kept.mine.messages.find(answer.session_id, answer.id)
        back = await kept.mine.messages.rate(answer.session_id, answer.id, None)
        again = await kept.mine.messages.rate(answer.session_id, answer.id, None)

        assert rated == read == answer.model_copy(update={"feedback": feedback})
        assert back == again == answer

    async def test_rates_nothing_but_ones_own_answers(self, kept: Kept) -> None:
        answer = await answered(kept)
        feedback = Feedback(rating=FeedbackRating.UP, given_at=NOON)
        assert answer.reply_to is not None

        rated = [
            await kept.theirs.messages.rate(answer.session_id, answer.id, feedback),
            await kept.mine.messages.rate(uuid4(), answer.id, feedback),
            await kept.mine.messages.rate(answer.session_id, answer.reply_to, feedback),
        ]

        assert rated == [None, None, None]
        assert await kept.mine.messages.find(answer.session_id, answer.id) == answer


class TestWords:
    @pytest.mark.parametrize(
        ("word", "found"),
        [("keuangan", True), ("sehat", True), ("15", True), ("disisih", True), ("uangan", False)],
    )
    async def test_of_messages_and_answers_are_found_by_their_beginning(
        self, kept: Kept, word: str, found: bool
    ) -> None:
        answer = await answered(kept)

        sessions = await kept.mine.messages.sessions_with_word(word)

        assert sessions == (frozenset({answer.session_id}) if found else frozenset())

    @pytest.mark.parametrize("word", ["$", ".*", "^k", "[a-z]", "(?i)k", '{"$gt": ""}', "'", '"', "\\", "%"])
    async def test_are_never_patterns(self, kept: Kept, word: str) -> None:
        await answered(kept)

        assert await kept.mine.messages.sessions_with_word(word) == frozenset()

    async def test_of_a_stranger_are_not_found(self, kept: Kept) -> None:
        await answered(kept)

        assert await kept.theirs.messages.sessions_with_word("keuanganku") == frozenset()


class TestRemoveAll:
    async def test_removes_one_session_of_one_person(self, kept: Kept) -> None:
        message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
        other = await kept.mine.messages.add(a_message(kept.owner, uuid4()))

        await kept.theirs.messages.remove_all(other.session_id)
        await kept.mine.messages.remove_all(message.session_id)

        gone = await kept.mine.messages.page(message.session_id, limit=10, cursor=None)
        left = await kept.mine.messages.page(other.session_id, limit=10, cursor=None)
        assert (gone.items, left.items) == ((), (other,))


async def answered(kept: Kept) -> ChatMessage:
    """An answer that is kept."""
    message = await kept.mine.messages.add(a_message(kept.owner, uuid4()))
    answer = an_answer(message)
    await kept.mine.messages.save_answer(answer)
    return answer
