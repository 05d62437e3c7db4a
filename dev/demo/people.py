"""Make the demo people: accounts through Supabase Auth's admin API, their rows as themselves."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import psycopg
from pydantic import BaseModel, ConfigDict, JsonValue

from dev.demo.api import post, succeeded
from dev.demo.habits import lives
from dev.demo.planner import Planner
from dev.demo.plans import plans
from dev.demo.tables import Tables
from dev.demo.tracker import Books
from dev.stack.running import Running
from shared.domain.caller import UserRole
from shared.domain.days import today_in_jakarta

PASSWORD = "fintar-demo"  # noqa: S105  # printed on the screen for everybody at this machine
ROLE_SQL = "select private.grant_role(%s, %s::public.user_role)"

Row = dict[str, JsonValue]


class DemoPerson(BaseModel):
    """Somebody of the demo."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: str
    role: UserRole
    account: Row
    profile: Row | None = None
    financial_data: Row | None = None
    life: str | None = None


def demo_people() -> tuple[DemoPerson, ...]:
    """All of them, as `people.toml` tells."""
    told = tomllib.loads(Path(__file__).with_name("people.toml").read_text(encoding="utf-8"))
    return tuple(DemoPerson.model_validate(person) for person in told["people"])


async def make_demo(stack: Running) -> None:
    """Make all of them, or what an earlier try left to do. Raises DemoFailed."""
    async with httpx.AsyncClient(base_url=stack.url, timeout=20, trust_env=False) as http:
        for person in demo_people():
            await _make(stack, http, person)


async def _make(stack: Running, http: httpx.AsyncClient, person: DemoPerson) -> None:
    login = {"email": person.email, "password": PASSWORD}
    key = {"apikey": stack.publishable_key}
    await _make_account(stack, http, login)
    session = (await post(http, "/auth/v1/token?grant_type=password", login, key)).json()
    themselves = key | {"authorization": f"Bearer {session['access_token']}"}
    mine = {"id": f"eq.{session['user']['id']}"}
    succeeded(await http.patch("/rest/v1/users", params=mine, json=person.account, headers=themselves))
    for function, row in (("save_profile", person.profile), ("save_financial_data", person.financial_data)):
        if row is not None:
            await post(http, f"/rest/v1/rpc/{function}", {"changes": row}, themselves)
    if person.life is not None:
        owner, today = UUID(session["user"]["id"]), today_in_jakarta(now=datetime.now(UTC))
        tables = Tables(http, themselves)
        await Books(tables).keep(owner=owner, life=lives()[person.life], today=today)
        await Planner(tables).keep(owner=owner, plans=plans()[person.life], today=today)
    if person.role is not UserRole.USER:
        await _grant(stack, person)


async def _make_account(stack: Running, http: httpx.AsyncClient, login: dict[str, str]) -> None:
    wish = {**login, "email_confirm": True}
    answer = await http.post("/auth/v1/admin/users", json=wish, headers={"apikey": stack.secret_key})
    already_there = answer.status_code == 422 and answer.json()["error_code"] == "email_exists"
    if not already_there:
        succeeded(answer)


async def _grant(stack: Running, person: DemoPerson) -> None:
    async with await psycopg.AsyncConnection.connect(stack.database_url, autocommit=True) as connection:
        await connection.execute(ROLE_SQL, (person.email, person.role.value))
