"""Every actor tries every verb on every table and column, through PostgREST with real tokens."""

from collections.abc import Iterator

import pytest

from dev.stack.running import Running
from tests.database.attempts import attempts_of
from tests.database.expectations import TABLES
from tests.database.expected.model import OTHERS, Actor
from tests.database.over_http import Api, api_of, canaries_of, holds_any, invite

OWNED = [name for name, table in TABLES.items() if table.owner_column == "user_id"]
EVERYTHING = f"users?select=*,{','.join(f'{name}(*)' for name in OWNED)}"


@pytest.fixture(scope="module")
def api(stack: Running) -> Iterator[Api]:
    """One owner whose rows nobody else may touch, and everybody else."""
    with api_of(stack, invite(stack, "owner", "stranger", "consultant", "admin")) as api:
        yield api


@pytest.fixture(scope="module")
def api_of_an_owner_alone(stack: Running) -> Iterator[Api]:
    """An owner whose rows may be changed and removed."""
    with api_of(stack, invite(stack, "owner")) as api:
        yield api


@pytest.fixture
def api_of_a_fresh_owner(api_of_an_owner_alone: Api) -> Api:
    """The same with rows as if nobody had touched them."""
    api_of_an_owner_alone.plant()
    return api_of_an_owner_alone


def differences(api: Api, actor: Actor, table: str) -> list[str]:
    """What an actor achieved, where it is not what the expectations say."""
    outcomes = [(attempt, api.outcome_of(attempt)) for attempt in attempts_of(actor, table)]
    return [f"{attempt}: {outcome}" for attempt, outcome in outcomes if outcome is not attempt.expected]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("actor", ["anon", *OTHERS])
def test_nobody_else_reaches_the_rows_of_an_owner(api: Api, actor: Actor, table: str) -> None:
    assert differences(api, actor, table) == []


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("actor", ["owner", "service"])
def test_the_allowed_reach_what_they_may_and_no_more(
    api_of_a_fresh_owner: Api, actor: Actor, table: str
) -> None:
    assert differences(api_of_a_fresh_owner, actor, table) == []


@pytest.mark.parametrize("actor", OTHERS)
def test_no_join_shows_a_canary(api: Api, actor: Actor) -> None:
    answer = api.send("GET", EVERYTHING, actor)

    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()] == [str(api.cast.people[actor].id)]
    assert not holds_any(answer.text, canaries_of(api.cast.owner))


def test_the_owner_sees_every_canary(api: Api) -> None:
    text = api.send("GET", EVERYTHING, "owner").text

    assert [canary for canary in canaries_of(api.cast.owner) if not holds_any(text, [canary])] == []


@pytest.mark.parametrize("schema", ["private", "auth", "extensions", "supabase_migrations"])
@pytest.mark.parametrize("actor", ["anon", "stranger", "service"])
def test_no_other_schema_is_exposed(api: Api, actor: Actor, schema: str) -> None:
    headers = api.as_actor(actor) | {"Accept-Profile": schema}

    answer = api.http.get("/rest/v1/users", headers=headers)

    assert answer.status_code == 406
