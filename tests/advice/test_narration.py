"""Narratives count against their person's day, and are noted under the model that worded them."""

import asyncio
from decimal import Decimal

import pytest

from shared.advice.narration import Narration, Outside
from shared.advice.quota import MeteredAdvisor
from shared.domain.conversation.model import ModelUse
from shared.domain.days import today_in_jakarta
from shared.gateways.advisor.protocol import AdvisorFailure, AdvisorUnavailable, TextDelta, Usage
from tests.advice.test_gate import Consent, gate_before
from tests.advice.test_narrative import computed, told
from tests.fakes.chat import FakeConversations, ScriptedAdvisor, says
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import FixedClock, a_caller

WRONG = told(summary="Pemasukanmu Rp9.999.999 dan pengeluaranmu Rp4.250.000.")


class Person:
    """Somebody whose results are narrated by a scripted model, as their deps would."""

    def __init__(self, advisor: ScriptedAdvisor, *, consents: bool = True, limit: int = 100_000) -> None:
        self.caller = a_caller()
        self.kept, self.quotas, self.clock = FakeConversations(), FakeQuotas(), FixedClock()
        self.narration = Narration(
            Outside(
                advisors=lambda quota: (
                    gate_before(MeteredAdvisor(advisor, quota=quota), consent=Consent(consents)),
                ),
                quotas=self.quotas.as_caller(self.caller),
                analytics=self.kept.as_caller(self.caller).analytics,
                tokens_per_day=limit,
                clock=self.clock,
            )
        )

    async def used(self) -> tuple[int, int]:
        """Tokens that the day counts as used, and as reserved."""
        today = today_in_jakarta(now=self.clock())
        standing = await self.quotas.as_caller(self.caller).read(today, now=self.clock())
        return standing.used, standing.reserved

    @property
    def noted(self) -> list[ModelUse]:
        return [use for _, use in self.kept.uses]


async def test_what_a_model_worded_is_counted_and_noted() -> None:
    person = Person(ScriptedAdvisor(says(told())))

    narrative = await person.narration.narrate(computed())

    assert (narrative.source, await person.used()) == ("model", (15, 0))
    (use,) = person.noted
    assert (use.feature, use.ai_model, use.session_id) == ("budget_analysis", "scripted", None)
    assert (use.success, use.token_usage, use.input_tokens, use.groundedness) == (True, 15, 10, Decimal(1))


async def test_words_that_do_not_stand_twice_are_counted_and_noted_as_such() -> None:
    person = Person(ScriptedAdvisor(says(WRONG)))

    narrative = await person.narration.narrate(computed())

    assert (narrative.by, await person.used()) == ("template", (30, 0))
    (use,) = person.noted
    assert (use.success, use.error, use.token_usage) == (False, "did_not_stand", 30)
    assert use.groundedness is not None
    assert use.groundedness < 1


async def test_a_model_that_fails_is_noted_with_why() -> None:
    person = Person(ScriptedAdvisor([AdvisorUnavailable(AdvisorFailure.OVERLOADED)]))

    narrative = await person.narration.narrate(computed())

    assert narrative.by == "template"
    assert [(use.success, use.error, use.token_usage) for use in person.noted] == [(False, "overloaded", 0)]


@pytest.mark.parametrize(("consents", "limit"), [(False, 100_000), (True, 0)])
async def test_a_model_that_may_not_be_asked_is_not_noted(consents: bool, limit: int) -> None:
    model = ScriptedAdvisor(says(told()))
    person = Person(model, consents=consents, limit=limit)

    narrative = await person.narration.narrate(computed())

    assert (narrative.by, await person.used(), person.noted) == ("template", (0, 0), [])
    assert not model.requests


async def test_words_that_nobody_waits_for_any_longer_are_counted_and_noted() -> None:
    goes_on = asyncio.Event()
    model = ScriptedAdvisor([Usage(input_tokens=900, output_tokens=50), TextDelta(text="{"), goes_on])
    person = Person(model)

    narrating = asyncio.create_task(person.narration.narrate(computed()))
    await model.waits.wait()
    narrating.cancel()
    await asyncio.gather(narrating, return_exceptions=True)

    assert await person.used() == (950, 0)
    assert [(use.success, use.error, use.token_usage) for use in person.noted] == [(False, "cut_off", 950)]


async def test_a_store_that_is_down_keeps_nobody_from_the_words() -> None:
    person = Person(ScriptedAdvisor(says(told())))
    person.kept.down = True

    assert (await person.narration.narrate(computed())).source == "model"

    person.quotas.down = True
    assert (await person.narration.narrate(computed())).source == "template"


async def test_without_an_outside_model_code_words_it() -> None:
    assert (await Narration(None).narrate(computed())).by == "template"
