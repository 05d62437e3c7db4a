"""How the account function starts, and what it says while what it needs is away."""

import os
import subprocess
import sys

import pytest

from functions.account.deps import Deps
from functions.account.routes import make_app
from shared.settings import MissingSetting
from shared.stores.http import close_shared_client
from tests.fakes.web import client

NOWHERE = {"SUPABASE_URL": "http://127.0.0.1:9", "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_key"}

CALL_BOTH_CLOUDS = """
import asyncio
from functions.account import main

event = {
    "version": "2.0",
    "routeKey": "$default",
    "rawPath": "/api/v1/health/account",
    "rawQueryString": "",
    "headers": {"host": "example.com"},
    "requestContext": {
        "http": {"method": "GET", "path": "/api/v1/health/account", "sourceIp": "203.0.113.7"}
    },
    "isBase64Encoded": False,
}
asyncio.set_event_loop(asyncio.new_event_loop())
answer = main.handler(event, None)
same_app = asyncio.run(main.account(None)) is main.app
print(answer["statusCode"], answer["body"], same_app)
"""


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | NOWHERE,
        check=True,
    )
    return result.stdout.strip()


def test_routes_are_imported_without_the_heavy_clients() -> None:
    heavy = "{'postgrest', 'supabase_auth', 'mangum', 'pymongo'}"

    loaded = python(f"import sys, functions.account.routes; print({heavy} & set(sys.modules) or 'none')")

    assert loaded == "none"


def test_both_clouds_find_their_entry_point() -> None:
    assert python(CALL_BOTH_CLOUDS) == '200 {"name":"account","status":"alive"} True'


@pytest.mark.parametrize("missing", ["SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY"])
def test_a_missing_setting_stops_the_start_with_its_name(missing: str) -> None:
    environment = {name: value for name, value in NOWHERE.items() if name != missing}

    with pytest.raises(MissingSetting, match=missing):
        Deps.from_environment(environment)


async def test_nobody_waits_for_a_supabase_that_is_not_there() -> None:
    async with client(make_app(Deps.from_environment(NOWHERE))) as http:
        wish = {"email": "ayu@example.com", "password": "rahasia-Panjang-123"}
        login = await http.post("/api/v1/auth/login", json=wish)
        register = await http.post("/api/v1/auth/register", json=wish)
        refresh = await http.post("/api/v1/auth/refresh", json={"refresh_token": "4nkvy7rbj2qs"})
        ready = await http.get("/api/v1/health/account/ready")
    await close_shared_client()

    for answer in (login, register, refresh):
        assert (answer.status_code, answer.json()["code"]) == (503, "auth_unavailable")
        assert answer.headers["retry-after"]
    assert (ready.status_code, ready.json()["parts"]) == (503, {"database": "down", "auth": "down"})
