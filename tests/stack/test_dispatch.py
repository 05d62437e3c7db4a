"""All functions behind one address, each on its own."""

import httpx
import pytest
from starlette.responses import PlainTextResponse

from dev.stack.dispatch import Dispatcher, load


@pytest.fixture
def dispatcher() -> Dispatcher:
    return Dispatcher({"account": PlainTextResponse("account"), "budget": load("no_such_function")})


async def test_each_request_goes_to_the_function_of_its_path(dispatcher: Dispatcher) -> None:
    answer = await _get(dispatcher, "/api/v1/users/me")

    assert answer.text == "account"


async def test_a_function_that_cannot_be_imported_says_so_while_the_others_go_on(
    dispatcher: Dispatcher,
) -> None:
    broken = await _get(dispatcher, "/api/v1/financial/data")

    assert broken.status_code == 503
    assert broken.headers["content-type"] == "application/problem+json"
    assert broken.json()["code"] == "function_cannot_start"
    assert "no_such_function" in broken.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/userspace", "/api/v1", "/"])
async def test_a_path_of_no_function_is_not_found(dispatcher: Dispatcher, path: str) -> None:
    answer = await _get(dispatcher, path)

    assert answer.status_code == 404


async def _get(dispatcher: Dispatcher, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(dispatcher)
    async with httpx.AsyncClient(transport=transport, base_url="http://functions") as client:
        return await client.get(path)
