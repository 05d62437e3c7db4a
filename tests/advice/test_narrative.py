"""Words beside a computed result: grounded, typed, and always there."""

import json

import pytest
from pydantic import JsonValue

from shared.advice.capabilities import SKILLS, BudgetStory, Capability, SavingsStory
from shared.advice.narrative import Computed, Narrator
from shared.advice.review import review
from shared.gateways.advisor.protocol import (
    AdvisorFailure,
    AdvisorUnavailable,
    CheckerSaid,
    Missing,
    Remark,
    Task,
)
from shared.words import Language
from tests.builders.facts import income, rate, spending
from tests.fakes.chat import ScriptedAdvisor, says

GOOD: dict[str, JsonValue] = {
    "summary": "Pemasukanmu Rp5.000.000 dan pengeluaranmu Rp4.250.000.",
    "strengths": ["Kamu menabung 15%."],
    "concerns": [],
    "next_step": "Sisihkan Rp750.000 di hari gajian.",
}


def computed(capability: Capability = Capability.BUDGET_ANALYSIS, language: Language = "id") -> Computed:
    return Computed(
        capability=capability,
        facts=(income(), spending(), rate()),
        remarks=(Remark(code="thin", text="Sisa uangmu tipis."),),
        missing=(Missing(name="debts", hint="Isi daftar utangmu."),),
        language=language,
    )


def told(**changes: JsonValue) -> str:
    return json.dumps(GOOD | changes)


class TestNarrator:
    async def test_a_model_words_what_was_computed(self) -> None:
        advisor = ScriptedAdvisor(says(told()))

        narrative = await Narrator(advisors=(advisor,)).narrate(computed())

        assert isinstance(narrative.told, BudgetStory)
        assert (narrative.by, narrative.source) == ("scripted", "model")
        assert {fact.id for fact in narrative.provenance.facts} == {"income", "spending", "rate"}

    async def test_the_model_sees_the_figures_as_written_and_the_shape(self) -> None:
        advisor = ScriptedAdvisor(says(told()))

        await Narrator(advisors=(advisor,)).narrate(computed())

        (request,) = advisor.requests
        assert request.task is Task.LIGHT
        assert request.answer_schema is not None
        assert "Rp5.000.000" in request.history[0].text  # type: ignore[union-attr]
        assert request.tools == ()

    @pytest.mark.parametrize(
        "wrong",
        [
            told(summary="Pemasukanmu Rp9.999.999."),
            told(next_step="Buka https://evil.example"),
            told(concerns=["a", "b", "c", "d"]),
            "bukan JSON",
            "{}",
            "",
        ],
    )
    async def test_what_does_not_stand_is_asked_for_again(self, wrong: str) -> None:
        advisor = ScriptedAdvisor(says(wrong), says(told()))

        narrative = await Narrator(advisors=(advisor,)).narrate(computed())

        assert isinstance(advisor.requests[1].history[-1], CheckerSaid)
        assert narrative.source == "model"

    async def test_code_words_it_where_the_model_never_gets_it_right(self) -> None:
        advisor = ScriptedAdvisor(says(told(summary="Pemasukanmu Rp9.999.999.")))

        narrative = await Narrator(advisors=(advisor,)).narrate(computed())

        assert narrative.source == "template"
        assert len(advisor.requests) == 2

    async def test_code_words_it_where_no_model_may_be_asked(self) -> None:
        advisor = ScriptedAdvisor([AdvisorUnavailable(AdvisorFailure.NO_CONSENT)])

        narrative = await Narrator(advisors=(advisor,)).narrate(computed(Capability.SAVINGS_PLAN))

        assert isinstance(narrative.told, SavingsStory)
        assert narrative.source == "template"

    async def test_code_words_it_without_any_model(self) -> None:
        narrative = await Narrator(advisors=()).narrate(computed())

        assert narrative.by == "template"


class TestTemplates:
    @pytest.mark.parametrize("language", ["id", "en"])
    @pytest.mark.parametrize("capability", list(Capability))
    async def test_every_capability_is_worded_from_its_figures_alone(
        self, capability: Capability, language: Language
    ) -> None:
        result = computed(capability, language)

        narrative = await Narrator(advisors=()).narrate(result)

        assert type(narrative.told) is SKILLS[capability].result
        assert review(narrative.told.model_dump_json(), result.facts).grounding.unmatched == ()
        assert narrative.provenance.facts

    async def test_says_so_where_there_are_no_figures(self) -> None:
        empty = computed().model_copy(update={"facts": ()})

        narrative = await Narrator(advisors=()).narrate(empty)

        assert "Belum ada angka" in narrative.told.summary
