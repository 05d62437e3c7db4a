"""Proposals over HTTP: listed, confirmed once, rejected, and nobody else's business."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from functions.chat.endpoints import proposals
from shared.domain.caller import Caller
from shared.services.conversations import ConversationService
from shared.services.proposals import ProposalService
from shared.web.app import make_application
from shared.web.health import Check
from tests.builders.bookkeeping import category_id
from tests.builders.conversations import a_session
from tests.fakes.chat import FakeConversations
from tests.fakes.web import FixedClock, client, signed_client, web_parts
from tests.functions.chat.tools.household import Household

COFFEE = category_id("wants.coffee")


class World:
    """An owner whose tools have proposed something, and a stranger."""

    def __init__(self) -> None:
        self.checks: Mapping[str, Check] = {}
        self.clock = FixedClock()
        self.owner = Household(now=self.clock.now).keep_books()
        self.stranger = Household(now=self.clock.now, session_id=self.owner.session_id)
        self.stranger.proposals.kept = self.owner.proposals.kept
        self.kept = FakeConversations()
        session = a_session(self.owner.caller).model_copy(update={"id": self.owner.session_id})
        self.kept.sessions[session.id] = session
        self.app = make_application(
            routers=[proposals.router], deps=self, security=web_parts(clock=self.clock)
        )

    @property
    def conversations(self) -> Callable[[Caller], ConversationService]:
        """As deps build it."""
        return lambda caller: ConversationService(owner=caller.id, stores=self.kept.as_caller(caller))

    @property
    def proposals(self) -> Callable[[Caller], ProposalService]:
        """As deps build it: each acts as themselves."""
        people = {it.caller.id: it for it in (self.owner, self.stranger)}
        return lambda caller: people[caller.id].services.proposals()

    def url(self, proposal_id: str = "") -> str:
        path = f"/api/v1/chat/sessions/{self.owner.session_id}/proposals"
        return f"{path}/{proposal_id}" if proposal_id else path

    async def propose(self, amount: int = 400_000) -> str:
        outcome = await self.owner.call("set_budget", category="coffee", amount=amount)
        assert outcome.proposal is not None
        return str(outcome.proposal.id)

    def as_owner(self) -> httpx.AsyncClient:
        return signed_client(self.app, self.owner.caller)

    def as_stranger(self) -> httpx.AsyncClient:
        return signed_client(self.app, self.stranger.caller)

    def budgets(self) -> list[int]:
        rows = self.owner.budgets.of(self.owner.caller).rows
        return [row.amount for (category, _), row in rows.items() if category == COFFEE]


@pytest.fixture
def world() -> World:
    """A fresh one."""
    return World()


async def decide(http: httpx.AsyncClient, world: World, proposal_id: str, decision: str) -> httpx.Response:
    return await http.post(world.url(proposal_id), json={"decision": decision})


def problem(answer: httpx.Response) -> tuple[int, Any]:
    return answer.status_code, answer.json()["code"]


class TestList:
    async def test_tells_what_waits(self, world: World) -> None:
        proposal_id = await world.propose()
        async with world.as_owner() as http:
            listed = (await http.get(world.url())).json()

        (made,) = listed["items"]
        assert (made["id"], made["tool"], made["state"]) == (proposal_id, "set_budget", "PENDING")
        assert made["summary"].startswith("Ubah anggaran wants.coffee")
        assert made["details"][0]["text"] == "Rp400.000"

    async def test_leaves_out_what_expired(self, world: World) -> None:
        await world.propose()
        world.clock.advance(timedelta(minutes=10))
        async with world.as_owner() as http:
            assert (await http.get(world.url())).json() == {"items": []}

    async def test_of_a_stranger_or_of_no_session_is_not_found(self, world: World) -> None:
        await world.propose()
        nowhere = f"/api/v1/chat/sessions/{uuid4()}/proposals"
        async with world.as_stranger() as stranger, world.as_owner() as owner:
            answers = [await stranger.get(world.url()), await owner.get(nowhere)]

        assert [problem(answer) for answer in answers] == [(404, "chat_session_not_found")] * 2


class TestConfirm:
    async def test_writes_once_and_gives_the_first_result_again(self, world: World) -> None:
        proposal_id = await world.propose()
        async with world.as_owner() as http:
            first = await decide(http, world, proposal_id, "CONFIRM")
            world.clock.advance(timedelta(minutes=30))
            again = await decide(http, world, proposal_id, "CONFIRM")

        assert first.status_code == 200
        assert first.json()["state"] == "CONFIRMED"
        assert first.json()["result"]["budget"]["amount"] == 400_000
        assert again.json() == first.json()
        assert world.budgets() == [400_000]

    async def test_is_refused_after_ten_minutes(self, world: World) -> None:
        proposal_id = await world.propose()
        world.clock.advance(timedelta(minutes=10))
        async with world.as_owner() as http:
            answer = await decide(http, world, proposal_id, "CONFIRM")

        assert problem(answer) == (409, "proposal_expired")
        assert "kedaluwarsa" in answer.json()["detail"]
        assert world.budgets() == []

    async def test_is_refused_after_a_no(self, world: World) -> None:
        proposal_id = await world.propose()
        async with world.as_owner() as http:
            rejected = await decide(http, world, proposal_id, "REJECT")
            again = await decide(http, world, proposal_id, "REJECT")
            answer = await decide(http, world, proposal_id, "CONFIRM")

        assert (rejected.json()["state"], rejected.json()["result"]) == ("REJECTED", None)
        assert again.json() == rejected.json()
        assert problem(answer) == (409, "proposal_rejected")
        assert world.budgets() == []

    async def test_whose_write_is_refused_comes_back_as_its_own_problem(self, world: World) -> None:
        proposal_id = await world.propose()
        budgets = world.owner.budgets.of(world.owner.caller)
        budgets.down = True
        async with world.as_owner() as http:
            refused = await decide(http, world, proposal_id, "CONFIRM")
            budgets.down = False
            done = await decide(http, world, proposal_id, "CONFIRM")

        assert problem(refused) == (503, "database_unavailable")
        assert done.json()["state"] == "CONFIRMED"

    async def test_is_not_for_strangers(self, world: World) -> None:
        proposal_id = await world.propose()
        async with world.as_stranger() as http:
            answers = [await decide(http, world, proposal_id, word) for word in ("CONFIRM", "REJECT")]

        assert [problem(answer) for answer in answers] == [(404, "proposal_not_found")] * 2
        assert world.owner.proposals.kept[UUID(proposal_id)].state == "PENDING"
        assert world.budgets() == []

    async def test_is_for_its_own_session(self, world: World) -> None:
        proposal_id = await world.propose()
        path = f"/api/v1/chat/sessions/{uuid4()}/proposals/{proposal_id}"
        async with world.as_owner() as http:
            answer = await http.post(path, json={"decision": "CONFIRM"})

        assert problem(answer) == (404, "proposal_not_found")

    async def test_needs_a_token(self, world: World) -> None:
        proposal_id = await world.propose()
        async with client(world.app) as nobody:
            answer = await decide(nobody, world, proposal_id, "CONFIRM")

        assert answer.status_code == 401

    @pytest.mark.parametrize(
        "body", [{}, {"decision": "YES"}, {"decision": "CONFIRM", "arguments": {"budget": {}}}]
    )
    async def test_takes_a_decision_and_nothing_else(self, body: dict[str, Any], world: World) -> None:
        proposal_id = await world.propose()
        async with world.as_owner() as http:
            answer = await http.post(world.url(proposal_id), json=body)

        assert answer.status_code == 422
        assert world.budgets() == []

    async def test_of_what_is_not_there_is_not_found(self, world: World) -> None:
        async with world.as_owner() as http:
            answer = await decide(http, world, str(uuid4()), "CONFIRM")

        assert problem(answer) == (404, "proposal_not_found")
