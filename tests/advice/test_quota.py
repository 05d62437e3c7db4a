"""Tokens are reserved before a model is asked and counted once, however its turn ends."""

from contextlib import aclosing
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from shared.advice.quota import LEASE, MeteredAdvisor, TurnQuota
from shared.domain.usage.quota import QuotaSpent, answer_tokens, limit_on, seconds_to_midnight
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    TextDelta,
    TurnRequest,
    Usage,
    UserSaid,
)
from shared.settings import MissingSetting, QuotaSettings, load
from tests.fakes.chat import ScriptedAdvisor, says
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import NOON, FixedClock, a_caller

DAY = date(2026, 11, 22)
REQUEST = TurnRequest(system="", history=(UserSaid(text="Halo"),), language="id")
PLENTY = 100_000


class Setting:
    """One person's quota, and a turn of theirs."""

    def __init__(self, limit: int = PLENTY) -> None:
        self.quotas = FakeQuotas()
        self.mine = self.quotas.as_caller(a_caller())
        self.clock = FixedClock()
        self.limit = limit

    def turn(self, turn_id: UUID | None = None) -> TurnQuota:
        return TurnQuota(
            quotas=self.mine, turn_id=turn_id or uuid4(), configured=self.limit, clock=self.clock
        )

    async def standing(self) -> tuple[int, int]:
        """Tokens used, and reserved."""
        day = await self.mine.read(DAY, now=self.clock())
        return day.used, day.reserved


async def heard(advisor: MeteredAdvisor) -> list[AdvisorEvent]:
    async with aclosing(advisor.stream(REQUEST)) as events:
        return [event async for event in events]


class TestAnAnswer:
    async def test_is_given_as_it_is_and_counted_when_the_turn_is_over(self) -> None:
        setting, script = Setting(), says("Halo", " juga")
        turn = setting.turn()

        events = await heard(MeteredAdvisor(ScriptedAdvisor(script), quota=turn))
        reserved = await setting.standing()
        await turn.settle()
        await turn.settle()

        assert events == script
        assert reserved == (0, turn.share_of(REQUEST))
        assert await setting.standing() == (15, 0)

    async def test_has_its_words_reserved_too(self) -> None:
        turn = Setting().turn()
        longer = REQUEST.model_copy(update={"system": "x" * 3000})

        assert turn.share_of(REQUEST) > answer_tokens(DAY)
        assert turn.share_of(longer) == pytest.approx(turn.share_of(REQUEST) + 1000, abs=1)

    async def test_in_a_second_round_keeps_what_the_first_one_used(self) -> None:
        setting = Setting()
        turn = setting.turn()
        advisor = MeteredAdvisor(ScriptedAdvisor(says("a"), says("b")), quota=turn)

        await heard(advisor)
        await heard(advisor)

        assert await setting.standing() == (0, 15 + turn.share_of(REQUEST))
        await turn.settle()
        assert await setting.standing() == (30, 0)

    async def test_that_fails_counts_what_was_told_before(self) -> None:
        setting = Setting()
        failure = AdvisorUnavailable(AdvisorFailure.BROKEN_STREAM)
        inner = ScriptedAdvisor([Usage(input_tokens=70, output_tokens=7, thought_tokens=3), failure])
        turn = setting.turn()

        with pytest.raises(AdvisorUnavailable) as refused:
            await heard(MeteredAdvisor(inner, quota=turn))
        await turn.settle()

        assert refused.value.reason is AdvisorFailure.BROKEN_STREAM
        assert await setting.standing() == (77, 0)
        assert turn.failure is AdvisorFailure.BROKEN_STREAM
        assert turn.spent == Usage(input_tokens=70, output_tokens=7, thought_tokens=3)

    async def test_that_is_left_is_cancelled_and_counts_what_was_told(self) -> None:
        setting = Setting()
        inner = ScriptedAdvisor([Usage(input_tokens=40, output_tokens=0), *says("a")])
        turn = setting.turn()

        async with aclosing(MeteredAdvisor(inner, quota=turn).stream(REQUEST)) as events:
            async for event in events:
                if isinstance(event, TextDelta):
                    break
        await turn.settle()

        assert inner.cancelled == 1
        assert await setting.standing() == (40, 0)

    async def test_that_is_left_before_its_count_was_told_counts_about_what_it_took(self) -> None:
        setting = Setting()
        inner = ScriptedAdvisor([TextDelta(text="a" * 30), *says("b")])
        turn = setting.turn()

        async with aclosing(MeteredAdvisor(inner, quota=turn).stream(REQUEST)) as events:
            await anext(events)
        await turn.settle()

        sent = len(REQUEST.model_dump_json()) // 3
        assert turn.spent == Usage(input_tokens=sent, output_tokens=10)
        assert await setting.standing() == (sent + 10, 0)

    async def test_that_fails_before_a_word_was_heard_takes_nothing(self) -> None:
        setting = Setting()
        turn = setting.turn()

        inner = ScriptedAdvisor([AdvisorUnavailable(AdvisorFailure.UNREACHABLE)])

        with pytest.raises(AdvisorUnavailable):
            await heard(MeteredAdvisor(inner, quota=turn))
        await turn.settle()

        assert await setting.standing() == (0, 0)

    async def test_of_a_function_that_died_frees_its_tokens_with_its_lease(self) -> None:
        setting = Setting()
        await heard(MeteredAdvisor(ScriptedAdvisor(says("a")), quota=setting.turn()))

        setting.clock.advance(LEASE)

        assert await setting.standing() == (0, 0)


class TestNothingLeft:
    async def test_asks_no_model(self) -> None:
        setting, inner = Setting(limit=10), ScriptedAdvisor(says("a"))
        turn = setting.turn()

        with pytest.raises(AdvisorUnavailable) as refused:
            await heard(MeteredAdvisor(inner, quota=turn))
        await turn.settle()

        assert refused.value.reason is AdvisorFailure.QUOTA_SPENT
        assert refused.value.retry_after == 5 * 3600
        assert inner.requests == []
        assert await setting.standing() == (0, 0)

    async def test_asks_no_model_while_other_turns_hold_the_rest(self) -> None:
        setting = Setting()
        setting.limit = setting.turn().share_of(REQUEST) * 2 - 1
        inner = ScriptedAdvisor(says("a"))
        await heard(MeteredAdvisor(inner, quota=setting.turn()))

        with pytest.raises(AdvisorUnavailable):
            await heard(MeteredAdvisor(inner, quota=setting.turn()))

        assert len(inner.requests) == 1

    async def test_is_over_at_midnight_in_jakarta(self) -> None:
        setting, inner = Setting(), ScriptedAdvisor(says("a"))
        setting.limit = setting.turn().share_of(REQUEST)
        await heard(MeteredAdvisor(inner, quota=setting.turn()))

        setting.clock.advance(timedelta(hours=5))

        assert await heard(MeteredAdvisor(inner, quota=setting.turn())) == says("a")


class TestAStoreThatIsGone:
    async def test_asks_no_model(self) -> None:
        setting, inner = Setting(), ScriptedAdvisor(says("a"))
        setting.quotas.down = True

        with pytest.raises(AdvisorUnavailable) as refused:
            await heard(MeteredAdvisor(inner, quota=setting.turn()))

        assert refused.value.reason is AdvisorFailure.UNREACHABLE
        assert inner.requests == []

    async def test_leaves_what_was_used_to_the_log(self) -> None:
        setting = Setting()
        turn = setting.turn()
        await heard(MeteredAdvisor(ScriptedAdvisor(says("a")), quota=turn))
        setting.quotas.down = True

        with capture_logs() as logs:
            await turn.settle()

        assert [(line["event"], line["tokens"]) for line in logs] == [("quota_not_settled", 15)]


async def test_a_turn_that_asked_no_model_settles_nothing() -> None:
    setting = Setting()
    setting.quotas.down = True

    with capture_logs() as logs:
        await setting.turn().settle()

    assert logs == []


class TestTheLimit:
    def test_is_assumed_unless_it_is_configured(self) -> None:
        assert limit_on(DAY, configured=None) >= 100_000
        assert limit_on(DAY, configured=7) == 7
        assert limit_on(DAY, configured=0) == 0

    @pytest.mark.parametrize(("written", "limit"), [(None, None), ("", None), ("0", 0), ("5000", 5000)])
    def test_may_be_set_in_the_environment(self, written: str | None, limit: int | None) -> None:
        environment = {} if written is None else {"FINTAR_AI_TOKENS_PER_DAY": written}

        assert load(QuotaSettings, environment).tokens_per_day == limit

    @pytest.mark.parametrize("written", ["-1", "banyak"])
    def test_is_refused_where_it_makes_no_sense(self, written: str) -> None:
        with pytest.raises(MissingSetting, match="FINTAR_AI_TOKENS_PER_DAY"):
            load(QuotaSettings, {"FINTAR_AI_TOKENS_PER_DAY": written})

    def test_comes_back_at_midnight_in_jakarta(self) -> None:
        assert seconds_to_midnight(NOON) == 5 * 3600
        assert seconds_to_midnight(NOON + timedelta(hours=5)) == 24 * 3600
        assert seconds_to_midnight(NOON + timedelta(hours=4, minutes=59, seconds=59.9)) == 1

    def test_says_so_in_words(self) -> None:
        assert "besok" in QuotaSpent(retry_after=1).detail("id").lower()
