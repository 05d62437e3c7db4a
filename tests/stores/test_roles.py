"""The role that the database knows, whatever an older token says."""

import httpx
import psycopg
import pytest

from dev.stack.running import Running
from shared.domain.caller import AccountGone, UserRole
from shared.errors import Unauthenticated
from shared.stores.database import Database
from shared.stores.http import close_shared_client
from shared.stores.roles import Roles
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of


async def grant(stack: Running, email: str, role: UserRole) -> None:
    connection = await psycopg.AsyncConnection.connect(stack.database_url, autocommit=True)
    async with connection:
        await connection.execute("select private.grant_role(%s, %s::public.user_role)", (email, role.value))


async def test_is_told_in_one_round_trip(stack: Running, people: People) -> None:
    asked: list[str] = []

    async def count(request: httpx.Request) -> None:
        asked.append(request.url.path)

    caller = caller_of(await people("owner"))
    async with httpx.AsyncClient(trust_env=False, event_hooks={"request": [count]}) as http:
        database = Database(url=stack.url, publishable_key=stack.publishable_key, http=lambda: http)
        role = await Roles(database=database, caller=caller).read()

    assert role is UserRole.USER
    assert asked == ["/rest/v1/users"]


async def test_changes_at_once_and_not_with_the_next_token(stack: Running, people: People) -> None:
    person = await people.admin()
    roles = Roles(database=database_of(stack), caller=caller_of(person))

    before = await roles.read()
    await grant(stack, person.email, UserRole.USER)
    after = await roles.read()

    assert (before, after) == (UserRole.ADMIN, UserRole.USER)
    await close_shared_client()


async def test_of_an_account_that_is_gone_is_nobodys(stack: Running, people: People) -> None:
    person = await people("owner")
    async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as http:
        answer = await http.delete(f"/auth/v1/admin/users/{person.id}", headers={"apikey": stack.secret_key})
        answer.raise_for_status()

    with pytest.raises(AccountGone):
        await Roles(database=database_of(stack), caller=caller_of(person)).read()
    await close_shared_client()


async def test_of_a_forged_token_is_refused(stack: Running) -> None:
    with pytest.raises(Unauthenticated):
        await Roles(database=database_of(stack), caller=a_caller()).read()
    await close_shared_client()
