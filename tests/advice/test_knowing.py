"""What is known of a person before the first tool runs, and a turn made of it."""

import asyncio
from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from pydantic import JsonValue

from shared.advice.capabilities import Capability
from shared.advice.context import Summary
from shared.advice.knowing import Knowing
from shared.advice.preparing import Asked, Preparation
from shared.advice.quota import TurnQuota
from shared.advice.relevance import PersonState
from shared.advice.tools import Findings, NoArguments, Toolbox, ToolSetting
from shared.advice.turn import Turn, TurnSetting
from shared.domain.budget.facts import SnapshotFacts
from shared.domain.conversation.model import ChatMessage
from shared.domain.profile.model import MaritalStatus, Profile
from shared.domain.requests import DatabaseUnavailable
from shared.gateways.advisor.protocol import ToolDeclaration, UserSaid
from shared.words import Language, Words
from tests.builders.conversations import a_message, a_session, an_answer
from tests.builders.facts import NOON, income
from tests.fakes.chat import ScriptedAdvisor, says
from tests.fakes.quota import FakeQuotas
from tests.fakes.web import FixedClock, a_caller

SEQ = 8
"""Where the message to be answered stands."""

PROFILE = Profile(
    date_of_birth=date(2001, 11, 23),
    occupation="Barista\u200b di  kafe " + "x" * 100,
    company="PT Rahasia",
    marital_status=MaritalStatus.SINGLE,
    dependents=2,
)


class Figures:
    """A tool that knows an income."""

    purpose = Words(id="Membaca", en="Reading")
    declaration = ToolDeclaration(
        name="financial_snapshot", description=Words("", ""), parameters=NoArguments.model_json_schema()
    )

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """The one fact."""
        return Findings(facts=(income(),))


async def profile() -> Profile:
    return PROFILE


async def facts() -> SnapshotFacts:
    return SnapshotFacts()


class TestKnowing:
    async def test_tells_figures_and_life_without_names(self) -> None:
        known = await Knowing(figures=Figures(), profile=profile, facts=facts).read(NOON, "id")

        assert known.briefing.figures == Findings(facts=(income(),))
        life = dict(known.briefing.life)
        assert str(life.pop("occupation")).startswith("Barista di kafe xxx")
        assert life == {"age": 24, "marital_status": "SINGLE", "dependents": 2}
        assert known.state == PersonState.of(SnapshotFacts())

    async def test_goes_on_without_what_cannot_be_read(self) -> None:
        async def down() -> SnapshotFacts:
            raise DatabaseUnavailable

        known = await Knowing(figures=Figures(), profile=profile, facts=down).read(NOON, "id")

        assert known.state == PersonState()
        assert known.briefing.life["age"] == 24

    async def test_does_not_wait_for_what_hangs(self) -> None:
        async def stuck() -> Profile:
            await asyncio.Event().wait()
            return PROFILE

        reading = Knowing(figures=Figures(), profile=stuck, facts=facts, patience=0.01)

        assert (await reading.read(NOON, "id")).briefing.life == {}


class Prepares:
    """Prepares turns whose setting can be looked at."""

    def __init__(self) -> None:
        self.settings: list[TurnSetting] = []
        self.owner = a_caller()
        self.session = a_session(self.owner)

    def preparation(self) -> Preparation:
        """Over fakes."""
        clock, quotas = FixedClock(), FakeQuotas().as_caller(self.owner)
        return Preparation(
            turns=self._turn,
            quota=lambda turn_id: TurnQuota(quotas=quotas, turn_id=turn_id, configured=1, clock=clock),
            known=Knowing(figures=Figures(), profile=profile, facts=facts).read,
        )

    def asked(self, *earlier: ChatMessage, language: Language = "id") -> Asked:
        """A message to be answered."""

        async def read() -> tuple[ChatMessage, ...]:
            return earlier

        return Asked(
            turn_id=uuid4(),
            session=self.session,
            seq=SEQ,
            content="Cukup?",
            earlier=read,
            language=language,
            now=NOON,
        )

    def _turn(self, setting: TurnSetting, quota: TurnQuota) -> Turn:
        self.settings.append(setting)
        return Turn(advisors=[ScriptedAdvisor(says("Ya."))], toolbox=Toolbox(()), setting=setting)


class TestPreparation:
    async def test_tells_the_person_the_conversation_and_the_message(self) -> None:
        prepares = Prepares()
        said = a_message(prepares.owner, prepares.session.id)

        prepared = await prepares.preparation().prepare(prepares.asked(said, an_answer(said)))

        (setting,) = prepares.settings
        assert '"age":24' in setting.data
        assert [item.text for item in setting.history if isinstance(item, UserSaid)] == [
            said.content,
            "Cukup?",
        ]
        assert {fact.id for fact in setting.facts} >= {"income", "rate"}
        assert (setting.tools.session_id, setting.tools.session_type) == (
            prepares.session.id,
            prepares.session.type,
        )
        assert (prepared.capability, prepared.turn.model) == (Capability.CHAT, "scripted")

    async def test_goes_on_from_the_summary_that_the_session_keeps(self) -> None:
        prepares = Prepares()
        kept: dict[str, JsonValue] = {"summary": {"lines": ["- dulu -> begitu"], "until": 3}}
        prepares.session = prepares.session.model_copy(update={"metadata": kept})

        prepared = await prepares.preparation().prepare(prepares.asked())

        assert "- dulu -> begitu" in prepares.settings[0].data
        assert prepared.summary.until == 3

    async def test_a_message_that_is_tried_again_late_is_not_told_what_came_after_it(self) -> None:
        prepares = Prepares()
        kept: dict[str, JsonValue] = {"summary": {"lines": ["- nanti -> begitu"], "until": SEQ}}
        prepares.session = prepares.session.model_copy(update={"metadata": kept})

        prepared = await prepares.preparation().prepare(prepares.asked())

        assert "nanti" not in prepares.settings[0].data
        assert prepared.summary == Summary(lines=("- nanti -> begitu",), until=SEQ)
