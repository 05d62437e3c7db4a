"""Text that no database keeps is refused by the name of its field, wherever it stands."""

from collections.abc import AsyncGenerator

import httpx
import pytest

from dev.stack.running import Running
from functions.account.deps import Deps
from functions.account.routes import make_app
from shared.stores.http import close_shared_client
from tests.fakes.web import client
from tests.functions.account.world import PASSWORD, World, pointers

NUL = "Ayu\0Lestari"
EMAIL = "ayu@example.com"
ODD_EMAILS = (
    "ayu\0@example.com",
    "ayu@example.com\0",
    "ayu@exa\u2028mple.com",
    "ayu\u202e@example.com",
    "ayü@example.com",
    "ayu@exämple.com",
    "ayu@@example.com",
    "ayu,budi@example.com",
    '"ayu lestari"@example.com',
    "Ayu <ayu@example.com>",
    "ayu@example..com",
    "ayu@-example.com",
    "ayu@example.com\r\nBcc: budi@example.com",
    "😀@example.com",
)


@pytest.fixture
async def http(stack: Running) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of the account function as it is deployed."""
    async with client(make_app(Deps.from_environment(stack.env))) as http:
        yield http
    await close_shared_client()


@pytest.mark.parametrize(
    ("route", "body", "pointer"),
    [
        ("register", {"email": f"{NUL}@example.com", "password": PASSWORD}, "/email"),
        ("register", {"email": EMAIL, "password": NUL}, "/password"),
        *(
            ("register", {"email": EMAIL, "password": PASSWORD, name: NUL}, f"/{name}")
            for name in ("first_name", "last_name", "username", "phone")
        ),
        ("login", {"email": f"{NUL}@example.com", "password": PASSWORD}, "/email"),
        ("login", {"email": EMAIL, "password": NUL}, "/password"),
        ("refresh", {"refresh_token": NUL}, "/refresh_token"),
    ],
)
async def test_nobody_signs_in_with_a_nul(
    world: World, route: str, body: dict[str, str], pointer: str
) -> None:
    answer = await world.http.post(f"/api/v1/auth/{route}", json=body)

    assert (answer.status_code, pointers(answer)) == (422, [pointer])


@pytest.mark.parametrize(
    ("path", "change", "pointer"),
    [
        *(
            ("/users/me", {name: NUL}, f"/{name}")
            for name in ("username", "first_name", "last_name", "phone")
        ),
        ("/users/me", {"avatar_url": f"https://example.com/{NUL}"}, "/avatar_url"),
        *(
            ("/users/me", {"preferences": {name: NUL}}, f"/preferences/{name}")
            for name in ("language", "theme", "notifications")
        ),
        *(
            ("/users/profile", {name: NUL}, f"/{name}")
            for name in (
                "date_of_birth",
                "gender",
                "occupation",
                "company",
                "marital_status",
                "dependents",
                "education_level",
                "currency",
            )
        ),
        *(
            ("/users/profile", {"address": {name: NUL}}, f"/address/{name}")
            for name in ("street", "city", "province", "postal_code", "country")
        ),
        ("/users/me", {NUL: NUL}, ""),
        ("/users/me", {"preferences": {NUL: NUL}}, "/preferences"),
        ("/users/profile", {NUL: NUL}, ""),
        ("/users/profile", {"address": {NUL: NUL}}, "/address"),
    ],
)
async def test_nobody_keeps_a_nul(world: World, path: str, change: dict[str, object], pointer: str) -> None:
    ayu = await world.sign_in()

    answer = await ayu.patch(path, change)

    assert (answer.status_code, pointers(answer)) == (422, [pointer])


@pytest.mark.parametrize("email", ODD_EMAILS)
async def test_an_odd_address_opens_nothing(http: httpx.AsyncClient, email: str) -> None:
    wish = {"email": email, "password": PASSWORD}

    registered = await http.post("/api/v1/auth/register", json=wish)
    signed_in = await http.post("/api/v1/auth/login", json=wish)

    assert (registered.status_code, pointers(registered)) == (422, ["/email"])
    assert signed_in.status_code in (401, 422)
