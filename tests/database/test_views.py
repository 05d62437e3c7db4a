"""A view shows what its reader may see, and would show everything if it asked as its owner."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection, sql

from dev.stack.running import Running
from tests.database.expectations import VIEWS
from tests.database.expected.model import ACTORS, OTHERS, ROLES, Actor
from tests.database.over_http import Api, api_of, canaries_of, holds_any, invite
from tests.database.over_sql import Cast, acting_as


def sees_the_owners(connection: Connection, cast: Cast, actor: Actor, view: str) -> bool | None:
    """Whether an actor finds rows of the owner in a view; None when they may not look."""
    statement = sql.SQL("select each::text from public.{} as each").format(sql.Identifier(view))
    try:
        with acting_as(connection, ROLES[actor], cast.ids.get(actor)):
            return str(cast.owner) in str(connection.execute(statement).fetchall())
    except psycopg.errors.InsufficientPrivilege:
        return None


@pytest.mark.parametrize("view", VIEWS)
class TestAView:
    @pytest.mark.parametrize("actor", ACTORS)
    def test_shows_the_owners_rows_to_the_owner_alone(
        self, view: str, actor: Actor, replica: Connection, people_of_replica: Cast
    ) -> None:
        expected = {"anon": None, "service": None, "owner": True}.get(actor, False)

        assert sees_the_owners(replica, people_of_replica, actor, view) is expected

    @pytest.mark.parametrize("actor", OTHERS)
    def test_would_show_them_to_all_if_it_asked_as_its_owner(
        self, view: str, actor: Actor, replica: Connection, people_of_replica: Cast
    ) -> None:
        replica.execute(
            sql.SQL("alter view public.{} set (security_invoker = false)").format(sql.Identifier(view))
        )

        assert sees_the_owners(replica, people_of_replica, actor, view) is True

    @pytest.mark.parametrize("verb", ["insert", "update", "delete"])
    @pytest.mark.parametrize("role", ["anon", "authenticated", "service_role"])
    def test_is_only_read(self, view: str, verb: str, role: str, replica: Connection) -> None:
        held = replica.execute("select has_table_privilege(%s, %s, %s)", (role, f"public.{view}", verb))

        assert held.fetchone() == (False,)


@pytest.fixture(scope="module")
def api(stack: Running) -> Iterator[Api]:
    """An owner and a stranger."""
    with api_of(stack, invite(stack, "owner", "stranger")) as api:
        yield api


@pytest.mark.parametrize("view", VIEWS)
def test_over_http_a_view_shows_the_owner_alone_their_rows(view: str, api: Api) -> None:
    canaries = canaries_of(api.cast.owner)

    assert holds_any(api.send("GET", view, "owner").raise_for_status().text, canaries)
    assert not holds_any(api.send("GET", view, "stranger").raise_for_status().text, canaries)
    assert api.send("GET", view, "anon").status_code == 401
    assert api.send("GET", view, "service").status_code == 403
