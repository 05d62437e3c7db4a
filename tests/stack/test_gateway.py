"""The gateway admits by key as Supabase does, and passes everything else on as it is."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import jwt
import pytest
import pytest_asyncio

from dev.stack.gateway import Gateway, routes
from dev.stack.gateway_keys import Doorkeeper
from dev.stack.ports import HOST, PortHolder
from dev.stack.signing import make_credentials
from tests.stack.upstreams import Part, serving

ISSUER = "http://127.0.0.1:54321/auth/v1"
CREDENTIALS = make_credentials()
PUBLISHABLE, SECRET = CREDENTIALS.publishable_key, CREDENTIALS.secret_key
OWN_TOKEN = "Bearer eyJ.own.token"

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def part() -> Part:
    return Part()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(part: Part, clock: Clock) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a gateway before one part, with Supabase Auth down."""
    doorkeeper = Doorkeeper(CREDENTIALS, issuer=ISSUER, clock=clock)
    async with httpx.AsyncClient(trust_env=False) as http, serving(part) as origin:
        where = routes(auth=f"http://{HOST}:{_free_port()}", postgrest=origin, functions=origin)
        async with (
            serving(Gateway(routes=where, doorkeeper=doorkeeper, http=http)) as gateway,
            httpx.AsyncClient(base_url=gateway, trust_env=False) as client,
        ):
            yield client


async def test_without_a_key_nobody_passes(client: httpx.AsyncClient) -> None:
    answer = await client.get("/rest/v1/users", headers={"authorization": OWN_TOKEN})

    assert answer.status_code == 401
    assert answer.json()["message"] == "No API key found in request"


async def test_with_an_unknown_key_nobody_passes(client: httpx.AsyncClient) -> None:
    answer = await client.get("/rest/v1/users", headers={"apikey": "sb_publishable_unknown"})

    assert answer.status_code == 401
    assert answer.json()["message"] == "Invalid API key"


@pytest.mark.parametrize(
    ("key", "role"), [(PUBLISHABLE, "anon"), (SECRET, "service_role")], ids=["publishable", "secret"]
)
async def test_a_key_becomes_a_token_of_its_role(client: httpx.AsyncClient, key: str, role: str) -> None:
    told = (await client.get("/rest/v1/users", headers={"apikey": key})).json()

    claims = _claims(told["headers"]["authorization"])
    assert (claims["role"], claims["iss"]) == (role, ISSUER)
    assert "apikey" not in told["headers"]


async def test_a_key_in_the_address_counts_and_is_not_passed_on(client: httpx.AsyncClient) -> None:
    told = (await client.get(f"/rest/v1/users?select=id&apikey={PUBLISHABLE}&id=eq.1")).json()

    assert _claims(told["headers"]["authorization"])["role"] == "anon"
    assert told["query"] == "select=id&id=eq.1"


@pytest.mark.parametrize("key", [PUBLISHABLE, SECRET], ids=["publishable", "secret"])
async def test_a_callers_own_token_passes_through_beside_either_key(
    client: httpx.AsyncClient, key: str
) -> None:
    headers = {"apikey": key, "authorization": OWN_TOKEN}

    told = (await client.get("/rest/v1/users", headers=headers)).json()

    assert told["headers"]["authorization"] == OWN_TOKEN


async def test_a_key_as_bearer_is_replaced_when_it_is_the_same_key(client: httpx.AsyncClient) -> None:
    headers = {"apikey": PUBLISHABLE, "authorization": f"Bearer {PUBLISHABLE}"}

    told = (await client.get("/rest/v1/users", headers=headers)).json()

    assert _claims(told["headers"]["authorization"])["role"] == "anon"


async def test_a_key_as_bearer_is_refused_when_it_is_another_key(client: httpx.AsyncClient) -> None:
    headers = {"apikey": PUBLISHABLE, "authorization": f"Bearer {SECRET}"}

    answer = await client.get("/rest/v1/users", headers=headers)

    assert answer.status_code == 401


async def test_the_secret_key_is_refused_from_a_browser(client: httpx.AsyncClient) -> None:
    answer = await client.get("/rest/v1/users", headers={"apikey": SECRET, "user-agent": "Mozilla/5.0"})

    assert answer.status_code == 401


async def test_a_role_token_is_minted_once_and_again_before_it_expires(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    first, second = await _token(client), await _token(client)
    clock.now += 250
    third = await _token(client)

    assert first == second
    assert _claims(third)["exp"] > _claims(first)["exp"]


async def test_only_the_secret_key_may_tell_for_whom_a_request_is_forwarded(
    client: httpx.AsyncClient,
) -> None:
    forwarded = {"sb-forwarded-for": "203.0.113.7"}

    public = (await client.get("/rest/v1/x", headers=forwarded | {"apikey": PUBLISHABLE})).json()
    secret = (await client.get("/rest/v1/x", headers=forwarded | {"apikey": SECRET})).json()

    assert "sb-forwarded-for" not in public["headers"]
    assert secret["headers"]["sb-forwarded-for"] == "203.0.113.7"


@pytest.mark.parametrize("path", ["verify", "callback", "authorize", ".well-known/jwks.json"])
async def test_links_that_people_follow_need_no_key(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"/auth/v1/{path}")

    assert answer.status_code == 503
    assert answer.json() == {"message": "auth does not answer: is it running?"}


async def test_functions_get_a_request_as_it_is_and_no_key(client: httpx.AsyncClient) -> None:
    headers = {
        "authorization": OWN_TOKEN,
        "x-request-id": "abc",
        "apikey": SECRET,
        "x-forwarded-for": "6.6.6.6",
    }

    answer = await client.post("/api/v1/a%2Fb?x=%20&x=2", content=b"body", headers=headers)

    told = answer.json()
    assert (told["method"], told["path"], told["query"]) == ("POST", "/api/v1/a%2Fb", "x=%20&x=2")
    assert told["body"] == "body"
    assert told["headers"]["authorization"] == OWN_TOKEN
    assert told["headers"]["x-request-id"] == "abc"
    assert told["headers"]["x-forwarded-for"] == HOST
    assert "apikey" not in told["headers"]
    assert answer.headers["x-from"] == "upstream"
    assert answer.headers["access-control-allow-origin"] == "http://x"


async def test_a_body_of_unknown_length_is_passed_on_whole(client: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"one "
        yield b"two"

    told = (await client.post("/api/v1/x", content=pieces())).json()

    assert told["body"] == "one two"


async def test_pages_of_every_origin_may_use_supabase_and_ask_before(client: httpx.AsyncClient) -> None:
    asking = {
        "origin": "http://a.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "apikey,x-client-info",
    }

    asked = await client.options("/rest/v1/users", headers=asking)
    answer = await client.get("/rest/v1/users", headers={"apikey": PUBLISHABLE, "origin": "http://a.example"})
    refused = await client.get("/rest/v1/users", headers={"origin": "http://a.example"})

    assert asked.status_code == 200
    assert asked.headers["access-control-allow-headers"] == "apikey,x-client-info"
    assert {each.headers["access-control-allow-origin"] for each in (asked, answer, refused)} == {"*"}


async def test_paths_that_nobody_answers_are_not_found(client: httpx.AsyncClient) -> None:
    answers = [await client.get(path) for path in ("/", "/api/v2/x", "/rest/v1x")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_events_arrive_one_by_one_while_the_answer_goes_on(
    client: httpx.AsyncClient, part: Part
) -> None:
    async with client.stream("GET", "/api/v1/events") as answer:
        pieces = answer.aiter_raw()
        first = await anext(pieces)
        part.may_go_on.set()
        rest = [piece async for piece in pieces]

    assert (first, rest) == (b"event: first\n\n", [b"event: second\n\n"])


async def test_a_client_that_leaves_takes_its_request_along(client: httpx.AsyncClient, part: Part) -> None:
    waiting = asyncio.create_task(client.get("/api/v1/slow", timeout=60))
    await part.waits.wait()

    waiting.cancel()

    async with asyncio.timeout(30):
        await part.was_left.wait()


async def _token(client: httpx.AsyncClient) -> str:
    told = (await client.get("/rest/v1/x", headers={"apikey": PUBLISHABLE})).json()
    return told["headers"]["authorization"]


def _claims(authorization: str) -> dict[str, Any]:
    """The claims of a role token, its signature verified."""
    token = authorization.removeprefix("Bearer ")
    key = jwt.PyJWK(CREDENTIALS.public_key).key
    assert jwt.get_unverified_header(token)["kid"] == CREDENTIALS.signing_key["kid"]
    return jwt.decode(token, key, algorithms=["ES256"], options={"verify_exp": False, "verify_iat": False})


def _free_port() -> int:
    holder = PortHolder()
    port = holder.take(44000)
    holder.let_go()
    return port
