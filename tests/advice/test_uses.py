"""What a turn took is noted under the model that took it."""

from contextlib import aclosing
from uuid import uuid4

import pytest

from shared.advice.quota import MeteredAdvisor, TurnQuota
from shared.advice.uses import by_advisor
from shared.domain.conversation.model import ModelUse
from shared.gateways.advisor.protocol import (
    AdvisorFailure,
    AdvisorUnavailable,
    Finished,
    FinishReason,
    TurnRequest,
    Usage,
    UserSaid,
)
from tests.fakes.chat import ScriptedAdvisor
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import NOON, FixedClock, a_caller

TOOK = Usage(input_tokens=900, output_tokens=100, cached_tokens=300, thought_tokens=40)


def a_use(model: str, tokens: int) -> ModelUse:
    """The use of a whole turn, as the advisor that ended it tells it."""
    return ModelUse(
        id=uuid4(),
        session_id=uuid4(),
        feature="chat",
        ai_model=model,
        request_data={"content": "Halo"},
        response_data={"figures": 2},
        processing_time=50,
        token_usage=tokens,
        input_tokens=900 if tokens else 0,
        output_tokens=100 if tokens else 0,
        success=True,
        error=None,
        timestamp=NOON,
    )


async def asked(*, fails: bool) -> TurnQuota:
    """A turn in which the outside model was asked."""
    clock = FixedClock()
    quota = TurnQuota(
        quotas=FakeQuotas().as_caller(a_caller()), turn_id=uuid4(), configured=None, clock=clock
    )
    end = AdvisorUnavailable(AdvisorFailure.STALLED) if fails else Finished(reason=FinishReason.ANSWERED)
    advisor = MeteredAdvisor(ScriptedAdvisor([TOOK, end]), quota=quota)
    request = TurnRequest(system="", history=(UserSaid(text="Halo"),), language="id")
    try:
        async with aclosing(advisor.stream(request)) as events:
            async for _ in events:
                pass
    except AdvisorUnavailable:
        assert fails
    return quota


async def test_an_answer_of_the_outside_model_has_its_tokens_by_kind() -> None:
    use = a_use("scripted", 1000)

    (noted,) = by_advisor(use, quota=await asked(fails=False))

    assert noted == use.model_copy(update={"cached_tokens": 300, "thought_tokens": 40})


async def test_an_answer_in_its_place_costs_nothing_and_the_failed_one_what_it_took() -> None:
    use = a_use("offline", 1000)

    answered, failed = by_advisor(use, quota=await asked(fails=True))

    assert (answered.id, answered.ai_model, answered.token_usage, answered.success) == (
        use.id,
        "offline",
        0,
        True,
    )
    assert (answered.input_tokens, answered.output_tokens) == (0, 0)
    assert (failed.ai_model, failed.token_usage, failed.success) == ("scripted", 1000, False)
    assert (failed.error, failed.cached_tokens) == ("stalled", 300)
    assert failed.id != use.id
    assert failed.response_data == {}


@pytest.mark.parametrize("model", ["offline", "rule"])
async def test_a_turn_that_asked_no_outside_model_is_one_use(model: str) -> None:
    quota = TurnQuota(
        quotas=FakeQuotas().as_caller(a_caller()), turn_id=uuid4(), configured=None, clock=FixedClock()
    )
    use = a_use(model, 0)

    assert by_advisor(use, quota=quota) == (use,)
