"""The OpenAPI 3.1 document, from the very routes and models that answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter

from shared.errors import ComeBackLater, FintarError
from shared.web.operations import (
    answer_headers,
    named_events,
    possible_errors,
    problem_example,
    repeat_headers,
)
from shared.web.problems import PROBLEM_TYPE, TITLES, Problem, status_of
from shared.web.routing import Route, Router

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]

INFO: Json = {
    "title": "Fintar",
    "version": "1",
    "description": (
        "The AI financial co-pilot. Money is in whole rupiah, shares and rates are decimal fractions, "
        "instants carry an offset. Errors are RFC 9457 problems whose `code` is stable; their words are "
        "Indonesian unless `Accept-Language` prefers English."
    ),
}


class Schemas:
    """The JSON schemas of all models and path types, each kept once under components/schemas."""

    def __init__(self, routes: Sequence[Route]) -> None:
        wanted = {id(kind): kind for route in routes for kind, _ in _types(route)}
        adapters: dict[int, TypeAdapter[Any]] = {
            key: kind if isinstance(kind, TypeAdapter) else TypeAdapter(kind) for key, kind in wanted.items()
        }
        asked: dict[tuple[int, Mode], None] = dict.fromkeys(
            (id(kind), mode) for route in routes for kind, mode in _types(route)
        )
        inputs: list[tuple[int, Mode, TypeAdapter[Any]]] = [(key, mode, adapters[key]) for key, mode in asked]
        self._by_type, defined = TypeAdapter.json_schemas(inputs, ref_template="#/components/schemas/{model}")
        self.components: Json = defined.get("$defs", {})

    def of(self, kind: object, mode: Mode) -> Json:
        """The schema of a model or path type: a reference where it has a name."""
        return dict(self._by_type[id(kind), mode])

    def fields(self, model: type[BaseModel]) -> Iterator[tuple[str, Json, bool]]:
        """The fields of a query model: name, schema, required."""
        schema = self.of(model, "validation")
        if "$ref" in schema:
            schema = self.components[schema["$ref"].rsplit("/", 1)[1]]
        for name, field in schema.get("properties", {}).items():
            yield name, field, name in schema.get("required", ())


def document(routers: Sequence[Router[Any]]) -> Json:
    """The whole document. Raises ValueError where two routes share an operation id."""
    routes = [route for router in routers for route in router.routes]
    schemas = Schemas(routes)
    paths: defaultdict[str, Json] = defaultdict(dict)
    names: set[str] = set()
    for route in routes:
        name = _operation_id(route)
        if name in names:
            raise ValueError(f"two operations are called {name}")
        names.add(name)
        paths[route.path][route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in sorted({route.group for route in routes})],
        "paths": dict(paths),
        "components": {
            "schemas": schemas.components,
            "examples": {
                error.code: {"value": problem_example(error)}
                for route in routes
                for error in possible_errors(route)
            },
            "securitySchemes": {
                "supabase": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The access token of a Supabase Auth session.",
                }
            },
        },
    }


def _types(route: Route) -> Iterator[tuple[Any, Mode]]:
    yield Problem, "serialization"
    for taken in (route.takes.body, route.takes.query, *route.takes.path.values()):
        if taken is not None:
            yield taken, "validation"
    answers = route.options.get("answers")
    also = route.options.get("also", {})
    for model in (answers, *also.values(), *named_events(route).values()):
        if model is not None:
            yield model, "serialization"


def _operation_id(route: Route) -> str:
    return f"{route.group}_{getattr(route.handler, '__name__', '')}"


def _operation(route: Route, schemas: Schemas) -> Json:
    summary, _, description = (route.handler.__doc__ or "").strip().partition("\n")
    operation: Json = {
        "operationId": _operation_id(route),
        "summary": summary.rstrip("."),
        "tags": [route.group],
        "security": [] if route.public else [{"supabase": []}],
        "responses": {**_answers(route, schemas), **_problems(route, schemas)},
    }
    if description.strip():
        operation["description"] = "\n".join(line.strip() for line in description.strip().splitlines())
    parameters = [*_path_parameters(route, schemas), *_query_parameters(route, schemas)]
    parameters += repeat_headers(route)
    if parameters:
        operation["parameters"] = parameters
    if route.takes.body is not None:
        operation["requestBody"] = _request_body(route, route.takes.body, schemas)
    if route.takes.upload:
        operation["requestBody"] = {"required": True, "content": _files(route.uploads)}
    return operation


def _path_parameters(route: Route, schemas: Schemas) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": schemas.of(adapter, "validation")}
        for name, adapter in route.takes.path.items()
    ]


def _query_parameters(route: Route, schemas: Schemas) -> list[Json]:
    if route.takes.query is None:
        return []
    return [
        {"name": name, "in": "query", "required": required, "schema": schema}
        for name, schema, required in schemas.fields(route.takes.query)
    ]


def _request_body(route: Route, model: type[BaseModel], schemas: Schemas) -> Json:
    media: Json = {"schema": schemas.of(model, "validation")}
    example = route.options.get("example")
    if example is not None:
        media["example"] = dict(example)
    return {"required": True, "content": {"application/json": media}}


def _answers(route: Route, schemas: Schemas) -> Json:
    usual = route.options.get("answers")
    answers: Json = {str(route.status): _answer(route, usual, schemas)}
    if route.downloads:
        answers[str(route.status)].setdefault("content", {}).update(_files(route.downloads))
    for status, model in route.options.get("also", {}).items():
        if str(status) not in answers:
            answers[str(status)] = _answer(route, model, schemas)
    events = named_events(route)
    if events:
        content = answers.setdefault("200", {"description": "Done."}).setdefault("content", {})
        content["text/event-stream"] = _stream(events, schemas)
    return answers


def _answer(route: Route, model: type[BaseModel] | None, schemas: Schemas) -> Json:
    only_a_file = bool(route.downloads) and model is None
    said = "The file." if only_a_file else _first_line(model)
    answer: Json = {"description": said, "headers": answer_headers(route)}
    if model is not None:
        answer["content"] = {"application/json": {"schema": schemas.of(model, "serialization")}}
    return answer


def _files(media_types: Sequence[str]) -> Json:
    """In OpenAPI 3.1 an empty schema under a media type stands for the raw bytes."""
    return {media_type: {"schema": {}} for media_type in media_types}


def _first_line(model: type[BaseModel] | None) -> str:
    if model is None:
        return "Done; there is nothing to say."
    return (model.__doc__ or "Done.").strip().splitlines()[0]


def _stream(events: Mapping[str, type[BaseModel]], schemas: Schemas) -> Json:
    return {
        "schema": {
            "type": "string",
            "description": "Server-sent events, each with one line of JSON; ends with one `done` or `error`.",
        },
        "x-events": {
            **{name: schemas.of(model, "serialization") for name, model in events.items()},
            "error": schemas.of(Problem, "serialization"),
        },
    }


def _problems(route: Route, schemas: Schemas) -> Json:
    by_status: defaultdict[int, list[type[FintarError]]] = defaultdict(list)
    for error in possible_errors(route):
        by_status[status_of(error)].append(error)
    return {str(status): _problem(status, errors, schemas) for status, errors in by_status.items()}


def _problem(status: int, errors: Sequence[type[FintarError]], schemas: Schemas) -> Json:
    problem: Json = {
        "description": f"{TITLES[status].en}: " + ", ".join(f"`{error.code}`" for error in errors) + ".",
        "content": {
            PROBLEM_TYPE: {
                "schema": schemas.of(Problem, "serialization"),
                "examples": {error.code: {"$ref": f"#/components/examples/{error.code}"} for error in errors},
            }
        },
    }
    if any(issubclass(error, ComeBackLater) for error in errors):
        problem["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
        }
    return problem
