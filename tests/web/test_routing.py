"""Which request reaches which handler, with what."""

from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel

from shared.domain.values import Value
from shared.web.app import make_application
from shared.web.routing import Call, NoContent, Router
from tests.fakes.web import NOON, a_caller, client, signed_client
from tests.web.toy import ToyDeps, ToyView, toy_app


class Loose(BaseModel):
    """A model that lets unknown fields pass."""

    name: str


class Tight(Value):
    """A model that does not."""

    name: str


def a_toy(name: str = "gasing") -> ToyView:
    return ToyView(id=uuid4(), name=name)


class TestRegistration:
    def test_refuses_a_body_that_lets_unknown_fields_pass(self) -> None:
        router = Router[ToyDeps](name="t", base="/t")

        async def handler(call: Call[ToyDeps], body: Loose) -> NoContent:
            return NoContent()

        with pytest.raises(TypeError, match="unknown fields"):
            router.post("/")(handler)

    def test_refuses_a_parameter_that_is_no_piece_of_the_path(self) -> None:
        router = Router[ToyDeps](name="t", base="/t")

        async def handler(call: Call[ToyDeps], other_id: UUID) -> NoContent:
            return NoContent()

        with pytest.raises(TypeError, match="other_id"):
            router.get("/{id}")(handler)

    def test_refuses_a_bucket_for_nobody(self) -> None:
        router = Router[ToyDeps](name="t", base="/t")

        async def handler(call: Call[ToyDeps], body: Tight) -> NoContent:
            return NoContent()

        with pytest.raises(TypeError, match="anonymous"):
            router.post("/", public=True, rate="auth")(handler)

    def test_refuses_the_same_route_twice(self) -> None:
        router = Router[ToyDeps](name="t", base="/t")

        async def handler(call: Call[ToyDeps]) -> NoContent:
            return NoContent()

        router.get("/")(handler)
        router.get("/")(handler)
        deps = ToyDeps()

        with pytest.raises(ValueError, match="twice"):
            make_application(routers=[router], deps=deps, security=deps.web)

    def test_leaves_the_handler_a_plain_function(self) -> None:
        router = Router[ToyDeps](name="t", base="/t")

        async def handler(call: Call[ToyDeps]) -> NoContent:
            return NoContent()

        assert router.get("/")(handler) is handler


class TestPaths:
    async def test_a_fixed_piece_comes_before_a_parameter(self) -> None:
        toy = a_toy()
        deps = ToyDeps(toys={toy.id: toy})

        answer = await signed_client(toy_app(deps), a_caller()).get("/api/v1/toys/newest")

        assert answer.json()["id"] == str(toy.id)
        assert answer.headers["X-Toys"] == "1"

    async def test_a_slash_at_the_end_changes_nothing(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).get("/api/v1/toys/")

        assert answer.status_code == 200

    async def test_a_malformed_id_is_bad_input_at_its_place(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).get("/api/v1/toys/eq.1,or=(a)")

        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"pointer": "/path/toy_id", "message": "Harus UUID."}]

    async def test_a_nul_in_the_path_is_bad_input(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).post("/api/v1/toys/a%00b/wind")

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/path/name"

    async def test_an_unknown_path_is_a_problem(self) -> None:
        answer = await client(toy_app()).get("/api/v1/nothing")

        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_path")

    async def test_a_wrong_method_is_a_problem_that_names_the_right_ones(self) -> None:
        answer = await client(toy_app()).put("/api/v1/toys")

        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"

    async def test_options_tells_the_methods(self) -> None:
        answer = await client(toy_app()).options("/api/v1/toys")

        assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")

    async def test_head_answers_like_get_without_a_body(self) -> None:
        asking = signed_client(toy_app(), a_caller())

        got, head = await asking.get("/api/v1/toys"), await asking.head("/api/v1/toys")

        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == got.headers["Content-Length"]

    async def test_nothing_is_answered_with_204(self) -> None:
        toy = a_toy()
        deps = ToyDeps(toys={toy.id: toy})

        answer = await signed_client(toy_app(deps), a_caller()).delete(f"/api/v1/toys/{toy.id}")

        assert (answer.status_code, answer.content) == (204, b"")
        assert not deps.toys


class TestQuery:
    async def test_is_parsed_into_its_model(self) -> None:
        toys = {toy.id: toy for toy in (a_toy("gasing"), a_toy("layangan"))}

        answer = await signed_client(toy_app(ToyDeps(toys=toys)), a_caller()).get(
            "/api/v1/toys", params={"limit": "1"}
        )

        assert len(answer.json()["items"]) == 1

    @pytest.mark.parametrize(
        ("query", "pointer"),
        [
            ("limit=0", "/query/limit"),
            ("limit=101", "/query/limit"),
            ("limit=ten", "/query/limit"),
            ("limit=", "/query/limit"),
            ("limit=1&limit=2", "/query/limit"),
            ("select=*", "/query/select"),
            ("name=a%00b", "/query/name"),
            ("or=(id.eq.1)", "/query/or"),
        ],
    )
    async def test_refuses_what_is_wrong_or_unknown(self, query: str, pointer: str) -> None:
        answer = await signed_client(toy_app(), a_caller()).get(f"/api/v1/toys?{query}")

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    async def test_is_refused_where_the_route_takes_none(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).get("/api/v1/toys/newest?x=1")

        assert answer.json()["errors"] == [{"pointer": "/query/x", "message": "Parameter ini tidak dikenal."}]


class TestCall:
    async def test_knows_caller_language_and_time(self) -> None:
        owner = a_caller()

        answer = await signed_client(toy_app(), owner).get(
            "/api/v1/toys/who/asks", headers={"Accept-Language": "en-GB,id;q=0.5"}
        )

        seen = answer.json()
        assert (seen["id"], seen["email"], seen["language"]) == (str(owner.id), owner.email, "en")
        assert seen["now"] == NOON.isoformat().replace("+00:00", "Z")

    async def test_takes_nobody_s_word_for_an_address_without_a_trusted_proxy(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).get(
            "/api/v1/toys/who/asks", headers={"X-Forwarded-For": "6.6.6.6"}
        )

        assert answer.json()["client_address"] == "127.0.0.1"

    async def test_a_public_route_needs_no_token(self) -> None:
        answer = await client(toy_app()).get("/api/v1/toys/open/door")

        assert answer.status_code == 200
