"""Who writes too fast is told to wait; stopping, reading and rating go on meanwhile."""

from uuid import uuid4

import httpx

from functions.chat.endpoints import messages, proposals, sessions, usage
from shared.web.app import make_application
from tests.fakes.web import FakeRateLimits, signed_client, web_parts
from tests.functions.chat.world import SESSIONS, World, begin_session, send, stream

MESSAGES_A_MINUTE = 20


def limited(world: World) -> httpx.AsyncClient:
    """The owner's client of a function whose buckets hold as much as the class `chat`, and do not refill."""
    parts = web_parts(clock=world.clock, rate_limits=FakeRateLimits(MESSAGES_A_MINUTE))
    app = make_application(routers=[sessions.router, messages.router], deps=world, security=parts)
    return signed_client(app, world.owner)


def test_every_route_has_a_bucket_and_those_that_ask_an_advisor_the_one_of_chat() -> None:
    routers = (sessions.router, messages.router, proposals.router, usage.router)
    routes = [route for router in routers for route in router.routes]
    asks = {route.path: route.rate for route in routes if route.options.get("events")}

    assert [route.path for route in routes if route.rate is None] == []
    assert set(asks.values()) == {"chat"}
    assert {path.rpartition("/")[2] for path in asks} == {"messages", "retry"}
    assert [route.path for route in routes if route.rate == "chat" and route.path not in asks] == []


async def test_one_message_too_many_is_refused_before_anything_is_stored(world: World) -> None:
    async with limited(world) as owner:
        session_id = await begin_session(owner)
        for number in range(MESSAGES_A_MINUTE):
            assert (await send(owner, session_id, f"pesan {number}")).status_code == 200
        stored = len(world.kept.messages)

        refused = await send(owner, session_id, "satu lagi")

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert len(world.kept.messages) == stored == 2 * MESSAGES_A_MINUTE


async def test_a_retry_counts_as_a_message(world: World) -> None:
    async with limited(world) as owner:
        session_id = await begin_session(owner)
        message = (await send(owner, session_id)).json()["user_message"]["id"]
        url = f"{SESSIONS}/{session_id}/messages/{message}/retry"

        answers = [(await owner.post(url)).status_code for _ in range(MESSAGES_A_MINUTE)]

    assert answers == [200] * (MESSAGES_A_MINUTE - 1) + [429]


async def test_who_may_not_write_any_more_still_reads_rates_and_stops(world: World) -> None:
    async with limited(world) as owner:
        session_id = await begin_session(owner)
        for _ in range(MESSAGES_A_MINUTE):
            await stream(owner, session_id)
        url = f"{SESSIONS}/{session_id}/messages"
        listed = await owner.get(url)
        answer = listed.json()["items"][-1]["id"]

        rated = await owner.put(f"{url}/{answer}/feedback", json={"rating": "UP"})
        stopped = await owner.post(f"{url}/{uuid4()}/stop")

    assert listed.status_code == 200
    assert rated.status_code == 200
    assert stopped.json()["code"] == "chat_message_not_found"
