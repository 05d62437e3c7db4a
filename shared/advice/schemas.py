"""JSON schemas small enough for a model: one self-contained object, from the models that the HTTP API takes.

Models of several vendors read a narrow part of JSON Schema, and pay for each word of it. What is left here is
in `KEPT`: no references, no unions, no titles, defaults or patterns. What a bound or a pattern said is said
in the description, or by the refusal of a wrong argument. A union that is told apart by a field becomes one
object whose description says which value takes which fields.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, cast

from pydantic import BaseModel, JsonValue

KEPT = frozenset(
    {"type", "description", "enum", "properties", "required", "items", "minItems", "maxItems", "minimum"}
    | {"maximum"}
)
"""The only keywords in a schema that is sent."""

LARGEST_BOUND = 100_000
"""A bound beyond this only says that numbers end somewhere; it is checked, but not told."""

LONGEST_DESCRIPTION = 220

MONTH = "Month, written 2026-11."
DAY = "Day, written 2026-11-22."

Schema = dict[str, JsonValue]
_Json = dict[str, Any]


@cache
def schema_of(
    model: type[BaseModel],
    *,
    leave_out: Collection[str] = frozenset(),
    optional: Collection[str] = frozenset(),
) -> Schema:
    """The arguments of a tool as an object schema, from their model.

    `leave_out` names top-level fields that are not offered, `optional` those that may be absent because the
    tool fills them in. Raises ValueError for a model that refers to itself.
    """
    whole = model.model_json_schema()
    simple = _Simplified(cast("_Json", whole.get("$defs", {}))).simple(whole, ())
    properties = {name: each for name, each in simple.get("properties", {}).items() if name not in leave_out}
    required = [
        name for name in simple.get("required", []) if name in properties.keys() - frozenset(optional)
    ]
    told: _Json = {"type": "object", "properties": properties}
    return cast("Schema", told | ({"required": required} if required else {}))


class _Simplified:
    """Schemas of one document, each read with the definitions it refers to."""

    def __init__(self, definitions: _Json) -> None:
        self._definitions = definitions

    def simple(self, schema: _Json, inside: tuple[str, ...]) -> _Json:
        if "$ref" in schema:
            return self._referred(schema, inside)
        choices = schema.get("oneOf") or schema.get("anyOf")
        if choices is not None:
            return self._chosen(schema, choices, inside)
        return self._plain(schema, inside)

    def _referred(self, schema: _Json, inside: tuple[str, ...]) -> _Json:
        name = schema["$ref"].rpartition("/")[2]
        if name in inside:
            raise ValueError(f"{name} refers to itself")
        simple = self.simple(self._definitions[name], (*inside, name))
        return simple | _description(schema)

    def _chosen(self, schema: _Json, choices: Iterable[_Json], inside: tuple[str, ...]) -> _Json:
        simple = [self.simple(each, inside) for each in choices if each.get("type") != "null"]
        if len(simple) > 1 and all(each["type"] == "object" for each in simple):
            field = schema.get("discriminator", {}).get("propertyName", "type")
            return _united(simple, field) | _description(schema)
        # A decimal may also come as text, and an amount as a fraction or a day: the first is the usual one.
        return simple[0] | _description(schema)

    def _plain(self, schema: _Json, inside: tuple[str, ...]) -> _Json:
        kept = {name: value for name, value in schema.items() if name in KEPT and _tells(name, value)}
        if "const" in schema:
            kept["enum"] = [schema["const"]]
        if "properties" in schema:
            kept["properties"] = {
                name: self.simple(each, inside) for name, each in schema["properties"].items()
            }
        if "items" in schema:
            kept["items"] = self.simple(schema["items"], inside)
        kept.setdefault("type", "string")
        return kept | _description(schema)


def _tells(keyword: str, value: object) -> bool:
    if keyword in {"minimum", "maximum"}:
        return isinstance(value, int | float) and abs(value) <= LARGEST_BOUND
    return keyword not in {"properties", "items", "description"}


def _description(schema: Mapping[str, Any]) -> _Json:
    """What a schema says of itself in one short paragraph, and how its text is written."""
    said = str(schema.get("description", "")).partition("\n\n")[0]
    parts = [" ".join(said.split())]
    if schema.get("pattern", "").startswith("^[0-9]{4}-"):
        parts.append(MONTH)
    if schema.get("format") == "date":
        parts.append(DAY)
    told = " ".join(part for part in parts if part)
    return {"description": _cut(told)} if told else {}


def _cut(text: str) -> str:
    """The whole sentences that fit, or the first one as far as it does."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    ends = [match.end() for match in re.finditer(r"[.:;](?= )", text[:LONGEST_DESCRIPTION])]
    return text[: ends[-1]] if ends else text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0]


def _united(choices: Iterable[_Json], field: str) -> _Json:
    """One object for several that `field` tells apart: all their fields, and which belong to which."""
    choices = list(choices)
    properties: dict[str, _Json] = {}
    for choice in choices:
        for name, each in choice["properties"].items():
            properties[name] = _merged(properties[name], each) if name in properties else each
    required = [name for name in properties if all(name in choice.get("required", ()) for choice in choices)]
    told = " ".join(_usage(choice, field, leave_out=required) for choice in choices)
    properties = {field: properties[field] | {"description": told}} | properties
    properties[field] = properties[field] | {"description": told}
    return {"type": "object", "properties": properties, "required": required}


def _usage(choice: _Json, field: str, *, leave_out: Collection[str]) -> str:
    """`PURCHASE (name, amount): Something bought once, in cash.`"""
    names = "|".join(choice["properties"][field]["enum"])
    needed = choice.get("required", ())
    fields = ", ".join(
        name if name in needed else f"{name}?" for name in choice["properties"] if name not in leave_out
    )
    said = choice.get("description", "").partition(".")[0]
    return f"{names}{f' ({fields})' if fields else ''}: {said}."


def _merged(one: _Json, other: _Json) -> _Json:
    """A field that several kinds have: what fits any of them."""
    if one == other:
        return one
    merged = {**other, **one}
    if "enum" in one and "enum" in other:
        merged["enum"] = list(dict.fromkeys([*one["enum"], *other["enum"]]))
    elif "enum" in merged:
        del merged["enum"]
    for bound, wider in (("minimum", min), ("maximum", max)):
        merged.pop(bound, None)
        if bound in one and bound in other:
            merged[bound] = wider(one[bound], other[bound])
    return merged
