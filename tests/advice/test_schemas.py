"""Schemas for models: one self-contained object of few keywords, from the models that check."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from shared.advice.schemas import KEPT, LARGEST_BOUND, schema_of
from shared.domain.goals.keeping import GoalChange, NewGoal
from shared.domain.money import Fraction
from shared.domain.months import Month
from shared.domain.payroll.model import Employment
from shared.domain.planning.changes import Scenario


class Colour(StrEnum):
    """A colour."""

    RED = "RED"
    BLUE = "BLUE"


class Wheel(BaseModel):
    """Something round. It turns.

    A second paragraph that nobody needs.
    """

    kind: Literal["WHEEL"]
    size: Annotated[int, Field(ge=1, le=10)]
    colour: Colour | None = None


class Engine(BaseModel):
    """Something loud."""

    kind: Literal["ENGINE"]
    size: Annotated[int, Field(ge=5, le=10**12)]
    month: Month


class Machine(BaseModel):
    """The whole."""

    name: Annotated[str, Field(max_length=80, pattern="^[a-z]+$", examples=["x"])]
    part: Annotated[Wheel | Engine, Field(discriminator="kind")]
    share: Fraction | None = None
    since: date | None = None
    names: tuple[str, ...] = ()


class Endless(BaseModel):
    """Refers to itself."""

    inner: "Endless | None" = None


def everywhere(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The schema and every schema inside it."""
    yield schema
    inside: list[Mapping[str, Any]] = [*schema.get("properties", {}).values()]
    if "items" in schema:
        inside.append(schema["items"])
    for each in inside:
        yield from everywhere(each)


def assert_strict(schema: Mapping[str, Any]) -> None:
    """One object of the keywords that every model reads; enums are of text; what is required is there."""
    for each in everywhere(schema):
        assert set(each) <= KEPT, each
        assert each["type"] in {"object", "array", "string", "integer", "number", "boolean"}
        assert all(isinstance(choice, str) for choice in each.get("enum", ()))
        assert set(each.get("required", ())) <= set(each.get("properties", ()))
        assert all(abs(each[bound]) <= LARGEST_BOUND for bound in ("minimum", "maximum") if bound in each)
        assert each["type"] != "object" or "properties" in each
        assert each["type"] != "array" or "items" in each


@pytest.mark.parametrize("model", [Machine, Wheel, Scenario, Employment, NewGoal, GoalChange])
def test_nothing_but_the_kept_keywords_is_left(model: type[BaseModel]) -> None:
    schema = schema_of(model)

    assert_strict(schema)
    assert "$" not in json.dumps(schema)


def test_a_union_becomes_one_object_that_says_who_has_what() -> None:
    properties: Any = schema_of(Machine)["properties"]
    part = properties["part"]

    assert part["required"] == ["kind", "size"]
    assert set(part["properties"]) == {"kind", "size", "colour", "month"}
    assert part["properties"]["kind"]["enum"] == ["WHEEL", "ENGINE"]
    assert part["properties"]["kind"]["description"] == (
        "WHEEL (colour?): Something round. ENGINE (month): Something loud."
    )
    assert part["properties"]["size"] == {"type": "integer", "minimum": 1}


def test_how_text_is_written_is_said_in_words() -> None:
    properties: Any = schema_of(Machine)["properties"]

    assert properties["since"] == {"type": "string", "description": "Day, written 2026-11-22."}
    assert properties["part"]["properties"]["month"]["description"] == "Month, written 2026-11."
    assert properties["share"]["type"] == "number"
    assert properties["name"] == {"type": "string"}


def test_only_the_first_paragraph_of_a_description_is_told() -> None:
    class Car(BaseModel):
        """A car."""

        wheel: Wheel

    told: Any = schema_of(Car)["properties"]

    assert told["wheel"]["description"] == "Something round. It turns."


def test_fields_may_be_left_out_and_made_optional() -> None:
    schema = schema_of(Employment, leave_out=frozenset({"bpjs"}), optional=frozenset({"year", "ptkp"}))
    properties: Any = schema["properties"]

    assert "bpjs" not in properties
    assert {"year", "ptkp"} <= set(properties)
    assert schema["required"] == ["salary"]


def test_what_refers_to_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="Endless"):
        schema_of(Endless)


def test_a_model_checks_what_its_schema_tells() -> None:
    told = {
        "name": "abc",
        "part": {"kind": "ENGINE", "size": 7, "month": "2026-11"},
        "share": 0.5,
        "since": "2026-11-22",
    }

    machine = Machine.model_validate(told)

    assert (machine.share, machine.since) == (Decimal("0.5"), date(2026, 11, 22))
