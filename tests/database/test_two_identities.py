"""Every function called with the owner's ids: by the owner it does something, by others nothing of theirs."""

from collections.abc import Iterator
from typing import LiteralString

import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.expectations import DEFINERS, FUNCTIONS
from tests.database.expected.call import Call
from tests.database.expected.calls import CALLS, READ_NOBODYS_ROWS, TOLD_ELSEWHERE
from tests.database.expected.model import OTHERS, Actor
from tests.database.over_http import Api, api_of, invite
from tests.database.over_sql import Cast
from tests.database.replay import call, filled, rows_of, shows
from tests.database.replica import rewrite

PUBLIC = [each for each in CALLS if each.function.startswith("public.")]
AS_THEIR_OWNER = {signature.partition("(")[0].partition(".")[2] for signature in DEFINERS}
BY_DEFINERS = [each for each in CALLS if each.function.partition(".")[2] in AS_THEIR_OWNER]
CALLER: LiteralString = "caller uuid := auth.uid()"


def test_every_function_is_called() -> None:
    open_to_people = {
        signature.partition("(")[0] for signature, callers in FUNCTIONS.items() if "authenticated" in callers
    }

    assert {each.function for each in CALLS} | TOLD_ELSEWHERE | READ_NOBODYS_ROWS == open_to_people


@pytest.mark.parametrize("each", CALLS, ids=str)
class TestACall:
    def test_by_its_owner_does_something(
        self, each: Call, replica: Connection, people_of_replica: Cast
    ) -> None:
        owner = people_of_replica.owner

        answer = call(replica, owner, each, owner=owner)

        assert not answer.failed, answer.text
        assert answer.changed or shows(answer.text, each, owner=owner), answer.text

    @pytest.mark.parametrize("actor", OTHERS)
    def test_by_somebody_else_does_nothing_of_the_owners(
        self, each: Call, actor: Actor, replica: Connection, people_of_replica: Cast
    ) -> None:
        owner = people_of_replica.owner

        answer = call(replica, people_of_replica.ids[actor], each, owner=owner)

        assert not answer.changed
        assert not shows(answer.text, each, owner=owner), answer.text


@pytest.mark.parametrize("each", BY_DEFINERS, ids=str)
def test_a_function_with_its_owners_rights_would_be_caught_taking_somebody_for_another(
    each: Call, replica: Connection, people_of_replica: Cast
) -> None:
    owner = people_of_replica.owner
    rewrite(replica, "private.require_caller()", CALLER, f"caller uuid := '{owner}'")

    answer = call(replica, people_of_replica.stranger, each, owner=owner)

    assert answer.changed or shows(answer.text, each, owner=owner), answer.text


@pytest.fixture(scope="module")
def api(stack: Running) -> Iterator[Api]:
    """An owner, and a stranger who calls with the owner's ids."""
    with api_of(stack, invite(stack, "owner", "stranger")) as api:
        yield api


@pytest.mark.parametrize("each", PUBLIC, ids=str)
def test_a_call_over_http_by_a_stranger_does_nothing_of_the_owners(each: Call, api: Api) -> None:
    owner, stranger = api.cast.owner.id, api.cast.people["stranger"].id
    before = rows_of(api.superuser, owner)
    body = {name: filled(value, by=stranger, owner=owner) for name, value in each.given.items()}

    answer = api.send("POST", f"rpc/{each.function.partition('.')[2]}", "stranger", body)

    assert answer.status_code != 404 or "PGRST" not in answer.text, answer.text
    assert rows_of(api.superuser, owner) == before
    assert not shows(answer.text, each, owner=owner), answer.text
