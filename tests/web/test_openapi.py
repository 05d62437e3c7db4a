"""The OpenAPI document says what the routes do."""

from typing import Any

import pytest
import schemathesis
from pydantic import JsonValue

from dev.openapi import all_routers, rendered
from shared.web.health import health_router
from shared.web.openapi import document
from tests.web.toy import router


def toys() -> dict[str, Any]:
    return document([router, health_router("toy")])


class TestDocument:
    def test_has_every_route_with_its_words(self) -> None:
        operation = toys()["paths"]["/api/v1/toys"]["post"]

        assert operation["operationId"] == "toy_make_toy"
        assert operation["summary"] == "Make a toy"
        assert operation["description"] == "It is kept until it is thrown away."
        assert operation["security"] == [{"supabase": []}]
        assert toys()["paths"]["/api/v1/toys/open/door"]["get"]["security"] == []

    def test_has_the_models_both_ways(self) -> None:
        said = toys()
        operation = said["paths"]["/api/v1/toys"]["post"]

        body = operation["requestBody"]["content"]["application/json"]
        assert body["schema"] == {"$ref": "#/components/schemas/ToyWish"}
        assert body["example"] == {"name": "gasing", "price": 15000}
        answer = operation["responses"]["201"]["content"]["application/json"]
        assert answer["schema"] == {"$ref": "#/components/schemas/ToyView"}
        assert said["components"]["schemas"]["ToyWish"]["additionalProperties"] is False

    def test_has_the_parameters_of_path_query_and_header(self) -> None:
        paths = toys()["paths"]

        (toy_id,) = paths["/api/v1/toys/{toy_id}"]["get"]["parameters"]
        assert (toy_id["in"], toy_id["required"], toy_id["schema"]["format"]) == ("path", True, "uuid")
        limit = paths["/api/v1/toys"]["get"]["parameters"][0]
        assert (limit["name"], limit["in"], limit["schema"]["maximum"]) == ("limit", "query", 100)
        (key,) = paths["/api/v1/toys"]["post"]["parameters"]
        assert (key["name"], key["in"], key["required"]) == ("Idempotency-Key", "header", False)

    def test_has_every_problem_by_status_with_its_codes(self) -> None:
        responses = toys()["paths"]["/api/v1/toys"]["post"]["responses"]

        codes = {
            status: set(answer["content"]["application/problem+json"]["examples"])
            for status, answer in responses.items()
            if status >= "4"
        }
        assert codes["400"] == {"malformed_json"}
        assert codes["401"] >= {"unauthenticated", "invalid_token", "token_expired", "account_gone"}
        assert codes["409"] == {"toy_broken", "idempotency_key_in_progress"}
        assert codes["413"] == {"too_large"}
        assert codes["415"] == {"unsupported_media_type"}
        assert codes["422"] >= {"invalid_input", "idempotency_key_reused"}
        assert codes["429"] == {"too_many_requests"}
        assert codes["500"] == {"internal_error"}
        assert codes["503"] == {"auth_unavailable", "database_unavailable", "unavailable"}

    def test_says_where_the_database_is_never_asked(self) -> None:
        for path in ("/api/v1/toys/who/asks", "/api/v1/toys/open/door"):
            responses = toys()["paths"][path]["get"]["responses"]

            assert "database_unavailable" not in str(responses)
            assert "account_gone" not in str(responses)

    def test_has_the_events_of_a_stream(self) -> None:
        answer = toys()["paths"]["/api/v1/toys/{name}/wind"]["post"]["responses"]["200"]

        assert set(answer["content"]) == {"application/json", "text/event-stream"}
        assert set(answer["content"]["text/event-stream"]["x-events"]) == {"tick", "done", "error"}

    def test_refers_to_nothing_that_is_not_there(self) -> None:
        said = toys()

        for reference in references(said):
            place: Any = said
            for piece in reference.removeprefix("#/").split("/"):
                place = place[piece]

    def test_refuses_two_operations_of_one_name(self) -> None:
        with pytest.raises(ValueError, match="toy_make_toy"):
            document([router, router])

    def test_is_read_by_others(self) -> None:
        schema: Any = schemathesis.openapi.from_dict(toys())

        assert len(list(schema.get_all_operations())) == 12


class TestAllFunctions:
    def test_make_one_document(self) -> None:
        said = document(all_routers())

        assert said["openapi"] == "3.1.0"
        schema: Any = schemathesis.openapi.from_dict(said)
        assert list(schema.get_all_operations())

    def test_is_rendered_the_same_each_time(self) -> None:
        assert rendered() == rendered()


def references(node: JsonValue) -> list[str]:
    """Every `$ref` below."""
    if isinstance(node, list):
        return [found for inner in node for found in references(inner)]
    if not isinstance(node, dict):
        return []
    own = node.get("$ref")
    below = [found for inner in node.values() for found in references(inner)]
    return [own, *below] if isinstance(own, str) else below
