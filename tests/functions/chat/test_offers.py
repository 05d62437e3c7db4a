"""Cards and proposals beside an answer: streamed, kept, and shown again with what became of them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from shared.advice.events import Card, CardChart, CardFigure, ChartKind, ChartSeries, ProposalOffered
from shared.advice.tools import Findings
from shared.domain.conversation.model import FactUnit
from shared.domain.conversation.proposals import LIFETIME, Proposal, ProposalState, ProposedFigure
from tests.fakes.web import NOON
from tests.functions.chat.world import SESSIONS, World, begin_session, names, send, stream

FIGURE = CardFigure(fact_id="surplus", label="Sisa", value=700_000, unit=FactUnit.RUPIAH, text="Rp700.000")
CARD = Card(
    title="Bulan ini",
    figures=(FIGURE,),
    chart=CardChart(
        kind=ChartKind.BAR,
        unit=FactUnit.RUPIAH,
        labels=("Okt", "Nov"),
        series=(ChartSeries(name="Sisa", values=(None, 700_000)),),
    ),
)
OFFERED = ProposalOffered(
    id=uuid4(),
    tool="create_goal",
    summary="Buat tujuan Motor Rp18.000.000",
    details=(FIGURE,),
    expires_at=NOON + LIFETIME,
)


@pytest.fixture
def offering(world: World) -> World:
    """An owner whose tool shows a card and offers to write."""
    world.people.shown = Findings(cards=(CARD,), proposal=OFFERED)
    return world


def keep(world: World, session_id: str, **more: object) -> None:
    """Keep the proposal as the tool did that offered it."""
    made = Proposal(
        **{name: value for name, value in OFFERED if name != "details"},
        details=tuple(ProposedFigure(**dict(figure)) for figure in OFFERED.details),
        user_id=world.owner.id,
        session_id=UUID(session_id),
        language="id",
        arguments={},
        created_at=NOON,
    )
    world.kept.proposals[made.id] = made.model_copy(update=more)


class TestOffers:
    async def test_are_streamed_and_stand_in_the_answer(self, offering: World) -> None:
        async with offering.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        assert names(events)[1:6] == ["tool_started", "tool_finished", "card", "proposal", "text"]
        told = {event.name: event.data for event in events}
        assert told["card"] == CARD.model_dump(mode="json")
        assert told["proposal"] == OFFERED.model_dump(mode="json")
        answer = told["done"]["message"]
        assert answer["cards"] == [told["card"]]
        assert answer["proposals"] == [{**told["proposal"], "state": "PENDING"}]

    async def test_are_shown_again_as_they_stand(self, offering: World) -> None:
        message_id = str(uuid4())
        async with offering.as_owner() as owner:
            session_id = await begin_session(owner)
            first = await stream(owner, session_id, client_message_id=message_id)
            url = f"{SESSIONS}/{session_id}/messages"
            shown: list[list[str]] = []
            for state in (ProposalState.PENDING, ProposalState.CONFIRMED, ProposalState.REJECTED):
                keep(offering, session_id, state=state)
                items = (await owner.get(url)).json()["items"]
                shown.append([made["state"] for made in items[-1]["proposals"]])
            keep(offering, session_id)
            offering.clock.advance(LIFETIME)
            again = await stream(owner, session_id, client_message_id=message_id)
            read = (await owner.get(f"{SESSIONS}/{session_id}")).json()["messages"]["items"][-1]
            offering.kept.proposals.clear()
            forgotten = (await owner.get(url)).json()["items"][-1]

        assert shown == [["PENDING"], ["CONFIRMED"], ["REJECTED"]]
        assert names(again) == ["turn_started", "card", "text", "provenance", "usage", "done"]
        assert again[-1].data["message"] == read
        assert [made["state"] for made in read["proposals"]] == ["EXPIRED"]
        assert read["cards"] == first[-1].data["message"]["cards"]
        assert forgotten["proposals"] == []

    async def test_go_with_their_session(self, offering: World) -> None:
        async with offering.as_owner() as owner:
            session_id, other = await begin_session(owner), await begin_session(owner)
            await send(owner, session_id)
            keep(offering, session_id)
            kept = offering.kept.proposals[OFFERED.id].model_copy(
                update={"id": uuid4(), "session_id": UUID(other)}
            )
            offering.kept.proposals[kept.id] = kept
            await owner.delete(f"{SESSIONS}/{session_id}")

        assert offering.kept.proposals == {kept.id: kept}

    async def test_of_one_person_are_never_told_to_another(self, offering: World) -> None:
        async with offering.as_owner() as owner, offering.as_stranger() as stranger:
            session_id = await begin_session(owner)
            keep(offering, session_id)
            theirs = await send(stranger, await begin_session(stranger))
            offering.clock.advance(timedelta(seconds=1))
            read = await stranger.get(f"{SESSIONS}/{theirs.json()['answer']['session_id']}/messages")

        # The tool of this test offers everybody the same; what the store knows of it is the owner's alone.
        assert read.json()["items"][-1]["proposals"] == []
